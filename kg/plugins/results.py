"""What plug-ins give, checked: each function returns what is wrong in words, ``None`` when all is well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from kg.model import Actor, Article, Extraction, Issue, Linking, Mention, Office, Place

_REFERENCES = frozenset(
    """
    actor affects addressees body capacity country envisages in_response_to issues made_at members near office
    on_behalf_of part_of parties person places precedes reported_by represents scope speakers stance_toward
    within
    """.split()
)
"""Fields that hold local ids."""


def wrong_doc(doc: Any, article: Article) -> str | None:
    """What is wrong with a document of an article."""
    text = getattr(doc, "text", None)
    if not isinstance(text, str) or not hasattr(doc, "sents"):
        return f"returned {_kind(doc)}"
    if len(text) != len(article.text):
        return f"returned a text of {len(text)} characters where the article has {len(article.text)}"
    return None


def wrong_extraction(found: Any, article: Article) -> str | None:
    """What is wrong with an extraction of an article: type, ids, references, mentions out of the text."""
    if not isinstance(found, Extraction):
        return f"returned {_kind(found)}"
    if found.article != article:
        return "returned an Extraction of another article"
    ids: set[str] = set()
    for thing in _things(found):
        if thing.id in ids:
            return f"gave two things the local id {thing.id!r}"
        ids.add(thing.id)
    for thing in _things(found):
        for name, local in _references(thing):
            if local not in ids:
                return f"refers from {thing.id!r} ({name}) to {local!r}, which is nothing in the Extraction"
        for mention in _mentions(thing):
            if not 0 <= mention.start < mention.end <= len(article.text):
                return f"gave {thing.id!r} the mention {mention.start}-{mention.end}, outside of the text"
            if not 0 < mention.confidence <= 1:
                return f"gave {thing.id!r} the confidence {mention.confidence}, not above 0 and up to 1"
    return None


def wrong_linking(linking: Any, found: Extraction) -> str | None:
    """What is wrong with a linking of an extraction: type, local ids that it leaves out."""
    if not isinstance(linking, Linking):
        return f"returned {_kind(linking)}"
    entities = [it.id for it in _things(found) if isinstance(it, Actor | Place | Office | Issue)]
    for ids, known, name in (
        (entities, linking.entities, "entities"),
        ([it.id for it in found.events()], linking.events, "events"),
        ([it.id for it in found.holdings], linking.holdings, "holdings"),
    ):
        missing = [it for it in ids if it not in known]
        if missing:
            return f"left out of {name}: {', '.join(missing[:5])}"
    return None


def _things(found: Extraction) -> Iterator[Any]:
    for field in fields(found):
        if field.name != "article":
            yield from getattr(found, field.name)


def _references(thing: Any) -> Iterator[tuple[str, str]]:
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name in _REFERENCES:
            many = value if isinstance(value, tuple) else (value,)
            yield from ((field.name, it) for it in many if it is not None)
        for part in value if isinstance(value, tuple) else ():
            if is_dataclass(part) and not isinstance(part, Mention):
                yield from _references(part)


def _mentions(thing: Any) -> Iterable[Mention]:
    yield from thing.mentions
    for part in getattr(thing, "participations", ()):
        yield from part.mentions


def _kind(value: Any) -> str:
    return "nothing (None)" if value is None else f"a {type(value).__name__}"
