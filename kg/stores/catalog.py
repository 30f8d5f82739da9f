"""The articles of a workspace in one SQLite file: texts, what is known of them, the quads drawn from each.

The catalogue is the record; the triple store beside it is made from it. Every change is one transaction
that also notes which graphs of the store it outdates, so that whoever opens the workspace after a crash
can bring the store up to date without reading an article anew.
"""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.errors import WorkspaceError
from kg.model import Article
from kg.stores.entry import Entry, article_of, entry_of, record_of, stated_of, written
from kg.stores.manifest import Versions

NAME = "articles.sqlite"
_LEVEL = 3  # a third of the time of the default, a sixth more bytes
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
INSERT OR IGNORE INTO meta VALUES ('generation', 0);
CREATE TABLE IF NOT EXISTS article (
  record TEXT PRIMARY KEY, id TEXT NOT NULL, digest TEXT NOT NULL, url TEXT, stated TEXT NOT NULL,
  versions TEXT NOT NULL, statements INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS article_id ON article (id);
CREATE INDEX IF NOT EXISTS article_digest ON article (digest);
CREATE INDEX IF NOT EXISTS article_url ON article (url);
CREATE TABLE IF NOT EXISTS text (digest TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS drawn (record TEXT PRIMARY KEY, quads BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS outdated (digest TEXT PRIMARY KEY);
"""
_SAME_SOURCE = "WHERE digest = ? AND id = ? AND url IS ?"
_PROBE = "SELECT 1 FROM sqlite_master LIMIT 1"
_ENTRY = "SELECT record, id, digest, stated, versions, statements FROM article"


class Catalog:
    """The open catalogue. Reading shows one moment from ``begin`` on; writing is by ``transaction``.

    Raises ``sqlite3.Error`` where the file cannot be opened, is damaged, or the disk is full.
    """

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        self._lock = threading.RLock()
        self._db = _opened(folder / NAME, write)
        try:
            if write:
                self._db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
        except sqlite3.Error:
            self._db.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def copy(self, folder: Path) -> None:
        """Write what this catalogue shows to a new one in the folder."""
        with self._lock, closing(sqlite3.connect(folder / NAME)) as target:
            self._db.backup(target)

    def begin(self) -> None:
        """Start reading: what others write from now on stays unseen."""
        self._db.execute("BEGIN")
        self.generation()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes within, or none; on disk when the context ends."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
        except BaseException:
            if self._db.in_transaction:  # a full disk ends it by itself
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def generation(self) -> int:
        """How many changes there were: equal numbers, equal content."""
        (number,) = self._one("SELECT value FROM meta WHERE name = 'generation'")
        return int(number)

    def outdated(self) -> list[str]:
        """Hashes of the texts whose graphs in the store are not known to be up to date."""
        return [digest for (digest,) in self._rows("SELECT digest FROM outdated ORDER BY digest")]

    def settle(self, digests: Iterable[str]) -> None:
        """Take the graphs of these texts to be up to date; within a transaction."""
        self._db.executemany("DELETE FROM outdated WHERE digest = ?", [(it,) for it in digests])

    def outdate(self, digests: Iterable[str]) -> None:
        """Take the graphs of these texts to be out of date; within a transaction."""
        self._db.executemany("INSERT OR IGNORE INTO outdated VALUES (?)", [(it,) for it in digests])

    def put(self, article: Article, text: bytes, versions: Versions) -> None:
        """Add the article, or give it new quads, as ``lines_of`` gives them; within a transaction.

        The same text from the same source is one article: what was said of it before, such as another day of
        publication, is taken out.
        """
        record = record_of(article)
        for entry in self._entries(_SAME_SOURCE, article.digest, article.id, article.url):
            if entry.record != record:
                self.drop(entry)
        blob, statements = zlib.compress(text, _LEVEL), text.count(b"\n") + bool(text)
        about = article.id, article.digest, article.url, stated_of(article)
        row = (record, *about, written(versions), statements)
        self._db.execute("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._db.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (article.digest, article.text))
        self._db.execute("INSERT OR REPLACE INTO drawn VALUES (?, ?)", (record, blob))
        self.outdate([article.digest])

    def drop(self, entry: Entry) -> None:
        """Take the article out, and its text unless another article has the same; within a transaction."""
        self._db.execute("DELETE FROM article WHERE record = ?", (entry.record,))
        self._db.execute("DELETE FROM drawn WHERE record = ?", (entry.record,))
        left = "NOT EXISTS (SELECT 1 FROM article WHERE digest = text.digest)"
        self._db.execute(f"DELETE FROM text WHERE digest = ? AND {left}", (entry.digest,))  # noqa: S608 - constant
        self.outdate([entry.digest])

    def __contains__(self, article: Article) -> bool:
        return self.entry(record_of(article)) is not None

    def __len__(self) -> int:
        return int(self._one("SELECT count(*) FROM article")[0])

    def entry(self, record: str) -> Entry | None:
        """The article of this key."""
        return next(self._entries("WHERE record = ?", record), None)

    def entries(self) -> Iterator[Entry]:
        """All articles in the order of their ids; lazy."""
        return self._entries("ORDER BY id, record")

    def named(self, name: str) -> list[Entry]:
        """Articles whose id or URL is ``name``, or whose hash begins with it (8 digits at least)."""
        pattern = f"{name.lower()}*" if len(name) >= 8 and name.isalnum() else name
        where = "WHERE id = ? OR url = ? OR digest GLOB ? ORDER BY id, record"
        return list(self._entries(where, name, name, pattern if name.isalnum() else ""))

    def the_one(self, name: str, where: str) -> Entry:
        """The only article that ``name`` means; else ``WorkspaceError`` lists the choices."""
        found = self.named(name)
        if not found:
            raise WorkspaceError(f"{where}: no article {name!r}. 'kg list' shows ids and addresses.")
        if len(found) > 1:
            choices = "; ".join(_told(it) for it in found)
            how = "hash" if len({it.digest for it in found}) == len(found) else "id or the address"
            raise WorkspaceError(f"{where}: {name!r} means {len(found)} articles: {choices}. Give the {how}.")
        return found[0]

    def article(self, entry: Entry) -> Article:
        """The article with its text, as it was read."""
        row = self._one(
            "SELECT text, stated FROM text JOIN article USING (digest) WHERE record = ?", entry.record
        )
        return article_of(*row)

    def quads(self, entry: Entry) -> list[Quad]:
        """The quads that were drawn from the article, sorted."""
        (blob,) = self._one("SELECT quads FROM drawn WHERE record = ?", entry.record)
        return list(pyoxigraph.parse(zlib.decompress(blob), format=RdfFormat.N_QUADS))

    def graph(self, digest: str) -> set[Quad]:
        """The quads that the store has to hold of this text: the union over the articles that share it."""
        return set(pyoxigraph.parse(self.text(digest), format=RdfFormat.N_QUADS))

    def text(self, digest: str) -> bytes:
        """The same as sorted lines of N-Quads without the last line end."""
        rows = self._rows("SELECT quads FROM article JOIN drawn USING (record) WHERE digest = ?", digest)
        return _union(blob for (blob,) in rows)

    def texts(self) -> Iterator[bytes]:
        """What the store has to hold of each text, as sorted lines of N-Quads; lazy, one at a time."""
        rows = self._rows("SELECT digest, quads FROM article JOIN drawn USING (record) ORDER BY digest")
        for _, shared in groupby(rows, key=lambda row: str(row[0])):
            yield _union(blob for _, blob in shared)

    def statements(self) -> int:
        """How many quads the store has to hold: articles that share a text share those that both gave."""
        by_text = "FROM article GROUP BY digest HAVING count(*)"
        alone = self._rows(f"SELECT sum(statements) {by_text} = 1")
        shared = self._rows(f"SELECT digest {by_text} > 1")
        return sum(int(n) for (n,) in alone) + sum(len(self.graph(digest)) for (digest,) in shared)

    def has_text(self, digest: str) -> bool:
        """Whether an article with the text of this hash is there."""
        return next(self._rows("SELECT 1 FROM text WHERE digest = ?", digest), None) is not None

    def digests(self) -> set[str]:
        """The hashes of all texts."""
        return {digest for (digest,) in self._rows("SELECT digest FROM text")}

    def _entries(self, where: str, *values: str | None) -> Iterator[Entry]:
        return (entry_of(row) for row in self._rows(f"{_ENTRY} {where}", *values))

    def _one(self, query: str, *values: str) -> tuple[Any, ...]:
        row = next(self._rows(query, *values), None)
        if row is None:
            raise KeyError(*values)
        return row

    def _rows(self, query: str, *values: str | None) -> Iterator[tuple[Any, ...]]:
        """Rows in portions: the cursor is never shared between threads that read at the same time."""
        with self._lock:
            cursor = self._db.execute(query, values)
        while True:
            with self._lock:
                rows = cursor.fetchmany(500)
            if not rows:
                return
            yield from rows


def _told(entry: Entry) -> str:
    """How an article is listed as a choice: "5f3a9c1e27b4d810 talks (https://news.example/talks)"."""
    address = f" ({entry.url})" if entry.url else ""
    return f"{entry.digest[:16]} {entry.title or entry.id}{address}"


def _union(blobs: Iterable[bytes]) -> bytes:
    """The distinct lines of what was kept of several articles, sorted."""
    found = [text for blob in blobs if (text := zlib.decompress(blob))]
    if len(found) == 1:
        return found[0]
    return b"\n".join(sorted({line for text in found for line in text.split(b"\n")}))


def is_empty(folder: Path) -> bool:
    """Whether there is no catalogue, or one that nothing was ever written to: its making was interrupted.

    Raises ``sqlite3.Error`` where the file is no catalogue.
    """
    path = folder / NAME
    if not path.exists():
        return True
    with closing(_opened(path, write=False)) as db:
        return db.execute(_PROBE).fetchone() is None


def _opened(path: Path, write: bool) -> sqlite3.Connection:
    if write:
        return _connected(
            path,
            "mode=rwc",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "SELECT 1 FROM sqlite_master",
        )
    try:
        return _connected(path, "mode=ro", "SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError:
        # In a folder that nobody may write to, SQLite cannot place its index; then nothing changes either.
        if path.with_name(f"{path.name}-wal").exists():
            raise
        return _connected(path, "mode=ro&immutable=1", _PROBE)


def _connected(path: Path, mode: str, *statements: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{mode}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
    try:
        for statement in statements:
            db.execute(statement).close()
    except sqlite3.Error:
        db.close()
        raise
    return db
