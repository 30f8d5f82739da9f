"""Where quotes stand in a text: code decides whether the words that a model quotes are there.

The words have to be the same. Only what models write otherwise without meaning it is passed over: kinds of
quotation marks, apostrophes and dashes, and how long white space is. Case, spelling and order are not.
"""

from __future__ import annotations

import re
import unicodedata

Span = tuple[int, int]

LONGEST = 2_000
"""Code points of a quote; a longer one evidences nothing in particular."""

# One code point to one, so that offsets stay.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    }
)


class Quotes:
    r"""A stretch of a text in which quotes are looked for; offsets are those of the whole text.

    >>> quotes = Quotes("The minister’s envoy met  Li.\nThe envoy left.")
    >>> quotes.find("The minister's envoy met Li.")
    (0, 29)
    >>> quotes.find("envoy", near=(30, 45)), quotes.find("the envoy"), quotes.find("nvoy")
    ((34, 39), None, None)
    """

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._text = text.translate(_PLAIN)
        self._start = start
        self._end = len(text) if end is None else end

    def find(self, quote: str, near: Span | None = None) -> Span | None:
        """Where the words stand, begin inclusive, end exclusive: nearest to ``near``, else first.

        Whole words only. ``None`` where they do not stand there, or are empty or too long.
        """
        found = self._all(quote)
        if near is None or not found:
            return found[0] if found else None
        return min(found, key=lambda span: (_apart(span, near), span))

    def _all(self, quote: str) -> list[Span]:
        words = unicodedata.normalize("NFC", quote).translate(_PLAIN).split()
        if not words or sum(map(len, words)) > LONGEST:
            return []
        pattern = r"\s+".join(map(re.escape, words))
        before = r"(?<!\w)" if re.match(r"\w", words[0]) else ""
        after = r"(?!\w)" if re.search(r"\w$", words[-1]) else ""
        looked = re.compile(before + pattern + after)
        return [it.span() for it in looked.finditer(self._text, self._start, self._end)]


def _apart(span: Span, near: Span) -> int:
    """Code points between two stretches, 0 where they touch or overlap."""
    return max(0, span[0] - near[1], near[0] - span[1])
