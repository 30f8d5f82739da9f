"""How long things last, and which of a series they are, from the words."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extraction.times.time_patterns import COUNT, NUMBER_WORDS
from kg.extraction.tokens.frozen_doc import Doc, Span

_LETTERS = {
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "D",
    "month": "M",
    "year": "Y",
}
_UNIT = r"(?P<unit>minute|hour|day|night|week|month|year)s?"
_HALF = re.compile(r"\b(?:half[ -]an[ -]hour|(?:a )?half[- ]hour)\b", re.IGNORECASE)
_AND_HALF = re.compile(
    rf"\b(?P<n>{COUNT}|an?)[ -](?:{_UNIT}[ -])?and[ -]a[ -]half(?:[ -](?:minute|hour|day|week|month"
    rf"|year)s?)?\b"
    r"(?! ago)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"\b(?P<n>{COUNT}|an?)(?:[\s-]+){_UNIT}(?:[ -]long)?\b(?![\s-]+(?:ago|old|later|earlier|before|after"
    rf"|from now|hence))"
    rf"(?: and (?P<n2>{COUNT}) (?P<unit2>minute|hour)s?)?",
    re.IGNORECASE,
)
_LONG = re.compile(r"\b(?P<unit>hour|day|night|week|weekend|month|year)s?-?long\b", re.IGNORECASE)
_ANY_UNIT = re.compile("|".join(_LETTERS), re.IGNORECASE)
_UNIT_WORD = re.compile(r"(minute|hour|day|week|month|year)s?\b", re.IGNORECASE)

_TO_TWENTIETH = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    "|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
)
_ROUND_ORDINALS = "thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth"
_ORDINALS = (
    {"inaugural": 1, "maiden": 1}
    | {word: value for value, word in enumerate(_TO_TWENTIETH.split("|"), start=1)}
    | {word: 10 * value for value, word in enumerate(_ROUND_ORDINALS.split("|"), start=3)}
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINAL = re.compile(
    rf"\b(?:(?P<figure>\d{{1,3}})(?:st|nd|rd|th)|(?P<tens>{_TENS})-(?P<ones>{_ONES})"
    rf"|(?P<word>{'|'.join(_ORDINALS)}))\b"
    r"(?![- ](?:half|quarter|lad(?:y|ies)|ministers?|deputy|secretary|vice|place|hand|world|party|century"
    r"|time\b|of (?=[A-Z]))|-)",
    re.IGNORECASE,
)


def _text(words: str | Doc | Span) -> str:
    return " ".join((words if isinstance(words, str) else words.text).split())


def _iso(count: int | str, unit: str) -> str:
    unit = unit.casefold()
    return f"P{'T' if unit in ('minute', 'hour') else ''}{count}{_LETTERS[unit]}"


def number_of(word: str) -> int:
    """The value of a count: ``"three"`` 3, ``"twenty-one"`` 21, ``"90"`` 90."""
    return int(word) if word.isdecimal() else sum(NUMBER_WORDS.get(w, 0) for w in word.casefold().split("-"))


def duration_of(words: str | Doc | Span) -> str | None:
    """The first length of time in the words as ISO 8601: ``P2D``, ``PT2H``, ``PT90M``; else ``None``.

    Matches "a two-day visit", "three days of talks", "lasted 90 minutes"; not "two days ago",
    "a 45-year-old", "two days later".
    """
    text = _text(words)
    if _ANY_UNIT.search(text) is None:
        return None
    if _HALF.search(text) and not _AND_HALF.search(text):
        return "PT30M"
    if (found := _AND_HALF.search(text)) is not None:
        unit = found["unit"] or (m[1] if (m := _UNIT_WORD.search(found[0])) else None)
        if unit and unit.casefold() == "hour":
            return f"PT{number_of(found['n'])}H30M"
        if unit and unit.casefold() == "day":
            return f"P{number_of(found['n'])}DT12H"
        return None
    if (found := _PLAIN.search(text)) is not None:
        return _plain(found)
    if (found := _LONG.search(text)) is not None:
        return _iso(2 if found["unit"].casefold() == "weekend" else 1, found["unit"])
    return None


def _plain(found: re.Match[str]) -> str | None:
    if number_of(found["n"]) == 0:
        return None
    first = _iso(number_of(found["n"]), found["unit"])
    if found["n2"] and found["unit"].casefold() == "hour" and found["unit2"].casefold() == "minute":
        return f"{first}{number_of(found['n2'])}M"
    return first


def ordinal_of(words: str | Doc | Span) -> int | None:
    """Which of a series the words say: "the third round" 3, "inaugural" 1, "8th" 8; else ``None``.

    Not "the first half", "first lady", "the latest round", "two thirds".
    """
    return _ordinal(words if isinstance(words, str) else words.text)


@lru_cache(maxsize=4096)
def _ordinal(words: str) -> int | None:
    found = _ORDINAL.search(_text(words))
    if found is None:
        return None
    if found["figure"]:
        return int(found["figure"]) or None
    if found["tens"]:
        return NUMBER_WORDS[found["tens"].casefold()] + _ORDINALS[found["ones"].casefold()]
    return _ORDINALS[found["word"].casefold()]
