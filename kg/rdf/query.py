"""Questions to a graph: shipped ones by name, files, or SPARQL text, over one merged view of all graphs.

Nothing here reaches the network: ``SERVICE`` is refused. The prefixes of ``kg.vocab`` are known without
being declared. What is asked is a store or anything with its ``query``, such as an endpoint.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from kg.errors import QueryError
from kg.rdf.algebra import algebra, checked
from kg.rdf.load import load, union
from kg.rdf.parameters import bound
from kg.rdf.questions import Parameter, Question, question_of, questions
from kg.rdf.results import RESULT_FORMATS, Result, Term
from kg.rdf.syntax import malformed
from kg.rdf.tokens import OPAQUE
from kg.vocab import PREFIXES

__all__ = [
    "RESULT_FORMATS",
    "Asked",
    "Parameter",
    "Question",
    "Result",
    "explain",
    "load",
    "question_of",
    "questions",
    "run",
    "union",
]


class Asked(Protocol):
    """What can be asked: one merged default graph with the ontology and the issue scheme in it."""

    def query(
        self, query: str, *, prefixes: dict[str, str] | None = None
    ) -> QuerySolutions | QueryBoolean | QueryTriples | Iterable[Triple]:
        """The answer; ``SyntaxError`` for a malformed query."""


def run(
    store: Asked,
    query: str,
    params: Mapping[str, str] | None = None,
    limit: int | None = None,
    *,
    align: bool = True,
) -> Result:
    """The answer to ``query``: the name of a question, the path of a ``.rq`` file, or SPARQL text.

    Of a store the default graph asked is the merge of all graphs with the ontology and the issue scheme
    beside them (``union``; pass its result to ask several times without paying for the merge again).
    ``params`` are values by parameter name. ``limit`` cuts rows or triples. ``align=False`` leaves an
    alignment of the store out. Rows of a query without ``ORDER BY`` are sorted. Raises ``QueryError`` for
    everything that the asker can mend, a syntax error with its place.
    """
    question = question_of(query)
    view = union(store, align=align) if isinstance(store, Store) else store
    text = checked(bound(question, params or {}, view))
    if limit is not None and limit < 0:
        raise QueryError(f"the limit must not be negative: {limit}")
    ordered = re.search(r"\bORDER\s+BY\b", OPAQUE.sub(" ", text), re.IGNORECASE) is not None
    try:
        return _answer(view.query(text, prefixes=PREFIXES), limit, ordered)
    except SyntaxError as error:
        raise malformed(str(error), text, question.name) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"{question.name or 'the query'} cannot be answered: {error}") from error


def explain(store: Asked, query: str, params: Mapping[str, str] | None = None) -> str:
    """The query as it is sent, parameters bound, and the algebra tree that it means, as text for people."""
    question = question_of(query)
    view = union(store) if isinstance(store, Store) else store
    text = checked(bound(question, params or {}, view))
    return f"# the query\n{text.strip()}\n\n# its algebra\n{algebra(text)}"


def _answer(
    found: QuerySolutions | QueryBoolean | QueryTriples | Iterable[Triple], limit: int | None, ordered: bool
) -> Result:
    if isinstance(found, QueryBoolean):
        return Result("boolean", boolean=bool(found))
    if not isinstance(found, QuerySolutions):
        triples = sorted(set(found), key=str)
        kept = triples[:limit]
        return Result("graph", triples=tuple(kept), truncated=len(kept) < len(triples))
    names = tuple(variable.value for variable in found.variables)
    rows: Iterable[tuple[Term | None, ...]] = map(tuple, found)
    if not ordered:
        rows = sorted(rows, key=_row_key)
    kept_rows = tuple(islice(rows, None if limit is None else min(limit + 1, sys.maxsize)))
    return Result("table", names, kept_rows[:limit], truncated=limit is not None and len(kept_rows) > limit)


def _row_key(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple("" if term is None else str(term) for term in row)
