"""An article as the catalogue of a workspace lists it, and what is kept of it beside its text."""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

from pyoxigraph import NamedNode

from kg.ids import digest as hashed
from kg.model import Article
from kg.rdf.terms import in_namespace
from kg.stores.manifest import Versions

_NOT_KEPT = frozenset({"text", "place", "copy_of"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the list of a workspace, without its text.

    ``digest`` is the hash of the text, 64 hexadecimal digits; ``statements`` how many quads were drawn from
    it; ``versions`` what drew them; ``record`` tells apart articles that share a text.
    """

    id: str
    digest: str
    title: str | None
    published: date | None
    url: str | None
    publisher: str | None
    language: str
    statements: int
    versions: Versions
    record: str

    @property
    def graph(self) -> NamedNode:
        """The name of its graph in the store."""
        return graph_of(self.digest)


def graph_of(digest: str) -> NamedNode:
    """The name of the graph of the article whose text has this hash."""
    return in_namespace("graph", digest[:16])


def record_of(article: Article) -> str:
    """The key of an article: the hash of its text and of all that its source says of it."""
    return hashed(article.digest, stated_of(article), length=32)


def stated_of(article: Article) -> str:
    """All that is known of the article but its text, as JSON; what has its default is left out."""
    values = {}
    for field in fields(article):
        value = getattr(article, field.name)
        if field.name not in _NOT_KEPT and (field.default is MISSING or value != field.default):
            values[field.name] = value.isoformat() if isinstance(value, date) else value
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def article_of(text: str, stated: str) -> Article:
    """The article of a text and what ``stated_of`` gave."""
    return Article(text=text, **{key: _back(key, value) for key, value in json.loads(stated).items()})


def written(versions: Versions) -> str:
    """The versions as the catalogue keeps them."""
    return json.dumps([versions.code, versions.model, versions.lexicon, versions.ontology])


def entry_of(row: tuple[Any, ...]) -> Entry:
    """The entry of a row: record, id, digest, what is stated, versions, number of statements."""
    record, id, digest, stated, versions, statements = row
    values = json.loads(stated)
    published = values.get("published")
    return Entry(
        id=id,
        digest=digest,
        title=values.get("title"),
        published=date.fromisoformat(published) if published else None,
        url=values.get("url"),
        publisher=values.get("publisher"),
        language=values.get("language", "en"),
        statements=int(statements),
        versions=Versions(*json.loads(versions)),
        record=record,
    )


def _back(name: str, value: Any) -> Any:
    if name == "published" and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
