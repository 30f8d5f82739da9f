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
from typing import TYPE_CHECKING, Any

from kg.engines.spark.reading import to_article
from kg.model import Article
from kg.sources.copies import MAX_DAYS, MIN_SHARE, near_copy, printed_again, runs_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ARTICLE = (
    "file int, number long, id string, text string, title string, published string, url string,"
    " publisher string, language string, title_in_text boolean, place string, digest string,"
    " copy_of string, batch int"
)
PLACE = "file int, number long"
_SETTLED = ("file", "number", "digest")
_KEYED = f"{PLACE}, day int, digest string, size int, keys array<bigint>"
_FOUND = ("day", "digest", "size", "file", "number")
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
    """The articles among the items, in no order, with the columns of ARTICLE, dealt into batches by text.

    Only articles that the order of reading changes, and those that they are copies of, go through Python.
    """
    rows = items.where("error is null")
    ids = _ids(session, rows)
    first = _first_prints(session, rows)
    order = _Order(ids, first, frozenset(first.values()))
    touched = ids.keys() | first.keys() | order.firsts
    if not touched:
        return rows.selectExpr(*_as_read(batches))
    others = _at(session, rows, touched, "left_anti").selectExpr(*_as_read(batches))
    shared = session.sparkContext.broadcast(order)
    groups = (
        _at(session, rows, touched)
        .rdd.mapPartitions(lambda found: _by_first(found, shared.value))
        .groupByKey()
        .flatMap(lambda group: _printed(group[0], dict(group[1]), batches))
    )
    return others.union(session.createDataFrame(groups, ARTICLE, verifySchema=False))


def place_of(row: Any) -> Place:
    """Where an article stands in the order of reading."""
    return row.file, row.number


def _at(session: SparkSession, rows: DataFrame, places: Iterable[Place], how: str = "left_semi") -> DataFrame:
    """The rows of articles at these places, or with ``left_anti`` all others."""
    few = session.createDataFrame(sorted(places), PLACE).hint("broadcast")
    return rows.join(few, ["file", "number"], how)


def _as_read(batches: int) -> list[str]:
    """The columns of ARTICLE of an item that stays as it was read."""
    names = [it.split(" ")[0] for it in ARTICLE.split(", ")]
    batch = f"cast(cast(conv(substring(digest, 1, 8), 16, 10) as bigint) % {batches} as int) as batch"
    return [*names[:-2], "cast(null as string) as copy_of", batch]


def _by_first(found: Iterable[Any], order: _Order) -> Iterator[tuple[Place, tuple[Place, Article]]]:
    """Each article under its own id, by the place of the first print of its text."""
    for row in found:
        place = place_of(row)
        article, unique = to_article(row), order.ids.get(place)
        yield order.first.get(place, place), (place, replace(article, id=unique) if unique else article)


def _printed(first: Place, found: dict[Place, Article], batches: int) -> Iterator[tuple[Any, ...]]:
    one = found.pop(first)
    yield _row(first, one, batches)
    for place, article in found.items():
        yield _row(place, printed_again(article, one, one.text), batches)


def _row(place: Place, article: Article, batches: int) -> tuple[Any, ...]:
    published = article.published.isoformat() if article.published else None
    digest = article.digest
    return (
        *place, article.id, article.text, article.title, published, article.url, article.publisher,
        article.language, article.title_in_text, article.place, digest, article.copy_of,
        int(digest[:8], 16) % batches,
    )  # fmt: skip


def _ids(session: SparkSession, rows: DataFrame) -> dict[Place, str]:
    """New ids of articles whose own an article before them has, as ``kg.sources.read`` makes them."""
    keyed = rows.selectExpr("key", "file", "number", "id", "substring(digest, 1, 8) as mark")
    wanted = {row.key for row in keyed.groupBy("key").count().where("count > 1").collect()}
    while wanted:
        found = sorted(_with_key(session, keyed, wanted).select("file", "number", "id", "mark").collect())
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
        clash = {row.key for row in _with_key(session, keyed, taken - wanted).collect()}
        if not clash:
            return given
        wanted |= clash
    return {}


def _with_key(session: SparkSession, keyed: DataFrame, keys: set[str]) -> DataFrame:
    wanted = session.createDataFrame([(key,) for key in sorted(keys)], "key string")
    return keyed.join(wanted.hint("broadcast"), "key", "left_semi")


