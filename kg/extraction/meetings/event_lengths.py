"""How long an event goes on: for days that its nouns count, over a weekend, or until a day that is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import Tense, tense_of
from kg.extraction.meetings.meeting_days import UNTIL, days_of, duration_in
from kg.extraction.times import times
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.event_course import behind_person
from kg.extraction.triggers.triggers import Trigger
from kg.model import Time

if TYPE_CHECKING:
    from kg.extraction.meetings.meeting_drafts import MeetingDraft


def lasting(doc: Doc, draft: MeetingDraft) -> Time:
    """The time with the duration that the nouns give: "a two-day meeting"; whole days extend one day, and
    those of "a weekend visit" go on to Sunday.
    """
    for occurrence in draft.occurrences:
        time, days = draft.time, days_of(doc, occurrence.trigger)
        first = time.earliest if time.latest in (None, time.earliest) else None
        if first is not None and days is None and _over_weekend(occurrence.trigger):
            days = max(0, 7 - first.weekday()) if first.weekday() >= _FRIDAY else None
            return time if days is None or days < 2 else times.with_duration(time, days)
        if days is None:
            continue
        if days > 1 and first is not None:
            time = times.with_duration(time, days)
        return replace(time, duration=duration_in(doc, occurrence.trigger))
    return draft.time


_FRIDAY = 4


def _over_weekend(trigger: Trigger) -> bool:
    return trigger.nominal and any(c.lower_ == "weekend" for c in trigger.token.lefts)


def has_begun(noun: Token) -> bool:
    """Whether an event has begun by the verb that it hangs on: "the summit opened", "began a visit"."""
    verb = noun.head
    return verb.lemma_ in _STARTING and verb.tag_ == "VBD" and noun.dep_ in {"nsubj", "dobj"}


_STARTING = frozenset("begin start open commence launch".split())


def running_until(doc: Doc, token: Token, spans: list[times.TimeSpan]) -> times.TimeSpan | None:
    """The words that say until when an event lasts: "the talks, set to run through Friday, began today",
    "the summit, which lasts until Friday", "the talks run through Friday", "the session, which began Monday
    and runs to Friday"; not "agreed to stop fighting until Friday", nor what "was originally scheduled to run
    until Friday".
    """
    behind = (s for s in spans if token.i < s.first < token.sent.end)
    ends = [s for s in behind if _till(doc, s) and s.kind in _DAYS]
    said = [c for c in token.children if c.dep_ in {"relcl", "acl", "amod"}] if ends else []
    said += behind_person(token) if ends else []
    own = {v.i for c in said for v in (c, *(o for o in c.rights if o.dep_ == "conj"))}
    if ends and token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"}:
        own |= {token.head.i, *(c.i for c in token.head.rights if c.dep_ == "conj")}
    for span in ends if own else ():
        verb = doc[span.first : span.last].root
        while verb.pos_ != "VERB" and verb.head.i != verb.i:
            verb = verb.head
        above = verb
        while above.i not in own and above.dep_ in {"xcomp", "acomp"}:  # "is expected to run"
            above = above.head
        given_up = any(c.lower_ in {"originally", "initially", "had"} for c in above.lefts)
        if verb.lemma_ in _RUNNING and above.i in own and not (given_up or clauses.is_negated(verb)):
            return span
    return None


def _till(doc: Doc, span: times.TimeSpan) -> bool:
    """Whether a day is that until which something goes on: "until Friday", "runs to Friday"."""
    return doc[span.first].lower_ in UNTIL or doc[span.first - 1].lower_ == "to"


_DAYS = frozenset({"weekday", "date", "deictic"})
_RUNNING = frozenset("run last continue extend stretch go".split())


def ending_tense(doc: Doc, span: times.TimeSpan) -> Tense | None:
    """The tense in which the words for an end are read: what "runs until Friday" is not over."""
    if not _till(doc, span):
        return tense_of(doc[span.first])
    return "past" if clauses.clause_of(doc[span.first]).tag_ == "VBD" else "future"
