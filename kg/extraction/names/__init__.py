"""Which words are names and which are titles, told by the words alone."""
