"""Answers about a token are kept only where nothing of the document changes any more."""

from __future__ import annotations

from typing import Any, cast

from spacy.tokens import Doc, Token

from kg.extraction.frozen_doc import FrozenDoc
from kg.extraction.per_token import list_per_token, per_token, settle
from kg.model import Article
from kg.nlp.annotate import annotate


def document(text: str = "Envoys of Peru met in Lima.") -> FrozenDoc:
    return FrozenDoc(annotate(Article("case", text)))


def first(doc: FrozenDoc) -> Token:
    token: Any = doc[0]
    return cast("Token", token)


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
        settle(cast("Doc", each))
        for _ in range(3):
            assert place(first(each)) is None
    assert asked == [0, 0]


def test_a_list_is_nobody_elses() -> None:
    below = list_per_token(lambda token: list(token.children))
    doc = document()
    settle(cast("Doc", doc))
    below(first(doc)).clear()
    assert [t.text for t in below(first(doc))] == ["of"]
