"""The index of a merged view, made by a process of its own beside the view that it is of."""

from __future__ import annotations

import os
import tempfile
from multiprocessing import get_context
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreError
from kg.stores.alignment import alignment_of
from kg.stores.merged import is_view_of
from kg.stores.workspace import open_workspace
from kg.views.index import LAYOUT, build
from kg.views.index_rows import Drawn
from kg.vocab import PREFIXES


def ready(workspace: Path, folder: str) -> Path:
    """The index of the view in ``folder``, made if need be; blocks meanwhile. ``StoreError`` where it fails.

    It lies in that folder and goes with it; in a temporary one where that cannot be written to.
    """
    file = Path(folder) / f"explorer-{LAYOUT}.sqlite"
    if file.exists():
        return file
    if not os.access(folder, os.W_OK):
        file = Path(tempfile.mkdtemp(prefix="kg-explorer-")) / file.name
    process = get_context("forkserver").Process(
        target=_make, args=(workspace, folder, str(file)), daemon=True
    )
    process.start()
    process.join()
    if not file.exists():
        raise StoreError(
            f"{workspace}: the index of its pages could not be made (exit code {process.exitcode})"
        )
    return file


def _make(workspace: Path, folder: str, file: str) -> None:
    """Beside its place, and moved there when whole."""
    beside = Path(f"{file}.{os.getpid()}.part")
    beside.unlink(missing_ok=True)
    with open_workspace(workspace) as opened:
        texts = ((PREFIXES["art"] + it.digest[:16], it.text) for it in opened.articles())
        drawn = None
        if is_view_of(Path(folder), opened):  # it may have changed since
            drawn = Drawn(opened.texts(), alignment_of(opened))
        build(Store.read_only(folder), texts, beside, drawn)
    beside.rename(file)
