"""What the ontology says of its terms: definitions of classes, properties and codes, and the code lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

import pyoxigraph
from pyoxigraph import NamedNode

from kg.ids import BASE
from kg.resources import ontology_file
from kg.scheme import terms_in
from kg.vocab import codes

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_CODE = BASE + "code/"
_TERM = BASE + "ns#"


@cache
def definitions() -> Mapping[str, str]:
    """Local name of each class, property and code to what it means: its definition, else its label.

    Raises TableError where the ontology cannot be read.
    """
    found: dict[str, str] = {}
    for name in ("prefLabel", "definition"):
        for subject, words in _said(name):
            if subject.startswith((_CODE, _TERM)):
                found[subject.removeprefix(_CODE).removeprefix(_TERM)] = words
    return MappingProxyType(found)


@cache
def code_list(name: str) -> tuple[str, ...]:
    """The codes of a list of the ontology ("event-status"), in its order: "status-proposed", ..."""
    among = {code.removeprefix(_CODE) for code, its in _said("inScheme") if its == _CODE + name}
    return tuple(code for code in codes() if code in among)


def _said(name: str) -> Iterator[tuple[str, str]]:
    """Subject and object of each statement of the ontology with this property of SKOS."""
    for quad in _ontology().quads_for_pattern(None, NamedNode(_SKOS + name), None, None):
        yield getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")


@cache
def _ontology() -> pyoxigraph.Store:
    return terms_in(ontology_file("diplokg.ttl"), "ontology")
