"""The tables of ``kg/data`` as rows and entries; a malformed row is refused with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from kg.errors import TableError
from kg.resources import data_file

EntryKind = Literal["country", "organization", "place", "person"]
Via = Literal["name", "demonym", "city", "body", "person"]

COLUMNS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "countries": ("key", "name", "qid", "aliases", "demonyms", "capital", "ambiguous", "source"),
        "cities": ("key", "name", "qid", "kind", "country", "is_capital", "aliases", "ambiguous", "source"),
        "bodies": ("key", "name", "qid", "type", "country", "aliases", "ambiguous", "source"),
        "leaders": ("key", "name", "qid", "country", "surname", "aliases", "office", "source"),
        "offices": ("key", "titles", "body", "label", "qid", "source"),
        "metonyms": ("name", "target", "source"),
    }
)
"""The header of each table; the loader refuses any other."""


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


def rows(table: str) -> Iterator[tuple[Path, int, dict[str, str]]]:
    """Path, line number and cells by column of each row, in file order."""
    path = data_file(f"{table}.tsv")
    columns = COLUMNS[table]
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise TableError(f"{path}:1: the header must be: {' '.join(columns)}")
    for number, line in enumerate(lines[1:], start=2):
        values = line.split("\t")
        if len(values) != len(columns):
            raise TableError(f"{path}:{number}: {len(values)} columns where {len(columns)} are needed")
        row = dict(zip(columns, values, strict=True))
        if not row[columns[0]] or not row[columns[1]]:
            raise TableError(f"{path}:{number}: {columns[0]} and {columns[1]} must not be empty")
        if row.get("qid") and not re.fullmatch(r"Q[1-9]\d*", row["qid"]):
            raise TableError(f"{path}:{number}: {row['qid']!r} is not a Wikidata id")
        yield path, number, row


def cells(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list."""
    return tuple(part for part in cell.split("|") if part)


def _entry_of(table: str, row: dict[str, str]) -> Entry:
    kinds: dict[str, EntryKind] = {
        "countries": "country", "cities": "place", "bodies": "organization", "leaders": "person",
    }  # fmt: skip
    kind = row["kind"] if table == "cities" else row.get("type")
    return Entry(
        key=row["key"], kind=kinds[table], name=row["name"], qid=row["qid"] or None,
        country=row.get("country") or None, type=kind or None, aliases=cells(row["aliases"]),
    )  # fmt: skip


@cache
def table_rows(table: str) -> tuple[tuple[Entry, dict[str, str]], ...]:
    """Entries of one table in file order, each with its row; a key that is not unique is refused."""
    out: list[tuple[Entry, dict[str, str]]] = []
    seen: set[str] = set()
    for path, number, row in rows(table):
        if row["key"] in seen:
            raise TableError(f"{path}:{number}: the key {row['key']} stands twice")
        seen.add(row["key"])
        out.append((_entry_of(table, row), row))
    return tuple(out)
