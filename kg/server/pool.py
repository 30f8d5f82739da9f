"""The pool of workers: a lane for quick queries, one for slow ones, a bounded queue before each.

A query starts in the quick lane. After ``quick`` seconds it moves to the slow lane, at a
lower priority, and frees its place; when that lane is full its worker is killed and it starts anew once there
is room. So a runaway query costs its asker only. Whoever exceeds the time limit is killed and replaced.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, TypeVar

from kg.server.worker import END, FAULT, Request, work

T = TypeVar("T")
_NICE = 15
_START = 60.0


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


class _Worker:
    """One process with the pipe to it; its methods block and are called in threads."""

    def __init__(self, folder: str, memory: int) -> None:
        context = get_context("forkserver")
        self.folder = folder
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, folder, memory), daemon=True)
        self.process.start()
        theirs.close()
        try:
            if self.read(_START) is None:
                raise EOFError
        except (EOFError, OSError):
            self.kill()
            raise

    def read(self, seconds: float) -> tuple[bytes, bytes] | None:
        """The next message, ``None`` when time is up; ``EOFError`` when the process has ended."""
        if not self.pipe.poll(max(0.0, seconds)):
            return None
        message = self.pipe.recv_bytes()
        return message[:1], message[1:]

    def kill(self) -> None:
        """End the process by force and wait until it is gone."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@dataclass
class Pool:
    """Workers on the store in ``folder()``, which is asked before each query: a new one is used at once."""

    folder: Callable[[], str]
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        most = self.limits.workers + self.limits.slow
        self._threads = ThreadPoolExecutor(2 * most + 2, thread_name_prefix="worker")
        self._quick = asyncio.Semaphore(self.limits.workers)
        self._slow = asyncio.Semaphore(self.limits.slow)
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self.waiting = 0
        self.killed = 0

    @property
    def processes(self) -> list[int]:
        """Ids of all worker processes."""
        return sorted(it.process.pid or 0 for it in (*self._idle, *self._busy))

    async def answer(self, request: Request) -> tuple[str, AsyncIterator[bytes]]:
        """The media type and the chunks; ``RefusedError`` before the first, and from the chunks after it."""
        await self._enter(self._quick)
        lane = self._quick
        worker: _Worker | None = None
        try:
            started = monotonic()
            worker = await self._begin(request)
            message = await self._read(worker, min(self.limits.quick, self.limits.seconds))
            if message is None:
                if self._slow.locked():
                    dropped, worker = worker, None
                    await self._drop(dropped)
                    lane = await self._change()
                    started = monotonic()
                    worker = await self._begin(request)
                else:
                    lane = await self._change()
                with suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, worker.process.pid or 0, _NICE)
                message = await self._read(worker, self.limits.seconds - (monotonic() - started))
            media = self._head(message)
        except BaseException as error:
            await self._leave(worker, lane, sound=isinstance(error, RefusedError) and error.sound)
            raise
        return media, self._chunks(worker, lane, started)

    def _head(self, message: tuple[bytes, bytes] | None) -> str:
        if message is None:
            raise RefusedError(504, f"no answer within {self.limits.seconds:g} s; narrow the query")
        tag, body = message
        if tag == FAULT:
            told = json.loads(body)
            raise RefusedError(told["status"], told["message"], sound=True)
        return body.decode()

    async def _chunks(self, worker: _Worker, lane: asyncio.Semaphore, started: float) -> AsyncIterator[bytes]:
        sound = False
        try:
            while True:
                message = await self._read(worker, self.limits.seconds - (monotonic() - started))
                if message is None or message[0] == FAULT:
                    self._head(message)
                    return
                if message[0] == END:
                    sound = True
                    return
                yield message[1]
        finally:
            await self._leave(worker, lane, sound=sound)

    async def _enter(self, lane: asyncio.Semaphore) -> None:
        """A place in the lane; refuses when too many wait already, or after waiting too long."""
        if lane.locked() and self.waiting >= self.limits.waiting:
            raise RefusedError(503, "too many queries are waiting; try again later")
        self.waiting += 1
        try:
            await asyncio.wait_for(lane.acquire(), self.limits.wait)
        except TimeoutError:
            raise RefusedError(503, "the server is busy with long queries; try again later") from None
        finally:
            self.waiting -= 1

    async def _change(self) -> asyncio.Semaphore:
        """A place in the slow lane for one in the quick lane, which is free again at once."""
        self._quick.release()
        try:
            await self._enter(self._slow)
        except BaseException:
            await self._quick.acquire()  # the caller gives it back
            raise
        return self._slow

    async def _begin(self, request: Request) -> _Worker:
        worker = await self._take()
        try:
            worker.pipe.send(request)
        except (BrokenPipeError, OSError):
            await self._drop(worker)
            worker = await self._take()
            worker.pipe.send(request)
        return worker

    async def _take(self) -> _Worker:
        folder = self.folder()
        while self._idle:
            worker = self._idle.pop()
            if worker.folder == folder and worker.process.is_alive():
                self._busy.add(worker)
                return worker
            await self._drop(worker)
        try:
            worker = await self._call(_Worker, folder, self.limits.memory)
        except (EOFError, OSError):
            raise RefusedError(503, "a worker could not be started; try again later") from None
        self._busy.add(worker)
        return worker

    async def _read(self, worker: _Worker, seconds: float) -> tuple[bytes, bytes] | None:
        try:
            return await self._call(worker.read, seconds)
        except (EOFError, OSError):
            most = self.limits.memory // 1024**2
            raise RefusedError(500, f"the query ended its process; it may take {most:,} MB") from None

    async def _leave(self, worker: _Worker | None, lane: asyncio.Semaphore, *, sound: bool) -> None:
        """Give the place back; a worker in an unknown state, or at low priority, is ended."""
        try:
            if worker is not None:
                if sound and lane is self._quick:
                    self._busy.discard(worker)
                    self._idle.append(worker)
                else:
                    await asyncio.shield(self._drop(worker))
        finally:
            lane.release()

    async def _drop(self, worker: _Worker) -> None:
        self.killed += 1
        try:
            await self._call(worker.kill)
        finally:
            self._busy.discard(worker)

    async def _call(self, function: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)

    async def warm(self) -> None:
        """Start the workers of the quick lane, so that the first queries need not wait for them."""
        started = [await self._take() for _ in range(self.limits.workers)]
        self._busy.difference_update(started)
        self._idle.extend(started)

    async def close(self) -> None:
        """End all workers."""
        for worker in (*self._idle, *self._busy):
            await self._drop(worker)
        self._idle.clear()
        self._threads.shutdown(wait=False)
