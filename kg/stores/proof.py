"""The proof of a load: what source and target differ in, by counts of graphs and by answers of questions.

Answers are compared by value, not by form: stores write numbers, times and language tags in their own way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal

from kg.errors import KgError
from kg.rdf.query import Asked, run
from kg.rdf.results import Result
from kg.rdf.terms import value_of
from kg.stores.loading import Graph
from kg.vocab import PREFIXES

#: The questions that a load is proved by: between them they touch every class and code list.
QUESTIONS = (
    "articles", "meetings-timeline", "who-in-what-capacity", "issues-per-meeting", "statements-with-stance",
    "pledges-and-follow-up", "requests-and-answers", "offices", "actors", "dyads", "corroboration",
)  # fmt: skip
_XSD = PREFIXES["xsd"]
_NUMBERS = frozenset(_XSD + it for it in "integer decimal double float int long nonNegativeInteger".split())
_SHOWN = 5


def value(term: object) -> object:
    """What a term stands for, however it is written: ``1.50`` and ``1.5``, ``@en-GB`` and ``@en-gb``."""
    if not isinstance(term, Literal):
        return None if term is None else ("node", value_of(term))
    kind = term.datatype.value
    if term.language:
        return ("words", term.value, term.language.casefold())
    if kind in _NUMBERS:
        try:
            return ("number", Decimal(term.value).normalize())
        except InvalidOperation:
            return ("words", term.value, kind)
    if kind == _XSD + "dateTime":
        try:
            when = datetime.fromisoformat(term.value)
        except ValueError:
            return ("words", term.value, kind)
        return ("moment", when.astimezone(UTC) if when.tzinfo else when)
    return ("words", term.value, "" if kind == _XSD + "string" else kind)


def values(result: Result) -> Counter[tuple[object, ...]]:
    """The rows (triples of a graph, the truth of an ASK) by value, with how often each is there."""
    if result.kind == "boolean":
        return Counter([(result.boolean,)])
    rows: Iterable[Iterable[object]] = result.rows if result.kind == "table" else result.triples
    return Counter(tuple(value(term) for term in row) for row in rows)


def count_differences(graphs: Iterable[Graph], there: Mapping[str, int]) -> Iterator[str]:
    """A line for each graph that has not as many triples in the target as in the source."""
    for graph in graphs:
        found = there.get(graph.name, 0)
        if found != graph.size:
            hint = "; --replace empties it first" if found > graph.size else ""
            yield f"graph {graph.name}: {graph.size} triples here, {found} there{hint}"


def answer_differences(
    source: Asked, target: Asked, questions: Iterable[str] = QUESTIONS
) -> Iterator[tuple[str, list[str]]]:
    """Each question with the lines that say in what the answers differ; no lines: they are the same."""
    for name in questions:
        try:
            ours, theirs = values(run(source, name)), values(run(target, name))
        except KgError as error:
            yield name, [f"question {name}: {error}"]
            continue
        yield name, [*_lines(name, "only here", ours - theirs), *_lines(name, "only there", theirs - ours)]


def _lines(name: str, where: str, rows: Counter[tuple[object, ...]]) -> Iterator[str]:
    listed = sorted(rows, key=str)
    for row in listed[:_SHOWN]:
        words = " | ".join(str(it[1]) if isinstance(it, tuple) else str(it or "") for it in row)
        yield f"question {name}, {where}: {words[:300]}"
    if len(listed) > _SHOWN:
        yield f"question {name}, {where}: {len(listed) - _SHOWN} more rows"
