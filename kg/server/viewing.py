"""The merged view of a workspace, made by a process of its own: the server goes on answering meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

from kg.errors import KgError, StoreError
from kg.stores.in_use import in_use
from kg.stores.merged import merged_folder
from kg.stores.workspace import open_workspace

_NICE = 5
_LOOK = 0.5


@dataclass(frozen=True, slots=True)
class Shown:
    """A view: its folder, the generation of the workspace that it shows, and how many articles that has."""

    folder: Path
    generation: int
    articles: int


@contextmanager
def view_of(workspace: Path, home: Path, stopped: Event) -> Iterator[Shown]:
    """The view of the workspace as it is now, in ``home``, kept from removal in the context; blocks.

    Raises the ``KgError`` of the process that makes it, and ``StoreError`` where that ends without a word or
    the server is ``stopped`` meanwhile.
    """
    ours, theirs = get_context("forkserver").Pipe()
    process = get_context("forkserver").Process(target=_make, args=(theirs, workspace, home), daemon=True)
    process.start()
    theirs.close()
    try:
        while not ours.poll(_LOOK):
            if stopped.is_set():
                raise StoreError(f"{workspace}: the server ends")
        found = ours.recv()
        if isinstance(found, KgError):
            raise found
        with in_use(found.folder):
            ours.send_bytes(b"")  # it is kept by us now
            process.join()
            yield found
    except EOFError:
        process.join()
        raise StoreError(
            f"{workspace}: its merged view could not be made (exit code {process.exitcode}): out of memory?"
        ) from None
    finally:
        process.kill()
        process.join()
        ours.close()


def _make(pipe: Connection, workspace: Path, home: Path) -> None:
    """Makes it at a low priority and keeps it until the server does."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    try:
        with open_workspace(workspace) as opened, merged_folder(opened, home) as folder:
            pipe.send(Shown(folder, opened.generation, len(opened)))
            pipe.recv_bytes()
    except KgError as error:
        pipe.send(type(error)(str(error)))
