"""Sentences that tell a place or day apart from the verb: "It was in Oslo in May that they met", "the last
time they met was in Oslo".
"""

from __future__ import annotations

from kg.extraction.tokens.frozen_token import Token

_AT = frozenset({"in", "at", "on", "during", "near"})


def put_in_front(verb: Token) -> Token | None:
    """The "was" whose adverbials are those of the verb, or ``None``: "It was in May that A met B", "the last
    time A met B was in May".

    Not "It was clear that A met B in May", nor "It was he who met B".
    """
    if verb.dep_ not in {"ccomp", "relcl", "advcl", "acl"}:
        return None
    above = verb.head
    if above.lower_ == "time":
        return _at_time(verb)
    while above.pos_ not in {"AUX", "VERB"} and above.head.i != above.i:
        above = above.head
    if above.lemma_ != "be" or above.i > verb.i or verb.left_edge.i <= above.i:
        return None
    subject = next((c for c in above.children if c.dep_ in {"nsubj", "expl"} and c.i < above.i), None)
    if (
        subject is None
        or subject.lower_ not in {"it", "'t"}
        or any(c.dep_ == "acomp" for c in above.children)
    ):
        return None
    return (
        above if any(c.dep_ == "prep" and c.lower_ in _AT and c.i < verb.i for c in above.children) else None
    )


def _at_time(verb: Token) -> Token | None:
    """The "was" that tells when or where "the last time they met" was, or ``None``; not "was a success"."""
    time = verb.head
    was = time.head
    known = any(c.lower_ in WHICH or c.ent_type_ == "ORDINAL" for c in time.lefts)
    if not known or time.dep_ != "nsubj" or was.lemma_ != "be" or was.i < verb.i:
        return None
    told = any(c.dep_ == "prep" and c.lower_ in _AT for c in was.rights)
    return was if told and not any(c.dep_ in {"acomp", "attr"} for c in was.rights) else None


WHICH = frozenset("last first previous only".split())
"""Words before "time" that say which one: "the last time they met"."""
