"""Verbs that say that somebody is not at a meeting: "boycotted the summit", "pulled out of talks"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction import clauses

_ABSENT = frozenset("skip boycott miss shun".split())
_COMING = frozenset("attend join participate take appear come go travel send dispatch host".split())


def stays_away(verb: Token) -> bool:
    """Whether the verb says that somebody is not there: "boycotted the summit", "refused to attend it".

    Who does "not hold talks" is a side of the talks that are not held.
    """
    able = verb.head if verb.dep_ == "xcomp" and verb.head.lower_ in {"able", "unable"} else None
    unable = able is not None and (able.lower_ == "unable" or clauses.is_negated(able.head))
    return verb.lemma_ in _ABSENT or (verb.lemma_ in _COMING and (unable or clauses.is_negated(verb)))


def withdraws(noun: Token) -> bool:
    """Whether a side leaves what the noun says: "pulled out of a meeting with X", "withdrew from talks"."""
    prep = noun.head
    verb = prep.head
    if noun.dep_ != "pobj" or prep.lower_ not in {"of", "from"} or clauses.is_negated(verb):
        return False
    if verb.lower_ in {"out", "away"}:
        verb = verb.head
    after = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    return (verb.lemma_ == "withdraw" and prep.lower_ == "from") or (verb.lemma_, after) in _LEAVING


_LEAVING = frozenset({("pull", "out"), ("back", "out"), ("drop", "out"), ("walk", "away")})
