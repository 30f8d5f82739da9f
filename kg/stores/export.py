"""The graph of a whole workspace as a file, written from what the catalogue keeps of each article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.rdf.aligned import rewriting
from kg.rdf.blocks import lines_of
from kg.rdf.write import format_of, whole_file, write, write_texts
from kg.stores.workspace import Workspace

#: Formats that are written from lines; they hold one graph, or all graphs as they are.
FROM_LINES = frozenset({"nquads", "ntriples", "turtle"})
_FLAT = frozenset({"ntriples", "turtle"})
_A_LINE = 220


class _Texts:
    """Lines of each text of a workspace, then those of its alignment; read anew by each iteration."""

    def __init__(self, workspace: Workspace, alignment: Sequence[Quad], *, flat: bool) -> None:
        self.workspace = workspace
        self.alignment = alignment
        self.flat = flat

    def __iter__(self) -> Iterator[bytes]:
        if not self.flat or not self.alignment:
            yield from self.workspace.texts()
            if self.alignment:
                yield lines_of(self.alignment)
            return
        by = rewriting(self.alignment)
        for text in self.workspace.texts():
            yield lines_of(by.flat(pyoxigraph.parse(text, format=RdfFormat.N_QUADS)))
        yield lines_of(by.flat(self.alignment))


def export(
    workspace: Workspace,
    target: str | Path | IO[bytes],
    format: str | None = None,
    alignment: Sequence[Quad] = (),
) -> None:
    """Writes the graph of the workspace, with its alignment if one is given, as ``kg.rdf.write.write`` does.

    Turtle and N-Triples get the nodes joined, formats with graph names the alignment beside the articles.
    N-Quads and N-Triples need no more memory for more articles, Turtle some 400 bytes for each node.
    """
    wanted = format_of(target if isinstance(target, (str, Path)) else "the output stream", format)
    if wanted not in FROM_LINES:
        write([*workspace.store, *alignment], target, wanted)
        return
    texts = _Texts(workspace, alignment, flat=wanted in _FLAT)
    expected = _A_LINE * sum(entry.statements for entry in workspace.entries())
    if not isinstance(target, (str, Path)):
        write_texts(texts, target, wanted, expected)
        return
    with whole_file(Path(target)) as stream:
        write_texts(texts, stream, wanted, expected)
