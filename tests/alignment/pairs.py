"""The pairs of ``pairs.tsv`` built by the pipeline, and what their alignment shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kg.alignment.align import Alignment, align
from kg.alignment.meeting_views import meeting_family
from kg.alignment.reading import records
from kg.alignment.records import ArticleRecord
from kg.model import Article
from kg.pipeline import process

TABLE = Path(__file__).with_name("pairs.tsv")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two short texts, what they must share and what must stay apart."""

    case: str
    first: Article
    second: Article
    shared: tuple[str, ...]
    apart: tuple[str, ...]


def pairs() -> list[Pair]:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        Pair(
            case, _article(f"{n}a", day, text), _article(f"{n}b", day2, text2), _cells(shared), _cells(apart)
        )
        for n, (case, day, text, day2, text2, shared, apart) in enumerate(rows)
    ]


def _article(id_: str, day: str, text: str) -> Article:
    """``¶`` parts paragraphs."""
    return Article(id_, text.replace("¶ ", "\n\n"), published=None if day == "-" else date.fromisoformat(day))


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


@cache
def record(article: Article) -> ArticleRecord:
    (found,) = records(process(article).quads)
    return found


def aligned(pair: Pair) -> Alignment:
    return align([record(pair.first), record(pair.second)])


def faults(pair: Pair) -> list[str]:
    """What is not as the table says; empty where all is right."""
    alignment = aligned(pair)
    first, second = record(pair.first), record(pair.second)
    return [
        *(f"{what} not shared" for what in pair.shared if not _is_shared(what, first, second, alignment)),
        *(f"{what}: {why}" for what in pair.apart if (why := _is_not_apart(what, first, second, alignment))),
    ]


def _is_shared(what: str, first: ArticleRecord, second: ArticleRecord, alignment: Alignment) -> bool:
    if what == "status":
        told = {alignment.node(m.node): m.status for m in first.meetings}
        return any(told.get(alignment.node(m.node), m.status) != m.status for m in second.meetings)
    return len(_nodes(what, first, alignment) & _nodes(what, second, alignment)) == 1


def _is_not_apart(what: str, first: ArticleRecord, second: ArticleRecord, alignment: Alignment) -> str:
    if what == "family":
        ours, theirs = ({alignment.node(m.node) for m in a.meetings} for a in (first, second))
        families = [{meeting_family(m.format) for m in a.meetings} for a in (first, second)]
        if families[0] & families[1] or not all(families):
            return f"the texts give {families}"
    else:
        ours, theirs = _nodes(what, first, alignment), _nodes(what, second, alignment)
    if not ours or not theirs:
        return "not found in both texts"
    return "joined" if ours & theirs else ""


def _nodes(what: str, article: ArticleRecord, alignment: Alignment) -> set[str]:
    kind, colon, name = what.partition(":")
    if not colon:
        return {alignment.node(m.node) for m in article.meetings if meeting_family(m.format) == kind}
    return {
        alignment.node(e.node)
        for e in article.entities
        if e.kind == kind and any(name.casefold() in n.casefold() for n in (e.label, *e.names))
    }
