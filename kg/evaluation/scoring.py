"""One graph against one annotation: what is right, missed and too much.

What counts as right. Actors: a surface form in common (labels and quotes against name and aliases), one to
one; found actors that match nothing count as wrong only when they take part in something, groups never.
Meetings: a mention that touches a trigger and an actor in common, one to one, best total agreement.
Participants and parties: those of all meetings, matched or not. Place, date, status, format, issue: slots
of meetings. Offices: holder matched and a content word of the title in common. Acts and changes: a mention
that touches the trigger, the same kind, and for acts a speaker in common; where an annotation holds twelve
acts, the most that annotators list, further found acts are not counted as wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluation.counting import Mistake, Tally
from kg.evaluation.forms import (
    Span,
    comparable,
    content_words,
    edtf_bounds,
    occurrences,
    overlap,
    sentence_at,
)
from kg.evaluation.found import Found, FoundAct, FoundHolding, FoundMeeting
from kg.evaluation.gold import Gold, GoldAct, GoldActor, GoldMeeting
from kg.evaluation.pairing import pair

MAX_GOLD_ACTS = 12
ACT_CLASSES = ("Commitment", "Request", "Statement")
_REMOTE = frozenset(("phone-call", "video-call", "remote"))
_VISITS = frozenset(("visit", "state-visit"))


def family(format: str) -> str:
    """The family of a meeting format: "visit", "remote" or "meeting"."""
    return "remote" if format in _REMOTE else "visit" if format in _VISITS else "meeting"


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A gold annotation and a graph side by side; ``of_gold`` maps gold ids to IRIs, ``of_found`` back."""

    gold: Gold
    found: Found
    tally: Tally
    of_gold: dict[str, str]
    of_found: dict[str, str]

    def note(self, row: str, kind: str, what: str, spans: Iterable[Span] = ()) -> None:
        first = min(spans, default=None)
        sentence = sentence_at(self.gold.text, first[0]) if first else ""
        self.tally.mistakes.append(Mistake(self.gold.id, row, kind, what, sentence))

    def name(self, gold_id: str) -> str:
        return next((a.names[0] for a in self.gold.actors if a.id == gold_id), gold_id)

    def label(self, iri: str) -> str:
        return min(self.found.names(iri), default=iri)

    def triggers(self, phrases: Iterable[str]) -> list[Span]:
        return [span for phrase in phrases for span in occurrences(self.gold.text, phrase)]

    def quotes(self, spans: Iterable[Span]) -> str:
        return " | ".join(dict.fromkeys(" ".join(self.gold.text[b:e].split()) for b, e in spans))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which found thing each annotated one is, as ``score`` counts it.

    ``actors`` maps gold ids to IRIs; ``meetings``, ``acts`` and ``changes`` map positions in the annotation
    to positions in ``found.meetings``, ``found.acts(*ACT_CLASSES)`` and ``found.acts("StatusChange")``.
    """

    actors: dict[str, str]
    meetings: dict[int, int]
    acts: dict[int, int]
    changes: dict[int, int]


def align(gold: Gold, found: Found) -> Alignment:
    """The pairs that ``score`` counts as right, for whoever asks why the others are not."""
    c = _match_actors(gold, found, Tally())
    return Alignment(
        c.of_gold,
        _meeting_pairs(c),
        _act_pairs(c, "act", gold.acts, found.acts(*ACT_CLASSES)),
        _act_pairs(c, "change", gold.changes, found.acts("StatusChange")),
    )


def score(gold: Gold, found: Found, tally: Tally) -> None:
    """Add what one article gives to the tally."""
    comparison = _match_actors(gold, found, tally)
    _score_offices(comparison)
    _score_meetings(comparison)
    _score_acts(comparison, "act", gold.acts, found.acts(*ACT_CLASSES))
    _score_acts(comparison, "change", gold.changes, found.acts("StatusChange"))


def _match_actors(gold: Gold, found: Found, tally: Tally) -> _Comparison:
    forms = {a.id: frozenset(comparable(n) for n in a.names if comparable(n)) for a in gold.actors}
    names = {iri: found.names(iri) for iri in found.actors}

    def agreement(actor: GoldActor, iri: str) -> float:
        common = len(forms[actor.id] & names[iri])
        exact = 0.5 * (comparable(actor.names[0]) in names[iri]) + 0.25 * (found.actors[iri] == actor.kind)
        return common + exact if common else 0.0

    iris = list(found.actors)
    pairs = pair(gold.actors, iris, agreement)
    of_gold = {gold.actors[i].id: iris[j] for i, j in pairs.items()}
    comparison = _Comparison(gold, found, tally, of_gold, {iri: id for id, iri in of_gold.items()})
    named = [a for a in gold.actors if a.kind != "group"]
    right = [a for a in named if a.id in of_gold]
    extra = [
        i for i in iris if i not in comparison.of_found and i in found.linked and found.actors[i] != "group"
    ]
    typed = [a for a in right if found.actors[of_gold[a.id]] == a.kind]
    tally.add("actor", len(right), len(right) + len(extra), len(named))
    tally.add("actor type", len(typed), len(right), len(right))
    for actor in named:
        if actor.id not in of_gold:
            comparison.note("actor", "missed", actor.names[0], comparison.triggers(actor.names))
        elif actor not in typed:
            comparison.note("actor type", "wrong", f"{actor.names[0]}: {found.actors[of_gold[actor.id]]}")
    for iri in extra:
        comparison.note("actor", "extra", comparison.label(iri), found.spans(iri))
    return comparison


def _score_offices(c: _Comparison) -> None:
    offices = [(actor, title) for actor in c.gold.actors for title in actor.offices]

    def agreement(office: tuple[GoldActor, str], holding: FoundHolding) -> float:
        same = c.of_gold.get(office[0].id) == holding.holder
        return len(content_words(office[1]) & holding.words) if same else 0

    pairs = pair(offices, c.found.holdings, agreement)
    c.tally.add("position", len(pairs), len(c.found.holdings), len(offices))
    for i, (actor, title) in enumerate(offices):
        if i not in pairs:
            c.note("position", "missed", f"{actor.names[0]}: {title}", c.triggers(actor.names))
    for j, holding in enumerate(c.found.holdings):
        if j not in pairs.values():
            who = c.label(holding.holder) if holding.holder else "nobody"
            c.note(
                "position", "extra", f"{who}: {' '.join(sorted(holding.words))}", c.found.spans(holding.iri)
            )


def _score_meetings(c: _Comparison) -> None:
    meetings = c.found.meetings
    pairs = _meeting_pairs(c)
    c.tally.add("meeting", len(pairs), len(meetings), len(c.gold.meetings))
    for i, gold in enumerate(c.gold.meetings):
        found = meetings[pairs[i]] if i in pairs else None
        if found is None:
            who = ", ".join(map(c.name, gold.participants))
            c.note("meeting", "missed", f"{' | '.join(gold.triggers)} ({who})", c.triggers(gold.triggers))
        _score_company(c, gold, found)
        _score_place_and_date(c, gold, found)
        if found is not None:
            _score_codes(c, gold, found)
        _score_issues(c, gold, found)
    for j, extra in enumerate(meetings):
        if j not in pairs.values():
            c.tally.add("participant", 0, len(extra.participants), 0)
            c.tally.add("party", 0, len(extra.parties), 0)
            c.tally.add("issue", 0, len(extra.issues), 0)
            c.note("meeting", "extra", c.quotes(extra.spans), extra.spans)


def _meeting_pairs(c: _Comparison) -> dict[int, int]:
    return pair(c.gold.meetings, c.found.meetings, lambda g, f: _meeting_agreement(c, g, f))


def _meeting_agreement(c: _Comparison, gold: GoldMeeting, found: FoundMeeting) -> float:
    if not overlap(c.triggers(gold.triggers), found.spans):
        return 0.0
    company = {*gold.participants, *gold.parties}
    theirs = {c.of_found[iri] for iri in found.participants | found.parties if iri in c.of_found}
    if company and not company & theirs:
        return 0.0
    agreement = 1 + 2 * len(company & theirs) / max(1, len(company | theirs))
    agreement += bool(gold.place) and comparable(gold.place or "") in found.places
    agreement += bool(gold.edtf) and found.bounds == edtf_bounds(gold.edtf)
    return agreement + 0.5 * (gold.status in found.statuses)


def _score_company(c: _Comparison, gold: GoldMeeting, found: FoundMeeting | None) -> None:
    slots = (
        ("participant", gold.participants, found.participants if found else frozenset()),
        ("party", gold.parties, found.parties if found else frozenset()),
    )
    for row, wanted, got in slots:
        right = [g for g in sorted(set(wanted)) if c.of_gold.get(g) in got]
        c.tally.add(row, len(right), len(got), len(set(wanted)))
        if found is None:
            continue
        for gold_id in sorted(set(wanted) - set(right)):
            c.note(row, "missed", f"{c.name(gold_id)} in {c.quotes(found.spans)}", found.spans)
        for iri in sorted(got - {c.of_gold[g] for g in right}):
            c.note(row, "extra", f"{c.label(iri)} in {c.quotes(found.spans)}", found.spans)


def _score_place_and_date(c: _Comparison, gold: GoldMeeting, found: FoundMeeting | None) -> None:
    places = found.places if found else frozenset()
    if gold.place or places:
        right = bool(gold.place) and comparable(gold.place or "") in places
        c.tally.add("place", right, bool(places), bool(gold.place))
        if found and not right:
            c.note("place", "wrong", f"{sorted(places)} for {gold.place}", found.spans)
    wanted = edtf_bounds(gold.edtf)
    bounds = found.bounds if found else None
    complete = bounds is not None and all(bounds)
    if wanted or complete:
        right = wanted is not None and wanted == bounds
        c.tally.add("date", right, complete, wanted is not None)
        if found and not right:
            c.note("date", "wrong", f"{bounds} for {gold.edtf}", found.spans)


def _score_codes(c: _Comparison, gold: GoldMeeting, found: FoundMeeting) -> None:
    formats = {family(code) for code in found.formats}
    checks = (
        ("status", gold.status in found.statuses, f"{sorted(found.statuses)} for {gold.status}"),
        ("format", family(gold.format) in formats, f"{sorted(found.formats)} for {gold.format}"),
    )
    for row, right, what in checks:
        c.tally.add(row, right, 1, 1)
        if not right:
            c.note(row, "wrong", what, found.spans)


def _score_issues(c: _Comparison, gold: GoldMeeting, found: FoundMeeting | None) -> None:
    wanted = [content_words(phrase) for phrase in gold.issues]
    got = found.issues if found else ()
    pairs = pair(wanted, got, lambda a, b: len(a & b))
    c.tally.add("issue", len(pairs), len(got), len(wanted))
    for i, phrase in enumerate(gold.issues):
        if found and i not in pairs:
            c.note("issue", "missed", f"{phrase} in {c.quotes(found.spans)}", found.spans)
    for j, words in enumerate(got):
        if found and j not in pairs.values():
            c.note("issue", "extra", f"{' '.join(sorted(words))} in {c.quotes(found.spans)}", found.spans)


def _act_pairs(c: _Comparison, row: str, golds: tuple[GoldAct, ...], acts: list[FoundAct]) -> dict[int, int]:
    def agreement(gold: GoldAct, act: FoundAct) -> float:
        if gold.kind != act.kind or not overlap(c.triggers((gold.trigger,)), act.spans):
            return 0
        return row == "change" or bool({c.of_gold.get(s) for s in gold.speakers} & act.speakers)

    return pair(golds, acts, agreement)


def _score_acts(c: _Comparison, row: str, golds: tuple[GoldAct, ...], acts: list[FoundAct]) -> None:
    pairs = _act_pairs(c, row, golds, acts)
    capped = row == "act" and len(golds) >= MAX_GOLD_ACTS
    c.tally.add(row, len(pairs), len(pairs) if capped else len(acts), len(golds))
    for i, gold in enumerate(golds):
        if i not in pairs:
            who = ", ".join(map(c.name, gold.speakers))
            c.note(row, "missed", f"{gold.type} '{gold.trigger}' {who}".rstrip(), c.triggers((gold.trigger,)))
    for j, act in enumerate(acts):
        if j not in pairs.values() and not capped:
            c.note(row, "extra", f"{act.kind} '{c.quotes(act.spans)}'", act.spans)
