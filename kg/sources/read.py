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
from kg.sources.identifiers import identifiers, safe
from kg.sources.jsonl import records
from kg.sources.language import language_of
from kg.sources.markdown import front_matter, plain_text
from kg.sources.sidefile import side_file

TEXT = (".txt",)
MARKDOWN = (".md", ".markdown")
JSON_LINES = (".jsonl", ".ndjson")
FOLDER_SUFFIXES = (*TEXT, *MARKDOWN)
STDIN = "-"
_CONVERT = "Convert it to plain text first, for example: pandoc -t plain --wrap=none"
NOT_READ = {
    ".json": "Write one object per line and name the file .jsonl.",
    ".html": f"{_CONVERT} -f html",
    ".htm": f"{_CONVERT} -f html",
    ".xml": "Convert it to plain text first.",
    ".pdf": "Convert it to plain text first, for example with pdftotext.",
    ".docx": _CONVERT,
    ".ttl": "This is a graph; give the article.",
}

_FIRST_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}(?=$|[T ])")


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
    Lazy: a file is opened when its article is asked for. Folders are read in the order of their names, a
    file that is named twice is read once. Ids are those of ``identifiers``; a JSON id that was taken by
    another article gets the hash of its text behind it. ``stdin`` stands for standard input. Raises
    SourceError for what cannot be read; ``read_each`` gives errors as values.
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
    listed: dict[Path, Path] = {}
    steps: list[Path | str | SourceError] = []
    for path in paths:
        if str(path) == STDIN:
            steps.append(STDIN)
            continue
        try:
            files = [f for f in files_of(Path(path)) if f.resolve() not in listed]
        except SourceError as error:
            steps.append(error)
            continue
        steps += files
        listed |= {f.resolve(): f for f in files}
    yield from _in_turn(steps, identifiers(listed.values()), given, stdin)


def _in_turn(
    steps: Iterable[Path | str | SourceError], names: dict[Path, str], given: Given, stdin: BinaryIO | None
) -> Iterator[Article | SourceError]:
    taken = set[str]()
    for step in steps:
        if isinstance(step, SourceError):
            yield step
            continue
        try:
            for article in _articles(step, names, given, stdin):
                unique = article.id if article.id not in taken else f"{article.id}-{article.digest[:8]}"
                taken.add(unique)
                yield article if unique == article.id else replace(article, id=unique)
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


def _articles(
    file: Path | str, names: dict[Path, str], given: Given, stdin: BinaryIO | None
) -> Iterator[Article]:
    if isinstance(file, str):
        name, suffix, identifier, stated = "standard input", "", "stdin", dict[str, str]()
        text = decode(_standard_input(stdin), name)
    else:
        name, suffix, identifier, stated = str(file), file.suffix.lower(), names[file], side_file(file)
        if suffix in NOT_READ:
            raise SourceError(f"{name}: {suffix} files are not read. {NOT_READ[suffix]}")
        text = decode(_bytes(file), name)
    if suffix in JSON_LINES or (not suffix and text.lstrip().startswith('{"')):
        for record in records(text, name):
            yield _article(safe(record.id), record.text, record.fields, given, record.where)
        return
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
        place=where,
    )


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
