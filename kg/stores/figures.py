"""How much is in a store: meetings, actors, statements."""

from __future__ import annotations

from pyoxigraph import NamedNode, Store

from kg.vocab import DIP, PREFIXES

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_ACTORS = (DIP.Country, DIP.Person, DIP.Organization, DIP.Delegation, DIP.Group)


def figures_of(store: Store) -> dict[str, int]:
    """The numbers of ``meetings``, ``actors`` and ``statements``; what several articles speak of counts once.

    Looks at the nodes of these classes only; statements are quads, one for each article that makes it.
    """
    return {
        "meetings": _nodes(store, DIP.Meeting),
        "actors": sum(_nodes(store, it) for it in _ACTORS),
        "statements": len(store),
    }


def _nodes(store: Store, class_: str) -> int:
    return len({quad.subject for quad in store.quads_for_pattern(None, _TYPE, NamedNode(class_), None)})
