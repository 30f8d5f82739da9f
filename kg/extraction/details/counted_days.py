"""Days counted from another event: "on the eve of the summit", "flew home two days after meeting X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kg.extraction.details.margins import occasion_of
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import tense_of
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.extraction.times.calendar_bounds import edtf_of
from kg.extraction.times.durations import number_of, ordinal_of
from kg.extraction.times.named_rounds import by_part
from kg.extraction.tokens.frozen_token import Token
from kg.model import Time


def count_from(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Gives meetings that no word of time dates the day before the one on whose eve they are, that of a visit
    on which they are, and the day so many days or weeks before or after what their sentence dates.

    "The summit opens on Friday. On the eve of the gathering, X met Y": Thursday; not "on the eve of the
    war", nor where the summit has no day.
    """
    for draft in meetings:
        if draft.time.earliest is not None or draft.time.latest is not None:
            continue
        if any(w.split()[-1].lower() not in _AFTER | _BEFORE for w in draft.time.expressions):
            continue
        counted = (_days_from(scene, o.trigger.token, meetings) for o in draft.occurrences)
        if (time := next((t for t in counted if t is not None), None)) is not None:
            draft.time = time
            continue
        if (time := _on_nth_day(draft, meetings)) is not None:
            draft.time = time
            continue
        for eve in (e for o in draft.occurrences for e in _eves(o.trigger.token)):
            event = occasion_of(eve, draft, meetings)
            first = event.time.earliest if event is not None else None
            exact = first is not None and event is not None and event.time.latest is not None
            if first is None or not exact or (event and not _of_days(event)):
                continue
            before = first - timedelta(days=1)
            words = scene.doc[eve.head.i : eve.right_edge.i + 1].text
            draft.time = Time(before, before, edtf_of(before, before), (words,))
            break


def _days_from(scene: Scene, token: Token, meetings: Sequence[MeetingDraft]) -> Time | None:
    """The day of a meeting from which the day of what its sentence tells is counted.

    Saturday of "flew home on Monday, two days after meeting X", "two days after talks with X", "two days
    before X meets Y" likewise, and the same day of "hours after talks with X"; not of "some days after", nor
    where no day is told or two are.
    """
    for counting, verb in _counted(token):
        length = scene.doc[counting.i - 1] if counting.i else counting
        number = scene.doc[counting.i - 2].lower_ if counting.i > 1 else ""
        days = _LENGTHS.get(length.lower_, 0) * number_of(number)
        vague = counting.i > 2 and scene.doc[counting.i - 3].lower_ in _ABOUT
        same = length.lower_ in _SAME_DAY and number_of(number) <= _HALF_A_DAY
        known = same or (0 < days < _FARTHEST and not vague)
        told = _told_day(scene, verb, counting, meetings) if known else None
        if told is not None:
            day = told + timedelta(days=-days if counting.lower_ in _AFTER else days)
            words = scene.doc[counting.i - (1 if same else 2) : counting.i + 1].text
            return Time(day, day, edtf_of(day, day), (words,))
    return None


