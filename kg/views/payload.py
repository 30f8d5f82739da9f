"""The data of a page as one JSON value: the contract between this package and ``web/``.

Places in lists stand for references, so that a page of many statements stays small. ``web/src/payload.ts``
declares the same shape.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from kg.views.contents import RELATIONS, Contents, Evidence, Node, Statement
from kg.views.passages import Extent, Passages

#: Mentions of a node that is no event, beyond those of its statements, are examples only.
EXAMPLES = 3
#: Characters that would end or disturb the script element or the line, as JSON escapes.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def payload(
    contents: Contents,
    *,
    title: str,
    tool: str,
    extent: Extent = "sentences",
    view: str = "matrix",
    theme: str = "auto",
    home: str = "",
) -> dict[str, Any]:
    """Everything that the page shows, as plain values; see the module's docstring."""
    evidence = _Evidence(contents, extent)
    places = {node.iri: place for place, node in enumerate(contents.nodes)}
    return {
        "meta": {
            "title": title,
            "tool": tool,
            "kept": len(contents.nodes),
            "of": contents.total,
            "extent": extent,
            "view": view,
            "theme": theme,
            "notes": list(contents.notes),
        }
        | ({"home": home} if home else {}),
        "nodes": [_node(node, places, evidence) for node in contents.nodes],
        "edges": [_edge(it, places, evidence) for it in contents.statements],
        "evidence": evidence.rows,
        "docs": evidence.documents(),
        "relations": {key: list(words) for key, words in RELATIONS.items()},
    }


def dumped(value: object) -> str:
    """JSON that may stand in a script element: no ``<``, ``>``, ``&``, U+2028 or U+2029 in it."""
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return words.translate(_ESCAPES)


class _Evidence:
    """Rows ``[doc, passage, begin, end, from, to, confidence, factuality, said by]``, each once.

    ``begin`` and ``end`` count UTF-16 units in the passage, ``from`` and ``to`` code points in the article;
    the passage is -1 where nothing is quoted.
    """

    def __init__(self, contents: Contents, extent: Extent) -> None:
        used: dict[int, dict[Evidence, None]] = {}
        told = [node.evidence for node in contents.nodes] + [it.evidence for it in contents.statements]
        for stretch in chain.from_iterable(told):
            used.setdefault(stretch.source, {})[stretch] = None
        self._contents = contents
        cut = contents.total > len(contents.nodes)  # then sources that support nothing here are left out
        self._passages = {
            place: Passages(source, used.get(place, ()), extent)
            for place, source in enumerate(contents.sources)
            if place in used or not cut
        }
        self._numbers = {place: number for number, place in enumerate(self._passages)}
        self.extent = extent
        self.rows: list[list[Any]] = []
        self._known: dict[Evidence, int] = {}

    def number(self, it: Evidence) -> int:
        """The place of the evidence among the rows."""
        if it not in self._known:
            self._known[it] = len(self.rows)
            place = self._passages[it.source].place(it)
            where = [place.passage, place.begin, place.end] if place else [-1, 0, 0]
            words = [it.confidence, it.factuality, it.said_by]
            self.rows.append([self._numbers[it.source], *where, it.begin, it.end, *words])
        return self._known[it]

    def documents(self) -> list[dict[str, Any]]:
        """The sources with their passages, those that nothing refers to left out."""
        found = []
        for place, own in self._passages.items():
            source = self._contents.sources[place]
            found.append(
                _without_empty(
                    {
                        "id": source.id,
                        "iri": source.iri,
                        "title": source.title,
                        "url": source.url if source.url.startswith(("http://", "https://")) else "",
                        "date": source.published,
                        "publisher": source.publisher,
                        "text": "full" if own.has_text and self.extent == "full" else "",
                        "passages": [[it.begin, it.text] for it in own.passages],
                    }
                )
            )
        return found

    def sources(self, places: Sequence[int]) -> list[int]:
        """Numbers of documents for places of sources."""
        return [self._numbers[place] for place in places if place in self._numbers]


def _node(node: Node, places: Mapping[str, int], evidence: _Evidence) -> dict[str, Any]:
    stretches = node.evidence if node.is_event else node.evidence[:EXAMPLES]
    readings = [[it.property, it.value, evidence.sources(it.sources)] for it in node.readings]
    return _without_empty(
        {
            "id": node.iri,
            "kind": node.kind,
            "label": node.label,
            "type": node.type,
            "names": list(node.names),
            "side": places.get(node.side, ""),
            "status": node.status,
            "start": node.earliest,
            "end": node.latest,
            "edtf": node.edtf,
            "words": list(node.words),
            "when": node.when,
            "inferred": node.inferred,
            "content": node.content if evidence.extent != "none" else "",
            "stance": node.stance,
            "offices": list(node.offices),
            "differ": readings,
            "ev": [evidence.number(it) for it in stretches],
            "said": len(node.evidence),
            "meetings": node.meetings,
        }
    )


def _edge(it: Statement, places: Mapping[str, int], evidence: _Evidence) -> list[Any]:
    """``[subject, relation, object, evidence, detail, principals]``, empty ends cut off."""
    row = [places[it.subject], it.relation, places[it.object], [evidence.number(e) for e in it.evidence]]
    if it.detail or it.behalf:
        row += [it.detail, *([list(it.behalf)] if it.behalf else [])]
    return row


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [], None)}
