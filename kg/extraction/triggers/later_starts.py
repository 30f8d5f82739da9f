"""Talks that begin only later, or late, or ended after a time: "arrived on Monday for talks. The talks will
start on Wednesday", "was delayed by two hours".
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import tense_of
from kg.extraction.grammar.noun_control import LENGTHS
from kg.extraction.times.times import TimeSpan
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token

_ARRIVING = frozenset("arrive land fly travel come go".split())
_BEGINNING = frozenset("begin start open commence kick convene take hold resume".split())
_DUE = frozenset("due scheduled set slated expected".split())
_REACH = 40


def begins_later(noun: Token) -> bool:
    """Whether the next sentence says that what somebody arrived for is still to begin, or when they will
    meet: "arrived on Monday for talks with X. They will meet X on Wednesday".
    """
    said = _said_next(noun)
    return _meets_later(noun) if said is None else _is_ahead(said)


def has_own_start(noun: Token) -> bool:
    """Whether the next sentence says when what somebody arrived for began or will begin."""
    said = _said_next(noun)
    if said is None:
        return _meets_later(noun)
    return _is_ahead(said) or (said.head.lemma_ in _BEGINNING and _dated(said.head))


def came_for(token: Token) -> Token | None:
    """The verb of arriving whose aim a meeting is: "arrived on Monday for talks", "has come to attend a
    summit", "flew in to meet X"; else ``None``.
    """
    aim = token if token.pos_ == "VERB" else token.head
    if token.pos_ != "VERB" and token.dep_ == "pobj":
        aim = token.head if token.head.lower_ == "for" else token.head.head  # "to take part in talks"
        if aim.dep_ == "dobj":
            aim = aim.head
    verb = aim.head
    goal = aim.lower_ == "for" or (aim.dep_ in {"xcomp", "advcl"} and aim.tag_ == "VB")
    return verb if goal and verb.lemma_ in _ARRIVING and verb.tag_ in {"VBD", "VBN"} else None


def after_arrival(token: Token, spans: list[TimeSpan]) -> list[TimeSpan]:
    """The days of what somebody came for, where those of the arrival are told, too: Friday of "arrived on
    Wednesday for a meeting on Friday". In "has arrived to attend a summit on Friday" nobody arrived then.
    """
    lately = token.lemma_ in _ARRIVING and any(c.lower_ in {"has", "have"} for c in token.lefts)
    aim = next((c for c in token.rights if c.dep_ in {"xcomp", "advcl"} or c.lower_ == "for"), token)
    if lately and aim is not token:
        return [s for s in spans if s.first < aim.i]
    if len(spans) < 2 or came_for(token) is None:
        return spans
    own = [s for s in spans if s.first > token.i]
    return own if own and len(own) < len(spans) else spans


def set_anew(noun: Token, spans: list[TimeSpan]) -> list[TimeSpan]:
    """The days of an event, that of its new date first where one set before is told: Thursday of "talks due
    to open on Monday will now begin on Thursday", July of "planned for May, has been moved to July".
    """
    verb = noun.head
    if len(spans) < 2 or noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return spans
    verbs = (verb, *(c for c in verb.rights if c.dep_ == "xcomp"))
    now = any(c.lower_ in {"now", "instead"} for v in verbs for c in v.children)
    ahead = any(c.dep_ in {"aux", "auxpass"} and c.lower_ in _AHEAD for v in verbs for c in v.lefts)
    later = [s for s in spans if s.first > verb.i]
    anew = (now and ahead) or verb.lemma_ in _MOVING
    return [*later, *(s for s in spans if s not in later)] if anew else spans


_AHEAD = frozenset("will would is are to".split())
_MOVING = frozenset("move reschedule shift rearrange".split())


def till_it_resumes(verb: Token, words: str) -> bool:
    """Whether words of time say when what is broken off goes on, or how long it was to last at first."""
    off = verb.lemma_ in _BREAKING_OFF or any(c.lower_ in {"originally", "initially"} for c in verb.lefts)
    return off and words.lower().startswith(("until ", "till "))


_BREAKING_OFF = frozenset("adjourn recess suspend pause interrupt".split())


def _said_next(noun: Token) -> Token | None:
    """The word of the next sentence for what somebody arrived for, also for "a round of talks"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    following = _sentence_after(noun)
    said = next((t for t in following or () if _is_again(t, noun)), None)
    return said if said is not None and said.i - noun.i < _REACH else None


