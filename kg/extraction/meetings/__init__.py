"""Which words speak of one meeting, and what its own sentences say of it."""
