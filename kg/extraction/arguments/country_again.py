"""Where "the country" is that somebody visits: "Chile expects X. He visited the country in May"."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.actors.country_epithets import is_listed
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import starts_before

_SENTENCES = 3
"""How many sentences up to that of the words may name it."""


def country_again(scene: Scene, noun: Token, own: Collection[str]) -> str | None:
    """The local id of the place that "the country" is, the last one named in the sentences before, or that of
    who invites somebody to visit it.

    ``None`` where that is the country of who travels ("Peru's president left the country"), for what is
    toured, for "the whole country" and "the country of his birth", and where none is named near by. One of
    several in a list is not it: "met officials from Sudan and Uganda".
    """
    if noun.lower_ != "country" or [c.lower_ for c in noun.lefts] != ["the"] or noun.head.lemma_ == "tour":
        return None
    if any(c.dep_ in {"prep", "relcl", "acl", "appos"} and c.lower_ in _OF for c in noun.rights):
        return None
    if (host := _inviting(scene, noun)) is not None:
        return scene.places.of_state(host, noun) if host not in own else None
    index, first = scene.index, starts_before(noun, _SENTENCES - 1)
    for i in range(noun.i - 1, first - 1, -1):
        match, owner = index.by_token.get(i), index.owner.get(i)
        if match is None or match.via != "name" or owner is None or index.drafts[owner].kind != "country":
            continue
        if (i in index.title_owner and index.title_owner[i] != owner) or is_listed(scene.doc[i]):
            continue
        return scene.places.at(scene.doc[i]) if owner not in own else None
    return None


def _inviting(scene: Scene, noun: Token) -> str | None:
    """The state that has somebody visit "the country": of X of "X invited Y to visit the country"."""
    verb = noun.head
    if verb.dep_ not in {"xcomp", "ccomp"} or verb.head.lemma_ != "invite" or clauses.is_passive(verb.head):
        return None
    hosts = scene.principals([i for t in clauses.doers(verb.head) for i in scene.resolve(t)])
    states = [i for i in hosts if scene.actor(i).kind == "country"]
    return states[0] if len(states) == 1 else None


_OF = frozenset({"of", "where", "that", "which"})
