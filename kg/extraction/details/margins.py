"""The event on whose margins, or in whose course, a meeting happens, and its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.named_events import is_great
from kg.extraction.meetings.under_way import recent, tells_over
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

_MARGINS = frozenset({"sideline", "sidelines", "margin", "margins", "fringe", "fringes"})
_EVENTS = frozenset("summit conference gathering forum meeting assembly event congress".split())


def beside(scene: Scene, draft: MeetingDraft, meetings: list[MeetingDraft]) -> list[str]:
    """The place of the event on whose margins or in whose course a meeting happens: "met on the sidelines of
    the summit", "met during the summit", "met on the last day of the summit".
    """
    for occurrence in draft.occurrences:
        token = occurrence.trigger.token
        verb = clauses.clause_of(token)
        done = token.dep_ != "nsubjpass"  # "the talks were agreed on during the summit"
        for noun in (t for t in token.sent if t.lower_ in _MARGINS or (done and _in_course(t))):
            of_it = verb.dep_ == "relcl" and verb.head.i == noun.i
            if not of_it and not scene.hangs_on(noun, {token.i, token.head.i, verb.i}):
                continue
            event = occasion_of(noun, draft, meetings)
            if event is None and (named := _named(scene, noun)):
                return named
            if event is None or not event.places:
                continue
            if noun.lower_ in _MARGINS or is_great(event, noun.right_edge.i + 1):
                return event.places[:1]
        for noun in _attended(token):
            event = next((m for m in meetings if m is not draft and noun.i in m.tokens and m.places), None)
            if event is not None:
                return event.places[:1]
    return []


def go_on_beside(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Makes an event ongoing on whose margins, or a visit as part of which, somebody met on the day of
    writing or the day before, in place: "X met Y on the sidelines of the summit on Friday", "met Y on Friday
    as part of a visit to Lima", written on Friday; not "after the summit", "the just-concluded summit", nor
    where the event has days of its own that are over. Beside which somebody is to meet is to come itself.
    """
    for draft in (m for m in meetings if m.status == "planned"):
        for event in (*_beside(scene, draft, meetings), *_met_at(draft, meetings)):
            last, now = event.time.latest, scene.written
            past = last is not None and (now is None or last < now)
            if event.status == "held" and not (past or _told_over(event)):
                event.status = "planned"
    for draft in (m for m in meetings if m.status == "held" and recent(m.time, scene.written)):
        for event in _beside(scene, draft, meetings):
            if _not_over(scene, event, draft):
                event.status = "ongoing"
        _visit_goes_on(scene, draft, meetings)


def _beside(scene: Scene, draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> Iterator[MeetingDraft]:
    """The events on whose margins the words put a meeting."""
    margins = [n for o in draft.occurrences for n in _margins_of(scene, o.trigger.token)]
    events = (occasion_of(noun, draft, meetings) for noun in margins)
    yield from (e for e in events if e is not None)


def _met_at(draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> Iterator[MeetingDraft]:
    """The events, not visits, at which the verb of a meeting tells people to meet."""
    words = [o.trigger.token for o in draft.occurrences]
    for event in (m for m in meetings if m is not draft and m.family != "visit"):
        if any(_is_at(t, o.trigger.token) for t in words for o in event.occurrences):
            yield event


def _is_at(verb: Token, noun: Token) -> bool:
    """Whether a verb tells of people who meet at an event: "will see X at the [summit]"."""
    at = noun.dep_ == "pobj" and noun.head.lower_ in {"at", "during"}
    above = noun.head.head
    return at and verb.pos_ == "VERB" and (above is verb or above in clauses.objects(verb))


def _margins_of(scene: Scene, token: Token) -> list[Token]:
    """The "sidelines" on which the words put a meeting: "met on the [sidelines] of the summit"."""
    near = {token.i, token.head.i, clauses.clause_of(token).i}
    here = (n for n in token.doc.having(_MARGINS) if n.sent.start == token.sent.start)
    return [noun for noun in here if scene.hangs_on(noun, near)]


def _visit_goes_on(scene: Scene, draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> None:
    """Makes the visit ongoing as part of which a meeting is told of."""
    verbs = {clauses.clause_of(o.trigger.token).i for o in draft.occurrences}
    for visit in (m for m in meetings if m.family == "visit" and _not_over(scene, m, draft)):
        nouns = (o.trigger.token for o in visit.occurrences if o.trigger.nominal)
        if any(_part_of(t) and clauses.clause_of(t).i in verbs for t in nouns):
            visit.status = "ongoing"


def _part_of(noun: Token) -> bool:
    """Whether it is that of which something is a part: "as part of her visit", "on the occasion of"."""
    of = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    return of and noun.head.head.lower_ in {"part", "framework", "occasion"}


def _not_over(scene: Scene, event: MeetingDraft, beside: MeetingDraft) -> bool:
    """Whether nothing says that an event that was held is over, nor that it was on other days."""
    if event.status != "held" or _told_over(event):
        return False
    last, now = event.time.latest, scene.written
    return last is None or last == beside.time.latest or (now is not None and last >= now)


def _told_over(event: MeetingDraft) -> bool:
    """Whether a mention says that an event is over."""
    return any(tells_over(o.trigger.token) for o in event.occurrences)


def _named(scene: Scene, beside: Token) -> list[str]:
    """The place that the event beside which a meeting happens is named with, where the event is no meeting of
    the text: "met ministers on the sidelines of the Lima Security Forum".
    """
    if beside.lower_ not in _MARGINS:
        return []
    events = (o for p in beside.rights if p.lower_ == "of" for o in p.children if o.dep_ == "pobj")
    return next((found[:1] for event in events if (found := scene.places.located(event))), [])


def _attended(token: Token) -> Iterator[Token]:
    """The event that those who are met attend: "to meet leaders attending a [summit] in Lima"."""
    met = [] if token.pos_ != "VERB" else [*clauses.objects(token), *clauses.prepositional(token, "with")]
    for clause in (c for noun in met for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBG"):
        if clause.lemma_ in {"attend", "gather", "meet"}:
            yield from clauses.objects(clause)
            yield from clauses.prepositional(clause, "at", "for")


def _in_course(word: Token) -> bool:
    """Whether a word tells in the course of what something happens: "during", "day" of "the day of"."""
    of_it = word.lower_ == "day" and any(c.lower_ == "of" for c in word.rights)
    return of_it or (word.lower_ == "during" and word.dep_ == "prep")


def occasion_of(beside: Token, draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> MeetingDraft | None:
    """The other meeting of which "the sidelines" or "the eve" is told: the one that the words name, else the
    summit or conference told of before.
    """
    inside = {t.i for t in beside.subtree if t.i > beside.i}
    events = [m for m in meetings if m is not draft and inside & set(m.tokens)]
    if not events and _again(beside):
        events = [m for m in meetings if m is not draft and is_great(m, beside.i)][-1:]
    return events[0] if events else None


def _again(margin: Token) -> bool:
    """Whether the event beside which something happens was told of before: "on the margins of the forum",
    "on its sidelines", "on the forum's margins".
    """
    nouns = [o for p in margin.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
    known = (n for n in nouns if {c.lower_ for c in n.children} <= {"the", "this", "that"})
    of_which = any(c.dep_ == "relcl" for c in margin.rights)  # "a summit, on the sidelines of which X met Y"
    whose = [c for c in margin.lefts if c.dep_ == "poss"]
    nearby = any(n.lower_ == "its" or n.lemma_.lower() in _EVENTS for n in whose)
    return of_which or nearby or any(n.lemma_.lower() in _EVENTS for n in known)
