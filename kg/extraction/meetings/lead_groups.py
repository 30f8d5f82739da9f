"""The names of the leaders of whom a lead tells together: "the presidents of A and B met ... X and Y agreed".

Who is named without an office after such a lead, as many as there are states, is who leads them; X leads A.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.arguments.arguments import resolved
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

_Value = TypeVar("_Value")
_REACH = 90
"""How many words after the leaders their names are told."""
_MOST = 3
_SOLE = frozenset("president leader premier chancellor king".split())
_OFFICES = _SOLE | {"minister", "mr", "messr"}
_BEFORE = frozenset({"compound", "nmod", "amod"})
_MINISTERS = frozenset("foreign prime defence defense interior finance".split())


def name_leaders(
    scene: Scene, drafts: list[MeetingDraft], vetoed: Callable[[MeetingDraft, Occurrence], bool]
) -> None:
    """Puts those named after them for the leaders of two or three states who meet, and joins what the names
    do with it. ``vetoed`` keeps a mention from a draft.
    """
    for first in list(drafts):
        groups = _leaders(scene, first) if any(d is first for d in drafts) else []
        states = [s for g in groups for s in scene.actor(g).represents]
        if not 1 <= len(states) <= _MOST or first.family != "meeting":
            continue
        head = max(scene.actor(groups[0]).heads)
        people = _named_next(scene, head, states) if len(states) > 1 else _rivals_next(scene, head, states[0])
        if not people:
            continue
        for person, state in people.items():
            scene.actor(person).country = scene.actor(person).country or state
        put_in_place(first, groups, list(people))
        _join(scene, first, drafts, set(people), vetoed)


def _leaders(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The groups of leaders, one of each state, of one word of a draft: of "the presidents of A and B"."""
    found: dict[int, list[str]] = {}
    for id_ in draft.participants:
        actor = scene.actor(id_)
        heads = [h for h in actor.heads if _is_sole(scene.doc[h])]
        states = [s for s in actor.represents if scene.actor(s).kind == "country"]
        if actor.plural and heads and states and states == actor.represents:
            found.setdefault(heads[0], []).append(id_)
    return next(iter(found.values())) if len(found) == 1 else []


def _is_sole(noun: Token) -> bool:
    """Whether each state has one of the people: "presidents", "foreign ministers"; not "ministers"."""
    word = _rank(noun)
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    several = noun.tag_ in {"NNS", "NNPS"}
    return several and (word in _SOLE or (word == "minister" and before in _MINISTERS))


def _rank(noun: Token) -> str:
    return noun.lemma_.lower().removesuffix("s")


def _named_next(scene: Scene, head: int, states: Sequence[str]) -> dict[str, str]:
    """The first who are named together after the leaders, in the order of their states; empty where they are
    others: of other states, of other offices, or known before.
    """
    for people in _named_together(scene, head):
        actors = [scene.actor(p) for p in people]
        if len(people) != len(states) or any(scene.resolver.first_place(p) < head for p in people):
            continue
        own = [a.country for a in actors]
        if any(o not in {None, *states} for o in own) or any(_of_office(scene, a, head) for a in actors):
            return {}
        order = [o or s for o, s in zip(own, states, strict=True)]
        return dict(zip(people, order, strict=True)) if sorted(order) == sorted(states) else {}
    return {}


_RIVAL = frozenset({"rival", "divided", "split"})


def _rivals_next(scene: Scene, head: int, state: str) -> dict[str, str]:
    """The two who are named together after the leaders of one land that is split, of whom one is of it: "the
    rival leaders of Cyprus are meeting. President X and Turkish Cypriot leader Y".
    """
    if _RIVAL.isdisjoint(t.lower_ for t in scene.doc[head].subtree):
        return {}
    people = next(_named_together(scene, head), [])
    actors = [scene.actor(p) for p in people]
    before = any(scene.resolver.first_place(p) < head for p in people)
    if len(people) != 2 or before or state not in {a.country for a in actors}:
        return {}
    return {} if any(_of_office(scene, a, head) for a in actors) else dict.fromkeys(people, state)


def _named_together(scene: Scene, head: int) -> Iterator[list[str]]:
    """The persons of each list of names that is a subject or whom a noun is between, after a token."""
    doc = scene.doc
    for i in range(doc[head].sent.end, min(head + _REACH, len(doc))):
        token = doc[i]
        if token.dep_ not in {"nsubj", "nsubjpass", "pobj"} or scene.index.person_at(i) is None:
            continue
        said = [c for c in token.lefts if c.dep_ in _BEFORE and scene.index.person_at(c.i) is None]
        if any(_rank(c) not in _OFFICES for c in said if c.pos_ != "ADJ"):
            return  # "Envoys X and Y"
        subject = token.dep_ in {"nsubj", "nsubjpass"}
        names = clauses.subjects(token.head) if subject else [token, *token.conjuncts]
        ids = resolved(scene, [t for t in names if t.i >= i])
        if len(ids) > 1 and all(scene.actor(i).kind == "person" for i in ids):
            yield list(ids)


def _of_office(scene: Scene, person: ActorDraft, head: int) -> bool:
    """Whether a person is told to be something else than the people of a noun: "spokesmen X and Y", or trade
    ministers behind "leaders"; not "Presidents X and Y".
    """
    field = scene.doc[head - 1].lower_ if _rank(scene.doc[head]) == "minister" else "prime"
    told = [t.lower().split() for t in scene.offices.titles_of(person.id)]
    return any(t[-1].removesuffix("s") not in _SOLE and field not in t for t in told if t != ["minister"])


def put_in_place(draft: MeetingDraft, groups: Sequence[str], people: Sequence[str]) -> None:
    """Puts persons in place of those by whom they are told, in a draft and in what tells of it."""
    for occurrence in draft.occurrences:
        arguments = occurrence.arguments
        _replace(arguments.actors, groups, people)
        _replace(arguments.evidence, groups, people)
        _replace(arguments.attending, groups, people)
    _replace(draft.participants, groups, people)
    _replace(draft.evidence, groups, people)


def _replace(kept: dict[str, _Value], groups: Sequence[str], people: Sequence[str]) -> None:
    values = [kept.pop(g) for g in groups if g in kept]
    for person in people if values else ():
        kept.setdefault(person, values[0])


def _join(
    scene: Scene,
    first: MeetingDraft,
    drafts: list[MeetingDraft],
    people: set[str],
    vetoed: Callable[[MeetingDraft, Occurrence], bool],
) -> None:
    """Joins the first meeting told of the same people by name, where nothing keeps it apart."""
    later = (d for d in drafts if d.family == first.family and d.tokens[0] > first.tokens[-1])
    second = next((d for d in later if set(d.participants) & people), None)
    if second is None or not set(second.participants) <= people:
        return
    if second.tokens[0] - first.tokens[-1] <= _REACH and not any(
        vetoed(first, o) for o in second.occurrences
    ):
        for occurrence in second.occurrences:
            first.absorb(occurrence, scene)
        drafts[:] = [d for d in drafts if d is not second]
