"""The local part of each event's IRI, minted from what identifies the event.

Two articles that report the same facts give the same key, so merging is set union. Where a key would rest
on too little (no date, no place, no name) it is bound to its article and offset, so that nothing merges by
accident: a split can be mended by a later alignment, a merge cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg.ids import KEY_VERSION, digest
from kg.linking.entities import Known
from kg.linking.principals import first_offset, named_locals, parties_of, principals
from kg.model import Act, Change, Event, Meeting, Process, Time
from kg.scheme import ancestors, scheme

AnyEvent = TypeVar("AnyEvent", Meeting, Process, Change, Act)

_FAMILIES = {
    "format-visit": "visit", "format-state-visit": "visit", "format-remote": "remote",
    "format-phone-call": "remote", "format-video-call": "remote",
}  # fmt: skip
_LASTING = frozenset({"relations", "cooperation"})
_DAY_OR_MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?$")


def family(meeting_format: str) -> str:
    """``"meeting"``, ``"visit"`` or ``"remote"``: one paper's talks are another's summit."""
    return _FAMILIES.get(meeting_format, "meeting")


def date_slug(time: Time) -> str:
    """The date for reading: ``"2023-11"``, ``"until-2022"``, ``"from-2023-11"``, ``"undated"``."""
    edtf = re.sub(r"[?~%]", "", time.edtf or "")
    begin, slash, end = edtf.partition("/")
    if re.match(r"[\d-]+$", begin):
        return f"from-{begin}" if slash and end in ("", "..") else begin
    if re.match(r"[\d-]+$", end):
        return f"until-{end}"
    return "undated"


def meeting_key(meeting: Meeting, known: Known) -> tuple[str, str]:
    """The head of the local part and the key: by session, by who, when and where, or by article.

    Rule 2: body and ordinal. Rule 3: principals with a day or month and a name or place among what is
    known, or of a visit with a coarser date and a place. Rule 4: anything less is bound to the article, for
    two may well meet twice a year in one city.
    """
    body = known.local(meeting.body)
    if body and meeting.ordinal is not None:
        return f"session-{meeting.ordinal}", "|".join((KEY_VERSION, "session", body, str(meeting.ordinal)))
    who = principals(meeting, known)
    place = ",".join(named_locals(meeting.places, known))
    kind = family(meeting.format)
    key = "|".join((KEY_VERSION, kind, ",".join(who), meeting.time.edtf or "", place))
    head = f"{date_slug(meeting.time)}-{kind}"
    if (
        who
        and _is_dated(meeting.time, bool(place) and kind == "visit")
        and (place or _names_somebody(meeting, who, known))
    ):
        return head, key
    return head, _bound(key, meeting, known)


def _is_dated(time: Time, placed: bool) -> bool:
    parts = (time.edtf or "").split("/")
    close = all(_DAY_OR_MONTH.match(p) for p in parts)
    return bool(time.edtf) and (close or placed)


def _names_somebody(meeting: Meeting, who: Sequence[str], known: Known) -> bool:
    """Whether a person or a body is among the principals: two countries may well meet twice a month."""
    countries = {known.local(a.id) for a in known.actors.values() if a.kind == "country"}
    return (len(who) > 1 and not countries.issuperset(who)) or (bool(who) and _day(meeting.time))


def _day(time: Time) -> bool:
    return bool(time.edtf) and all(len(p) == 10 for p in (time.edtf or "").split("/"))


def _bound(key: str, event: Event, known: Known) -> str:
    return "|".join((key, known.sha16, str(first_offset(event))))


def process_key(process: Process, known: Known) -> tuple[str, str]:
    """``process-{type}`` and a key of type, parties and nearest common issue.

    Relations are one whatever the issue; a dialogue or dispute without a known issue, or any process
    with fewer than two parties, is bound to its article.
    """
    kind = process.type.removeprefix("process-")
    parties = named_locals(process.parties, known)
    issue = "" if kind == "relations" else nearest_issue([known.entities[i].local for i in process.issues])
    key = "|".join((KEY_VERSION, kind, ",".join(parties), issue))
    if len(parties) < 2 or not (issue or kind in _LASTING):
        key = _bound(key, process, known)
    return f"process-{kind}", key


def nearest_issue(slugs: Iterable[str]) -> str:
    """The closest issue that is or contains all of these, ``""`` where the scheme knows none.

    >>> nearest_issue(["narcotics", "drug-trafficking"])
    'narcotics'
    """
    chains = [(s, *ancestors(s)) if s in scheme() else (s,) for s in sorted(set(slugs))]
    if not chains:
        return ""
    return next((s for s in chains[0] if all(s in chain for chain in chains)), "")


def change_key(change: Change, known: Known, affected: Sequence[str]) -> tuple[str, str]:
    """Head and key of a change: its type, parties, date and what it affects (IRI local parts)."""
    kind = change.type.removeprefix("change-")
    parties = parties_of(change, known)
    key = "|".join((KEY_VERSION, kind, ",".join(parties), change.time.edtf or "", ",".join(sorted(affected))))
    head = f"{date_slug(change.time)}-{kind}"
    if not (parties and affected and change.time.edtf):
        key = _bound(key, change, known)
    return head, key


def act_key(act: Act, known: Known) -> tuple[str, str]:
    """Head and key of an act: type, speakers, article, offsets; an act is never shared by articles."""
    kind = act.type.removeprefix("act-")
    speakers = ",".join(named_locals(act.speakers, known))
    span = f"{act.content[0]}-{act.content[1]}"
    return f"act-{kind}", _bound("|".join((KEY_VERSION, "act", kind, speakers, span)), act, known)


class Minter:
    """Local parts below ``event/``; it keeps two events of one article apart."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._taken: dict[str, str] = {}

    def mint(self, event: Event, head: str, key: str) -> str:
        """``head`` with the hash of the key; where that is taken, of article and offset, and a number."""
        local = f"{head}-{digest(key)}"
        if local in self._taken:
            key = _bound(key, event, self._known)
            local = f"{head}-{digest(key)}"
        number = 1
        while local in self._taken:
            number += 1
            local = f"{head}-{digest(key, str(number))}"
        self._taken[local] = event.id
        return local


def in_text_order(events: Iterable[AnyEvent]) -> list[AnyEvent]:
    """The events by first evidence; equal offsets by their content, so that ids and order do not matter."""
    at: dict[tuple[int, tuple[int, ...]], list[AnyEvent]] = {}
    for event in events:
        at.setdefault((first_offset(event), tuple([m.end for m in event.mentions])), []).append(event)
    for alike in at.values():
        if len(alike) > 1:  # the face of an event takes long to write
            alike.sort(key=_face)
    return [event for place in sorted(at) for event in at[place]]


def _face(event: Event) -> str:
    return repr(
        (getattr(event, "format", ""), getattr(event, "type", ""), event.time, getattr(event, "content", ()))
    )
