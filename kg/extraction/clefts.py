"""Sentences that put a place or day in front: "It was in Oslo in May that they met"."""

from __future__ import annotations

from spacy.tokens import Token

_AT = frozenset({"in", "at", "on", "during", "near"})


def put_in_front(verb: Token) -> Token | None:
    """The "was" whose adverbials are those of the verb, or ``None``: "It was in May that A met B".

    Not "It was clear that A met B in May", nor "It was he who met B".
    """
    if verb.dep_ not in {"ccomp", "relcl", "advcl", "acl"}:
        return None
    above = verb.head
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
