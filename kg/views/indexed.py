"""Reading the index of a graph: nodes by IRI, rows by condition, and the contents around some nodes.

Everything is bounded by what is asked for, never by the size of the graph. One ``Index`` is one connection
and serves one thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.views.contents import EVENTS, Contents, Source
from kg.views.gather import gather
from kg.views.index import LAYOUT
from kg.views.index_rows import NUMBERED, TABLES
from kg.vocab import PREFIXES

#: Articles whose words are shown for one page; further ones are counted.
ARTICLES = 60
#: Steps of SQLite's machine after which a request is given up: some seconds.
_STEPS = 200_000_000
_EVENTS = ", ".join(f"'{kind}'" for kind in sorted(EVENTS))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list says of a node: its number in the index, IRI, kind, label and so on; days are ISO."""

    number: int
    iri: str
    kind: str
    label: str
    type: str
    status: str
    day: str
    meetings: int
    articles: int

    @property
    def is_event(self) -> bool:
        """Whether it is a meeting, act, change or process."""
        return self.kind in EVENTS


_ENTRY = (
    "SELECT number, iri, kind, label, type, status, day, meetings, articles"
    " FROM entries JOIN terms USING (number)"
)


class Index:
    """An index file opened for reading."""

    def __init__(self, file: Path) -> None:
        self._base = sqlite3.connect(
            f"file:{file}?mode=ro&immutable=1",
            uri=True,
            check_same_thread=False,  # closed by who ends the threads
        )
        self._base.execute("PRAGMA cache_size=-32768")
        self._left = _STEPS
        self._base.set_progress_handler(self._step, 100_000)
        (layout,) = self._base.execute("PRAGMA user_version").fetchone()
        if layout != LAYOUT:
            raise ValueError(f"{file}: has layout {layout}, not {LAYOUT}")

    def _step(self) -> bool:
        self._left -= 100_000
        return self._left < 0

    def fresh(self) -> None:
        """Begin a request: it has its own measure of time."""
        self._left = _STEPS

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """The rows of a statement of this package; values are bound, never written into it."""
        return self._base.execute(sql, values).fetchall()

    def count(self, sql: str, *values: object) -> int:
        """The one number that a statement gives."""
        (row,) = self.ask(sql, *values)
        return int(str(row[0] or 0))

    def entry(self, iri: str) -> Entry | None:
        """The entry of a node or article, ``None`` for what the graph does not tell of."""
        return next(iter(self.entries(f"{_ENTRY} WHERE iri = ?", iri)), None)

    def numbered(self, numbers: Iterable[int]) -> dict[int, Entry]:
        """The entries of these numbers, as far as they have one."""
        wanted = sorted(set(numbers))
        found: dict[int, Entry] = {}
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            for it in self.entries(f"{_ENTRY} WHERE number IN ({_marks(some)})", *some):
                found[it.number] = it
        return found

    def ranked(self, where: str, *values: object) -> list[Entry]:
        """The entries that a condition on ranks gives."""
        return self.entries(f"{_ENTRY} WHERE {where}", *values)

    def leading(self, kind: str, first: int) -> list[Entry]:
        """The first of a kind by rank: actors, issues and places by meetings, events and articles by day."""
        for (low,) in self.ask("SELECT first FROM groups WHERE kind = ?", kind):
            where = "kind = ? AND rank BETWEEN ? AND ? ORDER BY rank"
            return self.ranked(where, kind, low, int(str(low)) + first - 1)
        return []

    def entries(self, sql: str, *values: object) -> list[Entry]:
        """The entries that a statement gives."""
        return [Entry(*row) for row in self.ask(sql, *values)]  # type: ignore[arg-type]

    def text(self, article: str) -> str | None:
        """The text of an article, where it was at hand."""
        rows = self.ask("SELECT words FROM texts JOIN terms ON number = article WHERE iri = ?", article)
        return str(rows[0][0]) if rows else None

    def contents(
        self, nodes: Sequence[int], *, articles: Sequence[int] = (), quotes: bool = True, of: int = 0
    ) -> Contents:
        """The nodes with the statements between them and what the articles about their events say.

        ``articles`` are quoted before others, ``ARTICLES`` at most; ``of`` is how many nodes there would be.
        """
        part = _Part(self, nodes, articles)
        told = gather(part, (lambda source: self.text(source.iri)) if quotes else None)
        counts = {it.iri: it.meetings for it in self.numbered(nodes).values()}
        ranked = tuple(replace(it, meetings=counts.get(it.iri, it.meetings)) for it in told.nodes)
        return replace(told, nodes=ranked, total=max(of, len(ranked)))

    def only(self, nodes: Sequence[int], article: int) -> Contents:
        """The nodes and what this one article says of them."""
        return gather(_Part(self, nodes, (article,), alone=True), lambda source: self.text(source.iri))

    def sources(self, articles: Sequence[int]) -> tuple[Source, ...]:
        """What is known of these articles."""
        return gather(_Part(self, (), articles)).sources


