"""Who is in the chair of the meeting told of: "X, the acting chair of the meeting, said", "X, who chaired".

Also who "co-chaired", "opened it" or "was there in person", where no word for the meeting is the object.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at

_CHAIRS = frozenset(
    """
    chair chairman chairwoman chairperson president co-chair co-chairman host moderator facilitator organiser
    organizer
    """.split()
)
_CHAIRED = frozenset(
    "meeting talk session summit conference discussion negotiation forum gathering assembly event".split()
)
_KNOWN = frozenset("the this these".split())
OPENING = frozenset("open close chair host address co-chair attend moderate inaugurate".split())


def in_the_chair(scene: Scene, verb: Token, chairs: frozenset[int]) -> Iterator[tuple[str, Token]]:
    """The persons, each with the word that names him, of whom a clause says that they preside or are there.

    Of "Minister X, president of the conference, said", "X co-chaired", "X opened it"; not of "X, president of
    a conference in May, said" nor "X chaired a panel". ``chairs``: the ``chairs_named`` in the document.
    """
    if verb.dep_ == "advcl" and verb.lemma_ in {"chair", "co-chair"} and _behind_setting(verb):
        for token in clauses.agent(verb):  # "the ministers met in Oslo, chaired by X"
            yield from ((i, token) for i in scene.resolve(token) if scene.actor(i).kind == "person")
    presides = _without_object(verb) or _of_it(verb) or _in_person(verb)
    if not (presides or chairs) or clauses.is_passive(verb):
        return
    doers = clauses.subjects(verb)
    for token in doers if presides else [t for t in doers if any(c.i in chairs for c in t.subtree)]:
        yield from ((i, token) for i in scene.resolve(token) if scene.actor(i).kind == "person")


def _behind_setting(verb: Token) -> bool:
    """Whether a participle stands behind where or when a meeting was, and a comma: "met in Oslo, chaired"."""
    before = verb.doc[max(0, verb.i - 2) : verb.i]
    apart = verb.tag_ == "VBN" and len(before) > 1 and before[1].text == ","
    return apart and verb.head.i < verb.i and before[0].ent_type_ in {"GPE", "FAC", "DATE", "TIME"}


def chairs_named(doc: Doc) -> frozenset[int]:
    """Where the article calls somebody the chair of a meeting."""
    chairs = (doc[i] for i in lemmas_at(doc, _CHAIRS))
    return frozenset(t.i for t in chairs if t.dep_ == "appos" and _presides(t))


def _presides(noun: Token) -> bool:
    """Whether somebody is called the chair of a meeting told of: "president of the four-week conference"."""
    of = clauses.prepositional(noun, "of")
    known = (o for o in of if any(c.lower_ in _KNOWN for c in o.lefts) and not any(o.rights))
    return any(o.lemma_.lower() in _CHAIRED for o in known)


def _without_object(verb: Token) -> bool:
    """Whether somebody just "chaired" or "co-chaired"."""
    if verb.lemma_.lower() not in {"chair", "co-chair"} or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    return not any(c.dep_ in {"dobj", "prep", "attr", "dative"} for c in verb.rights)


def _of_it(verb: Token) -> bool:
    """Whether somebody "opened it" or "addressed it"."""
    return verb.lemma_.lower() in OPENING and any(
        c.dep_ == "dobj" and c.lower_ in {"it", "them"} for c in verb.rights
    )


def _in_person(verb: Token) -> bool:
    """Whether somebody "was there in person"."""
    there = verb.lemma_ == "be" and any(c.lower_ == "there" for c in verb.rights)
    return there and any(t.lower_ in {"person", "himself", "herself"} for t in verb.subtree)
