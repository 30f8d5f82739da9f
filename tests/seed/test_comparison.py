"""The comparison with the seed article's annotation itself: its tables are true, and it notices differences."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.rdf.load import load
from kg.vocab import PREFIXES
from tests.seed.content import CODES, Content
from tests.seed.expected import (
    ALIASES,
    ALLOWED,
    ANCHORS,
    EXPECTED,
    FALSE_ANCHORS,
    LACKING,
    REPLACED,
    SAID,
    WRONG,
    content_of,
    listed,
    rows,
)

#: What names and classes are made of; without it there is nothing to compare. The last one no graph of ours has.
STRUCTURAL = {"type", "near", "holder", "position", "sameAs", "contentLocation", *CODES.values()}


def test_the_table_is_whole() -> None:
    assert len(SAID) == 57
    assert len(EXPECTED) == 372
    assert set(ANCHORS) <= set(SAID)
    assert len(ANCHORS) == 25
    assert set(FALSE_ANCHORS) <= {subject for subject, _, _ in WRONG}


def test_the_table_says_what_the_annotation_says(shared: Path, text: str) -> None:
    gold = content_of(shared / "ontology" / "seed-gold.ttl", text)
    assert not gold.rows - EXPECTED, f"not in the table:{listed(gold.rows - EXPECTED)}"
    assert not EXPECTED - gold.rows, f"not in the annotation:{listed(EXPECTED - gold.rows)}"


def test_the_lists_of_differences_do_not_overlap() -> None:
    assert not ALLOWED & EXPECTED
    assert not ALLOWED & WRONG
    assert not WRONG & EXPECTED
    assert LACKING | rows(REPLACED) <= EXPECTED


def test_anchors_are_words_of_the_article(text: str) -> None:
    assert [name for name, anchor in ANCHORS.items() if text.count(anchor.words) != 1] == []


PROPERTIES = sorted({property_ for _, property_, _ in EXPECTED} - STRUCTURAL)


@pytest.mark.parametrize("property_", PROPERTIES)
def test_the_comparison_notices_what_is_left_out(
    seed_graph: Path, text: str, found: Content, property_: str
) -> None:
    kept = [
        quad
        for quad in load(seed_graph)
        if not quad.predicate.value.endswith((f"#{property_}", f"/{property_}"))
    ]
    assert EXPECTED & found.rows - Content(kept, text, ANCHORS, ALIASES).rows


def test_the_comparison_notices_what_is_added(seed_graph: Path, text: str, found: Content) -> None:
    ours = {name: NamedNode(node) for node, name in found.names.items()}
    added = (
        ("summit", "hasParticipant", "Jen Daskal"),
        ("session", "takesPlaceAt", "Beijing"),
        ("Beijing visit", "precedes", "session"),
        ("Chinese authorities", "represents", "United States"),
    )
    for row in added:
        quad = Quad(ours[row[0]], NamedNode(f"{PREFIXES['dip']}{row[1]}"), ours[row[2]])
        rows_ = Content([*load(seed_graph), quad], text, ANCHORS, ALIASES).rows
        assert row in rows_ - EXPECTED - ALLOWED - WRONG
