"""What a speaker does besides, taken for what those do of whom he speaks: "said that Peru backs the plan and
[called on] Chile to sign it".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_TOLD = frozenset("say add note stress state announce tell declare reiterate insist".split())
_SAYING = _TOLD | frozenset("report confirm".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_QUOTES = frozenset({'"', "\u201d", "''"})
_PRESENT = frozenset({"VBZ", "VBP"})


def restore_speech(doc: Doc) -> None:
    """Hangs such a verb on that of saying, in place; not "said that Peru signed the pact and called for
    more", of Peru, nor "said that Peru had met Chile and urged it to sign".
    """
    for verb in doc.having(_HEARD):
        if verb.dep_ == "conj" and verb.tag_ == "VBD" and _is_the_speakers(verb):
            for word in [c for c in verb.head.rights if c.dep_ == "cc" and c.i < verb.i]:
                word.hang(verb.head.head)
            verb.hang(verb.head.head, "conj")
    for comma in doc.having({","}):
        _restore_carried_on(comma)
    for that in doc.having({"that"}):
        if that.tag_ == "IN" and that.dep_ == "det":
            _part_that(that)
    for mark in doc.having(_QUOTES):
        _restore_speaker(mark)


def _restore_carried_on(comma: Token) -> None:
    """Hangs what is done next on what was done, not on the word of who says so between commas: "X met Y, his
    office said, [and flew] to Peru"; not "X met Y, his office said, and added that they would meet again".
    """
    doc = comma.doc
    if comma.i + 2 >= len(doc) or doc[comma.i + 1].dep_ != "cc":
        return
    joint = doc[comma.i + 1]
    said = joint.head
    if said.lemma_ not in _SAYING or not said.i < comma.i:
        return
    done = next((c for c in said.rights if c.dep_ == "conj" and c.i > joint.i), None)
    speaker = next((c for c in said.children if c.dep_ == "nsubj"), None)
    told = said.head if said.dep_ == "parataxis" else next((c for c in said.lefts if c.dep_ == "ccomp"), None)
    if done is None or speaker is None or told is None:
        return
    begin = min(said.i, speaker.left_edge.i)
    if not told.i < begin or doc[begin - 1].text != "," or any(c.dep_ in _SUBJECTS for c in done.lefts):
        return
    thing = any(c.dep_ in _SUBJECTS and c.lemma_ in _THINGS for c in told.lefts)
    if thing or done.lemma_ in _SAYING or done.lower_ in _HEARD:  # "The talks failed, he said, and left"
        return
    joint.hang(told)
    done.hang(told, "conj")


def _restore_speaker(mark: Token) -> None:
    """Makes the name behind a quotation the subject of who says it, not an apposition to its last words:
    '"They need to ask their voters," [mediator X] told reporters'; not '"I met them," the envoys, X said'.
    """
    doc, first = mark.doc, mark.i + 1
    if not 0 < first < len(doc) - 1 or doc[mark.i - 1].text not in {",", "?", "!"}:
        return
    name = doc[first]
    while name.head.i != name.i and name.head.left_edge.i >= first:
        name = name.head
    end = name.right_edge.i + 1
    if name.pos_ not in {"PROPN", "NOUN"} or name.head.i >= first or end >= len(doc):
        return
    verb = doc[end]
    done = verb.tag_ in {"VBD", "VBZ"} and verb.lemma_ in _TOLD
    if done and not any(c.dep_ in _SUBJECTS for c in verb.children):
        name.hang(verb, "nsubj")


def _part_that(that: Token) -> None:
    """Makes "that" open what is said, not point at its subject, and hangs what stands before it on the verb
    of saying: "said [on Monday after talks, that trade would grow]"; not "said that trade would grow".
    """
    verb = that.head.head
    said = verb.head
    if that.head.dep_ not in {"nsubj", "nsubjpass"} or verb.dep_ not in {"advcl", "ccomp"}:
        return
    after = next((c for c in verb.lefts if c.dep_ == "mark"), None)
    event = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i < that.i), None)
    if said.lemma_ not in _TOLD or not said.i < that.i or (after is None) != (event is None):
        return
    if after is not None and event is not None:  # "after talks, that trade would grow"
        event.hang(after, "pobj")
        after.dep_, after.pos_ = "prep", "ADP"
    that.hang(verb, "mark")
    verb.dep_ = "ccomp"
    for word in [c for c in verb.lefts if c.i < that.i]:
        word.hang(said)


def _is_the_speakers(verb: Token) -> bool:
    """Whether a verb differs in tense from the one beside it, or that one is of a thing, as no speaker is."""
    told = verb.head
    said = told.head
    if told.dep_ != "ccomp" or said.lemma_ not in _TOLD or said.tag_ != "VBD" or not said.i < told.i < verb.i:
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in verb.lefts):
        return False
    if told.tag_ in _PRESENT or any(c.tag_ == "MD" for c in told.lefts):
        return True
    subject = next((c for c in told.lefts if c.dep_ in _SUBJECTS), None)
    done = any(c.lower_ in {"had", "has", "have", "was", "were"} for c in (told, *told.lefts))
    return done and subject is not None and subject.pos_ == "NOUN" and subject.lemma_ in _THINGS


_THINGS = frozenset(
    "talk meeting negotiation visit relation agreement summit situation tie deal plan".split()
)
_HEARD = frozenset(
    """
    added announced stated noted stressed expressed declared reaffirmed emphasized emphasised underscored
    warned pledged vowed thanked praised conveyed urged reiterated explained confirmed underlined highlighted
    recalled acknowledged commended rejected proposed called asked blamed accused welcomed condemned hoped
    invited appealed voiced denounced
    """.split()
)
