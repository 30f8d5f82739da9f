"""Settings of Sphinx for the manual; ``python -m scripts.manual`` builds it."""

from __future__ import annotations

from importlib.metadata import version as installed

project = "DiploKG"
author = "The DiploKG authors"
copyright = "The DiploKG authors, Apache-2.0"  # noqa: A001 - the name that Sphinx looks for
version = release = installed("diplokg")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns: list[str] = []
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
suppress_warnings = ["misc.highlighting_failure"]  # Turtle and console in one lexer or none

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
# Types of libraries, and of ours that are not public, have no page to link to.
nitpick_ignore_regex = [("py:.*", ".*")]

highlight_language = "text"  # of blocks that name no language
smartquotes = False  # "--help" is not a dash
html_theme = "furo"
html_title = f"DiploKG {release}"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None  # the same pages from the same sources
html_theme_options = {"source_repository": "", "navigation_with_keys": True}
templates_path: list[str] = []
