"""The graphs of all examples: nothing violates the shapes, and every mention is proved against its article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.cli import run

SOURCES = {"texts": "examples", "JSON Lines": "examples/examples.jsonl", "Markdown": "examples/markdown"}
ARTICLES = {"texts": 15, "JSON Lines": 13, "Markdown": 2}


@pytest.fixture(scope="module", params=SOURCES)
def built(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """The graph of a set of examples, and the sources that it was built from."""
    graph, source = tmp_path_factory.mktemp("examples") / "all.trig", root / SOURCES[request.param]
    assert run(["build", str(source), "-o", str(graph), "-q"]) == 0
    assert graph.read_text(encoding="utf-8").count("schema:NewsArticle") == ARTICLES[request.param]
    return graph, source


def test_every_mention_is_proved(built: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    graph, source = built
    assert run(["verify", str(graph), "--source", str(source)]) == 0
    (mentions,) = re.findall(r"all (\d+) mentions proved", capsys.readouterr().err.replace(",", ""))
    assert int(mentions) > 100


def test_nothing_violates_the_shapes(built: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(built[0])]) == 0
    assert capsys.readouterr().out == ""


def test_one_article_missing_is_found(
    built: tuple[Path, Path], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(built[0]), "--source", str(root / "examples" / "seed-article.txt")]) == 1
    assert "missing source" in capsys.readouterr().out
