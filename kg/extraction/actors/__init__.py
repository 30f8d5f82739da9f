"""The named actors: persons, countries, bodies, movements, and groups of people by their nouns."""
