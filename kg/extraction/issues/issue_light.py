"""Verbs that say little beside their nouns: attention paid to a matter, agreement reached on it, somebody
asked for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extraction.issues.issue_heads import topics_after
from kg.extraction.issues.issue_phrases import words
from kg.extraction.places.place_words import VENUES
from kg.extraction.tokens.frozen_token import Token

WHERE = {"GPE", "LOC", "FAC"}
_LIGHT: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys(
        ("attention", "emphasis", "stress", "priority"),
        (frozenset("pay give devote place lay put draw attach".split()), frozenset({"to", "on", "upon"})),
    ),
    **dict.fromkeys(
        ("agreement", "consensus", "understanding", "accord", "progress", "compromise", "headway"),
        (frozenset("reach achieve make find note report".split()), frozenset({"on", "over", "about", "in"})),
    ),
    "mention": (frozenset({"make"}), frozenset({"of"})),
}
"""Nouns that lead to a topic: the verbs they go with, and the prepositions before it."""
_SUPPORT: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "end": (frozenset("put bring".split()), frozenset({"to"})),
    "stop": (frozenset({"put"}), frozenset({"to"})),
    **dict.fromkeys(("strength", "weight"), (frozenset({"give", "lend"}), frozenset({"to"}))),
    "life": (frozenset("breathe inject bring".split()), frozenset({"into", "to"})),
    "stock": (frozenset({"take"}), frozenset({"of"})),
    **dict.fromkeys(
        ("impetus", "momentum", "boost", "push", "urgency"),
        (frozenset("give lend add inject".split()), frozenset({"to", "into"})),
    ),
    **dict.fromkeys(
        ("groundwork", "foundation", "ground", "path", "road", "stage"),
        (frozenset("lay prepare pave clear open set smooth".split()), frozenset({"for", "to", "towards"})),
    ),
}
"""Nouns that only make a verb of their verb, and the prepositions before what is then its object."""
_FIGURES = {"fence": {"mend", "repair"}, "leaf": {"turn"}, "page": {"turn"}, "air": {"clear"}}
"""Nouns that are none of what is said: "to mend fences", "to turn over a new leaf"."""
_EXCHANGE = frozenset({"exchange", "share"})
LIGHT_VERBS = _EXCHANGE.union(*(verbs for verbs, _ in (*_LIGHT.values(), *_SUPPORT.values())))


def light_topics(verb: Token, *, passive: bool) -> Iterator[Token]:
    """What attention was paid to, agreement reached on or views exchanged on.

    ``passive``: only "Attention was paid to visas", not "They paid attention to visas".
    """
    verb_lemma = verb.lemma_.lower()
    for child in verb.children if verb_lemma in LIGHT_VERBS else ():
        if child.dep_ != "nsubjpass" and (passive or child.dep_ != "dobj"):
            continue
        table = _SUPPORT if is_support(child) else _LIGHT
        verbs, preps = table.get(child.lemma_.lower(), (frozenset(), frozenset()))
        if child.lemma_.lower() in words()["views"] and child.dep_ == "nsubjpass":
            verbs, preps = _EXCHANGE, frozenset({"on", "about", "over", "regarding"})
        if verb_lemma in verbs:
            for preposition in (*child.rights, *verb.rights):
                if preposition.dep_ in {"prep", "dative"} and preposition.lower_ in preps:
                    yield from (t for t in topics_after(preposition) if not _is_place(t, preposition))


def _is_place(topic: Token, preposition: Token) -> bool:
    """Whether a noun tells where, not on what: "agreement was reached in the capital"."""
    return preposition.lower_ == "in" and (topic.ent_type_ in WHERE or topic.lemma_.lower() in VENUES)


def is_support(noun: Token) -> bool:
    """Whether a noun only makes a verb of its verb: "put an [end] to the war", not "by the end"."""
    if noun.dep_ not in {"dobj", "nsubjpass"}:
        return False
    if noun.head.lemma_ in _FIGURES.get(noun.lemma_, ()):
        return True
    verbs, preps = _SUPPORT.get(noun.lemma_.lower(), (frozenset(), frozenset()))
    if noun.head.lemma_.lower() not in verbs:
        return False
    return any(c.dep_ in {"prep", "dative"} and c.lower_ in preps for c in (*noun.rights, *noun.head.rights))


def is_addressed(token: Token) -> bool:
    """Whether a noun says to whom somebody speaks: "addressed [parliament]", "to ask [Peru] for a loan"; not
    "addressed [visa fraud]".
    """
    spoken_to = token.dep_ == "dobj" and token.head.lemma_.lower() in _SPEAKING_TO
    return spoken_to and (token.pos_ == "PROPN" or token.lemma_.lower() in _AUDIENCES)


_SPEAKING_TO = frozenset(
    "address ask press urge warn lobby pressure persuade convince remind thank assure reassure inform".split()
)
_AUDIENCES = frozenset(
    """
    parliament congress assembly senate house chamber nation crowd rally conference forum summit meeting
    session council reporter journalist lawmaker legislator parliamentarian student audience gathering
    resident people public citizen delegate worker troop
    supporter troop mp press media
    """.split()
)


def is_called_on(token: Token) -> bool:
    """Whether a noun says to whom a visit is paid: "paid a courtesy call on the [speaker]"; not "a call on
    visas".
    """
    call = token.head.head
    on = token.dep_ == "pobj" and token.head.lower_ in {"on", "upon"} and call.lemma_.lower() == "call"
    paid = call.head.lemma_ in {"pay", "make"} or any(
        c.lower_ in {"courtesy", "farewell"} for c in call.lefts
    )
    return on and call.pos_ == "NOUN" and paid
