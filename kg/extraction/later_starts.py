"""Talks for which somebody arrives and that begin only later: "arrived on Monday for talks. The talks will
start on Wednesday".
"""

from __future__ import annotations

from kg.extraction.frozen_token import Token

_ARRIVING = frozenset("arrive land fly travel come go".split())
_BEGINNING = frozenset("begin start open commence kick convene take hold resume".split())
_DUE = frozenset("due scheduled set slated expected".split())
_REACH = 40


def begins_later(noun: Token) -> bool:
    """Whether the next sentence says that what somebody arrived for is still to begin."""
    said = _said_next(noun)
    return said is not None and _is_ahead(said)


def has_own_start(noun: Token) -> bool:
    """Whether the next sentence says when what somebody arrived for began or will begin."""
    said = _said_next(noun)
    return said is not None and (_is_ahead(said) or (said.head.lemma_ in _BEGINNING and _dated(said.head)))


def _said_next(noun: Token) -> Token | None:
    """The word of the next sentence for what somebody arrived for, also for "a round of talks"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "for" or verb.lemma_ not in _ARRIVING:
        return None
    if verb.tag_ not in {"VBD", "VBN"} or noun.sent.end >= len(noun.doc):
        return None
    following = noun.doc[noun.sent.end].sent
    said = next((t for t in following if _is_again(t, noun)), None)
    return said if said is not None and said.i - noun.i < _REACH else None


def _dated(verb: Token) -> bool:
    """Whether a day is told of a verb: "began on Tuesday"."""
    return any(t.ent_type_ == "DATE" for t in verb.subtree if t.i > verb.i)


def _is_again(word: Token, noun: Token) -> bool:
    """Whether a word is the event told of before, of which something is said: "the talks"."""
    same = word.lemma_.lower() == noun.lemma_.lower() or word.lower_ == "talks"
    return same and word.dep_ in {"nsubj", "nsubjpass"} and any(c.lower_ == "the" for c in word.lefts)


def _is_ahead(noun: Token) -> bool:
    """Whether it is said that an event is to begin: "will start", "are due to open", ", due to start,"."""
    verb = noun.head
    due = [*(c for c in verb.rights if c.dep_ in {"acomp", "xcomp"}), *noun.rights, verb]
    if any(t.lower_ in _DUE and any(c.dep_ == "xcomp" for c in t.children) for t in due):
        return True
    return verb.lemma_ in _BEGINNING and any(c.lower_ == "will" for c in verb.lefts)
