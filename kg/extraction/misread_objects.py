"""What is spoken of, which the parser takes for part of whom one speaks with, in place.

"Discussed with Minister Soto [ties]", "reviewed with his Chilean counterpart Soto [the latest events]"; and
with whom a meeting was, which it hangs on the verb: "explained the results of his talks [with the leaders]".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.counterparts import is_counterpart
from kg.extraction.group_countries import group_class
from kg.extraction.names import is_title
from kg.extraction.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.frozen_doc import FrozenDoc
    from kg.extraction.frozen_token import FrozenToken

_SPOKEN = frozenset("discuss review explore examine address consider debate tackle".split())
_TOLD = frozenset("explain describe outline present assess detail recount recall hail praise".split())
_RESULTS = frozenset("result outcome content detail conclusion finding success importance".split())
_PARTS = frozenset({"compound", "nmod", "amod"})


def restore_objects(doc: FrozenDoc) -> None:
    """Hangs what is spoken of on the verb, and the partner of a meeting on the meeting, in place."""
    for visiting in doc.having({"visiting"}):
        if visiting.dep_ == "xcomp":
            _restore_guest(visiting)
    for with_ in doc.having({"with"}):
        if with_.dep_ == "prep":
            _restore_partner(with_)


def _restore_partner(with_: FrozenToken) -> None:
    """Parts whom one speaks with from what is spoken of, and hangs the partner of a meeting on it."""
    if with_.head.dep_ == "conj" and (told := _told(with_)) is not None:
        with_.hang(told)
    verb = with_.head
    if verb.pos_ != "VERB":
        return
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    if verb.lemma_ in _SPOKEN and not objects:
        partner = next((c for c in with_.rights if c.dep_ == "pobj"), None)
        if partner is not None and not _part(partner, verb):
            _part_beside(partner, verb)
    elif verb.lemma_ in _TOLD and objects and objects[0].lemma_ in _RESULTS:
        meeting = with_.doc[with_.i - 1]
        if names_meeting(meeting) and objects[0].is_ancestor(meeting):  # type: ignore[arg-type]
            with_.hang(meeting)


def _restore_guest(visiting: FrozenToken) -> None:
    """Takes who visits for whom a verb is of, not for whom another visits: "welcomed her [visiting
    counterpart Soto] to Lima", read as that she is seen visiting him.
    """
    verb, her = visiting.head, visiting.doc[visiting.i - 1]
    guest = next((c for c in visiting.rights if c.dep_ == "dobj"), None)
    if her.lower_ != "her" or her.head is not verb or guest is None:
        return
    if not _is_somebody(guest) and not is_counterpart(guest):  # type: ignore[arg-type]
        return
    guest.hang(verb, "dobj")
    her.hang(guest, "poss")
    for child in [c for c in visiting.rights if c is not guest]:
        child.hang(verb)
    visiting.hang(guest, "amod")


def _told(with_: FrozenToken) -> FrozenToken | None:
    """The verb that says of two things spoken of with whom: "discussed trade and the attack [with Minister
    Soto]"; not "discussed the war and ties with Soto's Peru", nor "and a meeting with Soto".
    """
    noun = first = with_.head
    while first.dep_ == "conj":
        first = first.head
    spoken = first.dep_ == "dobj" and first.head.lemma_ in _SPOKEN and first.head.pos_ == "VERB"
    if not spoken or noun.pos_ != "NOUN" or noun.lemma_.lower() in _BETWEEN or names_meeting(noun):  # type: ignore[arg-type]
        return None
    partner = next((c for c in with_.rights if c.dep_ == "pobj"), None)
    somebody = partner is not None and (_is_somebody(partner) or is_title(partner))  # type: ignore[arg-type]
    return first.head if somebody else None


_BETWEEN = frozenset(
    "tie relation relationship cooperation dispute war conflict row deal agreement treaty pact trade".split()
)
"""What is with somebody of its own: "ties with X"."""


def _part(noun: FrozenToken, verb: FrozenToken) -> bool:
    """Whether the noun that ends "with Minister Soto ties" became the object, and the name the partner."""
    parts = [c for c in noun.lefts if c.dep_ in _PARTS and _is_somebody(c)]
    if noun.pos_ != "NOUN" or group_class(noun) or is_title(noun) or not parts:  # type: ignore[arg-type]
        return False
    name = parts[-1]
    if any(c.dep_ == "case" for c in name.children):
        return False
    for word in [c for c in noun.lefts if c.i < name.i]:
        word.hang(name)
    name.hang(noun.head, "pobj")
    noun.hang(verb, "dobj")
    return True


def _part_beside(partner: FrozenToken, verb: FrozenToken) -> None:
    """Makes the noun put beside "with his counterpart Soto" without a comma the object."""
    for word in partner.subtree:
        noun = word if word.dep_ == "appos" and word.pos_ == "NOUN" else None
        if noun is None or group_class(noun) or is_title(noun):  # type: ignore[arg-type]
            continue
        before = noun.left_edge.i - 1
        if noun.left_edge.dep_ == "det" and before >= 0 and noun.doc[before].pos_ == "PROPN":
            noun.hang(verb, "dobj")
            return


def _is_somebody(word: FrozenToken) -> bool:
    """Whether a word before a noun names a person, or an office: "the French ambassador"."""
    return word.ent_type_ == "PERSON" or (word.pos_ == "NOUN" and is_title(word))  # type: ignore[arg-type]
