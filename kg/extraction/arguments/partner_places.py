"""The place that the parser hangs on whom somebody meets: "talks with President X at State House"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.arguments.arguments import Arguments
from kg.extraction.grammar import clauses
from kg.extraction.places.place_words import serves_at
from kg.extraction.scene import Scene
from kg.extraction.tokens.counterparts import is_counterpart
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.occasion_verbs import LIGHT


def beside_partner(scene: Scene, noun: Token, out: Arguments) -> None:
    """Adds the place that hangs on whom the talks are with: "had talks with President X at State House".

    Not of whom an office is in that place, which has no name of its own then: "with the envoy in Oslo"; so of
    a group that is at home elsewhere: "talks with Peruvian officials in Chile", not "with rebels in Chad".
    So of an office in a house: "had lunch with the minister at the Hotel Sol", not "at the ministry".
    """
    if out.places:
        return
    for partner in _partners(noun):
        for name in clauses.conjuncts(partner):
            where = scene.places.located(name)
            if not (name.ent_type_ == "PERSON" or is_counterpart(name)):
                houses = _houses(scene, name)
                where = [p for p in where if p in houses or _from_elsewhere(scene, name, p)]
            out.places.extend(p for p in where if p not in out.places)


def _partners(noun: Token) -> Iterator[Token]:
    """Whom a noun or the light verb above it tells the meeting to be with: "held [talks] with X"."""
    yield from clauses.prepositional(noun, "with", "between")
    if noun.dep_ == "dobj" and noun.head.lemma_ in LIGHT:
        yield from (p for p in clauses.prepositional(noun.head, "with") if p.i > noun.i)


def _houses(scene: Scene, office: Token) -> list[str]:
    """The houses with a name of their own "at" which somebody is met by office."""
    if office.tag_ != "NN" or serves_at(office):
        return []
    named = (o for o in clauses.prepositional(office, "at") if o.ent_type_ in {"FAC", "ORG"})
    return [p for o in named if (p := scene.places.at(o)) is not None]


def _from_elsewhere(scene: Scene, group: Token, place: str) -> bool:
    """Whether a group or movement is of another state than that of a place."""
    sides = [scene.actor(p) for p in scene.principals(scene.resolve(group))]
    home = {a.id if a.kind == "country" else a.country for a in sides}
    state = scene.places.drafts[place].state
    return bool(home - {None}) and state is not None and state not in home
