"""Words for a name or label, as they would stand without the blanks and marks that pages set between them."""

from __future__ import annotations

_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"))


def single_spaced(text: str) -> str:
    r"""Words of a text with one blank between them and no marks without width.

    >>> single_spaced("Ana\n \u200bRuiz")
    'Ana Ruiz'
    """
    return " ".join(text.translate(_NO_WIDTH).split())
