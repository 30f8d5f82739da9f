"""The words of a tree of HTML, block by block: paragraphs, headings, items of lists, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody tfoot"
    " thead title tr ul caption head list item quote row code fw".split()
)
_BREAKS = frozenset({"br", "lb"})
_CELLS = frozenset({"td", "th", "cell"})
_SILENT = frozenset(
    "script style noscript template head meta link iframe object embed svg math audio video canvas select"
    " textarea button input".split()
)
_SPACE = re.compile(r"[^\S\n]+")
# Signs that no page holds: unprintable ones are left out before it is parsed.
_CELL = "\x01"
_BREAK = "\x02"


def blocks(root: _Element, *, silent: frozenset[str] = _SILENT) -> Iterator[str]:
    """The text of each block of ``root`` in order, white space as a browser shows it; none is empty.

    A line break in a block stays one, two of them part blocks; cells of a row are apart by `` | ``.
    Elements named in ``silent`` have no words. ``root`` may be HTML or trafilatura's tree.
    """
    pieces: list[str] = []
    for piece in _pieces(root, silent):
        if piece is None:
            yield from _flushed(pieces)
            pieces = []
        else:
            pieces.append(piece)
    yield from _flushed(pieces)


def main_blocks(body: _Element) -> Iterator[str]:
    """As ``blocks``, of the tree that trafilatura gives: its "head" is a heading."""
    return blocks(body, silent=frozenset({"graphic"}))


def _flushed(pieces: list[str]) -> Iterator[str]:
    whole = "".join(pieces)
    for part in re.split(rf"{_BREAK}\s*{_BREAK}", whole):
        words = _SPACE.sub(" ", part.replace("\n", " "))
        cells = [cell.strip() for cell in words.split(_CELL)]
        lines = " | ".join(filter(None, cells)).split(_BREAK)
        text = "\n".join(filter(None, (line.strip() for line in lines)))
        if text:
            yield text


def _pieces(root: _Element, silent: frozenset[str]) -> Iterator[str | None]:
    """Stretches of text, ``None`` where a block begins or ends. Without recursion: trees may be deep."""
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        name = element.tag if isinstance(element.tag, str) else None
        if done:
            if name in _BLOCKS:
                yield None
            if element is not root and element.tail:
                yield element.tail
            continue
        stack.append((element, True))
        if name is None or name in silent:
            continue
        if name in _BLOCKS:
            yield None
        elif name in _BREAKS:
            yield _BREAK
        elif name in _CELLS:
            yield _CELL
        if element.text:
            yield element.text
        stack.extend((child, False) for child in reversed(element))
