"""Places that are offered, proposed or settled as the venue of what is yet to be held."""

from __future__ import annotations

from typing import NamedTuple

from kg.extraction.grammar import clauses
from kg.extraction.times.named_rounds import by_part
from kg.extraction.tokens.frozen_token import Token

STAGES = frozenset("scene venue site setting location backdrop host".split())
"""Nouns for where something takes place."""
_OFFERED = frozenset("offer propose suggest recommend float consider mention favour favor".split())
_SETTLED = frozenset(
    "choose pick select name designate announce accept confirm agree settle fix decide".split()
)


class Venue(NamedTuple):
    """The word for where a meeting may be or will be, and whether that is settled."""

    place: Token
    settled: bool


def stage_of(noun: Token) -> Token | None:
    """The noun for the place of a meeting: "venue" of "the venue for a new round of talks", else ``None``."""
    noun = by_part(noun)
    stage = noun.head.head
    on_it = noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for", "to"}
    return stage if on_it and stage.lemma_ in STAGES | {"place"} else None


def named_venue(noun: Token) -> Venue | None:
    """Where a meeting may be held: "offered [Oslo] as a venue for talks", "agreed on [Doha] as the site of
    the next round", "chose [Oslo] for their talks"; not "saw Oslo as the scene of talks", which says nothing
    of what is to come, nor "chose Minister X for the talks".
    """
    if (chosen := _chosen_for(noun)) is not None:
        return Venue(chosen, settled=True)
    stage = stage_of(noun)
    if stage is None or stage.dep_ != "pobj" or stage.head.lower_ != "as":
        return None
    verb = stage.head.head
    if verb.lemma_ not in _OFFERED | _SETTLED or clauses.is_negated(verb):
        return None
    passive = clauses.subjects(verb) if clauses.is_passive(verb) else []
    named = [*passive, *clauses.objects(verb), *clauses.prepositional(verb, "on")]
    return Venue(named[0], verb.lemma_ in _SETTLED) if named else None


def _chosen_for(noun: Token) -> Token | None:
    """The town that is chosen for a meeting: "Oslo was picked for the talks"; not "chose envoys for them"."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "for" or verb.lemma_ not in _CHOOSING:
        return None
    named = clauses.subjects(verb) if clauses.is_passive(verb) else clauses.objects(verb)
    towns = [t for t in named if t.ent_type_ in {"GPE", "FAC"}]
    return towns[0] if towns and not clauses.is_negated(verb) else None


_CHOOSING = frozenset({"choose", "pick", "select"})
