"""Which column of a table is which field of an article: as told, else by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import SourceError
from kg.sources.record import Record

#: Names that columns and keys have for the fields of an article, the most telling first.
ALIASES: Mapping[str, tuple[str, ...]] = {
    field: tuple(names.split())
    for field, names in {
        "text": "text body content article articlebody article_body article_text full_text fulltext maintext"
        " main_text body_text content_text raw_text story plain_text",
        "title": "title headline heading article_title",
        "published": "published date published_at publishedat date_published datepublished publication_date"
        " publicationdate publish_date published_date pub_date pubdate publishdate",
        "url": "url link source_url article_url permalink web_url weburl uri",
        "publisher": "publisher source outlet publication newspaper source_name site"
        " sitename site_name domain",
        "language": "language lang",
        "id": "id article_id articleid doc_id docid identifier uid guid",
    }.items()
}
_OPTIONAL = ("title", "published", "url", "publisher", "language")


@dataclass(frozen=True, slots=True)
class Columns:
    """The name of the column of each field that a table has; "text" is always among them."""

    of: Mapping[str, str]


def columns(names: Iterable[str], told: Mapping[str, str], name: str) -> Columns:
    """The columns of a table with these column names; ``told`` maps fields to columns and goes first.

    Raises SourceError naming the table when a column that was told is missing, or none holds the text.
    """
    there = list(names)
    lowered: dict[str, str] = {}
    for column in there:
        lowered.setdefault(column.strip().lower().replace(" ", "_").replace("-", "_"), column)
    found: dict[str, str] = {}
    for field, aliases in ALIASES.items():
        if field in told:
            if told[field] not in there:
                raise SourceError(f"{name}: there is no column '{told[field]}'. {_listed(there)}", name)
            found[field] = told[field]
        elif alias := next((alias for alias in aliases if alias in lowered), None):
            found[field] = lowered[alias]
    if "text" not in found:
        raise SourceError(
            f"{name}: no column holds the text. {_listed(there)} Say which it is: --column text=NAME", name
        )
    return Columns(found)


def record(row: Mapping[str, object], chosen: Columns, place: str) -> Record:
    """The record of one row. Empty cells count as not given; raises SourceError where the text is missing."""
    text = row.get(chosen.of["text"])
    if not isinstance(text, str) or not text.strip():
        column = chosen.of["text"]
        raise SourceError(f'{place}: "{column}" is missing or is not a string with something in it.', place)
    fields = {}
    for field in _OPTIONAL:
        value = _plain(row.get(chosen.of.get(field, "")))
        if value is None:
            continue
        if not isinstance(value, str):
            form = ", as in 2024-01-31" if field == "published" else ""
            raise SourceError(f'{place}: "{chosen.of[field]}" must be a string{form}.', place)
        if value.strip():
            fields[field] = value.strip()
    identifier = row.get(chosen.of.get("id", ""))
    return Record(text, place, fields, _identifier(identifier, chosen, place))


def _plain(value: object) -> object:
    """A source given as an object with a name is that name."""
    return value["name"] if isinstance(value, Mapping) and isinstance(value.get("name"), str) else value


def _identifier(value: object, chosen: Columns, place: str) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise SourceError(f'{place}: "{chosen.of["id"]}" must be a string or a whole number.', place)
    return str(value).strip() or None


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
    return f"It has: {shown or 'none'}."
