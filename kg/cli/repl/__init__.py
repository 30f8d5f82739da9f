"""The shell: what is typed, cut into statements, answered, and completed."""
