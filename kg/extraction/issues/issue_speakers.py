"""Whose deed a verb tells beside an event: those who met, others, or all; and whether it is of discussing."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.issues.issue_heads import VERBAL
from kg.extraction.issues.issue_lists import conjuncts
from kg.extraction.issues.issue_phrases import words
from kg.extraction.issues.issue_setting import Setting
from kg.extraction.tokens.frozen_token import Token

_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def takes_part(verb: Token) -> bool:
    """Whether a pronoun, a person or one of those who met is the subject of the verb.

    So it is where they "were supposed to discuss visas" and where they "met and discussed visas".
    """
    return continues(subjects_of(verb))


def subjects_of(verb: Token) -> list[Token]:
    """Its subjects, or those of the verb that it goes on from."""
    while True:
        found = [c for c in verb.lefts if c.dep_ in _SUBJECT]
        if found or verb.dep_ not in {"xcomp", "conj"} or verb.head.pos_ not in VERBAL:
            return found
        verb = verb.head


def continues(subjects: Sequence[Token]) -> bool:
    """Whether a pronoun, a person or one of those who met is among the subjects."""
    people = words()["participants"]
    return any(s.pos_ == "PRON" or s.ent_type_ == "PERSON" or s.lemma_.lower() in people for s in subjects)


def are_several(subjects: Sequence[Token]) -> bool:
    """Whether subjects are more than one: "they", "the ministers", "Rao and Lund"."""
    return any(
        s.tag_ in {"NNS", "CD"} or s.lower_ in {"they", "both", "two"} or len(conjuncts(s)) > 1
        for s in subjects
    )


def talks_of(verb: Token) -> bool:
    """Whether a verb is of discussing: "they discussed visas", "the two spoke about visas", "took up visas".

    Not "she spoke about her childhood", which may be to anybody.
    """
    if verb.lemma_ == "discuss":
        return True
    if any(c.dep_ == "dobj" and c.lemma_ in _TAKEN_UP for c in verb.rights):
        return False
    after = {c.lower_ for c in verb.rights if c.dep_ in {"prep", "prt"}}
    return are_several(subjects_of(verb)) and not after.isdisjoint(_DISCUSSING.get(verb.lemma_, ()))


_TAKEN_UP = frozenset("note offer post thread invitation cause call arms position duty".split())
_DISCUSSING = {
    **dict.fromkeys(("talk", "speak", "converse"), frozenset({"about", "of"})),
    "take": frozenset({"up"}),
    "go": frozenset({"over"}),
    "touch": frozenset({"on", "upon"}),
}


def is_to_come(token: Token) -> bool:
    """Whether an event is told of as one that will be: "who will arrive in May"; not "they held talks"."""
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in VERBAL), token)
    return any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "’ll"} for c in verb.lefts)


def is_of_it(preposition: Token) -> bool:
    """Whether a preposition leads to what is spoken of: "they spoke of visas"; not "they heard of visas"."""
    return preposition.lower_ == "of" and preposition.head.lemma_ in {"speak", "talk"}


def told_before(verb: Token) -> bool:
    """Whether a verb tells of earlier talks: "Rao had discussed visas with her in May"."""
    return any(c.lower_ == "had" for c in verb.lefts if c.dep_ == "aux")


def named_subjects(verb: Token, setting: Setting) -> frozenset[str]:
    """Whom the subjects of a verb denote, where one of them is named."""
    found = [t for s in subjects_of(verb) for t in conjuncts(s)]
    if not any(t.ent_type_ == "PERSON" for t in found):
        return frozenset()
    return frozenset(i for t in found for i in setting.speaking.get(t.i, ()))


def by_strangers(verb: Token, setting: Setting) -> bool:
    """Whether somebody named does what a verb says who takes no part: "Lund met Rao. Diaz discussed fish"."""
    named = named_subjects(verb, setting)
    return bool(named and setting.company) and named.isdisjoint(setting.company)
