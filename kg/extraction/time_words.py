"""Whether an expression of time may begin at a place, told by the next words; so its patterns are tried less.

An expression holds no word that stands in no pattern, and more than words such as "in the". Both are asked
of the words from the place on. They are read off the patterns themselves; in doubt the answer is yes.
"""

from __future__ import annotations

import re
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


def may_begin(text: str, at: int) -> bool:
    """Whether a pattern may match there; ``False`` only where none does.

    "in the first week" and "on 3 May" may be one; "in the Oval Office" may not.
    """
    for _ in range(_MOST):
        found = _WORD.match(text, at)
        if found is None:
            return False
        weight = _weight(found[1])
        if weight != 1:
            return weight == 2
        at = found.end()
    return True


@lru_cache(maxsize=65536)
def _weight(word: str) -> int:
    """Of a word that stands in no pattern 0, of a small word 1, of others 2."""
    if not (word.isascii() and word.isalpha()):  # numbers; and letters that are equal to others in any case
        return 2
    low = word.casefold()
    if low in _SMALL:
        return 1
    if _is_made_of(low, _pieces()):
        return 2
    return 1 if _ZONE.fullmatch(low) else 0


def _is_made_of(word: str, pieces: frozenset[str]) -> bool:
    """Whether the word is pieces put together ("day" + "s")."""
    reached = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        reached[end] = any(reached[begin] and word[begin:end] in pieces for begin in range(end))
    return reached[-1]


@cache
def _pieces() -> frozenset[str]:
    """The runs of letters in the patterns, without the last letter, too, where it may be missing."""
    out = set()
    for _, pattern in patterns():
        apart = _ANY_OF.sub(lambda m: f" {' '.join(m[1])} ", pattern.pattern)
        for letters, missing in _LETTERS.findall(_SYNTAX.sub(" ", apart)):
            out.add(letters.casefold())
            if missing:
                out.add(letters[:-1].casefold())
    return frozenset(out - {""})
