"""The day of a meeting of which one who was there speaks at once: "said on Sunday after a call with X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.meetings import settle_time
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token


def dated_by_speech(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Gives meetings and calls that no word of time dates the day on which one who was there is told to have
    spoken after it.

    "X said on Sunday after talks with Y", "Speaking on Sunday after a meeting with Y, X said", "On Sunday, X
    wrote that he was putting off the vote, after a call with Y", "Speaking after talks with Y, X said on
    Sunday", "P and Q agreed on Sunday to trade after talks in Oslo"; not "officials said on Sunday after X's
    talks with Y", "said on Sunday after ten days of talks", nor "left on Sunday after talks with Y".
    """
    for draft in meetings:
        if not draft.is_undated or draft.status != "held" or draft.family == "visit":
            continue
        for occurrence in draft.occurrences:
            days = [
                s for verb in _speaking_after(occurrence.trigger.token)
                if _was_there(scene, verb, draft)
                for s in scene.time_spans(verb) or scene.time_spans(_main(verb)) if s.kind in _ONE_DAY
            ]  # fmt: skip
            if len(days) == 1:
                occurrence.spans.append(days[0])
                settle_time(scene, draft)
                break


def _speaking_after(token: Token) -> Iterator[Token]:
    """The verb by which somebody is told to speak after a meeting: "said" of "said after talks with X"."""
    after = token.head if token.dep_ in {"pobj", "pcomp"} else None
    if after is None or after.lower_ not in {"after", "following"} or after.i >= token.i:
        return
    if any(c.lower_ in _BEFORE or c.dep_ == "nummod" for c in token.lefts):
        return  # "after a recent meeting"
    if after.head.pos_ == "NOUN" and after.head.dep_ != "dobj":
        return  # "a day after talks"
    verb = clauses.clause_of(after.head)
    comma = after.i > 0 and after.nbor(-1).text == ","
    if comma and verb.dep_ == "ccomp" and not any(c.lower_ == "had" for c in verb.lefts):
        verb = verb.head
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _SETTLING:
        verb = verb.head
    settles = verb.lemma_ in _SETTLING and verb.tag_ == "VBD" and verb.i < after.i
    known = verb.lemma_ in _SPEAKING or settles
    if known and verb.tag_ in {"VBD", "VBG"} and not clauses.is_negated(verb):
        yield verb


def _main(verb: Token) -> Token:
    """The verb that a free participle goes with: "said" of "Speaking after talks, X said on Sunday"."""
    return verb.head if verb.dep_ == "advcl" and verb.tag_ == "VBG" else verb


def _was_there(scene: Scene, verb: Token, draft: MeetingDraft) -> bool:
    """Whether one who speaks takes part in a meeting, or those who settle a thing are its sides."""
    ids = [i for d in clauses.doers(_main(verb)) for i in scene.resolve_all(d)]
    if verb.lemma_ in _SPEAKING and any(i in draft.participants for i in ids):
        return True
    if verb.lemma_ not in _SETTLING:
        return False
    sides = {*draft.participants, *draft.extra_parties, *scene.principals(draft.participants)}
    return set(ids) <= sides and len(scene.principals(ids)) > 1


_SPEAKING = frozenset("say tell speak announce write add declare note state comment post tweet".split())
_SETTLING = frozenset(
    """
    agree decide pledge vow promise reach restore resume normalize normalise reopen establish seal
    approve adopt lift announce declare condemn reaffirm
    """.split()
)
_BEFORE = frozenset("recent earlier previous last past several many weeks days".split())
_ONE_DAY = frozenset({"weekday", "date", "deictic"})
