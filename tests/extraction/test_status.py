"""Status of meetings: sentence -> held, ongoing, planned, proposed, postponed, cancelled or suspended."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import failing, read, rows


def test_table_is_whole() -> None:
    table = cases("status_cases.tsv")
    assert len(table) == 72
    assert failing("status_cases.tsv") <= 2
    assert Counter(r[1] for r in table).keys() == {
        "held", "ongoing", "planned", "proposed", "postponed", "cancelled", "suspended"
    }  # fmt: skip


@pytest.mark.parametrize(("sentence", "status"), rows("status_cases.tsv"))
def test_status(sentence: str, status: str) -> None:
    assert {m.status for m in read(sentence).meetings} == {f"status-{status}"}
