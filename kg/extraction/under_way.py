"""Whether a visit is still under way when the article is written."""

from __future__ import annotations

from datetime import date, timedelta

from spacy.tokens import Token

from kg.extraction.meeting_drafts import MeetingDraft
from kg.model import Time

_ARRIVAL = frozenset({"arrive", "arrival", "land"})
_STAY = frozenset({"visit", "trip", "tour"})
_OVER = frozenset("end conclude finish wrap complete leave depart".split())


def mark_under_way(draft: MeetingDraft, published: date | None) -> None:
    """Makes a visit that was held ongoing where nothing says that it is over and it has only begun.

    "Lund arrived in Lima on Monday", written on Monday or Tuesday; not "visited Lima on Monday" nor "returned
    after a visit to Lima". Without any day an arrival alone says that the guest is there.
    """
    if (
        draft.family != "visit"
        or draft.status != "held"
        or any(_over(o.trigger.token) for o in draft.occurrences)
    ):
        return
    lemmas = {o.trigger.frame.lemma for o in draft.occurrences}
    if any(_tells_on(o.trigger.token) for o in draft.occurrences):
        return
    if (lemmas & _ARRIVAL and (_open(draft.time) or _recent(draft.time, published))) or (
        lemmas <= _ARRIVAL | _STAY and _recent(draft.time, published) and _staying(draft)
    ):
        draft.status = "ongoing"


def _staying(draft: MeetingDraft) -> bool:
    """Whether a noun speaks of the stay: the verb "visited" tells of one that is over."""
    return any(o.trigger.nominal and o.status[1] < 3 for o in draft.occurrences)


def _over(token: Token) -> bool:
    """Whether the words say that a visit is over: "after the visit", "ended her visit", "a recent visit"."""
    if token.dep_ == "pobj" and token.head.lower_ in {"after", "following", "from", "since"}:
        return True
    recent = any(c.lower_ in {"recent", "last", "previous", "earlier"} for c in token.lefts)
    return recent or token.head.lemma_ in _OVER or any(c.lemma_ in _OVER for c in token.children)


def _tells_on(token: Token) -> bool:
    """Whether the story goes on in the past from an arrival: "arrived in Lima, where she met X"."""
    return any(
        t.dep_ == "relcl" and t.tag_ == "VBD" and any(c.lower_ == "where" for c in t.children)
        for t in token.subtree
    )


def _open(time: Time) -> bool:
    return time.earliest is None and time.latest is None and not time.expressions


def _recent(time: Time, published: date | None) -> bool:
    """Whether the time is the day of writing or the day before."""
    if published is None or time.latest is None or time.earliest != time.latest:
        return False
    return published - timedelta(days=1) <= time.latest <= published
