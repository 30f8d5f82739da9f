"""Builds the manual: pages of ``docs/``, pages made from the program and the ontology, and Sphinx over both."""
