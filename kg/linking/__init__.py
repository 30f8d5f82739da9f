"""Extraction to Linking: which entity each local id denotes, and by what key each event is known."""
