"""Rows of the queries of this package, as plain words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Protocol

from pyoxigraph import Store

from kg.rdf.load import TERM_GRAPHS
from kg.rdf.query import run
from kg.rdf.terms import clean

QUERIES = Path(__file__).parent / "queries"
_TERM_GRAPHS = {graph.value for graph in TERM_GRAPHS}


class Rows(Protocol):
    """Some of the rows of the queries of this package, kept elsewhere."""

    def rows(self, name: str) -> list[tuple[str, ...]]:
        """As ``asked`` gives them."""


def asked(view: Store | Rows, name: str) -> list[tuple[str, ...]]:
    """The rows that ``queries/NAME.rq`` gives, in its order, ``""`` where nothing is bound.

    ``view`` is the merged view of ``kg.rdf.load.union``, or what keeps these rows. A row that only the
    ontology's graphs give names no graph.
    """
    if not isinstance(view, Store):
        return view.rows(name)
    rows = run(view, query(name)).rows
    plain = (tuple(str(getattr(term, "value", "")) for term in row) for row in rows)
    return [(*row[:-1], "" if row[-1] in _TERM_GRAPHS else row[-1]) for row in plain]


@cache
def shown(words: str) -> str:
    """One line of the words without what would hide or turn them; see ``kg.rdf.terms.clean``."""
    return " ".join(words.split()) if words.isascii() and words.isprintable() else clean(words)


@cache
def query(name: str) -> str:
    """The text of ``queries/NAME.rq``."""
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
