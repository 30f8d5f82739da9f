"""Articles to parsed documents."""

from kg.nlp.loading import load_spacy

load_spacy()
