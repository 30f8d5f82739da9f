"""Several meetings of one word, each with its own partner or visitor: "met X in Oslo on Monday and Y in
Lima", "X arrives on Monday and Y on Tuesday".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.arguments.day_and_place import Setting, settings
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.meetings.word_for_several import copied
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token

FRAMES = frozenset("meet with call host discuss see".split())
"""Verbs of which each object may be met apart."""
_LATER = frozenset("then later afterwards subsequently".split())
_WHOM = frozenset("him her them that".split())
_GLUE = _LATER | _WHOM | frozenset("in at on the a , with by first after".split())
_JOINTS = frozenset({"and", ",", ";", "then"})
_WHOSE = frozenset("of his her its 's ’s visiting counterpart colleague".split())
"""What may stand in front of a partner, beside his title: "and [his] Chilean [counterpart] Y on Tuesday"."""


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
    named = [t for a, b, _ in people if scene.doc[a - 1].lower_ != "with" for t in scene.doc[a:b]]
    if any(t.dep_ in {"nsubj", "nsubjpass", "poss"} for t in named):
        return [occurrence]
    found = settings(scene, token.i + 1, end)
    everybody = {o for _, _, o in people}
    people, company = _in_company(scene, people, found)
    if len(people) < 2:
        return [occurrence]
    if several := _each_ahead(scene, occurrence, people, found):
        return several
    behind, ahead = _parted(scene, people, found, end)
    behind[-1] = _beside(scene, people[-1], behind[-1])
    later = [_comes_later(scene, b, a) for (_, b, _), (a, _, _) in pairwise(people)]
    told = [bool(x or y) for x, y in zip(behind, ahead, strict=True)]
    if not all(told) and not all(later):
        return [occurrence]
    if any(not _adjoins(scene, one, said) for one, said in zip(people, behind, strict=True)):
        return [occurrence]
    for after, before, one, (first, _, holder) in zip(behind, ahead[1:], people, people[1:], strict=False):
        edge = after[-1].last if after else one[1]
        inside = {i for s in before for i in range(s.first, s.last)}
        words = _between(scene, edge, first, (one[2], holder, *company.get(holder, ())), inside)
        if not words & _JOINTS or words - _JOINTS - _GLUE - _WHOSE:
            return [occurrence]
    own = [sorted(x + y, key=lambda s: s.first) for x, y in zip(ahead, behind, strict=True)]
    return [
        _with(
            scene,
            occurrence,
            o,
            everybody,
            _shared(occurrence, own, k, first),
            first,
            last,
            company.get(o, ()),
        )
        for k, (first, last, o) in enumerate(people)
    ]


def by_visitor(scene: Scene, occurrence: Occurrence) -> list[Occurrence]:
    """The occurrence, or one for each further visitor with a day of his own: "X will visit Oslo on Monday and
    Y on Tuesday"; not "X will visit Oslo on Monday and Y said on Tuesday", nor "X and Y will visit Oslo".
    """
    token = occurrence.trigger.token
    if occurrence.trigger.family != "visit" or occurrence.trigger.nominal:
        return [occurrence]
    end = next((t.i for t in scene.doc[token.i + 1 : token.sent.end] if t.pos_ == "VERB"), token.sent.end)
    said = settings(scene, token.i + 1, end)
    days = {s.first: s.what for s in said if not isinstance(s.what, str)}
    edges = {s.last for s in said}
    out, known, joint = [occurrence], occurrence.arguments.actors, end
    for a, b, holder in sorted(scene.index.spans):
        if a <= token.i or b not in days or holder in known or scene.actor(holder).kind != "person":
            continue
        day, at = days[b], scene.doc[b - 1].left_edge.i
        while scene.doc[at - 1].lower_ in _JOINTS:
            at -= 1
        apart = at in edges and scene.doc[at].lower_ in _JOINTS
        if apart and scene.doc[day.last : day.last + 1].text in _STOPS:
            arguments = copied(occurrence)
            others = {i: r for i, r in arguments.actors.items() if r != "role-visitor"}
            arguments.actors = {holder: "role-visitor", **others}
            arguments.evidence[holder], joint = (a, b), min(joint, at)
            out.append(replace(occurrence, arguments=arguments, spans=[day], until=day.last))
    if len(out) > 1:
        out[0] = replace(occurrence, spans=[s for s in occurrence.spans if s.first < joint], until=joint)
    return out


_STOPS = frozenset({".", ",", ";", "and", ""})


def _in_company(
    scene: Scene, people: list[tuple[int, int, str]], found: list[Setting]
) -> tuple[list[tuple[int, int, str]], dict[str, tuple[str, ...]]]:
    """The partners, of persons who are met together the last with the tokens of all, and the others by him:
    of "X on Monday and Y and Z on Tuesday" X, and Z with Y.
    """
    out: list[tuple[int, int, str]] = []
    company: dict[str, tuple[str, ...]] = {}
    first, others = -1, list[str]()
    for (a, b, holder), (behind, _, after) in pairwise([*people, (-1, -1, "")]):
        begin = a if first < 0 else first
        between = (
            {t.lower_ for t in scene.doc[b:behind] if not _of_holder(scene, t.i, after)} if after else {""}
        )
        persons = after and scene.actor(holder).kind == scene.actor(after).kind == "person"
        if persons and between <= {"and", ","} and not any(b <= s.first < behind for s in found):
            first, others = begin, [*others, holder]
            continue
        out.append((begin, b, holder))
        company |= {holder: tuple(others)} if others else {}
        first, others = -1, []
    return out, company


def _shared(occurrence: Occurrence, own: list[list[Setting]], k: int, at: int) -> list[Setting]:
    """Where and when one of several partners is met: as told of him, else of the one before him or, of the
    first, behind him ("met X in Lima on Monday and then Y", "X and later Y in Lima"), and by what is told of
    all ("on Monday, she met in Lima with X and then with Y").
    """
    told = {s.what for said in own for s in said}
    beside = [*own[k::-1], *own[k + 1 :]]
    out = next(([replace(s, first=at, last=at) if said is not own[k] else s for s in said]
                for said in beside if said), [])  # fmt: skip
    if not any(s.is_place for s in out):
        out += [Setting(p, at, at) for p in occurrence.arguments.places if p not in told]
    if all(s.is_place for s in out):
        out += [Setting(s, at, at) for s in occurrence.spans if s not in told]
    return out


def _parted(
    scene: Scene, people: list[tuple[int, int, str]], found: list[Setting], end: int
) -> tuple[list[list[Setting]], list[list[Setting]]]:
    """For each partner the places and days behind him up to "and", and those between "and" and him: of "X on
    Monday and, on Tuesday, Y in Oslo" for X ([on Monday], []) and for Y ([in Oslo], [on Tuesday]).
    """
    behind: list[list[Setting]] = []
    ahead: list[list[Setting]] = [[]]
    for (_, b, _), stop in zip(people, [*(a for a, _, _ in people[1:]), end], strict=True):
        own = [s for s in found if b <= s.first < stop]
        taken = {i for s in own for i in range(s.first, s.last)}
        joint = (t.i for t in scene.doc[b:stop] if t.lower_ == "and" and t.i not in taken)
        at = next(joint, stop)
        behind.append([s for s in own if s.first < at])
        ahead.append([s for s in own if s.first >= at])
    behind[-1] += ahead.pop()
    return behind, ahead


def _comes_later(scene: Scene, first: int, last: int) -> bool:
    """Whether the second of two partners is met after the first: "X and then Y", "X and, after him, Y"."""
    words = [t.lower_ for t in scene.doc[first:last]]
    after = any(one == "after" and other in _WHOM for one, other in pairwise(words))
    return after or not _LATER.isdisjoint(words)


def _partners(scene: Scene, first: int, last: int) -> list[tuple[int, int, str]]:
    """Who may be met, in tokens [first, last): persons, named or told of by their office, groups, and states
    and bodies behind "with".

    Each with the tokens [a, b) that name him.
    """
    people = [
        (a, b, o)
        for a, b, o in scene.index.spans
        if first <= a and b <= last and scene.actor(o).kind == "person"
    ]
    inside = {i for a, b, _ in people for i in range(a, b)}
    named = {o for _, _, o in people}
    for token in scene.doc[first:last]:
        found = scene.resolve(token) if token.pos_ in {"NOUN", "PROPN"} and token.i not in inside else ()
        if len(found) != 1 or token.dep_ in {"compound", "poss", "amod"}:
            continue
        kind, start = scene.actor(found[0]).kind, token.left_edge.i
        while start < token.i and scene.doc[start].lower_ in _LATER:
            start += 1  # "with Peru first and | then Chile"
        before = scene.doc[max(first, start) - 1].lower_
        behind = before == "with" or (before in _LATER and bool(people))
        told = kind == "person" and found[0] not in named and token.dep_ != "appos"
        if told or kind in _TEAMS or (behind and kind in {"country", "organization"}):
            people.append((start, _end_of_group(token), found[0]))
    return sorted(people)


def _end_of_group(people: Token) -> int:
    """The token behind the words for people: "members of the Lima Front |"; of a longer phrase its noun."""
    of = next((c for c in people.rights if c.lower_ == "of" and c.i == people.i + 1), None)
    end = of.right_edge.i + 1 if of is not None else people.i + 1
    inner = people.doc[people.i + 1 : end]
    whole = all(t.pos_ in {"ADP", "DET", "ADJ", "NOUN", "PROPN"} for t in inner) and len(inner) < _LONG_GROUP
    return end if whole else people.i + 1


_LONG_GROUP = 8


_TEAMS = frozenset({"group", "delegation"})


def _each_ahead(
    scene: Scene, occurrence: Occurrence, people: list[tuple[int, int, str]], found: list[Setting]
) -> list[Occurrence]:
    """One for each partner where the place or day stands before "with" or "by": "talks in Oslo with X and in
    Lima with Y", "was received in Oslo by X and in Lima by Y"; [] where one of them has none.
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
        if not words & {"with", "by"} or words - _GLUE:
            return []
    for (_, b, holder), said in zip(people, own[1:], strict=False):
        words = _between(scene, b, said[0].first, (holder,))
        if not words & _JOINTS or words - _JOINTS - _GLUE - {"of"}:
            return []
    everybody = {o for _, _, o in people}
    return [
        replace(_with(scene, occurrence, o, everybody, said, a, b), until=b)
        for (a, b, o), said in zip(people, own, strict=True)
    ]


