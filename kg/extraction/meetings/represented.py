"""Countries and bodies that take part by their people, so that they are not told beside them."""

from __future__ import annotations

from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene


def drop_represented(scene: Scene, draft: MeetingDraft) -> None:
    """Takes out a country or body for which a person, delegation or group of the same meeting acts."""
    agents = [i for i in draft.participants if scene.actor(i).kind != "country"]
    acting = {p for i in agents for p in scene.principals((i,)) if p != i}
    bodies = {"country", "organization"}
    for id_ in [i for i in draft.participants if scene.actor(i).kind in bodies and i in acting]:
        if _side_of_talks(scene, draft, id_) or _own_session(scene, draft, id_):
            continue
        del draft.participants[id_]
        draft.evidence.pop(id_, None)


def _own_session(scene: Scene, draft: MeetingDraft, id_: str) -> bool:
    """Whether a body of states meets itself, at which its own people speak: "NATO held a summit. NATO chief X
    told it".
    """
    return scene.actor(id_).type == "actor-intergovernmental" and _told_alone(scene, draft, id_)


def _side_of_talks(scene: Scene, draft: MeetingDraft, id_: str) -> bool:
    """Whether talks are said to be of a country or body itself where its people are not spoken of.

    "Iran's talks with Peru" have Peru as a side also where the next sentence names its negotiator, and
    negotiations "between the Union and Peru" have both.
    """
    if not {o.trigger.format for o in draft.occurrences} <= {"talks", "negotiation-round"}:
        return False
    return any(_pairs(scene, o, id_) for o in draft.occurrences) or _told_alone(scene, draft, id_)


def _told_alone(scene: Scene, draft: MeetingDraft, id_: str) -> bool:
    """Whether only persons act for a country or body, and a mention of the meeting has it without them."""
    agents = [i for i in draft.participants if i != id_ and id_ in scene.principals((i,))]
    if any(scene.actor(i).kind != "person" for i in agents):
        return False
    own = [o.arguments.actors for o in draft.occurrences if id_ in o.arguments.actors]
    return any(not set(agents) & set(actors) for actors in own)


def _pairs(scene: Scene, occurrence: Occurrence, id_: str) -> bool:
    """Whether a mention joins a country or body with another one by "with", "between" or a hyphen."""
    actors = occurrence.arguments.actors
    bodies = [i for i in actors if scene.actor(i).kind in {"country", "organization"}]
    return occurrence.arguments.paired and id_ in actors and len(bodies) >= 2
