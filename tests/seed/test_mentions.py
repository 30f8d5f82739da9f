"""Every node of the seed article's graph stands on the words that speak of it, and events on no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.seed.content import CODES, Content
from tests.seed.expected import ANCHORS, content_of
from tests.seed.mentions import EVIDENCE, FALSE, FURTHER, MISSED

EVENTS = sorted(ANCHORS)


@pytest.fixture(scope="session")
def stretches(found: Content) -> dict[str, list[tuple[int, int]]]:
    return by_name(found)


def by_name(content: Content) -> dict[str, list[tuple[int, int]]]:
    """The stretches that speak of each node; issues are ``issue:`` and their place in the scheme."""
    nodes = [node for node in content.mentioned if "Participation" not in content.classes(node)]
    return {
        content.names.get(node, f"issue:{node.rsplit('/', 1)[-1]}"): content.mentions(node) for node in nodes
    }


def overlaps(words: str, text: str, stretches: list[tuple[int, int]]) -> bool:
    """Whether some stretch overlaps an occurrence of the words."""
    places = [(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]
    assert places, f"not in the article: {words}"
    return any(begin < stop and start < end for begin, end in places for start, stop in stretches)


def test_the_table_says_what_the_annotation_says(shared: Path, text: str) -> None:
    gold = by_name(content_of(shared / "ontology" / "seed-gold.ttl", text))
    assert {
        name: tuple(dict.fromkeys(text[a:b] for a, b in found)) for name, found in gold.items()
    } == EVIDENCE
    assert sum(map(len, EVIDENCE.values())) == 97


@pytest.mark.parametrize("name", EVIDENCE)
def test_a_node_stands_on_the_words_that_speak_of_it(
    stretches: dict[str, list[tuple[int, int]]], text: str, name: str
) -> None:
    known = {words for node, words, _ in MISSED if node == name}
    missed = [w for w in EVIDENCE[name] if not overlaps(w, text, stretches.get(name, [])) and w not in known]
    assert not missed


@pytest.mark.parametrize(
    ("name", "words"),
    [pytest.param(*row[:2], marks=pytest.mark.xfail(reason=row[2], strict=True)) for row in MISSED],
)
def test_words_known_to_be_missed(
    stretches: dict[str, list[tuple[int, int]]], text: str, name: str, words: str
) -> None:
    assert words in EVIDENCE[name]
    assert overlaps(words, text, stretches[name])


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_stands_on_no_words_that_speak_of_something_else(
    stretches: dict[str, list[tuple[int, int]]], text: str, name: str
) -> None:
    words = [
        *EVIDENCE[name],
        *(w for node, w in FURTHER if node == name),
        *(w for node, w, _ in FALSE if node == name),
    ]
    places = [(m.start(), m.end()) for w in words for m in re.finditer(re.escape(w), text)]
    stray = [text[a:b] for a, b in stretches[name] if not any(a < end and begin < b for begin, end in places)]
    assert not stray


@pytest.mark.parametrize(
    ("name", "words"),
    [pytest.param(*row[:2], marks=pytest.mark.xfail(reason=row[2], strict=True)) for row in FALSE],
)
def test_words_known_to_speak_of_something_else(
    stretches: dict[str, list[tuple[int, int]]], text: str, name: str, words: str
) -> None:
    assert not overlaps(words, text, stretches[name])


def test_every_event_of_the_article_is_looked_at() -> None:
    assert len(EVENTS) == 25
    assert set(EVENTS) <= set(EVIDENCE)
    assert {name for name, *_ in (*MISSED, *FALSE, *FURTHER)} <= set(EVIDENCE)
    assert {anchor.kind for anchor in ANCHORS.values()} == set(CODES)
