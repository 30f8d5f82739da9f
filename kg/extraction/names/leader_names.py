"""Surnames that stand for a well-known leader although they were taken for something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.gazetteer import persons_by_surname

_FIRMS = frozenset(
    "fox gates ford taylor baker hunt cook ross johnson cooper burns santos robertson dar".split()
)
"""Surnames of leaders that firms and clubs bear, too."""


def is_leader(span: Span) -> bool:
    """Whether one word that was taken for an organization is the surname of a leader: "talks with Trump".

    So are two or three that are somebody's whole name elsewhere in the text.
    """
    if 1 < len(span) < 4 and all(t.pos_ == "PROPN" for t in span):
        return any(e.label_ == "PERSON" and e.text == span.text for e in span.doc.ents)
    return len(span) == 1 and _is_surname(span[0])


def _is_surname(word: Token) -> bool:
    """Whether a word is the surname of a leader, and of no firm."""
    if not word.is_alpha or word.lower_ in _FIRMS or not persons_by_surname(word.text):
        return False
    return not word.text.isupper()


def unseen_leaders(doc: Doc, known: Collection[int]) -> Iterator[int]:
    """Single words that the entity recogniser took for places or for nothing, that are surnames of leaders,
    and that do what people do: "X met [Tudjman] in Zagreb", "[May] said"; not "in Carter", "met May 5".

    ``known`` are the words that the tables know as names of something else.
    """
    for token in doc:
        if token.pos_ != "PROPN" or token.ent_type_ not in _UNSEEN or token.i in known:
            continue
        if _acts(token) and _is_surname(token) and not _part_of_name(token):
            yield token.i


_UNSEEN = frozenset({"", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "DATE"})
_OF_PEOPLE = frozenset(
    """
    meet see receive host greet welcome invite phone telephone call tell say add ask urge thank accuse insist
    warn reply announce deny agree refuse declare fly travel arrive leave return visit
    """.split()
)


def _acts(token: Token) -> bool:
    """Whether a word is the subject or object of what people do, or who it is done with or by."""
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    if token.dep_ in {"nsubj", "dobj", "nsubjpass"}:
        return token.head.lemma_ in _OF_PEOPLE
    beside = {"with"} if token.ent_type_ == "DATE" else {"with", "between", "by"}  # "by May" is a month
    return token.dep_ == "pobj" and token.head.lower_ in beside


def _part_of_name(token: Token) -> bool:
    """Whether a word beside it belongs to the same name."""
    doc = token.doc
    beside = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
    if token.ent_type_ == "DATE" and any(t.like_num or t.ent_iob_ == "I" for t in beside[-1:]):
        return True
    return any(t.text in {"-", "'"} or (t.pos_ == "PROPN" and t.text[:1].isupper()) for t in beside)
