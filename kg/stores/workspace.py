"""Workspaces: folders that hold articles, the graph of each, and what people decided about them.

A workspace is read through ``open_workspace`` (any number of readers, each seeing one moment whole) and
changed through ``kg.stores.writer.open_writer`` (one at a time). In the folder lie

- ``kg-workspace.json``: the manifest with the format and the versions of the last writer;
- ``articles.sqlite``: the catalogue, which is the record: texts, what is known of them, the quads of each;
- ``store/``: the Oxigraph store, one named graph per text, made from the catalogue;
- ``decisions.tsv``: what people decided about identity, where they did;
- ``reading/``: second names of the store's files that readers still need;
- ``writer.lock``, ``commit.lock``: who writes, and whether a change is on its way.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.errors import WorkspaceError
from kg.model import Article
from kg.stores.agreement import disagreements, stored_graph
from kg.stores.catalog import Catalog, is_empty
from kg.stores.entry import Entry
from kg.stores.folder import COMMIT_LOCK, DECISIONS, FAULTS, STORE, Opened, missing_catalog, unusable
from kg.stores.locks import BusyError, held
from kg.stores.manifest import Manifest, Versions, is_workspace, read_manifest, write_manifest
from kg.stores.pinned import PinnedStore, state

__all__ = ["DEFAULT_FOLDER", "Entry", "Manifest", "Versions", "Workspace", "find_workspace", "open_workspace"]

#: The folder below the current one that is taken for the workspace when none is named.
DEFAULT_FOLDER = "workspace"
_WAIT = 60.0
_TRIES = 6
_FIRST_PAUSE = 0.02


class Workspace(Opened):
    """A workspace opened for reading, as it was at that moment: later changes need another opening.

    ``store`` holds the graphs of the articles by name and, in its default graph, what is said of these
    graphs; the ontology is not in it. It cannot be written to. ``generation`` is the number of changes
    made so far: two openings with the same number hold the same. May be used by several threads.
    """

    def __init__(
        self, folder: Path, manifest: Manifest, catalog: Catalog, store: Store, pinned: PinnedStore
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.store = store
        self.generation = catalog.generation()
        self._catalog = catalog
        self._let_go = weakref.finalize(self, _release, catalog, pinned)

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._catalog)

    @property
    def decisions(self) -> Path:
        """Where decisions about identity are kept; the file need not exist."""
        return self.folder / DECISIONS

    def entries(self) -> Iterator[Entry]:
        """The articles in the order of their ids, without their texts; lazy."""
        return self._catalog.entries()

    def articles(self) -> Iterator[Article]:
        """The articles in the order of their ids, with their texts; lazy, one text in memory at a time."""
        return (self._catalog.article(entry) for entry in self._catalog.entries())

    def entry(self, name: str) -> Entry:
        """The one article that ``name`` means: an id, a URL, or at least 8 digits of the hash of its text.

        Raises ``WorkspaceError`` where there is none, and where there are several, which it lists.
        """
        return self._catalog.the_one(name, str(self.folder))

    def article(self, name: str | Entry) -> Article:
        """An article with its text; ``name`` as for ``entry``, or what the list gave."""
        return self._catalog.article(self.entry(name) if isinstance(name, str) else name)

    def quads(self, entry: Entry) -> list[Quad]:
        """The quads drawn from one article, sorted. They are in the store, too; articles that share a text
        share a graph there.
        """
        return self._catalog.quads(entry)

    def texts(self) -> Iterator[bytes]:
        """The quads of each text as sorted lines of N-Quads without the last line end; lazy.

        The same as in the store, and by far the fastest way to read all of it.
        """
        return self._catalog.texts()

    def parts(self) -> Iterator[tuple[Article, Store]]:
        """Every text, by its hash, with its part of the store as a small store of its own; lazy.

        What is examined part by part needs no more memory than the largest article.
        """
        for digest in sorted(self._catalog.digests()):
            part = Store()
            part.bulk_extend(stored_graph(self.store, digest))
            yield self._catalog.article(self._catalog.named(digest)[0]), part

    def disagreements(self, *, deep: bool = False) -> list[str]:
        """Lines that say where store and catalogue differ; an empty list is as it should be.

        Compares which texts have a graph; ``deep`` compares every quad, one graph in memory at a time.
        """
        return list(disagreements(self._catalog, self.store, deep=deep))

    def backup(self, target: Path) -> None:
        """Copy what this opening shows to the folder ``target``, which must not be there yet.

        The copy appears whole or not at all. Raises ``WorkspaceError`` where it cannot be written.
        """
        if target.exists():
            raise WorkspaceError(f"{target}: is there already. Name a new folder.")
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            beside.mkdir(parents=True)
            self._catalog.copy(beside)
            self._copy_store(beside / STORE)
            if self.decisions.exists():
                shutil.copy2(self.decisions, beside / DECISIONS)
            (beside / COMMIT_LOCK).touch()
            write_manifest(beside, self.manifest)
            beside.rename(target)
        except FAULTS as error:
            raise unusable(target, error) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def _copy_store(self, target: Path) -> None:
        """As files, where these hold all: what was taken out may be in the log only, which is not copied."""
        self.store.backup(str(target))
        if len(Store.read_only(str(target))) == self._catalog.statements():
            return
        shutil.rmtree(target)
        copy = Store(str(target))
        copy.bulk_extend(self.store)
        copy.flush()

    def close(self) -> None:
        """Let go of the files; the store must not be asked after that."""
        self._let_go()


def _release(catalog: Catalog, pinned: PinnedStore) -> None:
    catalog.close()
    pinned.release()


def find_workspace(here: Path | None = None) -> Path | None:
    """The workspace that is meant where none is named: the folder ``here`` (the current one), else the folder
    ``workspace`` in it; ``None`` where neither is one.
    """
    base = here if here is not None else Path()
    return next((it for it in (base, base / DEFAULT_FOLDER) if is_workspace(it)), None)


def open_workspace(folder: str | Path) -> Workspace:
    """The workspace as it is now, whole changes only; waits while one is being made, and never blocks long.

    Finishes what a killed writer left half done. Raises ``WorkspaceError`` where there is no workspace, it
    is damaged, of a newer format, or may not be read.
    """
    path = Path(folder)
    manifest = read_manifest(path)
    for _ in range(_TRIES):
        found = _opened(path, manifest)
        if found is not None:
            return found
        _recover(path)
    raise WorkspaceError(f"{path}: is being written to without a pause. Try again in a moment.")


def _opened(folder: Path, manifest: Manifest) -> Workspace | None:
    """The workspace; ``None`` where a writer was killed in the middle of a change, or of making it."""
    try:
        with held(folder / COMMIT_LOCK, shared=True, wait=_WAIT):
            return _snapshot(folder, manifest)
    except BusyError as error:
        who = f"process {error.holder}" if error.holder else "another process"
        raise WorkspaceError(
            f"{folder}: {who} has been changing it for a minute. Try again later."
        ) from error
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unusable(folder, error) from error


def _snapshot(folder: Path, manifest: Manifest) -> Workspace | None:
    try:
        if is_empty(folder):
            if (folder / STORE).exists():
                raise missing_catalog(folder)
            return None
        catalog = Catalog(folder)
    except sqlite3.Error as error:
        raise unusable(folder, error) from error
    try:
        catalog.begin()
        never_made = not len(catalog) and not (folder / STORE).exists()
        if not never_made and not catalog.outdated():
            return Workspace(folder, manifest, catalog, *_read_only(folder))
    except sqlite3.Error as error:
        catalog.close()
        raise unusable(folder, error) from error
    except WorkspaceError:
        catalog.close()
        raise
    catalog.close()
    return None


def _read_only(folder: Path) -> tuple[Store, PinnedStore]:
    """A snapshot of the store; tries again where the writer tidied up files in the very moment of opening."""
    path = folder / STORE
    fault: Exception = OSError("its files change without a pause")
    for attempt in range(_TRIES):
        try:
            before = state(path)
            pinned = PinnedStore(folder, path)
            try:
                store = Store.read_only(str(pinned.path))
                if state(path) == before:
                    return store, pinned
            except FAULTS:
                pinned.release()
                raise
            pinned.release()
        except FAULTS as error:
            fault = error
            if not (path / "CURRENT").exists():
                break
        time.sleep(_FIRST_PAUSE * 2**attempt)
    raise unusable(folder, fault) from fault


def _recover(folder: Path) -> None:
    """Let a writer, which this is for a moment, finish what another left."""
    from kg.stores.writer import open_writer  # it needs this module's neighbours, and only after a crash

    try:
        open_writer(folder, wait=_WAIT).close()
    except WorkspaceError as error:
        raise WorkspaceError(f"the last change was interrupted and cannot be finished: {error}") from error
