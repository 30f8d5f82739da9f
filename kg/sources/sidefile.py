"""What a file ``ID.meta.json`` beside an article says of it: for texts that cannot say it themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.sources.assemble import day
from kg.sources.unpack import PACKED

SUFFIX = ".meta.json"
FIELDS = ("title", "published", "url", "publisher", "language")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MAX = 10_000_000


@dataclass(frozen=True, slots=True)
class SideFile:
    """The fields of an article among FIELDS, and of a fetched page the charset of its headers."""

    fields: Mapping[str, str] = field(default_factory=dict)
    charset: str | None = None

    @property
    def address(self) -> str | None:
        """Where the page was found."""
        return self.fields.get("url")


def side_file(article: Path) -> SideFile:
    """What ``ID.meta.json`` beside ``ID.txt`` or ``ID.html.gz`` says; nothing where there is no such file.

    Other keys and nulls are passed over, "source" is another word for "publisher", "headers" are those with
    which a page came. Raises SourceError naming the file when it is not a JSON object, or when what it calls
    "published" is no date.
    """
    stem = Path(article.stem).stem if article.suffix.lower() in PACKED else article.stem
    path = article.with_name(stem + SUFFIX)
    if not path.is_file():
        return SideFile()
    try:
        if path.stat().st_size > _MAX:
            raise ValueError("too large")
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(
            f"{path}: cannot be read as JSON ({error}). Mend or remove it.", str(path)
        ) from error
    if not isinstance(value, dict):
        raise SourceError(f'{path}: expected an object like {{"published": "2024-01-31"}}.', str(path))
    value = {"publisher": value.get("source"), **{k: v for k, v in value.items() if v is not None}}
    if published := str(value.get("published", "")).strip():
        value["published"] = day(published, str(path)).isoformat()
    fields = {key: value[key] for key in FIELDS if isinstance(value.get(key), str) and value[key].strip()}
    return SideFile(fields, _charset(value.get("headers")))


def _charset(headers: Any) -> str | None:
    if not isinstance(headers, dict):
        return None
    for name, value in headers.items():
        if name.lower() == "content-type" and isinstance(value, str):
            return charset_in(value)
    return None


def charset_in(content_type: str) -> str | None:
    """The charset that a Content-Type header names.

    >>> charset_in("text/html; charset=iso-8859-1")
    'iso-8859-1'
    """
    match = _CHARSET.search(content_type)
    return match[1] if match else None