def _first_prints(session: SparkSession, rows: DataFrame) -> dict[Place, Place]:
    """The first print of each article whose text, or nearly that text, was read before."""
    near = _near_pairs(session, rows)
    from pyspark.sql.functions import expr

    equal = rows.groupBy("digest").agg(expr("collect_list(struct(file, number)) as places"))
    digests = {
        place_of(place): row.digest
        for row in equal.where("size(places) > 1").collect()
        for place in row.places
    }
    involved = {place for pair in near for place in pair} - digests.keys()
    if involved:
        some = _at(session, rows, involved).select(*_SETTLED)
        digests |= {place_of(row): row.digest for row in some.collect()}
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


def _near_pairs(session: SparkSession, rows: DataFrame) -> list[Pair]:
    """Pairs of articles of other texts of which the later is a near copy of the earlier, in order."""
    from pyspark.sql.functions import expr

    common = session.sparkContext.broadcast(_common_runs(rows))
    read = rows.select(*_SETTLED, "published", "text", "title_in_text").rdd
    keys = read.mapPartitions(lambda found: _with_rarest(found, common.value))
    blocks = (
        session.createDataFrame(keys, _KEYED, verifySchema=False)
        .selectExpr("explode(keys) as key", f"struct({', '.join(_FOUND)}) as it")
        .groupBy("key")
        .agg(expr("collect_list(it) as found"))
        .where("size(found) > 1")
    )
    both = blocks.selectExpr("found", "explode(found) as one").selectExpr("one", "explode(found) as other")
    likely = both.where(_likely()).selectExpr(
        "one.file", "one.number", "other.file as file_2", "other.number as number_2"
    )
    pairs = [((a, b), (c, d)) for a, b, c, d in likely.distinct().collect()]
    if not pairs:
        return []
    of_place: dict[Place, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for place in pair:
            of_place[place].append(pair)
    shared = session.sparkContext.broadcast(dict(of_place))

    def sides(found: Iterable[Any]) -> Iterator[tuple[Pair, tuple[Place, Article]]]:
        for row in found:
            place = place_of(row)
            for pair in shared.value[place]:
                yield pair, (place, to_article(row))

    def agree(group: tuple[Pair, Iterable[tuple[Place, Article]]]) -> bool:
        both = dict(group[1])
        return near_copy(both[group[0][1]], both[group[0][0]])

    some = _at(session, rows, of_place)
    return sorted(some.rdd.mapPartitions(sides).groupByKey().filter(agree).keys().collect())


def _likely() -> str:
    """The condition under which two that share a run, the first read before, may be copies: of one week, and
    the shorter with the share of the runs of the longer that copies have in common.
    """
    return (
        "(one.file < other.file or one.file = other.file and one.number < other.number)"
        " and one.digest <> other.digest"
        f" and (one.day is null or other.day is null or abs(one.day - other.day) <= {MAX_DAYS})"
        f" and least(one.size, other.size) >= {MIN_SHARE} * greatest(one.size, other.size)"
    )


def _with_rarest(found: Iterable[Any], common: frozenset[int]) -> Iterator[tuple[Any, ...]]:
    """The columns of _KEYED of each article that may have near copies."""
    for row in found:
        marks = _marks(_text_of(row))
        if marks:
            day = date.fromisoformat(row.published).toordinal() if row.published else None
            yield row.file, row.number, day, row.digest[:16], len(marks), _rarest(marks, common)


def _text_of(row: Any) -> Article:
    """The text of a row, without what else is known of it."""
    return Article("", row.text, title_in_text=row.title_in_text)


def _common_runs(rows: DataFrame) -> frozenset[int]:
    """Runs that many of some articles have: they are looked at last. Which they are changes no result."""
    some = rows.select("text", "title_in_text").limit(_SAMPLE).rdd
    return frozenset(some.mapPartitions(_often).collect())


def _often(found: Iterable[Any]) -> Iterator[int]:
    counted: Counter[int] = Counter()
    for row in found:
        counted.update(_marks(_text_of(row)))
    most = max(3, _COMMON * _SAMPLE)
    yield from (mark for mark, count in counted.items() if count >= most)


def _rarest(marks: set[int], common: frozenset[int]) -> list[int]:
    """Those of the runs of an article of which each near copy has one."""
    ordered = sorted(marks, key=lambda mark: (mark in common, mark))
    return ordered[: len(ordered) - math.ceil(MIN_SHARE * len(ordered)) + 1]


def _marks(article: Article) -> set[int]:
    """The runs as numbers of 64 bits."""
    return {
        int.from_bytes(hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest(), "big", signed=True)
        for run in runs_of(article)
    }
