"""Memory over the length of a run."""
