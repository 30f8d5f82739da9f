"""Titles beside names: which words say which office of which body."""
