"""Whom relative clauses tell of: X of "X, who met Y", both of "X and Y, who are due to meet"."""

from __future__ import annotations

from kg.extraction.grammar.control import WIRES
from kg.extraction.grammar.identified import identified, with_identified
from kg.extraction.tokens.frozen_token import Token


def meant_by(word: Token, clause: Token) -> list[Token]:
    """Whom a relative pronoun of a clause means: X of "X, who met Y" and of "X, whom A is due to meet", X and
    Y of "those whom A met were X and Y"; nobody outside of a relative clause.
    """
    while word.lower_ == "whom" and clause.dep_ in _INNER and clause.head.i > word.i:
        clause = clause.head
    if clause.dep_ != "relcl":
        return []
    told_of = antecedents(clause)
    return (identified(told_of[0]) if word.lower_ == "whom" else []) or told_of


_INNER = frozenset({"xcomp", "acomp", "ccomp"})


def antecedents(verb: Token) -> list[Token]:
    """Whom a relative clause tells of: both of "X and Y, who are due to meet", Y of "X and Y, who is due".

    A plural verb after a name tells of the names before it, too; so does "who met" with nobody else.
    """
    head = verb.head
    finite = {verb.lower_, *(c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"})}
    named = head.tag_ == "NNP" or any(c.dep_ == "appos" and c.tag_ == "NNP" for c in head.rights)
    several = bool(finite & {"are", "were", "have"}) or _mutual(verb)
    whole = head
    while whole.dep_ == "conj" and named and several:
        whole = whole.head
    if whole.i != head.i:
        return [whole, *whole.conjuncts]
    beside = [c for c in head.conjuncts if several and head.i < c.i < verb.left_edge.i]
    return [head, *beside] if beside else with_identified(head)  # "Chile and Peru, which met", of the first


def _mutual(verb: Token) -> bool:
    """Whether several do it with one another and no other is named: "who met in Oslo", "who held talks",
    "who sat down together", "who shook hands", "who spoke by phone".
    """
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    alone = not any(c.lower_ in {"with", "between", "up"} for t in (verb, *objects) for c in t.rights)
    talks = verb.lemma_ in {"hold", "have"} and bool(objects) and objects[0].lemma_.lower() in TALKS
    together = verb.lemma_ == "meet" or any(c.lower_ == "together" for c in verb.rights)
    hands = verb.lemma_ == "shake" and any(o.lower_ == "hands" for o in objects)
    means = (o for p in verb.rights if p.lower_ in {"by", "over"} for o in p.rights)
    wired = verb.lemma_ in {"speak", "talk"} and any(o.lower_ in WIRES for o in means)
    return alone and (talks or hands or ((together or wired) and not objects))


TALKS = frozenset("talk meeting discussion negotiation summit consultation".split())


RELATIVES = frozenset({"who", "which", "that", "whom"})
