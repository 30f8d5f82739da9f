"""Factuality: sentence -> how it presents its meeting: as fact, on somebody's word, alleged, future, hypothetical, denied."""

from __future__ import annotations

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import failing, read, rows


def test_table_is_whole() -> None:
    table = cases("modality_cases.tsv")
    assert len(table) == 30
    assert failing("modality_cases.tsv") <= 5
    assert {r[1] for r in table} == {"asserted", "attributed", "alleged", "future", "hypothetical", "negated"}


@pytest.mark.parametrize(("sentence", "factuality"), rows("modality_cases.tsv"))
def test_factuality(sentence: str, factuality: str) -> None:
    assert {m.factuality for meeting in read(sentence).meetings for m in meeting.mentions} == {factuality}
