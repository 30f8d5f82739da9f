"""Attendance: text -> who takes part where lists, later sentences or the clause of an outcome say it."""

from __future__ import annotations

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import bare_participants, failing, read, rows


def test_table_is_whole() -> None:
    assert len(cases("attendance_cases.tsv")) == 597
    assert failing("attendance_cases.tsv") <= 6


@pytest.mark.parametrize(("text", "participants"), rows("attendance_cases.tsv"))
def test_who_is_there(text: str, participants: str) -> None:
    got = bare_participants(read(text))
    wanted = [] if participants == "-" else participants.split(" // ")
    assert sorted(got) == sorted(wanted), got


@pytest.mark.parametrize(
    ("opening", "participants"),
    [
        ("The meeting was attended by:", "Ghana;John Mensah;Kenya;Paul Banda"),
        ("The meeting was attended by the following leaders :", "Ghana;John Mensah;Kenya;Paul Banda"),
        ("The meeting ended with this list:", "Ghana;Kenya"),
    ],
)
def test_a_line_for_each_who_was_there(opening: str, participants: str) -> None:
    """The lines behind "attended by:" count; the next one, which tells of something, does not."""
    lines = "H.E. John Mensah, President of Togo\n\nHon. Paul Banda, Vice President of Burundi"
    text = (
        f"Kenya and Ghana held a meeting in Lima on Monday.\n\n{opening}\n\n{lines}\n\nAna Soto praised it."
    )
    (got,) = bare_participants(read(text))
    assert {n for n in got.split(";") if not n.startswith("following")} == set(participants.split(";"))
