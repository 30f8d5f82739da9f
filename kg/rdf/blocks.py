"""Statements as lines of N-Quads: sorted, in one form, node by node, without a Python object for any term.

The engine writes a line in a microsecond; as terms a statement takes ten. Whole workspaces are therefore
written from lines. Sorted, all lines of a node follow each other, and most nodes belong to one article, so
that blocks of lines are sorted, not lines: a tenth as many. More than fits in memory goes through files, each
with the nodes between two others, so that memory does not grow with the number of articles.
"""

from __future__ import annotations

import re
import tempfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import accumulate, pairwise

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.rdf.terms import plain_number
from kg.vocab import PREFIXES

#: Bytes of lines that are sorted in memory at a time.
AT_ONCE = 256 << 20
_MENTIONS = re.escape(PREFIXES["m"].encode()) + rb"[0-9a-f]{16}"  # all of one article
_NODE = re.compile(rb"(<[^>]*>|_:\S+ ).*(?:\n\1.*)*")
_RUN = re.compile(rb"(<" + _MENTIONS + rb"|<[^>]*>|_:\S+ ).*(?:\n\1.*)*")
_ODD_NUMBER = re.compile(
    rb' "(?!(?:0|-?(?:[1-9]\d*(?:\.\d*[1-9])?|0\.\d*[1-9]))")([+-]?[\d.]+)'
    rb'(?="\^\^<http://www\.w3\.org/2001/XMLSchema#(?:integer|decimal)>)'
)


def lines_of(quads: Iterable[Quad]) -> bytes:
    """The distinct quads as sorted lines of N-Quads, numbers in canonical form, without the last line end."""
    return sorted_lines(pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b"")


def sorted_lines(text: bytes) -> bytes:
    """The same of N-Quads as pyoxigraph writes them."""
    return b"\n".join(sorted(set(canonical_lines(text).splitlines())))


def united(texts: Iterable[bytes]) -> bytes:
    """What several texts of ``lines_of`` say together, as it gives it."""
    return b"\n".join(sorted({line for text in texts for line in text.splitlines()}))


def canonical_lines(text: bytes) -> bytes:
    """The lines with integers and decimals in the form that ``kg.rdf.terms.canonical`` gives them."""
    return _ODD_NUMBER.sub(lambda it: b' "' + plain_number(it[1].decode()).encode(), text)


def without_graph(line: str) -> tuple[str, str]:
    """Predicate and object of a line of N-Triples or N-Quads, as they are written there."""
    _, predicate, rest = line.split(" ", 2)
    return predicate, rest[: rest.index(" ", rest.rindex('"') if rest[0] == '"' else 0)]


def nodes(texts: Iterable[bytes], expected: int = 0, at_once: int = AT_ONCE) -> Iterator[bytes]:
    """What texts of sorted lines say of each node: its distinct lines, sorted; nodes in the order of names.

    ``expected`` is how many bytes the texts may have together: more than ``at_once`` go through temporary
    files. Memory is bounded by a few times ``at_once``, or by what is said of one node if that is more.
    """
    return _merged(texts, _NODE, expected, at_once)


def runs(texts: Iterable[bytes], expected: int = 0, at_once: int = AT_ONCE) -> Iterator[bytes]:
    """The distinct lines of all texts in their order, cut between nodes as it comes; else as ``nodes``."""
    return _merged(texts, _RUN, expected, at_once)


def _merged(texts: Iterable[bytes], block: re.Pattern[bytes], expected: int, at_once: int) -> Iterator[bytes]:
    if expected <= at_once:
        yield from _sorted(texts, block)
        return
    reading = iter(texts)
    first: list[bytes] = []
    size = 0
    for text in reading:
        first.append(text)
        size += len(text)
        if size >= at_once:
            break
    bounds = _bounds(first, block, -(-expected // at_once))
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(len(bounds) + 1)]
        for text in _then(first, reading):
            starts = [(it[1], it.start()) for it in block.finditer(text)]
            cuts = [0, *(_start(starts, bound, len(text)) for bound in bounds), len(text)]
            for file, (start, end) in zip(files, pairwise(cuts), strict=True):
                if start < end:
                    file.write(text[start:end].rstrip(b"\n") + b"\n\n")  # blocks end at an empty line
        for file in files:
            file.seek(0)
            yield from _sorted([file.read()], block)
            file.close()


def _start(starts: list[tuple[bytes, int]], bound: bytes, end: int) -> int:
    """Where the first node stands that does not come before ``bound``."""
    place = bisect_left(starts, (bound,))
    return starts[place][1] if place < len(starts) else end


def _then(first: list[bytes], rest: Iterator[bytes]) -> Iterator[bytes]:
    """One after the other; what was given is forgotten."""
    first.reverse()
    while first:
        yield first.pop()
    yield from rest


def _bounds(texts: list[bytes], block: re.Pattern[bytes], parts: int) -> list[bytes]:
    """Nodes that cut what is said in the texts into so many parts of about the same size."""
    sizes = sorted((it[1], len(it[0])) for text in texts for it in block.finditer(text))
    upto = list(accumulate(size for _, size in sizes))
    cuts = (bisect_right(upto, upto[-1] * part // parts) for part in range(1, parts)) if upto else ()
    return sorted({sizes[cut][0] for cut in cuts if cut < len(sizes)})


def _sorted(texts: Iterable[bytes], block: re.Pattern[bytes]) -> Iterator[bytes]:
    found: dict[bytes, bytes | list[bytes]] = {}
    for text in texts:
        for it in block.finditer(text):
            node = it[1]
            known = found.get(node)
            if known is None:
                found[node] = it[0]
            elif isinstance(known, list):
                known.append(it[0])
            else:
                found[node] = [known, it[0]]
    for node in sorted(found):
        lines = found.pop(node)
        if isinstance(lines, list):
            yield b"\n".join(dict.fromkeys(sorted(b"\n".join(lines).split(b"\n"))))
        else:
            yield lines
