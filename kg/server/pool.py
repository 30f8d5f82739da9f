"""The pool of workers: a lane for quick queries, one for slow ones, a bounded queue before each.

A query starts in the quick lane. After a tenth of a second of work it makes room for those that wait, and
goes on in the middle lane, at a lower priority; after ``quick`` seconds of work it moves to the slow lane, at
the lowest. When there is no room its worker is killed and it starts anew in the slow lane once there is. So a
runaway query costs its asker only. Whoever exceeds the time limit is killed. Workers are replaced in advance,
so that no quick query waits for one to start.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, TypeVar

from kg.server.lanes import Lane, Limits, RefusedError
from kg.server.worker import END, FAULT, Request, work

T = TypeVar("T")
_MIDDLE, _NICE = 5, 15
_START = 60.0
#: Seconds between looks at a query in the quick lane; what it may work while others wait.
_STEP, _LEAST = 0.05, 0.1
#: On a crowded machine a query may wait for the processor so many times as long as it works.
_CROWDED = 10
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


class _Worker:
    """One process with the pipe to it; its methods block and are called in threads."""

    def __init__(self, folder: str, memory: int) -> None:
        context = get_context("forkserver")
        self.folder = folder
        self.priority = 0
        self._before = 0.0
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

    def yield_to_others(self, priority: int) -> None:
        """Run at a lower priority from now on."""
        self.priority = priority
        with suppress(OSError, AttributeError):  # not on Windows
            os.setpriority(os.PRIO_PROCESS, self.process.pid or 0, priority)

    def ask(self, request: Request) -> None:
        """Send the query; raises ``OSError`` where the process has ended."""
        self.pipe.send(request)
        self._before = self._time()

    def worked(self, wall: float) -> float:
        """Seconds of the processor that the query has had; ``wall`` where the system does not tell."""
        return self._time() - self._before if sys.platform == "linux" else wall

    def _time(self) -> float:
        try:
            with open(f"/proc/{self.process.pid}/stat", "rb") as stream:
                fields = stream.read().rpartition(b")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def kill(self) -> None:
        """End the process by force and wait until it is gone."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """Workers on the store in ``folder``; ``renew`` gives them another one, and the first."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.folder = ""
        self.killed = 0
        self._threads = ThreadPoolExecutor(
            2 * (2 * limits.workers + limits.slow) + 2, thread_name_prefix="worker"
        )
        self._quick, self._middle = Lane(limits.workers), Lane(limits.workers)
        self._slow = Lane(limits.slow)
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._filling: asyncio.Task[None] | None = None

    @property
    def processes(self) -> list[int]:
        """Ids of all worker processes."""
        return sorted(it.process.pid or 0 for it in (*self._idle, *self._busy))

    @property
    def waiting(self) -> int:
        """How many queries wait for a place."""
        return self._quick.waiting + self._slow.waiting

    async def answer(self, request: Request) -> tuple[str, AsyncIterator[bytes]]:
        """The media type and the chunks; ``RefusedError`` before the first, and from the chunks after it."""
        lane: Lane | None = None
        worker: _Worker | None = None
        try:
            await self._quick.enter(self.limits)
            lane = self._quick
            started = monotonic()
            worker = await self._begin(request)
            message = await self._quickly(worker, started)
            if message is None and not self._middle.full() and worker.worked(0) < self.limits.quick:
                await self._middle.enter(self.limits)
                lane = self._middle
                self._quick.leave()
                self._refill()
                worker.yield_to_others(_MIDDLE)
                message = await self._quickly(worker, started)
            if message is None and monotonic() - started < self.limits.seconds:
                if self._slow.full():
                    dropped, worker = worker, None
                    await self._drop(dropped)
                left, lane = lane, None
                left.leave()
                self._refill()
                await self._slow.enter(self.limits)
                lane = self._slow
                if worker is None:
                    started = monotonic()
                    worker = await self._begin(request)
                worker.yield_to_others(_NICE)
                message = await self._read(worker, self.limits.seconds - (monotonic() - started))
            media = self._head(message)
        except BaseException as error:
            await self._leave(worker, lane, sound=isinstance(error, RefusedError) and error.sound)
            raise
        return media, self._chunks(worker, lane, started)

    async def _quickly(self, worker: _Worker, started: float) -> tuple[bytes, bytes] | None:
        """The first message of a query; ``None`` once it has worked so long that it has to make room.

        That is ``quick`` seconds, or less while others wait and there is room in the middle lane.
        """
        while True:
            wall = monotonic() - started
            message = await self._read(worker, min(_STEP, self.limits.seconds - wall))
            if message is not None:
                return message
            spent = worker.worked(wall)
            hurry = self._quick.waiting and worker.priority == 0 and not self._middle.full()
            if hurry and spent >= _LEAST:
                return None
            if max(spent, wall / _CROWDED) >= self.limits.quick or wall >= self.limits.seconds:
                return None

    def _head(self, message: tuple[bytes, bytes] | None) -> str:
        if message is None:
            raise RefusedError(504, f"no answer within {self.limits.seconds:g} s; narrow the query")
        tag, body = message
        if tag == FAULT:
            told = json.loads(body)
            raise RefusedError(told["status"], told["message"], sound=True)
        return body.decode()

    async def _chunks(self, worker: _Worker, lane: Lane, started: float) -> AsyncIterator[bytes]:
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

    async def _begin(self, request: Request) -> _Worker:
        worker = await self._take()
        try:
            worker.ask(request)
        except OSError:
            await self._drop(worker)
            worker = await self._take()
            worker.ask(request)
        return worker

    async def _take(self) -> _Worker:
        while self._idle:
            worker = self._idle.pop()
            self._busy.add(worker)
            if worker.process.is_alive():
                return worker
            await self._drop(worker)
        worker = await self._started(self.folder)
        self._busy.add(worker)
        return worker

    async def _started(self, folder: str) -> _Worker:
        try:
            return await self._call(_Worker, folder, self.limits.memory)
        except (EOFError, OSError):
            raise RefusedError(503, "a worker could not be started; try again later") from None

    async def _read(self, worker: _Worker, seconds: float) -> tuple[bytes, bytes] | None:
        try:
            return await self._call(worker.read, seconds)
        except (EOFError, OSError):
            most = self.limits.memory // 1024**2
            raise RefusedError(500, f"the query ended its process; it may take {most:,} MB") from None

    async def _leave(self, worker: _Worker | None, lane: Lane | None, *, sound: bool) -> None:
        """Give the place back; a worker in an unknown state, at low priority or on an old store is ended."""
        try:
            if worker is not None:
                spare = len(self._idle) < self.limits.workers and worker.folder == self.folder
                if sound and lane is self._quick and spare:
                    self._busy.discard(worker)
                    self._idle.append(worker)
                else:
                    await asyncio.shield(self._drop(worker))
        finally:
            if lane is not None:
                lane.leave()
            self._refill()

    async def _drop(self, worker: _Worker) -> None:
        self.killed += 1
        try:
            await self._call(worker.kill)
        finally:
            self._busy.discard(worker)

    async def _call(self, function: Callable[..., T], *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)

    def _refill(self) -> None:
        """See to it that there is a worker for each place of the quick lane, before it is asked for."""
        if self.folder and (self._filling is None or self._filling.done()):
            self._filling = asyncio.create_task(self._fill())

    async def _fill(self) -> None:
        while self._quick.inside + len(self._idle) < self.limits.workers:
            try:
                worker = await self._started(self.folder)
            except RefusedError:
                return  # whoever needs one is told
            if worker.folder == self.folder:
                self._idle.append(worker)
            else:
                await self._drop(worker)

    async def renew(self, folder: str) -> None:
        """Go over to the store in ``folder`` once there are workers on it; ``RefusedError``: to none."""
        fresh: list[_Worker] = []
        try:
            for _ in range(self.limits.workers):
                fresh.append(await self._started(folder))
        except RefusedError:
            for worker in fresh:
                await self._drop(worker)
            raise
        self.folder, self._idle, old = folder, fresh, self._idle
        for worker in old:
            await self._drop(worker)

    async def close(self) -> None:
        """End all workers."""
        self.folder = ""
        if self._filling is not None:
            with suppress(asyncio.CancelledError):
                await self._filling
        for worker in (*self._idle, *self._busy):
            await self._drop(worker)
        self._idle.clear()
        self._threads.shutdown(wait=False)
