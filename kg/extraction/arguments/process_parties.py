"""Between whom a process is: the states and bodies that its phrase names, or the main two of the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.grammar.clauses import doers
from kg.extraction.grammar.speech import unique
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.scene import Scene

PARTY_KINDS = frozenset({"country", "organization"})
BETWEEN = frozenset({"between", "among", "with", "toward", "towards"})


_NAMING = frozenset({"PROPN", "NOUN", "ADJ"})


def main_parties(scene: Scene) -> tuple[str, ...]:
    """The two countries that the article names most (itself or through their people), first named first;
    ``()`` if the second is not named half as often again as the third: "relations" then stays without parties
    rather than with wrong ones.
    """
    return most_named(scene)[0]


def most_named(scene: Scene) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ``main_parties``, and the two countries that the article names most however often the third."""
    count: Counter[str] = Counter()
    place: dict[str, int] = {}
    for token in scene.doc:
        if token.pos_ not in _NAMING or is_seat(scene, token) or not (found := scene.resolve(token)):
            continue
        for id_ in found if token.pos_ == "ADJ" else scene.principals(found):
            if scene.actor(id_).kind == "country":
                count[id_] += 1
                place.setdefault(id_, token.i)
    ranked = sorted(count, key=lambda x: (-count[x], place[x]))
    if len(ranked) < 2:
        return (), ()
    first_two = tuple(sorted(ranked[:2], key=lambda x: place[x]))
    close = len(ranked) > 2 and count[ranked[1]] < _MARGIN * count[ranked[2]]
    return () if close else first_two, first_two


_MARGIN = 1.5


def is_seat(scene: Scene, word: Token) -> bool:
    """Whether a city is where something is said or done: "said in Oslo", "at the office in Oslo"; not "Oslo
    said", "ties with Oslo".
    """
    place = scene.index.by_token.get(word.i)
    word = word.head if word.dep_ == "compound" else word  # "Addis | Ababa"
    return place is not None and place.via == "city" and word.dep_ == "pobj" and word.head.lower_ in _AT


_AT = frozenset({"in", "at", "near", "outside"})


def noun_parties(scene: Scene, noun: Token) -> tuple[str, ...]:
    """The parties named by modifiers, possessors and "between/with"; the subject beside "with".

    "US-China ties", "ties between Peru and Chile", "Oslo's relations with Lima", "Peru broke off "
    "relations with Chile".
    """
    found = [scene.resolve_all(t) for t in _party_tokens(noun)]
    parties = scene.principals(unique(*found))
    parties = tuple(x for x in parties if scene.actor(x).kind in PARTY_KINDS)
    if len(parties) == 1:
        verb = noun.head
        if (noun.dep_ in ("dobj", "attr") and verb.pos_ == "VERB") or (
            noun.dep_ == "pobj" and verb.head.pos_ == "VERB"
        ):
            verb = verb if verb.pos_ == "VERB" else verb.head
            own = scene.principals(unique(*(scene.resolve(t) for t in doers(verb))))
            parties = unique(tuple(x for x in own if scene.actor(x).kind in PARTY_KINDS), parties)
    return parties


def _party_tokens(noun: Token) -> Iterator[Token]:
    for c in noun.children:
        if c.dep_ in ("poss", "compound", "amod", "nmod"):
            yield from (
                x
                for x in (c, *c.children)
                if x.dep_ in ("poss", "compound", "amod", "nmod", "conj", "npadvmod") or x.i == c.i
            )
        elif c.dep_ == "prep" and c.lower_ in BETWEEN:
            yield from (p for p in c.children if p.dep_ == "pobj")
    if in_talks(noun):
        yield from (t for t in noun.sent if t.i < noun.head.i and t.pos_ == "PROPN")


def in_talks(noun: Token) -> bool:
    """Whether the noun tells of a dialogue under way: "China and Peru in talks"."""
    return noun.lower_ == "talks" and noun.dep_ == "pobj" and noun.head.lower_ == "in"
