"""The loop over articles, what ``kg`` exports, and that the output depends on the input alone."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg import pipeline
from kg.errors import ArticleError, SourceError
from kg.model import Article
from kg.pipeline import Built, Skipped

NODE = NamedNode("https://example.org/node")


def quads_of(article: Article) -> list[Quad]:
    if article.text == "fault":
        raise ValueError("stumbled")
    if article.text == "long":
        raise ArticleError(f"article {article.id}: too long")
    return [Quad(NODE, NODE, Literal(article.text)), Quad(NODE, NODE, Literal("the same"))]


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "process", quads_of)


@pytest.mark.usefixtures("stub")
def test_build_is_lazy_and_in_order() -> None:
    results = pipeline.build(iter([Article("a", "1"), Article("b", "2"), Article("c", "fault")]))
    assert [r.article.id for r in (next(results), next(results)) if isinstance(r, Built)] == ["a", "b"]
    with pytest.raises(ArticleError, match=r"article c: ValueError: stumbled.*--keep-going") as caught:
        next(results)
    assert isinstance(caught.value.__cause__, ValueError)


@pytest.mark.usefixtures("stub")
def test_keep_going_turns_errors_into_values() -> None:
    items = [Article("a", "fault"), SourceError("b.txt: is empty"), Article("c", "long"), Article("d", "4")]
    results = list(pipeline.build(items, keep_going=True))
    assert [(r.id, r.reason) for r in results if isinstance(r, Skipped)] == [
        ("a", "article a: ValueError: stumbled"),
        (None, "b.txt: is empty"),
        ("c", "article c: too long"),
    ]
    assert isinstance(results[-1], Built)


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize("item", [SourceError("b.txt: is empty"), Article("c", "long")])
def test_without_it_the_first_error_ends_the_loop(item: Article | SourceError) -> None:
    with pytest.raises((SourceError, ArticleError)):
        list(pipeline.build([item]))


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize(
    ("language", "read"),
    [("en", True), ("en-GB", True), ("EN_us", True), ("English", True), ("fr", False), ("enm", False)],
)
def test_only_english_is_read(language: str, read: bool) -> None:
    (result,) = pipeline.build([Article("a", "text", language=language)])
    assert isinstance(result, Built) is read


@pytest.mark.usefixtures("stub")
def test_kg_build_merges_paths_and_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    quads = kg.build([tmp_path / "a.txt", Article("b", "two")])
    assert sorted(q.object.value for q in quads) == ["one", "the same", "two"]  # type: ignore[union-attr]


@pytest.mark.usefixtures("stub")
def test_kg_build_takes_one_path_and_writes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    kg.build(str(tmp_path / "a.txt"), tmp_path / "a.nt")
    assert (tmp_path / "a.nt").read_text(encoding="utf-8").count("\n") == 2


TEXT = (
    "Talks resume\r\n\r\nFrance's foreign minister, Anne Dubois, met her Italian counterpart in Rome on"
    " Tuesday.\n"
)


def test_kg_extract() -> None:
    found = kg.extract(TEXT, published="2024-01-31")
    article = found.article
    assert (article.title, article.title_in_text, article.published) == (
        "Talks resume",
        True,
        date(2024, 1, 31),
    )
    assert "\r" not in article.text
    assert {"France", "Italy"} <= {actor.name for actor in found.actors if actor.kind == "country"}
    (meeting,) = found.meetings
    assert (meeting.time.earliest, meeting.time.latest) == (date(2024, 1, 30), date(2024, 1, 30))
    for mention in meeting.mentions:
        assert article.text[mention.start : mention.end]


def test_kg_extract_makes_up_no_date() -> None:
    (meeting,) = kg.extract(TEXT).meetings
    assert (meeting.time.earliest, meeting.time.latest) == (None, None)
    assert meeting.time.expressions


def test_kg_extract_names_a_bad_date() -> None:
    with pytest.raises(SourceError, match="published: 'soon' is not a date"):
        kg.extract(TEXT, published="soon")


# The bytes depend on the input alone


def turtle(root: Path, names: list[str], seed: int, target: Path) -> bytes:
    sources = [str(root / "examples" / name) for name in names]
    subprocess.run(
        [sys.executable, "-m", "kg", "build", *sources, "-q", "-o", str(target)],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        check=True,
    )
    return target.read_bytes()


@pytest.mark.parametrize("suffix", ["ttl", "trig"])
def test_same_bytes_under_other_hash_seeds_and_orders(root: Path, tmp_path: Path, suffix: str) -> None:
    names = ["seed-article.txt", "nile-dam-talks.txt", "macron-germany-state-visit.txt"]
    first = turtle(root, names, 1, tmp_path / f"1.{suffix}")
    assert len(first) > 10_000
    assert turtle(root, names, 2, tmp_path / f"2.{suffix}") == first
    assert turtle(root, names[::-1], 3, tmp_path / f"3.{suffix}") == first
