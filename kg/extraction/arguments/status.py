"""Whether a meeting was held, is under way, planned, proposed, postponed, cancelled or suspended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kg.extraction.arguments.noun_status import nominal_status
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import Tense
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.arrivals import is_going
from kg.extraction.triggers.undone_plans import undone_plan
from kg.extraction.triggers.verb_status import verbal_status
from kg.model import Time

if TYPE_CHECKING:
    from kg.extraction.meetings.occurrences import Occurrence


def status_of(token: Token, *, nominal: bool) -> tuple[str, int]:
    """A status and the strength of its evidence, 0 (none) to 3 (said outright), from the clause of a trigger.

    "met" -> held; "will meet", "is to visit" -> planned; "offered talks" -> proposed; "called off" ->
    cancelled; "a visit that was postponed" -> postponed; "invited X to Oslo" -> proposed;
    "heads to Oslo" -> planned.
    """
    if nominal:
        told = _told_by(token)
        return nominal_status(token) if told is None else status_of(told, nominal=False)
    if token.lemma_ == "invite":
        return ("proposed", 2)
    if token.lemma_ == "head" and is_going(token) and clauses.child(token, "dobj") is None:
        return ("planned", 2)
    return undone_plan(token) or verbal_status(token)


def _told_by(noun: Token) -> Token | None:
    """The verb of which an aside says the how manieth it is: "will meet X, in the first such [contact] in
    years"; ``None`` for "the first such contact was in May".
    """
    words = {c.lower_ for c in noun.lefts}
    verb = noun.head.head
    aside = noun.dep_ == "pobj" and noun.head.lower_ in {"in", "for"}
    if not aside or "such" not in words or not words & _NTH:
        return None
    if verb.pos_ != "VERB" or verb.i > noun.i:
        return None
    return next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), verb)


_NTH = frozenset({"first", "second", "third", "fourth", "last", "latest"})
_OUTRIGHT = 4
"""How strongly it is told that something is still to come where no day stands beside it."""


def outright(occurrence: Occurrence, all_told: Sequence[Occurrence]) -> tuple[str, int]:
    """The status as a vote, stronger of what is said to be still to come where all that is dated is who left
    for it: "left on Thursday for a summit. It will be the first of the two"; not of "will meet on Monday".
    """
    dated = [o for o in all_told if o.spans]
    gone = all(clauses.clause_of(o.trigger.token).lemma_ in _LEAVING for o in dated)
    ahead = occurrence.status == ("planned", 3) and not occurrence.spans
    return ("planned", _OUTRIGHT) if ahead and dated and gone else occurrence.status


def still_to_resume(told: Sequence[Occurrence], votes: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The votes without those for talks having been suspended, where they are said to go on yet: "The talks
    will resume in May. They have stalled since 2008"; not "were to resume", nor of what was cancelled.
    """
    ahead = any(o.status[0] == "planned" and o.status[1] >= _SAID and _will_resume(o) for o in told)
    return [v for v in votes if v[0] != "suspended"] if ahead else votes


def _will_resume(occurrence: Occurrence) -> bool:
    verb = clauses.clause_of(occurrence.trigger.token)
    return verb.lemma_ in {"resume", "restart", "reconvene"} and any(c.lower_ == "will" for c in verb.lefts)


_SAID = 2
_LEAVING = frozenset("leave depart head set fly travel embark go".split())


def days_left(status: str, time: Time, published: date | None) -> Time:
    """The time of what has this status: none before publication of what is said outright to be still to come,
    which is then the day of something else: "left on Thursday for a summit. It will be their first."
    """
    gone = published is not None and time.latest is not None and time.latest < published
    return Time() if gone and status == "planned" else time


def settle(
    votes: list[tuple[str, int]], time: Time, published: date | None, *, open_ended: bool = False
) -> str:
    """The status of a meeting from those of its mentions, checked against its date.

    Outright cancellation, postponement or suspension wins; otherwise the strongest, the earlier of equals.
    A date after publication is never held, a date before it planned only where that is said outright.
    """
    strong = [s for s, n in votes if n >= 3 and s in {"cancelled", "postponed", "suspended"}]
    if strong:
        return strong[-1]
    best = max(votes, key=lambda v: v[1], default=("held", 0)) if votes else ("held", 0)
    status = best[0]
    if open_ended and status == "held" and best[1] <= 1:
        status = "ongoing"  # "nuclear talks with B": nothing says that they are over
    if status == "held" and best[1] < 3 and any(_looks_ahead(words) for words in time.expressions):
        return "planned"
    if published is not None:
        if time.earliest is not None and time.earliest > published and status in {"held", "ongoing"}:
            return "planned"
        if (
            time.latest is not None
            and time.latest < published
            and ((status == "planned" and best[1] < _OUTRIGHT) or (status == "ongoing" and best[1] <= 1))
        ):
            return "held"
        if status == "held" and time.earliest is None and time.latest is not None and time.latest > published:
            return "ongoing"  # "the talks, set to run through Friday, began at noon"
        if status == "planned" and time.duration and best[1] < 3 and _within(time, published):
            return "ongoing"  # "begins a two-day visit on Monday", written on Monday
        if (
            time.earliest
            and time.latest
            and time.earliest <= published <= time.latest
            and time.earliest < time.latest
            and status == "held"
            and time.latest > published
            and (time.latest - time.earliest).days <= 6
            and not any(_is_week(words) for words in time.expressions)
        ):
            return "ongoing"
    return status


def _looks_ahead(words: str) -> bool:
    """Whether words of time alone say that something is to come: "next week", "later this year"; not "the
    next day", "later in the day".
    """
    first, *others = words.lower().removeprefix("on ").removeprefix("in ").split()
    later = first == "later" and others[:1] == ["this"] and others[-1] in {"week", "month", "year"}
    return first == "tomorrow" or (first == "next" and bool(others)) or later


def _is_week(words: str) -> bool:
    """Whether the words tell in which week something happened, not that it lasts: "this week"."""
    return words.lower().split()[-1] in {"week", "weekend", "week's", "week’s"}


def _within(time: Time, day: date) -> bool:
    if time.earliest is None or time.latest is None or (time.latest - time.earliest).days > _A_STAY:
        return False  # "two days of talks this month"
    return time.earliest <= day <= time.latest


_A_STAY = 14


def future(status: str) -> Tense:
    """The tense that date words of a meeting with this status are read in."""
    if status == "ongoing":
        return "present"  # "are meeting from Monday to Thursday"
    return "future" if status in {"planned", "proposed"} else "past"
