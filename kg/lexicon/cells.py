"""The cells of a user's rows: checked, references resolved, what was left out filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache

from kg.errors import TableError
from kg.ids import normal_name, slug
from kg.lexicon.forms import FORMS, Form
from kg.lexicon.raw import Raw
from kg.lexicon.rows import Row
from kg.lexicon.tables import shipped

_MOST_SHOWN = 20


def completed(table: str, found: Mapping[str, Iterable[Raw]]) -> tuple[Row, ...]:
    """The rows of one of the user's tables with all their columns.

    ``found`` holds all tables, for rows of one may name countries and bodies of another. Raises TableError
    with file, line and column.
    """
    known = _known(found) if FORMS[table].names else {}
    return tuple(_completed(table, raw, known) for raw in found[table])


def _completed(table: str, raw: Raw, known: Mapping[str, str]) -> Row:
    form = FORMS[table]
    for column in form.needed:
        if column not in raw.cells:
            raise TableError(f"{raw.where}: column {column} is empty; every row of {table} needs it.")
    cells = {**raw.cells}
    for column in form.names:
        if column in cells:
            cells[column] = _resolved(raw, column, cells[column], known)
    for column in form.columns:
        cells.setdefault(column, _default(table, form, column, cells))
    for column, cell in cells.items():
        if column in form.alike and column not in raw.cells and not cell:
            _need(table, raw.where, column, cells)
        _check(table, raw.where, column, cell)
    if table == "members" and cells["until"] and cells["until"] < cells["from"]:
        raise TableError(f"{raw.where}: column until: {cells['until']!r} is before {cells['from']!r}.")
    return Row(raw.where, {column: cells[column] for column in form.columns})


def _default(table: str, form: Form, column: str, cells: Mapping[str, str]) -> str:
    """What an empty cell means: a key made from the name, what rows alike have, else its blank."""
    if column in ("key", "slug") and column in form.key:
        return form.blank.get(column, "") + slug(cells.get("label") or cells.get("name", ""))
    if column == "surname":
        return cells["name"].split()[-1]
    if column == "source":
        return "own lexicon"
    agreeing = form.alike.get(column)
    if agreeing is not None:
        counted = _counted(table, column, agreeing)
        alike = counted.get(tuple(cells[it] for it in agreeing))
        if alike is not None:
            return alike
    return form.blank.get(column, "")


def _need(table: str, where: str, column: str, cells: Mapping[str, str]) -> None:
    """Refuse an empty cell for which no shipped row is an example, where the column may not be empty."""
    values = _values(table, column)
    if column in FORMS[table].closed and "" not in values:
        like = " and ".join(f"{it} {cells[it]!r}" for it in FORMS[table].alike[column])
        raise TableError(
            f"{where}: column {column} is left out, but no shipped row with {like} says what to fill in;"
            f" it is one of {_listed(sorted(values), '')}"
        )


@cache
def _counted(table: str, column: str, agreeing: tuple[str, ...]) -> Mapping[tuple[str, ...], str]:
    """What most shipped rows hold in a column, by their cells in others; of equals the first."""
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for row in shipped(table):
        counts.setdefault(tuple(row[it] for it in agreeing), Counter())[row[column]] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in counts.items()}


def _check(table: str, where: str, column: str, cell: str) -> None:
    form = FORMS[table]
    said = f"{where}: column {column}: {cell!r}"
    if "\t" in cell or "\n" in cell:
        raise TableError(f"{said} holds a tab or a line break; a cell is one line.")
    if column in form.closed and cell not in _values(table, column):
        raise TableError(f"{said} is none of {_listed(sorted(filter(None, _values(table, column))), cell)}")
    if column in form.plain and (cell != cell.lower() or cell != " ".join(cell.split())):
        raise TableError(f"{said}: write the dictionary form in lower case, words parted by one blank.")
    if table == "meetings" and column == "lemma" and len(cell.split()) > 2:
        raise TableError(f"{said}: a word of meetings has two words at most.")
    if column in form.lists and any(part != part.strip() or not part for part in cell.split("|") if cell):
        raise TableError(
            f"{said}: an entry of the list is empty or has a blank at its edge; parts are 'a|b|c'."
        )
    if column == "targets" and not set(cell.split("|")) <= _targets():
        raise TableError(f"{said}: classes are {_listed(sorted(_targets()), cell)}")
    pattern, means = form.pattern.get(column, ("", ""))
    parts = cell.split("|") if column in form.lists else cell.split() if table == "acts" else [cell]
    if cell not in ("", "-") and pattern and not all(re.fullmatch(pattern, part) for part in parts):
        raise TableError(f"{said} is not {means}.")
    if column == "ambiguous" or not cell:
        return
    if column == "key" and not re.fullmatch(r"[a-z]+:[\w.-]+", cell):
        raise TableError(f"{said}: a key is a word, a colon and a name without blanks, such as body:WTO.")


@cache
def _values(table: str, column: str) -> frozenset[str]:
    return frozenset((*(row[column] for row in shipped(table)), *FORMS[table].also.get(column, ())))


@cache
def _targets() -> frozenset[str]:
    return frozenset({"*", "self", *_values("processes", "class")})


def _listed(values: list[str], seen: str) -> str:
    near = get_close_matches(seen, values, 1)
    shown = ", ".join(values[:_MOST_SHOWN]) + (", ..." if len(values) > _MOST_SHOWN else "")
    return f"{shown}{f'; did you mean {near[0]!r}?' if near else '; take one of them.'}"


def _known(found: Mapping[str, Iterable[Raw]]) -> dict[str, str]:
    """Keys of countries and bodies by key, ISO code and name in normal form; the user's own go first."""
    known: dict[str, str] = {}
    for table in ("countries", "bodies"):
        own = [(raw.cells, raw.cells.get("key") or _own_key(table, raw)) for raw in found.get(table, ())]
        for cells, key in [*own, *((row.cells, row["key"]) for row in shipped(table))]:
            names = (key, cells.get("name", ""), *cells.get("aliases", "").split("|"))
            for name in filter(None, (*names, key.partition(":")[2] if table == "countries" else "")):
                known.setdefault(normal_name(name), key)
    return known


def _own_key(table: str, raw: Raw) -> str:
    return FORMS[table].blank.get("key", "") + slug(raw.cells.get("name", ""))


def _resolved(raw: Raw, column: str, cell: str, known: Mapping[str, str]) -> str:
    key = known.get(normal_name(cell))
    if key is None:
        near = get_close_matches(normal_name(cell), known, 1)
        hint = f"did you mean {known[near[0]]!r}? " if near else ""
        raise TableError(
            f"{raw.where}: column {column}: {cell!r} names no country and no body; {hint}write its name as"
            " the shipped tables do, its ISO code, its key, or add a row for it to bodies.tsv."
        )
    return key
