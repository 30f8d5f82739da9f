"""The graphs of the articles of a build until they are written, with what is counted and aligned of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.alignment.records import ArticleRecord

_TYPE = b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <"


class Collected:
    """Lines of each graph, as ``kg.rdf.blocks.lines_of`` gives them; articles of one text have one graph.

    ``records``, where ``aligned`` asks for them, are made as the articles come: where others read them, the
    process that collects has time for that until they are done, and none after it.
    """

    def __init__(self, *, aligned: bool) -> None:
        self._aligned = aligned
        self._texts: dict[str, bytes] = {}
        self._records: dict[str, list[ArticleRecord]] = {}

    def add(self, digest: str, lines: bytes) -> None:
        """Take in what an article gave whose text has this hash."""
        if digest in self._texts:
            from kg.rdf.blocks import united

            lines = united((self._texts[digest], lines))
        self._texts[digest] = lines
        if self._aligned:
            from kg.alignment.reading import records_of_texts

            self._records[digest] = list(records_of_texts([lines]))

    @property
    def texts(self) -> list[bytes]:
        """The lines of each text."""
        return list(self._texts.values())

    @property
    def records(self) -> list[ArticleRecord]:
        """What alignment asks of each text."""
        return [record for some in self._records.values() for record in some]


class Nodes:
    """The nodes of graphs by class; those that several graphs share count once."""

    def __init__(self) -> None:
        self._found: set[tuple[bytes, bytes]] = set()

    def add(self, lines: bytes) -> None:
        """Take in lines of N-Quads."""
        self._found.update(_typed(lines))

    def kinds(self) -> Counter[str]:
        """How many nodes each class has, by its IRI."""
        return Counter(kind.decode() for _, kind in self._found)


def _typed(lines: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each node and its class."""
    at = lines.find(_TYPE)
    while at >= 0:
        node = lines[lines.rfind(b"\n", 0, at) + 1 : at]
        kind = at + len(_TYPE)
        if b" " not in node:  # else it is in the words of a literal
            yield node, lines[kind : lines.index(b">", kind)]
        at = lines.find(_TYPE, kind)
