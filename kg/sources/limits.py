"""How much is read at most, so that no source can take all memory or time."""

from __future__ import annotations

MB = 1_000_000
MAX_TEXT = 100 * MB
"""Bytes of a plain text, Markdown or JSON file."""
MAX_PAGE = 32 * MB
"""Bytes of a saved web page."""
MAX_TAGS = 300_000
"""Tags of a saved web page, counted before it is parsed."""
MAX_FEED = 32 * MB
"""Bytes of a feed."""
MAX_LINE = 16 * MB
"""Bytes of a line of JSON Lines or CSV, of a cell, and of a record of an archive."""
MAX_PDF = 200 * MB
MAX_PAGES = 2_000
"""Pages of a PDF."""
MAX_MAIL = 64 * MB
MAX_WORD = 100 * MB
"""Bytes of the parts of a Word file, unpacked."""
MAX_RATIO = 400
"""How many times its packed size a file may unpack to, once it is beyond RATIO_FROM bytes."""
RATIO_FROM = 16 * MB


def megabytes(size: int) -> str:
    """``size`` in words for messages.

    >>> megabytes(32_000_000)
    '32 MB'
    """
    return f"{size // MB:,} MB"
