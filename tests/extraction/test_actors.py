"""Actors: sentence -> kind, name, country and principals of every actor that its words name."""

from __future__ import annotations

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import actor_line, failing, read, rows, stated


def test_table_is_whole() -> None:
    assert len(cases("actor_cases.tsv")) == 169
    assert failing("actor_cases.tsv") <= 4


@pytest.mark.parametrize(("sentence", "expected"), rows("actor_cases.tsv"))
def test_actors(sentence: str, expected: str) -> None:
    found = read(sentence)
    assert sorted(actor_line(found, a) for a in stated(found)) == sorted(expected.split("; "))


def test_every_actor_is_evidenced_by_words() -> None:
    for sentence, *_ in cases("actor_cases.tsv"):
        for actor in read(sentence).actors:
            assert actor.mentions, (sentence, actor.name)
            for mention in actor.mentions:
                assert sentence[mention.start : mention.end].strip(), (sentence, actor.name)


def test_an_abbreviated_office_is_no_name_of_the_body() -> None:
    """The second bracket stands behind a name that the first one has folded into the body."""
    found = read("The envoys of the River Basin Commission (RBC) met, and the head of RBC (CEO) spoke.")
    names = {a.name: set(a.names) for a in found.actors if a.kind == "organization"}
    assert "RBC" in names["River Basin Commission"]
    assert all("CEO" not in n for n in names.values())


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz, Ana Torres and Lund of Peru signed a pact in Lima",
        "Peru spoke to the Omani council",
        "Peru and Chile are to hold talks due",
    ],
)
def test_names_and_titles_may_stand_at_either_end(text: str) -> None:
    """Nothing is looked for before the first word of an article or behind its last."""
    assert "Peru" in {a.name for a in read(text).actors}
