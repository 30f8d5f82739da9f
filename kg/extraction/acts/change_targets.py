"""What a word of change affects: where it stands beside the word, and what a pronoun there stands for."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.acts.processes import process_noun
from kg.extraction.grammar.clauses import conjuncts, is_passive, objects, prepositional, subjects
from kg.extraction.tokens.frozen_token import Token

ARRIVING = frozenset(
    "come grind ground reach hit enter be remain face bring stand run stay break lead suffer sink fall drop "
    "plunge slip".split()
)
"""Verbs of reaching a state; "ground to a halt" is read as a noun."""


def targets_of(token: Token, place: str, pos: str) -> list[Token]:
    """Where in the sentence of the word what is affected may stand by its ``place`` in the table."""
    if pos == "VERB":
        return _verb_targets(token, place)
    if pos == "ADJ":
        if token.dep_ == "amod":
            return [token.head]
        return subjects(token.head) if token.dep_ == "acomp" and place == "subj" else []
    if place == "light":
        return _light_subject(token)
    if place == "after":
        return _gone_on_after(token)
    if place == "made":
        return [token] if _made(token) else []
    if place == "self":
        return [token]
    found = (
        prepositional(token, "of", "in", "to", "between") if place == "of" else prepositional(token, place)
    )
    if place == "to" and not found and token.dep_ == "dobj":
        found = prepositional(token.head, "to")  # "dealt a blow to the talks"
    if place == "of":
        found += [c for c in token.children if c.dep_ in ("poss", "compound", "nmod")]
    return _deeper(found)


def _verb_targets(verb: Token, place: str) -> list[Token]:
    if verb.dep_ == "amod":
        return [verb.head] if place in ("obj", "subj") else []
    if place == "obj":
        return _deeper(objects(verb))
    if place == "subj":
        return [] if objects(verb) and not is_passive(verb) else _deeper(subjects(verb))
    if place.startswith("subj:"):
        return [t for t in subjects(verb) if t.lower_ == place[5:]]
    return _deeper(prepositional(verb, place))


def _deeper(found: list[Token]) -> list[Token]:
    """The tokens and what they are parts of: "a round of talks", "the implementation of the accord",
    "efforts to".
    """
    out = list(found)
    for token in found:
        for c in token.children:
            if c.dep_ == "prep" and c.lower_ in ("of", "in", "on"):
                out.extend(x for p in c.children if p.dep_ == "pobj" for x in conjuncts(p))
    return out


def _light_subject(noun: Token) -> list[Token]:
    """The subject of the verb that governs the noun: "the talks came to a halt", "reached a deadlock"."""
    head = noun.head
    if head.pos_ == "ADP":
        head = head.head
    if head.lemma_ not in ARRIVING or noun.dep_ not in ("pobj", "dobj", "attr"):
        return []
    return objects(head) if head.lemma_ in ("bring", "lead") else subjects(head)


def _gone_on_after(noun: Token) -> list[Token]:
    """What goes on after a pause: "talks resumed after a two-week break"."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("after", "following") or verb.pos_ != "VERB":
        return []
    return [*subjects(verb), *objects(verb)]


_MAKING = frozenset("make achieve attain report register record emerge see".split())


def _made(noun: Token) -> bool:
    """Whether progress is said to be made: "progress was made", "signs of progress emerged".

    Not "to make progress", nor "the progress made on roads".
    """
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.head.lemma_ == "sign" else noun
    if any(c.lower_ == "no" for c in above.lefts):
        return False
    verbs = [above.head] if above.dep_ in ("dobj", "nsubj", "nsubjpass") else []
    verbs += [c for c in noun.rights if c.dep_ == "relcl" and any(a.dep_ == "aux" for a in c.lefts)]
    return any(v.lemma_ in _MAKING and v.tag_ not in ("VB", "VBG") for v in verbs)


_PLURAL = frozenset({"they", "them", "these", "those", "their"})
_PRONOUNS = _PLURAL | frozenset({"it", "this", "that", "its"})
_REFERRED = frozenset({"dialogue", "negotiation", "meeting", "agreement", "truce", "measure"})


def meant(target: Token, classes: Collection[str]) -> Token:
    """The noun that a pronoun stands for, the last of its number that is of the classes, in its sentence or
    the one before; of any other token itself.

    "Oslo planned talks for May, but cancelled them": talks. Not a war, of which much is said.
    """
    if target.lower_ not in _PRONOUNS:
        return target
    first = target.sent.start
    start = target.doc[first - 1].sent.start if first else 0
    for token in reversed(target.doc[start : target.i]):
        noun = process_noun(token)
        plural = token.tag_ in ("NNS", "NNPS")
        if noun is not None and noun.target in _REFERRED and plural == (target.lower_ in _PLURAL):
            return token if not classes or noun.target in classes else target
    return target
