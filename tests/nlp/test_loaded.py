"""The model is loaded anew after a long run, and what is read is the same before and after."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from spacy.language import Language

from kg import remembered
from kg.model import Article
from kg.nlp.annotate import annotate
from kg.nlp.loaded import MODEL, article_memory, pipeline
from kg.nlp.loading import load_model
from kg.pipeline import extract_article


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the models loaded from here on: one after every article."""
    names: list[str] = []

    def counted(name: str) -> Language:
        names.append(name)
        return load_model(name)

    monkeypatch.setattr("kg.nlp.loaded.load_model", counted)
    monkeypatch.setattr("kg.nlp.loaded._MOST_TOKENS", 1)
    monkeypatch.setattr("kg.nlp.loaded._MOST_READ", 1)
    return names


def examples(root: Path) -> list[Article]:
    files = sorted((root / "examples").glob("*.txt"))[:4]
    return [Article(path.stem, path.read_text(encoding="utf-8")) for path in files]


def test_a_model_loaded_anew_finds_the_same(
    root: Path, loads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = examples(root)
    anew = [extract_article(article) for article in articles]
    assert len(loads) >= len(articles) - 1
    monkeypatch.setattr("kg.nlp.loaded._MOST_READ", 1_000_000)
    before = len(loads)
    kept = [extract_article(article) for article in articles]
    assert len(loads) <= before + 1
    assert sum(len(it.meetings) for it in kept) > 3
    assert anew == kept


def test_nothing_keeps_the_model_that_was_let_go(root: Path, loads: list[str]) -> None:
    old = weakref.ref(pipeline())
    extract_article(examples(root)[0])
    gc.collect()
    assert old() is None
    assert pipeline() is not None
    assert loads[-1:] == [MODEL]


def test_a_document_outlives_its_model(loads: list[str]) -> None:
    lasting = annotate(Article("case", "The Qwertyland envoy met Asdfania."))
    for number in range(2):
        with article_memory():
            annotate(Article("case", f"Envoy {number} met Hjklia{number} on Uiopday."))
    annotate(Article("case", "Peru met Chile."))
    assert loads
    assert [token.lower_ for token in lasting] == "the qwertyland envoy met asdfania .".split()


def test_what_is_remembered_per_model_is_forgotten() -> None:
    calls: list[int] = []

    @remembered.per_model(2)
    def doubled(number: int) -> int:
        calls.append(number)
        return 2 * number

    assert (doubled(1), doubled(1), calls) == (2, 2, [1])
    remembered.forget_model()
    assert (doubled(1), calls) == (2, [1, 1])
