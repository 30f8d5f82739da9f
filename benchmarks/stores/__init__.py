"""Measurements of asking, exporting, loading and serving: each prints a Markdown table of one run."""
