"""Rows of the queries of this package, as plain words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import Store

from kg.rdf.load import TERM_GRAPHS
from kg.rdf.query import run
from kg.rdf.terms import clean

QUERIES = Path(__file__).parent / "queries"
_TERM_GRAPHS = {graph.value for graph in TERM_GRAPHS}


def asked(view: Store, name: str) -> list[tuple[str, ...]]:
    """The rows that ``queries/NAME.rq`` gives, in its order, ``""`` where nothing is bound.

    ``view`` is the merged view of ``kg.rdf.load.union``. A row that only the ontology's graphs give names
    no graph.
    """
    rows = run(view, _query(name)).rows
    plain = (tuple(str(getattr(term, "value", "")) for term in row) for row in rows)
    return [(*row[:-1], "" if row[-1] in _TERM_GRAPHS else row[-1]) for row in plain]


@cache
def shown(words: str) -> str:
    """One line of the words without what would hide or turn them; see ``kg.rdf.terms.clean``."""
    return " ".join(words.split()) if words.isascii() and words.isprintable() else clean(words)


@cache
def _query(name: str) -> str:
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
