"""Parsed documents to what they say: actors, offices, meetings, acts, changes, issues."""
