"""Alignment by shuffles: nodes are grouped by IRI, pairs by blocking key and judged where they meet.

The rules are those of ``kg.alignment``, and so is the result. The driver holds what was joined, the views of
nodes that a judgement or a decision names, and the entities by node, which meetings are judged with.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

from pyoxigraph import Quad

from kg.alignment.align import Alignment, align, align_material
from kg.alignment.blocking import meeting_keys
from kg.alignment.decisions import Decisions
from kg.alignment.describe import alignment_quads, meeting_quads
from kg.alignment.entities import LARGE_BLOCK, entity_keys, judge_entities
from kg.alignment.entity_views import EntityView, attends, entity_views
from kg.alignment.judging import Judgement
from kg.alignment.material import (
    Canon,
    Groups,
    Judged,
    attended,
    delegates,
    delegation_key,
    kept,
    node_kinds,
    part_keys,
)
from kg.alignment.meeting_views import Known, MeetingView, known_entities, meeting_views
from kg.alignment.meetings import judge_meetings
from kg.alignment.records import ArticleRecord, EntityKind
from kg.lexicon import active, using
from kg.pipeline import without_collecting

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame

#: Articles that one process aligns in less time than shuffles take; some 500 MB on the driver.
ON_DRIVER = 20_000
View = TypeVar("View", EntityView, MeetingView)


def records_of(facts: DataFrame) -> RDD[ArticleRecord]:
    """The record of each article graph of the facts."""
    return _pickled(facts).rdd.flatMap(_loaded)


def aligned(
    facts: DataFrame,
    count: int,
    decisions: Decisions,
    on_driver: int = ON_DRIVER,
    meanwhile: Callable[[], object] = lambda: None,
) -> tuple[Alignment, RDD[Quad]]:
    """The alignment without its articles, and the quads of the alignment graph, each at least once.

    Up to ``on_driver`` articles of the ``count`` are aligned there, which takes less than dealing them out.
    ``meanwhile`` is called once, before a time in which the executors are not needed for it if there is one.
    """
    context = facts.sparkSession.sparkContext
    if count <= on_driver:
        with without_collecting():
            rows = _pickled(facts).collect()
            meanwhile()
            whole = align([record for row in rows for record in _loaded(row)], decisions)
            about = alignment_quads(whole)
        return replace(whole, articles=()), context.parallelize(about, 1)
    articles = records_of(facts).cache()
    try:
        return _dealt_out(articles, decisions)
    finally:
        articles.unpersist()
        meanwhile()


def _pickled(facts: DataFrame) -> DataFrame:
    return facts.where("records is not null").select("records")


def _loaded(row: Any) -> list[ArticleRecord]:
    """The records in a row of ``_pickled``, which this run wrote."""
    records: list[ArticleRecord] = pickle.loads(row.records)  # noqa: S301 - nobody else's
    return records


def _dealt_out(articles: RDD[ArticleRecord], decisions: Decisions) -> tuple[Alignment, RDD[Quad]]:
    context = articles.context
    alignment = align_material(_Shuffled(articles, decisions), decisions)
    replaced = context.broadcast(dict(alignment.replaced))
    standing = frozenset((*alignment.replaced, *alignment.replaced.values()))
    shared = context.broadcast(standing)
    labelled = articles.flatMap(lambda a: _slim(a, shared.value)).distinct().collect()
    about = alignment_quads(replace(alignment, articles=tuple(labelled)))
    known = context.broadcast(_known(articles, alignment.replaced))
    reported = (
        articles.flatMap(lambda a: _reports(a, replaced.value))
        .groupByKey()
        .flatMap(lambda group: _told(group[1], replaced.value, known.value))
    )
    return alignment, context.parallelize(about).union(reported)


def _slim(article: ArticleRecord, nodes: frozenset[str]) -> Iterator[ArticleRecord]:
    """The entities that stand for others or are stood for, without what made them so: for their labels."""
    for record in article.entities:
        if record.node in nodes:
            yield ArticleRecord("", "", entities=(record,))


def _reports(article: ArticleRecord, replaced: Canon) -> Iterator[tuple[str, ArticleRecord]]:
    for record in article.meetings:
        only = replace(article, meetings=(record,), entities=(), holdings=(), other_parts=())
        yield replaced.get(record.node, record.node), only


def _told(found: Iterable[ArticleRecord], replaced: Canon, known: Mapping[str, Known]) -> list[Quad]:
    articles = sorted(found, key=lambda a: (a.graph, a.meetings[0].node))
    return meeting_quads(Alignment(tuple(articles), replaced), known)


@dataclass(frozen=True, slots=True)
class _Shuffled:
    """``Material`` of articles that are dealt over the executors."""

    articles: RDD[ArticleRecord]
    decisions: Decisions

    def kinds(self) -> dict[str, str]:
        """As ``Material``, of the nodes that decisions name."""
        named = self._named()
        if not named:
            return {}
        shared = self.articles.context.broadcast(named)
        found = self.articles.flatMap(lambda a: _kinds_in(a, shared.value)).reduceByKey(max).collect()
        return {node: kind for node, (_, _, kind) in found}

    def entities(self, kind: EntityKind, canon: Canon) -> Judged[EntityView]:
        """As ``Material``; views of the nodes that are needed only."""
        shared = self.articles.context.broadcast((dict(canon), active()))
        views = (
            self.articles.flatMap(partial(_of_entities, kind=kind))
            .groupByKey()
            .flatMap(lambda group: entity_views(_in_order(group[1]), kind, shared.value[0]))
        )

        def judge(one: EntityView, other: EntityView) -> Judgement:
            with using(shared.value[1]):
                return judge_entities(one, other)

        return self._judged(views, entity_keys, judge, LARGE_BLOCK)

    def meetings(self, known: Mapping[str, Known], canon: Canon) -> Judged[MeetingView]:
        """As ``Material``; views of the nodes that are needed only."""
        shared = self.articles.context.broadcast((dict(canon), known, active()))
        views = (
            self.articles.flatMap(_of_meetings)
            .groupByKey()
            .flatMap(lambda group: meeting_views(_in_order(group[1]), shared.value[1], shared.value[0]))
        )

        def judge(one: MeetingView, other: MeetingView) -> Judgement | None:
            if one.articles & other.articles:
                return None
            with using(shared.value[2]):
                return judge_meetings(one, other, shared.value[1])

        return self._judged(views, meeting_keys, judge, None)

    def known(self, canon: Canon) -> dict[str, Known]:
        """As ``Material``."""
        return _known(self.articles, canon)

    def delegations(self, canon: Canon) -> Groups:
        """As ``Material``; groups of several nodes only, for nothing comes of the others."""
        shared = self.articles.context.broadcast(dict(canon))
        sent = self.articles.flatMap(_delegations).reduceByKey(max)
        told = self.articles.flatMap(lambda a: [(actor, meeting) for meeting, actor in attended(a)])
        keyed = sent.join(told).filter(lambda it: bool(it[1][0][1]))
        return _several(keyed.map(lambda it: (delegation_key(it[1][1], it[1][0][1], shared.value), it[0])))

    def parts(self, canon: Canon) -> Groups:
        """As ``Material``; groups of several nodes only, for nothing comes of the others."""
        shared = self.articles.context.broadcast(dict(canon))
        return _several(self.articles.flatMap(lambda a: part_keys(a, shared.value)))

    def _named(self) -> frozenset[str]:
        return frozenset(n for d in self.decisions.of.values() for n in (d.one, d.other))

    def _judged(
        self,
        views: RDD[View],
        keys: Callable[[View], set[tuple[str, ...]]],
        judge: Callable[[View, View], Judgement | None],
        most: int | None,
    ) -> Judged[View]:
        views = views.cache()
        blocks = views.flatMap(lambda view: [(key, view) for key in keys(view)]).groupByKey()
        judged = kept(blocks.flatMap(lambda block: _in_block(block[1], judge, most)).distinct().collect())
        needed = self._named() | {n for j in judged for n in j.pair}
        shared = self.articles.context.broadcast(needed)
        found = {v.node: v for v in views.filter(lambda v: v.node in shared.value).collect()}
        views.unpersist()
        return Judged(dict(sorted(found.items())), judged)


def _in_block(
    block: Iterable[View], judge: Callable[[View, View], Judgement | None], most: int | None
) -> list[Judgement]:
    views = sorted(block, key=lambda view: view.node)
    if most is not None and len(views) > most:
        return []
    made = (judge(one, other) for one, other in combinations(views, 2))
    return kept(it for it in made if it is not None)


def _of_entities(article: ArticleRecord, kind: EntityKind) -> Iterator[tuple[str, ArticleRecord]]:
    """For each entity of the kind what the article says of it; of a person which offices it holds, and, where
    the article has no day, which meetings it takes part in.
    """
    undated = kind == "person" and article.published is None
    own = {r.node for r in article.entities if r.kind == kind}
    held = {h.person for h in article.holdings} if kind == "person" else set()
    for node in own | held:
        yield (
            node,
            replace(
                article,
                entities=tuple(r for r in article.entities if r.node == node and r.kind == kind),
                holdings=tuple(h for h in article.holdings if h.person == node) if kind == "person" else (),
                meetings=tuple(m for m in article.meetings if undated and attends(node, m)),
                other_parts=(),
            ),
        )


def _of_meetings(article: ArticleRecord) -> Iterator[tuple[str, ArticleRecord]]:
    for record in article.meetings:
        only = replace(article, meetings=(record,), entities=(), holdings=(), other_parts=())
        yield record.node, only


def _in_order(found: Iterable[ArticleRecord]) -> list[ArticleRecord]:
    return sorted(found, key=lambda a: a.graph)


def _kinds_in(article: ArticleRecord, named: frozenset[str]) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """The kind of each node that is named; the last in the order of graphs and records is the greatest."""
    for number, (node, kind) in enumerate(node_kinds([article])):
        if node in named:
            yield node, (article.graph, number, kind)


def _delegations(article: ArticleRecord) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Each delegation with the graph that speaks of it and those whom it stands for."""
    for node, represents in delegates(article):
        yield node, (article.graph, represents)


def _known(articles: RDD[ArticleRecord], canon: Canon) -> dict[str, Known]:
    shared = articles.context.broadcast(dict(canon))
    grouped = (
        articles.flatMap(lambda a: a.entities)
        .distinct()
        .map(lambda record: (shared.value.get(record.node, record.node), record))
        .groupByKey()
    )
    return dict(
        grouped.flatMap(
            lambda group: known_entities(
                [ArticleRecord("", "", entities=tuple(group[1]))], shared.value
            ).items()
        ).collect()
    )


def _several(pairs: RDD[tuple[tuple[str, ...], str]]) -> Groups:
    grouped = pairs.distinct().groupByKey().mapValues(set).filter(lambda it: len(it[1]) > 1)
    return dict(grouped.collect())
