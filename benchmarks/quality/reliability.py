"""Whether confidence means something: of the facts at 0.9, how many are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Quad

from benchmarks.quality.annotated import Sample
from kg.evaluation.scoring import ACT_CLASSES, MAX_GOLD_ACTS, align
from kg.vocab import DIP

EDGES = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """One fact of a graph: its kind, its confidence, and whether the annotation has it."""

    kind: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts of a kind with a confidence in [low, high): how many, mean confidence, share right."""

    kind: str
    low: float
    high: float
    count: int
    confidence: float
    right: float


def judged(samples: Iterable[Sample]) -> list[Judged]:
    """The meetings, participations of matched meetings, acts and changes of the graphs, judged.

    The confidence of a fact is the highest of its mentions. Participants of meetings that match nothing
    are left out: the meeting is what is wrong. Acts of articles whose annotation is full are left out.
    """
    return [fact for sample in samples for fact in _judged(sample)]


def bins(facts: Iterable[Judged]) -> list[Bin]:
    """The reliability table: kinds in the order of first occurrence, bins without facts left out."""
    facts = list(facts)
    table = []
    for kind in dict.fromkeys(fact.kind for fact in facts):
        for low, high in pairwise(EDGES):
            last = high == EDGES[-1]
            chosen = [
                f
                for f in facts
                if f.kind == kind and (low <= f.confidence < high or (last and f.confidence == high))
            ]
            if chosen:
                sure = sum(f.confidence for f in chosen) / len(chosen)
                table.append(
                    Bin(kind, low, high, len(chosen), sure, sum(f.right for f in chosen) / len(chosen))
                )
    return table


def _judged(sample: Sample) -> Iterator[Judged]:
    quads = sample.built.quads()
    sure = _confidences(quads)
    pairs = align(sample.gold, sample.found)
    back = {j: i for i, j in pairs.meetings.items()}
    company = _participations(quads)
    for j, meeting in enumerate(sample.found.meetings):
        yield Judged("meeting", sure.get(meeting.iri, 0.0), j in back)
        if j in back:
            wanted = {pairs.actors.get(id) for id in sample.gold.meetings[back[j]].participants}
            for node, actor in company.get(meeting.iri, ()):
                yield Judged("participant", sure.get(node, 0.0), actor in wanted)
    if len(sample.gold.acts) < MAX_GOLD_ACTS:
        for j, act in enumerate(sample.found.acts(*ACT_CLASSES)):
            yield Judged("act", sure.get(act.iri, 0.0), j in pairs.acts.values())
    for j, change in enumerate(sample.found.acts("StatusChange")):
        yield Judged("change", sure.get(change.iri, 0.0), j in pairs.changes.values())


def _confidences(quads: list[Quad]) -> dict[str, float]:
    """The highest confidence of the mentions of each node."""
    of = {q.subject: q.object for q in quads if q.predicate.value == str(DIP.mentionOf)}
    sure: dict[str, float] = {}
    for q in quads:
        if q.predicate.value == str(DIP.confidence) and isinstance(q.object, Literal):
            node = of[q.subject]
            if isinstance(node, NamedNode):
                sure[node.value] = max(sure.get(node.value, 0.0), float(q.object.value))
    return sure


def _participations(quads: list[Quad]) -> dict[str, list[tuple[str, str]]]:
    """Per event its participations, as pairs of their node and the actor's."""
    values = {
        name: [(q.subject.value, q.object.value) for q in quads if q.predicate.value == str(DIP[name])]  # type: ignore[union-attr]
        for name in ("hasParticipation", "participant")
    }
    actors = dict(values["participant"])
    company: dict[str, list[tuple[str, str]]] = {}
    for event, node in values["hasParticipation"]:
        if node in actors:
            company.setdefault(event, []).append((node, actors[node]))
    return company
