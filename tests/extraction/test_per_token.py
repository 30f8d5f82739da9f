"""Answers about a token are kept only where nothing of the document changes any more."""

from __future__ import annotations

from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.per_token import list_per_token, per_token, settle
from kg.model import Article
from kg.nlp.annotate import annotate


def document(text: str = "Envoys of Peru met in Lima.") -> Doc:
    return Doc(annotate(Article("case", text)))


def first(doc: Doc) -> Token:
    return doc[0]


def test_what_is_asked_while_words_are_set_right_is_asked_anew() -> None:
    label = per_token(lambda token: token.dep_)
    doc = document()
    before = label(first(doc))
    doc[0].dep_ = "dobj"
    assert (before, label(first(doc))) == ("nsubj", "dobj")


def test_what_is_asked_of_a_settled_document_is_found_once() -> None:
    asked: list[int] = []

    @per_token
    def place(token: Token) -> None:
        asked.append(token.i)

    doc, other = document(), document()
    for each in (doc, other):
        settle(each)
        for _ in range(3):
            assert place(first(each)) is None
    assert asked == [0, 0]


def test_a_list_is_nobody_elses() -> None:
    below = list_per_token(lambda token: list(token.children))
    doc = document()
    settle(doc)
    below(first(doc)).clear()
    assert [t.text for t in below(first(doc))] == ["of"]
