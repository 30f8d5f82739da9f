"""Ids made unique and copies settled, as ``kg.sources.read`` does it one article after another.

What depends on the order of reading is little: ids that are taken, texts that were read before. These are
found by shuffles of short keys and decided on the driver; all other articles stay where they are. Near copies
are found by the rarest of their runs of words: two sets that share 85 % share one of the first 15 % in any
order (Bayardo, Ma and Srikant, Scaling up all pairs similarity search, 2007).
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.engines.spark.reading import to_article
from kg.model import Article
from kg.sources.copies import MIN_SHARE, near_copy, of_one_week, printed_again, runs_of

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import DataFrame, SparkSession

ARTICLE = (
    "file int, number long, id string, text string, title string, published string, url string,"
    " publisher string, language string, title_in_text boolean, place string, digest string,"
    " copy_of string, batch int"
)
_SAMPLE = 2000
_COMMON = 0.002
#: Where an article stands in the order of reading: file and number.
Place = tuple[int, int]
Pair = tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class _Order:
    """What the order of reading decides: ids of articles whose own was taken, the first print of copies."""

    ids: Mapping[Place, str]
    first: Mapping[Place, Place]
    firsts: frozenset[Place]


def settled(session: SparkSession, items: DataFrame, batches: int) -> DataFrame:
    """The articles among the items, in no order, with the columns of ARTICLE, dealt into batches by text."""
    rows = items.where("error is null").rdd
    ids = _ids(rows)
    first = _first_prints(rows, items)
    order = session.sparkContext.broadcast(_Order(ids, first, frozenset(first.values())))

    def alone(found: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        for row in found:
            place = row.file, row.number
            if place not in order.value.first and place not in order.value.firsts:
                yield _row(place, _named(row, order.value), batches)

    def shared(found: Iterable[Any]) -> Iterator[tuple[Place, tuple[Place, Article]]]:
        for row in found:
            place = row.file, row.number
            if place in order.value.first or place in order.value.firsts:
                yield order.value.first.get(place, place), (place, _named(row, order.value))

    every = rows.mapPartitions(alone)
    if first:
        groups = rows.mapPartitions(shared).groupByKey()
        every = every.union(groups.flatMap(lambda group: _printed(group[0], dict(group[1]), batches)))
    return session.createDataFrame(every, ARTICLE, verifySchema=False)


def _printed(first: Place, found: dict[Place, Article], batches: int) -> Iterator[tuple[Any, ...]]:
    one = found.pop(first)
    yield _row(first, one, batches)
    for place, article in found.items():
        yield _row(place, printed_again(article, one, one.text), batches)


def _named(row: Any, order: _Order) -> Article:
    article = to_article(row)
    unique = order.ids.get((row.file, row.number))
    return replace(article, id=unique) if unique else article


def _row(place: Place, article: Article, batches: int) -> tuple[Any, ...]:
    published = article.published.isoformat() if article.published else None
    digest = article.digest
    return (
        *place, article.id, article.text, article.title, published, article.url, article.publisher,
        article.language, article.title_in_text, article.place, digest, article.copy_of,
        int(digest[:8], 16) % batches,
    )  # fmt: skip


def _ids(rows: RDD[Any]) -> dict[Place, str]:
    """New ids of articles whose own an article before them has, as ``kg.sources.read`` makes them."""
    keyed = rows.map(lambda r: (r.id.casefold(), (r.file, r.number, r.id, r.digest[:8])))
    wanted = set(
        keyed.mapValues(lambda _: 1).reduceByKey(int.__add__).filter(lambda p: p[1] > 1).keys().collect()
    )
    while wanted:
        found = sorted(_with_key(keyed, wanted).values().collect())
        taken: set[str] = set()
        given: dict[Place, str] = {}
        for file, number, own, mark in found:
            unique, count = own, 1
            while unique.casefold() in taken:
                unique = f"{own}-{mark}" + (f"-{count}" if count > 1 else "")
                count += 1
            taken.add(unique.casefold())
            if unique != own:
                given[file, number] = unique
        # A new id may be the own id of an article that was not looked at.
        clash = set(_with_key(keyed, taken - wanted).keys().distinct().collect())
        if not clash:
            return given
        wanted |= clash
    return {}


def _with_key(keyed: RDD[Any], keys: set[str]) -> RDD[Any]:
    shared = keyed.context.broadcast(keys)
    return keyed.filter(lambda pair: pair[0] in shared.value)


def _first_prints(rows: RDD[Any], items: DataFrame) -> dict[Place, Place]:
    """The first print of each article whose text, or nearly that text, was read before."""
    near = _near_pairs(rows, items)
    involved = frozenset(place for pair in near for place in pair)
    shared = rows.context.broadcast(involved)
    keyed = rows.map(lambda r: (r.digest, (r.file, r.number)))
    repeated = (
        keyed.mapValues(lambda _: 1).reduceByKey(int.__add__).filter(lambda p: p[1] > 1).keys().collect()
    )
    wanted = rows.context.broadcast(frozenset(repeated))
    members = keyed.filter(lambda p: p[0] in wanted.value or p[1] in shared.value).collect()
    digests = {place: digest for digest, place in members}
    earlier: dict[Place, list[Place]] = defaultdict(list)
    for one, other in near:
        earlier[other].append(one)
    kept: dict[str, Place] = {}
    alone: set[Place] = set()
    first: dict[Place, Place] = {}
    for place in sorted(digests):
        of = kept.get(digests[place])
        if of is None:
            of = min((it for it in earlier[place] if it in alone), default=None)
        if of is not None:
            first[place] = of
        else:
            kept[digests[place]] = place
            alone.add(place)
    return first


def _near_pairs(rows: RDD[Any], items: DataFrame) -> list[Pair]:
    """Pairs of articles of other texts of which the later is a near copy of the earlier, in order."""
    context = rows.context
    common = context.broadcast(_common_runs(items))

    def keys(found: Iterable[Any]) -> Iterator[tuple[int, tuple[Place, str | None, str]]]:
        for row in found:
            article = to_article(row)
            for key in _rarest(article, common.value):
                yield key, ((row.file, row.number), row.published, row.digest[:16])

    pairs = (
        rows.mapPartitions(keys)
        .groupByKey()
        .flatMap(lambda group: _candidates(group[1]))
        .distinct()
        .collect()
    )
    if not pairs:
        return []
    of_place: dict[Place, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for place in pair:
            of_place[place].append(pair)
    shared = context.broadcast(dict(of_place))

    def sides(found: Iterable[Any]) -> Iterator[tuple[Pair, tuple[Place, Article]]]:
        for row in found:
            place = row.file, row.number
            for pair in shared.value.get(place, ()):
                yield pair, (place, to_article(row))

    def agree(group: tuple[Pair, Iterable[tuple[Place, Article]]]) -> bool:
        both = dict(group[1])
        return near_copy(both[group[0][1]], both[group[0][0]])

    return sorted(rows.mapPartitions(sides).groupByKey().filter(agree).keys().collect())


def _candidates(block: Iterable[tuple[Place, str | None, str]]) -> Iterator[Pair]:
    for (one, day, digest), (other, of_other, of_text) in combinations(
        sorted(block, key=lambda it: it[0]), 2
    ):
        if digest != of_text and of_one_week(_day(day), _day(of_other)):
            yield one, other


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _common_runs(items: DataFrame) -> frozenset[int]:
    """Runs that many of some articles have: they are looked at last. Which they are changes no result."""
    some = items.where("error is null").limit(_SAMPLE).rdd
    counted: Counter[int] = Counter()
    for marks in some.map(lambda row: _marks(to_article(row))).toLocalIterator():
        counted.update(marks)
    most = max(3, _COMMON * _SAMPLE)
    return frozenset(mark for mark, count in counted.items() if count >= most)


def _rarest(article: Article, common: frozenset[int]) -> list[int]:
    marks = sorted(_marks(article), key=lambda mark: (mark in common, mark))
    return marks[: len(marks) - math.ceil(MIN_SHARE * len(marks)) + 1] if marks else []


def _marks(article: Article) -> set[int]:
    """The runs as numbers of 64 bits."""
    return {
        int.from_bytes(hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest(), "big", signed=True)
        for run in runs_of(article)
    }
