"""The forms in which names, phrases and dates are compared: the same on the side of gold and of the graph."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable

Span = tuple[int, int]
Bounds = tuple[str | None, str | None]

_WORD_LENGTH = 6
_FUNCTION_WORDS = "the a an of and in on to for with by at from its their his her as over into"
_STOP = frozenset((*_FUNCTION_WORDS.split(), "s", "issue", "issues"))
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""The month with which a season of EDTF begins."""
_INITIALISMS = (("us", re.compile(r"\bu\.s\.(?!\w)")), ("un", re.compile(r"\bu\.n\.(?!\w)")))


def comparable(text: str) -> str:
    """A name without case, article at the front, possessive at the end, and with plain "us" and "un".

    >>> comparable("The U.S.’s")
    'us'
    """
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    text = re.sub(r"^(the|a|an)\s+", "", " ".join(text.split()))
    for plain, dotted in _INITIALISMS:
        text = dotted.sub(plain, text)
    return re.sub(r"'s$", "", text).strip(" .,'\"")


def content_words(text: str) -> frozenset[str]:
    """The words of a phrase that carry meaning, cut to six letters, so that plurals and cases agree.

    >>> sorted(content_words("trade relations with the EU"))
    ['eu', 'relati', 'trade']
    """
    words = re.findall(r"[a-z0-9]+", comparable(text))
    return frozenset(w[:_WORD_LENGTH] for w in words if w not in _STOP and len(w) > 1)


def occurrences(text: str, phrase: str) -> list[Span]:
    """Every stretch of ``text`` that is ``phrase``, as offsets, left to right."""
    return [match.span() for match in re.finditer(re.escape(phrase), text)]


def overlap(left: Iterable[Span], right: Iterable[Span]) -> bool:
    """Whether a stretch on the left shares a character with one on the right."""
    others = list(right)
    return any(a[0] < b[1] and b[0] < a[1] for a in left for b in others)


def edtf_bounds(edtf: str | None) -> Bounds | None:
    """First and last day of an EDTF date, season or interval as ISO dates; open ends are ``None``.

    Seasons are those of the northern hemisphere in whole months. Raises ValueError for a month that is none.

    >>> edtf_bounds("2024-02")
    ('2024-02-01', '2024-02-29')
    >>> edtf_bounds("2023-24")
    ('2023-12-01', '2024-02-29')
    >>> edtf_bounds("/2022")
    (None, '2022-12-31')
    """
    if not edtf:
        return None
    first, slash, last = edtf.partition("/")
    return _end(first, latest=False), _end(last if slash else first, latest=True)


def _end(part: str, *, latest: bool) -> str | None:
    numbers = [int(n) for n in re.findall(r"\d+", part)]
    if not numbers:
        return None
    year = numbers[0]
    month = numbers[1] if len(numbers) > 1 else (12 if latest else 1)
    if month in _SEASONS:
        month = _SEASONS[month] + (2 if latest else 0)
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    day = numbers[2] if len(numbers) > 2 else (calendar.monthrange(year, month)[1] if latest else 1)
    return f"{year:04d}-{month:02d}-{day:02d}"


def sentence_at(text: str, offset: int, limit: int = 300) -> str:
    """The sentence of ``text`` that holds ``offset``, on one line, cut to ``limit`` characters."""
    before = max((m.end() for m in re.finditer(r"[.!?][\"”’)]*\s+|\n\s*\n", text[:offset])), default=0)
    after = re.compile(r"[.!?][\"”’)]*(?=\s)|\n\s*\n").search(text, offset)
    sentence = " ".join(text[before : after.end() if after else len(text)].split())
    return sentence if len(sentence) <= limit else f"{sentence[: limit - 1]}…"
