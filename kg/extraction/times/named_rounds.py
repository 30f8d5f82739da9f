"""Meetings told by a name and a number, without a noun that says what they are: "Geneva II", "the 8th BCM".

Talks that recur are known by their town ("at Kano II, a month later") or by the letters of their name ("the
8th BCM was held"). A king, a war and a treaty may have a numeral, too: so the words around have to
say that it took place or that somebody was there.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.extraction.grammar import clauses
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token

MANY = frozenset("series string flurry spate number couple lot handful succession".split())
"""Nouns for more than one: "a series of meetings"."""
PARTS = MANY | frozenset(
    """
    round cycle minute hour day week month year start set phase stage bout spell morning afternoon evening
    night weekend
    """.split()
)
"""Nouns that measure or divide talks: "hours of talks", "the first phase of the talks"."""
TURNS = frozenset(
    "resumption start opening beginning launch conclusion holding convening continuation".split()
)
"""Nouns for the course of talks, which their day may hang on: "the resumption on Monday of talks"."""


def by_part(noun: Token, parts: Collection[str] = PARTS) -> Token:
    """The noun that parts or measures what a noun tells: "round" of "a new round of talks"; else the noun."""
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in parts:
        noun = noun.head.head
    return noun


_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_LETTERS = re.compile(r"[A-Z]{3,6}$")
_WHEN = frozenset("at after since before during following".split())
_HAPPENING = frozenset(
    """
    open begin start end conclude close follow fail collapse bring produce yield last adjourn resume convene
    take hold schedule set plan postpone cancel
    """.split()
)
_THERE = frozenset("attend hold host convene chair join boycott skip conclude reconvene".split())
_NO_MEETINGS = frozenset("GDP CEO USA NATO GMT HIV NGO AGM IPO".split())


def number_named(token: Token) -> int | None:
    """Which of its series a numeral or the letters of a name say, or ``None``: 2 for "Geneva II"."""
    return _ROMAN.get(token.text) or next(
        (n for c in token.lefts if (n := times.ordinal_of(c.lower_)) is not None), None
    )


def is_named_round(token: Token, towns: Collection[int]) -> bool:
    """Whether the token is the head of such a name; ``towns`` are the tokens that name a town.

    So "II" of "Geneva II opened", "BCM" of "the 8th BCM was held"; not "World War II", "the 8th BCM officer".
    """
    if token.text in _ROMAN:
        before = token.nbor(-1) if token.i > token.sent.start else None
        named = before is not None and (before.i in towns or _LETTERS.match(before.text))
        return bool(named) and _takes_place(token)
    if not token.text.isupper() or not _LETTERS.match(token.text) or token.text in _NO_MEETINGS:
        return False
    counted = any(times.ordinal_of(c.lower_) is not None for c in token.lefts)
    known = any(c.lower_ in {"the", "its", "their"} for c in token.lefts)
    return counted and known and _takes_place(token)


def counted_after(noun: Token) -> list[Token]:
    """The number that stands behind a noun, with its sides: "the talks, the third between A and B"."""
    hosts = [noun, *clauses.prepositional(noun, "in", "at", "on")]
    after = [c for host in hosts for c in host.rights if c.dep_ == "appos"]
    return [c for c in after if times.ordinal_of(c.lower_) is not None or c.lower_ in {"latest", "last"}]


def _takes_place(token: Token) -> bool:
    """Whether the words around say that it is an event: "at Kano II", "Kano II ended", "attended Kano II"."""
    verb = token.head
    if token.dep_ == "pobj":
        return verb.lower_ in _WHEN
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return verb.lemma_ in _HAPPENING or (token.dep_ == "nsubjpass" and verb.lemma_ in _THERE)
    return token.dep_ == "dobj" and verb.lemma_ in _THERE


_TRIES = frozenset("round series session stage phase bout spell string spate attempt effort bid try".split())
_COUNTING = frozenset("first second third last latest next final opening closing".split())
"""Words that tell which round it is, but not whether the talks as a whole are over."""


def said_before(noun: Token) -> frozenset[str]:
    """The words before a noun, and those before attempts or rounds that it is said to be of: "previous" of
    "previous attempts at talks", "upcoming" of "the upcoming round of talks".
    """
    prep = noun.head if noun.dep_ == "pobj" else None
    own = frozenset(c.lower_ for c in noun.lefts)
    if prep is None or prep.lower_ not in {"at", "of"} or prep.head.lemma_.lower() not in _TRIES:
        return own
    return own | (frozenset(c.lower_ for c in prep.head.lefts) - _COUNTING)


_PLANS = frozenset("schedule agenda programme program itinerary engagement day series round flurry".split())
_GATHERINGS = frozenset("meeting talk session discussion conversation consultation".split())


def one_of(noun: Token) -> Token | None:
    """The noun of a whole of which a meeting is told as a part: "meetings" of "held meetings, including
    [talks] with X", "schedule" of "a full schedule, including [talks]"; not "reforms" of "reforms,
    including talks".
    """
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ != "including":
        return None
    wholes = clauses.objects(prep.head) if prep.head.pos_ == "VERB" else [prep.head]
    found = (w for w in wholes if w.i < prep.i and w.lemma_.lower() in _PLANS | _GATHERINGS)
    return next((w for w in found if w.i != noun.i and (w.tag_ == "NNS" or w.lemma_ in _PLANS)), None)


_SIDES = {
    "bilateral": 2, "one-on-one": 2, "trilateral": 3, "tripartite": 3, "trilateral-level": 3,
    "quadrilateral": 4, "quadripartite": 4,
}  # fmt: skip
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


def sides_of(noun: Token) -> int | None:
    """Of how many sides a noun is said to be: "a trilateral meeting", "six-nation talks"."""
    for child in noun.lefts:
        if child.dep_ in {"amod", "compound"}:
            words = "".join(t.lower_ for t in child.subtree)
            number, _, of = words.partition("-")
            if words in _SIDES or (number in _NUMBERS and of in _PARTIES):
                return _SIDES.get(words) or _NUMBERS[number]
    return None


OF_PARTIES = frozenset({"inter", "all", "multi", *_NUMBERS} - {"two"})
"""What tells how many parties talk: "six-party talks", which are no talks within one."""
_PARTIES = frozenset("way party nation country power state sided".split())
