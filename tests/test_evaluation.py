"""The evaluation: forms, pairs, counts; and the same figures as the reference scorer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.evaluation.counting import ROWS, Row
from kg.evaluation.evaluate import Report, evaluate
from kg.evaluation.forms import comparable, content_words, edtf_bounds, overlap, sentence_at
from kg.evaluation.pairing import pair
from tests.gold_graphs import graph_of, write_graph


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The United States", "united states"),
        ("U.S.", "us"),
        ("the U.N.’s", "un"),
        ("An  Envoy,", "envoy"),
        ("Theresa", "theresa"),
        ("Anders", "anders"),
    ],
)
def test_comparable(text: str, form: str) -> None:
    assert comparable(text) == form


def test_content_words_agree_over_number_and_article() -> None:
    assert content_words("the trade issues") == content_words("Trade") == {"trade"}
    assert content_words("of the and") == frozenset()


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2025-05-23", ("2025-05-23", "2025-05-23")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-05-23/2025-05-25", ("2025-05-23", "2025-05-25")),
        ("2025-05/2025-06", ("2025-05-01", "2025-06-30")),
        ("/2022", (None, "2022-12-31")),
        ("2023-11-01/", ("2023-11-01", None)),
        ("", None),
        (None, None),
        ("2023-21", ("2023-03-01", "2023-05-31")),
        ("2023-24", ("2023-12-01", "2024-02-29")),
        ("2022-23/2023-05", ("2022-09-01", "2023-05-31")),
    ],
)
def test_edtf_bounds(edtf: str | None, bounds: tuple[str | None, str | None] | None) -> None:
    assert edtf_bounds(edtf) == bounds


def test_overlap_needs_a_shared_character() -> None:
    assert overlap([(0, 3)], [(2, 5)])
    assert not overlap([(0, 3)], [(3, 5)])


def test_pair_takes_the_best_first_and_each_once() -> None:
    scores = {(0, 0): 2.0, (0, 1): 3.0, (1, 1): 2.5, (1, 0): 0.0}
    assert pair([0, 1], [0, 1], lambda a, b: scores[a, b]) == {0: 1}
    assert pair([0, 1], [0, 1], lambda *_: 1.0) == {0: 0, 1: 1}


def test_sentence_at() -> None:
    text = "First one.\n\nMr. X met Y on\nMonday. Then they left."
    assert sentence_at(text, text.index("Monday")) == "X met Y on Monday."
    assert sentence_at(text, 2) == "First one."


def test_row_without_anything_is_zero() -> None:
    assert (Row("meeting", 0, 0, 0).f1, Row("meeting", 1, 2, 4).f1) == (0.0, pytest.approx(1 / 3))


# The example articles


def build(gold: Path, graphs: Path, loss: float) -> Report:
    graphs.mkdir(exist_ok=True)
    for number, annotation in enumerate(sorted(gold.glob("*.gold.json"))):
        name = annotation.name.removesuffix(".gold.json")
        write_graph(graph_of(annotation, number, loss), graphs / f"{name}.nt")
    return evaluate(gold, graphs)


def figures(report: Report) -> dict[str, Row]:
    return {row.name: row for row in report.rows}


def test_a_graph_without_mistakes_scores_full(root: Path, tmp_path: Path) -> None:
    report = build(root / "examples", tmp_path, loss=0.0)
    rows = figures(report)
    assert tuple(rows) == ROWS
    assert report.missing == ()
    for name in (
        "actor",
        "actor type",
        "position",
        "meeting",
        "participant",
        "party",
        "place",
        "status",
        "format",
    ):
        assert rows[name].f1 == 1.0, name
    assert rows["meeting"].gold > 10
    kinds = {(m.row, m.kind) for m in report.mistakes}
    assert not kinds & {("meeting", "missed"), ("actor", "extra"), ("participant", "missed")}


def test_mistakes_are_counted_and_listed(root: Path, tmp_path: Path) -> None:
    report = build(root / "examples", tmp_path, loss=0.3)
    rows = figures(report)
    for name in ROWS:
        assert rows[name].f1 < 1.0, name
    missed = [m for m in report.mistakes if (m.row, m.kind) == ("meeting", "missed")]
    assert len(missed) == rows["meeting"].gold - rows["meeting"].right
    assert all(m.sentence for m in missed)
    extra = [m for m in report.mistakes if (m.row, m.kind) == ("actor", "extra")]
    assert len(extra) == rows["actor"].system - rows["actor"].right


def test_missing_graphs_count_as_silence(root: Path, tmp_path: Path) -> None:
    report = evaluate(root / "examples", tmp_path)
    assert len(report.missing) >= 12
    assert figures(report)["meeting"].recall == 0.0
    assert figures(report)["meeting"].system == 0


@pytest.mark.parametrize("which", ["gold", "graphs"])
def test_missing_folders_are_named(root: Path, tmp_path: Path, which: str) -> None:
    folders = {"gold": root / "examples", "graphs": tmp_path, which: tmp_path / "none"}
    with pytest.raises(SourceError, match="none: no such folder"):
        evaluate(folders["gold"], folders["graphs"])


def test_folder_without_annotations(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no gold annotation"):
        evaluate(tmp_path, tmp_path)


DATED = {
    "id": "m1", "format": "visit", "status": "held", "participants": [], "parties": [], "triggers": ["met"],
    "date": {"edtf": "2023-45"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "not JSON at line 1, column 2"),
        ("[]", "See examples/"),
        ('{"actors": [{"id": "a1"}], "meetings": []}', "it lacks "),
        ('{"actors": []}', 'it lacks "meetings"'),
        (json.dumps({"actors": [], "meetings": [DATED]}), "See examples/"),
        (json.dumps({"actors": [], "meetings": "none"}), "See examples/"),
    ],
)
def test_broken_annotation_is_named(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "a.gold.json").write_text(content, encoding="utf-8")
    (tmp_path / "a.txt").write_text("They met.", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"a\.gold\.json: not a gold annotation.*{told}"):
        evaluate(tmp_path, tmp_path)


# The reference


def reference(shared: Path, gold: Path, graphs: Path) -> dict[str, dict[str, float]]:
    script = shared / "eval" / "score.py"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(script), str(gold), str(graphs), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, dict[str, float]] = json.loads(done.stdout)
    return figures


@pytest.mark.parametrize("loss", [0.0, 0.15, 0.5])
def test_same_figures_as_the_reference_on_the_examples(
    root: Path, shared: Path, tmp_path: Path, loss: float
) -> None:
    ours = build(root / "examples", tmp_path, loss).as_json()
    theirs = reference(shared, root / "examples", tmp_path)
    assert len(theirs) == len(ROWS)
    assert {name: ours[name] for name in theirs} == theirs


def test_same_figures_as_the_reference_on_the_development_set(shared: Path, tmp_path: Path) -> None:
    gold = shared / "eval" / "dev"
    ours = build(gold, tmp_path, 0.2).as_json()
    theirs = reference(shared, gold, tmp_path)
    assert {name: ours[name] for name in theirs} == theirs


def test_same_figures_as_the_reference_on_a_graph_made_by_hand(
    root: Path, shared: Path, tmp_path: Path
) -> None:
    gold, graphs = tmp_path / "gold", tmp_path / "graphs"
    gold.mkdir()
    graphs.mkdir()
    for suffix in (".gold.json", ".txt"):
        shutil.copy(root / "examples" / f"seed-article{suffix}", gold)
    shutil.copy(shared / "ontology" / "seed-gold.ttl", graphs / "seed-article.ttl")
    ours = evaluate(gold, graphs).as_json()
    theirs = reference(shared, gold, graphs)
    assert {name: ours[name] for name in theirs} == theirs
    assert ours["meeting"]["f1"] == 1.0
