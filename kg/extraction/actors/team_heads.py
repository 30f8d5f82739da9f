"""Who leads a team by a verb: "Minister X led the Peruvian delegation", "leading Peru's side was X".

X serves Peru, and takes part, as head of delegation, in the meeting told of there in which Peru does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.group_countries import countries_of, group_class
from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at

if TYPE_CHECKING:
    from kg.extraction.meetings.meeting_drafts import MeetingDraft
    from kg.extraction.scene import Scene

_LEADING = frozenset({"lead", "head", "chair"})
_SIDE = frozenset({"side", "team", "delegation", "mission"})
_BACK = 3
"""How many sentences after a meeting such words still speak of it."""


def leading_verbs(doc: Doc) -> list[Token]:
    """The words that may say who leads a team, in order."""
    return [doc[i] for i in lemmas_at(doc, _LEADING)]


def _at_the_head(head: Token) -> Token | None:
    """The "was" of "At the head of the Peruvian delegation was X", or ``None``."""
    at = head.head
    told = head.lemma_ == "head" and head.dep_ == "pobj" and at.lower_ == "at" and at.head.lemma_ == "be"
    return at.head if told and head.i < at.head.i else None


def led_teams(verb: Token) -> list[Token]:
    """The teams of "led the Peruvian delegation", "is to head Peru's side"; not "led the way to talks".

    A state is one beside another team: "X led the Peruvian side while Y led [Chile]".
    """
    if _at_the_head(verb) is not None:
        return [t for t in clauses.prepositional(verb, "of") if is_team(t)]
    if verb.lemma_.lower() not in _LEADING or verb.pos_ != "VERB" or clauses.is_passive(verb):
        return []
    things = [c for c in verb.children if c.dep_ in {"dobj", "attr", "oprd"} and c.i > verb.i]
    beside = verb.dep_ in {"advcl", "conj"} and verb.head.lemma_.lower() in _LEADING and led_teams(verb.head)
    return [t for t in things if is_team(t) or (beside and t.ent_type_ == "GPE")]


def is_team(noun: Token) -> bool:
    """Whether a noun is for people sent together: "delegation", "side"."""
    return group_class(noun) == "delegation" or noun.lemma_.lower() in _SIDE


def states_of(index: ActorIndex, team: Token) -> list[str]:
    """Local ids of the countries whose team it is; the state itself, where that is said to be led."""
    own = index.owner.get(team.i) if team.ent_type_ == "GPE" else None
    return [own] if own is not None else countries_of(index, team)


def country_led(index: ActorIndex, name: Token) -> str | None:
    """Local id of the country whose team the bearer of a name leads by a verb, else ``None``.

    "The Cuban and Peruvian delegations, led by X and Y", "led by their ministers, X and Y": X is of Cuba, Y
    of Peru.
    """
    for verb in _verbs_of(name):
        for team in led_teams(verb):
            countries = states_of(index, team)
            if len(countries) == 1:
                return countries[0]
    first = name
    while first.dep_ in {"conj", "appos"} and first.head.i != first.i:
        first = first.head
    led = first.head.head
    if first.head.lower_ == "by" and led.lemma_ in _LEADING and led.head.tag_ == "NNS":
        leaders = [t.i for t in first.subtree if t.ent_type_ == "PERSON" and t.dep_ != "compound"]
        countries = countries_of(index, led.head)
        if len(countries) == len(leaders) > 1 and name.i in leaders:
            return countries[leaders.index(name.i)]
    return None


def _verbs_of(name: Token) -> Iterator[Token]:
    """The verbs that a name may be the subject of, from "X led", "X, who led" to "X is expected to lead"."""
    yield from (c for c in name.children if c.dep_ in {"relcl", "acl"})
    above = name.head
    if name.dep_ in {"nsubj", "nsubjpass"} and above.i != name.i:
        yield above
        yield from (c for c in above.children if c.dep_ in {"xcomp", "conj"})
    elif name.dep_ in {"attr", "nsubj"} or _put_in_front(name) is not None:
        yield from (v for v in (_put_in_front(name),) if v is not None)


def _put_in_front(name: Token) -> Token | None:
    """The "leading" of "Leading the Peruvian delegation was X" or "will be X", else ``None``."""
    be = name.head
    first = next((t for t in name.sent if t.is_alpha), None)
    if be.lemma_ != "be" or first is None or first.tag_ != "VBG" or first.i >= be.i:
        return None
    return first


def add_team_heads(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Adds to the meetings, in place, the persons who are said to lead the team of one of their sides."""
    starts = [s.start for s in scene.doc.sents]
    for verb in leading_verbs(scene.doc):
        for team in led_teams(verb):
            countries = states_of(scene.index, team)
            for name in named_leaders(verb):
                for id_ in scene.resolve(name):
                    draft = _meeting_of(scene, verb, id_, countries, meetings, starts)
                    if draft is not None:
                        _add(scene, draft, id_, name, team)


