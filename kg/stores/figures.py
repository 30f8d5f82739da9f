"""How much is in a store: meetings, actors, statements."""

from __future__ import annotations

from typing import cast

from pyoxigraph import QuerySolutions, Store

from kg.rdf.terms import value_of
from kg.vocab import DIP

_ACTORS = (DIP.Country, DIP.Person, DIP.Organization, DIP.Delegation, DIP.Group)


def figures_of(store: Store, statements: int | None = None) -> dict[str, int]:
    """The numbers of ``meetings``, ``actors`` and ``statements``; what several articles speak of counts once.

    Looks at the nodes of these classes only, and keeps none of them; statements are quads, one for each
    article that makes it. They are counted unless their number is given, which reads the whole store.
    """
    return {
        "meetings": _nodes(store, DIP.Meeting),
        "actors": sum(_nodes(store, it) for it in _ACTORS),
        "statements": len(store) if statements is None else statements,
    }


def _nodes(store: Store, class_: str) -> int:
    query = f"SELECT (COUNT(DISTINCT ?node) AS ?nodes) WHERE {{ ?node a <{class_}> }}"
    solutions = cast("QuerySolutions", store.query(query, use_default_graph_as_union=True))
    return int(value_of(next(solutions)["nodes"]))
