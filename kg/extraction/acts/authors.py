"""Who speaks in a document, whoever issues "a statement condemning", and whose act a noun denotes."""

from __future__ import annotations

from kg.extraction.grammar.clauses import agent, conjuncts, doers, is_passive, subjects
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.frozen_token import Token

DOCUMENTS = frozenset(
    """
    statement resolution letter declaration communique communiqué motion note message petition document memo
    release post tweet notice bulletin circular appeal pamphlet announcement
    """.split()
)
_ISSUED = frozenset(
    """
    issue adopt pass release publish send sign deliver write post approve circulate read submit endorse make
    distribute disseminate tweet present draft address co-sign
    """.split()
)

_MADE = frozenset(
    "make issue draw craft draft submit table present put float voice level lodge reach conclude sign".split()
)
"""Participles after a noun that tell whose act it is: "drawn up by Oslo", not "rejected by Oslo"."""
_BEARERS = frozenset("message letter note word telegram cable expression".split())


def voices_at(verb: Token) -> list[Token]:
    """Who performs a verb, a document standing for who issued it.

    "Oslo adopted a resolution urging" -> Oslo; "a statement by Oslo condemned the raid" -> Oslo; "Oslo said
    in a statement condemning the raid" -> Oslo.
    """
    out: list[Token] = []
    for token in doers(verb):
        author = _authors(token) if token.lemma_.lower() in DOCUMENTS else []
        out.extend(author or [token])
    return out


def _authors(document: Token) -> list[Token]:
    named = [x for c in document.children if c.dep_ == "poss" for x in conjuncts(c)]
    by = [
        x
        for c in document.children
        if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from"}
        for x in c.children
        if x.dep_ == "pobj"
    ]
    if named or by:
        return named or by
    verb = document.head
    if document.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in _ISSUED:
        return doers(verb) if document.dep_ == "dobj" or is_passive(verb) else []
    if document.dep_ == "pobj" and verb.lower_ == "in" and verb.head.pos_ == "VERB":
        return [t for t in subjects(verb.head) if t.lemma_.lower() not in DOCUMENTS]
    return []


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
    if verb.pos_ != "VERB" or not _lends(verb, None):
        return None
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
