"""Days of who speaks: "today" of a quotation, the day on which a meeting is announced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.extraction.grammar import clauses
from kg.extraction.times import times
from kg.extraction.times.named_rounds import by_part
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.quotations import find_quotations

_SPEAKING = frozenset("say tell add write state post note tweet".split())
_DAYS = frozenset({"weekday", "date"})
_ANNOUNCING = frozenset("announce propose confirm offer invite unveil suggest request".split())


def day_said(
    doc: Doc, text: str, spans: Sequence[times.TimeSpan], span: times.TimeSpan, written: date | None
) -> date | None:
    """The day on which the quotation was said in which "today" stands: '"We met today," X said on Monday'.

    ``None`` where the words are nobody's, or no day is told.
    """
    if span.kind != "deictic" or written is None:
        return None
    quoted = next((q for q in find_quotations(doc, text) if q.first <= span.first < q.last), None)
    if quoted is None:
        return None
    around = {doc[min(quoted.last, len(doc) - 1)].sent.start, doc[max(quoted.first - 2, 0)].sent.start}
    for other in (s for s in spans if s.kind in _DAYS and doc[s.first].sent.start in around):
        if quoted.first <= other.first < quoted.last:
            continue
        root = doc[other.first : other.last].root
        verb = root.head.head if root.head.dep_ == "prep" else root.head
        found = times.resolve(other.text, written, tense="past") if verb.lemma_ in _SPEAKING else None
        if found is not None and found.earliest is not None and found.earliest == found.latest:
            return found.earliest
    return None


def week_told(
    doc: Doc, spans: Sequence[times.TimeSpan], span: times.TimeSpan, written: date | None
) -> date | None:
    """The last day of the week that opens a clause in which a day of the week is told: "Last week, X met Y on
    Tuesday"; ``None`` where none does, as in "Last week X met Y, and on Tuesday she flew home".
    """
    if span.kind not in {"weekday", "weekdays"} or written is None:
        return None
    start = doc[span.first].sent.start
    week = next((s for s in spans if s.first == start and s.text.lower() == "last week"), None)
    if week is None or _verb_above(doc[span.first : span.last].root) != _verb_above(doc[start + 1]):
        return None
    return date.fromordinal(written.toordinal() - written.weekday() - 1)


def _verb_above(word: Token) -> int:
    """Where the verb stands to which a word of time belongs."""
    return next((t.i for t in word.ancestors if t.pos_ in {"VERB", "AUX"}), -1)


def announced(verb: Token, noun: Token, first: int) -> bool:
    """Whether words of time before a noun say when it is announced: "announced on Monday a visit", "on Monday
    invited X to talks", or behind it of what it is said in: "proposed talks in a speech on Monday"; not
    "announced a visit on Monday". What is only to come was not "yesterday", wherever that stands: "agreed to
    talks yesterday".
    """
    noun = by_part(noun)  # "announced on Monday a series of meetings"
    if _of_words(verb, noun, first):
        return True
    objects = noun.dep_ in {"dobj", "nsubjpass"} or (
        noun.dep_ == "pobj" and noun.head.lower_ in {"to", "for"}
    )
    if verb.lemma_ in _REPORTING_ON and noun.dep_ == "pobj" and noun.head.lower_ in {"on", "about"}:
        return verb.i < first < noun.i  # "will report on Monday on her visit", "released yesterday on it"
    if verb.lemma_ not in _ANNOUNCING | {"agree"} or not objects or verb.i == noun.i:
        return False
    word = noun.doc[first]
    if _confirmed_then(verb, noun, word):
        return True
    if word.lower_ == "yesterday" and verb.tag_ in {"VBD", "VBN"} and word.head.i in {verb.i, noun.i}:
        return word.dep_ == "npadvmod" and (verb.lemma_ != "agree" or noun.head.lower_ == "to")
    return first < noun.i and verb.lemma_ in _ANNOUNCING


def _of_words(verb: Token, noun: Token, first: int) -> bool:
    """Whether words of time are of a speech or letter in which a verb says something of an event: "proposed
    talks in an interview on Monday"; not "gave a speech in talks on Monday".
    """
    before = noun.doc[first - 1]
    medium = noun.doc[first - 2] if before.lower_ == "on" else before
    within = medium.dep_ == "pobj" and medium.head.lower_ in {"in", "at", "during"} and medium.i > noun.i
    return (
        within
        and medium.lemma_ in _WORDS
        and medium.head.head.i in {verb.i, noun.i}
        and noun.dep_ in _DONE_TO
    )


_WORDS = frozenset("interview speech letter statement message address tweet telegram broadcast".split())
_DONE_TO = frozenset({"dobj", "nsubjpass", "pobj", "pcomp"})
_REPORTING_ON = frozenset("report release issue publish brief".split())
_TELLING = frozenset({"confirm", "announce"})


def _confirmed_then(verb: Token, noun: Token, first: Token) -> bool:
    """Whether a day right behind an event that is known says when it was told: "confirmed the meeting on
    Monday", "in a tweet on Monday", "confirmed a meeting to reporters on Monday"; not "confirmed a meeting on
    Monday", "confirmed the meeting with X on Monday" nor "will confirm".
    """
    if noun.i < first.i and any(c.lower_ == "to" and noun.i < c.i < first.i for c in verb.rights):
        return verb.lemma_ in _TELLING and noun.dep_ == "dobj" and noun.head.i == verb.i
    between = {t.lower_ for t in noun.doc[noun.i + 1 : max(first.i - 1, noun.i + 1)]}
    known = any(c.lower_ in {"the", "this"} for c in noun.lefts) and between <= _MEDIA
    told = verb.lemma_ in _TELLING and verb.tag_ == "VBD" and noun.dep_ == "dobj" and noun.head.i == verb.i
    on = first if first.lower_ == "on" else first.head
    hangs = {verb.i, noun.i, *(t.i for t in noun.doc[noun.i + 1 : first.i] if t.lower_ in _MEDIA)}
    return known and told and noun.i < first.i and (on.head.i in hangs or first.head.i == verb.i)


_MEDIA = frozenset(
    """
    in to at on via by a an the his her its their of tweet statement post message email telegram interview
    briefing news press conference reporters journalists social media facebook twitter x phone
    """.split()
)
"""Words between an event and the day on which it was told: "the meeting [in a tweet] on Monday"."""


def when_said(first: Token, token: Token) -> bool:
    """Whether a date that opens a clause without "that" says when it was said, wherever the parser puts it:
    Monday of "said in Oslo on Monday he would meet X"; not of "said on Monday, he would meet X".
    """
    verb = clauses.clause_of(token)
    while verb.dep_ == "xcomp" and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in _SPEAKING | _ANNOUNCING or verb.head.i > first.i:
        return False
    subject = clauses.child(verb, "nsubj", "nsubjpass")
    if subject is None or first.i != verb.left_edge.i or first.i >= subject.left_edge.i:
        return False
    return all(t.text != "," for t in first.doc[first.i : subject.left_edge.i])


def as_reported(root: Token) -> bool:
    """Whether a date closes the words on a source that open a sentence: "As reported from Lima yesterday, the
    talks will be held"; not "As agreed on Monday, the talks". ``root`` is the head of the date.
    """
    sentence = root.sent
    source = len(sentence) > 1 and sentence[0].lower_ == "as" and sentence[1].lemma_ in _REPORTING
    end = root.right_edge.i + 1
    closes = end < sentence.end and root.doc[end].text == ","
    return source and closes and all(t.text != "," for t in root.doc[sentence.start : root.left_edge.i])


_REPORTING = frozenset("report quote announce say write tell".split())
