"""Articles to parsed documents."""
