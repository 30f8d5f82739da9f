"""Events whose day, place or particulars are told to be open yet, and the way to which is."""

from __future__ import annotations

from kg.extraction import clauses
from kg.extraction.frozen_token import Token

_WHEN_OR_WHERE = frozenset("date time timing timetable timeframe venue place location schedule".split())
_PARTICULARS = frozenset("detail modality logistics arrangement agenda format".split())
_SETTLING = frozenset(
    """
    decide set fix agree determine finalise finalize confirm settle specify discuss negotiate arrange
    """.split()
)
_WORKING = frozenset(
    "discuss finalise finalize negotiate arrange work hammer iron coordinate prepare consider weigh".split()
)
_OPEN = frozenset("unclear undecided unknown unsettled uncertain unspecified open".split())


def is_unsettled(noun: Token) -> bool:
    """Whether the words around an event say that when, where or how it is to be is open.

    "The venue for the talks has not been decided", "the date of the summit is yet to be set", "the place of
    the meeting remains unclear", "are working out the details of a meeting"; not "the date of the talks was
    set in May", "details of the meeting were not disclosed".
    """
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in {"of", "for"} or preposition.head.pos_ != "NOUN":
        return False
    setting = preposition.head
    when = _is_one(setting, _WHEN_OR_WHERE)
    if not when and not _is_one(setting, _PARTICULARS):
        return False
    while setting.dep_ == "conj" and setting.head.pos_ == "NOUN":
        setting = setting.head
    verb = setting.head
    if setting.dep_ == "dobj":
        return _is_worked_on(verb, _WORKING)
    if setting.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    inner = next((c for c in verb.rights if c.dep_ == "xcomp"), verb)
    words = {c.lower_ for c in (*verb.children, *inner.children)}
    if inner.lemma_ in _SETTLING and not words.isdisjoint({"yet", "still"}):
        return True
    if _is_worked_on(verb, _WORKING):
        return True
    if when and verb.lemma_ in {"be", "remain", "stay"} and not _OPEN.isdisjoint(words):
        return verb.tag_ in {"VBZ", "VBP"}
    perfect = not {"has", "have", "'ve"}.isdisjoint(words)
    return when and verb.lemma_ in _SETTLING and perfect and clauses.is_negated(verb)


def _is_one(noun: Token, nouns: frozenset[str]) -> bool:
    """Whether a noun or one that it is joined to is of these: "the timetable and venue for"."""
    return noun.lemma_.lower() in nouns or noun.lower_ in nouns


def _is_worked_on(verb: Token, verbs: frozenset[str]) -> bool:
    """Whether a thing is being done now: "are working out", "is being discussed", "have been finalising"."""
    if verb.lemma_ not in verbs:
        return False
    words = {c.lower_ for c in verb.lefts}
    present = not words.isdisjoint({"is", "are", "has", "have", "'re", "'s"})
    passive = "being" in words
    return present and (passive or verb.tag_ == "VBG")


def is_open_to(word: Token) -> bool:
    """Whether a word is of "open to talks", "the door remained open for talks", "paved the way for talks"."""
    way = word.lower_ == "way" and word.dep_ == "dobj" and word.head.lemma_ in {"pave", "clear", "open"}
    way = way and not any(c.tag_ == "MD" for c in word.head.lefts)  # "could pave the way" tells less
    return way or (word.lower_ == "open" and word.pos_ == "ADJ" and word.dep_ in {"acomp", "oprd", "conj"})
