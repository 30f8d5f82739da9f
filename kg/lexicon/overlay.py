"""A user's own lexicon: a folder of small tables, checked, with what the user left out filled in.

A file is named as the table that it adds to (``meetings.tsv``, ``bodies.csv``, ``issues.ttl`` ...). Its
first line names columns, in any order, of which only a few are needed; ``docs/own-domain.md`` lists them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from kg.errors import TableError
from kg.lexicon.cells import completed
from kg.lexicon.forms import FORMS, Form
from kg.lexicon.raw import Raw, raw_rows
from kg.lexicon.rows import SHIPPED, Lexicon, Row
from kg.lexicon.tables import key_of

_SUFFIXES = (".tsv", ".csv")
_PASSED = (".md", ".txt", ".rst", ".license")


def read_lexicon(folder: str | Path | None = None, issues: str | Path | None = None) -> Lexicon:
    """The rows that a folder of tables and a file or folder of issues add to the shipped tables.

    Without either, ``SHIPPED``. Raises TableError that names file, line and column of the first fault: no
    such file, an unknown table or column, a missing or unknown value, a row that stands twice, a name of no
    country or body. Whether the parents of issues exist, ``kg.scheme`` checks.
    """
    found: dict[str, list[Raw]] = {}
    for table, path in [*_tables(folder), *_issue_files(issues)]:
        found.setdefault(table, []).extend(raw_rows(table, path))
    if folder is None and issues is None:
        return SHIPPED
    complete = {table: completed(table, found) for table in sorted(found)}
    for table, rows in complete.items():
        _refuse_twice(rows, FORMS[table])
    tables = tuple((table, rows) for table, rows in complete.items() if rows)
    if not tables:
        where = folder if folder is not None else issues
        raise TableError(
            f"{where}: holds no row; write some into one of its tables, or leave the option out."
        )
    name = " and ".join(dict.fromkeys(Path(it).resolve().stem for it in (folder, issues) if it is not None))
    return Lexicon(name, tables, _digest(tables))


def _tables(folder: str | Path | None) -> Iterator[tuple[str, Path]]:
    """The tables of a folder with their files, by name of the file."""
    if folder is None:
        return
    path = Path(folder)
    if not path.is_dir():
        what = "is a file" if path.exists() else "there is no such folder"
        raise TableError(f"{path}: {what}; give the folder that holds meetings.tsv, bodies.tsv and the like.")
    known = ", ".join(FORMS)
    tables = 0
    for file in sorted(path.iterdir()):
        if file.name.startswith(".") or file.is_dir() or file.suffix.lower() in _PASSED:
            continue
        suffixes = (*_SUFFIXES, ".ttl") if file.stem == "issues" else _SUFFIXES
        if file.suffix.lower() not in suffixes:
            raise TableError(f"{file}: is no table; a lexicon holds {' and '.join(suffixes)} files.")
        if file.stem not in FORMS:
            near = get_close_matches(file.stem, FORMS, 1)
            hint = f"did you mean {near[0]}{file.suffix}?" if near else f"tables are {known}."
            raise TableError(f"{file}: there is no table of this name; {hint}")
        tables += 1
        yield file.stem, file
    if not tables:
        raise TableError(f"{path}: holds no table; name a file as the table that it adds to: {known}.")


def _issue_files(issues: str | Path | None) -> Iterator[tuple[str, Path]]:
    """The files of issues: one file, or those of a folder."""
    if issues is None:
        return
    path = Path(issues)
    if not path.exists():
        raise TableError(f"{path}: there is no such file or folder of issues.")
    listed = sorted(path.iterdir()) if path.is_dir() else [path]
    files = [it for it in listed if it.suffix.lower() in (*_SUFFIXES, ".ttl")]
    if not files:
        raise TableError(f"{path}: issues are read from .tsv, .csv and .ttl files; there is none.")
    yield from (("issues", file) for file in files)


def _refuse_twice(rows: Iterable[Row], form: Form) -> None:
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = key_of(row, form)
        if key in seen and form.header:
            what = ", ".join(f"{column} {row[column]!r}" for column in form.key)
            raise TableError(
                f"{row.where}: {what} stands at {seen[key].where} already; keep one of the two rows."
            )
        seen[key] = row


def _digest(tables: tuple[tuple[str, tuple[Row, ...]], ...]) -> str:
    """What the cells say, whatever the order of the rows; where they come from is left out."""
    said = [[table, sorted(sorted(_said(row).items()) for row in rows)] for table, rows in tables]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:12]


def _said(row: Row) -> dict[str, str]:
    return {column: cell for column, cell in row.cells.items() if column != "source"}
