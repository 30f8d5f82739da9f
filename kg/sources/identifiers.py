"""Ids of articles: names of files, as short as is unique, safe as file names themselves."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg.sources.formats import suffix_of

_UNSAFE = re.compile(r"[^\w.\-]+")
_DEVICES = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MAX_BYTES = 120


def safe(identifier: str) -> str:
    """The id with all but letters, digits, ``_``, ``.`` and ``-`` made hyphens; never empty or hidden.

    One of more than 120 bytes is cut and gets a hash behind it; a name that Windows keeps for a device gets
    a hyphen.

    >>> safe("https://example.org/a?b=1")
    'https-example.org-a-b-1'
    >>> safe("../..")
    'article'
    """
    normal = unicodedata.normalize("NFC", identifier.encode("utf-8", "replace").decode("utf-8"))
    name = _UNSAFE.sub("-", normal).strip("-.") or "article"
    if _DEVICES.match(name):
        name = f"{name.partition('.')[0]}-{name.partition('.')[2]}".rstrip("-") + "-"
    data = name.encode("utf-8")
    if len(data) <= _MAX_BYTES:
        return name
    mark = hashlib.sha256(data).hexdigest()[:10]
    return f"{data[: _MAX_BYTES - 11].decode('utf-8', 'ignore').rstrip('-.')}-{mark}"


def identifiers(files: Iterable[Path]) -> dict[Path, str]:
    """An id for each file: its stem, where several have that stem with as many folders before it as it takes.

    Depends on the set of files only, not on their order. ``x/a.txt`` and ``y/a.txt`` are "x-a" and "y-a";
    files that differ in their suffix alone get it: "a-txt" and "a-md". The stem of "a.html.gz" is "a".
    """
    parts = {file: (*file.resolve().parent.parts[1:], _stem(file)) for file in files}
    found: dict[Path, str] = {}
    pending, depth = set(parts), 1
    while pending:
        tails = {file: safe("-".join(parts[file][-depth:])) for file in pending}
        counts = Counter(tails.values())
        found |= {file: tail for file, tail in tails.items() if counts[tail] == 1}
        pending = {file for file, tail in tails.items() if counts[tail] > 1}
        if depth > max((len(parts[file]) for file in pending), default=0):
            found |= {file: f"{safe(_stem(file))}-{safe(file.name[len(_stem(file)) :])}" for file in pending}
            pending = set()
        depth += 1
    return found


def _stem(file: Path) -> str:
    suffix, packed = suffix_of(file)
    name = file.name[: -len(packed)] if packed else file.name
    return name[: -len(suffix)] if suffix else name
