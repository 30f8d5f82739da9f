"""The issue scheme: the concepts of ``ontology/issues.ttl`` with their labels and their tree.

Read once by pyoxigraph and kept; nothing is read at import. Issues of the active lexicon are among them. A
concept's *slug* is the local part of its IRI below ``https://w3id.org/diplokg/issue/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph

from kg.errors import TableError
from kg.ids import BASE
from kg.lexicon import Row, per_lexicon, rows
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
    ``own``: it comes from the active lexicon, and a graph that speaks of it has to say what it is.
    """

    slug: str
    label: str
    alt: tuple[str, ...] = ()
    broader: str | None = None
    own: bool = False


@per_lexicon
def scheme() -> Mapping[str, Concept]:
    """All concepts by slug: those of the active lexicon, then those that ship in alphabetical order.

    An issue of the lexicon with the slug of a shipped one adds its labels to that. Raises ``TableError``
    when the shipped file is missing or is not Turtle, or a concept has a parent that is none or is below it.
    """
    base = shipped()
    own: dict[str, Concept] = {}
    added: dict[str, Concept] = {}
    for row in rows("issues"):
        labels = {it for it in (row["label"], *row["alt"].split("|")) if it}
        known = base.get(row["slug"])
        if known is None:
            alt = tuple(sorted(labels - {row["label"]}))
            own[row["slug"]] = Concept(row["slug"], row["label"], alt, row["broader"] or None, own=True)
        else:
            alt = tuple(sorted({*known.alt, *labels} - {known.label}))
            added[row["slug"]] = replace(known, alt=alt)
    concepts = {**own, **base, **added}
    for row in rows("issues"):
        if row["broader"] and row["broader"] not in concepts:
            raise TableError(_no_parent(row, concepts))
        if row["slug"] in _above(row["slug"], concepts):
            raise TableError(
                f"{row.where}: column broader: {row['slug']} is above itself; issues form a tree."
            )
    return MappingProxyType(concepts)


def terms_in(path: Path, what: str) -> pyoxigraph.Store:
    """A shipped file of terms as a store. Raises TableError, which says ``what`` it is, where that fails."""
    store = pyoxigraph.Store()
    try:
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    except (OSError, SyntaxError, ValueError) as error:
        raise TableError(f"{path}: the {what} cannot be read: {error}") from error
    return store


@cache
def shipped() -> Mapping[str, Concept]:
    """The concepts that ship, in alphabetical order of their slugs."""
    path = ontology_file("issues.ttl")
    store = terms_in(path, "issue scheme")
    concepts = {
        slug: Concept(slug, label, tuple(sorted(_values(store, slug, _ALT))), _parent(store, slug))
        for slug, label in sorted(_labels(store))
    }
    for concept in concepts.values():
        if concept.broader is not None and concept.broader not in concepts:
            raise TableError(f"{path}: {concept.slug} has the unknown parent {concept.broader}")
    return MappingProxyType(concepts)


@per_lexicon
def ancestors(slug: str) -> tuple[str, ...]:
    """The slugs above a concept, nearest first; empty for a group at the top."""
    return _above(slug, scheme())


def _above(slug: str, concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    above: list[str] = []
    parent = concepts[slug].broader
    while parent is not None and parent not in above:
        above.append(parent)
        parent = concepts[parent].broader
    return tuple(above)


def _no_parent(row: Row, concepts: Mapping[str, Concept]) -> str:
    near = get_close_matches(row["broader"], concepts, 1)
    hint = f"did you mean {near[0]!r}?" if near else "write the slug of an issue, such as 'trade-disputes'."
    return f"{row.where}: column broader: there is no issue {row['broader']!r}; {hint}"


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
