"""What is signed: an accord or another thing."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction import clauses
from kg.extraction.partitives import is_quantity

_SIGNATURES = frozenset("name signature initial".split())
ACCORDS = frozenset(
    """
    agreement accord deal treaty pact memorandum protocol declaration contract mou document charter
    communique communiqué convention armistice ceasefire truce compact roadmap arrangement instrument text
    understanding settlement memoranda mous statement programme program plan blueprint act covenant concordat
    """.split()
)


def signed_things(verb: Token) -> list[Token]:
    """What is signed by the verb: its object, the subject of "was signed" and "is to be signed"."""
    raised = clauses.subjects(verb) if verb.dep_ == "xcomp" and clauses.is_passive(verb) else []
    return [*(c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), *raised]


def signs_agreement(verb: Token) -> bool:
    """Whether what is signed is an accord: "signed a treaty", not "signed the guest book"."""
    things = signed_things(verb)
    if any(t.lemma_.lower() in _SIGNATURES for t in things):  # "put their names to a treaty"
        things = clauses.prepositional(verb, "to")
    if not things:  # "signed in Oslo a treaty", read as a treaty that is Oslo
        things = [
            t for t in verb.subtree if t.i > verb.i and t.dep_ == "appos" and t.pos_ in {"NOUN", "PROPN"}
        ]
    things += [verb.head] if verb.dep_ in {"acl", "relcl"} else []
    return any(is_accord(t) for t in things)


def is_accord(thing: Token) -> bool:
    """Whether what is signed is called an accord, or "it", or is so many of them: "a pair of agreements"."""
    parts = clauses.prepositional(thing, "of") if is_quantity(thing) else [thing]
    return any(t.lemma_.lower() in ACCORDS or t.lower_ == "it" for t in parts)
