"""The loop over articles, what ``kg`` exports, and that the output depends on the input alone."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from spacy.tokens import Doc

import kg
from kg import pipeline
from kg.built import Built, Skipped
from kg.errors import ArticleError, SourceError
from kg.model import Article
from kg.nlp import annotate as annotation

NODE = NamedNode("https://example.org/node")


def process(article: Article) -> Built:
    if article.text == "fault":
        raise ValueError("stumbled")
    if article.text == "long":
        raise ArticleError(f"article {article.id}: too long")
    return Built(article, (Quad(NODE, NODE, Literal(article.text)), Quad(NODE, NODE, Literal("the same"))))


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "process", process)


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


SHORT = (
    "Envoys of Peru and Chile met in Lima on Tuesday.",
    "The bread was good.",
    "President Anna Berg met Minister Kenji Ito in Oslo.\n\nThey spoke of trade.",
    "Le pain est bon.",
    "France's foreign minister, Anne Dubois, met her Italian counterpart in Rome.",
    "France's foreign minister, Anne Dubois, met her Italian counterpart in Rome.",
)


def short_articles() -> list[Article]:
    return [Article(str(n), text, language="fr" if n == 3 else "en") for n, text in enumerate(SHORT)]


def test_articles_read_together_give_what_each_gives() -> None:
    alone = [pipeline.refused(it) or pipeline.guarded(it, False) for it in short_articles()]
    assert list(pipeline.build(short_articles())) == alone
    assert len([it for it in alone if isinstance(it, Built)]) == 5


def test_the_model_is_asked_once_for_articles_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def counted(articles: Sequence[Article]) -> list[Doc]:
        asked.append([it.id for it in articles])
        return annotated(articles)

    annotated = annotation._annotated
    monkeypatch.setattr(annotation, "_annotated", counted)
    list(pipeline.build(short_articles()))
    assert asked == [["0", "2", "5"], ["5"]]  # a text that stands twice is read twice


def test_where_the_model_stumbles_only_the_article_at_fault_is_skipped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumbling(articles: Sequence[Article]) -> list[Doc]:
        if any(it.id == "2" for it in articles):
            raise ValueError("stumbled")
        return annotated(articles)

    annotated = annotation._annotated
    monkeypatch.setattr(annotation, "_annotated", stumbling)
    results = list(pipeline.build(short_articles(), keep_going=True))
    assert [it.id for it in results if isinstance(it, Skipped)] == ["2", "3"]
    assert [it.article.id for it in results if isinstance(it, Built)] == ["0", "1", "4", "5"]
    with pytest.raises(ArticleError, match="article 2: ValueError: stumbled"):
        list(pipeline.build(short_articles()))


def test_what_came_before_an_error_is_given() -> None:
    items = [
        Article("a", SHORT[0]),
        Article("b", SHORT[2]),
        SourceError("c.txt: is empty"),
        Article("d", "x"),
    ]
    results = pipeline.build(items)
    assert [it.article.id for it in (next(results), next(results)) if isinstance(it, Built)] == ["a", "b"]
    with pytest.raises(SourceError, match=r"c\.txt"):
        next(results)


def test_collecting_is_as_it_was_after_an_article() -> None:
    list(pipeline.build(short_articles()[:1]))
    assert gc.isenabled()
    with pipeline.without_collecting():
        with pipeline.without_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