def _on_nth_day(draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> Time | None:
    """The day of an event that lasts on which a meeting is, counted from its first: Tuesday of "X arrived in
    Lima on Monday. On the second day of her visit, she met Y", "On the second day, she met Y".

    Not of "on the second day of the strike", nor from an event of which only the week is known.
    """
    for token in (o.trigger.token for o in draft.occurrences):
        verb = clauses.clause_of(token)
        for day in clauses.prepositional(verb, "on"):
            nth = next((n for c in day.lefts if (n := ordinal_of(c.lower_)) is not None), 0)
            if day.lemma_ != "day" or nth < 1:
                continue
            event = _event_of_days(day, draft, meetings)
            first = event.time.earliest if event is not None else None
            if event is None or first is None or event.time.latest is None or not _of_days(event):
                continue
            then = first + timedelta(days=nth - 1)
            return Time(then, then, edtf_of(then, then), (token.doc[day.head.i : day.right_edge.i + 1].text,))
    return None


def _event_of_days(day: Token, draft: MeetingDraft, meetings: Sequence[MeetingDraft]) -> MeetingDraft | None:
    """The visit or summit whose day is told of: that which "of" names, else the last told of before, where
    one who is there is in both.
    """
    named = clauses.prepositional(day, "of")
    if named:
        return next((m for m in meetings if m is not draft and named[0].i in m.tokens), None)
    near = (m for m in meetings if m is not draft and set(m.participants) & set(draft.participants))
    lasting = (m for m in near if m.family == "visit" or m.format in {"summit", "conference"})
    before = [(i, m.id, m) for m in lasting for i in m.tokens if _NEAR > day.i - i > 0]
    return max(before)[2] if before and not any(c.dep_ == "prep" for c in day.rights) else None


def _counted(token: Token) -> Iterator[tuple[Token, Token]]:
    """The "after" or "before" that a meeting follows, with the verb of what is told: "after meeting X",
    "after talks with X", "after X met Y".
    """
    noun = by_part(token)
    verb = clauses.clause_of(token)
    own = token.i == verb.i or (token.dep_ in {"dobj", "nsubj", "nsubjpass"} and token.head.i == verb.i)
    words = [noun.head] if noun.dep_ == "pobj" else []
    words += [verb.head] if own and verb.dep_ == "pcomp" else []
    words += [c for c in verb.lefts if own and verb.dep_ in {"advcl", "conj"} and c.dep_ == "mark"]
    for word in (w for w in words if w.lower_ in _AFTER | _BEFORE):
        yield word, _main_clause(clauses.clause_of(verb.head if word.dep_ == "mark" else word.head), word)


def _main_clause(verb: Token, counting: Token) -> Token:
    """The verb of what is told where the words that count stand behind an aim and a comma: "met" of "met on
    Monday to discuss trade, a day before a summit"; "discuss" of "to discuss trade a day before a summit".
    """
    comma = counting.i > 3 and counting.doc[counting.i - 3].lower_ == ","
    aim = comma and verb.dep_ == "advcl" and clauses.is_infinitive(verb)
    return clauses.clause_of(verb.head) if aim else verb


def _told_day(scene: Scene, verb: Token, counting: Token, meetings: Sequence[MeetingDraft]) -> date | None:
    """The one day that a sentence tells of its main event: that of a meeting, else of its verb or subject."""
    hosts = {verb.i, *(c.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})}
    clause = counting.head if counting.dep_ == "mark" else counting
    inside = range(counting.i - 2, clause.right_edge.i + 1)
    found = [m.time for m in meetings if hosts & set(m.tokens) and m.time.earliest is not None]
    for span in () if found else scene.times:
        if span.kind not in _DAYS or not verb.sent.start <= span.first < verb.sent.end:
            continue
        root = scene.doc[span.first : span.last].root
        counted = span.first in inside or span.last - 1 in inside
        if counted or not scene.hangs_on(root, hosts):
            continue
        if (time := scene.resolve_time(span, tense_of(verb))) is not None:
            found.append(time)
    days = {t.earliest for t in found if t.earliest == t.latest}
    return days.pop() if len(days) == 1 else None


_AFTER = frozenset({"after", "following"})
_BEFORE = frozenset({"before"})
_LENGTHS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_SAME_DAY, _HALF_A_DAY = frozenset("hour hours minutes moments".split()), 12
_ABOUT = frozenset("about around almost nearly over some roughly approximately than within".split())
_FARTHEST = 29
_DAYS = frozenset({"weekday", "date", "deictic", "anaphoric"})


def _eves(token: Token) -> Iterator[Token]:
    """The "eve" on which the clause of a meeting says that it is: "on the eve of the summit, X met Y"."""
    for host in {t.i: t for t in (token, clauses.clause_of(token))}.values():
        for prep in (c for c in host.children if c.dep_ == "prep" and c.lower_ == "on"):
            yield from (c for c in prep.children if c.dep_ == "pobj" and c.lower_ == "eve")


def _of_days(event: MeetingDraft) -> bool:
    """Whether the days of an event are known, not only its month."""
    first, last = event.time.earliest, event.time.latest
    return first is not None and last is not None and (last - first).days <= _LONGEST


_LONGEST = 7
_NEAR = 100
