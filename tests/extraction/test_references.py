"""References: text -> who takes part in its meetings when pronouns, short names and nominals say who they are."""

from __future__ import annotations

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import bare_participants, failing, read, rows


def test_table_is_whole() -> None:
    assert len(cases("reference_cases.tsv")) == 209
    assert failing("reference_cases.tsv") <= 4


@pytest.mark.parametrize(("text", "participants"), rows("reference_cases.tsv"))
def test_who_takes_part(text: str, participants: str) -> None:
    got = bare_participants(read(text))
    assert sorted(got) == sorted(participants.split(" // ")), got


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Kenyan President Moses Kariuki spoke. Kariuki smiled.", "Moses Kariuki", 2),
        ("The African Union held a vote. The AU praised Kenya.", "African Union", 2),
        (
            "Japan's foreign ministry spoke. The ministry said more.",
            "Ministry of Foreign Affairs of Japan",
            2,
        ),
    ],
)
def test_mentions_of_one_actor(text: str, name: str, count: int) -> None:
    (actor,) = [a for a in read(text).actors if a.name == name]
    assert len(actor.mentions) >= count
