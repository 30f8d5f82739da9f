"""Issues that stand in a SKOS file in Turtle, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from kg.errors import TableError
from kg.ids import BASE, slug

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_ISSUES = f"{BASE}issue/"


def issue_rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Where it stands, and the cells of each ``skos:Concept``, by IRI: English or untagged labels, parent.

    The slug is the local part of an IRI below the namespace of issues, else it is made from the label. Raises
    TableError for a file that is no Turtle, and a concept without one label.
    """
    store = pyoxigraph.Store()
    try:
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise TableError(f"{path}:{error.lineno or 1}: this is no Turtle: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise TableError(f"{path}: cannot be read: {error}") from error
    concept = pyoxigraph.NamedNode(f"{_SKOS}Concept")
    iris = sorted(
        q.subject.value
        for q in store.quads_for_pattern(None, _TYPE, concept, None)
        if isinstance(q.subject, pyoxigraph.NamedNode)
    )
    slugs = {iri: _slug(path, store, iri) for iri in iris}
    for iri in iris:
        cells = {
            "slug": slugs[iri],
            "label": _label(path, store, iri),
            "alt": "|".join(_texts(store, iri, "altLabel")),
        }
        parents = sorted(_parents(store, iri))
        if len(parents) > 1:
            raise TableError(
                f"{path}: {iri} has {len(parents)} values of skos:broader; an issue has one parent."
            )
        cells["broader"] = "".join(slugs.get(it, it.removeprefix(_ISSUES)) for it in parents)
        yield f"{path}: {iri}", {column: cell for column, cell in cells.items() if cell}


def _slug(path: Path, store: pyoxigraph.Store, iri: str) -> str:
    return iri.removeprefix(_ISSUES) if iri.startswith(_ISSUES) else slug(_label(path, store, iri))


def _label(path: Path, store: pyoxigraph.Store, iri: str) -> str:
    labels = _texts(store, iri, "prefLabel")
    if len(labels) != 1:
        raise TableError(f"{path}: {iri} has {len(labels)} English skos:prefLabel; give it one.")
    return labels[0]


def _texts(store: pyoxigraph.Store, iri: str, name: str) -> list[str]:
    pattern = (pyoxigraph.NamedNode(iri), pyoxigraph.NamedNode(_SKOS + name), None, None)
    found = (quad.object for quad in store.quads_for_pattern(*pattern))
    literals = (it for it in found if isinstance(it, pyoxigraph.Literal))
    return sorted(it.value for it in literals if (it.language or "en").partition("-")[0] == "en")


def _parents(store: pyoxigraph.Store, iri: str) -> Iterator[str]:
    pattern = (pyoxigraph.NamedNode(iri), pyoxigraph.NamedNode(_SKOS + "broader"), None, None)
    for quad in store.quads_for_pattern(*pattern):
        if isinstance(quad.object, pyoxigraph.NamedNode):
            yield quad.object.value
