"""Whom an office of no body said makes a servant of the European Union: "High Representative X"."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.offices.office_index import OfficeIndex
from kg.extraction.offices.service import serve

_UNION, _BOSNIA = "body:EU", "country:BA"
_TITLE, _FIELD = "high representative", "foreign affairs"


def as_european(offices: OfficeIndex) -> None:
    """Gives the Union its High Representative of whom nothing else is said, where the office says its field,
    where he is Vice President, too, or where the article names the Union and not Bosnia, which has another.
    """
    index = offices.index
    for holding in offices.holdings.values():
        office, person = offices.offices[holding.office], index.drafts[holding.person]
        if office.body is not None or not office.title.startswith(_TITLE) or person.represents:
            continue
        vice = any(t.startswith("vice president") for t in offices.titles_of(person.id))
        named = _UNION in index.by_key and _BOSNIA not in index.by_key and office.title == _TITLE
        if vice or _FIELD in office.title or named:
            office.body = index.known(gazetteer.entry(_UNION)).id
            serve(index, person, office.body)
