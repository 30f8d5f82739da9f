"""The issue scheme: the concepts of ``ontology/issues.ttl`` with their labels and their tree.

Read once by pyoxigraph and kept; nothing is read at import. A concept's *slug* is the local part of its
IRI below ``https://w3id.org/diplokg/issue/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pyoxigraph

from kg.errors import TableError
from kg.ids import BASE
from kg.resources import ontology_file

NAMESPACE = f"{BASE}issue/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_PREF = pyoxigraph.NamedNode(f"{_SKOS}prefLabel")
_ALT = pyoxigraph.NamedNode(f"{_SKOS}altLabel")
_BROADER = pyoxigraph.NamedNode(f"{_SKOS}broader")


@dataclass(frozen=True, slots=True)
class Concept:
    """A matter of the scheme; ``broader`` is the slug of its parent, ``None`` for the groups at the top.

    ``alt`` holds the alternative labels in alphabetical order: forms in which texts speak of it.
    """

    slug: str
    label: str
    alt: tuple[str, ...] = ()
    broader: str | None = None


@cache
def scheme() -> Mapping[str, Concept]:
    """All concepts by slug, in alphabetical order; cached for the process.

    Raises ``TableError`` when the file is missing or is not Turtle, or a concept has a parent that is none.
    """
    path = ontology_file("issues.ttl")
    store = pyoxigraph.Store()
    try:
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    except (OSError, SyntaxError, ValueError) as error:
        raise TableError(f"{path}: the issue scheme cannot be read: {error}") from error
    concepts = {
        slug: Concept(slug, label, tuple(sorted(_values(store, slug, _ALT))), _parent(store, slug))
        for slug, label in sorted(_labels(store))
    }
    for concept in concepts.values():
        if concept.broader is not None and concept.broader not in concepts:
            raise TableError(f"{path}: {concept.slug} has the unknown parent {concept.broader}")
    return MappingProxyType(concepts)


def ancestors(slug: str) -> tuple[str, ...]:
    """The slugs above a concept, nearest first; empty for a group at the top."""
    above: list[str] = []
    parent = scheme()[slug].broader
    while parent is not None and parent not in above:
        above.append(parent)
        parent = scheme()[parent].broader
    return tuple(above)


def _labels(store: pyoxigraph.Store) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, _PREF, None, None):
        iri = getattr(quad.subject, "value", "")
        if iri.startswith(NAMESPACE) and isinstance(quad.object, pyoxigraph.Literal):
            yield iri.removeprefix(NAMESPACE), quad.object.value


def _values(store: pyoxigraph.Store, slug: str, predicate: pyoxigraph.NamedNode) -> Iterator[str]:
    node = pyoxigraph.NamedNode(NAMESPACE + slug)
    for quad in store.quads_for_pattern(node, predicate, None, None):
        yield getattr(quad.object, "value", "")


def _parent(store: pyoxigraph.Store, slug: str) -> str | None:
    parents = sorted(_values(store, slug, _BROADER))
    return parents[0].removeprefix(NAMESPACE) if parents else None
