"""Acts, processes and changes of one article with the links between them and to its meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.extraction.acts import find_acts
from kg.extraction.changes import AFTERMATH, find_changes
from kg.extraction.processes import Courses, with_status
from kg.extraction.speech import Voices
from kg.model import Act, Change, Process

if TYPE_CHECKING:
    from kg.extraction.scene import Scene
TALKS = ("process-negotiation", "process-dialogue")
EPISODES = {
    **dict.fromkeys(("talks", "negotiation-round", "working-group-session", "mediation"), TALKS),
    "summit": ("process-relations",),
}
"""Meeting formats and the processes that such meetings are episodes of."""


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
    processes = with_status(courses.frozen(), status)
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
    return replace(act, envisages=tuple(dict.fromkeys([*ahead, *meetings])))