class _Part:
    """The rows that concern some nodes and articles, as ``kg.views.asked`` has them of a whole graph."""

    def __init__(
        self, index: Index, nodes: Sequence[int], articles: Sequence[int], *, alone: bool = False
    ) -> None:
        self._index = index
        self._nodes = sorted(set(nodes))
        self._articles = list(articles) if alone else _supporting(index, self._nodes, articles)
        iris = _iris(index, self._articles)
        graphs = [PREFIXES["graph"] + iri.rsplit("/", 1)[-1] for iri in iris.values()]
        self._graphs = [0]
        for start in range(0, len(graphs), 500):
            some = graphs[start : start + 500]
            rows = index.ask(f"SELECT number FROM terms WHERE iri IN ({_marks(some)})", *some)
            self._graphs += [int(str(row[0])) for row in rows]
        self._known: dict[int, str] = {0: ""}

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """The rows of one query, in its order."""
        columns = TABLES[name]
        chosen = ", ".join(f'"{it}"' for it in columns)
        found = self._index.ask(f"SELECT DISTINCT {chosen} FROM {name} WHERE {self._where(name)}")
        numbered = [it in NUMBERED for it in columns]
        wanted = {int(str(v)) for row in found for v, n in zip(row, numbered, strict=True) if n}
        self._known |= _iris(self._index, wanted - self._known.keys())
        return sorted(
            tuple(self._known[int(str(v))] if n else str(v or "") for v, n in zip(row, numbered, strict=True))
            for row in found
        )

    def _where(self, name: str) -> str:
        nodes, graphs, articles = (_listed(it) for it in (self._nodes, self._graphs, self._articles))
        if name == "mentions":
            own = (
                f"SELECT part FROM participations WHERE event IN ({nodes}) UNION"
                f" SELECT holding FROM holdings WHERE holder IN ({nodes})"
            )
            return f"(node IN ({nodes}) OR node IN ({own})) AND article IN ({articles})"
        of = {
            "articles": f"article IN ({articles})",
            "broader": "1",
            "facts": f"node IN ({nodes}) AND graph IN ({graphs})",
            "holdings": f"holder IN ({nodes}) AND graph IN ({graphs})",
            "issues": f"node IN ({nodes})",
            "links": f"graph IN ({graphs}) AND source IN ({nodes}) AND target IN ({nodes})",
            "names": f"node IN ({nodes})",
            "nodes": f"node IN ({nodes})",
            "participations": f"event IN ({nodes}) AND graph IN ({graphs})",
        }
        return of[name]


def _supporting(index: Index, nodes: Sequence[int], first: Sequence[int]) -> list[int]:
    """The articles given, then those that mention the events among the nodes, each event's turn by turn."""
    found = dict.fromkeys(first)
    listed = _listed(nodes)
    rows = index.ask(
        "SELECT node, article FROM mentions JOIN entries ON number = node"
        f" WHERE node IN ({listed}) AND kind IN ({_EVENTS}) GROUP BY node, article ORDER BY node, article"
    )
    by_event: dict[object, list[int]] = {}
    for event, article in rows:
        by_event.setdefault(event, []).append(int(str(article)))
    turn = 0
    while by_event and len(found) < ARTICLES:
        for event in list(by_event):
            if turn >= len(by_event[event]):
                del by_event[event]
            elif len(found) < ARTICLES:
                found[by_event[event][turn]] = None
        turn += 1
    return list(found)


def _iris(index: Index, numbers: Iterable[int]) -> dict[int, str]:
    listed = _listed(numbers)
    rows = index.ask(f"SELECT number, iri FROM terms WHERE number IN ({listed})")
    return {int(str(number)): str(iri) for number, iri in rows}


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(it)) for it in numbers)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
