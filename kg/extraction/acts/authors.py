"""Whose act a noun denotes: "Lima's demand", "voiced its concern"."""

from __future__ import annotations

from kg.extraction.grammar.clauses import agent, conjuncts, doers, is_passive
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.frozen_token import Token

_MADE = frozenset(
    "make issue draw craft draft submit table present put float voice level lodge reach conclude sign".split()
)
"""Participles after a noun that tell whose act it is: "drawn up by Oslo", not "rejected by Oslo"."""
_BEARERS = frozenset("message letter note word telegram cable expression".split())


def noun_speakers(noun: Token) -> tuple[list[Token], Token | None]:
    """Whose act a noun denotes, and the verb that lends it its subject, if any.

    "Oslo voiced its concern" -> Oslo, voiced; "Peruvian pleas", "Lima's demand", "a plan drawn up by Oslo" ->
    the modifier, None; "an agreement was reached by A and B" -> A and B, reached.
    """
    verb = _light_verb(noun)
    if verb is not None:
        return doers(verb), verb
    own = [
        c
        for c in noun.children
        if c.dep_ in ("poss", "amod", "compound", "nmod") and (c.dep_ != "amod" or c.text[:1].isupper())
    ]
    made = [c for c in noun.rights if c.dep_ == "acl" and c.lemma_.lower() in _MADE]
    return [*(x for c in own for x in conjuncts(c)), *(x for c in made for x in agent(c))], None


def _light_verb(noun: Token) -> Token | None:
    head = noun
    while head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in _BEARERS:
        head = head.head.head  # "sent a message of condolence"
    verb = head.head
    if head.dep_ == "pobj":
        return _ended(verb)
    if verb.pos_ != "VERB" or not _lends(verb, None) or any(c.dep_ == "prt" for c in verb.rights):
        return None  # "set off protests"
    if head.dep_ == "dobj" or (head.dep_ == "nsubjpass" and is_passive(verb)):
        return verb
    return None


def _ended(preposition: Token) -> Token | None:
    """The verb of which the noun after a preposition is the outcome: "ended the talks | with a pledge"."""
    above = preposition.head
    if preposition.lower_ == "with" and above.pos_ != "VERB":
        above = next((a for a in above.ancestors if a.pos_ == "VERB"), above)
    return above if above.pos_ == "VERB" and _lends(above, preposition.lower_) else None


def _lends(verb: Token, particle: str | None) -> bool:
    """Whether a verb lends its subject to its object, or to what stands behind a preposition of its own."""
    return any(f.particle == particle for f in act_lexicon().get("LIGHT", verb.lemma_.lower()))
