"""Groups, delegations and joint bodies: sentence -> kind, name, country and whom they act for."""

from __future__ import annotations

import pytest

from kg.model import Actor
from tests.extraction.reading import cases
from tests.extraction.views import actor_line, failing, read, rows


def is_joint(actor: Actor) -> bool:
    return actor.kind == "organization" and actor.key is None


def test_table_is_whole() -> None:
    table = cases("group_cases.tsv")
    assert len(table) == 72
    assert failing("group_cases.tsv") <= 2


@pytest.mark.parametrize(("sentence", "expected"), rows("group_cases.tsv"))
def test_groups(sentence: str, expected: str) -> None:
    found = read(sentence)
    got = [
        actor_line(found, a, members=is_joint(a))
        for a in found.actors
        if a.kind in {"group", "delegation"} or is_joint(a)
    ]
    assert sorted(got) == ([] if expected == "none" else sorted(expected.split("; ")))


@pytest.mark.parametrize(
    ("sentence", "name", "known"),
    [
        ("A meeting of Peruvian and Chilean envoys ended on Monday.", "Peruvian envoys", True),
        ("A meeting of envoys from Peru and Chile ended on Monday.", "Peruvian envoys", False),
    ],
)
def test_people_of_one_side_are_named_by_its_adjective(sentence: str, name: str, known: bool) -> None:
    assert any(name in a.names for a in read(sentence).actors) is known
