"""Offices: sentence -> holder, title, body and status of each holding."""

from __future__ import annotations

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import failing, holdings, read, rows


def test_table_is_whole() -> None:
    table = cases("office_cases.tsv")
    assert len(table) == 57
    assert failing("office_cases.tsv") <= 10
    assert sum(r[1] == "none" for r in table) == 5
    statuses = {h.rsplit("|", 1)[1] for r in table if r[1] != "none" for h in r[1].split("; ")}
    assert statuses == {"current", "former", "then", "acting", "designate"}


@pytest.mark.parametrize(("sentence", "expected"), rows("office_cases.tsv"))
def test_holdings(sentence: str, expected: str) -> None:
    assert holdings(read(sentence)) == ([] if expected == "none" else expected.split("; "))


def test_evidence_of_an_office_has_its_title() -> None:
    text = "Ingrid Solberg, the Norwegian foreign minister, visited Peru."
    (office,) = read(text).offices
    assert any("foreign minister" in text[m.start : m.end] for m in office.mentions)
