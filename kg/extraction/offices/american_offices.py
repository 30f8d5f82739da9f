"""Whom an office of no state said makes a servant of America: "Secretary of State X", "Senator X"."""

from __future__ import annotations

import re

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.names.title_words import NATIONAL_OFFICES, US_OFFICES
from kg.extraction.offices.office_index import HoldingDraft, OfficeIndex
from kg.extraction.offices.visited_countries import reported_from_states

_AMERICA = "country:US"
_ELSEWHERE = frozenset({"senator", "national security adviser", "national security advisor"})
"""Offices that other states have too."""

_OF_FIELDS = frozenset(f"{rank} secretary of state" for rank in ("deputy", "assistant", "deputy assistant"))
"""Offices for some field that are American alone: others have under-secretaries, and Britain secretaries."""


def as_american(offices: OfficeIndex, *, foreign: bool) -> None:
    """Gives America those whose office is American and for whom nothing else is said.

    What others have too is American at once where the article names America, else only once the home of
    the article is known (``foreign``), and not in a report from another state: an Indian one of 31 May in
    New Delhi tells of "National Security Adviser X" without the country, and so does one that told of the
    president of another state before.
    """
    index = offices.index
    _of_congress(index)
    named = _AMERICA in index.by_key or (foreign and not reported_from_states(index) - {_AMERICA})
    for holding in offices.holdings.values():
        office, person = offices.offices[holding.office], index.drafts[holding.person]
        if office.title in _OF_CONGRESS and _from_american_state(offices, holding.first):
            person.country = person.country or index.known(gazetteer.entry(_AMERICA)).id
        field = office.title.split(" for ")[0]  # "deputy secretary of state for management"
        american = office.title in US_OFFICES or field in _OF_FIELDS or _of_bureau(office.title)
        if office.body is not None or person.country is not None or not american:
            continue
        if office.title == "senator" and _of_another(offices, person.id, holding.first):
            continue
        if office.title == "secretary of state" and _of_church(offices, person.id):
            office.body = person.country = index.known(gazetteer.entry("country:VA")).id
        elif office.title not in _ELSEWHERE or (named and not (foreign and _behind_head(offices, holding))):
            person.country = index.known(gazetteer.entry(_AMERICA)).id
            if office.title in NATIONAL_OFFICES | {"senator"}:
                office.body = person.country


def _of_congress(index: ActorIndex) -> None:
    """Gives America those behind whose names their party and state stand: "X, R-Calif.,", "X (D-N.Y.)"."""
    doc = index.doc
    for _, last, id_ in index.spans:
        person = index.drafts[id_]
        if person.kind != "person" or person.country is not None or doc[last : last + 1].text not in _MARKS:
            continue
        end = next((i for i in range(last + 1, min(last + 8, len(doc))) if doc[i].text in {",", ")"}), last)
        if _OF_PARTY.fullmatch(doc[last + 1 : end].text):
            person.country = index.known(gazetteer.entry(_AMERICA)).id


_MARKS = frozenset({",", "("})
_OF_PARTY = re.compile(r"[DRI] ?[-–] ?[A-Z][A-Za-z.]+( [A-Z][a-z.]+)?")


def _of_bureau(title: str) -> bool:
    """Whether a title names a bureau of the State Department: "assistant secretary for Eurasian affairs"."""
    rank, _, field = title.partition(" secretary for ")
    return rank in _RANKS and any(name in field.lower() for name in _BUREAUS)


_RANKS = frozenset({"assistant", "deputy assistant", "principal deputy assistant"})
_BUREAUS = ("western hemisphere", "near eastern", "eurasian", "east asian and pacific", "central asian")
_OF_CONGRESS = frozenset("senator congressman congresswoman representative".split())


def _from_american_state(offices: OfficeIndex, first: int) -> bool:
    """Whether the name of an American state stands before an office: "Nebraska Republican Congressman X"."""
    matches = (offices.index.by_token.get(i) for i in range(max(0, first - 3), first + 3))
    return any(m is not None and m.entry.country == _AMERICA and m.entry.type == "region" for m in matches)


def _behind_head(offices: OfficeIndex, adviser: HoldingDraft) -> bool:
    """Whether the head of another state is told of before somebody, and America is not named at all."""
    drafts = offices.index.drafts
    heads = (h for h in offices.holdings.values() if h.first < adviser.first and h.person != adviser.person)
    heads = (h for h in heads if offices.offices[h.office].title in {"president", "prime minister"})
    return _AMERICA not in offices.index.by_key and any(drafts[h.person].country is not None for h in heads)


def _of_church(offices: OfficeIndex, person: str) -> bool:
    """Whether somebody is a cardinal, whose office is the Holy See's: "Cardinal X, Secretary of State"."""
    begins = (a for a, _, o in offices.index.spans if o == person and a)
    return any(offices.index.tokens[a - 1].lower_ == "cardinal" for a in begins)


def _of_another(offices: OfficeIndex, senator: str, first: int) -> bool:
    """Whether a senator is one of another state: who is a minister, too, or of the delegation of one in his
    sentence.
    """
    if any(title != "senator" and title not in US_OFFICES for title in offices.titles_of(senator)):
        return True
    index, sentence = offices.index, offices.index.tokens[first].sent
    team = any(t.lemma_.lower() in {"delegation", "team"} for t in sentence)
    matches = (index.by_token.get(t.i) for t in sentence) if team else ()
    lands = {m.entry.key for m in matches if m is not None and m.entry.kind == "country"}
    return len(lands) == 1 and _AMERICA not in lands
