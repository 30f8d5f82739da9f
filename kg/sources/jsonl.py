"""Articles from JSON Lines: one object per line with ``text`` and what else is known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import SourceError
from kg.sources.columns import Columns, columns, record
from kg.sources.limits import MAX_LINE, MAX_TEXT
from kg.sources.record import Record, Source, read_lines, read_whole

_MAX_ARTICLES = 100_000


def read_json_lines(source: Source, told: Mapping[str, str]) -> Iterator[Record | SourceError]:
    """The records of a JSON Lines file in order, blank lines passed over; other keys are ignored.

    ``told`` maps fields to keys; "a.b" is the key b in the object a. A line that is no object with a text
    comes as a SourceError with its number.
    """
    for number, line in read_lines(source, MAX_LINE):
        place = f"{source.name}, line {number:,}"
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield read_line(line, told, place)


def read_line(line: bytes, told: Mapping[str, str], place: str) -> Record | SourceError:
    """The record of one line, which is not blank."""
    try:
        return _record(_value(line, place), told, place)
    except SourceError as error:
        return error


def read_json(source: Source, told: Mapping[str, str]) -> Iterator[Record | SourceError]:
    """The records of a JSON file: an object, a list of objects, or an object with one list of objects in it
    (``{"articles": [...]}``). A JSON Lines file that is only called .json is read as one.
    """
    data = read_whole(source, MAX_TEXT, "JSON file").removeprefix(b"\xef\xbb\xbf")
    try:
        value = json.loads(data)
    except RecursionError as error:
        raise SourceError(
            f"{source.name}: nested too deeply. Is it a list of articles?", source.name
        ) from error
    except ValueError as error:
        if data.lstrip().startswith(b"{") and data.strip().count(b"\n"):
            yield from read_json_lines(_again(source, data), told)
            return
        raise SourceError(f"{source.name}: not JSON ({error}). Mend the file.", source.name) from error
    for number, item in enumerate(_listed(value), start=1):
        place = f"{source.name}, item {number:,}"
        try:
            yield _record(item, told, place)
        except SourceError as error:
            yield error


def _again(source: Source, data: bytes) -> Source:
    import io

    return Source(source.name, lambda: io.BytesIO(data), source.path)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    lists = [v for v in value.values() if isinstance(v, list) and v] if isinstance(value, dict) else []
    lists = [items for items in lists if all(isinstance(item, dict) for item in items)]
    return lists[0] if len(lists) == 1 else [value]


def _value(line: bytes, place: str) -> Any:
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{place}: not UTF-8 at byte {error.start:,}. Convert the file first.", place
        ) from error
    except json.JSONDecodeError as error:
        what = f"not JSON ({error.msg} at column {error.colno})"
        raise SourceError(f"{place}: {what}. Write one object per line.", place) from error
    except (RecursionError, ValueError) as error:
        raise SourceError(f"{place}: this JSON cannot be read ({error}).", place) from error


def _record(value: Any, told: Mapping[str, str], place: str) -> Record:
    if not isinstance(value, dict):
        raise SourceError(f'{place}: expected an object like {{"id": "a1", "text": "..."}}.', place)
    row = {**value, **{path: _inside(value, path) for path in told.values() if path not in value}}
    given = {field: path for field, path in told.items() if row.get(path) is not None or field == "text"}
    if "text" not in given and not any(isinstance(row.get(key), str) for key in row):
        raise SourceError(f'{place}: "text" is missing or is not a string with something in it.', place)
    return record(row, _chosen(row, given, place), place)


def _chosen(row: Mapping[str, Any], given: Mapping[str, str], place: str) -> Columns:
    try:
        return columns(row, given, place)
    except SourceError as error:
        what = str(error).partition("no column holds the text. ")[2] or str(error).partition(": ")[2]
        raise SourceError(f'{place}: "text" is missing. {what}', place) from error


def _inside(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value