def _of_holder(scene: Scene, i: int, holder: str) -> bool:
    """Whether a word is of the title before a name."""
    return scene.index.title_owner.get(i) == holder or i in scene.index.by_token


def _beside(scene: Scene, who: tuple[int, int, str], said: list[Setting]) -> list[Setting]:
    """Of where and when the last partner is met what stands right beside him, if anything does: "X on Monday
    and with Y [on Tuesday] on the margins of a summit in Lima".
    """
    own = list(said)
    while len(own) > 1 and not _adjoins(scene, who, own):
        own.pop()
    return own


def _adjoins(scene: Scene, who: tuple[int, int, str], said: list[Setting]) -> bool:
    """Whether only small words and his title stand between a name and where and when its bearer is met."""
    edges = [who[1], *(s.last for s in said)]
    return all(
        {t.lower_ for t in scene.doc[a : s.first] if not _of_holder(scene, t.i, who[2])} <= _GLUE | {"of"}
        for a, s in zip(edges, said, strict=False)
    )


def _between(
    scene: Scene, first: int, last: int, holders: Collection[str], inside: Collection[int] = ()
) -> set[str]:
    """The words between two partners that are neither of their titles nor of where and when one is met."""
    words = (t for t in scene.doc[first:last] if t.i not in inside)
    return {
        t.lower_ for t in words if t.lower_ in _JOINTS or not any(_of_holder(scene, t.i, h) for h in holders)
    }


def _with(
    scene: Scene,
    occurrence: Occurrence,
    partner: str,
    everybody: set[str],
    said: list[Setting],
    at: int,
    end: int,
    company: Sequence[str] = (),
) -> Occurrence:
    """The occurrence with one partner and those met with him, his place and his day."""
    arguments = copied(occurrence)
    role = next((arguments.actors[i] for i in everybody if i in arguments.actors), "role-participant")
    met = dict.fromkeys([*company, partner], role)
    arguments.actors = {i: r for i, r in arguments.actors.items() if i not in everybody} | met
    for one in met:
        arguments.evidence.setdefault(one, (at, at + 1))
    elsewhere = scene.places.states(arguments.places)
    arguments.places = [s.what for s in said if isinstance(s.what, str)][:1]
    elsewhere -= scene.places.states(arguments.places)
    elsewhere |= set(scene.principals(everybody - met.keys()))
    parties = [p for p in arguments.parties if p not in elsewhere - set(scene.principals(arguments.actors))]
    arguments.parties = parties
    spans = [s.what for s in said if not isinstance(s.what, str)]
    return replace(occurrence, arguments=arguments, spans=spans, until=max([end, *(s.last for s in said)]))
