"""Acts, changes and processes, and how they hang together."""
