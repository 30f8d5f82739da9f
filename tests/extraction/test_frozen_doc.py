"""The frozen document says what spaCy's says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.extraction.mending.set_right import view_of
from kg.extraction.tokens import frozen_doc
from kg.extraction.tokens.frozen_doc import Doc
from kg.model import Article
from kg.nlp.annotate import annotate

TEXTS = [
    "",
    "\n\n",
    "Peru met Chile.",
    "Envoys of Peru, Chile and Cuba met in Lima. They talked.\n\nNothing came of it, he said.",
    "LIMA, May 3 (Agency) - What Peru and its neighbours, who had met\nbefore, wanted was peace and quiet.",
]
VALUES = (
    "i idx text lower_ lemma_ pos_ tag_ dep_ ent_type_ ent_iob_ is_space is_alpha is_punct is_title is_upper"
    " is_sent_start whitespace_ n_lefts n_rights"
).split()
TOKENS: list[Callable[[Any], Any]] = [
    lambda t: t.children,
    lambda t: t.lefts,
    lambda t: t.rights,
    lambda t: t.subtree,
    lambda t: t.ancestors,
    lambda t: t.conjuncts,
    lambda t: t.sent,
    lambda t: [t.head, t.left_edge, t.right_edge],
    lambda t: [t.nbor(k) for k in (-1, 0, 1) if 0 <= t.i + k < len(t.doc)],
]


def texts(root: Path) -> list[str]:
    return [*TEXTS, *(p.read_text(encoding="utf-8") for p in sorted((root / "examples").glob("*.txt"))[:4])]


def spans(doc: Any) -> list[Any]:
    return [*doc.sents, *doc.ents, *(s for name in sorted(doc.spans) for s in doc.spans[name])]


def test_texts_are_there(root: Path) -> None:
    assert len(texts(root)) == 9


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_tokens_are_equal(root: Path, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen_doc, "_AT_ONCE", at_once)
    for text in texts(root):
        source = annotate(Article("case", text))
        frozen = Doc(source)
        assert len(frozen) == len(source)
        assert frozen.text == source.text
        for mine, its in zip(frozen, source, strict=True):
            assert [getattr(mine, v) for v in VALUES] == [getattr(its, v) for v in VALUES]
            assert (str(mine), len(mine)) == (str(its), len(its))
            for of in TOKENS:
                assert [t.i for t in of(mine)] == [t.i for t in of(its)]
        for mine, its in pairwise([*frozen]):
            assert mine.is_ancestor(its) == source[mine.i].is_ancestor(source[its.i])


def test_spans_are_equal(root: Path) -> None:
    for text in texts(root):
        source = annotate(Article("case", text))
        frozen = Doc(source)
        both = list(zip(spans(frozen), spans(source), strict=True))
        both += [
            (frozen[a:b], source[a:b]) for a, b in ((0, 0), (1, 3), (-2, None), (2, -1), (3, 2), (5, 999))
        ]
        both += [(frozen[0:9][a:b], source[0:9][a:b]) for a, b in ((1, 3), (-2, None), (4, 2))]
        for mine, its in both:
            assert (mine.start, mine.end, len(mine), mine.text) == (its.start, its.end, len(its), its.text)
            assert (mine.start_char, mine.end_char) == (its.start_char, its.end_char)
            assert mine.label_ == its.label_
            assert [t.i for t in mine] == [t.i for t in its]
            if len(mine):
                assert (mine.root.i, mine[0].i, mine[-1].i) == (its.root.i, its[0].i, its[-1].i)
                assert (mine.sent.start, mine.sent.end) == (its.sent.start, its.sent.end)
            for at in (len(mine), -len(mine) - 1):
                with pytest.raises(IndexError):
                    mine[at]


def test_stretches_of_text_are_equal() -> None:
    source = annotate(Article("case", TEXTS[3]))
    frozen = Doc(source)
    for start in range(0, 40, 3):
        for mode in ("strict", "contract", "expand"):
            its = source.char_span(start, start + 9, alignment_mode=mode)
            mine = frozen.char_span(start, start + 9, alignment_mode=mode)
            assert (mine and (mine.start, mine.end)) == (its and (its.start, its.end))


def test_spans_compare_by_what_they_cover() -> None:
    frozen = Doc(annotate(Article("case", TEXTS[3])))
    assert frozen[1:3] == frozen[0:4][1:3]
    assert len({frozen[1:3], frozen[1:3], frozen[1:4]}) == 2


def test_a_released_document_says_nothing() -> None:
    frozen = Doc(annotate(Article("case", "Peru met Chile.")))
    frozen.release()
    with pytest.raises(AttributeError):
        len(frozen)


def whole(doc: Doc) -> None:
    """Every token is a child of its head, at its side, and its edges and subtree are those of its children."""
    for token in doc:
        assert token.head is token or token in token.head.children
        assert [c.i for c in token.children] == sorted(c.i for c in token.children)
        assert list(token.children) == [*token.lefts, *token.rights]
        assert all(c.head is token and (c in token.lefts) == (c.i < token.i) for c in token.children)
        below = [t for t in token.sent if t is token or token.is_ancestor(t)]
        assert sorted(token.subtree, key=lambda t: t.i) == below
        assert (token.left_edge, token.right_edge) == (below[0], below[-1])


def test_a_token_hung_elsewhere_takes_what_is_below_with_it() -> None:
    doc = Doc(annotate(Article("case", "The envoys of Peru met ministers in Lima. They talked.")))
    envoys, met, place = doc[1], doc[4], doc[6]
    assert envoys.right_edge.text == "Peru"  # asked before, so that it must be forgotten
    place.hang(envoys)
    assert [c.text for c in envoys.children] == ["The", "of", "in"]
    assert (envoys.right_edge.text, met.left_edge.text) == ("Lima", "The")
    whole(doc)
    envoys.hang(envoys, "ROOT")
    met.hang(envoys, "acl")
    assert envoys.sent.root is envoys
    assert met in envoys.subtree
    whole(doc)


def test_what_is_mended_is_still_a_tree(root: Path) -> None:
    """After all modules for what the model misreads no word is below itself, and each is where its head has it."""
    files = sorted((root / "examples").glob("*.txt"))
    for text in [*TEXTS[2:], *(path.read_text(encoding="utf-8") for path in files), *MISREAD]:
        doc = view_of(annotate(Article("case", text)))
        for token in doc:
            above = token
            for _ in range(len(doc)):
                above = above.head
            assert above.head is above, token
            assert token.head is token or token in token.head.children
            assert all(child.head is token for child in token.children)
            assert sorted([*token.lefts, *token.rights], key=lambda t: t.i) == list(token.children)


MISREAD = [
    "After talks in Oslo, Ruiz and Sol of Peru announced what they called a pact ending the war at the palace on Monday.",
    "Ruiz had breakfast with Sol, lunch with Rey and dinner with Paz, and the next day met Lund after the two held talks.",
    "Orlov had a telephone conversation with President of Turkey Recep Tayyip Erdogan on Monday.",
    "Aimed at resolving the dispute, Peru, Chile, Cuba met Spain after Ruiz and Sol had met one by one with Rey.",
]


def test_no_token_is_put_below_itself() -> None:
    doc = Doc(annotate(Article("case", "Peru met Chile in Lima.")))
    verb = next(t for t in doc if t.lower_ == "met")
    town = next(t for t in doc if t.lower_ == "lima")
    verb.hang(town, "conj")
    assert (verb.head, verb.dep_) == (verb, "ROOT")
    town.hang(verb, "dobj")
    assert (town.head, town.dep_) == (verb, "dobj")


@pytest.mark.parametrize(
    "caption",
    [
        "Defense Minister Luis Rojas of Israel after the two held talks at an Egyptian resort on the Red Sea.",
        "Defense Minister Ana Torres of Israel after the two held talks in Oslo.",
    ],
)
def test_every_word_of_a_caption_without_a_verb_has_a_root(caption: str) -> None:
    """Below itself a word would be climbed from without end."""
    for token in view_of(annotate(Article("case", caption))):
        above = [token]
        while above[-1].head is not above[-1] and len(above) < 100:
            above.append(above[-1].head)
        assert len(above) < 100


def test_words_are_found_by_their_places() -> None:
    doc = Doc(annotate(Article("case", "The Amir and the envoys met the press.")))
    assert [t.i for t in doc.having({"the", "met", "none"})] == [0, 3, 5, 6]
    assert [t.i for t in doc.having({"amir"})] == [1]
    doc.respell(doc[1], "emir")
    assert not doc.having({"amir"})
    assert [t.text for t in doc.having({"emir"})] == ["Amir"]


def test_edges_of_a_deep_tree_are_found() -> None:
    """A list of thousands hangs each member on the one before; calls within calls would end at a thousand."""
    doc = Doc(annotate(Article("case", "Envoys met. " * 700)))
    for before, token in pairwise([*doc]):
        token.head, before.rights, before.children = before, [token], [token]
    assert (doc[0].left_edge, doc[0].right_edge) == (doc[0], doc[len(doc) - 1])
    assert doc[7].left_edge is doc[7]


def test_a_span_asked_for_again_is_the_same_until_the_tree_changes() -> None:
    doc = Doc(annotate(Article("case", "The envoys of Peru met ministers in Lima.")))
    assert doc[1:4] is doc[1:4]
    assert doc[1:4].root.text == "envoys"
    peru = doc[3]
    peru.hang(doc[4], "nsubj")
    doc[1].hang(peru)
    assert doc[1:4].root is peru
