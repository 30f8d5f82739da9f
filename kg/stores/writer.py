"""The one writer of a workspace: whole articles in and out, each change on disk when the call returns.

A change is first written to the catalogue, in one transaction that marks the graphs it outdates; then
these graphs of the store are made to hold what the catalogue says; then the marks are taken off. Killed
in between, the next one to open the workspace finds the marks and repeats the second step, which is
idempotent. Readers wait on ``commit.lock`` meanwhile and so never see a change half done.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from kg.allocator import share_one_arena
from kg.errors import WorkspaceError
from kg.model import Article
from kg.rdf.blocks import lines_of
from kg.stores.agreement import stored_graph
from kg.stores.catalog import Catalog, is_empty
from kg.stores.entry import Entry, graph_of
from kg.stores.folder import (
    COMMIT_LOCK,
    DECISIONS,
    FAULTS,
    STORE,
    WRITER_LOCK,
    Opened,
    missing_catalog,
    unusable,
)
from kg.stores.locks import BusyError, held
from kg.stores.manifest import MARKER, Manifest, Versions, is_workspace, read_manifest, write_manifest

#: An article and its quads, or the lines that ``lines_of`` makes of them.
Drawn = tuple[Article, Iterable[Quad] | bytes]

#: Free bytes without which no change is begun: a store on a full disk cannot be tidied up.
RESERVE = 32 << 20
_PORTION = 128  # as many as a run commits at once: each bulk load has its own tables
_LOCK_WAIT = 60.0


class Writer(Opened):
    """A workspace opened for writing; made by ``open_writer``. Close it, or use it as a context.

    When a method raises ``WorkspaceError`` for a full disk or the like, the writer is closed; what was
    done before stays done.
    """

    def __init__(self, folder: Path, manifest: Manifest, catalog: Catalog, store: Store) -> None:
        self.folder = folder
        self.manifest = manifest
        self._catalog = catalog
        self._store: Store | None = store
        self._locks = ExitStack()

    def __contains__(self, article: Article) -> bool:
        """Whether this text is there with just this id, address, date and so on."""
        return article in self._catalog

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._catalog)

    @property
    def is_open(self) -> bool:
        """Whether it was neither closed nor closed itself after a fault."""
        return self._store is not None

    @property
    def store(self) -> Store:
        """The store, to look at; what is written to it directly is not kept."""
        if self._store is None:
            raise WorkspaceError(f"{self.folder}: is closed. Open it again.")
        return self._store

    def statements(self) -> int:
        """How many quads the store holds, by the catalogue."""
        return self._catalog.statements()

    def entries(self) -> list[Entry]:
        """The articles in the order of their ids, without their texts."""
        return list(self._catalog.entries())

    def get(self, record: str) -> Entry | None:
        """The article with this ``Entry.record``."""
        return self._catalog.entry(record)

    def with_text(self, digest: str) -> list[Entry]:
        """The articles whose text has this hash, in the order of their ids."""
        return [entry for entry in self._catalog.named(digest) if entry.digest == digest]

    def entry(self, name: str) -> Entry:
        """As ``Workspace.entry``."""
        return self._catalog.the_one(name, str(self.folder))

    def article(self, entry: Entry) -> Article:
        """The article with its text."""
        return self._catalog.article(entry)

    def add(self, batch: Iterable[Drawn], versions: Versions) -> None:
        """Put in articles with the quads drawn from them; an article that is there gets the new quads, and
        what is said of it now.

        All of the batch or nothing; on disk when this returns. ``versions`` are those that drew the quads.
        """
        drawn = [(article, it if isinstance(it, bytes) else lines_of(it)) for article, it in batch]
        if not drawn:
            return
        with self._change() as fresh:
            for article, text in drawn:
                if not self._catalog.has_text(article.digest):
                    fresh.add(article.digest)
                self._catalog.put(article, text, versions)
            if self.manifest.versions != versions:
                self.manifest = Manifest(versions=versions)
                write_manifest(self.folder, self.manifest)

    def remove(self, entries: Iterable[Entry]) -> None:
        """Take out articles, their texts and all that was drawn from them alone; all of them or none."""
        with self._change():
            for entry in entries:
                self._catalog.drop(entry)

    def refresh(self) -> None:
        """Open the store anew, so that what it has cached of the articles so far is let go of.

        What ``store`` gave before, and what was asked of it, must be done with. Raises ``WorkspaceError`` as
        a change does.
        """
        try:
            with held(self.folder / COMMIT_LOCK, wait=_LOCK_WAIT):
                self._store = None
                self._store = Store(str(self.folder / STORE))
        except BusyError as error:
            raise _busy(self.folder) from error
        except FAULTS as error:
            self.close()
            raise unusable(self.folder, error) from error

    def keep(self, locks: ExitStack) -> None:
        """Hold these locks until closed."""
        self._locks = locks

    def close(self) -> None:
        """Let go of the files and the lock."""
        self._store = None
        self._catalog.close()
        self._locks.close()

    @contextmanager
    def _change(self) -> Iterator[set[str]]:
        """One transaction on the catalogue and what follows from it for the store.

        The set takes the hashes of texts of which the catalogue knew nothing before.
        """
        if shutil.disk_usage(self.folder).free < RESERVE:
            raise WorkspaceError(
                f"{self.folder}: the disk is full, or nearly: less than {RESERVE >> 20} MB are free."
                " What was reported as done is safe; make room and run again."
            )
        fresh = set[str]()
        try:
            with held(self.folder / COMMIT_LOCK, wait=_LOCK_WAIT):
                with self._catalog.transaction():
                    yield fresh
                self.settle(fresh)
        except BusyError as error:
            raise _busy(self.folder) from error
        except FAULTS as error:
            self.close()
            raise unusable(self.folder, error) from error

    def settle(self, fresh: Collection[str] = ()) -> None:
        """Bring the outdated graphs of the store up to date, see them to the disk, take the marks off.

        For whoever holds the lock on changes; raises what the files raise. Of texts that are ``fresh`` the
        store is only asked whether it has a graph: looking into its tables would fill its cache.
        """
        outdated = self._catalog.outdated()
        for start in range(0, len(outdated), _PORTION):
            self._settle(outdated[start : start + _PORTION], fresh)

    def _stored(self, digest: str, fresh: Collection[str]) -> set[Quad]:
        if digest in fresh and not self.store.contains_named_graph(graph_of(digest)):
            return set()
        return stored_graph(self.store, digest)

    def _settle(self, digests: list[str], fresh: Collection[str]) -> None:
        missing: list[bytes] = []
        cleared = False
        for digest in digests:
            stored = self._stored(digest, fresh)
            if not stored:
                missing.append(self._catalog.text(digest))
                continue
            wanted = self._catalog.graph(digest)
            if stored - wanted:
                _clear(self.store, digest, stored)
                stored, cleared = set(), True
            missing.append(lines_of(wanted - stored))
        # Leaves no log behind, which every reader would have to replay.
        self.store.bulk_load(b"\n".join(filter(None, missing)), RdfFormat.N_QUADS)
        if cleared:
            _flush(self.store)  # nor does what was taken out
        _sync(self.folder / STORE)
        with self._catalog.transaction():
            self._catalog.settle(digests)


def open_writer(folder: str | Path, *, create: bool = False, wait: float = 0.0, anew: bool = False) -> Writer:
    """The workspace, to be written to; finishes what a killed writer left half done.

    With ``create`` a folder that is not there, or is empty, becomes one. With ``anew`` the store is thrown
    away and made again from the catalogue. Raises ``WorkspaceError`` where another process writes to it
    (after ``wait`` seconds), and as ``open_workspace`` does.
    """
    share_one_arena()
    path = Path(folder)
    if create and not is_workspace(path):
        _prepare(path)
    elif not is_workspace(path):
        read_manifest(path)
    with ExitStack() as locks:
        try:
            locks.enter_context(held(path / WRITER_LOCK, wait=wait))
            if not is_workspace(path):
                write_manifest(path, Manifest())
            manifest = read_manifest(path)
            with held(path / COMMIT_LOCK, wait=_LOCK_WAIT):
                writer = _writer(path, manifest, anew)
        except BusyError as error:
            raise WorkspaceError(
                f"{path}: process {error.holder or '?'} is writing to it, and there is one writer at a time."
                " Run again when it is done; reading is possible meanwhile."
            ) from error
        except FAULTS as error:
            raise unusable(path, error) from error
        writer.keep(locks.pop_all())
    return writer


def _writer(folder: Path, manifest: Manifest, anew: bool) -> Writer:
    if is_empty(folder) and (folder / STORE).exists():
        raise missing_catalog(folder)
    catalog = Catalog(folder, write=True)
    try:
        if anew:
            with catalog.transaction():
                catalog.outdate(catalog.digests())
        _place_store(folder, catalog, anew)
        writer = Writer(folder, manifest, catalog, Store(str(folder / STORE)))
        writer.settle()
    except BaseException:
        catalog.close()
        raise
    return writer


def _place_store(folder: Path, catalog: Catalog, anew: bool) -> None:
    """Make an empty store where there is none or it is to be made anew: beside its place, then moved there,
    for RocksDB cannot open what was killed while it was made.
    """
    place, new, old = folder / STORE, folder / f".{STORE}.new", folder / f".{STORE}.old"
    if anew and place.exists():
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    if place.exists():
        return
    if len(catalog.outdated()) < len(catalog.digests()):
        raise unusable(folder, OSError("it is missing"))
    Store(str(new)).flush()
    new.rename(place)


def _prepare(folder: Path) -> None:
    """Make the folder. Raises ``WorkspaceError`` where it holds other things."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise WorkspaceError(f"{folder}: cannot be made a workspace: {error.strerror or error}.") from error
    strange = {it for it in names if it not in (WRITER_LOCK, DECISIONS) and not it.startswith(f".{MARKER}.")}
    if strange:
        raise WorkspaceError(
            f"{folder}: is not a workspace and holds other files ({min(strange)}). Name a new folder."
        )


def _busy(folder: Path) -> WorkspaceError:
    return WorkspaceError(f"{folder}: readers keep it busy. Try again in a moment.")


def _clear(store: Store, digest: str, stored: set[Quad]) -> None:
    store.remove_graph(graph_of(digest))
    for quad in stored:
        if isinstance(quad.graph_name, DefaultGraph):
            store.remove(quad)


def _flush(store: Store) -> None:
    store.flush()


def _sync(folder: Path) -> None:
    """See the log of the store to the disk: a loss of power must not take what was reported as done."""
    for path in folder.glob("*.log"):
        descriptor = os.open(path, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
