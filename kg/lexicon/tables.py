"""The tables in force: the shipped rows with those of the active lexicon before them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.errors import TableError
from kg.lexicon.active import active, per_lexicon
from kg.lexicon.forms import FORMS, Form
from kg.lexicon.rows import Row
from kg.resources import data_file


@per_lexicon
def rows(table: str) -> tuple[Row, ...]:
    """The rows of ``kg/data/{table}.tsv`` as the active lexicon changes them: its own come first, and replace
    shipped ones of the same key; of ``issue_words`` they add words to the shipped ones of their class.

    Raises TableError with file and line where a shipped table is malformed.
    """
    added = active().rows(table)
    if not added:
        return shipped(table)
    form = FORMS[table]
    if table == "issue_words":
        return tuple(_joined(row, added) for row in shipped(table))
    keys = {key_of(row, form) for row in added}
    return (*added, *(row for row in shipped(table) if key_of(row, form) not in keys))


def key_of(row: Row, form: Form) -> tuple[str, ...]:
    """The cells that say which row of its table it is."""
    return tuple(row[column] for column in form.key)


def _joined(row: Row, added: tuple[Row, ...]) -> Row:
    words = [row["words"], *(it["words"] for it in added if it["class"] == row["class"])]
    return Row(row.where, {"class": row["class"], "words": ",".join(words)})


@cache
def shipped(table: str) -> tuple[Row, ...]:
    """The rows that ship, in the order of the file; none of ``issues``, which are no table."""
    return () if table == "issues" else tuple(read_rows(data_file(f"{table}.tsv"), FORMS[table]))


def read_rows(path: Path, form: Form) -> Iterator[Row]:
    """The rows of a table as it ships: tabs, ``#`` comments, all columns; raises TableError with file and
    line.
    """
    header = None if form.header else form.columns
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        cells = tuple(line.split("\t"))
        if line.startswith("#") or not line.strip():
            continue
        if header is None:
            header = cells
            if cells != form.columns:
                raise TableError(f"{path}:{number}: the header must be: {' '.join(form.columns)}")
            continue
        if len(cells) != len(header):
            raise TableError(
                f"{path}:{number}: {len(cells)} columns where {len(header)} are needed: {', '.join(header)}"
            )
        yield Row(f"{path}:{number}", dict(zip(header, cells, strict=True)))
    if header is None:
        raise TableError(f"{path}:1: the header must be: {' '.join(form.columns)}")
