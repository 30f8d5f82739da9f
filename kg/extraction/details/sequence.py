"""What the order of events says of their times: bounds from other events, and which precede which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.times.chronicles import YEARLESS
from kg.extraction.tokens.frozen_token import Token
from kg.model import Change, Meeting, Time

_DEICTIC = frozenset({"weekday", "relative"})
_HAPPENED = frozenset({"status-held", "status-ongoing"})
_BEFORE = frozenset({"before", "prior", "ahead"})


def anchor_months(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Resolves a bare month by an event dated in the sentences before it, where the article has no date.

    "Before the summit in November 2023, ties improved. A delegation visited in October": October 2023,
    the last one before the event that the story goes back from.
    """
    if scene.written is not None:
        return
    for draft in meetings:
        if draft.time.earliest is not None or draft.time.latest is not None:
            continue
        for occurrence in draft.occurrences:
            span = next((s for s in occurrence.spans if s.kind == "month"), None)
            reference = _reference(scene, occurrence.trigger.token) if span is not None else None
            if span is None or reference is None:
                continue
            found = times.resolve(span.text, reference.latest or reference.earliest, tense="past")
            if found is not None and found.earliest is not None:
                draft.time = replace(found, expressions=draft.time.expressions or found.expressions)


def come_before_plans(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Has what a plan follows still come, in place, where its month or day lies between now and the plan:
    written in August, "will receive X on Oct. 16, after [a visit by Y in late September]".
    """
    now = scene.written
    if now is None:
        return
    for draft in meetings:
        first = draft.occurrences[0]
        span = next((s for s in first.spans if s.kind in YEARLESS), None)
        if draft.status != "held" or span is None or not first.trigger.nominal:
            continue
        verb = _followed_by(first.trigger.token)
        plans = [m for m in meetings if verb is not None and m.status == "planned" and _told_by(m, verb)]
        found = times.resolve(span.text, now, tense="future")
        if not plans or found is None or found.earliest is None or plans[0].time.latest is None:
            continue
        if now < found.earliest <= plans[0].time.latest:
            draft.time = replace(found, expressions=draft.time.expressions or found.expressions)
            draft.status = "planned"


def _followed_by(noun: Token) -> Token | None:
    """The verb of what comes after an event: "receive" of "is to receive X after [a visit] by Y"."""
    prep = noun.head
    after = noun.dep_ == "pobj" and prep.lower_ in {"after", "following"}
    return clauses.clause_of(prep.head) if after else None


def _told_by(draft: MeetingDraft, verb: Token) -> bool:
    """Whether a verb, or its object, tells of a meeting: "will receive X", "will hold talks with X"."""
    return any(t.i in draft.tokens for t in (verb, *verb.rights) if t is verb or t.dep_ in {"dobj", "xcomp"})


def _reference(scene: Scene, token: Token) -> Time | None:
    """The time of an explicitly dated event that the sentence before looks back from ("Before ... 2023")."""
    sent = token.sent
    for _ in range(2):
        if sent.start == 0 or scene.doc[sent.start - 1].is_space:
            return None
        sent = scene.doc[sent.start - 1].sent
        for span in scene.times:
            if sent.start <= span.first < sent.end and span.kind in {"month", "date", "year"}:
                found = times.resolve(span.text, None)
                before = any(t.lower_ in _BEFORE for t in scene.doc[sent.start : span.first])
                if found is not None and found.earliest is not None and before:
                    return found
    return None


def order(
    scene: Scene, meetings: tuple[Meeting, ...], changes: tuple[Change, ...]
) -> tuple[tuple[Meeting, ...], tuple[Change, ...]]:
    """The meetings and changes with the bounds and ``precedes`` links that follow from one another.

    A change in response to a visit is not before it. An event dated by a weekday that nothing anchors is of
    the week of writing, so it is not before the months and years in which the article reports others as held.
    Events with bounds that do not overlap are in order; each points to the next.
    """
    bounded = {m.id: m for m in meetings}
    ahead = {c.id: m for c in changes if (m := _looked_ahead(scene, c)) in bounded
             and m not in c.affects and bounded[m].status in _HAPPENED | {"status-planned"}}  # fmt: skip
    changes = tuple(_before(c, bounded[ahead[c.id]]) if c.id in ahead else c for c in changes)
    for change in (c for c in changes if c.type != "change-postponement"):  # of which the new day is told
        for cause in change.in_response_to:
            if cause in bounded and bounded[cause].time.latest is None and change.time.latest is not None:
                bounded[cause] = replace(bounded[cause], time=_until(bounded[cause].time, change.time.latest))
    recent = [m for m in bounded.values() if _deictic(scene, m)]
    past = [
        m for m in bounded.values() if m.status in _HAPPENED and m.time.earliest and not _deictic(scene, m)
    ]
    for meeting in recent:
        if past:
            floor = max(m.time.earliest for m in past if m.time.earliest)
            bounded[meeting.id] = replace(meeting, time=replace(meeting.time, earliest=floor))
    events: list[Meeting | Change] = [*(bounded[m.id] for m in meetings), *changes]
    following = _following(events, {m.id for m in recent if past})
    linked = {m.id: replace(m, precedes=following.get(m.id, ())) for m in bounded.values()}
    causes = {c.id: c for c in changes}
    for change in changes:
        for cause in change.in_response_to:
            if cause in linked:
                linked[cause] = replace(
                    linked[cause], precedes=tuple(dict.fromkeys([change.id, *linked[cause].precedes]))
                )
        nearest = (ahead[change.id],) if change.id in ahead else following.get(change.id, ())
        causes[change.id] = replace(change, precedes=nearest)
    return tuple(linked[m.id] for m in meetings), tuple(causes[c.id] for c in changes)


def _looked_ahead(scene: Scene, change: Change) -> str | None:
    """The meeting before which a change is said to have come: "Before the summit in May, ties improved"."""
    if change.status != "status-held":
        return None
    for mention in change.mentions:
        for token in scene.doc:
            if not mention.start <= token.idx < mention.end or token.pos_ not in ("VERB", "AUX"):
                continue
            verb = token.head if token.dep_ == "xcomp" else token
            for part in verb.children:
                marked = part.dep_ == "advcl" and any(c.lower_ in _BEFORE for c in part.children)
                if marked or (part.lower_ in _BEFORE and part.dep_ in ("prep", "advmod")):
                    inside = sorted(t.i for t in part.subtree)
                    found = scene.meetings_in(inside[0], inside[-1] + 1)
                    if found:
                        return found[0].id
    return None


def _before(change: Change, meeting: Meeting) -> Change:
    """The change with the last day of a later meeting as its bound, where it has no time of its own; the date
    of the meeting is none ("Before the summit in May, ties improved").
    """
    if change.time.edtf is not None and change.time.edtf == meeting.time.edtf:
        change = replace(change, time=Time())
    if change.time.latest is not None or change.time.earliest is not None or meeting.time.latest is None:
        return change
    return replace(change, time=replace(change.time, latest=meeting.time.latest))


def _until(time: Time, latest: date) -> Time:
    year = latest.month == 12 and latest.day == 31
    return replace(time, latest=latest, edtf=time.edtf or f"/{latest.year if year else latest.isoformat()}")


def _deictic(scene: Scene, meeting: Meeting) -> bool:
    """Whether the meeting was held on a weekday (or "yesterday") that no date of the article anchors."""
    if (
        scene.written is not None
        or meeting.status not in _HAPPENED
        or meeting.time.earliest
        or meeting.time.latest
    ):
        return False
    draft = next((d for d in scene.meetings if d.id == meeting.id), None)
    return draft is not None and any(s.kind in _DEICTIC for o in draft.occurrences for s in o.spans[:1])


def _follows(later: Meeting | Change, event: Meeting | Change, recent: set[str]) -> bool:
    """Whether an event begins after the other one has ended; a recent one, not before it begins."""
    begin, end = later.time.earliest, event.time.latest
    if begin is None or end is None:
        return False
    return begin > end or (later.id in recent and begin >= (event.time.earliest or date.max))


def _following(events: Iterable[Meeting | Change], recent: set[str]) -> dict[str, tuple[str, ...]]:
    """For each held event the next one in time, where their bounds put them in order beyond doubt."""
    happened = [e for e in events if e.status in _HAPPENED and (e.time.earliest or e.time.latest)]
    out: dict[str, tuple[str, ...]] = {}
    for event in happened:
        if event.time.latest is None or event.id in recent:
            continue
        later = [e for e in happened if e.id != event.id and _follows(e, event, recent)]
        if later:
            nearest = min(
                later,
                key=lambda e: (e.id in recent, e.time.latest or date.max, e.time.earliest or date.max, e.id),
            )
            out[event.id] = (nearest.id,)
    return out
