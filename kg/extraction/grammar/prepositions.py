"""Where the prepositions of a word hang, and which words they are: most words have none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.extraction.grammar.control import WIRES
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.per_token import per_token

_LABELS = frozenset({"prep", "dative", "agent", "prt"})
MEANS = WIRES | {"face", "table", "videoconference", "teleconference", "videoconferencing", "link"}
"""By what one speaks: "spoke by phone with X", "face to face with X", "at one table with X", parsed as "phone
with X".
"""
_ON_THE_WIRE = frozenset({"by", "via", "over", "through", "to", "at"})
_HOSTS = frozenset("prt advmod dobj attr acomp npadvmod".split())
_PARTICLES = frozenset("out off away back along together".split())


@dataclass(frozen=True, slots=True)
class Prepositions:
    """The prepositions of a word, and the clauses that begin with one: "spoke with X to convey", parsed as a
    clause whose subject is X. Those of ``scenery`` hang on where it happens: "met at the White House with X".
    ``asked`` keeps their objects for ``clauses.prepositional``, by the prepositions asked for: many rules ask
    of the same few words.
    """

    own: Mapping[str, list[Token]]
    scenery: Mapping[str, list[Token]]
    clauses: Mapping[str, list[Token]]
    asked: dict[tuple[str, ...], list[Token]] = field(default_factory=dict, compare=False)

    def objects(
        self, preps: tuple[str, ...], find: Callable[[Prepositions, tuple[str, ...]], list[Token]]
    ) -> list[Token]:
        """The objects of these prepositions, found once; everyone has a copy."""
        found = self.asked.get(preps)
        if found is None:
            found = self.asked[preps] = find(self, preps)
        return found.copy()


@per_token
def prepositions(token: Token) -> Prepositions | None:
    """The prepositions attached to a word, its particle, its object and what is spoken by; most have none."""
    hosts, clauses = [token], []
    for c in token.children:
        if c.dep_ in _HOSTS or (c.dep_ == "prep" and c.lower_ in _PARTICLES):
            hosts.append(c)
        elif c.dep_ == "advcl":
            clauses += [(m.lower_, c) for m in c.children if m.dep_ == "mark"]
        if c.lower_ in _ON_THE_WIRE:
            hosts += [o for o in c.children if o.lemma_ in MEANS]
    own, beside = _hung(hosts), _hung(_scenery(token)) if token.pos_ == "VERB" else []
    if not (own or beside or clauses):
        return None
    return Prepositions(_by_word(own), _by_word(beside), _by_word(clauses))


def _hung(hosts: list[Token]) -> list[tuple[str, Token]]:
    return [(c.lower_, c) for host in hosts for c in host.children if c.dep_ in _LABELS]


def _by_word(found: list[tuple[str, Token]]) -> Mapping[str, list[Token]]:
    out: dict[str, list[Token]] = {}
    for word, token in found:
        out.setdefault(word, []).append(token)
    return out


def _scenery(verb: Token) -> list[Token]:
    """The names of places and events where a verb says that it happens, and "in turn": "on the margins of
    the summit", "behind closed doors".
    """
    preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "in", "on", "behind")]
    nouns = [o for c in preps for o in c.children if o.dep_ == "pobj"]
    edges = [o for o in nouns if o.lemma_ in ("margin", "sideline", "fringe")]
    events = [
        o for n in edges for p in n.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"
    ]
    ways = [o for o in nouns if o.lower_ in _WAYS or (o.pos_ == "PROPN" and o.head.lower_ not in _NO_SCENES)]
    return ways + events


_WAYS = frozenset("turn doors private secret length".split())
_NO_SCENES = frozenset({"on", "behind"})
