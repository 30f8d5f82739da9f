"""States of which a meeting only speaks, so that they are no sides of it: "a summit on the crisis in Haiti".

Who takes part in such a meeting the words leave unsaid, and the states that the sentence names are no guess.
Also whether a sentence says that two speak of it together, and of which meetings told of before it speaks.
"""

from __future__ import annotations

from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.tokens.word_places import words_within

_FORMATS = frozenset({"summit", "conference", "meeting"})
_MATTERS = frozenset(
    """
    situation development crisis conflict coup war violence unrest event fighting turmoil emergency election
    transition instability hostility famine insecurity insurgency violation
    """.split()
)
_PLACING, _ABOUT = frozenset({"in", "of", "on", "for", "over"}), frozenset({"on", "about", "for"})


def leave_out_spoken_of(scene: Scene, draft: MeetingDraft) -> None:
    """Takes from the sides of a meeting that were only guessed, in place, those of which it speaks.

    "The summit on the situation in Nigeria" is not Nigeria's; not so of talks, which foes hold on their war.
    """
    if not draft.weak or not draft.extra_parties or {o.trigger.format for o in draft.occurrences} - _FORMATS:
        return
    said = {i for o in draft.occurrences for i in _spoken_of(scene, o.trigger.token)}
    for id_ in said & set(draft.extra_parties):
        draft.extra_parties.remove(id_)
        draft.participants.pop(id_, None)


def _spoken_of(scene: Scene, meeting: Token) -> set[str]:
    """The states of the sentence of a meeting, each time it names them, as what is spoken of."""
    said: dict[str, bool] = {}
    for token in meeting.sent:
        id_ = scene.index.owner.get(token.i) or scene.index.adjective.get(token.i)
        if id_ is not None and scene.actor(id_).kind == "country":
            said[id_] = said.get(id_, True) and _is_spoken_of(token, meeting)
    return {i for i, only in said.items() if only}


def _is_spoken_of(word: Token, meeting: Token) -> bool:
    """Whether a state is where that is which is spoken of, or that itself: "the crisis in Mali and Niger", "a
    conference on Syria".
    """
    while (word.dep_ == "conj" and word.head.i < word.i) or (
        word.dep_ == "compound" and word.head.pos_ == "PROPN"
    ):
        word = word.head
    if word.dep_ != "pobj":
        return False
    above = word.head.head
    matter = word.head.lower_ in _PLACING and above.lemma_.lower() in _MATTERS
    return matter or (word.head.lower_ in _ABOUT and above.i == meeting.i)


def told_together(token: Token) -> bool:
    """Whether the sentence tells of what two say together: "at a joint press conference with Y, X said that
    the talks were frank", "X, speaking alongside Y, said that".
    """
    sent = token.sent
    beside = words_within(token.doc, _ALONGSIDE, sent.start, sent.end)
    if any(token.doc[i].head.lemma_ in _TELLING for i in beside):
        return True
    at = words_within(token.doc, _CONFERENCES, sent.start, sent.end)
    return any(token.doc[i - 2 : i].text.lower() in _JOINT for i in at if i > 1)


_CONFERENCES = frozenset({"conference", "briefing", "appearance"})
_JOINT = frozenset({"joint press", "joint news", "joint media"})
_TELLING, _ALONGSIDE = frozenset("speak say tell appear".split()), frozenset({"alongside"})


def spoken_of_before(scene: Scene, told: list[MeetingDraft], occurrence: Occurrence) -> list[MeetingDraft]:
    """Those of which the sentence before names all sides, two or more: "Ties soured when Peruvian soldiers
    crossed into Chile. A second round", after talks of Norwegians were told of as well.
    """
    before = sentence_before(occurrence.trigger.token)
    if before is None or any(before.start <= i < before.end for m in told for i in m.tokens):
        return []  # it tells of a meeting itself
    named = {scene.index.owner.get(t.i) or scene.index.adjective.get(t.i) for t in before}
    sides = [(m, {*scene.principals(m.participants), *m.extra_parties}) for m in told]
    return [m for m, its in sides if len(its) > 1 and its <= named]
