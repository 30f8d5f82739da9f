"""Articles a few at a time, so that what is cheaper for several than for each can be done for several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.errors import SourceError
from kg.model import Article

MOST = 12
"""Articles that are read together at most."""
_CHARACTERS = 24_000


def groups(
    items: Iterable[Article | SourceError], most: int = MOST
) -> Iterator[tuple[list[Article | SourceError], Exception | None]]:
    """The items in order, up to ``most`` of them together, fewer where they are long.

    Beside them the error by which reading them ended, if it did: what came before it is given all the same.
    """
    source = iter(items)
    ended: Exception | None = None
    for first in source:
        group = [first]
        while not is_enough(group, most):
            try:
                item = next(source, None)
            except Exception as error:
                ended = error
                break
            if item is None:
                break
            group.append(item)
        yield group, ended


def is_enough(group: Sequence[Article | SourceError], most: int = MOST) -> bool:
    """Whether no more should be read together with these: they are many, or long."""
    return len(group) >= most or sum(map(_size, group)) >= _CHARACTERS


def _size(item: Article | SourceError) -> int:
    return len(item.text) if isinstance(item, Article) else 0
