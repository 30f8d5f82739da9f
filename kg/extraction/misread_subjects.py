"""Subjects that the parser hung amiss, which are hung back in place: lists, and who stands behind a day.

"The summit ended after [X] and [Y had met]", "[President X], [Premier Y and Minister Z agreed]".
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.frozen_doc import FrozenDoc
    from kg.extraction.frozen_token import FrozenToken

_CONJUNCTIONS = frozenset("after before since until".split())


def restore_subjects(doc: FrozenDoc) -> None:
    """Hangs such names where they belong, in place."""
    _restore_after(doc)
    _restore_joint(doc)
    _restore_first(doc)
    _restore_states(doc)
    _restore_days(doc)


def _restore_after(doc: FrozenDoc) -> None:
    """Makes two names the subject of one clause: "left after X and Y had met", read as "left after X" and
    "Y had met".
    """
    for word in doc:
        name = next(iter(word.rights), None)
        if word.lower_ not in _CONJUNCTIONS or word.dep_ != "prep" or name is None or not _is_name(name):
            continue
        joint = next(
            (t for t in doc[name.right_edge.i + 1 : name.right_edge.i + 2] if t.lower_ == "and"), None
        )
        for verb in [c for c in word.head.rights if joint is not None and c.dep_ == "conj"]:
            other = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
            if joint is None or other is None or other.left_edge.i != joint.i + 1 or not _is_name(other):
                continue
            verb.hang(word.head, "advcl")
            name.hang(verb, "nsubj")
            other.hang(name, "conj")
            joint.hang(name, "cc")
            word.hang(verb, "mark")
            break


def _is_name(noun: FrozenToken) -> bool:
    return noun.pos_ == "PROPN" and noun.ent_type_ not in {"DATE", "TIME"}


def _is_person(noun: FrozenToken) -> bool:
    """Whether a word closes the name of a person, as "May" of "Theresa May" does, too, which looks like a
    day.
    """
    given = any(
        c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN" and c.ent_type_ in {"", "PERSON"}
        for c in noun.lefts
    )
    return noun.pos_ == "PROPN" and (noun.ent_type_ == "PERSON" or (noun.ent_type_ in {"", "DATE"} and given))


def _restore_joint(doc: FrozenDoc) -> None:
    """Makes the first of two persons a subject: "Theresa May and X met", read as "Theresa May" and "X met",
    or with the first as a modifier of the second.
    """
    for name, joint in pairwise(doc):
        if joint.lower_ != "and" or name.dep_ not in {"ROOT", "npadvmod", "nmod"} or not _is_person(name):
            continue
        if name.dep_ == "nmod":
            _restore_first_of_two(name)
            continue
        apart = name.dep_ == "ROOT"
        verb = next((c for c in name.rights if c.dep_ == "conj"), None) if apart else name.head
        if verb is None or joint.head not in (name, verb):
            continue
        other = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.left_edge.i == joint.i + 1), None)
        if other is None:
            continue
        if apart:
            verb.hang(verb, "ROOT")
            for left in [c for c in name.rights if c.i > verb.i]:
                left.hang(verb)
        name.hang(verb, "nsubj")
        joint.hang(name, "cc")
        other.hang(name, "conj")


def _restore_first_of_two(name: FrozenToken) -> None:
    """Makes a modifier that "and" joins to its subject one of two: "[Minister X] and Minister Y met"."""
    other, joint = name.head, name.doc[name.i + 1]
    if other.dep_ == "nsubj" and other.ent_type_ == "PERSON" and joint.head is name:
        name.hang(other.head, "nsubj")
        other.hang(name, "conj")


def _restore_first(doc: FrozenDoc) -> None:
    """Makes the first of a list its first subject: "President X, Premier Y and Minister Z agreed", where X is
    read as an adverbial.
    """
    for name in doc:
        if name.dep_ != "npadvmod" or not _is_person(name):
            continue
        subjects = (c for c in name.head.lefts if c.dep_ == "nsubj" and c.left_edge.i == name.i + 2)
        listed = next((c for c in subjects if any(x.dep_ == "conj" for x in c.rights)), None)
        if listed is not None and doc[name.i + 1].text == ",":
            name.dep_ = "nsubj"


def _restore_states(doc: FrozenDoc) -> None:
    """Makes a list of states the first subjects that an opening clause took in: "Aimed at resolving the
    dispute, A, B, [C met D]".
    """
    for first in doc:
        joined = first.dep_ == "conj" and first.ent_type_ == "GPE" and first.head.pos_ == "NOUN"
        if not joined or doc[first.left_edge.i - 1].text != ",":
            continue
        end = first.right_edge.i + 1
        last = next((t for t in doc[end + 1 : end + 5] if t.dep_ == "nsubj" and t.ent_type_ == "GPE"), None)
        if last is not None and doc[end].text == "," and last.left_edge.i == end + 1 and last.head.i > last.i:
            first.hang(last.head, "nsubj")


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def _restore_days(doc: FrozenDoc) -> None:
    """Parts the day from who is told of right behind it: "On Monday | UN envoy X held talks", where the
    parser reads "Monday" as a word before "X".
    """
    for day in doc:
        if day.lower_ not in _DAYS or day.dep_ not in {"compound", "nmod"} or day.i == 0:
            continue
        on, doer = doc[day.i - 1], day.head
        while doer.dep_ == "compound" and doer.head.i > doer.i:
            doer = doer.head  # "Monday UN envoy X"
        bare = on.lower_ == "on" and on.dep_ == "prep" and not any(c.dep_ == "pobj" for c in on.rights)
        if bare and doer.dep_ in {"nsubj", "nsubjpass"} and doer.i > day.i and on.head.i == doer.head.i:
            day.hang(on, "pobj")
