"""The country that the words beside a name say: two of one surname who rule different states are two."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.names.names import NameSpan
from kg.extraction.titles.titles import title_before

_RULERS = frozenset("king queen prince princess emir sultan president premier chancellor minister".split())
"""Titles that go with whose they are; an "Iran envoy" may be another state's."""


def of_other_states(index: ActorIndex, first: NameSpan, second: NameSpan) -> bool:
    """Whether two names, each with such a title, are said to be of different countries: "King Abdullah of
    Jordan" and "the Saudi Crown Prince Abdullah".
    """
    mine = said_country(index, second)
    return mine is not None and (said_country(index, first) or mine) != mine


def said_country(index: ActorIndex, name: NameSpan) -> str | None:
    """Key of the country in a ruler's title before a name, or in "of" behind or in it, else ``None``."""
    bearer = index.drafts[index.owner[name.first]] if name.first in index.owner else None
    if bearer is not None and bearer.key is not None and " of " in index.doc[name.first : name.last].text:
        return (
            gazetteer.entry(bearer.key).country or None
        )  # "King Abdullah II of Jordan" is a name as a whole
    title = title_before(index.doc, name.first, index.by_token)
    if title is None or title.title.split()[-1] not in _RULERS:
        return None
    places = [] if title.body is None else [title.body[0]]
    if name.last + 1 < len(index.doc) and index.tokens[name.last].lower_ == "of":
        places.append(name.last + 1 + (index.tokens[name.last + 1].lower_ == "the"))
    found = (index.by_token[i].entry for i in reversed(places) if i in index.by_token)
    return next((entry.key for entry in found if entry.kind == "country"), None)
