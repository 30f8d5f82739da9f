"""The worked example of an own domain: small tables, measured before and after on articles of that domain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from kg.cli import run
from kg.evaluation.evaluate import Report, evaluate

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "own-domain" / "trade"
PAGE = FOLDER.parents[1] / "own-domain.md"
ROWS = ("actor", "meeting", "participant", "party", "place", "date", "issue")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Report]:
    folder = tmp_path_factory.mktemp("domain")
    articles = [str(path) for path in sorted(FOLDER.glob("*.txt"))]
    own = ["--lexicon", str(FOLDER / "lexicon")]
    assert run(["build", *articles, "--split", str(folder / "before"), "-q"]) == 0
    assert run(["build", *articles, "--split", str(folder / "after"), "-q", *own]) == 0
    return evaluate(FOLDER, folder / "before"), evaluate(FOLDER, folder / "after")


def figures(report: Report) -> dict[str, float]:
    return {row.name: round(row.f1, 2) for row in report.rows if row.name in ROWS}


def test_twenty_lines_teach_trade_disputes(reports: tuple[Report, Report]) -> None:
    lines = [
        line for f in (FOLDER / "lexicon").iterdir() for line in f.read_text(encoding="utf-8").splitlines()
    ]
    before, after = map(figures, reports)
    assert len(lines) <= 20
    assert after["meeting"] - before["meeting"] > 0.3
    assert all(after[row] >= before[row] for row in ROWS)


def test_the_page_tells_what_is_measured(reports: tuple[Report, Report]) -> None:
    told = re.findall(
        r"^\| (\w+) \| ([\d.]+) \| ([\d.]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    before, after = map(figures, reports)
    assert [(name, float(one), float(two)) for name, one, two in told] == [
        (row, before[row], after[row]) for row in ROWS
    ]


def test_the_page_names_the_digest() -> None:
    assert f'"own lexicon {kg.read_lexicon(FOLDER / "lexicon").digest}"' in PAGE.read_text(encoding="utf-8")


def test_own_graphs_conform_and_verify(tmp_path: Path) -> None:
    own = ["--lexicon", str(FOLDER / "lexicon")]
    articles = [str(path) for path in sorted(FOLDER.glob("*.txt"))]
    graph = str(tmp_path / "trade.trig")
    assert run(["build", *articles, "-o", graph, "-q", "--jobs", "2", *own]) == 0
    assert run(["check", graph]) == 0
    sources = [part for path in articles for part in ("--source", path)]
    assert run(["verify", graph, *sources]) == 0
