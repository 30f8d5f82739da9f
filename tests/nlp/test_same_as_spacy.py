"""The quick pipeline reads every token as the model does on its own, and each text alike in any company."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Article
from kg.nlp import embedding, products
from kg.nlp import tokens as tokens_
from kg.nlp.annotate import MODEL, annotate, article_memory, pipeline
from kg.nlp.encoder import Encoder
from kg.nlp.entities import Entities
from kg.nlp.layout import segments
from kg.nlp.loading import load_model
from kg.nlp.plain_text import plain as as_read
from kg.nlp.products import Products, one_thread, use_products
from kg.nlp.word_forms import WordForms

#: Words that rules for two tokens speak of, spaces, odd words, and nothing.
TEXTS = [
    "I'm gonna go; they've gotta stay, and let's talk. Y'all ain't there, are ya all?",
    "There is a plan. There's hope. There are, there were and there 's talks.",
    "Let let's let 's gon gon na na got got ta ta there there is expl.",
    "Peru  met \t Chile\n\n in   Lima .  ",
    "He got it, she gets them, and who's done? She'd do better than he had.",
    "Met.",
    " ",
    "A 1,234.5 % rise (see https://example.org/x?y=1) 😀 — Côte d'Ivoire's Nº 3 ﬁrst… M.P.s",
    "ALL OF THE MINISTERS DID NOT MEET, HAD THEY TRIED.",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The model as its distribution gives it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(MODEL)


def tokens(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, str(t.morph), t.is_sent_start)
        for t in doc
    ]  # fmt: skip


def examples(root: Path) -> Iterator[str]:
    for path in sorted((root / "examples").glob("*.txt")):
        yield from filter(str.strip, path.read_text(encoding="utf-8").splitlines())


def is_one_paragraph(text: str) -> bool:
    """Whether the whole text goes to the model as it is."""
    parts = segments(text)
    return (
        len(parts) == 1
        and parts[0].kind == "paragraph"
        and parts[0].end == len(text)
        and as_read(text) == text
    )


def test_texts_are_read_as_by_the_model(plain: Language, root: Path) -> None:
    texts = [text for text in [*TEXTS, *examples(root)] if is_one_paragraph(text)]
    assert len(texts) > 60
    for text, expected in zip(texts, plain.pipe(texts), strict=True):
        assert tokens(annotate(Article("case", text))) == tokens(expected)


def test_texts_are_broken_into_words_as_by_the_tokenizer(
    plain: Language, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [
        "said: (hello) :) : ) 8 ) :-( : - ( don't well-don't (don't) He 's, he's ' s Mr. X Mr.X at 8a.m. . _ .",
        "  a  b ", "a\u2003b \u3000 c", "x \n y", "", "o.O o . O :'( : '(", "can't. don't) 'cause ' cause 'em ' em",
    ]  # fmt: skip
    texts = [*cases, *TEXTS, *examples(root)]
    told = ["ORTH", "NORM", "SPACY", "IDX", "LOWER"]
    for most in (tokens_.MOST_STRETCHES, 40):
        monkeypatch.setattr(tokens_, "MOST_STRETCHES", most)
        quick = tokens_.Tokens(plain)
        for text in [*texts, *texts]:
            mine, its = quick(text), plain.make_doc(text)
            assert mine.text == text
            assert mine.to_array(told).tolist() == its.to_array(told).tolist(), text


def test_word_forms_are_those_of_the_rules(plain: Language, root: Path) -> None:
    forms = WordForms(plain)
    for text in [*TEXTS, *examples(root)]:
        expected = plain(text)
        with plain.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
            doc = plain(text)
        for _ in range(2):
            assert tokens(forms(doc.copy())) == tokens(expected)


def test_word_forms_forget_when_they_know_too_much(
    plain: Language, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.nlp.word_forms._MOST_FORMS", 10)
    test_word_forms_are_those_of_the_rules(plain, root)


def test_words_are_embedded_as_by_the_model(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_MOST_WORDS", 40)
    whole = plain.get_pipe("tok2vec").model.layers[0]  # type: ignore[attr-defined]
    quick = embedding.Embedding(whole)
    docs = [plain.make_doc(text) for text in TEXTS]
    for some in (docs[:1], docs[1:3], docs[3:6], docs, docs[5:]):
        for mine, its in zip(quick(some), whole.predict(some), strict=True):
            assert np.abs(mine - its).max(initial=0) < 1e-5


def test_encoders_give_the_same_numbers_to_the_last_bit() -> None:
    theirs = load_model(MODEL)
    use_products(theirs)
    docs = [theirs.make_doc(text) for text in TEXTS]
    for encoder in (
        theirs.get_pipe("tok2vec").model,
        theirs.get_pipe("ner").model.get_ref("tok2vec").layers[0],
    ):  # type: ignore[attr-defined]
        single, whole = encoder.layers
        quick = Encoder(whole)
        for some in (docs[:1], docs[5:7], docs, docs * 20):
            rows = single.predict(some)
            with one_thread():
                pairs = list(zip(quick(rows), whole.predict(rows), strict=True))
            for mine, its in pairs:
                assert (mine == its).all()


@pytest.mark.parametrize(
    ("inner", "columns"), [(288, 288), (672, 288), (300, 96), (96, 64), (64, 384), (96, 50)]
)
def test_rows_of_products_do_not_depend_on_other_rows(inner: int, columns: int) -> None:
    random = np.random.default_rng(1)
    left = random.standard_normal((2700, inner), dtype="f")
    right = random.standard_normal((columns, inner), dtype="f")
    ops = Products()
    with one_thread():
        whole = ops.gemm(left, right, trans2=True)
        assert np.abs(whole - left @ right.T).max() < 1e-3
        for rows in [*range(1, 130), 257, 500, 2001]:
            for start in (0, 5, 100):
                part = ops.gemm(left[start : start + rows], right, trans2=True)
                assert (part == whole[start : start + rows]).all(), (rows, start)
                into = np.empty_like(part)
                assert ops.gemm(left[start : start + rows], right, out=into, trans2=True) is into
                assert (into == part).all()


def test_products_are_made_in_a_way_that_treats_rows_alike() -> None:
    """In whichever way a machine's library needs it, the way of last resort included; and one that does not
    is told.
    """
    assert products.treats_rows_alike(products._way())
    assert products.treats_rows_alike(products._by_thinc)

    def by_place(rows: NDArray[np.float32], weights: NDArray[np.float32], _: object) -> NDArray[np.float32]:
        found: NDArray[np.float32] = rows @ weights
        found[-3:] = np.nextafter(found[-3:], np.float32(1e9))
        return found

    assert not products.treats_rows_alike(by_place)


@pytest.mark.parametrize("way", [products._framed, products._by_thinc], ids=["framed", "by thinc"])
def test_every_way_of_multiplying_gives_the_product(way: products.Way) -> None:
    random = np.random.default_rng(2)
    for inner, columns in ((96, 50), (64, 304), (64, 305), (30, 700)):
        rows, weights = (random.standard_normal(it, dtype="f") for it in ((84, inner), (inner, columns)))
        into = np.empty((84, columns), dtype="f")
        for found in (way(rows, weights, None), way(rows, weights, into)):
            assert found.shape == (84, columns)
            assert np.abs(found - rows @ weights).max() < 1e-3
        assert found is into


def test_a_paragraph_is_read_alike_in_any_company() -> None:
    texts = [text for text in TEXTS if text.strip()]
    with article_memory(), one_thread():
        together = {doc.text: doc.tensor for doc in pipeline().pipe(texts)}
        for text in texts:
            assert (pipeline()(text).tensor == together[text]).all()


def test_entities_are_those_of_the_recogniser(plain: Language, root: Path) -> None:
    """Alone, in company, over sentence ends and blanks: the same spans with the same labels."""
    texts = [*TEXTS, *examples(root), "Lagos \n Abuja Kano", "Anna Lee Ruiz", "", "Kano\n\n\n"]
    expected = list(plain.pipe(texts))
    with plain.select_pipes(disable=["ner", "attribute_ruler", "lemmatizer"]):
        together, alone = list(plain.pipe(texts)), list(plain.pipe(texts))
    entities = Entities(plain)
    entities(together)
    for doc in alone:
        entities([doc])
    assert sum(len(doc.ents) for doc in expected) > 400
    for docs in (together, alone):
        for mine, its in zip(docs, expected, strict=True):
            assert [(t.ent_iob, t.ent_type) for t in mine] == [(t.ent_iob, t.ent_type) for t in its]


def test_recognisers_of_another_build_are_refused() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("beam_ner", name="ner").add_label("PERSON")  # type: ignore[attr-defined]
    nlp.initialize()
    with pytest.raises(ValueError, match="of a build"):
        Entities(nlp)
