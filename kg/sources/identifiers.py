"""Ids of articles: names of files, as short as is unique, safe as file names themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_UNSAFE = re.compile(r"[^\w.\-]+")


def safe(identifier: str) -> str:
    """The id with all but letters, digits, ``_``, ``.`` and ``-`` made hyphens; never empty or hidden.

    >>> safe("https://example.org/a?b=1")
    'https-example.org-a-b-1'
    >>> safe("../..")
    'article'
    """
    return _UNSAFE.sub("-", identifier).strip("-.") or "article"


def identifiers(files: Iterable[Path]) -> dict[Path, str]:
    """An id for each file: its stem, where several have that stem with as many folders before it as it takes.

    Depends on the set of files only, not on their order. ``x/a.txt`` and ``y/a.txt`` are "x-a" and "y-a";
    files that differ in their suffix alone get it: "a-txt" and "a-md".
    """
    parts = {file: (*file.resolve().parent.parts[1:], file.stem) for file in files}
    found: dict[Path, str] = {}
    pending, depth = set(parts), 1
    while pending:
        tails = {file: safe("-".join(parts[file][-depth:])) for file in pending}
        counts = Counter(tails.values())
        found |= {file: tail for file, tail in tails.items() if counts[tail] == 1}
        pending = {file for file, tail in tails.items() if counts[tail] > 1}
        if depth > max((len(parts[file]) for file in pending), default=0):
            found |= {file: f"{safe(file.stem)}-{safe(file.suffix)}" for file in pending}
            pending = set()
        depth += 1
    return found
