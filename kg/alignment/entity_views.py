"""What all articles together say of each entity, node by node: the input of the comparison of entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.alignment import names
from kg.alignment.records import ArticleRecord, EntityKind, EntityRecord, MeetingRecord

Offices = Mapping[str, frozenset[date | None]]


@dataclass(frozen=True, slots=True)
class EntityView:
    """One node over all articles that speak of it; the nodes that it refers to are already aligned.

    ``offices`` are those that a person holds, with the days of the articles that say so: of publication, else
    of the meetings that the person takes part in (``None``: unknown).
    """

    node: str
    kind: EntityKind
    label: str
    names: frozenset[str]
    countries: frozenset[str]
    within: frozenset[str]
    same_as: frozenset[str]
    offices: Offices
    articles: frozenset[str]


def entity_views(
    articles: Sequence[ArticleRecord], kind: EntityKind, canon: Mapping[str, str]
) -> list[EntityView]:
    """The entities of a kind, sorted by node; ``canon`` maps nodes to those that replace them."""
    found: dict[str, list[EntityRecord]] = defaultdict(list)
    spoken_of: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for record in article.entities:
            if record.kind == kind:
                found[record.node].append(record)
                spoken_of[record.node].add(article.article)
    offices = _offices(articles, canon) if kind == "person" else {}
    return [
        _view(node, found[node], offices.get(node, {}), frozenset(spoken_of[node]), canon)
        for node in sorted(found)
    ]


def _offices(articles: Iterable[ArticleRecord], canon: Mapping[str, str]) -> dict[str, Offices]:
    held: dict[str, dict[str, set[date | None]]] = defaultdict(lambda: defaultdict(set))
    for article in articles:
        for it in article.holdings:
            held[it.person][canon.get(it.position, it.position)].update(_days(article, it.person))
    return {person: {o: frozenset(d) for o, d in sorted(of.items())} for person, of in held.items()}


def _days(article: ArticleRecord, person: str) -> set[date | None]:
    """When an article speaks of a person."""
    if article.published:
        return {article.published}
    return {m.latest for m in article.meetings if m.earliest and m.latest and attends(person, m)} or {None}


def attends(person: str, meeting: MeetingRecord) -> bool:
    """Whether a person takes part in a meeting."""
    return any(part.actor == person for part in meeting.parts)


def _view(
    node: str, found: list[EntityRecord], offices: Offices, articles: frozenset[str], canon: Mapping[str, str]
) -> EntityView:
    return EntityView(
        node=node,
        kind=found[0].kind,
        label=fullest(record.label for record in found),
        names=frozenset(name for record in found for name in (record.label, *record.names)),
        countries=frozenset(canon.get(c, c) for record in found for c in record.countries),
        within=frozenset(canon.get(c, c) for record in found for c in record.within),
        same_as=frozenset(record.same_as for record in found if record.same_as),
        offices=offices,
        articles=articles,
    )


def fullest(labels: Iterable[str]) -> str:
    """The label of most words; of several the last in alphabetical order."""
    return max(labels, key=lambda name: (len(names.words(name)), name), default="")
