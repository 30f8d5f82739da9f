"""The strings of spaCy's vocabulary by number, kept in Python, for the same are asked for again and again."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_MOST = 50_000


class Words(dict[int, str]):
    """The strings of a vocabulary by number, as far as they were asked for lately."""

    def __init__(self, strings: Any) -> None:
        self.strings = strings

    def __missing__(self, number: int) -> str:
        word: str = self.strings[number]
        self[number] = word
        return word


def words_of(strings: Any) -> Words:
    """The words of a store of strings, begun anew where they have become very many."""
    words = _kept(strings)
    if len(words) > _MOST:
        words.clear()
    return words


@lru_cache(maxsize=2)
def _kept(strings: Any) -> Words:
    return Words(strings)
