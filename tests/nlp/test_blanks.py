"""Further blanks within a paragraph change nothing that is read, and every token keeps its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction.extract import view_of
from kg.model import Article
from kg.nlp.annotate import annotate
from kg.nlp.blanks import CLOSE, closed
from kg.nlp.layout import segments
from kg.pipeline import extract_article

TEXT = (
    "LIMA (AP) - The foreign minister of Peru, Ana Ruiz, met Kari Lund, the Norwegian foreign minister, in Oslo"
    ' on Tuesday. They spoke about fishing rights for two hours. "We agree," said Ruiz, who will go to Rome.'
    "\n\nThe next day, Lund flew to Chile for talks with President Juan Soto."
)


def parsed_words(article: Article) -> list[tuple[str, str, str, str, str, str]]:
    doc = view_of(annotate(article))
    return [(t.text, t.tag_, t.dep_, t.head.text, t.ent_type_, t.lemma_) for t in doc if not t.is_space]


@pytest.mark.parametrize("blanks", ["  ", "   ", " \u00a0", "\u00a0 ", " \u200b", "\t ", " \ufeff"])
def test_blanks_change_nothing_of_the_parse(blanks: str) -> None:
    town, body = TEXT[:12], TEXT[12:]
    wide = town + re.sub(r"(?<=\S) (?=\S)", blanks, body)
    assert parsed_words(Article("a", wide)) == parsed_words(Article("b", TEXT))


@pytest.mark.parametrize(
    "text", [TEXT, "One  two.", "  Ana  met   Soto .  \n\n\n And  left. ", "A\n B  c", "  ", ""]
)
def test_tokens_keep_their_places(text: str) -> None:
    article = Article("a", text)
    doc = annotate(article)
    assert len(doc.text) == len(text)
    for token in (*doc, *view_of(doc)):
        assert text[token.idx : token.idx + len(token)].split() == token.text.split()
    assert all(span.text.strip() for span in doc.ents)


def test_what_is_told_is_the_same() -> None:
    wide = TEXT.replace(". ", ".  ").replace("minister", " minister")

    def told(text: str) -> list[tuple[str, ...]]:
        found = extract_article(Article("a", text))
        things = (*found.actors, *found.places, *found.offices, *found.issues, *found.events())
        return [tuple(" ".join(text[m.start : m.end].split()) for m in thing.mentions) for thing in things]

    assert told(wide) == told(TEXT)


def test_stretches_are_found_by_their_places() -> None:
    text = "Ana  Ruiz met\u00a0 Kari Lund  on  Tuesday  evening."
    view = view_of(annotate(Article("a", text)))
    found = view.char_span(text.index("Kari"), text.index("Lund") + 4)
    assert found is not None
    assert found.text == "Kari Lund"
    assert text[found.start_char : found.end_char] == "Kari Lund"
    found = view.char_span(text.index("Tuesday"), text.index("evening") + 7)
    assert found is not None
    assert (found.text, text[found.start_char : found.end_char]) == ("Tuesday evening", "Tuesday  evening")


def test_most_documents_are_left_alone() -> None:
    assert CLOSE not in annotate(Article("a", TEXT)).user_data
    assert closed(TEXT, segments(TEXT)).places == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="Ab.  \n\t\u00a0\u200b", max_size=60))
def test_each_character_has_its_place(text: str) -> None:
    parts = segments(text)
    found = closed(text, parts)
    if found.places:
        assert len(found.places) == len(found.text)
        assert all(a < b for a, b in zip(found.places, found.places[1:], strict=False))
        kept = [text[place] for place in found.places]
        assert all(new in {old, " "} for new, old in zip(found.text, kept, strict=True))
        for before, after in zip(parts, found.parts, strict=True):
            words = text[before.start : before.end].replace("\u200b", " ").split()
            assert found.text[after.start : after.end].replace("\u200b", " ").split() == words
