"""The country of whom a pronoun calls somebody's own, or of colleagues in one list.

"Prime Minister A sent his foreign minister B", "Peruvian Trade Minister A and Transport Minister B".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extraction.pronouns import is_subject

if TYPE_CHECKING:
    from kg.extraction.actors import ActorIndex
    from kg.extraction.office_index import OfficeIndex

_OF_PERSONS = frozenset({"his", "her"})
_OF_STATES = frozenset({"its"})
_HEADS = frozenset({"prime minister", "first minister", "chief minister"})


def settle_own(offices: OfficeIndex) -> None:
    """Gives "his minister" the country that the subject serves, "its minister" the subject itself.

    Only where nothing else says whom he serves: in "Peruvian President A said his foreign minister B would
    go" B is Peru's; not "his brother B", who holds no office, nor "his Chilean counterpart B".
    """
    index = offices.index
    for holding in offices.holdings.values():
        office, person = offices.offices[holding.office], index.drafts[holding.person]
        if office.body is not None or person.country is not None or person.represents:
            continue
        owner = _owner(index.tokens[holding.first])
        country = _country_of(index, owner, holding.person) if owner is not None else None
        if country is not None:
            office.body = person.country = country


def settle_listed(offices: OfficeIndex) -> None:
    """Gives ministers of a list the country that is said of the first: "Peru's Trade Minister A and Transport
    Minister B"; not of two who hold one office: "Peru's Trade Minister A and Trade Minister B".
    """
    index = offices.index
    ends = {last: o for _, last, o in index.spans if index.drafts[o].kind == "person"}
    for holding in sorted(offices.holdings.values(), key=lambda h: h.first):
        office, person = offices.offices[holding.office], index.drafts[holding.person]
        if not office.title.endswith(" minister") or office.title in _HEADS:
            continue
        if office.body is not None or person.country is not None or person.represents:
            continue
        end = holding.first
        while end > 0 and index.tokens[end - 1].text in {",", "and"}:
            end -= 1
        beside = offices.of(ends[end]) if end < holding.first and end in ends else []
        titles = [(offices.offices[h.office], h.first) for h in beside if h.first < end]
        body = next((o.body for o, _ in titles if o.title.endswith("minister")), None)
        if body is None or index.drafts[body].kind != "country":
            continue
        if all(o.title != office.title for o, _ in titles):
            office.body = person.country = body


def _owner(first: Token) -> Token | None:
    """The pronoun before a title that begins at a token."""
    words = (first, first.nbor(-1)) if first.i > first.sent.start else (first,)
    return next((t for t in words if t.lower_ in _OF_PERSONS | _OF_STATES), None)


def _country_of(index: ActorIndex, owner: Token, person: str) -> str | None:
    """The country of the last subject that a pronoun may stand for, of its sentence or the one before."""
    start = owner.sent.start
    for first in (start, index.tokens[start - 1].sent.start) if start else (start,):
        subjects = [
            index.drafts[o]
            for a, b, o in sorted(index.spans)
            if first <= a < owner.i and o != person and is_subject(index.doc[a:b].root)
        ]
        if owner.lower_ in _OF_STATES:
            found = [d.id for d in subjects if d.kind == "country"]
        else:
            found = [d.country for d in subjects if d.kind == "person" and d.country is not None]
        if found:
            return found[-1]
    return None
