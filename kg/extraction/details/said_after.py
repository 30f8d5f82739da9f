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
    wrote that he was putting off the vote, after a call with Y"; not "officials said on Sunday after X's
    talks with Y", "said on Sunday after ten days of talks", nor "left on Sunday after talks with Y".
    """
    for draft in meetings:
        if not draft.is_undated or draft.status != "held" or draft.family == "visit":
            continue
        for occurrence in draft.occurrences:
            days = [
                s for verb in _speaking_after(occurrence.trigger.token)
                if _was_there(scene, verb, draft)
                for s in scene.time_spans(verb) if s.kind in _ONE_DAY
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
    if verb.lemma_ in _SPEAKING and verb.tag_ in {"VBD", "VBG"} and not clauses.is_negated(verb):
        yield verb


def _was_there(scene: Scene, verb: Token, draft: MeetingDraft) -> bool:
    """Whether one who speaks takes part in a meeting."""
    free = verb.dep_ == "advcl" and verb.tag_ == "VBG"  # "Speaking on Sunday after talks, X said"
    doers = clauses.doers(verb.head if free else verb)
    return any(i in draft.participants for d in doers for i in scene.resolve_all(d))


_SPEAKING = frozenset("say tell speak announce write add declare note state comment post tweet".split())
_BEFORE = frozenset("recent earlier previous last past several many weeks days".split())
_ONE_DAY = frozenset({"weekday", "date", "deictic"})
