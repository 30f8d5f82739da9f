"""What further sentences of an article say of a meeting."""
