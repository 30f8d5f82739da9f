"""An article from a record and what the user says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.errors import SourceError
from kg.model import Article
from kg.sources.dates import day_in, is_plausible
from kg.sources.decode import normalize
from kg.sources.headline import headline_of
from kg.sources.language import language_of
from kg.sources.record import Record


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the articles; it goes before what a source says of itself.

    ``format`` is one of ``kg.sources.formats.FORMATS``; ``columns`` maps fields of an article to the columns
    of a table that hold them.
    """

    published: date | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    format: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def article(record: Record, identifier: str, given: Given) -> Article:
    """The article of a record: its text normalised, its fields under what the user gives.

    An article's language is what is given, else what is stated, else what its words show, else English.
    Raises SourceError for a text without a word and for a date that is none.
    """
    text = normalize(record.text)
    if not text.strip():
        raise SourceError(
            f"{record.place}: there is no text in it. Give the text of an article.", record.place
        )
    fields = record.fields
    in_text = normalize(record.heading) if record.heading else headline_of(text)
    stated = given.title or fields.get("title")
    first_line = text.lstrip().partition("\n")[0].strip()
    dated = fields.get("published")
    return Article(
        id=identifier,
        text=text,
        title=(normalize(stated).strip() if stated else "") or in_text,
        published=given.published or (day(dated, record.place) if dated else None),
        url=given.url or fields.get("url"),
        publisher=given.publisher or fields.get("publisher"),
        language=given.language or fields.get("language") or language_of(text) or "en",
        title_in_text=in_text is not None or (stated is not None and first_line == stated.strip()),
        place=record.place,
    )


def day(text: str, where: str) -> date:
    """The day that ``text`` names, a clock time left out; raises SourceError naming ``where`` it stood."""
    found = day_in(text)
    if found is None:
        try:
            found = date.fromisoformat(text.strip())
        except ValueError as error:
            raise SourceError(f"{where}: '{text}' is not a date. Write it as 2024-01-31.", where) from error
        if not is_plausible(found):
            raise SourceError(f"{where}: '{text}' cannot be when it was published.", where)
    return found
