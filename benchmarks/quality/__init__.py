"""How good the extraction is, measured on annotated articles and on other data, written as a page."""
