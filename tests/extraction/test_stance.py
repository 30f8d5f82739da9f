"""Toward whom statements take their stance: sentence -> type, actors."""

from __future__ import annotations

import pytest

from tests.extraction.reading import cases, read

ROWS = cases("stance_cases.tsv")


def test_table_is_whole() -> None:
    assert len(ROWS) == 35
    assert sum(r[2] == "-" for r in ROWS) == 7


@pytest.mark.parametrize(("sentence", "type_", "toward"), ROWS)
def test_stance(sentence: str, type_: str, toward: str) -> None:
    scene, found = read(sentence)
    acts = [a for a in found.acts if a.type == f"act-{type_}"]
    assert acts, found.acts
    assert ["; ".join(scene.actor(i).name for i in a.stance_toward) or "-" for a in acts] == [toward]
