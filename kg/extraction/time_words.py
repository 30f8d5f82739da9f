"""Whether an expression of time may begin at a place, told by the next words; so its patterns are tried less.

An expression holds no word that stands in no pattern, and more than words such as "in the". Both are asked
of the words from the place on. They are read off the patterns themselves; in doubt the answer is yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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

    "in the first week" and "on 3 May" have some; "in the Oval Office" has none.
    """
    fitting = _every()
    for _ in range(_MOST):
        found = _WORD.match(text, at)
        if found is None:
            return ()
        small, own = _weight(found[1])
        fitting &= own
        if not fitting:
            return ()
        if not small:
            return _tried(fitting)
        at = found.end()
    return _tried(_every())


@lru_cache(maxsize=1024)
def _tried(fitting: int) -> tuple[Tried, ...]:
    return tuple((n, kind, it.match) for n, (kind, it) in enumerate(patterns()) if fitting >> n & 1)


@cache
def _every() -> int:
    return (1 << len(patterns())) - 1


@lru_cache(maxsize=16384)
def _weight(word: str) -> tuple[bool, int]:
    """Whether it is a small word, and the patterns in which it may stand, as bits by their number."""
    if not (word.isascii() and word.isalpha()):  # numbers; and letters that are equal to others in any case
        return False, _every()
    low = word.casefold()
    small = low in _SMALL
    known = small or _is_made_of(low, _all_pieces())
    zone = _ZONE.fullmatch(low) is not None
    if not known:
        return True, _every() if zone else 0
    fitting = sum(1 << n for n, pieces in enumerate(_pieces()) if _is_made_of(low, pieces))
    return small, _every() if zone else fitting


def _is_made_of(word: str, pieces: frozenset[str]) -> bool:
    """Whether the word is pieces put together ("day" + "s")."""
    reached = [0]
    for end in range(1, len(word) + 1):
        for begin in reached:
            if word[begin:end] in pieces:
                reached.append(end)
                break
    return reached[-1] == len(word)


@cache
def _all_pieces() -> frozenset[str]:
    return frozenset().union(*_pieces())


@cache
def _pieces() -> tuple[frozenset[str], ...]:
    """Of each pattern its runs of letters, without the last letter, too, where it may be missing."""
    every = []
    for _, pattern in patterns():
        out = set()
        apart = _ANY_OF.sub(lambda m: f" {' '.join(m[1])} ", pattern.pattern)
        for letters, missing in _LETTERS.findall(_SYNTAX.sub(" ", apart)):
            out.add(letters.casefold())
            if missing:
                out.add(letters[:-1].casefold())
        every.append(frozenset(out - {""}))
    return tuple(every)
