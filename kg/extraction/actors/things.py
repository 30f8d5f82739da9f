"""Names that the recogniser takes for bodies: of papers, matters, places, works, pages, ships and houses."""

from __future__ import annotations

from kg.extraction.names.ships import is_ship
from kg.extraction.tokens.frozen_doc import Span

_PAPERS = frozenset("memorandum memoranda mou notes".split())
_PLACES = frozenset("hotel airport stadium street road".split())


def is_thing(span: Span) -> bool:
    """Whether an entity is a paper, a place, a work or a ship: "Exchange of Notes", "Hotel Luna", "Grand Inca
    Dam", "INS Rana"; not "the Inca Dam Authority".
    """
    words = [t.lower_ for t in span]
    if _MATTERS.issuperset(words):
        return True
    reference = any("/" in t.text for t in span) and any(c.isdigit() for c in span.text)
    paper = words[0] in _PAPERS or words[-1] in _PAPERS
    place = words[0] in _PLACES or (words[-1] in _PLACES and len(words) > 1)
    work = words[-1] in _WORKS and len(words) > 1
    return (
        reference
        or paper
        or place
        or work
        or is_ship(span[0])
        or _is_house(span, words)
        or _is_page(span, words)
    )


_WORKS = frozenset("dam bridge pipeline canal corridor railway highway tunnel expressway".split())
_MATTERS = frozenset("brexit grexit frexit covid covid-19 coronavirus ebola zika sars".split())


def _is_page(span: Span, words: list[str]) -> bool:
    """Whether a social network says where something was written: "wrote on Facebook", not "Facebook said"."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return words[0] in _NETWORKS and before in {"on", "via", "through", "over"}


_NETWORKS = frozenset(
    "twitter facebook instagram telegram tiktok youtube whatsapp wechat weibo truth".split()
)


def _is_house(span: Span, words: list[str]) -> bool:
    """Whether a house says where something was: "at State House Entebbe", "at the Luna Convention Center";
    not "State House said".
    """
    before = span.doc[span.start - 1].lower_ if span.start else ""
    before = span.doc[span.start - 2].lower_ if before == "the" and span.start > 1 else before
    hall = words[-1] in _HALLS and len(words) > 2 and words[-2] in _GATHERING
    named = words[-1] in _HOUSES or words[:2] == ["state", "house"] or hall
    return named and len(words) > 1 and before in {"at", "to", "in", "inside", "from"}


_HALLS = frozenset("center centre complex".split())
_GATHERING = frozenset("convention conference congress".split())
_HOUSES = frozenset("house mansion palace room hall lodge villa lounge residence".split())
