"""The graphs of many articles with their alignment as a file: from lines, without a term being made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import IO

from pyoxigraph import Quad

from kg.rdf.aligned import rewriting
from kg.rdf.blocks import lines_of
from kg.rdf.lines import line_rewriting
from kg.rdf.write import format_of, whole_file, write_texts

#: Formats without graph names: the alignment is applied to what they hold.
FLAT = frozenset({"ntriples", "turtle"})


def write_together(
    texts: Iterable[bytes],
    alignment: Sequence[Quad],
    target: str | Path | IO[bytes],
    format: str | None = None,
    expected: int = 0,
) -> None:
    """Writes texts, of which each is what ``lines_of`` gives of one graph, as ``kg.rdf.write.write`` does.

    Turtle and N-Triples get the nodes joined by the alignment, formats with graph names have it beside the
    articles. ``expected`` is how many bytes the texts may have together; these are gone through repeatedly.
    """
    wanted = format_of(target if isinstance(target, (str, Path)) else "the output stream", format)
    every = _Aligned(texts, alignment, wanted in FLAT)
    if not isinstance(target, (str, Path)):
        write_texts(every, target, wanted, expected)
        return
    with whole_file(Path(target)) as stream:
        write_texts(every, stream, wanted, expected)


class _Aligned:
    """The texts, then that of the alignment, which is applied to both in a flat file; made anew each time."""

    def __init__(self, texts: Iterable[bytes], alignment: Sequence[Quad], flat: bool) -> None:
        self.texts = texts
        self.alignment = alignment
        self.flat = flat

    def __iter__(self) -> Iterator[bytes]:
        every = chain(self.texts, [lines_of(self.alignment)] if self.alignment else ())
        if not self.flat or not self.alignment:
            return every
        by = line_rewriting(rewriting(self.alignment))
        return (b"\n".join(sorted(set(by.flat(text.split(b"\n"))))) for text in every)
