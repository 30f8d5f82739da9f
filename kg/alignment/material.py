"""What alignment works on: views of nodes, pairs judged, what hangs on what; of articles in memory.

An engine that holds the articles elsewhere gives the same by ``Material``: the judgements by a shuffle of
blocking keys, the views of those nodes only that a judgement or a decision names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from kg.alignment.blocking import meeting_candidates
from kg.alignment.entities import entity_candidates, judge_entities
from kg.alignment.entity_views import EntityView, entity_views
from kg.alignment.judging import CANDIDATE, Judgement
from kg.alignment.meeting_views import Known, MeetingView, known_entities, meeting_views
from kg.alignment.meetings import judge_meetings
from kg.alignment.records import ArticleRecord, EntityKind

Canon = Mapping[str, str]
View = TypeVar("View")
#: What is one where its key is one: the nodes by key.
Groups = dict[tuple[str, ...], set[str]]


@dataclass(frozen=True, slots=True)
class Judged(Generic[View]):
    """The views by node, and the judgements that are worth keeping, in the order of their pairs."""

    views: Mapping[str, View]
    judgements: Sequence[Judgement]


class Material(Protocol):
    """A set of articles as alignment asks for it; ``canon`` maps nodes to those that replace them so far."""

    def kinds(self) -> Mapping[str, str]:
        """The kind of each node that a decision may name: of an entity, "meeting" or "holding"."""

    def entities(self, kind: EntityKind, canon: Canon) -> Judged[EntityView]:
        """The entities of a kind."""

    def meetings(self, known: Mapping[str, Known], canon: Canon) -> Judged[MeetingView]:
        """The meetings."""

    def known(self, canon: Canon) -> Mapping[str, Known]:
        """All entities by the node that stands for them."""

    def delegations(self, canon: Canon) -> Groups:
        """Delegations by their meeting and whom they stand for."""

    def parts(self, canon: Canon) -> Groups:
        """Parts by event, actor and role; holdings by person and office."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """Distinct articles, sorted by graph."""

    articles: Sequence[ArticleRecord]

    def kinds(self) -> dict[str, str]:
        """As ``Material``."""
        return dict(node_kinds(self.articles))

    def entities(self, kind: EntityKind, canon: Canon) -> Judged[EntityView]:
        """As ``Material``."""
        views = entity_views(self.articles, kind, canon)
        return Judged(
            {v.node: v for v in views}, kept(judge_entities(a, b) for a, b in entity_candidates(views))
        )

    def meetings(self, known: Mapping[str, Known], canon: Canon) -> Judged[MeetingView]:
        """As ``Material``."""
        views = meeting_views(self.articles, known, canon)
        judged = (judge_meetings(a, b, known) for a, b in meeting_candidates(views))
        return Judged({v.node: v for v in views}, kept(judged))

    def known(self, canon: Canon) -> dict[str, Known]:
        """As ``Material``."""
        return known_entities(self.articles, canon)

    def delegations(self, canon: Canon) -> Groups:
        """As ``Material``."""
        represents = dict(pair for article in self.articles for pair in delegates(article))
        return _grouped(
            (delegation_key(meeting, represents.get(actor, ()), canon), actor)
            for article in self.articles
            for meeting, actor in attended(article)
            if represents.get(actor)
        )

    def parts(self, canon: Canon) -> Groups:
        """As ``Material``."""
        return _grouped(pair for article in self.articles for pair in part_keys(article, canon))


def kept(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that join two nodes or that a person should see, sorted by pair."""
    found = (j for j in judgements if not j.veto and j.score >= CANDIDATE)
    return sorted(found, key=lambda j: j.pair)


def node_kinds(articles: Iterable[ArticleRecord]) -> Iterator[tuple[str, str]]:
    """Each node that a decision may name with its kind."""
    for article in articles:
        yield from ((r.node, "holding") for r in article.holdings)
        yield from ((r.node, "meeting") for r in article.meetings)
        yield from ((r.node, r.kind) for r in article.entities)


def delegates(article: ArticleRecord) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each delegation with those whom it stands for."""
    yield from ((r.node, r.represents) for r in article.entities if r.kind == "delegation")


def attended(article: ArticleRecord) -> Iterator[tuple[str, str]]:
    """Each meeting with each actor that takes part in it."""
    yield from ((meeting.node, part.actor) for meeting in article.meetings for part in meeting.parts)


def delegation_key(meeting: str, represents: Iterable[str], canon: Canon) -> tuple[str, ...]:
    """Delegations with one key are one."""
    return (canon.get(meeting, meeting), *sorted({canon.get(r, r) for r in represents}))


def part_keys(article: ArticleRecord, canon: Canon) -> Iterator[tuple[tuple[str, ...], str]]:
    """Parts in events and holdings of offices, each with a key; what has one key is one."""
    told = [(m.node, p) for m in article.meetings for p in m.parts] + list(article.other_parts)
    for event, part in told:
        yield (canon.get(event, event), canon.get(part.actor, part.actor), part.role), part.node
    for held in article.holdings:
        yield ("", canon.get(held.person, held.person), canon.get(held.position, held.position)), held.node


def _grouped(pairs: Iterable[tuple[tuple[str, ...], str]]) -> Groups:
    found: Groups = defaultdict(set)
    for key, node in pairs:
        found[key].add(node)
    return found
