"""Who takes part in a meeting, where, and as what: the arguments of its trigger word."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extraction import clauses
from kg.extraction.scene import Scene


@dataclass(slots=True)
class Arguments:
    """What one trigger says of its meeting: participants with roles and the words that say so."""

    actors: dict[str, str] = field(default_factory=dict)  # local id -> role code
    evidence: dict[str, tuple[int, int]] = field(default_factory=dict)  # local id -> tokens [first, last)
    parties: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    paired: bool = False  # "with", "between" or a compound of two says who the sides are
    # who only speaks or arrives at it: meetings are not told apart by them
    attending: dict[str, Token] = field(default_factory=dict)

    def add(self, ids: tuple[str, ...], token: Token, role: str = "role-participant") -> None:
        """Adds actors; the first role given to one stays unless it was the general one."""
        for id_ in ids:
            if self.actors.get(id_) in {None, "role-participant"}:
                self.actors[id_] = role
            self.evidence.setdefault(id_, (token.i, token.i + 1))


def resolved(scene: Scene, tokens: list[Token]) -> tuple[str, ...]:
    """Local ids of the actors that some nouns denote, in their order, each once."""
    return tuple(dict.fromkeys(i for t in tokens for i in (*scene.resolve(t), *_company(scene, t))))


_JOINING = frozenset({"along", "together", "alongside", "including"})


def _company(scene: Scene, token: Token) -> tuple[str, ...]:
    """Who is said to be with somebody: "X, accompanied by Y", "X, along with Y"; not "X, with his wife"."""
    out: list[str] = []
    for child in token.children:
        if child.dep_ == "acl" and child.lemma_ in {"accompany", "flank"}:
            out.extend(i for t in clauses.agent(child) for i in scene.resolve(t))
        elif child.dep_ in {"prep", "cc", "advmod"} and child.lower_ in _JOINING:
            inner = [child, *(c for c in child.children if c.dep_ == "prep" and c.lower_ == "with")]
            out.extend(i for p in inner for o in p.children if o.dep_ == "pobj" for i in scene.resolve_all(o))
    return tuple(out)


def anchor(tokens: list[Token], default: Token) -> Token:
    """The word that is the evidence: the first of the nouns, else the trigger itself."""
    return tokens[0] if tokens else default


def destination(scene: Scene, tokens: list[Token], out: Arguments) -> None:
    """Places visited; their countries are the hosts, as parties."""
    for token in tokens:
        place = scene.places.at(token)
        if place is None:
            inner = scene.places.located(token)
            place = inner[0] if inner else None
        if place is None:
            continue
        draft = scene.places.drafts[place]
        out.places.append(place)
        country = draft.actor or draft.country
        if country is not None:
            out.parties.append(country)
