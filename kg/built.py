"""What became of an article: what it gave, or why it was passed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.model import Article

Cause = Literal["unreadable", "not in English", "failed"]


class Built:
    """An article and what it gave: quads, or the N-Quads that another process made of them.

    Either is made of the other when it is first asked for: terms take ten times as long as lines, and who
    writes or keeps a graph needs lines only.
    """

    __slots__ = ("_quads", "_text", "article")

    def __init__(
        self, article: Article, quads: tuple[Quad, ...] | None = None, text: bytes | None = None
    ) -> None:
        self.article = article
        self._quads = () if quads is None and text is None else quads
        self._text = text

    @property
    def quads(self) -> tuple[Quad, ...]:
        """The quads in the order of ``describe``."""
        if self._quads is None:
            self._quads = tuple(pyoxigraph.parse(self._text or b"", format=RdfFormat.N_QUADS))
        return self._quads

    @property
    def text(self) -> bytes:
        """The quads as N-Quads, in the same order."""
        if self._text is None:
            self._text = pyoxigraph.serialize(self._quads or (), format=RdfFormat.N_QUADS) or b""
        return self._text

    def as_text(self) -> Built:
        """The same without its quads, which take five times as much memory: for who keeps many."""
        return Built(self.article, text=self.text)

    @property
    def lines(self) -> bytes:
        """The distinct quads as sorted lines, as ``kg.rdf.blocks.lines_of`` gives them."""
        from kg.rdf.blocks import sorted_lines

        return sorted_lines(self.text)

    @property
    def statements(self) -> int:
        """How many quads there are."""
        return self.text.count(b"\n") if self._quads is None else len(self._quads)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Built) and self.article == other.article and self.quads == other.quads

    def __hash__(self) -> int:
        return hash(self.article)

    def __repr__(self) -> str:
        return f"Built({self.article.id!r}, {self.statements} statements)"


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was passed over: the article's id, ``None`` for what could not be read; why; where it was read.

    ``cause`` is the reason as a class, for counting.
    """

    id: str | None
    reason: str
    place: str | None = None
    cause: Cause = "unreadable"
