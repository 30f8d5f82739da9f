"""The files that the user's words stand for: files, folders, patterns; always in the same order."""

from __future__ import annotations

import glob
import re
from pathlib import Path

from kg.errors import SourceError
from kg.sources.feed import is_feed
from kg.sources.formats import HEAD, in_folders, is_table, suffix_of
from kg.sources.unpack import PACKED

_PATTERN = re.compile(r"[*?\[]")
_ADDRESS = re.compile(r"^(?:https?|ftp)://", re.IGNORECASE)


def files_of(path: Path | str) -> list[Path]:
    """The files that ``path`` stands for: itself, all articles below a folder, all that a pattern matches.

    Sorted by path; hidden files and folders are left out, and so are tables in folders (JSON Lines, CSV,
    Parquet), for most of them hold no articles. Raises SourceError for what does not exist, for a folder
    without articles, and for an address.
    """
    given = Path(path)
    if given.is_dir():
        return _in_folder(given)
    if given.exists():
        return [given]
    if _ADDRESS.match(str(path)) or _ADDRESS.match(str(path).replace(":/", "://", 1)):
        raise SourceError(f"{path}: reading fetches nothing. Save the page first: kg fetch {path} -o pages/")
    if _PATTERN.search(str(path)):
        return _matching(str(path))
    raise SourceError(f"{path}: no such file or folder. Check the path; '-' reads standard input.")


def tables_in(folder: Path) -> list[Path]:
    """The tables below a folder, which are left out unless they are named themselves; sorted by path."""
    below = (f for f in folder.rglob("*") if is_table(f) and f.is_file() and not _hidden(f, folder))
    return sorted((f for f in below if not _is_beside(f)), key=lambda f: f.relative_to(folder).as_posix())


def _in_folder(folder: Path) -> list[Path]:
    files = [f for f in folder.rglob("*") if in_folders(f) and f.is_file() and not _hidden(f, folder)]
    found = [f for f in files if suffix_of(f)[0] not in (".xml", ".rdf") or _is_feed(f)]
    if not found:
        raise SourceError(
            f"{folder}: no article in this folder: it holds no text, Markdown, HTML, feed, PDF, Word, mail or"
            " WARC file. Name tables (JSON Lines, CSV, Parquet) by their own names."
        )
    return sorted(found, key=lambda f: f.relative_to(folder).as_posix())


def _matching(pattern: str) -> list[Path]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        raise SourceError(f"{pattern}: nothing matches this pattern. Check the path.")
    files: list[Path] = []
    for match in map(Path, matches):
        if match.is_dir():
            # "news/**" matches each folder beside the files in it.
            files += [] if pattern.endswith("**") else _in_folder(match)
        elif not _is_beside(match):
            files.append(match)
    return list(dict.fromkeys(files))


def _is_beside(file: Path) -> bool:
    """Whether it says what is known of the article beside it."""
    return "".join(file.suffixes[-2:]).lower() == ".meta.json"


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _is_feed(file: Path) -> bool:
    if file.suffix.lower() in PACKED:
        return True
    try:
        with file.open("rb") as stream:
            return is_feed(stream.read(HEAD))
    except OSError:
        return True
