"""The passages that evidence statements: sentences with the marked stretches, what they say, how surely."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.views.contents import Contents, Evidence, Source, Statement
from kg.views.passages import Passages

#: What a reader is told of a manner of saying; "asserted" goes without saying.
HEDGES = {
    "attributed": "attributed",
    "alleged": "alleged",
    "future": "expected, not yet held",
    "hypothetical": "hypothetical",
    "negated": "denied",
}


@dataclass(slots=True)
class Quoted:
    """A passage of a source, ``begin`` in the article; stretches are evidence within it, by code points."""

    source: Source
    begin: int
    text: str
    evidence: dict[Evidence, None] = field(default_factory=dict)
    statements: dict[Statement, None] = field(default_factory=dict)

    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, and whether each is marked."""
        spans = [(it.begin - self.begin, it.end - self.begin) for it in self.evidence]
        cuts = sorted(
            {0, len(self.text), *(edge for span in spans for edge in span if 0 <= edge <= len(self.text))}
        )
        found: list[tuple[str, bool]] = []
        for begin, end in itertools.pairwise(cuts):
            marked = any(b <= begin and end <= e for b, e in spans)
            if found and found[-1][1] == marked:
                found[-1] = (found[-1][0] + self.text[begin:end], marked)
            else:
                found.append((self.text[begin:end], marked))
        return found


class Quotes:
    """The passages of the sources of contents; sentences where the text is at hand, else the quotes."""

    def __init__(self, contents: Contents) -> None:
        used: dict[int, dict[Evidence, None]] = {}
        every = [*(it.evidence for it in contents.nodes), *(it.evidence for it in contents.statements)]
        for stretches in every:
            for it in stretches:
                used.setdefault(it.source, {})[it] = None
        self._sources = contents.sources
        self._passages = {
            place: Passages(contents.sources[place], stretches, "sentences")
            for place, stretches in used.items()
        }

    def of(self, statements: Iterable[Statement], own: Sequence[Evidence] = ()) -> list[Quoted]:
        """The passages of these statements, each once, in order of source and place."""
        found: dict[tuple[int, int], Quoted] = {}
        for it in own:
            self._quoted(found, it)
        for statement in statements:
            for it in statement.evidence:
                self._quoted(found, it).statements[statement] = None
        return [found[key] for key in sorted(found)]

    def _quoted(self, found: dict[tuple[int, int], Quoted], it: Evidence) -> Quoted:
        own = self._passages[it.source]
        place = own.place(it)
        passage = own.passages[place.passage] if place else None
        begin, text = (passage.begin, passage.text) if passage else (it.begin, it.quote)
        quoted = found.setdefault((it.source, begin), Quoted(self._sources[it.source], begin, text))
        quoted.evidence[it] = None
        return quoted


def sureness(evidence: Iterable[Evidence]) -> str:
    """``"high confidence, 95%"``, ``"fair to high confidence, 80–97%"``, ``""`` where none is given."""
    known = [it.confidence for it in evidence if it.confidence is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    one, other = _word(low), _word(high)
    figures = [str(int(it * 100 + 0.5)) for it in (low, high)]
    return f"{one if one == other else f'{one} to {other}'} confidence, {'–'.join(dict.fromkeys(figures))}%"


def _word(confidence: float) -> str:
    if confidence >= 0.9:
        return "high"
    return "fair" if confidence >= 0.7 else "low" if confidence >= 0.5 else "very low"


def tags(evidence: Iterable[Evidence]) -> list[tuple[str, str]]:
    """Manner of saying and words for it: whom an article names for it, hedges, denials."""
    every = list(evidence)
    said = dict.fromkeys(it.said_by for it in every if it.said_by)
    found = [("attributed", f"according to {name}") for name in said]
    manners = {it.factuality for it in every}
    found += [(k, words) for k, words in HEDGES.items() if k in manners and not (k == "attributed" and said)]
    return found
