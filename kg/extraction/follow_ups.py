"""Who goes on to a meeting after another: "A and B met in Oslo, followed by talks in Lima"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction import clauses
from kg.extraction.arguments import Arguments, anchor, resolved
from kg.extraction.scene import Scene
from kg.extraction.triggers import is_word


def followed_by(scene: Scene, noun: Token, out: Arguments) -> None:
    """Adds to talks that follow a meeting who was there: all of "A will hold a summit with B, followed by
    talks", the subject of "A met B, followed by talks with C".

    Not of "talks between their ministers", nor of what follows another thing: "a speech followed by dinner".
    """
    while noun.dep_ == "conj":
        noun = noun.head
    follows = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else None
    if follows is None or follows.lemma_ != "follow" or follows.dep_ not in {"advcl", "acl"}:
        return
    above = (
        t for t in (follows.head, *follows.head.ancestors) if t.i < follows.i
    )  # "in the capital, followed"
    first = next((m for t in above if (m := meeting_of(t)) is not None), None)
    if first is None or any(c.lower_ in {"between", "among"} for c in noun.rights):
        return
    verb = clauses.clause_of(first)
    told = clauses.doers(verb)
    if not any(c.lower_ == "with" for c in noun.rights):
        told = [*told, *clauses.prepositional(first, "with", "between")]
        told += clauses.objects(verb) if first.i == verb.i else clauses.prepositional(verb, "with")
    out.add(resolved(scene, told), anchor(told, verb))


def meeting_of(word: Token) -> Token | None:
    """The word for a meeting that a participle hangs on, itself or what the verb holds; ``None`` for none."""
    words = (word, *clauses.objects(word)) if word.pos_ == "VERB" else (word,)
    return next((t for t in words if is_word(t)), None)
