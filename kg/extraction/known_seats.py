"""Countries before a noun that say where a meeting known already was held: "the Djibouti meeting"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.meeting_drafts import MeetingDraft
from kg.extraction.occurrences import Occurrence
from kg.extraction.scene import Scene


def drop_seat(scene: Scene, told: Sequence[MeetingDraft], occurrence: Occurrence) -> None:
    """Takes a country for the place where a meeting told of before was held in it, by others.

    "A and B held talks in Oman. The Oman talks failed" is of talks in Oman; "the Omani talks" and "the
    Oman-Peru talks" are talks of Oman.
    """
    noun, arguments = occurrence.trigger.token, occurrence.arguments
    if not occurrence.trigger.nominal or not occurrence.definite:
        return
    for word in (c for c in noun.lefts if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN"):
        id_ = scene.index.owner.get(word.i)
        if id_ is None or id_ not in arguments.actors or scene.actor(id_).kind != "country":
            continue
        if "-" not in {t.text for t in noun.doc[word.i : noun.i]} and (seat := _seat(scene, told, id_)):
            del arguments.actors[id_]
            arguments.evidence.pop(id_, None)
            arguments.places.extend([seat] if seat not in arguments.places else [])


def _seat(scene: Scene, told: Sequence[MeetingDraft], country: str) -> str | None:
    """The place in the country where others met, of the last meeting that was held there."""
    for draft in reversed(told):
        here = (p for p in draft.places if country in _lands(scene, p))
        place = next(here, None)
        if place is not None and country not in scene.principals(draft.participants):
            return place
    return None


def _lands(scene: Scene, place: str) -> set[str | None]:
    draft = scene.places.drafts[place]
    return {draft.actor, draft.country}
