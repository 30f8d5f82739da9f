"""The tables of names as entries; a malformed row is refused with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg import lexicon
from kg.errors import TableError
from kg.lexicon import Row, per_lexicon

EntryKind = Literal["country", "organization", "place", "person"]
Via = Literal["name", "demonym", "city", "body", "person"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table.

    ``country`` is the key of the country (for a leader possibly of the body) that it belongs to, ``type``
    an actor-type code for organizations and the kind (``"city"``, ``"region"`` ...) for places.
    ``ambiguous`` says that the very name by which it was found often means something else (``Jordan``,
    ``Georgia``), so the context has to agree; an entry fetched by its key is never ambiguous.
    """

    key: str
    kind: EntryKind
    name: str
    qid: str | None = None
    country: str | None = None
    type: str | None = None
    aliases: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """A well-known office: its body's key, canonical label and Wikidata id (or ``None``)."""

    key: str
    label: str
    qid: str | None
    body: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``start`` to ``end`` (exclusive) name ``entry``; ``via`` says by which sort of name."""

    start: int
    end: int
    entry: Entry
    via: Via


def rows(table: str) -> Iterator[Row]:
    """The rows of a table in force; one without its first two cells, or with a bad id, is refused."""
    for row in lexicon.rows(table):
        first, second, *_ = row.cells
        if not row[first] or not row[second]:
            raise TableError(f"{row.where}: {first} and {second} must not be empty")
        if (qid := row.cells.get("qid")) and not re.fullmatch(r"Q[1-9]\d*", qid):
            raise TableError(f"{row.where}: {qid!r} is not a Wikidata id")
        yield row


def cells(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(part for part in cell.split("|") if part)


def _entry_of(table: str, row: Row) -> Entry:
    kinds: dict[str, EntryKind] = {
        "countries": "country", "cities": "place", "bodies": "organization", "leaders": "person",
    }  # fmt: skip
    kind = row["kind"] if table == "cities" else row.cells.get("type")
    return Entry(
        key=row["key"], kind=kinds[table], name=row["name"], qid=row["qid"] or None,
        country=row.cells.get("country") or None, type=kind or None, aliases=cells(row["aliases"]),
    )  # fmt: skip


@per_lexicon
def table_rows(table: str) -> tuple[tuple[Entry, Mapping[str, str]], ...]:
    """Entries of one table, each with its row; a key that is not unique is refused."""
    out: list[tuple[Entry, Mapping[str, str]]] = []
    seen: set[str] = set()
    for row in rows(table):
        if row["key"] in seen:
            raise TableError(f"{row.where}: the key {row['key']} stands twice")
        seen.add(row["key"])
        out.append((_entry_of(table, row), row.cells))
    return tuple(out)
