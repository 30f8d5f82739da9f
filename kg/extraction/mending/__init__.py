"""What the model misreads, set right in place before anything is read."""
