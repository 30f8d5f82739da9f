"""Why the facts that count as wrong are wrong: counts by class, over samples.

A class is decided by what stands in the annotation and in the graph, never by the words of an article. The
classes of one row exclude each other, so that they add up to its errors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.quality.annotated import Sample
from kg.evaluation.forms import Span, comparable, edtf_bounds, occurrences, overlap
from kg.evaluation.found import FoundMeeting
from kg.evaluation.gold import GoldMeeting
from kg.evaluation.scoring import ACT_CLASSES, MAX_GOLD_ACTS, Alignment, align, family

ErrorClass = tuple[str, str]
"""The row of the table and what is wrong."""


def error_classes(samples: Iterable[Sample]) -> Counter[ErrorClass]:
    """How often each class of error occurs."""
    counts: Counter[ErrorClass] = Counter()
    for sample in samples:
        pairs = align(sample.gold, sample.found)
        counts.update(_actors(sample, pairs))
        counts.update(_offices(sample, pairs))
        counts.update(_meetings(sample, pairs))
        counts.update(_slots(sample, pairs))
        counts.update(_acts(sample, pairs))
    return counts


def status_confusion(samples: Iterable[Sample]) -> Counter[tuple[str, str]]:
    """Annotated and found status of the meetings that were found with another one."""
    counts: Counter[tuple[str, str]] = Counter()
    for sample in samples:
        for i, j in align(sample.gold, sample.found).meetings.items():
            wanted, got = sample.gold.meetings[i].status, sample.found.meetings[j].statuses
            if wanted not in got:
                counts[wanted, ", ".join(sorted(got)) or "none"] += 1
    return counts


def trigger_spans(text: str, phrases: Iterable[str]) -> list[Span]:
    """Every place in the text where one of the phrases stands."""
    return [span for phrase in phrases for span in occurrences(text, phrase)]


def _actors(sample: Sample, pairs: Alignment) -> Iterator[ErrorClass]:
    named = {name for iri in sample.found.actors for name in sample.found.names(iri)}
    for actor in sample.gold.actors:
        if actor.id not in pairs.actors and actor.kind != "group":
            shared = any(comparable(name) in named for name in actor.names)
            yield "actor", f"missed {actor.kind}: " + ("joined with another" if shared else "not seen")
    paired = set(pairs.actors.values())
    names = {comparable(name) for actor in sample.gold.actors for name in actor.names}
    for iri, kind in sample.found.actors.items():
        if iri not in paired and iri in sample.found.linked and kind != "group":
            split = bool(sample.found.names(iri) & names)
            yield "actor", f"extra {kind}: " + ("split from another" if split else "not annotated")


def _offices(sample: Sample, pairs: Alignment) -> Iterator[ErrorClass]:
    holders = Counter(holding.holder for holding in sample.found.holdings)
    for actor in sample.gold.actors:
        iri = pairs.actors.get(actor.id)
        for _ in range(len(actor.offices) - (holders[iri] if iri else 0)):
            yield "position", "missed: holder not seen" if iri is None else "missed: no office of the holder"


def _meetings(sample: Sample, pairs: Alignment) -> Iterator[ErrorClass]:
    gold, found = sample.gold.meetings, sample.found.meetings
    triggers = [trigger_spans(sample.gold.text, it.triggers) for it in gold]
    used = set(pairs.meetings.values())
    for i, spans in enumerate(triggers):
        if i in pairs.meetings:
            continue
        touched = [j for j, it in enumerate(found) if overlap(spans, it.spans)]
        if not touched:
            yield "meeting", "missed: no trigger seen"
        elif used.issuperset(touched):
            yield "meeting", "missed: merged into another"
        else:
            yield "meeting", "missed: no actor in common"
    for j, it in enumerate(found):
        if j in used:
            continue
        touched = [i for i, spans in enumerate(triggers) if overlap(spans, it.spans)]
        if not touched:
            yield "meeting", "extra: invented"
        elif all(i in pairs.meetings for i in touched):
            yield "meeting", "extra: split from another"
        else:
            yield "meeting", "extra: no actor in common"


def _slots(sample: Sample, pairs: Alignment) -> Iterator[ErrorClass]:
    for i, j in pairs.meetings.items():
        gold, found = sample.gold.meetings[i], sample.found.meetings[j]
        yield from _company(sample, pairs, "participant", gold.participants, found.participants)
        yield from _company(sample, pairs, "party", gold.parties, found.parties)
        yield from _place(gold, found)
        yield from _date(gold, found)
        if family(gold.format) not in {family(code) for code in found.formats}:
            yield "format", f"{family(gold.format)} read as {', '.join(sorted(found.formats)) or 'none'}"


def _company(
    sample: Sample, pairs: Alignment, row: str, wanted: Iterable[str], got: frozenset[str]
) -> Iterator[ErrorClass]:
    kinds = {actor.id: actor.kind for actor in sample.gold.actors}
    back = {iri: id for id, iri in pairs.actors.items()}
    wanted = set(wanted)
    for id in sorted(wanted):
        iri = pairs.actors.get(id)
        if iri is None:
            yield row, f"missed {kinds.get(id, 'actor')}: actor not seen"
        elif iri not in got:
            yield row, f"missed {kinds.get(id, 'actor')}: not attached"
    for iri in sorted(got):
        if back.get(iri) not in wanted:
            why = "attached to the wrong meeting" if iri in back else "no annotated actor"
            yield row, f"extra {sample.found.actors[iri]}: {why}"


def _place(gold: GoldMeeting, found: FoundMeeting) -> Iterator[ErrorClass]:
    if comparable(gold.place or "") in found.places:
        return
    if gold.place:
        yield "place", "wrong" if found.places else "missed"
    elif found.places:
        yield "place", "extra"


def _date(gold: GoldMeeting, found: FoundMeeting) -> Iterator[ErrorClass]:
    wanted, got = edtf_bounds(gold.edtf), found.bounds
    if wanted == got:
        return
    if wanted is None:
        yield "date", "extra"
    else:
        yield "date", "missed" if got is None else "wrong"


def _acts(sample: Sample, pairs: Alignment) -> Iterator[ErrorClass]:
    for row, golds, classes, done in (
        ("act", sample.gold.acts, ACT_CLASSES, pairs.acts),
        ("change", sample.gold.changes, ("StatusChange",), pairs.changes),
    ):
        found = sample.found.acts(*classes)
        spans = [trigger_spans(sample.gold.text, (it.trigger,)) for it in golds]
        for i, it in enumerate(golds):
            if i in done:
                continue
            touching = [act for act in found if overlap(spans[i], act.spans)]
            if not touching:
                yield row, "missed: nothing read at the trigger"
            elif any(act.kind == it.kind for act in touching):
                yield row, "missed: other speaker, or one act for two"
            else:
                yield row, "missed: read as another kind"
        if row == "act" and len(golds) >= MAX_GOLD_ACTS:
            continue
        for j, act in enumerate(found):
            if j not in done.values():
                near = any(overlap(span, act.spans) for span in spans)
                yield row, "extra: at the trigger of another" if near else "extra: not annotated"
