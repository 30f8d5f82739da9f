"""Whether two mentions of visits speak of one: the same visitors, or visitors of the same country."""

from __future__ import annotations

from kg.extraction.meeting_drafts import MeetingDraft
from kg.extraction.occurrences import Occurrence
from kg.extraction.scene import Scene


def fit_visit(
    scene: Scene, draft: MeetingDraft, occurrence: Occurrence, new: set[str], old: set[str]
) -> float:
    """How well a mention of a visit fits a visit, by the visitors; 0 means not at all."""
    visitors = {i for i, r in occurrence.arguments.actors.items() if r == "role-visitor"}
    known = {i for i, r in draft.participants.items() if r == "role-visitor"}
    if visitors & known:
        return 2.5
    countries_new, countries_old = set(scene.principals(visitors)), set(scene.principals(known))
    people = any(scene.actor(i).kind == "person" for i in visitors) and any(
        scene.actor(i).kind == "person" for i in known
    )
    kinds = {scene.actor(i).kind for i in visitors | known}
    if (
        countries_new & countries_old
        and not people
        and len(kinds) == 1
        and (occurrence.definite or (occurrence.arguments.places and draft.places))
    ):
        return 1.2
    if not known or not visitors:
        return 1.0 if (new & old or not old) and occurrence.definite else 0.0
    return 0.0
