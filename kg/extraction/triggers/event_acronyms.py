"""Acronyms that a text gives to a kind of meeting: "Foreign Office Consultations (FOC) ... the next FOC"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from kg.extraction.actors.own_acronyms import is_bracketed, spells
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import Trigger

_FRAMES = frozenset({"meeting", "talks", "summit", "conference"})


def with_acronyms(doc: Doc, triggers: Sequence[Trigger], taken: Container[int]) -> list[Trigger]:
    """The triggers and the acronyms that stand for them elsewhere in the text, in text order.

    Only with a word that says which: "the FOC" goes on about what is told of. ``taken``: the tokens of known
    names; "the Pacific Islands Forum (PIF)" is a body, and PIF no meeting.
    """
    nouns = {t.token.i: t for t in triggers if t.nominal and t.frame.frame in _FRAMES}
    told = {
        doc[i + 2].text: nouns[i]
        for i in nouns
        if i + 3 < len(doc) and is_bracketed(doc, i + 2) and spells(doc, i + 1, doc[i + 2].text)
    }
    found = [
        Trigger(token, replace(told[token.text].frame, guard="", strength="core"), told[token.text].format)
        for token in (doc if told else ())
        if token.text in told and _says_which(token) and token.i not in taken
    ]
    return sorted((*triggers, *found), key=lambda t: t.token.i)


def _says_which(token: Token) -> bool:
    """Whether an acronym is of one of several: "the next FOC", "last FOC", "the 15th FOC"."""
    return any(c.dep_ == "amod" or c.ent_type_ == "ORDINAL" for c in token.lefts)
