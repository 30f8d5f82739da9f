"""Extractions to RDF, and what can be done with it: write, query, check, verify."""
