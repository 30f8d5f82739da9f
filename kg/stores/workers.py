"""Queries in a process of their own, which can be killed: the engine itself cannot be told to stop."""

from __future__ import annotations

import io
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Literal

from pyoxigraph import Store

from kg.errors import KgError, QueryError
from kg.rdf.load import load, union
from kg.rdf.query import Asked, explain, run

Place = tuple[Literal["workspace", "file"], str] | tuple[Literal["bytes"], bytes]


@dataclass(frozen=True, slots=True)
class Request:
    """A question with its parameters, and how the answer is to look; ``explain`` asks what would be sent."""

    question: str
    params: Mapping[str, str] = field(default_factory=dict)
    limit: int | None = None
    format: str | None = None
    width: int | None = None
    explain: bool = False


def answered(view: Asked, asked: Request) -> tuple[str, bool]:
    """The rendered answer, and whether the limit cut it; a graph is Turtle unless another format is asked."""
    if asked.explain:
        return explain(view, asked.question, asked.params), False
    result = run(view, asked.question, asked.params, asked.limit)
    form = asked.format or ("turtle" if result.kind == "graph" else "table")
    return result.render(form, asked.width), result.truncated


class Worker:
    """A process that answers one request after another over one place, and is replaced when it was killed.

    ``place`` is a workspace's folder, a graph file, or the bytes of one in Turtle. It is opened when the
    first request comes, once, and shows what was there then.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def answer(self, asked: Request, seconds: float | None = None) -> tuple[str, bool]:
        """The rendered answer and whether the limit cut it; opening the place does not count.

        Raises what the question raises, and ``QueryError`` when time is up or the process dies. An interrupt
        (Ctrl-C) ends the process and passes on.
        """
        try:
            pipe = self._opened()
            pipe.send(asked)
            if not pipe.poll(seconds):
                raise QueryError(
                    f"no answer within {seconds:g} s. Give more time, narrow the question, or look at what it"
                    " asks ('kg query --explain')."
                )
            found = pipe.recv()
        except (EOFError, ConnectionError):
            code = self._ended()
            raise QueryError(f"the query ended its process (code {code}): out of memory?") from None
        except BaseException:
            self.close()
            raise
        if isinstance(found, Exception):
            raise found
        text, truncated = found
        return text, truncated

    def close(self) -> None:
        """End the process; a later request starts another."""
        if self._process is not None:
            self._process.kill()
        self._ended()

    def _opened(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = get_context("spawn").Pipe()
            self._process = get_context("spawn").Process(
                target=_work, args=(theirs, self._place), daemon=True
            )
            self._process.start()
            theirs.close()
            fault = self._pipe.recv()
            if isinstance(fault, Exception):
                raise fault
        return self._pipe

    def _ended(self) -> int | None:
        """Waits for the process; its exit code."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.join()
        if pipe is not None:
            pipe.close()
        return None if process is None else process.exitcode


def answer_within(seconds: float, place: Place, asked: Request) -> tuple[str, bool]:
    """The rendered answer and whether the limit cut it, from a worker that is killed when time is up."""
    worker = Worker(place)
    try:
        return worker.answer(asked, seconds)
    finally:
        worker.close()


def _work(pipe: Connection, place: Place) -> None:
    """Says that the place is open, or why not; then answers until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends this process
    try:
        with _viewed(place) as view:
            pipe.send(None)
            while True:
                pipe.send(_outcome(view, pipe.recv()))
    except KgError as error:
        pipe.send(error)
    except (EOFError, ConnectionError):
        return


def _outcome(view: Asked, asked: Request) -> tuple[str, bool] | KgError:
    try:
        return answered(view, asked)
    except KgError as error:
        return error


@contextmanager
def _viewed(place: Place) -> Iterator[Store]:
    if place[0] == "workspace":
        from kg.stores.merged import merged_view
        from kg.stores.workspace import open_workspace

        with open_workspace(place[1]) as workspace, merged_view(workspace) as view:
            yield view
    elif place[0] == "file":
        yield union(load(place[1]))
    else:
        yield union(load(io.BytesIO(place[1]), "trig"))
