"""Where graphs are kept: the workspace on disk, and stores reached by protocol."""
