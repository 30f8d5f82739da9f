"""Attendance: text -> who takes part where lists, later sentences or the clause of an outcome say it."""

from __future__ import annotations

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import bare_participants, failing, read, rows


def test_table_is_whole() -> None:
    assert len(cases("attendance_cases.tsv")) == 405
    assert len(cases("attendance_cases.tsv")) == 399
    assert failing("attendance_cases.tsv") <= 1


@pytest.mark.parametrize(("text", "participants"), rows("attendance_cases.tsv"))
def test_who_is_there(text: str, participants: str) -> None:
    got = bare_participants(read(text))
    wanted = [] if participants == "-" else participants.split(" // ")
    assert sorted(got) == sorted(wanted), got
