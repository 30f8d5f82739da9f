"""Which part of talks a noun tells: "a round of talks", "the sixth meeting of the Peru-Chile Dialogue"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.times.named_rounds import PARTS
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.event_course import COURSES

_MADE_OF = frozenset("round series session day signing signature initialling initialing exchange".split())
_PARTS = PARTS | frozenset("session end resumption possibility likelihood prospect idea principle".split())
_SITTINGS = frozenset({"meeting", "edition", "iteration"})
"""Nouns that tell a part of what goes on for years, and of nothing else: "a meeting of ministers"."""


def made_of(noun: Token) -> list[Token]:
    """The nouns of which a noun is a part: "talks" of "a round of talks", "Dialogue" of "the sixth meeting of
    the Dialogue", "Consultations" of "the 8th Round of Political Consultations", what is signed.
    """
    if noun.lemma_.lower() in _MADE_OF:
        return clauses.prepositional(noun, "of")
    of = clauses.prepositional(noun, "of") if noun.lemma_.lower() in _SITTINGS else []
    return [it for it in of if _goes_on_for_years(it)]


def _goes_on_for_years(whole: Token) -> bool:
    """Whether a noun of which a meeting is tells what sits time and again: "dialogue", "the Peru-Chile
    Ministerial Conference"; not "a meeting of the conference".
    """
    named = whole.pos_ == "PROPN" and whole.text == "Conference"
    return (named and any(c.pos_ == "PROPN" for c in whole.lefts)) or whole.lemma_.lower() in COURSES


def is_part(noun: Token, whole: Token) -> bool:
    """Whether a noun with "of" tells a part of talks, so that what is said of it is said of these."""
    return noun.lemma_.lower() in _PARTS or is_sitting(noun, whole)


def is_sitting(noun: Token, whole: Token) -> bool:
    """Whether it is a "round", "session" or "meeting" of a dialogue, with which that is one event."""
    sitting = noun.lemma_.lower() in _SITTINGS and _goes_on_for_years(whole)
    named = noun.pos_ == "PROPN" and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "of"
    own = noun.pos_ == "NOUN" or named  # "the 8th Round of Political Consultations"
    return own and (sitting or noun.lemma_.lower() in {"round", "session", "edition"})


def names_chair(noun: Token) -> bool:
    """Whether a session only tells what somebody is the chair of: "X, president of the 62nd session of the
    Assembly, met Y"; not "X, who chaired the session".
    """
    chair = noun.head.head
    of = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.lemma_.lower() == "session"
    return of and chair.lemma_.lower() in _CHAIRS


_CHAIRS = frozenset("president chairman chairwoman chairperson chair vice-president vice-chairman".split())