def named_leaders(verb: Token) -> list[Token]:
    """Who leads: the subject, or who comes after "was" where the verb is put in front."""
    if (was := _at_the_head(verb)) is not None:
        return [x for c in was.rights if c.dep_ in {"attr", "nsubj"} for x in clauses.conjuncts(c)]
    if verb.tag_ == "VBG" and not any(t.is_alpha for t in verb.doc[verb.sent.start : verb.i]):
        be = next((t for t in verb.sent if t.lemma_ == "be" and t.i > verb.i), None)
        after = (
            [c for c in be.children if c.i > be.i and c.dep_ in {"attr", "nsubj"}] if be is not None else []
        )
        return [x for c in after for x in clauses.conjuncts(c)]
    return clauses.subjects(verb)


def _meeting_of(
    scene: Scene,
    verb: Token,
    person: str,
    countries: list[str],
    meetings: list[MeetingDraft],
    starts: list[int],
) -> MeetingDraft | None:
    """The last meeting told of, there or a few sentences before, that has the country as a side."""
    if scene.actor(person).kind != "person" or len(countries) != 1:
        return None
    here = [s for s in starts if s <= verb.i]
    first, last = here[-1 - _BACK :][0], verb.sent.end
    told = [
        (max(near), n)
        for n, m in enumerate(meetings)
        if m.family == "meeting"
        and countries[0] in {*scene.principals(m.participants), *m.extra_parties}
        and (near := [i for i in m.tokens if first <= i < last and not told_aside(scene.doc[i])])
    ]
    if told and any(c.lower_ == "will" for c in verb.lefts):  # "the delegation will be led by X"
        told = [(at, n) for at, n in told if _to_come(meetings[n])] or told
    return meetings[max(told)[1]] if told else None


def told_aside(word: Token) -> bool:
    """Whether a word only tells of a paper how it came about: "to put to work the accord signed in Lima"."""
    return word.tag_ == "VBN" and word.dep_ == "acl"


def _to_come(draft: MeetingDraft) -> bool:
    """Whether a meeting is told of as to come."""
    return draft.status_so_far in {"planned", "proposed"}


def led_at(
    scene: Scene, verb: Token, near: MeetingDraft | None, meetings: list[MeetingDraft]
) -> MeetingDraft | None:
    """The meeting of a team that "was led by X": the one told of just before, ``near``, unless it is a visit
    or has no such side; then the last at which the country itself, its delegation or officials take part.
    """
    if verb.lemma_.lower() not in _LEADING or not clauses.is_passive(verb):
        return near
    teams = [t for t in clauses.objects(verb) if group_class(t) == "delegation" or t.lemma_.lower() in _SIDE]
    countries = [c for t in teams for c in countries_of(scene.index, t)]
    ahead = any(c.lower_ == "will" for c in verb.lefts)
    over = ahead and near is not None and not _to_come(near)
    if len(countries) != 1 or (
        near is not None and near.family != "visit" and _has_side(scene, near, countries) and not over
    ):
        return near
    teams_there = (m for m in reversed(meetings) if m.tokens[0] < verb.i and m.family != "visit")
    teams_there = (m for m in teams_there if not over or _to_come(m))
    return next((m for m in teams_there if _has_side(scene, m, countries, as_team=True)), near)


def _has_side(scene: Scene, draft: MeetingDraft, countries: list[str], *, as_team: bool = False) -> bool:
    """Whether a country is a side of a meeting; ``as_team`` where not only persons act for it."""
    there = [i for i in draft.participants if not (as_team and scene.actor(i).kind == "person")]
    return not {*scene.principals(there), *(() if as_team else draft.extra_parties)}.isdisjoint(countries)


def _add(scene: Scene, draft: MeetingDraft, id_: str, name: Token, team: Token) -> None:
    """Makes a person the head of delegation, evidenced by the words from the name to the team."""
    draft.participants[id_] = "role-head-of-delegation"
    low, high = min(name.i, team.i), max(name.i, team.i) + 1
    draft.evidence.setdefault(id_, []).append(scene.mention(low, high, scene.factuality(team.head), 0.8))


def add_chairs(scene: Scene, draft: MeetingDraft) -> None:
    """Makes the chair of a body that meets a participant: "the committee, chaired by X, met on Monday"."""
    for verb in (o.trigger.token for o in draft.occurrences if not o.trigger.nominal):
        for body in clauses.subjects(verb):
            chaired = [c for c in body.rights if c.dep_ == "acl" and c.lemma_.lower() in _CHAIRING]
            if not chaired or not any(i in draft.participants for i in scene.resolve(body)):
                continue
            for name in clauses.agent(chaired[0]):
                for id_ in (i for i in scene.resolve(name) if scene.actor(i).kind == "person"):
                    draft.participants[id_] = "role-chair"
                    words = scene.mention(body.i, name.i + 1, scene.factuality(verb), 0.85)
                    draft.evidence.setdefault(id_, []).append(words)


_CHAIRING = frozenset({"chair", "co-chair"})
