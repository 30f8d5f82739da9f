"""The country of whom a pronoun calls somebody's own, or of colleagues in one list.

"Prime Minister A sent his foreign minister B", "Peruvian Trade Minister A and Transport Minister B".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.name_words import STYLES
from kg.extraction.names.title_words import noun_of_title
from kg.extraction.references.subjects_aside import is_subject
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorIndex
    from kg.extraction.offices.office_index import OfficeIndex

_OF_PERSONS = frozenset({"his", "her"})
_OF_STATES = frozenset({"its"})
_HEADS = frozenset({"prime minister", "first minister", "chief minister"})


def settle_own(offices: OfficeIndex) -> None:
    """Gives "his minister" the country that the subject serves, "its minister" the subject itself.

    Only where nothing else says whom he serves: in "Peruvian President A said his foreign minister B would
    go" B is Peru's; not "his brother B", who holds no office, nor "his Chilean counterpart B". So who comes
    along: "Peruvian President A is in Oslo. He is accompanied by Foreign Minister B".
    """
    index = offices.index
    for holding in offices.holdings.values():
        office, person = offices.offices[holding.office], index.drafts[holding.person]
        if office.body is not None or person.country is not None or person.represents:
            continue
        owner = _owner(index.tokens[holding.first])
        country = _country_of(index, owner, holding.person) if owner is not None else None
        if owner is None and of_field(office.title):
            country = _of_company(index, index.tokens[holding.first], holding.person)
        if country is not None:
            office.body = person.country = country


def settle_listed(offices: OfficeIndex) -> None:
    """Gives ministers of a list the country that is said of the first: "Peru's Trade Minister A and Transport
    Minister B", "Peruvian President A, Vice President B, Minister of Energy, C"; not of two who hold one
    office: "Peru's Trade Minister A and Trade Minister B", nor "Peruvian President A and Prime Minister B".
    """
    index = offices.index
    ends = {last: o for _, last, o in index.spans if index.drafts[o].kind == "person"}
    for holding in sorted(offices.holdings.values(), key=lambda h: h.first):
        office, person = offices.offices[holding.office], index.drafts[holding.person]
        vice = office.title in _VICES
        if not (vice or of_field(office.title)):
            continue
        if office.body is not None or person.country is not None or person.represents:
            continue
        end = holding.first
        while end > 0 and index.tokens[end - 1].text in {",", "and"}:
            end -= 1
        beside = offices.of(ends[end]) if end < holding.first and end in ends else []
        titles = [(offices.offices[h.office], h.first) for h in beside if h.first < end]
        body = next((o.body for o, _ in titles if _may_head_list(o.title, vice)), None)
        if body is None or index.drafts[body].kind != "country":
            continue
        if all(o.title != office.title for o, _ in titles):
            office.body = person.country = body


_VICES = frozenset({"vice president", "executive vice president"})


def of_field(title: str) -> bool:
    """Whether a minister has a field: "trade minister", "minister of energy"."""
    return title != "minister" and title not in _HEADS and noun_of_title(title) == "minister"


def _may_head_list(title: str, vice: bool) -> bool:
    """Whether colleagues may be listed behind an office without their state: president, then ministers."""
    return title == "president" or (not vice and (title in _VICES or noun_of_title(title) == "minister"))


def _owner(first: Token) -> Token | None:
    """The pronoun before a title that begins at a token; not that of "His | Majesty King X"."""
    words = (first, first.nbor(-1)) if first.i > first.sent.start else (first,)
    own = next((t for t in words if t.lower_ in _OF_PERSONS | _OF_STATES), None)
    styled = own is not None and any(t.lower_ in STYLES for t in own.doc[own.i + 1 : own.i + 3])
    return None if styled else own


def _of_company(index: ActorIndex, title: Token, person: str) -> str | None:
    """The country of whom a minister accompanies, whose title begins there: "X, accompanied by Y"."""
    name = title
    while name.dep_ in {"compound", "nmod", "amod", "appos", "conj"} and name.head.i != name.i:
        name = name.head
    verb = name.head.head if name.dep_ == "pobj" else name
    if name.dep_ == "nsubj" and name.head.lemma_ == "accompany":  # "Minister X is accompanying Y"
        guests = (index.person_at(c.i) for c in name.head.rights if c.dep_ == "dobj")
        return next((index.drafts[g].country for g in guests if g is not None), None)
    if verb.lemma_ != "accompany" or name.head.lower_ != "by":
        return None
    whom = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), verb.head if verb.dep_ == "acl" else None)
    if whom is None:
        return None
    if whom.lower_ in {"he", "she"}:
        return _country_of(index, whom, person)
    led = index.person_at(whom.i)
    if led is not None:
        return index.drafts[led].country
    states = {m.entry.key for t in whom.lefts if (m := index.by_token.get(t.i)) and m.entry.kind == "country"}
    return index.by_key.get(states.pop()) if len(states) == 1 else None


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


def settle_posted(offices: OfficeIndex) -> None:
    """Gives an ambassador without a state that of the one before: "Ambassador to Peru X and to Y"."""
    told: dict[int, str | None] = {}
    for holding in sorted(offices.holdings.values(), key=lambda h: h.first):
        office, person = offices.offices[holding.office], offices.index.drafts[holding.person]
        if office.title.lower().startswith("ambassador to "):
            start = offices.index.tokens[holding.first].sent.start
            if person.country is None and start in told:
                office.body = person.country = told[start]
            told[start] = person.country
