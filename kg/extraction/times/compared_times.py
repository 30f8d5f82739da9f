"""Words of time that only say since when something is the first or greatest: "the first visit in years"."""

from __future__ import annotations

import re

from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token

_RANKS = re.compile(r"first|second|third|fourth|fifth|sixth|only|last")


def is_comparison(doc: Doc, span: Span, kind: str) -> bool:
    """Whether the words say since when something is the first or greatest, and not when it is.

    "the first visit by a president in 88 years", "their first meeting since 2018", "her third visit since the
    May 5 attacks", "has grown since its founding in 2001"; not "since 2018 they have met twice", "the first
    meeting since X's visit to Peru in 1983", which is when X came.
    """
    if span[-1].lower_ in {"later", "earlier"} and doc[span.end : span.end + 1].text == "than":
        return True  # "a day later than planned"
    if kind not in ("in", "year", "month", "date", "weekday", "relative", "vague", "rolling"):
        return False
    if _since_origin(span):
        return True
    if _of_last_meeting(span):
        return False
    if kind not in ("vague", "rolling") and _first_after(doc, span):
        return True
    opener = span[0].lower_
    if kind == "rolling":  # "the first talks for the last six years", not "over the past week"
        return opener == "for" and any(t.lower_ == "first" for t in doc[span.sent.start : span.start])
    if not (opener == "since" or (kind in ("in", "vague") and opener == "in")):
        return False
    if opener == "since" and _of_a_time(span.root.head.head if span.root.dep_ == "pobj" else span.root.head):
        return True
    if opener == "in" and _of_what_will_be(span[0]):
        return False
    start = max(span.sent.start, span.start - (20 if span[-1].lower_ in {"years", "decades"} else 12))
    return any(_RANKS.fullmatch(t.lower_) or t.tag_ in ("JJS", "RBS") for t in doc[start : span.start])


def _of_what_will_be(prep: Token) -> bool:
    """Whether "in two weeks" dates what will be: "the second round will be held in two weeks"."""
    verb = prep.head
    ahead = verb.pos_ in {"VERB", "AUX"} and any(c.lower_ == "will" for c in verb.lefts)
    return ahead and any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "NOUN" for c in verb.lefts)


def _first_after(doc: Doc, span: Span) -> bool:
    """Whether words date what something is the first after: "the first meeting since the summit in May", "it
    was the first meeting after the summit in May", "his first trip since fighting broke out in May", "the
    first time they met since a meeting in May".

    Not so in "held the second meeting after the summit in May", "it was the first, after the summit, in May".
    """
    after = _since_clause(span)
    until = span.start if after is None else after.i
    for token in reversed(doc[max(span.sent.start, until - _AFTER_WHAT) : until]):
        if (token.pos_ in {"VERB", "AUX"} and token.dep_ != "amod") or token.text == ",":
            if after is not None and _of_a_time(token):
                continue
            return False
        if token.lower_ in {"after", "since"} and token.dep_ in {"prep", "mark"}:
            after = token
        elif after is not None and _RANKS.fullmatch(token.lower_) and token.head.pos_ == "NOUN":
            told = token.head.dep_ == "attr" or after.lower_ == "since"
            return told and token.head.i < after.i
    return False


def _of_a_time(verb: Token) -> bool:
    """Whether a verb tells for which time something is: "the first time they | have | met since"."""
    verb = verb.head if verb.dep_ == "aux" else verb
    return verb.dep_ == "relcl" and verb.head.lower_ == "time"


def _since_origin(span: Span) -> bool:
    """Whether words date since when something is: "since its inception in 1996", "since the May election"."""
    root = span.root
    origin = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "in" else root.head
    since = origin.dep_ == "pobj" and origin.head.lower_ == "since"
    within = root.dep_ in {"compound", "nmod", "poss"} and origin.lemma_.lower() not in _MEETINGS
    return since and (within or origin.lemma_.lower() in _ORIGINS)


_MEETINGS = frozenset("talk meeting summit visit trip conference round session negotiation call".split())
_ORIGINS = frozenset("inception creation founding foundation establishment formation launch birth".split())


def _of_last_meeting(span: Span) -> bool:
    """Whether words date the meeting itself since which another is the first: "since the Oslo summit in May",
    "since X's visit to Peru in 1983".
    """
    root = span.root
    above = root.head.head if root.dep_ == "pobj" else root.head
    while above.dep_ == "pobj" and above.head.lower_ in {"to", "in", "with", "at"}:
        above = above.head.head  # "to [Peru] in 1983"
    meeting = above.lemma_.lower() in _MEETINGS and above.i < root.i
    return meeting and above.dep_ == "pobj" and above.head.lower_ == "since"


def _since_clause(span: Span) -> Token | None:
    """The "since" of the clause of a turn of events that ends with words of time, else ``None``: "since she
    took office in May", "since taking office in May"; not "since she came to Oslo in May", which is a visit.
    """
    near = span.doc[max(span.sent.start, span.start - _FAR) : span.start]
    since = next((t for t in reversed(near) if t.lower_ == "since"), None)
    between = [] if since is None else [t for t in near if t.i > since.i]
    if since is None or not between or any(t.text == "," for t in between):
        return None
    told = any(t.lemma_ in _TURNS and t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG" for t in between)
    going = between[0].tag_ == "VBG" and between[0].lemma_ not in _CONTACTS
    return since if told or (going and all(t.tag_ != "VBD" for t in between)) else None


_TURNS = frozenset(
    "take assume win seize break begin start erupt resume invade annex impose sever restore end fall".split()
)
_CONTACTS = frozenset("meet visit hold talk come arrive speak travel".split())
_AFTER_WHAT, _FAR = 24, 12
