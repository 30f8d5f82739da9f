"""Who signs an accord: "A and B signed a treaty", "a pact signed in Oslo by A and B", "the truce that A
signed with B", "the treaty between A and B, initialled in Lima".
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction import clauses
from kg.extraction.arguments import Arguments, anchor, resolved
from kg.extraction.scene import Scene
from kg.extraction.verb_guards import ACCORDS

_SIDES = ("with", "between", "among")


def add_signatories(scene: Scene, verb: Token, named: list[Token], out: Arguments) -> None:
    """Adds who signs, and the sides of what is signed, told on the verb or on the noun.

    ``named`` are those whom the preposition of the phrase names.
    """
    signing = clauses.doers(verb)
    out.add(resolved(scene, signing), anchor(signing, verb))
    out.add(resolved(scene, named), anchor(named, verb))
    sides = clauses.prepositional(verb, *_SIDES)
    for noun in _signed(verb):
        sides += [s for s in clauses.prepositional(noun, *_SIDES) if s not in sides]
    out.add(resolved(scene, sides), anchor(sides, verb))


def _signed(verb: Token) -> list[Token]:
    """What is signed, with what it is "of": "memorandum" and "understanding"."""
    nouns = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    nouns += [verb.head] if verb.dep_ in {"acl", "relcl"} else []
    nouns = [n for n in nouns if n.lemma_.lower() in ACCORDS]
    return nouns + [o for n in nouns for o in clauses.prepositional(n, "of") if o.lemma_.lower() in ACCORDS]
