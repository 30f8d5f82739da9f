"""On annotated articles: what people say is one is joined, and nothing that they keep apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.quality.annotated import Sample, samples_of
from benchmarks.quality.identity import IdentityReport, measure
from kg.alignment.align import Alignment, align
from kg.alignment.reading import records
from kg.evaluation.scoring import align as paired
from kg.evaluation.scoring import family


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


def test_merges_are_right_before_they_are_many(report: IdentityReport) -> None:
    for (_, kind), scores in report.scores.items():
        assert scores.precision >= 0.98, kind
        assert scores.cubed_precision >= 0.98, kind
        assert scores.recall >= (0.6 if kind == "meeting" else 0.95), kind
    assert len(report.scores) == 4


def test_listed_pairs_of_one_family_are_joined(dev: list[Sample], shared: Path) -> None:
    """A visit and the meeting on it stay two, also where people annotated them as one."""
    alignment: Alignment = align(records(quad for sample in dev for quad in sample.built.quads()))
    found: dict[str, tuple[str, str]] = {}
    for sample in dev:
        for gold, ours in paired(sample.gold, sample.found).meetings.items():
            meeting = sample.found.meetings[ours]
            kind = family(min(meeting.formats, default=""))
            found[f"{sample.gold.id}:{sample.gold.meetings[gold].id}"] = (alignment.node(meeting.iri), kind)
    told = json.loads((shared / "eval" / "dev" / "clusters.json").read_text(encoding="utf-8"))
    both = [[found[it] for it in pair] for pair in told["same"] if all(it in found for it in pair)]
    alike = [(one, other) for one, other in both if one[1] == other[1]]
    assert len(alike) >= 2
    assert all(one[0] == other[0] for one, other in alike)
