"""Whether an expression of time may begin at a place, told by the next words; so its patterns are tried less.

An expression holds no word that stands in no pattern, more than words such as "in the", and what its pattern
cannot do without, such as the name of a month. All three are asked of the words from the place on. They are
read off the patterns themselves; in doubt the answer is yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from kg.extraction.times.calendar_bounds import MONTHS, WEEKDAYS
from kg.extraction.times.time_patterns import pattern_rows, patterns

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
    fitting, whole, start = _every(), 0, at
    for place in range(_MOST):
        found = _WORD.match(text, at)
        if found is None:
            return _tried(whole)
        word = found[1]
        small, own, zone, _ = _weight(word)
        fitting &= _every() if zone and place else own
        if not fitting:
            return _tried(whole)
        if not place and word.isdecimal():
            whole = _whole(word)
        elif not small:
            return _tried(_served(text, start, fitting) | whole)
        at = found.end()
    return _tried(_every())


def _served(text: str, at: int, fitting: int) -> int:
    """Those of the patterns whose needs the words meet that may be of one expression with the first.

    Most of the time went into a few patterns that look for a date, a month or so many days "ago" after "in
    the" and "15", and found in one of twenty places what they cannot do without.
    """
    may, given = fitting, 0
    for place in range(_MOST):
        found = _WORD.match(text, at)
        if found is None:
            break
        _, own, zone, gives = _weight(found[1])
        may &= _every() if zone and place else own
        if not may:
            break
        given |= gives
        at = found.end()
    else:
        return fitting
    return fitting & _content_with(given)


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
def _weight(word: str) -> tuple[bool, int, bool, int]:
    """Whether it is a small word, the patterns in which it may stand, as bits by their number, whether it may
    be a zone, which stands behind an hour in any, and the needs that it meets, as bits by theirs.
    """
    if not word.isascii():  # letters that are equal to others in any case
        return False, _every(), False, -1
    low = word.casefold()
    gives = _met_by(low)
    if not word.isalpha():  # numbers
        return False, _every(), False, gives
    fitting = _made_of_pieces(low)
    small = low in _SMALL or not fitting
    return small, fitting, _ZONE.fullmatch(low) is not None, gives


def _met_by(word: str) -> int:
    """The needs that a word in lower case meets, as bits by their numbers."""
    met = 0
    for piece, needs in _needs_of_pieces():
        if piece in word:
            met |= needs
    return met


@lru_cache(maxsize=4096)
def _content_with(given: int) -> int:
    """The patterns that need no more than what is given."""
    return sum(1 << n for n, needs in enumerate(_needs()[1]) if not needs & ~given)


_FIGURE = frozenset("0123456789")
_NEEDED = {
    **dict.fromkeys(("mon", "mon2", "MON"), frozenset(month[:3] for month in MONTHS)),
    **dict.fromkeys(("wd", "wd2", "WD"), frozenset(day[:3] for day in WEEKDAYS)),
    **dict.fromkeys(("d", "d2", "day", "y", "y2", "Y"), _FIGURE),
    "unit": frozenset("hour day week fortnight month year decade".split()),
    "LENGTH": frozenset("minute hour day night week month year".split()),
    "season": frozenset("spring summer autumn fall winter".split()),
}
"""Of each piece of a template what one of the words has in it that it matches, in lower case."""
_GROUP = re.compile(r"\((\?P<\w+>|\?:)?([^()]*)\)(\?|\*|\{0)?")
_CHOICE = re.compile(r"[a-z ]+(?:\|[a-z ]+)+")
_PIECE = re.compile(r"<([^<>]+)>(?!\?|\*|\{0)")


@cache
def _needs() -> tuple[Sequence[frozenset[str]], Sequence[int]]:
    """What patterns cannot do without, each a choice of pieces of words, and the needs of each pattern by
    their numbers, as bits.
    """
    numbers: dict[frozenset[str], int] = {}
    of_each = [
        sum({1 << numbers.setdefault(need, len(numbers)) for need in _needed_by(row["pattern"])})
        for row in pattern_rows()
    ]
    return tuple(numbers), of_each


@cache
def _needs_of_pieces() -> Sequence[tuple[str, int]]:
    """The pieces of words that some need is met by, each with these needs as bits."""
    out: dict[str, int] = {}
    for n, need in enumerate(_needs()[0]):
        for piece in need:
            out[piece] = out.get(piece, 0) | 1 << n
    return sorted(out.items())


def _needed_by(template: str) -> list[frozenset[str]]:
    """The needs of a template: its pieces that stand in no group that may be missing or offers a choice, and
    the groups that are a choice of words: of "(?:the )?<mon> (week|day)s" the months, and "week" or "day".
    """
    template = re.sub(r"\\[()]", " ", template)
    while (whole := _GROUP.sub(_opened, template)) != template:
        template = whole
    pieces = _PIECE.findall(template) if "|" not in template else []
    choices = [frozenset(max(way.split(), key=len) for way in it.split("/")) for it in pieces if "/" in it]
    return [_NEEDED[name] for name in pieces if name in _NEEDED] + choices


def _opened(group: re.Match[str]) -> str:
    """What a group without groups in it has that an expression cannot do without: a choice of words as one
    piece, nothing of other choices, of what looks ahead and of what may be missing.
    """
    inside = group[2]
    if group[3] or inside.startswith("?"):
        return " "
    if "|" in inside:
        return f"<{inside.replace('|', '/')}>" if _CHOICE.fullmatch(inside) else " "
    return inside


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
