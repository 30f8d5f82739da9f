"""What became of two events: one was held and the other called off, which therefore are not one."""

from __future__ import annotations

from kg.extraction import clauses
from kg.extraction.event_course import STARTS
from kg.extraction.occurrences import Occurrence

_UNDONE = frozenset({"cancelled", "postponed", "suspended"})


def other_fate(first: Occurrence, second: Occurrence) -> bool:
    """Whether the words tell of one event that took place on its day and of another that was called off.

    "P and Q met in Lima on Tuesday. Talks between P and Q had been called off in May" are two; not "P and
    Q met on Tuesday. Their meeting was suspended after an hour".
    """
    return any(_came_about(a) and _called_off(b) for a, b in ((first, second), (second, first)))


def _called_off(occurrence: Occurrence) -> bool:
    """Whether an event with sides of its own, or without article, is said to be undone: "talks were
    suspended", "the talks with Peru were cancelled"; not "the talks were suspended", of those just told of.
    """
    noun, (status, strength) = occurrence.trigger.token, occurrence.status
    sides = occurrence.arguments.actors or clauses.prepositional(noun, "between", "with")
    again = occurrence.definite and not sides
    return status in _UNDONE and strength >= 3 and occurrence.trigger.nominal and not again


def _came_about(occurrence: Occurrence) -> bool:
    """Whether it is told, with its day, as having been held: "met on Tuesday", "held talks on Tuesday"; what
    "opened on Tuesday" may be broken off yet.
    """
    token = occurrence.trigger.token
    verb = token.head if occurrence.trigger.nominal else token
    held = occurrence.status[0] == "held" and occurrence.factuality != "negated" and not occurrence.definite
    return held and verb.tag_ == "VBD" and verb.lemma_ not in STARTS and bool(occurrence.spans)
