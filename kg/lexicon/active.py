"""Which lexicon is in force, and what is remembered for each.

The lexicon is a context variable: it holds for a ``with`` block in one thread or task and nowhere else. A
worker process is told once, by ``use``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import signature
from typing import TypeVar

from kg.lexicon.rows import SHIPPED, Lexicon

_ACTIVE: ContextVar[Lexicon] = ContextVar("kg.lexicon", default=SHIPPED)
_DIGEST: ContextVar[str] = ContextVar("kg.lexicon.digest", default=SHIPPED.digest)

Remembering = TypeVar("Remembering", bound=Callable[..., object])


def active() -> Lexicon:
    """The lexicon in force here; ``SHIPPED`` unless told otherwise."""
    return _ACTIVE.get()


def use(lexicon: Lexicon) -> None:
    """Put the lexicon in force for the rest of this context: how a worker process begins."""
    _ACTIVE.set(lexicon)
    _DIGEST.set(lexicon.digest)


@contextmanager
def using(lexicon: Lexicon) -> Iterator[Lexicon]:
    """The lexicon, in force within the block."""
    tokens = _ACTIVE.set(lexicon), _DIGEST.set(lexicon.digest)
    try:
        yield lexicon
    finally:
        _ACTIVE.reset(tokens[0])
        _DIGEST.reset(tokens[1])


def per_lexicon(function: Remembering) -> Remembering:
    """The function, which computes once for each lexicon and each arguments: for what is made from tables.

    As ``functools.cache``, but what was made under one lexicon is not given under another. Takes no keywords.
    """
    kept: dict[object, object] = {}
    digest = _DIGEST.get  # asked some ten thousand times per article

    @wraps(function)
    def of_lexicon() -> object:
        try:
            return kept[digest()]
        except KeyError:
            found = kept[digest()] = function()
            return found

    if not signature(function).parameters:
        return of_lexicon  # type: ignore[return-value] # as below

    @wraps(function)
    def remembered(*arguments: object) -> object:
        key = digest(), arguments
        try:
            return kept[key]
        except KeyError:
            found = kept[key] = function(*arguments)
            return found

    return remembered  # type: ignore[return-value] # takes and gives what the function does
