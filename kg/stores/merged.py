"""The merged view of a workspace on disk: what its articles say together, ready to be asked by any process.

The default graph of the view is the merge of all graphs of the workspace with the ontology and the issue
scheme; the named graphs are there as well. Without it a triple that two articles state would count twice,
and a name that a thousand articles give would be joined a million times. It is made anew when the
workspace has changed, beside the store, and is nothing but a copy: deleting ``merged/`` loses nothing.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from kg.ids import digest
from kg.rdf.aligned import rewriting
from kg.rdf.lines import LineStream, line_rewriting
from kg.rdf.load import term_quads
from kg.stores.alignment import alignment_of, state_of
from kg.stores.folder import unusable
from kg.stores.free_memory import free_memory
from kg.stores.in_use import in_use, mark, remove_unused
from kg.stores.locks import BusyError, held
from kg.stores.workspace import Workspace

MERGED = "merged"
#: Up to so many quads the view is made in memory in any case: that takes less than a second.
FEW = 150_000
#: Up to so many it is made in memory for who asks much, if there is room: that takes some six seconds.
MANY = 1_000_000
#: Bytes that a quad takes in memory, as measured, and the share of the free memory that a view may take.
_A_QUAD, _SHARE = 1_000, 4
_WAIT = 3600.0
_BUFFER = 1 << 20


@contextmanager
def merged_view(workspace: Workspace, *, memory: bool | None = False) -> Iterator[Store]:
    """The merged view as a store: of a small workspace in memory, else on disk, made if need be.

    ``memory`` makes it in memory whatever its size, which pays for those who ask much: some 6 s and 0.9 GB
    for a million statements, and answers in a half to a quarter of the time that they take from disk.
    ``None`` does so where there are at most a million and a quarter of the free memory is enough.
    """
    size = sum(entry.statements for entry in workspace.entries())
    if memory or size <= FEW or (memory is None and _fits(size)):
        view = Store()
        fill(view, workspace.texts(), alignment_of(workspace))
        yield view
        return
    with merged_folder(workspace) as folder:
        yield Store.read_only(str(folder))


def _fits(size: int) -> bool:
    return size <= MANY and size * _A_QUAD <= free_memory() // _SHARE


@contextmanager
def merged_folder(workspace: Workspace, home: Path | None = None) -> Iterator[Path]:
    """The folder of the view of this very content, made if need be, and kept from removal in the context.

    Views of earlier contents that nobody reads any more are removed. It lies in ``home``, else in the
    workspace (``home_of``).
    """
    with ExitStack() as stack:
        place = stack.enter_context(home_of(workspace.folder)) if home is None else home
        yield stack.enter_context(_ready(place, workspace))


@contextmanager
def home_of(workspace: Path) -> Iterator[Path]:
    """Where the views of the workspace in this folder lie: in it, else, where it cannot be written to, in a
    temporary folder that goes with the context.
    """
    home = workspace / MERGED
    try:
        home.mkdir(exist_ok=True)
        writable = os.access(home, os.W_OK)
    except OSError:
        writable = False
    if writable:
        yield home
        return
    with tempfile.TemporaryDirectory(prefix="kg-merged-") as folder:
        yield Path(folder)


def views(home: Path, workspace: Workspace) -> list[Path]:
    """Folders in ``home`` of views of the workspace: of its content, then of earlier ones, the latest first.

    None shows another ontology. Nothing keeps them from removal (``in_use``).
    """
    name = _name(workspace)
    pattern = re.compile(rf"(\d+)-[0-9a-f]+-{name.rpartition('-')[2]}")
    found = [
        ((it.name == name, int(match[1])), it)
        for it in home.iterdir()
        if (match := pattern.fullmatch(it.name))
    ]
    return [it for _, it in sorted(found, reverse=True)]


def is_view_of(folder: Path, workspace: Workspace) -> bool:
    """Whether this folder of a view shows the workspace as it was opened."""
    return folder.name == _name(workspace)


def _name(workspace: Workspace) -> str:
    terms = digest(*(str(quad) for quad in term_quads()))[:8]
    return f"{workspace.generation}-{state_of(workspace)[:8]}-{terms}"


@contextmanager
def _ready(home: Path, workspace: Workspace) -> Iterator[Path]:
    folder = home / _name(workspace)
    try:
        with ExitStack() as stack:
            with held(home / "making.lock", wait=_WAIT):
                if not folder.exists():
                    _make(folder, workspace)
                stack.enter_context(in_use(folder))
                _tidy(home, folder)
            yield folder
    except BusyError as error:
        raise unusable(
            workspace.folder, OSError("its merged view is being made and does not get done")
        ) from error


def _make(folder: Path, workspace: Workspace) -> None:
    """Beside its place, and moved there when whole."""
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir()
        make(beside / "store", workspace.texts(), alignment_of(workspace))
        (beside / "store").rename(folder.with_name(f".{folder.name}.store"))
        made = folder.with_name(f".{folder.name}.store")
        mark(made)
        made.rename(folder)
    except OSError as error:
        raise unusable(folder.parent.parent, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def make(folder: Path, texts: Iterable[bytes], alignment: Sequence[Quad] = ()) -> None:
    """The merge of the graphs as a store in a new folder, ready to be asked; closed again."""
    view = Store(str(folder))
    fill(view, texts, alignment)
    view.optimize()  # one level of tables instead of several: answers take half the time
    view.flush()


def fill(view: Store, texts: Iterable[bytes], alignment: Sequence[Quad] = ()) -> None:
    """Puts the merge of the graphs and these themselves into the empty ``view``; an alignment is applied.

    They come as lines of N-Quads, as the catalogue keeps them, and are passed on as such in one pass.
    """
    by = rewriting(alignment)
    lines = line_rewriting(by)
    stream = LineStream(line for text in texts for line in lines.view(text.splitlines()))
    view.bulk_load(io.BufferedReader(stream, _BUFFER), format=RdfFormat.N_QUADS)
    view.bulk_extend([*alignment, *by.flat(alignment)])
    view.bulk_extend([*term_quads(), *(Quad(*quad.triple) for quad in term_quads())])
    view.flush()


def _tidy(home: Path, current: Path) -> None:
    """Removes views of earlier contents that nobody reads, and what a killed process left half made."""
    for path in home.iterdir():
        if path.is_dir() and path.name.startswith("."):
            shutil.rmtree(path, ignore_errors=True)
    remove_unused(home, but=current)
