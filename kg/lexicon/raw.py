"""The rows of a user's table as they stand: from tabs, from a spreadsheet's CSV, issues also from Turtle."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kg.errors import TableError
from kg.lexicon.forms import FORMS
from kg.lexicon.turtle import issue_rows


@dataclass(frozen=True, slots=True)
class Raw:
    """The cells of a row that the user filled, and where it stands."""

    where: str
    cells: dict[str, str]


def raw_rows(table: str, path: Path) -> Iterator[Raw]:
    """The rows of a file with cells by column, stripped; empty lines and ``#`` comments left out.

    Raises TableError where the file is not UTF-8, its header names an unknown column or lacks a needed one,
    or a row has more cells than the header.
    """
    if path.suffix.lower() == ".ttl":
        yield from (Raw(where, cells) for where, cells in issue_rows(path))
        return
    header: list[str] | None = None
    for number, cells in _lines(path):
        where = f"{path}:{number}"
        if header is None:
            header = _header(table, where, cells, path)
            continue
        if len(cells) > len(header):
            raise TableError(
                f"{where}: {len(cells)} cells where the header has {len(header)} ({', '.join(header)});"
                f" cells are parted by {_sign(path)}, lists within a cell by '|'."
            )
        yield Raw(where, {c: v for c, v in zip(header, cells, strict=False) if v})
    if header is None:
        raise TableError(
            f"{path}: is empty; the first line names columns, such as {_example(table, path)!r}."
        )


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Number and stripped cells of each line that says something."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise TableError(f"{path}: cannot be read: {error.strerror or error}.") from error
    if path.suffix.lower() == ".csv":
        reader = csv.reader(io.StringIO(text, newline=""))
        parted = ((reader.line_num, cells) for cells in reader)
    else:
        parted = ((n, line.split("\t")) for n, line in enumerate(text.splitlines(), 1))
    for number, cells in parted:
        stripped = [cell.strip() for cell in cells]
        if any(stripped) and not stripped[0].startswith("#"):
            yield number, stripped


def _header(table: str, where: str, cells: list[str], path: Path) -> list[str]:
    form = FORMS[table]
    for column in cells:
        if column not in form.columns:
            near = get_close_matches(column, form.columns, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"columns are {', '.join(form.columns)}."
            raise TableError(f"{where}: {table} has no column {column!r}; {hint}")
        if cells.count(column) > 1:
            raise TableError(f"{where}: the column {column!r} stands twice in the header.")
    missing = [column for column in form.needed if column not in cells]
    if missing:
        raise TableError(
            f"{where}: the header lacks {', '.join(missing)}; it names columns, parted by {_sign(path)},"
            f" such as {_example(table, path)!r}."
        )
    return cells


def _example(table: str, path: Path) -> str:
    return ("," if path.suffix.lower() == ".csv" else "\t").join(FORMS[table].needed)


def _sign(path: Path) -> str:
    return "commas" if path.suffix.lower() == ".csv" else "tabs"
