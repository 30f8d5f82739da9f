"""How good the extraction is: measured on annotated articles and on other people's data, written as a page."""
