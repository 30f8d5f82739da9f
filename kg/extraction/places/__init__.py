"""Places, and words that stand for them."""
