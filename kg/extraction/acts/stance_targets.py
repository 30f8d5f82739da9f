"""Toward whom a statement of a thing takes its stance: whose the thing is, whom a threat hits.

"Condemned Serbia's raids" is toward Serbia, "rejected an offer from Peru" toward Peru, "threatened to break
relations with Kenya" toward Kenya.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.grammar.clauses import conjuncts, objects
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.frozen_token import Token

CONDUCT = frozenset(
    """
    work bravery courage resilience contribution policy position stance conduct behavior behaviour action
    remark word record effort bid right role decision
    leadership government regime handling treatment rule plan initiative proposal offer sovereignty
    independence integrity security unity military army force statehood aspiration claim idea draft resolution
    """.split()
)
"""Nouns whose "of" names whose they are; "the killing of X" and the like name who suffers."""
SUFFERED = frozenset(
    """
    assassination killing murder death arrest detention imprisonment abduction kidnapping expulsion ouster
    overthrow removal execution suspension isolation exclusion poisoning jailing release loss funeral
    """.split()
)
"""Nouns whose possessor suffers the deed and did not do it: "condemned Rao's murder"."""
COMMITTED = frozenset({"against", "on", "with", "to", "toward", "towards", "for"})
"""The prepositions after which stands to whom the deed of a commitment is done."""
AT = {
    "act-threat": frozenset({"against", "on", "with", "to", "toward", "towards", "from"}),
    "act-refusal": frozenset({"with", "against"}),
}
"""The prepositions after which stands whom a threatened or a refused step concerns."""
_TO = frozenset({"to", "on", "for", "over"})
"""The prepositions after which stands a thing of theirs: "agree to Serbia's terms"."""
_IMPOSED = frozenset(
    """
    sanction tariff ban restriction embargo pressure attack war limit duty levy blockade curb penalty strike
    measure impose press
    """.split()
)
"""Words after which "on" names whom it hits."""


def whose(noun: Token) -> Iterator[Token]:
    """The words for whose thing or deed a noun is: "Serbia's raids", "Serbian raids", "raids by Serbia"."""
    lemma = noun.lemma_.lower()
    said = lemma in CONDUCT or act_lexicon().has("NOUN", lemma)
    origins = {"by", "from", "of"} if said else {"by"}
    for child in noun.children:
        if _part_of_a_word(child):
            continue
        if child.dep_ == "poss":
            if lemma not in SUFFERED:
                yield from conjuncts(child)
        elif child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("NORP", "GPE", "ORG"):
            if child.ent_type_ == "NORP" or child.pos_ == "ADJ" or said:
                yield from conjuncts(child)
        elif (child.dep_ == "prep" and child.lower_ in origins) or child.dep_ == "agent":
            yield from _after(child)
        elif child.dep_ == "acl" and child.tag_ == "VBN":  # "a proposal put forward by Serbia"
            yield from (x for c in child.children if c.dep_ == "agent" for x in _after(c))


def _part_of_a_word(token: Token) -> bool:
    """Whether a hyphen joins it to its neighbour: "anti-Israeli", "US-led"."""
    doc = token.doc
    before = doc[token.i - 1].text if token.i else ""
    after = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
    return "-" in (before, after)


def _after(preposition: Token) -> Iterator[Token]:
    return (x for x in preposition.children if x.dep_ == "pobj")


def hit(verb: Token, at: frozenset[str]) -> Iterator[Token]:
    """Whom a deed that is threatened or refused concerns: its objects or whose they are, and who stands after
    these prepositions.

    "Refused to meet Rao" concerns Rao, "to leave Peru's islands" Peru, "to cut supplies to Kenya" Kenya.
    """
    for thing in objects(verb):
        yield thing
        yield from whose(thing)
        yield from aimed(thing, at)
    yield from aimed(verb, at)
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _TO:  # "to agree to Serbia's terms"
            yield from (y for x in _after(child) for y in whose(x))
    for inner in verb.children:
        if inner.dep_ == "xcomp" and inner.pos_ == "VERB":
            yield from hit(inner, at)


def actors_in(deed: Token) -> Iterator[Token]:
    """Who does what is welcomed or condemned, or whose it is: "Peru joining in", "replacing Peru's ships"."""
    for child in deed.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            yield from (child, *whose(child))
    if not any(c.dep_ in ("nsubj", "nsubjpass") for c in deed.children):
        yield from (x for thing in objects(deed) for x in whose(thing))


def aimed(word: Token, at: frozenset[str]) -> Iterator[Token]:
    """At whom a step is aimed: "sanctions on Peru", "ties with Peru", "action against Peru"."""
    imposed = word.lemma_.lower() in _IMPOSED
    for child in word.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in at and (imposed or child.lower_ != "on"):
            yield from _after(child)  # "talks on Peru" are with others


def conditions(verbs: Iterable[Token]) -> Iterator[Token]:
    """Of whom a threat makes itself depend: "if Peru goes ahead", "unless Peru withdraws"."""
    for verb in verbs:
        for clause in verb.children:
            marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
            if clause.dep_ == "advcl" and marks & {"if", "unless"}:
                yield from (c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass"))
