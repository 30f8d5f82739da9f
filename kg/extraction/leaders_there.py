"""The leader who is there for a state that is told to meet at a summit."""

from __future__ import annotations

from kg.extraction.colleagues import HEADS
from kg.extraction.occurrences import Occurrence
from kg.extraction.scene import Scene


def leader_beside(scene: Scene, occurrence: Occurrence, state: str) -> str | None:
    """The one leader of a state whom the sentence of a summit names, who is there for it: "Prime Minister X
    spoke at the summit"; ``None`` for talks, of which leaders may only speak.
    """
    if occurrence.trigger.format != "summit":
        return None
    sent = occurrence.trigger.token.sent
    named = {o for a, _, o in scene.index.spans if sent.start <= a < sent.end}
    of_it = (i for i in sorted(named) if scene.actor(i).kind == "person" and scene.actor(i).country == state)
    leaders = [i for i in of_it if HEADS & set(scene.offices.titles_of(i))]
    return leaders[0] if len(leaders) == 1 else None
