"""What everybody asks: the frozen document and its words, and what is kept beside it."""
