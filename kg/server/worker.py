"""The process that runs queries, one at a time, on a read-only store, until it is stopped or killed."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QueryTriples, Store

from kg.errors import QueryError
from kg.ids import BASE
from kg.rdf.algebra import checked
from kg.rdf.syntax import malformed
from kg.server.answers import TooManyRowsError, chunks
from kg.vocab import PREFIXES

HEAD, CHUNK, END, FAULT = b"H", b"C", b"E", b"X"
MERGED_GRAPH = BASE + "graph/merged"
#: An answer no longer than this is whole before its first byte is sent, so its errors are errors.
FIRST = 256 * 1024
_NEXT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """A query with its dataset (``None``: as the query says) and the media type for each kind of answer."""

    text: str
    table: str | None
    boolean: str | None
    graph: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    rows: int = 1_000_000


def work(pipe: Connection, folder: str, memory: int) -> None:
    """Answers requests from the pipe until it is closed; ``memory`` in bytes is the most it may take."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_server, daemon=True).start()
    _limit(memory)
    store = Store.read_only(folder)
    pipe.send_bytes(HEAD)
    while True:
        try:
            request = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        try:
            _answer(pipe, store, request)
        except (BrokenPipeError, ConnectionError):
            os._exit(0)


def _end_with_the_server() -> None:
    """A server that is killed ends nobody, and a query in the engine does not look at the pipe."""
    server = parent_process()
    if server is not None:
        wait([server.sentinel])
        os._exit(0)


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(pipe: Connection, store: Store, request: Request) -> None:
    try:
        for tag, body in _messages(store, request):
            pipe.send_bytes(tag + body)
    except TooManyRowsError:
        _fault(pipe, 500, f"the answer has more than {request.rows:,} rows; add a LIMIT")
    except QueryError as error:
        _fault(pipe, 400, str(error))
    except SyntaxError as error:
        _fault(pipe, 400, str(malformed(str(error), request.text)))
    except (ValueError, OSError, RuntimeError) as error:
        _fault(pipe, 400, f"the query cannot be answered: {error}")
    except MemoryError:
        os._exit(1)


def _fault(pipe: Connection, status: int, words: str) -> None:
    pipe.send_bytes(FAULT + json.dumps({"status": status, "message": words}).encode())


def _messages(store: Store, request: Request) -> Iterator[tuple[bytes, bytes]]:
    """The head with the media type once the answer is begun in earnest, then the rest, then the end."""
    found = store.query(checked(request.text), prefixes=PREFIXES, **_dataset(request))
    kind = (
        "boolean"
        if isinstance(found, QueryBoolean)
        else "graph"
        if isinstance(found, QueryTriples)
        else "table"
    )
    media = getattr(request, kind)
    if media is None:
        yield FAULT, json.dumps({"status": 406, "message": f"no accepted media type fits a {kind}"}).encode()
        return
    buffer, begun = bytearray(), False
    for chunk in chunks(found, media, request.rows):
        buffer += chunk
        if len(buffer) >= (_NEXT if begun else FIRST):
            if not begun:
                yield HEAD, media.encode()
                begun = True
            yield CHUNK, bytes(buffer)
            buffer.clear()
    if not begun:
        yield HEAD, media.encode()
    if buffer:
        yield CHUNK, bytes(buffer)
    yield END, b""


def _dataset(request: Request) -> dict[str, Any]:
    """A dataset in the request replaces that of the query (SPARQL 1.1 Protocol 2.1.4)."""
    if request.default_graphs is None and request.named_graphs is None:
        return {}
    merged = DefaultGraph()
    return {
        "default_graph": [
            merged if it == MERGED_GRAPH else NamedNode(it) for it in request.default_graphs or ()
        ],
        "named_graphs": [NamedNode(it) for it in request.named_graphs or ()],
    }
