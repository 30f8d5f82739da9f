"""How long a meeting lasts and when it ends: "a two-day summit", "which ends on Saturday"."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.times import times
from kg.extraction.times.calendar_bounds import WEEKDAYS, edtf_of
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_within
from kg.extraction.triggers.triggers import Trigger
from kg.model import Time

if TYPE_CHECKING:
    from kg.extraction.meetings.meeting_drafts import MeetingDraft

_ENDING = frozenset("end conclude finish wrap wind culminate close complete".split())
UNTIL = frozenset({"until", "till", "through"})
_LONGEST = 14
"""Days that a first and a last day of one meeting may lie apart."""


_UNITS = re.compile("minute|hour|day|night|week|month|year", re.IGNORECASE)


def duration_in(doc: Doc, trigger: Trigger) -> str | None:
    """The duration that a noun is given (ISO 8601): "P2D" of "a two-day meeting", "a visit of two days" and
    "talks lasting two days"; of a verb that of "will visit Oslo for three days from Monday", not of "has
    lived there for three days".
    """
    token = trigger.token
    if not trigger.nominal:
        days = (o for o in clauses.prepositional(token, "for") if o.lemma_ in _LASTING)
        lengths = (times.duration_of(doc[o.left_edge.i : o.i + 1].text) for o in days)
        return next((n for n in lengths if n is not None), None) if trigger.family == "visit" else None
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    last = above if above is not None and above.lemma_ == "day" else token  # "two days of talks"
    before = doc[last.left_edge.i : last.i + 1].text
    lasts = [v for v in token.rights if v.dep_ == "acl" and v.lower_ == "lasting"]
    behind = [*clauses.prepositional(token, "of"), *(o for v in lasts for o in v.rights)]
    said = [before, *(doc[o.left_edge.i : o.i + 1].text for o in behind if o.lemma_ in _LASTING)]
    return next((n for words in said if _UNITS.search(words) and (n := times.duration_of(words))), None)


def of_the_morrow(token: Token, span: times.TimeSpan, written: date | None) -> bool:
    """Whether a day of the week whose a meeting is comes right after that of writing: "Thursday's meeting"
    written on a Wednesday, where one a week old is "last Thursday's"; not "after Thursday's meeting".
    """
    day = token.doc[span.first]
    own = span.kind == "weekday" and any(c.tag_ == "POS" for c in day.rights) and day.head is token
    if not own or written is None or (token.dep_ == "pobj" and token.head.lower_ in _PAST_IT):
        return False
    return day.lower_ == WEEKDAYS[(written.weekday() + 1) % 7]


_PAST_IT = frozenset({"after", "following", "since"})
_DAY, _LASTING = frozenset({"day"}), frozenset({"day", "night", "week"})


def nth_day(token: Token) -> int:
    """Which day of a meeting its words tell of: 3 for "is into its third day", "the third day of the summit";
    0 where they do not say. Not "the third day of the strike", nor "left after a second day of talks".
    """
    if not lemmas_within(token.doc, _DAY, token.sent.start, token.sent.end):
        return 0
    days = [token.head.head] if token.dep_ == "pobj" and token.head.lower_ == "of" else []
    days = [d for d in days if d.head.lower_ not in {"after", "following"}]
    if token.dep_ in {"nsubj", "nsubjpass"}:
        verb = token.head
        days += [*clauses.objects(verb), *clauses.prepositional(verb, "in", "into", "on", "for")]
        days = [d for d in days if any(c.lower_ in {"its", "their", "a"} for c in d.lefts)]
    numbers = (times.ordinal_of(c.lower_) for d in days if d.lemma_ == "day" for c in d.lefts)
    return next((n for n in numbers if n is not None), 0)


def days_of(doc: Doc, trigger: Trigger) -> int | None:
    """The days that a noun is said to last, 0 for another duration, ``None`` for none: 2 for "a two-day
    visit", 3 for "a 48-hour visit", which ends at that hour of the second day after it began.
    """
    duration = duration_in(doc, trigger)
    if duration is None:
        return None
    if duration.startswith("PT") and duration.endswith("H") and duration[2:-1].isdecimal():
        days = int(duration[2:-1]) // 24
        return days + 1 if days else 0
    return int(duration[1:-1]) if duration.endswith("D") and duration[1:-1].isdecimal() else 0


def narrowed(time: Time, found: Time) -> Time:
    """The days that two times have in common; all of some days told outright of which one is told as well:
    "visited Peru on April 3-5, where she met X on April 4", "the visit began on the 3rd".
    """
    for whole, day in ((time, found), (found, time)):
        told = any(_DAYS_ON_END.search(words) for words in whole.expressions)
        if told and _within(whole, day):
            return replace(whole, expressions=tuple(dict.fromkeys(time.expressions + found.expressions)))
    return times.intersect(time, found)


def _within(whole: Time, day: Time) -> bool:
    """Whether a day is one of several in a row."""
    if whole.earliest is None or whole.latest is None or day.earliest is None or day.latest != day.earliest:
        return False
    return whole.earliest <= day.earliest <= whole.latest and whole.earliest < whole.latest


_DAYS_ON_END = re.compile(
    r"\d\w{0,2} ?(?:-|–|—|to|and|till|until|through) ?(?:[A-Z][a-z]+\.? )?\d"
    r"|day (?:-|–|to|and|through) \w+day"
)


def ends_then(doc: Doc, span: times.TimeSpan) -> bool:
    """Whether a dating says when something ends: "wrapped up a summit on Monday", "which ends Saturday".

    Not so "met on Monday" nor "the talks that ended the war in 1995 began on Monday".
    """
    verb = clauses.clause_of(doc[span.first : span.last].root)
    return verb.lemma_.lower() in _ENDING and (
        verb.lemma_.lower() not in {"wrap", "wind"} or clauses.has_particle(verb, "up")
    )


def open_before(doc: Doc, span: times.TimeSpan, time: Time) -> Time:
    """The time without its first day where its words say when what goes on for days ends: "will end on 7
    April", "ended on Monday", "at the end of the visit on Friday"; not "the visit that ended in May".
    """
    root = doc[span.first : span.last].root
    verb, of = clauses.clause_of(root), root.head.head if root.dep_ == "pobj" else root
    if of.pos_ == "NOUN" and of.head.lower_ == "of" and after_days(of):
        return replace(time, earliest=None)
    near = verb.tag_ not in {"VBD", "VBN"} or span.kind in {"weekday", "deictic"}
    return replace(time, earliest=None) if near and time.latest and ends_then(doc, span) else time


def says_until(span: times.TimeSpan) -> bool:
    """Whether words of time say until when something lasts: "through Friday"."""
    return span.text.lower().startswith(("until ", "till ", "through "))


def as_end(draft: MeetingDraft, span: times.TimeSpan, found: Time) -> Time | None:
    """The last day of a visit that goes on until then: Friday of "which will last until Friday"."""
    if not says_until(span) or draft.family != "visit" or found.latest is None or found.earliest is not None:
        return None
    return replace(found, earliest=found.latest)


def after_days(noun: Token) -> bool:
    """Whether what came of an event is told with its length, so that the day is its last: "agreed on Monday
    after three days of talks", "agreed at the close of a two-day summit on Monday"; not "met on Monday for
    three days of talks".
    """
    part = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if part.i != noun.i and part.lemma_ in {"end", "close", "conclusion"} and part.head.lower_ == "at":
        return True
    after = part.dep_ == "pobj" and part.head.lower_ in {"after", "following"}
    return after and part.lemma_ in {"day", "week"}


def closing(doc: Doc, token: Token, spans: list[times.TimeSpan]) -> times.TimeSpan | None:
    """When a clause that goes on from that of a meeting says that it ends: "began on Monday and will end on
    Friday", "which began on Monday and is due to end on Friday"; not "began on Monday and the war ended on
    Friday".
    """
    subject = token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"}
    hosts = {token.head.i} if subject else set()
    hosts |= {c.i for c in token.children if c.dep_ == "relcl"}
    if not hosts:
        return None
    for span in (s for s in spans if token.i < s.first < token.sent.end and s.kind in _DAYS):
        verb = clauses.clause_of(doc[span.first : span.last].root)
        joined = False
        while verb.dep_ in {"xcomp", "acomp", "conj"} and clauses.child(verb, "nsubj") is None:
            joined = joined or verb.dep_ == "conj"
            verb = verb.head
        if joined and verb.i in hosts and ends_then(doc, span):
            return span
    return None


def home_again(doc: Doc, trigger: Trigger, spans: list[times.TimeSpan]) -> times.TimeSpan | None:
    """When somebody left or came home at the end of a journey of so many days, which is its last: "left on
    Friday at the end of a two-day visit", "returned on Friday after wrapping up a two-day visit"; or spoke
    "on Friday as he wrapped up a two-day visit", "at the end of a two-day visit".

    Not "spoke on Friday after a two-day visit", nor "left on Friday after a visit".
    """
    host = trigger.token
    if not days_of(doc, trigger):
        return None
    if host.dep_ == "pobj" and host.head.lower_ == "of" and host.head.head.lemma_ in _CLOSE:
        host = host.head.head
    elif host.dep_ == "dobj" and host.head.lemma_ in _ENDING and host.head.tag_ == "VBG":
        host = host.head
    elif host.dep_ == "dobj" and host.head.lemma_ in _ENDING and host.head.dep_ == "advcl":
        host = host.head if any(c.lower_ in {"as", "when"} for c in host.head.lefts) else host
    after = host.head if host.dep_ in {"pobj", "pcomp"} else None
    verb = host.head if after is None else after.head
    meanwhile = host.i != trigger.token.i and (
        host.tag_ == "VBD" or (after is not None and after.lower_ == "at")
    )
    if not (verb.lemma_ in _HOME or meanwhile) or verb.tag_ not in {"VBD", "VBN"}:
        return None
    ends = _AFTER if host.i != trigger.token.i else {"after", "following"}  # not "arrived on a visit"
    if after.lower_ not in ends if after is not None else host.dep_ != "advcl":
        return None
    for span in (s for s in spans if s.kind in _DAYS and verb.sent.start <= s.first < verb.sent.end):
        root = doc[span.first : span.last].root
        if verb.i in {root.head.i, root.head.head.i if root.head.dep_ == "prep" else root.head.i}:
            return span
    return None


_CLOSE = frozenset("end close conclusion completion".split())
_AFTER = frozenset("after following at on upon".split())
_HOME = frozenset("leave depart return arrive reach come fly".split())
_DAYS = frozenset({"weekday", "date", "deictic"})


def put_off_to(doc: Doc, span: times.TimeSpan, *, denied: bool = False) -> times.TimeSpan | None:
    """The new date of what is "put off until June", "rescheduled for June": June, not all days before; so
    of what is denied to come "before June".

    ``None`` for other words: "put off the talks planned for Monday".
    """
    before = doc[span.first - 1] if span.first > 0 else None
    if before is not None and before.lower_ == "to":
        return span
    word, _, date = span.text.partition(" ")
    again = word.lower() == "for" and before is not None and before.lemma_ == "reschedule"
    from_then = {"until", "till"} | ({"before"} if denied else set())
    if not date or not (again or word.lower() in from_then):
        return None
    return replace(span, start=span.start + len(word) + 1, first=span.first + 1, text=date)


def last_time(found: Time | None, span: times.TimeSpan, written: date | None) -> Time | None:
    """The days of the year before where what is told to have been held would be to come: "took place on
    January 11", written in November, "visited Peru from June 1 to 3", in May; not where the words name the
    year. Of 29 February it is the last one.
    """
    if found is None or written is None or found.earliest is None or found.latest is None:
        return found
    if found.earliest <= written or span.kind not in {"date", "span"} or _YEAR.search(span.text):
        return found
    if (found.earliest - written).days < _SOME_DAYS:
        return found  # of an odd tense
    leap = any((d.month, d.day) == (2, 29) for d in (found.earliest, found.latest))
    before = next(y for y in range(found.latest.year - 1, 0, -1) if isleap(y) or not leap)
    ago = found.latest.year - before
    first, last = (d.replace(year=d.year - ago) for d in (found.earliest, found.latest))
    return replace(found, earliest=first, latest=last, edtf=edtf_of(first, last))


_YEAR = re.compile(r"\d{4}")
_SOME_DAYS = 4


def until(time: Time, end: Time, days: int, *, stays: bool) -> Time:
    """The time with its last day: from the first day or the duration where these are known, else as told.

    ``stays`` says that the kind of meeting lasts for days (a summit, a visit), so that its last day alone is
    no first day; talks that "ended on Friday" are those of Friday.
    """
    words = tuple(dict.fromkeys(time.expressions + end.expressions))
    last = end.latest
    runs = end.earliest is None and any(w.split()[0].lower() in UNTIL for w in end.expressions)
    if last is None or not (runs or end.earliest == last):
        return times.intersect(time, end)
    first = time.earliest
    if days > 1:
        first = last - timedelta(days=days - 1)
    elif first is None:
        first = None if stays or runs else last
    elif time.latest != first or not 0 <= (last - first).days <= _LONGEST:
        return replace(time, expressions=words)
    return Time(first, last, edtf_of(first, last), words, time.duration)


def since_first(time: Time, nth: int) -> Time:
    """The days from the first to the one told of: of Tuesday, the second day, Monday to Tuesday."""
    if time.earliest is None or time.earliest != time.latest:
        return time
    first = time.earliest - timedelta(days=nth - 1)
    return replace(time, earliest=first, edtf=edtf_of(first, time.latest))


def until_nth(time: Time, nth: int) -> Time:
    """The days from the first, which is known, to the one told of: Monday to Tuesday of "arrived on Monday.
    On the second day of her visit, X met Y".
    """
    if time.earliest is None or time.earliest != time.latest:
        return time
    last = time.earliest + timedelta(days=nth - 1)
    return replace(time, latest=last, edtf=edtf_of(time.earliest, last))


def arrives(token: Token) -> bool:
    """Whether words tell when an event begins: "arrived in Lima", "began a visit", "opened a summit"; not
    "met in Lima".
    """
    verb = clauses.clause_of(token)
    return verb.lemma_ in _BEGINNING


_BEGINNING = frozenset("arrive land begin start open kick commence".split())
