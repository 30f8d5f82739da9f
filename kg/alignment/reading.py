"""Quads of article graphs to records: the side of alignment that knows how a graph is laid out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import get_args

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from kg.alignment.records import (
    ArticleRecord,
    EntityKind,
    EntityRecord,
    HoldingRecord,
    MeetingRecord,
    PartRecord,
)
from kg.codes import DIPC
from kg.ids import BASE
from kg.rdf.terms import value_of
from kg.vocab import DIP, PREFIXES

_GRAPH = BASE + "graph/"
_TYPE = PREFIXES["rdf"] + "type"
_LABEL = PREFIXES["rdfs"] + "label"
_ALT_LABEL = PREFIXES["skos"] + "altLabel"
_SAME_AS = PREFIXES["owl"] + "sameAs"
_WITHIN = PREFIXES["schema"] + "containedInPlace"
_POSITION = PREFIXES["schema"] + "position"
_PUBLISHED = PREFIXES["schema"] + "datePublished"
_ARTICLE = PREFIXES["schema"] + "NewsArticle"
_KIND = {str(DIP[kind.capitalize()]): kind for kind in get_args(EntityKind)}
_READ = frozenset(
    {_TYPE, _LABEL, _ALT_LABEL, _SAME_AS, _WITHIN, _POSITION, _PUBLISHED}
    | {
        str(DIP[name])
        for name in (
            "country", "positionIn", "represents", "holder", "position", "meetingFormat", "status",
            "earliest", "latest", "edtf", "takesPlaceAt", "hasParticipation", "hasParty", "about",
            "participant", "role",
        )
    }
)  # fmt: skip

_READ_LINES = frozenset(f"<{iri}>".encode() for iri in _READ)

Facts = Mapping[str, Mapping[str, list[str]]]


def is_article_graph(name: object) -> bool:
    """Whether this is the name of a graph that holds what one article says."""
    iri = getattr(name, "value", "")
    local = iri.removeprefix(_GRAPH)
    return local != iri and len(local) == 16 and set(local) <= set("0123456789abcdef")


def records_of_texts(texts: Iterable[bytes]) -> Iterator[ArticleRecord]:
    """The record of each article, in their order, from the lines of N-Quads of each (``kg.rdf.lines``)."""
    for text in texts:
        read = (line for line in text.splitlines() if line.split(b" ", 2)[1] in _READ_LINES)
        yield from records(pyoxigraph.parse(b"\n".join(read), format=RdfFormat.N_QUADS))


def records(quads: Iterable[Quad]) -> list[ArticleRecord]:
    """The record of each article among the quads, in the order of the names of their graphs.

    Quads outside of graphs of articles say nothing here. Their order does not matter.
    """
    graphs: dict[str, dict[str, dict[str, list[str]]]] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in _READ or isinstance(quad.graph_name, DefaultGraph):
            continue
        graph = graphs.get(quad.graph_name.value)
        if graph is None:
            if not is_article_graph(quad.graph_name):
                continue
            graph = graphs[quad.graph_name.value] = defaultdict(lambda: defaultdict(list))
        graph[value_of(quad.subject)][predicate].append(value_of(quad.object))
    return [_article(name, graphs[name]) for name in sorted(graphs)]


def _article(graph: str, facts: Facts) -> ArticleRecord:
    node = BASE + "article/" + graph.removeprefix(_GRAPH)
    entities: list[EntityRecord] = []
    meetings: list[MeetingRecord] = []
    holdings: list[HoldingRecord] = []
    other_parts: list[tuple[str, PartRecord]] = []
    for subject in sorted(facts):
        types = facts[subject].get(_TYPE, ())
        kinds = sorted({_KIND[t] for t in types if t in _KIND} - {"place"}) or [
            _KIND[t] for t in types if t in _KIND
        ]
        if kinds:
            entities.append(_entity(subject, kinds[0], facts[subject]))
        elif str(DIP.Meeting) in types:
            meetings.append(_meeting(subject, facts))
        elif str(DIP.PositionHolding) in types:
            person, position = (_one(facts[subject], str(p)) for p in (DIP.holder, DIP.position))
            if person and position:
                holdings.append(HoldingRecord(subject, person, position))
        elif str(DIP.hasParticipation) in facts[subject]:
            other_parts += [(subject, part) for part in _parts(subject, facts)]
    published = _day(_one(facts.get(node, {}), _PUBLISHED))
    return ArticleRecord(
        node, graph, published, tuple(entities), tuple(meetings), tuple(holdings), tuple(other_parts)
    )


def _entity(node: str, kind: EntityKind, of: Mapping[str, list[str]]) -> EntityRecord:
    home = DIP.positionIn if kind == "position" else DIP.country
    return EntityRecord(
        node=node,
        kind=kind,
        label=_one(of, _LABEL) or "",
        names=_all(of, _ALT_LABEL),
        countries=_all(of, str(home)),
        within=_all(of, _WITHIN),
        represents=_all(of, str(DIP.represents)),
        same_as=_one(of, _SAME_AS),
    )


def _meeting(node: str, facts: Facts) -> MeetingRecord:
    of = facts[node]
    number = _one(of, _POSITION)
    return MeetingRecord(
        node=node,
        label=_one(of, _LABEL) or "",
        format=_code(_one(of, str(DIP.meetingFormat)), "format-"),
        status=_code(_one(of, str(DIP.status)), "status-"),
        earliest=_day(_one(of, str(DIP.earliest))),
        latest=_day(_one(of, str(DIP.latest))),
        edtf=_one(of, str(DIP.edtf)),
        ordinal=int(number) if number and number.isdecimal() else None,
        places=_all(of, str(DIP.takesPlaceAt)),
        parts=tuple(_parts(node, facts)),
        parties=_all(of, str(DIP.hasParty)),
        issues=_all(of, str(DIP.about)),
    )


def _parts(event: str, facts: Facts) -> Iterator[PartRecord]:
    for part in _all(facts[event], str(DIP.hasParticipation)):
        actor, role = (_one(facts.get(part, {}), str(p)) for p in (DIP.participant, DIP.role))
        if actor:
            yield PartRecord(part, actor, _code(role, "role-"))


def _all(of: Mapping[str, list[str]], property_: str) -> tuple[str, ...]:
    return tuple(sorted(set(of.get(property_, ()))))


def _one(of: Mapping[str, list[str]], property_: str) -> str | None:
    return min(of.get(property_, ()), default=None)


def _code(iri: str | None, list_: str) -> str:
    return (iri or "").removeprefix(str(DIPC._NS)).removeprefix(list_)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
