"""Lanes with so many places, a bounded queue before each, and what a query may take."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass


class RefusedError(Exception):
    """A query that is not answered: the HTTP status, and words for the asker.

    ``sound`` says that its worker refused it by itself and can go on.
    """

    def __init__(self, status: int, message: str, *, sound: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.sound = sound


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take, and how many run and wait; seconds, bytes and numbers."""

    seconds: float = 30.0
    quick: float = 1.0
    workers: int = 4
    slow: int = 2
    waiting: int = 64
    wait: float = 30.0
    memory: int = 2 * 1024**3
    rows: int = 1_000_000


class Lane:
    """Places, taken in the order of asking, and how many wait for one."""

    def __init__(self, places: int) -> None:
        self._places = asyncio.Semaphore(places)
        self.inside = 0
        self.waiting = 0

    def full(self) -> bool:
        """Whether the next one has to wait."""
        return self._places.locked()

    async def enter(self, limits: Limits) -> None:
        """A place in the lane; refuses when too many wait already, or after waiting too long."""
        if not self.full():
            await self._places.acquire()  # at once: nobody can come between
            self.inside += 1
            return
        if self.waiting >= limits.waiting:
            raise RefusedError(503, "too many queries are waiting; try again later")
        self.waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), limits.wait)
        except TimeoutError:
            raise RefusedError(503, "the server is busy with long queries; try again later") from None
        finally:
            self.waiting -= 1
        self.inside += 1

    def leave(self) -> None:
        """Give the place back."""
        self.inside -= 1
        self._places.release()
