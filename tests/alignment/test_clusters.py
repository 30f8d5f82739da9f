"""On annotated articles: what people say is one is joined, and nothing that they keep apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality.annotated import Sample, samples_of
from benchmarks.quality.identity import IdentityReport, measure


@pytest.fixture(scope="module")
def dev(shared: Path) -> list[Sample]:
    return samples_of(shared / "eval" / "dev")


@pytest.fixture(scope="module")
def report(dev: list[Sample], shared: Path) -> IdentityReport:
    return measure({"dev": dev}, shared / "eval" / "dev" / "clusters.json")


def test_no_pair_that_people_keep_apart_is_joined(report: IdentityReport) -> None:
    extracted, apart = report.listed["distinct"]
    assert extracted == apart
    assert not [line for line in report.wrong if line.startswith("distinct")]


def test_every_pair_that_people_call_one_is_joined(report: IdentityReport) -> None:
    extracted, joined = report.listed["same"]
    assert extracted == joined == 3
    assert not report.wrong


def test_merges_are_right_before_they_are_many(report: IdentityReport) -> None:
    for (_, kind), scores in report.scores.items():
        assert scores.precision >= 0.98, kind
        assert scores.cubed_precision >= 0.98, kind
        assert scores.recall >= (0.6 if kind == "meeting" else 0.95), kind
    assert len(report.scores) == 4
