"""Acts, processes and changes of one article with the links between them and to its meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.extraction.acts.acts import find_acts
from kg.extraction.acts.changes import AFTERMATH, find_changes
from kg.extraction.acts.processes import Courses, with_status
from kg.extraction.acts.topics import with_change_topics, with_topics
from kg.extraction.grammar.speech import Voices
from kg.model import Act, Change, Meeting, Process

if TYPE_CHECKING:
    from kg.extraction.scene import Scene
TALKS = ("process-negotiation", "process-dialogue")
EPISODES = {
    **dict.fromkeys(("talks", "negotiation-round", "working-group-session", "mediation"), TALKS),
    "summit": ("process-relations",),
}
"""Meeting formats and the processes that such meetings are episodes of."""
ENCOUNTERS = frozenset({"format-meeting", "format-remote", "format-phone-call", "format-video-call"})
"""Formats of which a meeting of two parties belongs to their talks on an issue or to their relations."""
OPENINGS = frozenset({"change-launch", "change-resumption"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the article says beside its meetings; ``part_of`` gives the processes that a meeting belongs
    to.
    """

    acts: tuple[Act, ...]
    processes: tuple[Process, ...]
    changes: tuple[Change, ...]
    part_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_events(scene: Scene) -> Found:
    """The acts, processes and changes of an article whose meetings are known, each in text order."""
    voices = Voices(scene)
    acts = find_acts(scene, voices)
    courses = Courses(scene)
    changes = find_changes(scene, courses, voices)
    status = {x: AFTERMATH[c.type.removeprefix("change-")] for c in changes if c.status == "status-held"
              and c.type.removeprefix("change-") in AFTERMATH for x in c.affects}  # fmt: skip
    opened = {x for c in changes if c.status != "status-held" and c.type in OPENINGS for x in c.affects}
    processes = with_status(courses.frozen(), status, opened | courses.bygone())
    acts = [_envisaging(scene, a, changes) for a in acts]
    return Found(tuple(acts), tuple(processes), tuple(changes), _wholes(scene, processes))


def _wholes(scene: Scene, processes: list[Process]) -> dict[str, tuple[str, ...]]:
    """The process that each meeting is an episode of: one between just its parties; talks belong to a
    dialogue or negotiation, a summit to the relations, a visit to none.
    """
    out: dict[str, tuple[str, ...]] = {}
    for meeting in scene.meetings:
        parties = set(scene.principals(meeting.participants)) | set(meeting.extra_parties)
        kinds = EPISODES.get(meeting.format, ())
        fitting = [p.id for k in kinds for p in processes if p.type == k and set(p.parties) == parties]
        if fitting:
            out[meeting.id] = (fitting[0],)
    return out


def _envisaging(scene: Scene, act: Act, changes: list[Change]) -> Act:
    """The act with the planned changes and meetings that its content speaks of."""
    if act.kind == "statement":
        return act
    start, end = act.content
    ahead = [c.id for c in changes if c.status in ("status-planned", "status-proposed")
             and any(m.start < end and start < m.end for m in c.mentions)]  # fmt: skip
    meetings = [m.id for m in scene.meetings if m.status in ("planned", "proposed")
                and any(start <= scene.doc[i].idx < end for i in m.tokens)]  # fmt: skip
    return replace(act, envisages=tuple(dict.fromkeys([*ahead, *meetings]))) if ahead or meetings else act


def settled(scene: Scene, meetings: Sequence[Meeting], found: Found) -> Found:
    """What was found, completed by what only the finished meetings and the order of events tell.

    Which process a meeting is part of, that a dialogue halted before a later session goes on, the earliest
    day of what is pledged, and the issues that acts and processes have from their context.
    """
    part_of = {**_encounters(meetings, found.processes), **found.part_of}
    processes = [_gone_on(p, meetings, found.changes, part_of) for p in found.processes]
    return replace(
        found,
        part_of=part_of,
        processes=tuple(with_change_topics(processes, found.changes, scene)),
        changes=tuple(_not_before(c, found.acts) for c in found.changes),
        acts=tuple(with_topics(scene, found.acts, meetings)),
    )


def _encounters(meetings: Sequence[Meeting], processes: Sequence[Process]) -> dict[str, tuple[str, ...]]:
    """Meetings and calls of two parties: part of their dialogue or negotiation on an issue that both are
    about, or else of their relations.
    """
    out: dict[str, tuple[str, ...]] = {}
    for m in meetings:
        if m.format not in ENCOUNTERS or len(m.parties) != 2:
            continue
        own = [p for p in processes if set(p.parties) == set(m.parties)]
        fitting = [p.id for p in own if p.type in TALKS and set(p.issues) & set(m.issues)]
        fitting += [p.id for p in own if p.type == "process-relations"]
        if fitting:
            out[m.id] = (fitting[0],)
    return out


def _gone_on(
    process: Process,
    meetings: Sequence[Meeting],
    changes: Sequence[Change],
    part_of: Mapping[str, tuple[str, ...]],
) -> Process:
    """The process, ongoing if a meeting under way is part of it, or if it was suspended or ended before one
    that is part of it was held.
    """
    parts = [m for m in meetings if process.id in part_of.get(m.id, ())]
    if process.status is None and any(m.status == "status-ongoing" for m in parts):
        return replace(process, status="status-ongoing")
    halts = [c.time.latest for c in changes if process.id in c.affects and c.status == "status-held"]
    if process.status not in ("status-suspended", "status-ended") or not halts or None in halts:
        return process
    halted = max(day for day in halts if day is not None)
    later = any(
        m.status in ("status-held", "status-ongoing")
        and m.time.earliest is not None
        and m.time.earliest > halted
        for m in parts
    )
    return replace(process, status="status-ongoing") if later else process


def _not_before(change: Change, acts: Sequence[Act]) -> Change:
    """The planned change, bounded below by the day on which it was pledged or asked for."""
    days = [a.time.earliest for a in acts if change.id in a.envisages and a.time.earliest is not None]
    if not days or change.time.earliest is not None or change.time.edtf is not None:
        return change
    return replace(change, time=replace(change.time, earliest=max(days)))
