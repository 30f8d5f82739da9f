"""Quality: graphs compared with articles that people annotated, counted and listed."""
