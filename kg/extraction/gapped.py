"""Several meetings of one word, each with its own partner: "met X in Oslo on Monday and Y in Lima"."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.day_and_place import Setting, settings
from kg.extraction.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.word_for_several import copied

FRAMES = frozenset("meet with call host discuss see".split())
"""Verbs of which each object may be met apart."""
_GLUE = frozenset("in at on the a , with then later".split())
_JOINTS = frozenset({"and", ",", ";", "then"})


def by_partner(scene: Scene, occurrence: Occurrence) -> list[Occurrence]:
    """The occurrence, or one for each partner that is followed by a place or day of his own.

    "Met X in Oslo and Y in Lima", "spoke with P's team on Monday and with Q on Tuesday"; not "met X and Y in
    Oslo", nor "met X in Oslo and Y in Lima said", where Y is another one's subject.
    """
    trigger = occurrence.trigger
    token, sentence = trigger.token, trigger.token.sent
    if trigger.family == "visit" or not (trigger.nominal or trigger.frame.frame in FRAMES):
        return [occurrence]
    end = next((t.i for t in scene.doc[token.i + 1 : sentence.end] if t.pos_ == "VERB"), sentence.end)
    people = _partners(scene, token.i + 1, end)
    if len(people) < 2 or people[0][2] not in occurrence.arguments.actors:
        return [occurrence]
    if any(t.dep_ in {"nsubj", "nsubjpass", "poss"} for a, b, _ in people for t in scene.doc[a:b]):
        return [occurrence]
    found = settings(scene, token.i + 1, end)
    if ahead := _each_ahead(scene, occurrence, people, found):
        return ahead
    ends = [*(a for a, _, _ in people[1:]), end]
    own = [[s for s in found if b <= s.first < stop] for (_, b, _), stop in zip(people, ends, strict=True)]
    if not all(own) or any(not _adjoins(scene, b, said) for (_, b, _), said in zip(people, own, strict=True)):
        return [occurrence]
    for said, (first, _, holder) in zip(own, people[1:], strict=False):
        words = _between(scene, said[-1].last, first, holder)
        if not words & _JOINTS or words - _JOINTS - _GLUE:
            return [occurrence]
    everybody = {o for _, _, o in people}
    return [
        _with(occurrence, o, everybody, said, first) for (first, _, o), said in zip(people, own, strict=True)
    ]


def _partners(scene: Scene, first: int, last: int) -> list[tuple[int, int, str]]:
    """Who may be met, in tokens [first, last): persons, groups, and states and bodies behind "with".

    Each with the tokens [a, b) that name him.
    """
    people = [
        (a, b, o)
        for a, b, o in scene.index.spans
        if first <= a and b <= last and scene.actor(o).kind == "person"
    ]
    inside = {i for a, b, _ in people for i in range(a, b)}
    for token in scene.doc[first:last]:
        found = scene.resolve(token) if token.pos_ in {"NOUN", "PROPN"} and token.i not in inside else ()
        if len(found) != 1 or token.dep_ in {"compound", "poss", "amod"}:
            continue
        kind, start = scene.actor(found[0]).kind, token.left_edge.i
        behind = scene.doc[max(first, start) - 1].lower_ == "with"
        if kind in _TEAMS or (behind and kind in {"country", "organization"}):
            people.append((start, token.i + 1, found[0]))
    return sorted(people)


_TEAMS = frozenset({"group", "delegation"})


def _each_ahead(
    scene: Scene, occurrence: Occurrence, people: list[tuple[int, int, str]], found: list[Setting]
) -> list[Occurrence]:
    """One for each partner where the place or day stands before "with": "talks in Oslo with X and in Lima
    with Y"; [] where one of them has none.
    """
    starts = [occurrence.trigger.token.i + 1, *(b for _, b, _ in people)]
    own = [
        [s for s in found if start <= s.first and s.last <= a]
        for start, (a, _, _) in zip(starts, people, strict=False)
    ]
    if not all(own):
        return []
    for said, (a, _, holder) in zip(own, people, strict=True):
        words = {t.lower_ for t in scene.doc[said[-1].last : a] if not _of_holder(scene, t.i, holder)}
        if "with" not in words or words - _GLUE:
            return []
    for (_, b, holder), said in zip(people, own[1:], strict=False):
        words = _between(scene, b, said[0].first, holder)
        if not words & _JOINTS or words - _JOINTS - _GLUE:
            return []
    everybody = {o for _, _, o in people}
    return [
        replace(_with(occurrence, o, everybody, said, a), until=b)
        for (a, b, o), said in zip(people, own, strict=True)
    ]


def _of_holder(scene: Scene, i: int, holder: str) -> bool:
    """Whether a word is of the title before a name."""
    return scene.index.title_owner.get(i) == holder or i in scene.index.by_token


def _adjoins(scene: Scene, last: int, said: list[Setting]) -> bool:
    """Whether only small words stand between a name and where and when its bearer is met."""
    edges = [last, *(s.last for s in said)]
    return all(
        {t.lower_ for t in scene.doc[a : s.first] if t.i not in scene.index.by_token} <= _GLUE | {"of"}
        for a, s in zip(edges, said, strict=False)
    )


def _between(scene: Scene, first: int, last: int, holder: str) -> set[str]:
    """The words before a name that are not of its title."""
    return {
        t.lower_ for t in scene.doc[first:last] if t.lower_ in _JOINTS or not _of_holder(scene, t.i, holder)
    }


def _with(
    occurrence: Occurrence, partner: str, everybody: set[str], said: list[Setting], at: int
) -> Occurrence:
    """The occurrence with one partner, his place and his day."""
    arguments = copied(occurrence)
    role = next((arguments.actors[i] for i in everybody if i in arguments.actors), "role-participant")
    arguments.actors = {i: r for i, r in arguments.actors.items() if i not in everybody} | {partner: role}
    arguments.evidence.setdefault(partner, (at, at + 1))
    arguments.places = [s.what for s in said if isinstance(s.what, str)][:1]
    spans = [s.what for s in said if not isinstance(s.what, str)]
    return replace(occurrence, arguments=arguments, spans=spans, until=said[-1].last)
