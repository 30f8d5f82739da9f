"""The graph of a whole workspace as a file, written from what the catalogue keeps of each article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from pyoxigraph import Quad

from kg.rdf.together import write_together
from kg.rdf.write import format_of
from kg.stores.workspace import Workspace

_A_LINE = 220


class _Texts:
    """The lines of each text of a workspace; read anew by each iteration."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.workspace.texts())


def export(
    workspace: Workspace,
    target: str | Path | IO[bytes],
    format: str | None = None,
    alignment: Sequence[Quad] = (),
) -> None:
    """Writes the graph of the workspace, with its alignment if one is given, as ``kg.rdf.write.write`` does.

    Turtle and N-Triples get the nodes joined, formats with graph names the alignment beside the articles.
    N-Quads and N-Triples need no more memory for more articles, the others some 400 bytes for each node.
    """
    wanted = format_of(target if isinstance(target, (str, Path)) else "the output stream", format)
    expected = _A_LINE * sum(entry.statements for entry in workspace.entries())
    write_together(_Texts(workspace), alignment, target, wanted, expected)
