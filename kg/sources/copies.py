"""Copies of a text: an article that was printed before comes as that text again, with a source of its own.

Equal texts are found by their hash; texts that differ in little by a fingerprint (Charikar's simhash, as
trafilatura has it), which only proposes: the words themselves decide. So one text has as many sources as
printed it, and is not taken for several reports of one event.
"""

from __future__ import annotations

import re
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
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
    """A text that was seen, without its words: where they lie in the spool, and what else is known of it."""

    id: str
    at: int
    size: int
    title: str | None
    published: date | None
    language: str
    title_in_text: bool


class Copies:
    """The texts seen so far. Their words lie in a temporary file, so that memory grows by little for each."""

    def __init__(self) -> None:
        self._spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self._end = 0
        self._by_digest: dict[str, _Kept] = {}
        self._bands: list[dict[int, list[tuple[int, _Kept]]]] = [defaultdict(list) for _ in range(_BANDS)]
        self._waiting: Article | None = None

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
        kept = self._by_digest.get(article.digest) or self._near(article)
        if kept is not None:
            return printed_again(article, kept, self._text(kept))
        self._keep(article)
        return article

    def _keep(self, article: Article) -> None:
        data = zlib.compress(article.text.encode("utf-8"), 1)
        self._spool.seek(self._end)
        self._spool.write(data)
        self._by_digest[article.digest] = kept = _Kept(
            article.id,
            self._end,
            len(data),
            article.title,
            article.published,
            article.language,
            article.title_in_text,
        )
        self._end += len(data)
        if len(self._by_digest) > 1:
            self._enter(article, kept)
        else:
            # One article alone needs no fingerprint, and not the library that makes it.
            self._waiting = article

    def _enter(self, article: Article, kept: _Kept) -> None:
        self._enter_waiting()
        if (mark := _fingerprint(_words_of(article))) is not None:
            for band, value in enumerate(_values(mark)):
                self._bands[band][value].append((mark, kept))

    def _enter_waiting(self) -> None:
        first, self._waiting = self._waiting, None
        if first is not None:
            self._enter(first, self._by_digest[first.digest])

    def _near(self, article: Article) -> _Kept | None:
        """The first text in order of coming of which this one is a near copy."""
        if not self._by_digest:
            return None
        self._enter_waiting()
        words = _words_of(article)
        if (mark := _fingerprint(words)) is None:
            return None
        candidates: dict[int, _Kept] = {}
        for band, value in enumerate(_values(mark)):
            for other, kept in self._bands[band].get(value, ()):
                if (mark ^ other).bit_count() <= _DISTANCE and of_one_week(article.published, kept.published):
                    candidates[kept.at] = kept
        for at in sorted(candidates):
            kept = candidates[at]
            if _is_copy(words, _words(self._text(kept), title_in_text=kept.title_in_text)):
                return kept
        return None

    def _text(self, kept: _Kept) -> str:
        self._spool.seek(kept.at)
        return zlib.decompress(self._spool.read(kept.size)).decode("utf-8")


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
    mark, other = _fingerprint(words), _fingerprint(of_first)
    if mark is None or other is None or not of_one_week(article.published, first.published):
        return False
    if (mark ^ other).bit_count() > _DISTANCE:
        return False
    bands = zip(_values(mark), _values(other), strict=True)
    return any(a == b for a, b in bands) and _is_copy(words, of_first)


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


def _values(mark: int) -> Iterator[int]:
    return ((mark >> (_WIDTH * band)) & ((1 << _WIDTH) - 1) for band in range(_BANDS))


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
