"""Articles from what the user names: files, folders, JSON Lines, standard input. Nothing is fetched."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Article
from kg.sources.decode import decode
from kg.sources.headline import headline_of
from kg.sources.jsonl import records
from kg.sources.language import language_of
from kg.sources.markdown import front_matter, plain_text
from kg.sources.sidefile import side_file

TEXT = (".txt",)
MARKDOWN = (".md", ".markdown")
JSON_LINES = (".jsonl", ".ndjson")
FOLDER_SUFFIXES = (*TEXT, *MARKDOWN)
STDIN = "-"

_FIRST_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}(?=$|[T ])")
_UNSAFE = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the articles; it goes before what a file says of itself."""

    published: date | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None


def read(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """The articles of files, folders (all .txt and .md below them, hidden ones apart) and ``-``, in order.

    An article's language is what is given, else what the file states, else what its function words show.
    Lazy: a file is opened when its article is asked for. Folders are read in the order of their names, the
    ids of articles are made unique by the name of the folder, then by a number. ``stdin`` stands for
    standard input. Raises SourceError for what cannot be read; ``read_each`` gives errors as values.
    """
    given = Given(published, title, url, publisher, language)
    for item in read_each(paths, given, stdin=stdin):
        if isinstance(item, SourceError):
            raise item
        yield item


def read_each(
    paths: Iterable[str | Path], given: Given, *, stdin: BinaryIO | None = None
) -> Iterator[Article | SourceError]:
    """As ``read``, but what cannot be read comes as a SourceError in its place and reading goes on."""
    taken: set[str] = set()
    for path in paths:
        try:
            files: Iterable[Path | str] = [STDIN] if str(path) == STDIN else files_of(Path(path))
        except SourceError as error:
            yield error
            continue
        for file in files:
            try:
                for article in _articles(file, given, stdin):
                    unique = _unique(article.id, file, taken)
                    taken.add(unique)
                    yield replace(article, id=unique)
            except SourceError as error:
                yield error


def files_of(path: Path) -> list[Path]:
    """The files that ``path`` stands for: itself, or all .txt and .md below a folder, sorted by path.

    Raises SourceError for what does not exist and for a folder without articles.
    """
    if path.is_dir():
        files = [f for f in path.rglob("*") if f.suffix.lower() in FOLDER_SUFFIXES and f.is_file()]
        shown = [f for f in files if not any(part.startswith(".") for part in f.relative_to(path).parts)]
        if not shown:
            raise SourceError(f"{path}: no article in this folder: it holds no .txt or .md file.")
        return sorted(shown, key=lambda f: f.relative_to(path).as_posix())
    if not path.exists():
        raise SourceError(f"{path}: no such file or folder. Check the path; '-' reads standard input.")
    return [path]


def day(text: str, where: str) -> date:
    """The day of an ISO date or date-time; raises SourceError naming ``where`` it stood."""
    match = _FIRST_DAY.match(text.strip())
    try:
        return date.fromisoformat(match[0] if match else text.strip())
    except ValueError as error:
        raise SourceError(f"{where}: '{text}' is not a date. Write it as 2024-01-31.") from error


def _articles(file: Path | str, given: Given, stdin: BinaryIO | None) -> Iterator[Article]:
    if isinstance(file, str):
        name, data, suffix = "standard input", _standard_input(stdin), ""
    else:
        name, data, suffix = str(file), _bytes(file), file.suffix.lower()
    text = decode(data, name)
    if suffix in JSON_LINES or (not suffix and text.lstrip().startswith('{"')):
        for record in records(text, name):
            yield _article(record.id, record.text, record.fields, given, record.where)
        return
    identifier = "stdin" if isinstance(file, str) else file.stem
    stated = {} if isinstance(file, str) else side_file(file)
    if suffix not in MARKDOWN:
        yield _article(identifier, text, stated, given, name)
        return
    fields, body = front_matter(text)
    words, heading = plain_text(body)
    if not words.strip():
        raise SourceError(f"{name}: no text below the front matter. Give the text of an article.")
    yield _article(identifier, words, {**stated, **fields}, given, name, heading)


def _article(
    identifier: str, text: str, fields: dict[str, str], given: Given, where: str, heading: str | None = None
) -> Article:
    in_text = heading or headline_of(text)
    stated = given.title or fields.get("title")
    first_line = text.lstrip().partition("\n")[0].strip()
    dated = fields.get("published") or fields.get("date")
    return Article(
        id=identifier,
        text=text,
        title=stated or in_text,
        published=given.published or (day(dated, where) if dated else None),
        url=given.url or fields.get("url") or fields.get("link"),
        publisher=given.publisher or fields.get("publisher") or fields.get("source") or fields.get("author"),
        language=given.language or fields.get("language") or fields.get("lang") or language_of(text) or "en",
        title_in_text=in_text is not None or (stated is not None and first_line == stated.strip()),
    )


def _unique(identifier: str, file: Path | str, taken: set[str]) -> str:
    plain = _UNSAFE.sub("-", identifier).strip("-.") or "article"
    candidates = [plain]
    if isinstance(file, Path) and file.resolve().parent.name:
        candidates.append(f"{_UNSAFE.sub('-', file.resolve().parent.name)}-{plain}")
    number = 2
    while candidates[-1] in taken and candidates[0] in taken:
        candidates.append(f"{plain}-{number}")
        number += 1
    return next(c for c in candidates if c not in taken)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SourceError(f"{file}: cannot be read: {error.strerror or error}.") from error


def _standard_input(stdin: BinaryIO | None) -> bytes:
    stream = stdin if stdin is not None else sys.stdin.buffer
    if isinstance(stream, io.TextIOBase):
        raise TypeError("stdin must be a binary stream")
    return stream.read()
