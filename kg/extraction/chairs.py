"""Who is in the chair of the meeting told of: "X, the acting chair of the meeting, said", "X, who chaired".

Also who "co-chaired", "opened it" or "was there in person", where no word for the meeting is the object.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extraction import clauses
from kg.extraction.scene import Scene

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
_OPENING = frozenset("open close chair host address co-chair attend moderate inaugurate".split())


def in_the_chair(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """The persons, each with the word that names him, of whom a clause says that they preside or are there.

    Of "Minister X, president of the conference, said", "X co-chaired", "X opened it"; not of "X, president of
    a conference in May, said" nor "X chaired a panel".
    """
    if clauses.is_passive(verb):
        return
    if _without_object(verb) or _of_it(verb) or _in_person(verb):
        doers = clauses.subjects(verb)
    elif chairs := _chairs(verb.doc):
        doers = [t for t in clauses.subjects(verb) if any(c.i in chairs for c in t.subtree)]
    else:
        return
    for token in doers:
        yield from ((i, token) for i in scene.resolve(token) if scene.actor(i).kind == "person")


def _chairs(doc: Doc) -> frozenset[int]:
    """Where the article calls somebody the chair of a meeting, looked for once per article."""
    known: frozenset[int] | None = doc.user_data.get("kg.chairs")
    if known is None:
        known = frozenset(t.i for t in doc if t.dep_ == "appos" and _presides(t))
        doc.user_data["kg.chairs"] = known
    return known


def _presides(noun: Token) -> bool:
    """Whether somebody is called the chair of a meeting told of: "president of the four-week conference"."""
    of = clauses.prepositional(noun, "of") if noun.lemma_.lower() in _CHAIRS else []
    known = (o for o in of if any(c.lower_ in _KNOWN for c in o.lefts) and not any(o.rights))
    return any(o.lemma_.lower() in _CHAIRED for o in known)


def _without_object(verb: Token) -> bool:
    """Whether somebody just "chaired" or "co-chaired"."""
    things = any(c.dep_ in {"dobj", "prep", "attr", "dative"} for c in verb.rights)
    return verb.lemma_.lower() in {"chair", "co-chair"} and verb.tag_ in {"VBD", "VBZ", "VBP"} and not things


def _of_it(verb: Token) -> bool:
    """Whether somebody "opened it" or "addressed it"."""
    return verb.lemma_.lower() in _OPENING and any(
        c.dep_ == "dobj" and c.lower_ in {"it", "them"} for c in verb.rights
    )


def _in_person(verb: Token) -> bool:
    """Whether somebody "was there in person"."""
    there = any(c.lower_ == "there" and c.i > verb.i for c in verb.rights)
    said = {"person", "himself", "herself"} & {t.lower_ for t in verb.subtree}
    return verb.lemma_ == "be" and there and bool(said)
