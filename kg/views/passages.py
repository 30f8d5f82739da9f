"""The stretches of articles that a page quotes, and where in them each piece of evidence stands.

Offsets in a graph count code points; JavaScript counts UTF-16 code units. They are converted here and
nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kg.views.contents import Evidence, Source

Extent = Literal["sentences", "full", "none"]

#: A sentence ends at an empty line, or after a mark of its end and before a capital, digit or quotation mark.
_END = re.compile(r"\n\s*\n\s*|(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9À-Þ])")
#: Words with a full stop that ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Amb|Rev|Hon|St|Jr|Sr|No|Nos|vs|Jan|Feb|Mar"
    r"|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp)|\b[A-Z])\.\s+$"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that is quoted whole: where it begins, in code points, and its words."""

    begin: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Evidence within a passage: the passage's number and the offsets in it in UTF-16 code units."""

    passage: int
    begin: int
    end: int


class Passages:
    """The passages of one source; ``place`` finds evidence in them, ``None`` where nothing is quoted.

    ``"sentences"`` keeps the sentences with evidence, ``"full"`` all of the text, ``"none"`` no words.
    Without the text, the quotes of ``stretches`` are joined where they overlap.
    """

    def __init__(self, source: Source, stretches: Iterable[Evidence], extent: Extent) -> None:
        own = sorted({(it.begin, it.end, it.quote) for it in stretches})
        proved = source.text is not None and all(source.text[b:e] == quote for b, e, quote in own)
        self.has_text = proved and extent != "none"
        if extent == "none":
            self.passages: tuple[Passage, ...] = ()
        elif source.text is not None and proved:
            spans = [(begin, end) for begin, end, _ in own]
            self.passages = _of_text(source.text, spans, whole=extent == "full")
        else:
            self.passages = _of_quotes(own)
        self._begins = [it.begin for it in self.passages]

    def place(self, it: Evidence) -> Place | None:
        """Where the evidence stands in the passages."""
        number = bisect_right(self._begins, it.begin) - 1
        if number < 0:
            return None
        passage = self.passages[number]
        first, last = it.begin - passage.begin, it.end - passage.begin
        if last > len(passage.text):
            return None
        before = _units(passage.text[:first])
        return Place(number, before, before + _units(passage.text[first:last]))


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text in order, as offsets; white space goes with the one before.

    "He met Gen. Li. They talked." has two, "Gen." ends none.
    """
    cuts = [0]
    for match in _END.finditer(text):
        if "\n" in match.group() or not _SHORT.search(text[max(0, match.start() - 8) : match.end()]):
            cuts.append(match.end())
    cuts.append(len(text))
    return [(begin, end) for begin, end in pairwise(cuts) if begin < end]


def _of_text(text: str, spans: Sequence[tuple[int, int]], *, whole: bool) -> tuple[Passage, ...]:
    pieces = sentences(text)
    begins = [begin for begin, _ in pieces]
    covered = []
    for begin, end in spans:
        first, last = bisect_right(begins, begin) - 1, bisect_right(begins, max(begin, end - 1)) - 1
        covered.append((pieces[first][0], pieces[last][1]))
    if whole:
        covered += pieces
    joined = _joined(sorted(covered))
    return tuple(
        Passage(begin, text[begin:end] if whole else text[begin:end].rstrip()) for begin, end in joined
    )


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap become one; those that only touch stay two."""
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and begin < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _of_quotes(own: Sequence[tuple[int, int, str]]) -> tuple[Passage, ...]:
    """Quotes laid over each other; a quote whose length does not fit its offsets stands for itself."""
    passages: list[Passage] = []
    for begin, end, quote in own:
        if end - begin != len(quote) or begin >= end:
            continue
        last = passages[-1] if passages else None
        over = last.begin + len(last.text) - begin if last else 0
        if last is not None and over > 0:
            passages[-1] = Passage(last.begin, last.text + quote[over:])
        else:
            passages.append(Passage(begin, quote))
    return tuple(passages)


def _units(text: str) -> int:
    """The length in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)
