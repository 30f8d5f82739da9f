"""Which uses of two common verbs tell of a meeting or a visit: "called on X", "is in Oslo for talks"."""

from __future__ import annotations

from spacy.tokens import Token


def calls_on(verb: Token) -> bool:
    """Whether somebody is called on: "called on President X", not "called on Monday"."""
    after = verb.doc[verb.i + 1 : verb.i + 3]
    return (
        len(after) == 2 and after[0].lower_ in ("on", "upon") and after[1].ent_type_ not in ("DATE", "TIME")
    )


_OCCASIONS = frozenset(
    """
    talk negotiation meeting summit conference visit trip tour consultation discussion forum session round
    ceremony invitation request
    """.split()
)
_FOR = frozenset({"for", "on", "at"})


def is_stay(verb: Token) -> bool:
    """Whether "is in" a place tells of a visit: "is in Oslo for talks", "was in Oslo to urge".

    "Is in Oslo" alone may be where somebody lives.
    """
    place = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" and c.i > verb.i), None)
    if place is None or not any(o.ent_type_ == "GPE" for o in place.children):
        return False
    hosts = (verb, place, *(o for o in place.children if o.dep_ == "pobj"))
    after = [c for h in hosts for c in h.children if c.i > place.i]
    aims = any(c.dep_ in {"xcomp", "advcl", "relcl", "acl"} and _infinitive(c) for c in after)
    return aims or any(c.dep_ == "prep" and c.lower_ in _FOR and _occasion(c) for c in after)


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _occasion(prep: Token) -> bool:
    """Whether the preposition names what somebody came for: "for talks", "at the invitation"."""
    nouns = [o for o in prep.children if o.dep_ == "pobj"]
    return any(o.lemma_.lower() in _OCCASIONS for o in nouns)
