"""Occasions that the parser hangs on what was spoken of there: "discussed a summit in a phone call".

The summit was not in the call; the words tell where it was discussed, and so they go to the verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.frozen_doc import FrozenDoc
    from kg.extraction.frozen_token import FrozenToken

_TALKING = frozenset(
    """
    discuss review raise debate address explore consider examine exchange express convey reaffirm reiterate
    stress underline voice welcome
    """.split()
)
_OCCASIONS = frozenset("call conversation meeting talk discussion encounter".split())
_ONE = frozenset("a an their his her".split())


def restore_settings(doc: FrozenDoc) -> None:
    """Hangs "in a call" and "during their meeting" on the verb of speaking, in place."""
    for prep in doc:
        if prep.lower_ not in {"in", "during"} or prep.dep_ != "prep":
            continue
        noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
        if noun is None or noun.lemma_.lower() not in _OCCASIONS or not _is_one(prep, noun):
            continue
        verb = _spoken_by(prep.head)
        if verb is not None:
            prep.hang(verb, "prep")


def _is_one(prep: FrozenToken, noun: FrozenToken) -> bool:
    """Whether it is an occasion of its own: "in a call", "during the call"; not "progress in the talks"."""
    return prep.lower_ == "during" or any(c.lower_ in _ONE for c in noun.lefts)


def _spoken_by(noun: FrozenToken) -> FrozenToken | None:
    """The verb of speaking whose object a noun is or stands in, or ``None``."""
    while noun.pos_ in {"NOUN", "PROPN"} and noun.head is not noun:
        if noun.dep_ == "dobj":
            return noun.head if noun.head.lemma_ in _TALKING and noun.head.pos_ == "VERB" else None
        if noun.dep_ == "pobj" and noun.head.dep_ == "prep":
            noun = noun.head.head
        elif noun.dep_ == "conj":
            noun = noun.head
        else:
            return None
    return None
