"""Pages saved in a folder, each with a file beside it that says where it came from and with what headers."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import SourceError
from kg.sources.identifiers import safe
from kg.sources.sidefile import SUFFIX

#: Media types that are saved, with the suffix by which their readers know them.
SUFFIXES: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/pdf": ".pdf",
}
#: Headers that are kept: what a page is, and what tells whether it has changed.
KEPT = ("content-type", "date", "etag", "last-modified", "content-language")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page in the folder: its file, the address that it came from at last, the headers that are kept."""

    file: Path
    url: str
    headers: Mapping[str, str]


def page_name(address: str) -> str:
    """The name of the file of a page, without suffix: readable, the same each time, one for each address.

    >>> page_name("https://www.example.org/2024/talks?id=3")
    'example.org-2024-talks-id-3-6084172e'
    """
    parts = urlsplit(address)
    words = safe(f"{(parts.hostname or '').removeprefix('www.')}{parts.path}-{parts.query}"[:200])
    mark = hashlib.sha256(address.encode()).hexdigest()[:8]
    return f"{words.encode()[:100].decode('utf-8', 'ignore').rstrip('-.')}-{mark}"


def saved_page(folder: Path, address: str) -> SavedPage | None:
    """The page of this address if it is in the folder, whole and with its headers."""
    name = page_name(address)
    beside = folder / f"{name}{SUFFIX}"
    try:
        value = json.loads(beside.read_text(encoding="utf-8"))
        file = folder / str(value["file"])
        if file.parent != folder or not file.is_file():
            return None
        return SavedPage(file, str(value["url"]), {str(k): str(v) for k, v in value["headers"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save_page(
    folder: Path, address: str, last: str, headers: Mapping[str, str], data: bytes, suffix: str
) -> SavedPage:
    """Write a page and what is known of it; both appear whole or not at all.

    ``address`` is what was asked for, ``last`` where redirects led. Raises SourceError for a folder that
    cannot be written to.
    """
    name = page_name(address)
    kept = {key: headers[key] for key in KEPT if key in headers}
    known = {"url": last, "requested": address, "file": f"{name}{suffix}", "headers": kept}
    try:
        for other in set(SUFFIXES.values()) - {suffix}:
            (folder / f"{name}{other}").unlink(missing_ok=True)
        _replace(folder / f"{name}{suffix}", data)
        _replace(
            folder / f"{name}{SUFFIX}", (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode()
        )
    except OSError as error:
        raise SourceError(f"{folder}: cannot be written to: {error.strerror or error}.", address) from error
    return SavedPage(folder / f"{name}{suffix}", last, kept)


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    os.replace(beside, path)
