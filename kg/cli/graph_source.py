"""The graph that a command is about: a file, or a workspace, which is the default."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kg.errors import WorkspaceError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.stores.workspace import Workspace

#: ``--workspace DIR`` for any command; the value is a path or ``None``.
workspace_option = click.option(
    "-w",
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    envvar="KG_WORKSPACE",
    help="Workspace; by default that of the environment variable KG_WORKSPACE, else the current folder or"
    " the folder 'workspace' in it, if it is one.",
)


@dataclass(frozen=True, slots=True)
class GraphSource:
    """A graph that was asked for: its store, its name for messages, and the workspace that it is from."""

    store: Store
    name: str
    workspace: Workspace | None = None

    def view(self, *, align: bool = True) -> Store:
        """The merged view of all graphs, ready to be asked; aligned, unless told otherwise."""
        from kg.rdf.load import union

        if self.workspace is None or not align:
            return union(self.store, align=align)
        from kg.stores.alignment import alignment_of

        return union(self.store, alignment=alignment_of(self.workspace))


@contextmanager
def graph_source(graph: Path | None, workspace: Path | None) -> Iterator[GraphSource]:
    """The store of the file ``graph`` or, without a file, of a workspace.

    '-' is TriG, of which Turtle is a part, on standard input. The workspace is the one named by
    ``--workspace``, else by KG_WORKSPACE, else the one that the current folder is or has in its folder
    ``workspace``. Raises click's ``UsageError`` where both a file and ``--workspace`` are given, or neither
    is and there is no workspace here.
    """
    if graph is not None:
        if workspace is not None and _typed("workspace"):
            raise click.UsageError("give a graph file or --workspace, not both.")
        from kg.rdf.load import load

        store = load(sys.stdin.buffer, "trig") if str(graph) == "-" else load(graph)
        yield GraphSource(store, str(graph))
        return
    from kg.stores.workspace import open_workspace

    with open_workspace(the_workspace(workspace, or_file=True)) as opened:
        yield GraphSource(opened.store, str(opened.folder), opened)


def the_workspace(workspace: Path | None, *, or_file: bool = False) -> Path:
    """The workspace that a command is about; raises ``WorkspaceError`` where there is none.

    ``or_file``: the command takes a graph file as well.
    """
    from kg.stores.workspace import find_workspace

    found = workspace if workspace is not None else find_workspace()
    if found is None:
        file = "a graph file or " if or_file else ""
        raise WorkspaceError(
            f"there is no workspace here, and nothing is named. Give {file}--workspace DIR, or set"
            " KG_WORKSPACE. 'kg build SOURCE... --workspace DIR' makes one."
        )
    return found.absolute() if found == Path() else found  # "." names nothing to a reader


def _typed(parameter: str) -> bool:
    context = click.get_current_context(silent=True)
    return context is None or context.get_parameter_source(parameter) == ParameterSource.COMMANDLINE
