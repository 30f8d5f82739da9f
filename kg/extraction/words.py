"""The small word tables of extraction, read once: titles, group nouns."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from kg.errors import TableError
from kg.resources import data_file


def rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of ``kg/data/{name}``; raises TableError with the line when a column is missing."""
    path = data_file(name)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        out = []
        for row in reader:
            if any(row.get(column) is None for column in columns):
                raise TableError(
                    f"{path.name}, line {reader.line_num}: expected columns {', '.join(columns)}"
                )
            out.append(row)
    return out


@cache
def titles(kind: str) -> Mapping[str, str]:
    """Title words of one class to their values: ``head short honorific status loose civil``."""
    return {
        row["word"]: row["value"]
        for row in rows("titles.tsv", ("word", "class", "value"))
        if row["class"] == kind
    }


@cache
def group_nouns() -> Mapping[str, str]:
    """Lemma of a noun that denotes a set of people or states, to its class."""
    return {row["word"]: row["class"] for row in rows("groups.tsv", ("word", "class"))}
