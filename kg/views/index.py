"""An index of a graph in one SQLite file: a page about one node is drawn without asking the whole graph.

It keeps the rows of ``kg/views/queries`` as they are, IRIs by number, and what is counted over all of them:
of each node its kind, label, day and numbers of meetings and articles; of each pair what ties it; of each
pair of actors how often they met; names in normal form and folded over transliteration for searching. The
same graph gives the same rows. It is a copy: deleting it loses nothing. ``kg.views.indexed`` reads it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Store

from kg.alignment.names import spelling, words
from kg.rdf.load import TERM_GRAPHS
from kg.views.asked import shown
from kg.views.contents import EVENTS
from kg.views.gather import KIND_OF, TYPES
from kg.views.index_rows import NUMBERED, TABLES, Drawn, streamed
from kg.views.ties import LINKS
from kg.vocab import DIP, PREFIXES

#: Version of what is kept and how; a file of another one is made anew.
LAYOUT = 2
#: Kinds in the order in which a search lists them; each is a stretch of ranks.
GROUPS = ("state", "organization", "person", "group", "issue", "place", *sorted(EVENTS), "article")
#: An event with more actors than this tells little about any two of them.
CROWD = 60
_PORTION = 20_000
_INDEXES = (
    "mentions(node, article)",
    "mentions(article)",
    "facts(node, graph)",
    "links(graph, source)",
    "names(node)",
    "nodes(node)",
    "issues(node)",
    "participations(event)",
    "participations(actor)",
    "holdings(holder)",
    "holdings(body)",
    "articles(article)",
)


def build(view: Store, texts: Iterable[tuple[str, str]], file: Path, drawn: Drawn | None = None) -> None:
    """Write the index of a merged view (``kg.rdf.load.union``) to a new file.

    ``texts`` are the IRIs of articles with their texts, as far as these are at hand. The index is the same
    with ``drawn``, which are the articles of just this view, and made faster.
    """
    base = sqlite3.connect(file)
    try:
        base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")
        numbers = _rows(base, view, drawn)
        with_text = ((numbers[iri], text) for iri, text in texts if iri in numbers)
        base.execute("CREATE TABLE texts(article INTEGER PRIMARY KEY, words TEXT)")
        base.executemany("INSERT OR IGNORE INTO texts VALUES (?, ?)", with_text)
        base.execute("CREATE TABLE terms(number INTEGER PRIMARY KEY, iri TEXT)")
        base.executemany("INSERT INTO terms VALUES (?, ?)", ((n, iri) for iri, n in numbers.items()))
        base.execute("CREATE UNIQUE INDEX iris ON terms(iri)")
        for index in _INDEXES:
            base.execute(f"CREATE INDEX {re.sub('[^a-z]+', '_', index)} ON {index}")
        _entries(base, numbers)
        _ties(base, numbers)
        _counts(base)
        _names(base)
        base.execute(f"PRAGMA user_version={LAYOUT}")
        base.commit()
        base.execute("ANALYZE")
        base.commit()
    finally:
        base.close()


def _rows(base: sqlite3.Connection, view: Store, drawn: Drawn | None) -> dict[str, int]:
    """Fill the tables of rows; gives the number of each IRI."""
    numbers = {"": 0} | {graph.value: 0 for graph in TERM_GRAPHS}
    for name, columns in TABLES.items():
        typed = (f'"{it}" {"INTEGER" if it in NUMBERED else "TEXT"}' for it in columns)
        base.execute(f"CREATE TABLE {name}({', '.join(typed)})")
        numbered = [it in NUMBERED for it in columns]
        rows = (
            tuple(
                numbers.setdefault(value, len(numbers)) if number else value
                for value, number in zip(row, numbered, strict=True)
            )
            for row in streamed(view, name, drawn)
        )
        places = ", ".join("?" * len(columns))
        base.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
    return {iri: number for iri, number in numbers.items() if number}


def _entries(base: sqlite3.Connection, numbers: dict[str, int]) -> None:
    """What a list says of each node: kind, label, type, day, and which graph of the kinds it belongs to."""
    kinds: dict[int, str] = {}
    labels: dict[int, str] = {}

    def named(node: int, words: str) -> None:
        label = shown(words)
        if (len(label), label) > (len(labels.get(node, "")), labels.get(node, "")):
            labels[node] = label

    class_of = {numbers[iri]: kind for iri, kind in KIND_OF.items() if iri in numbers}
    for node, class_, label in base.execute("SELECT node, class, label FROM nodes ORDER BY node, class"):
        if kinds.get(node, "place") == "place":
            kinds[node] = class_of[class_]
        named(node, label)
    for node, label in base.execute("SELECT node, label FROM issues ORDER BY node"):
        kinds.setdefault(node, "issue")
        named(node, label)
    days: dict[int, str] = {}
    told: dict[tuple[int, str], str] = {}
    earliest, latest = (numbers.get(str(it), -1) for it in (DIP.earliest, DIP.latest))
    typed = {numbers.get(str(it), -1) for it in TYPES}
    status = numbers.get(str(DIP.status), -1)
    for node, property_, value, words_ in base.execute(
        "SELECT node, property, value, words FROM facts GROUP BY node, property, value"
        " ORDER BY node, property, MAX(graph = 0) DESC, COUNT(*) DESC, value"
    ):
        if property_ in (earliest, latest):
            key = (node, "day" if property_ == earliest else "end")
            told.setdefault(key, value[:10])
        elif property_ in typed or property_ == status:
            told.setdefault((node, "status" if property_ == status else "type"), shown(words_ or value))
    for node in kinds:
        days[node] = told.get((node, "day")) or told.get((node, "end"), "")
    base.execute(
        "CREATE TABLE entries(number INTEGER PRIMARY KEY, kind TEXT, label TEXT, type TEXT, status TEXT,"
        " day TEXT, meetings INTEGER DEFAULT 0, articles INTEGER DEFAULT 0, rank INTEGER)"
    )
    rows = (
        (
            node,
            kind,
            labels.get(node, ""),
            told.get((node, "type"), ""),
            told.get((node, "status"), ""),
            days[node],
        )
        for node, kind in sorted(kinds.items())
    )
    base.executemany(
        "INSERT INTO entries(number, kind, label, type, status, day) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    base.execute(
        "INSERT OR IGNORE INTO entries(number, kind, label, type, status, day)"
        " SELECT article, 'article', '', '', '', '' FROM articles GROUP BY article"
    )
    for column, property_ in (("label", "headline"), ("day", "datePublished")):
        of = numbers.get(PREFIXES["schema"] + property_, -1)
        told_of = dict(
            base.execute(
                "SELECT article, MIN(value) FROM articles WHERE property = ? GROUP BY article", (of,)
            )
        )
        base.executemany(
            f"UPDATE entries SET {column} = ? WHERE number = ? AND kind = 'article'",
            (
                (shown(value[:10] if column == "day" else value), article)
                for article, value in told_of.items()
            ),
        )


def _ties(base: sqlite3.Connection, numbers: dict[str, int]) -> None:
    """Every tie from both of its ends: ``forward`` is 1 where the sentence begins with ``node``."""
    base.execute("CREATE TABLE relations(property INTEGER PRIMARY KEY, relation TEXT, turned INTEGER)")
    base.executemany(
        "INSERT INTO relations VALUES (?, ?, ?)",
        ((numbers[iri], relation, turned) for iri, (relation, turned) in LINKS.items() if iri in numbers),
    )
    base.execute(
        "CREATE TABLE ties(node INTEGER, relation TEXT, forward INTEGER, other INTEGER, kind TEXT, day TEXT)"
    )
    for one, other, forward in (("source", "target", "1 - turned"), ("target", "source", "turned")):
        base.execute(
            f"INSERT INTO ties SELECT DISTINCT {one}, relation, {forward}, {other}, its.kind, its.day"
            f" FROM links JOIN relations USING (property) JOIN entries AS its ON its.number = {other}"
            f" JOIN entries AS own ON own.number = {one} WHERE {one} <> {other} AND graph = 0"
        )
    base.execute("CREATE INDEX tied ON ties(node, kind, day, other)")
    base.execute(  # a participant of an act who is its speaker or addressee is told once
        "DELETE FROM ties WHERE relation = 'participant' AND EXISTS (SELECT 1 FROM ties AS more WHERE"
        " more.node = ties.node AND more.kind = ties.kind AND more.day = ties.day AND more.other = ties.other"
        " AND more.relation IN ('speaker', 'addressee'))"
    )
    base.execute("CREATE INDEX tied_how ON ties(node, relation, forward)")


def _counts(base: sqlite3.Connection) -> None:
    """Meetings and articles of each node, and how often each two actors met."""
    base.execute(
        "UPDATE entries SET meetings = (SELECT COUNT(DISTINCT other) FROM ties"
        " WHERE node = number AND ties.kind = 'meeting'),"
        " articles = (SELECT COUNT(DISTINCT article) FROM mentions WHERE node = number)"
    )
    base.execute(
        "UPDATE entries SET meetings = kind = 'meeting' WHERE kind IN ('meeting', 'act', 'change', 'process')"
    )
    base.execute("CREATE TABLE met(one INTEGER, other INTEGER, meetings INTEGER)")
    base.execute(
        "CREATE TEMP TABLE seats AS SELECT DISTINCT ties.node AS meeting, other AS actor FROM ties"
        " JOIN entries ON number = ties.node WHERE entries.kind = 'meeting' AND forward = 0"
        " AND relation IN ('participant', 'party')"
    )
    base.execute("CREATE INDEX temp.seat ON seats(meeting, actor)")
    base.execute(
        "DELETE FROM seats WHERE meeting IN (SELECT meeting FROM seats GROUP BY meeting HAVING COUNT(*) > ?)",
        (CROWD,),
    )
    base.execute(
        "INSERT INTO met SELECT a.actor, b.actor, COUNT(*) FROM seats AS a JOIN seats AS b USING (meeting)"
        " WHERE a.actor <> b.actor GROUP BY a.actor, b.actor"
    )
    base.execute("CREATE INDEX met_most ON met(one, meetings DESC, other)")


def _names(base: sqlite3.Connection) -> None:
    """Names to search, their row numbers the ranks: by group, then the most met, then the latest."""
    known = {kind: place for place, kind in enumerate(GROUPS)}
    entries = base.execute("SELECT number, kind, label, meetings, day FROM entries").fetchall()
    entries.sort(key=lambda it: (it[2], it[0]))
    entries.sort(key=lambda it: it[4], reverse=True)
    entries.sort(key=lambda it: (known[it[1]], -it[3]))
    base.execute("CREATE TABLE groups(kind TEXT PRIMARY KEY, first INTEGER, last INTEGER)")
    stretches: dict[str, list[int]] = {}
    for rank, (_, kind, *_) in enumerate(entries, 1):
        stretches.setdefault(kind, [rank, rank])[1] = rank
    base.executemany("INSERT INTO groups VALUES (?, ?, ?)", ((k, *v) for k, v in stretches.items()))
    base.executemany(
        "UPDATE entries SET rank = ? WHERE number = ?", ((r, it[0]) for r, it in enumerate(entries, 1))
    )
    base.execute("CREATE UNIQUE INDEX ranked ON entries(rank)")
    base.execute(
        "CREATE VIRTUAL TABLE found USING fts5(name, folded, content='', detail=column, prefix='1 2 3',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    base.execute("CREATE TABLE exact(name TEXT, rank INTEGER)")
    for rank, (number, _, label, *_) in enumerate(entries, 1):
        names = dict.fromkeys(
            [
                label,
                *(
                    shown(it)
                    for (it,) in base.execute(
                        "SELECT DISTINCT name FROM names WHERE node = ? ORDER BY name", (number,)
                    )
                ),
            ]
        )
        normal = [words(name[:400]) for name in names]
        plain = " | ".join(" ".join(it) for it in normal)
        folded = " ".join(dict.fromkeys(spelling(word) for it in normal for word in it))
        base.execute("INSERT INTO found(rowid, name, folded) VALUES (?, ?, ?)", (rank, plain, folded))
        base.executemany(
            "INSERT INTO exact VALUES (?, ?)", ((" ".join(it), rank) for it in dict.fromkeys(normal) if it)
        )
    base.execute("CREATE INDEX exactly ON exact(name, rank)")
