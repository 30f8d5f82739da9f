"""Which texts name a party, and that the gate before the model asks just that."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline, plugins
from kg.extraction.actors.parties_named import may_tell, names_a_party
from kg.extraction.extract import extract
from kg.gazetteer import spellings
from kg.lexicon import read_lexicon, using
from kg.model import Article, Extraction
from kg.nlp import annotate as annotation
from tests.extraction.reading import cases

CASES = cases("party_cases.tsv")
EVERYDAY = Path(__file__).parents[2] / "benchmarks" / "speed" / "everyday"


def test_the_table_has_all_its_cases() -> None:
    assert len(CASES) == 37


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_texts_that_name_a_party(text: str, expected: str) -> None:
    assert names_a_party(text.replace("\\n", "\n")) == (expected == "yes")


def test_every_state_and_body_is_one() -> None:
    named = [
        (" ".join(words), entry)
        for words, entry, via in spellings()
        if via in ("name", "body") and entry.type != "actor-media" and not entry.ambiguous
    ]
    assert len(named) > 1500
    assert [name for name, _ in named if not names_a_party(f"They said that {name}'s day was long.")] == []


def test_a_headline_counts() -> None:
    assert not may_tell(Article("a", "They met.", title="A good day"))
    assert may_tell(Article("a", "They met.", title="A good day for Peru"))


def test_words_of_the_users_own_lexicon_count(tmp_path: Path) -> None:
    (tmp_path / "meetings.tsv").write_text("lemma\tpos\tformat\npowwow\tNOUN\ttalks\n", encoding="utf-8")
    (tmp_path / "bodies.tsv").write_text(
        "key\tname\ttype\nbody:guild\tGuild of Millers\tactor-ngo\n", encoding="utf-8"
    )
    texts = ["Both went to powwows.", "The Guild of Millers was pleased."]
    assert not any(map(names_a_party, texts))
    with using(read_lexicon(tmp_path)):
        assert all(map(names_a_party, texts))
    assert not any(map(names_a_party, texts))


def everyday() -> list[Article]:
    return [Article(path.stem, path.read_text(encoding="utf-8")) for path in sorted(EVERYDAY.glob("*.txt"))]


def test_where_nobody_is_named_the_model_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(article: Article) -> None:
        raise AssertionError(article.id)

    monkeypatch.setattr(annotation, "annotate", refuse)
    idle = [article for article in everyday() if not may_tell(article)]
    assert len(idle) >= 9
    for article in idle:
        assert pipeline.extract_article(article) == Extraction(article)
    with pytest.raises(AssertionError, match="peru"):
        pipeline.extract_article(Article("peru", "Peru agreed."))


def test_gated_or_not_the_result_is_the_same(root: Path) -> None:
    examples = [
        Article(p.stem, p.read_text(encoding="utf-8")) for p in sorted((root / "examples").glob("*.txt"))[:3]
    ]
    for article in (*everyday(), *examples):
        with annotation.article_memory():
            ungated = extract(annotation.annotate(article), article)
        assert pipeline.extract_article(article) == ungated


@pytest.mark.parametrize("kind", ["annotator", "extractor"])
def test_plug_ins_are_given_every_article(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("quiet", "The bread was good.")
    given: list[Article] = []

    def work(*arguments: object) -> object:
        assert arguments[-1] == article
        given.append(article)
        return annotation.annotate(article) if kind == "annotator" else Extraction(article)

    plugin = plugins.Plugin(kind, "here:work", work)
    monkeypatch.setattr(plugins, "stage", lambda asked: plugin if asked == kind else None)
    assert pipeline.extract_article(article) == Extraction(article)
    assert given == [article]


def test_what_is_too_long_is_refused_whoever_it_names() -> None:
    with pytest.raises(Exception, match="Split it"):
        pipeline.extract_article(Article("long", "bread " * 200_000))
