"""Quads as lines of N-Quads, as bytes: told apart and rewritten without terms being made of them.

What a workspace keeps of its articles are such lines. Ten million of them are passed through here in half a
minute, where reading as many quads out of a store on disk takes a quarter of an hour. The lines have to be as
pyoxigraph writes them: one blank between terms, a blank and a dot at the end.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.rdf.aligned import ABOUT_THE_OLD, ALIGNMENT, Rewriting
from kg.rdf.terms import node

_ALIGNMENT = str(ALIGNMENT).encode()
_ABOUT_THE_OLD = frozenset(str(node(iri)).encode() for iri in ABOUT_THE_OLD)


def parts(line: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Subject, predicate, object and graph as they are written; the graph is empty for the default graph."""
    subject, predicate, rest = line.split(b" ", 2)
    value, _, graph = rest[:-2].rpartition(b" ")
    if value and b'"' not in graph:  # else it is the end of a literal, or the only term
        return subject, predicate, value, graph
    return subject, predicate, rest[:-2], b""


@dataclass(frozen=True, slots=True)
class LineRewriting:
    """What ``kg.rdf.aligned.Rewriting`` does, to lines."""

    replaced: Mapping[bytes, bytes]
    settled: frozenset[tuple[bytes, bytes]]

    def view(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines of a merged view: what ``quads`` gives in graphs, and what ``flat`` gives.

        Some come twice. Lines end without a line break, as those given do.
        """
        return self._rewritten(lines, graphs=True)

    def flat(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines without graphs: what ``flat`` gives. Some come twice."""
        return self._rewritten(lines, graphs=False)

    def _rewritten(self, lines: Iterable[bytes], *, graphs: bool) -> Iterator[bytes]:
        replaced, settled = self.replaced.get, self.settled
        for line in lines:
            subject, predicate, value, graph = parts(line)
            if graph != _ALIGNMENT:
                if predicate not in _ABOUT_THE_OLD:
                    new_subject, new_value = replaced(subject, subject), replaced(value, value)
                    if new_subject is not subject or new_value is not value:
                        if new_subject == new_value:
                            continue
                        subject, value = new_subject, new_value
                        line = b"%b %b %b %b ." % (subject, predicate, value, graph)
                if graphs and graph:
                    yield line
                if settled and (subject, predicate) in settled:
                    continue
            elif graphs:
                yield line
            yield b"%b %b %b ." % (subject, predicate, value)


def line_rewriting(of: Rewriting) -> LineRewriting:
    """The same for lines."""
    return LineRewriting(
        {f"<{old}>".encode(): str(new).encode() for old, new in of.replaced.items()},
        frozenset((str(subject).encode(), str(predicate).encode()) for subject, predicate in of.settled),
    )


class LineStream(io.RawIOBase):
    """Lines as a stream of bytes to be read, made as it is read; ``io.BufferedReader`` reads it by size."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As ``io.RawIOBase``."""
        room = memoryview(buffer).cast("B")
        if not self._left:
            self._left = memoryview(self._portion(len(room)))
        some = self._left[: len(room)]
        room[: len(some)] = some
        self._left = self._left[len(some) :]
        return len(some)

    def _portion(self, size: int) -> bytes:
        found: list[bytes] = []
        for line in self._lines:
            found.append(line)
            size -= len(line) + 1
            if size <= 0:
                break
        found.append(b"")
        return b"\n".join(found)
