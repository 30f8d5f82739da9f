"""Whether an expression of time may begin at a place, told by the next words; so its patterns are tried less.

An expression holds no word that stands in no pattern, and more than words such as "in the". Both are asked
of the words from the place on. They are read off the patterns themselves; in doubt the answer is yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from kg.extraction.time_patterns import patterns

_WORD = re.compile(r"\W*(\w+)")
_MOST = 16
"""Words after which the answer is yes whatever they are: no expression begins with so many small words."""

_SMALL = frozenset(
    """
    the a an in on at for of by from to and or over about into up no not more than as this that these some
    many only just before after between during within around through until since next last first second third
    one two three four five six seven eight nine ten early late later earlier end start middle beginning past
    same ago following previous coming
    """.split()
)
"""Words that are no expression of time by themselves, nor in any row of one another."""
_ZONE = re.compile(r"[a-z]{2,4}t")
_SYNTAX = re.compile(r"\\[A-Za-z]|\(\?P<\w+>|\(\?P=\w+\)|\(\?-i:")
_ANY_OF = re.compile(r"\[([A-Za-z]+)\]")
_LETTERS = re.compile(r"([A-Za-z]+)([?*]|\{0)?")


Tried = tuple[int, str, Callable[[str, int], re.Match[str] | None]]
"""A pattern to try: its number, kind and how it is matched from a place on."""


def may_begin(text: str, at: int) -> Sequence[Tried]:
    """The patterns that may match there, in their order; those left out do not.

    "in the first week", "on 3 May" and "2015 vote" have some; "in the Oval Office" and "25 ministers" none.
    """
    fitting, whole = _every(), 0
    for place in range(_MOST):
        found = _WORD.match(text, at)
        if found is None:
            return _tried(whole)
        word = found[1]
        small, own, zone = _weight(word)
        fitting &= _every() if zone and place else own
        if not fitting:
            return _tried(whole)
        if not place and word.isdecimal():
            whole = _whole(word)
        elif not small:
            return _tried(fitting | whole)
        at = found.end()
    return _tried(_every())


@lru_cache(maxsize=1024)
def _tried(fitting: int) -> tuple[Tried, ...]:
    return tuple((n, kind, it.match) for n, (kind, it) in enumerate(patterns()) if fitting >> n & 1)


@cache
def _every() -> int:
    return (1 << len(patterns())) - 1


@lru_cache(maxsize=2048)
def _whole(number: str) -> int:
    """The patterns that a number fits by itself: those of years."""
    return sum(1 << n for n, (_, pattern) in enumerate(patterns()) if pattern.match(number))


@lru_cache(maxsize=16384)
def _weight(word: str) -> tuple[bool, int, bool]:
    """Whether it is a small word, the patterns in which it may stand, as bits by their number, and whether it
    may be a zone, which stands behind an hour in any.
    """
    if not (word.isascii() and word.isalpha()):  # numbers; and letters that are equal to others in any case
        return False, _every(), False
    low = word.casefold()
    fitting = _made_of_pieces(low)
    small = low in _SMALL or not fitting
    return small, fitting, _ZONE.fullmatch(low) is not None


def _made_of_pieces(word: str) -> int:
    """The patterns of whose pieces the word is put together ("day" + "s")."""
    pieces = _pieces()
    reached = {0: _every()}
    for end in range(1, len(word) + 1):
        fitting = 0
        for begin, fits in reached.items():
            fitting |= fits & pieces.get(word[begin:end], 0)
        if fitting:
            reached[end] = fitting
    return reached.get(len(word), 0)


@cache
def _pieces() -> Mapping[str, int]:
    """The runs of letters of the patterns, without the last letter, too, where it may be missing, and the
    patterns of each.
    """
    out: dict[str, int] = {}
    for n, (_, pattern) in enumerate(patterns()):
        apart = _ANY_OF.sub(lambda m: f" {' '.join(m[1])} ", pattern.pattern)
        for letters, missing in _LETTERS.findall(_SYNTAX.sub(" ", apart)):
            low = letters.casefold()
            for piece in (low, low[:-1]) if missing else (low,):
                if piece:
                    out[piece] = out.get(piece, 0) | 1 << n
    return out
