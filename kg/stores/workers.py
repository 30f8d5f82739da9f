"""Queries in a process of their own, which can be killed: the engine itself cannot be told to stop."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Literal

from pyoxigraph import Store

from kg.errors import KgError, QueryError
from kg.rdf.load import load, union
from kg.rdf.query import run

Place = tuple[Literal["workspace", "file"], str] | tuple[Literal["bytes"], bytes]


def answer_within(
    seconds: float,
    place: Place,
    question: str,
    params: Mapping[str, str],
    limit: int | None,
    format: str | None,
    width: int | None,
) -> tuple[str, bool]:
    """The rendered answer and whether the limit cut it, from a worker that is killed when time is up.

    ``place`` is a workspace's folder, a graph file, or the bytes of one in Turtle; opening it does not
    count. Raises what the question raises, and ``QueryError`` when time is up or the worker dies.
    """
    ours, theirs = get_context("spawn").Pipe(duplex=False)
    asked = (place, question, dict(params), limit, format, width)
    process = get_context("spawn").Process(target=_work, args=(theirs, *asked), daemon=True)
    process.start()
    theirs.close()
    try:
        ours.recv()  # opened
        if not ours.poll(seconds):
            raise QueryError(
                f"no answer within {seconds:g} s. Give a longer --timeout, narrow the question,"
                " or see --explain."
            )
        found = ours.recv()
    except EOFError:
        process.join()
        raise QueryError(f"the query ended its process (code {process.exitcode}): out of memory?") from None
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(found, Exception):
        raise found
    text, truncated = found
    return text, truncated


def _work(
    pipe: Connection,
    place: Place,
    question: str,
    params: dict[str, str],
    limit: int | None,
    format: str | None,
    width: int | None,
) -> None:
    try:
        with _opened(place) as view:
            pipe.send("opened")
            result = run(view, question, params, limit)
            text = result.render(format or ("turtle" if result.kind == "graph" else "table"), width)
        pipe.send((text, result.truncated))
    except KgError as error:
        pipe.send(type(error)(str(error)))
        pipe.send(type(error)(str(error)))


@contextmanager
def _opened(place: Place) -> Iterator[Store]:
    if place[0] == "workspace":
        from kg.stores.merged import merged_view
        from kg.stores.workspace import open_workspace

        with open_workspace(place[1]) as workspace, merged_view(workspace) as view:
            yield view
    elif place[0] == "file":
        yield union(load(place[1]))
    else:
        yield union(load(io.BytesIO(place[1]), "turtle"))
