"""The country that an article is at home in: whose ministers it names without saying of what."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.actors import ActorIndex
from kg.extraction.title_words import NATIONAL_OFFICES, US_OFFICES

if TYPE_CHECKING:
    from kg.extraction.offices import OfficeIndex

LEAST, LEAD = 4, 2
"""How often a country must be named, and how many times as often as the next, where no dateline agrees."""

_RULERS = frozenset("government cabinet parliament authority".split())


def settle_at_home(offices: OfficeIndex) -> None:
    """Gives the home country of the article to holders of national offices of which no country is said.

    "Prime Minister X" in an article on Peru; not "President X" of a company, nor who serves another country.
    """
    index = offices.index
    without = [
        (holding.first, offices.offices[holding.office], index.drafts[holding.person])
        for holding in offices.holdings.values()
        if offices.offices[holding.office].body is None and _national(offices.offices[holding.office].title)
    ]
    without = [it for it in without if it[2].country is None and not it[2].represents]
    home = home_country(index) if without else None
    for at, office, person in without:
        office.body = person.country = country_of_government(index, at) or home


def _national(title: str) -> bool:
    return title in NATIONAL_OFFICES - US_OFFICES or (title.split()[-1] == "minister" and title != "minister")


def home_country(index: ActorIndex) -> str | None:
    """Local id of the country that the article names most by far, or most and reports from; else ``None``.

    "LIMA - Prime Minister Ana Torres said ..." in an article on Peru: Peru. An article that names two
    countries alike is at home in neither. Found by the words of the article alone.
    """
    named: Counter[str] = Counter()
    for at, match in index.by_token.items():
        if at == match.start and match.entry.kind == "country" and match.via in {"name", "demonym"}:
            named[match.entry.key] += 1
    (first, count), (_, second) = [*named.most_common(2), ("", 0), ("", 0)][:2]
    if not first or (count == second):
        return None
    if first in _reported_from(index) or (count >= LEAST and count >= LEAD * second):
        return index.known(gazetteer.entry(first)).id
    return None


def country_of_government(index: ActorIndex, at: int) -> str | None:
    """Local id of the one country whose government the sentence of a token names, else ``None``.

    "The Peruvian government said Prime Minister X would go": Peru. "Peru's neighbours said": none.
    """
    sentence = index.doc[at].sent
    found = {
        match.entry.key
        for i, match in index.by_token.items()
        if sentence.start <= i < sentence.end
        and match.entry.kind == "country"
        and any(t.lemma_.lower() in _RULERS for t in index.doc[match.end : match.end + 2])
    }
    return index.known(gazetteer.entry(found.pop())).id if len(found) == 1 else None


def _reported_from(index: ActorIndex) -> set[str]:
    """Keys of the countries of the places in datelines."""
    found: set[str] = set()
    for span in index.doc.spans.get("dateline_place", []):
        city = gazetteer.city_named(span.text) or gazetteer.city_named(span.text.title())
        if city is not None and city.country:
            found.add(city.country)
    return found
