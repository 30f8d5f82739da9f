"""Groups at a meeting that need not be told, since all whom they mean are there by name.

"The leaders of Peru and Chile met. President X told Premier Y": X and Y met, and no further leaders.
"""

from __future__ import annotations

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.references.sides_by_rank import RANKS
from kg.extraction.scene import Scene
from kg.extraction.times.durations import number_of
from kg.extraction.tokens.counterparts import field_of

_ANY = frozenset("counterpart colleague".split())
_MINISTERS = frozenset({"minister", "secretary"})
_SENT = frozenset({"envoy", "emissary"})
_OF_THE_STATE = frozenset("president premier chancellor king queen emir sultan".split())


def drop_known(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Takes out of the meetings, in place, each group all of whose members take part by name."""
    for draft in meetings:
        named = [i for i in draft.participants if _by_name(scene.actor(i))]
        for id_ in [i for i in draft.participants if _of_rank(scene.actor(i))] if named else ():
            if _all_there(scene, scene.actor(id_), named):
                del draft.participants[id_]
                draft.evidence.pop(id_, None)


def _by_name(actor: ActorDraft) -> bool:
    return actor.kind == "person" and not actor.unnamed


def _of_rank(actor: ActorDraft) -> bool:
    return actor.plural and actor.type == "actor-officials" and bool(actor.heads)


def _all_there(scene: Scene, group: ActorDraft, named: list[str]) -> bool:
    """Whether each state of a group has somebody of its rank there, or there are as many as it counts.

    Not "NATO ministers", of whom more are there than are named, nor officials, who may be anybody's.
    """
    noun = scene.doc[group.heads[0]]
    words = [c.lower_ for c in noun.lefts if c.dep_ in {"amod", "compound"}]
    office = " ".join([*words, noun.lemma_.lower()])
    fit = [i for i in named if _holds(scene, i, office)]
    if group.represents:
        served = [c for i in fit if (c := scene.actor(i).country) is not None]
        states = all(scene.actor(r).kind == "country" for r in group.represents)
        alone = len(group.represents) == 1 and not _one_of_several(scene, group)
        return states and all(served.count(r) > alone for r in group.represents)
    counts = (2 if c.lower_ == "both" else number_of(c.lower_) for c in noun.lefts)
    number = next((n for n in counts if n > 1), None)
    return number is not None and number <= len(fit) <= number + 1


def _one_of_several(scene: Scene, group: ActorDraft) -> bool:
    """Whether a noun that means a group means another one, too: "the Peruvian and Chilean ministers"."""
    groups = (d for d in scene.index.drafts.values() if d.plural and d is not group)
    return any(group.heads[0] in d.heads for d in groups)


def _holds(scene: Scene, person: str, office: str) -> bool:
    """Whether a person may be one of those of whom an office is said; who has none may hold any."""
    noun, titles = office.split()[-1], scene.offices.titles_of(person)
    held = {w for t in titles for w in t.split()}
    if noun in _ANY or (noun in _MINISTERS.union(RANKS, _SENT) and not titles):
        return True
    if noun in _MINISTERS:
        field = field_of(office)
        return any(field_of(t) == field for t in titles) and bool(held & _MINISTERS)
    if noun in _SENT:
        return not held & _OF_THE_STATE and "prime" not in held
    return bool(held & RANKS.get(noun, frozenset()))
