"""What is signed: an accord or another thing."""

from __future__ import annotations

from kg.extraction.actors.partitives import is_quantity
from kg.extraction.grammar import clauses
from kg.extraction.tokens.frozen_token import Token

_SIGNATURES = frozenset("name signature initial pen".split())
_ACCORDS = frozenset(
    """
    agreement accord deal treaty pact memorandum protocol declaration contract mou document charter
    communique communiqué convention armistice ceasefire truce compact roadmap arrangement instrument text
    understanding settlement memoranda mous statement programme program plan blueprint act covenant concordat
    partnership
    """.split()
)
ACCORDS = _ACCORDS | {f"{a}s" for a in _ACCORDS} | {"treaties"}
"""The nouns for what is signed; of names the lemma keeps the plural: "the Lima Accords"."""


def signed_things(verb: Token) -> list[Token]:
    """What is signed by the verb: its object, the subject of "was signed" and "is to be signed", what both
    sides "signed off on", "put their names to" or "put pen to paper on", by its own name: "signed what is
    called the Lima accord"; not "signed off on a treaty with X", which one side approves.
    """
    off = clauses.prepositional(verb, "on") if clauses.has_particle(verb, "off") else []
    off = [o for o in off if not clauses.prepositional(o, "with", "between")]
    raised = clauses.subjects(verb) if verb.dep_ == "xcomp" and clauses.is_passive(verb) else []
    things = [*(c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}), *raised, *off]
    if any(t.lemma_.lower() in _SIGNATURES for t in things):
        hosts = (verb, *things, *clauses.prepositional(verb, "to"))
        named = [t for host in hosts for to in host.rights if to.lower_ == "to" for t in _so_called(to)]
        to_paper = [t for host in hosts for t in clauses.prepositional(host, "on")]
        signed = clauses.prepositional(verb, "to") or clauses.prepositional(things[-1], "to")
        return named or (to_paper if any(t.lower_ == "paper" for t in signed) else signed)
    return things + _so_called(verb)


def _so_called(word: Token) -> list[Token]:
    """What a clause with "what" says a thing is called: "signed what is known as the Lima [treaty]", "what
    they called a [deal]"; not "signed what was called for", "what ended the war".
    """
    clause = next((c for c in word.rights if c.dep_ in {"ccomp", "pcomp"} and c.lemma_ in _CALLING), None)
    if clause is None or all(c.lower_ != "what" for c in clause.lefts):
        return []
    return [c for c in clause.rights if c.dep_ == "oprd"] + clauses.prepositional(clause, "as")


_CALLING = frozenset("call term dub know describe hail label name style bill".split())


def signed_before(verb: Token) -> list[Token]:
    """What stands in front of a clause that says who signed it: "the pact, initialled in Lima and [signed] in
    Oslo by X".
    """
    clause = verb.head if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.tag_ == "VBN" else verb
    own = clause is verb or not any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in verb.lefts)
    return [clause.head] if own and clause.dep_ in {"acl", "relcl"} else []


def signs_agreement(verb: Token) -> bool:
    """Whether what is signed is an accord: "signed a treaty", not "signed the guest book"."""
    things = signed_things(verb)
    if not things:  # "signed in Oslo a treaty", read as a treaty that is Oslo
        things = [
            t for t in verb.subtree if t.i > verb.i and t.dep_ == "appos" and t.pos_ in {"NOUN", "PROPN"}
        ]
    things += signed_before(verb)
    return any(is_accord(t) for t in things)


def is_accord(thing: Token) -> bool:
    """Whether what is signed is called an accord, or "it", or is so many of them: "a pair of agreements"."""
    parts = clauses.prepositional(thing, "of") if is_quantity(thing) else [thing]
    return any(t.lemma_.lower() in ACCORDS or t.lower_ == "it" or is_cease_fire(t) for t in parts)


def is_cease_fire(noun: Token) -> bool:
    """Whether a noun is the last part of "cease-fire"."""
    return noun.lower_ in {"fire", "fires"} and any(c.lower_ == "cease" for c in noun.lefts)
