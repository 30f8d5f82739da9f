"""HTML from names, attributes and text: everything that is not ``Safe`` already is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect"})
_HIDDEN = {
    ord(it): None for it in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00"
}


class Safe(str):
    """HTML that was made here."""

    __slots__ = ()


def tag(name: str, /, *children: object, **attributes: object) -> Safe:
    """An element: ``class_`` is ``class``, ``data_x`` is ``data-x``; ``None`` and ``False`` leave out."""
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{escape(plain(str(value)), quote=True)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Safe(f"<{name}{said}>" if name in _VOID else f"<{name}{said}>{joined(children)}</{name}>")


def joined(children: object) -> Safe:
    """Children one after the other: text escaped, lists flattened, ``None`` left out."""
    if children is None or children is False:
        return Safe("")
    if isinstance(children, Safe):
        return children
    if isinstance(children, str):
        return Safe(escape(plain(children), quote=False))
    if isinstance(children, Iterable):
        return Safe("".join(joined(it) for it in children))
    return Safe(escape(str(children)))


def plain(words: str) -> str:
    """The words without what would turn the text around them."""
    return words if words.isascii() and "\x00" not in words else words.translate(_HIDDEN)


def bdi(words: str, most: int = 0) -> Safe:
    """A name that cannot turn its surroundings, cut to ``most`` characters where that is given."""
    clean = plain(words)
    if most and len(clean) > most:
        return tag("bdi", clean[: most - 1].rstrip() + "…", title=clean[:1000])
    return tag("bdi", clean)