def _sentence_after(noun: Token) -> Span | None:
    """The next sentence behind one that says for what somebody arrived, if it is this."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "for" or verb.lemma_ not in _ARRIVING:
        return None
    if verb.tag_ not in {"VBD", "VBN"} or noun.sent.end >= len(noun.doc):
        return None
    return noun.doc[noun.sent.end].sent


def _meets_later(noun: Token) -> bool:
    """Whether the next sentence says on what day they will meet with whom somebody arrived for talks."""
    following = _sentence_after(noun)
    with_ = [o.text for c in noun.rights if c.lower_ == "with" for o in c.rights if o.dep_ == "pobj"]
    if following is None or not with_:
        return False
    met = (t.head for t in following if t.dep_ == "dobj" and t.text == with_[0])
    verb = next((v for v in met if v.lemma_ in {"meet", "see"}), None)
    if verb is None or not _dated(verb):
        return False
    above = verb.head if verb.dep_ == "xcomp" else verb
    ahead = {c.lower_ for c in verb.lefts} & {"will", "shall"} or above.lower_ in _DUE | {"is", "are"}
    return bool(ahead)


def _dated(verb: Token) -> bool:
    """Whether a day is told of a verb: "began on Tuesday"."""
    return any(t.ent_type_ == "DATE" for t in verb.subtree if t.i > verb.i)


def _is_again(word: Token, noun: Token) -> bool:
    """Whether a word is the event told of before, of which something is said: "the talks"."""
    same = word.lemma_.lower() == noun.lemma_.lower() or word.lower_ == "talks"
    return same and word.dep_ in {"nsubj", "nsubjpass"} and any(c.lower_ == "the" for c in word.lefts)


def _is_ahead(noun: Token) -> bool:
    """Whether it is said that an event is to begin: "will start", "are due to open", ", due to start,"."""
    verb = noun.head
    due = [*(c for c in verb.rights if c.dep_ in {"acomp", "xcomp"}), *noun.rights, verb]
    if any(t.lower_ in _DUE and any(c.dep_ == "xcomp" for c in t.children) for t in due):
        return True
    return verb.lemma_ in _BEGINNING and any(c.lower_ == "will" for c in verb.lefts)


def opens_with(token: Token, verb: Token) -> bool:
    """Whether what goes on does so by a meeting: "the dialogue resumes today | with talks of X and Y"."""
    by_it = token.dep_ == "pobj" and token.head.lower_ == "with" and token.head.head.i == verb.i
    return by_it and verb.lemma_ in {"continue", "resume", "begin", "start", "open"}


def by_hours(verb: Token) -> bool:
    """Whether an event only began late: "was delayed by two hours", "an hour", "until later in the day"."""
    words = {t.lower_ for t in verb.subtree if t.i - verb.i < 8}
    late = verb.lemma_.lower() == "delay" or (verb.lemma_ == "be" and "delayed" in words)
    same_day = {"until", "later"} <= words and bool(words & {"day", "morning", "afternoon", "evening"})
    return late and (same_day or bool(words & {"minutes", "hour", "hours"}))


def after_some_time(verb: Token) -> bool:
    """Whether what ended had gone on for a time: "broke down after two hours", not "after the attack"."""
    spent = (t for c in verb.children if c.lower_ == "after" for t in c.children if t.dep_ == "pobj")
    return any(t.lemma_.lower() in LENGTHS for t in spent)


def told_by_when(verb: Token) -> set[int]:
    """The words of the time of which a clause with "when" tells: "Last month, when they met in Lima, X said",
    "until Friday, when they are to meet", "in May, when they caused a stir by meeting", "Last month, as they
    met, X said"; none of "will say tomorrow when they meet", "came on Monday, as they met".
    """
    by_it = verb.dep_ == "pcomp" and verb.head.lower_ == "by"
    verb = verb.head if verb.dep_ == "xcomp" else verb.head.head if by_it else verb
    front = verb.i < verb.head.i
    when = next((c for c in verb.lefts if c.lower_ == "when" or (front and c.lower_ in _AS)), None)
    if when is None or verb.dep_ not in {"advcl", "relcl"} or when.i < 2 or when.nbor(-1).text != ",":
        return set()
    time = when.nbor(-2)
    words = {time.i}
    while time.head.i < when.i and (time.ent_type_ == "DATE" or time.pos_ == "ADP"):
        time = time.head
        words.add(time.i)
    return words


_AS = frozenset({"as", "while"})


def day_then(token: Token, span: TimeSpan) -> TimeSpan:
    """The very day of which a clause with "when" tells: Friday of "the days before Friday, when they meet",
    May of "has been in touch since May, when they met".
    """
    found, after = _BOUND.match(span.text), token.doc[span.last : span.last + 2]
    if found is None or after.text.lower() != ", when":
        return span
    above = [token, *token.ancestors]
    if after[1].head not in above:
        return span
    words, start = span.text[found.end() :], span.start + found.end()
    first = next(t.i for t in token.doc[span.first : span.last] if t.idx >= start)
    return replace(span, start=start, first=first, text=words)


_BOUND = re.compile(r"(?:since|until|till|by|before|after|from|to|up to|ahead of|prior to)\s+", re.IGNORECASE)


def gone_before(verb: Token) -> bool:
    """Whether what is told comes after a journey to do it: "it follows a visit by X to Lima to [meet] Y"."""
    above = verb.head if verb.dep_ == "advcl" else verb.head.head
    journey = verb.head if verb.dep_ == "acl" else clauses.child(above, "dobj")
    if above.lemma_ != "follow" or journey is None or journey.head is not above:
        return False
    return journey.lemma_ in {"visit", "trip"} and tense_of(above) != "future"


def for_a_while(verb: Token) -> bool:
    """Whether what a verb stops went on or comes yet: "broke down after two hours", "initially delayed",
    "was stalling the talks", which says that somebody draws them out.
    """
    if verb.lemma_.lower() in {"stall", "delay"} and verb.tag_ == "VBG" and clauses.child(verb, "dobj"):
        return verb.dep_ != "advcl"  # "the plane failed to take off, delaying the talks"
    held_up = after_some_time(verb) or by_hours(verb)
    return held_up or any(c.lower_ in {"initially", "briefly"} for c in verb.children)
