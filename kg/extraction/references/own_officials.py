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
    from kg.extraction.tokens.frozen_doc import Doc

_OF_PERSONS = frozenset({"his", "her"})
_OF_STATES = frozenset({"its"})
_HEADS = frozenset({"prime minister", "first minister", "chief minister"})


def settle_own(offices: OfficeIndex) -> None:
    """Gives "his minister" the country that the subject serves, "its minister" the subject itself.

    Only where nothing else says whom he serves: in "Peruvian President A said his foreign minister B would
    go" B is Peru's, as of "B, his foreign minister, would go"; not "his brother B", who holds no office, nor
    "his Chilean counterpart B". So who comes along: "Peruvian President A is in Oslo. He is accompanied by
    Foreign Minister B".
    """
    index = offices.index
    ends = {first: last for first, last, o in index.spans if index.drafts[o].kind == "person"}
    for holding in offices.holdings.values():
        office, person = offices.offices[holding.office], index.drafts[holding.person]
        if office.body is not None or person.country is not None or person.represents:
            continue
        owner = _owner(index.tokens[holding.first]) or _owner_behind(index.doc, ends.get(holding.first))
        country = _country_of(index, owner, holding.person) if owner is not None else None
        if owner is None and of_field(office.title):
            country = _of_company(index, index.tokens[holding.first], holding.person)
        if country is not None:
            office.body = person.country = country


def settle_theirs(offices: OfficeIndex) -> None:
    """Gives two ministers the countries of the two whose they are, in that order: "A of Peru and B of Chile
    met. Their foreign ministers, C and D, held talks": C is Peru's; D, where tables know C as Chile's.
    """
    index = offices.index
    for title, people in offices.paired.items():
        their = next((c for c in index.tokens[title].lefts if c.lower_ == "their"), None)
        states = _two_before(index, their) if their is not None and len(people) == 2 else []
        if len(states) != 2 or any(index.drafts[p].represents for p in people):
            continue
        known = [index.drafts[p].country for p in people]
        states = states if known[0] != states[1] and known[1] != states[0] else states[::-1]
        if any(own not in {None, state} for own, state in zip(known, states, strict=True)):
            continue
        for person, state in zip(people, states, strict=True):
            index.drafts[person].country = state
            for office in (offices.offices[h.office] for h in offices.of(person)):
                office.body = office.body or state


def _two_before(index: ActorIndex, their: Token) -> list[str]:
    """The countries of the two of whom a subject before a pronoun tells, of its sentence or the one before:
    of "A of Peru and B of Chile", "Peru and Chile", "the presidents of Peru and Chile"; else fewer or more.
    """
    start = their.sent.start
    begin = index.tokens[start - 1].sent.start if start else start
    subjects = (t for t in index.doc[begin : their.i] if t.dep_ in {"nsubj", "nsubjpass"})
    told = [countries for s in subjects if len(countries := _countries_in(index, s)) > 1]
    return told[-1] if told else []


def _countries_in(index: ActorIndex, subject: Token) -> list[str]:
    out: list[str] = []
    for token in (subject, *subject.conjuncts):
        person = index.person_at(token.i)
        if person is not None:
            out.extend(c for c in [index.drafts[person].country] if c is not None)
            continue
        matches = (m for t in token.subtree if (m := index.by_token.get(t.i)) and m.start == t.i)
        named = (m.entry for m in matches if m.entry.kind == "country" and m.via in {"name", "demonym"})
        out.extend(index.known(entry).id for entry in named)
    return list(dict.fromkeys(out))


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


def _owner_behind(doc: Doc, last: int | None) -> Token | None:
    """The pronoun of a title behind a name that ends at a token: "Ana Soto, | her foreign minister, met"."""
    if last is None or last + 1 >= len(doc) or doc[last].text != ",":
        return None
    return _owner(doc[last + 1])


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
