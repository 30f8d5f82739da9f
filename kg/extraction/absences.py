"""Verbs that say that somebody is not at a meeting: "boycotted the summit", "was unable to attend it"."""

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
