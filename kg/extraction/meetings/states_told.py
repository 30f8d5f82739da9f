"""States that sentences count as being there: "the countries present were A and B", "include those from C".

"Ministers of eight states met. The participating countries include A": A is a party, no participant.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.actors.group_countries import group_class
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before

_THERE = frozenset("participating attending present represented attend".split())
_LONGEST = 8
_COUNTRIES = frozenset("country nation state government".split())


def states_listed(verb: Token) -> list[Token]:
    """The heads of what follows a verb that counts the states that are there, else ``[]``."""
    told = [c for c in verb.rights if c.dep_ in {"dobj", "attr"}]
    if _of_states(verb):
        return told
    those = [t for t in told if t.lower_ == "those"]
    from_where = [o for t in those for o in clauses.prepositional(t, "from", "of")]
    if from_where and (_of_people(verb) or _these(verb)):
        return from_where  # "Leaders expected to attend include those from A and B"
    return told if _these(verb) and _sent_by_states(verb) else []


def _opening(verb: Token) -> list[Token]:
    """The words before a verb that begins its sentence so; ``[]`` where they are too many."""
    words = [t for t in verb.doc[verb.sent.start : verb.i] if t.is_alpha]
    return words if len(words) <= _LONGEST else []


def _of_states(verb: Token) -> bool:
    """Whether words before a verb are for the states there: "the participating countries include"."""
    words = _opening(verb)
    there = any(t.lower_ in _THERE for t in words)
    return there and any(group_class(t) == "bloc" and t.tag_ in {"NNS", "NNPS"} for t in words)


def _of_people(verb: Token) -> bool:
    """Whether words before a verb are for people who come: "leaders expected to attend include"."""
    words = _opening(verb)
    people = any(group_class(t) == "officials" for t in words)
    return people and any(t.lower_ in _THERE for t in words)


def _these(verb: Token) -> bool:
    """Whether a sentence goes on with "these include", "they are" about those of the sentence before."""
    return [t.lower_ for t in _opening(verb)] in (["these"], ["they"], ["those"])


def _sent_by_states(verb: Token) -> bool:
    """Whether the sentence before ends with people of states unnamed: "envoys of donor countries"."""
    before = sentence_before(verb)
    last = [t for t in before or () if t.tag_ == "NNS"][-1:]
    return any(
        t.lemma_.lower() in _COUNTRIES and t.head.lower_ in {"of", "from"} and group_class(t.head.head)
        for t in last
    )


def acted_for(scene: Scene, verb: Token, draft: MeetingDraft, id_: str) -> bool:
    """Whether a state is at a meeting by people told of as a group: it is a party, no participant."""
    there = (scene.actor(i) for i in draft.participants)
    if scene.actor(id_).kind not in {"country", "organization"} or not states_listed(verb):
        return False
    by_group = any(a.kind == "group" and a.type != "actor-population" for a in there)
    if by_group and id_ not in draft.extra_parties:
        draft.extra_parties.append(id_)
    return by_group


def states_among(scene: Scene, tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """The states and bodies that tokens name, with those joined to them."""
    for token in tokens:
        for id_ in scene.resolve_all(token):
            if scene.actor(id_).kind in {"country", "organization"}:
                yield id_, token
