"""What is remembered of a loaded language model, and forgotten when it is loaded anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_FORGET: list[Callable[[], None]] = []


def per_model(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As ``functools.lru_cache`` of this size, for functions that are given the model's words (``Vocab``).

    What they remember holds the words, and with them the model, in memory: ``forget_model`` ends that.
    """

    def remembering(function: Callable[P, R]) -> Callable[P, R]:
        kept = lru_cache(maxsize=most)(function)
        _FORGET.append(kept.cache_clear)
        return kept  # type: ignore[return-value] # takes and gives what the function does

    return remembering


def forget_model() -> None:
    """Forget all that ``per_model`` remembers."""
    for forget in _FORGET:
        forget()
