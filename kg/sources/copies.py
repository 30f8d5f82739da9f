"""Copies of a text: an article that was printed before comes as that text again, with a source of its own.

Equal texts are found by their hash; texts that differ in little by a fingerprint (Charikar's simhash, as
trafilatura has it), which only proposes: the words themselves decide. So one text has as many sources as
printed it, and is not taken for several reports of one event.
"""

from __future__ import annotations

import json
import re
import tempfile
import zlib
from array import array
from dataclasses import dataclass, replace
from datetime import date
from typing import IO

from kg.model import Article

MIN_WORDS = 50
"""Shorter texts have no near copies: short notices differ in a word or two and mean two things."""
MIN_SHARE = 0.85
"""Share of the runs of three words that two texts must have in common."""
MAX_DAYS = 7
"""Days between a text and its near copies: what comes back later tells of something new."""
_SAMPLE = 400
_BITS = 64
# Fingerprints that differ in 9 bits at most agree in one of 10 bands; most that differ in 14 do, too.
_BANDS = 10
_WIDTH = _BITS // _BANDS
_DISTANCE = 14
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_TELLING = re.compile(r"^\W*(?:[^\W\d_]*[^\W\da-z_]|\d)")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A text that was seen, as it was read back from the spool."""

    id: str
    title: str | None
    published: date | None
    language: str
    title_in_text: bool
    text: str


class Copies:
    """The texts seen so far. They lie in a temporary file with what is known of them; in memory is what finds
    them: some 200 bytes for each.
    """

    def __init__(self) -> None:
        self._spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._begins = array("Q")
        self._end = 0
        self._by_digest: dict[bytes, int] = {}
        # Of each text that has one: the fingerprint, the number of the text, its day or 0.
        self._marks, self._marked, self._days = array("Q"), array("L"), array("l")
        self._alone: Article | None = None

    def close(self) -> None:
        """Let go of the file."""
        self._spool.close()

    def settle(self, article: Article) -> Article:
        """The article as it is where its text is new; else the text that came first with what was known of it
        (title, date, language), under the id, address and publisher of this one, and ``copy_of`` set.

        A near copy has MIN_WORDS words, MIN_SHARE of the runs of three words in common with the first, no
        name and no number that the first lacks, and is not known to be of another week. What is not clear
        stays: rather two than one.
        """
        number = self._by_digest.get(bytes.fromhex(article.digest))
        if number is not None:
            return _again(article, self._kept(number))
        if not self._by_digest:
            # One article alone needs no fingerprint, and not the library that makes it.
            self._keep(article)
            self._alone = article
            return article
        if self._alone is not None:
            self._enter(self._alone, 0, _fingerprint(_words_of(self._alone)))
            self._alone = None
        words = _words_of(article)
        mark = _fingerprint(words)
        if mark is not None and (near := self._near(article, words, mark)) is not None:
            return _again(article, near)
        self._enter(article, self._keep(article), mark)
        return article

    def _keep(self, article: Article) -> int:
        """Write the text to the spool; its number."""
        published = article.published and article.published.isoformat()
        known = (article.id, article.title, published, article.language, article.title_in_text, article.text)
        data = zlib.compress(json.dumps(known).encode("ascii"), 1)
        self._spool.seek(self._end)
        self._spool.write(data)
        self._begins.append(self._end)
        self._end += len(data)
        number = len(self._by_digest)
        self._by_digest[bytes.fromhex(article.digest)] = number
        return number

    def _kept(self, number: int) -> _Kept:
        """The text of this number, read back."""
        begin = self._begins[number]
        end = self._begins[number + 1] if number + 1 < len(self._begins) else self._end
        self._spool.seek(begin)
        id, title, published, *rest = json.loads(zlib.decompress(self._spool.read(end - begin)))
        return _Kept(id, title, date.fromisoformat(published) if published else None, *rest)

    def _enter(self, article: Article, number: int, mark: int | None) -> None:
        if mark is not None:
            self._marks.append(mark)
            self._marked.append(number)
            self._days.append(article.published.toordinal() if article.published else 0)

    def _near(self, article: Article, words: list[str], mark: int) -> _Kept | None:
        """The first text in order of coming of which this one is a near copy."""
        for place in _within(self._marks, mark):
            day = date.fromordinal(self._days[place]) if self._days[place] else None
            if _agree(mark, self._marks[place]) and of_one_week(article.published, day):
                kept = self._kept(self._marked[place])
                if _is_copy(words, _words(kept.text, title_in_text=kept.title_in_text)):
                    return kept
        return None


def _within(marks: array[int], mark: int) -> list[int]:
    """The places of the fingerprints that differ from this one in few bits, in order."""
    if not marks:
        return []
    import numpy as np

    apart = np.bitwise_count(np.frombuffer(marks, dtype=np.uint64) ^ np.uint64(mark))
    return [int(place) for place in np.flatnonzero(apart <= _DISTANCE)]


def _again(article: Article, kept: _Kept) -> Article:
    return printed_again(article, kept, kept.text)


def printed_again(article: Article, first: Article | _Kept, text: str) -> Article:
    """The text that came first, with what was known of it, as this article prints it."""
    return replace(
        article,
        text=text,
        title=first.title,
        published=first.published,
        language=first.language,
        title_in_text=first.title_in_text,
        copy_of=first.id,
    )


def near_copy(article: Article, first: Article) -> bool:
    """Whether ``Copies`` would take the article for a near copy of this one, had it seen no other."""
    words, of_first = _words_of(article), _words_of(first)
    if not of_one_week(article.published, first.published) or not _is_copy(words, of_first):
        return False  # the fingerprints take most of the time
    mark, other = _fingerprint(words), _fingerprint(of_first)
    if mark is None or other is None or (mark ^ other).bit_count() > _DISTANCE:
        return False
    return _agree(mark, other)


def runs_of(article: Article) -> set[tuple[str, ...]]:
    """The runs of three words of which near copies share MIN_SHARE; none of a text too short to have any."""
    words = _words_of(article)
    return _runs(words) if len(words) >= MIN_WORDS else set()


def _fingerprint(words: list[str]) -> int | None:
    if len(words) < MIN_WORDS:
        return None
    from trafilatura.deduplication import Simhash

    return int(Simhash(" ".join(words[:_SAMPLE]), length=_BITS).hash)


def of_one_week(one: date | None, other: date | None) -> bool:
    """Whether two days of publication let two texts be copies; an unknown day does."""
    return one is None or other is None or abs((one - other).days) <= MAX_DAYS


def _agree(mark: int, other: int) -> bool:
    """Whether two fingerprints have a band in common."""
    differ = mark ^ other
    return any((differ >> (_WIDTH * band)) & ((1 << _WIDTH) - 1) == 0 for band in range(_BANDS))


def _words_of(article: Article) -> list[str]:
    return _words(article.text, title_in_text=article.title_in_text)


def _words(text: str, *, title_in_text: bool) -> list[str]:
    """The words of a text but those of its headline: editors change it."""
    return _WORD.findall(text.lstrip().partition("\n")[2] if title_in_text else text)


def _is_copy(words: list[str], first: list[str]) -> bool:
    names, known = ({word for word in text if _TELLING.match(word)} for text in (words, first))
    if not names <= known:
        return False
    one, other = _runs(words), _runs(first)
    return len(one & other) >= MIN_SHARE * len(one | other)


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    lower = [word.lower() for word in words]
    return set(zip(lower, lower[1:], lower[2:], strict=False))
