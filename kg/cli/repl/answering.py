"""Who answers: a process of its own over a file or workspace, or an endpoint over the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.cli.asked import asked, place_of, refuse_two
from kg.stores.workers import Request, Worker, answered

if TYPE_CHECKING:
    from kg.rdf.query import Asked


class Source(Protocol):
    """What answers requests."""

    def answer(self, asked: Request, seconds: float | None = None) -> tuple[str, bool]:
        """The rendered answer and whether the limit cut it; ``KgError`` where there is none."""


class Endpoint:
    """An endpoint; the connection is kept as long as the time that it may take stays the same."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._stack = ExitStack()
        self._open: tuple[float | None, Asked] | None = None

    def answer(self, asked_: Request, seconds: float | None = None) -> tuple[str, bool]:
        """The rendered answer and whether the limit cut it."""
        if self._open is None or self._open[0] != seconds:
            self.close()
            self._open = (seconds, self._stack.enter_context(asked(None, None, self._url, seconds)))
        return answered(self._open[1], asked_)

    def close(self) -> None:
        """End the connection."""
        self._open = None
        self._stack.close()


@contextmanager
def answering(
    graph: Path | None, workspace: Path | None, endpoint: str | None
) -> Iterator[tuple[Source, str]]:
    """The source that is meant, and its name for people."""
    if endpoint is not None:
        refuse_two(graph)
    place = place_of(graph, workspace) if endpoint is None else None
    source = Worker(place) if place is not None else Endpoint(str(endpoint))
    try:
        yield source, str(place[1]) if place is not None else str(endpoint)
    finally:
        source.close()
