"""Who is said to be whom somebody met: "X is the first leader Y met", "among those Y met were X and Z"."""

from __future__ import annotations

from kg.extraction.tokens.frozen_token import Token


def identified(noun: Token) -> list[Token]:
    """The heads of the names that a copula gives a noun, else []: X and Z of "X is the leader Y met", "the
    first leader Y met was X", "X is among the leaders Y will meet", "the officials Y met included X and Z";
    nobody of "X was not among those Y met".
    """
    over, people = noun.head, []
    was = over.head if noun.dep_ == "pobj" else over
    if any(c.dep_ == "neg" for c in was.children):
        return []
    if noun.dep_ == "attr" or (noun.dep_ == "nsubj" and over.lemma_ == "be"):
        people = [c for c in over.children if c.dep_ in {"nsubj", "attr"} and c is not noun]
    elif noun.dep_ == "pobj" and over.lower_ == "among" and over.head.lemma_ == "be":
        people = [c for c in was.children if c.dep_ in {"nsubj", "attr"}]
    elif noun.dep_ == "nsubj" and over.lemma_ == "include":
        people = [c for c in over.rights if c.dep_ == "dobj"]
    return [t for p in people for t in (p, *p.conjuncts) if t.pos_ == "PROPN"]


def with_identified(noun: Token) -> list[Token]:
    """Whom a clause on a noun tells of, those named as some of them with it: "among the [leaders] who met
    were [X] and [Y]"; X and Y alone of "among those who flew to Oslo were X and Y".
    """
    named = identified(noun)
    return named if named and noun.lower_ == "those" else [noun, *named]
