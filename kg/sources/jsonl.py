"""Articles from JSON Lines: one object per line with ``id``, ``text`` and what else is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import SourceError
from kg.sources.decode import normalize

FIELDS = ("title", "published", "url", "publisher", "language")


@dataclass(frozen=True, slots=True)
class Record:
    """One line: ``id``, normalized ``text``, ``fields`` among FIELDS, ``where`` it stood, for messages."""

    id: str
    text: str
    fields: dict[str, str]
    where: str


def records(text: str, name: str) -> Iterator[Record]:
    """The records of a JSON Lines text in order, blank lines passed over; unknown keys are ignored.

    Raises SourceError with the line number for what is not an object with strings ``id`` and ``text``.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _record(line, f"{name}, line {number}")


def _record(line: str, where: str) -> Record:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        what = f"not JSON ({error.msg} at column {error.colno})"
        raise SourceError(f"{where}: {what}. Write one object per line.") from error
    if not isinstance(value, dict):
        raise SourceError(f'{where}: expected an object like {{"id": "a1", "text": "..."}}.')
    for key in ("id", "text"):
        if not isinstance(value.get(key), str) or not value[key].strip():
            raise SourceError(f'{where}: "{key}" is missing or is not a string with something in it.')
    fields = {}
    for key in FIELDS:
        if value.get(key) is not None:
            if not isinstance(value[key], str):
                raise SourceError(f'{where}: "{key}" must be a string.')
            fields[key] = value[key]
    return Record(value["id"].strip(), normalize(value["text"]), fields, where)
