"""Whatever the model makes of a sentence, it is read to its end without an error: any tree, any names, any kinds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from kg.extraction.extract import extract
from kg.model import Article
from kg.nlp.annotate import annotate

_WORDS = (
    "of with and , by in at for on the President Peru Lima Chile Soto Ana envoys delegation talks visit met "
    "held said days round team led Monday ministers two after before from to Paz leaders summit who 's ( ) "
    "visiting United Nations discussed will Kenya's officials their meeting agreed between that"
).split()
_KINDS = {
    "NOUN": "NN NNS",
    "PROPN": "NNP",
    "VERB": "VBD VBN VBG VB",
    "ADP": "IN",
    "ADJ": "JJ VBN",
    "AUX": "VBZ",
}
_DEPS = (
    "nsubj nsubjpass dobj pobj prep conj cc appos compound amod poss acl relcl advcl xcomp ccomp agent attr "
    "nummod det punct aux auxpass mark dep npadvmod pcomp"
).split()
_NAMES = ("", "GPE", "PERSON", "ORG", "NORP", "DATE", "CARDINAL", "FAC")


@st.composite
def parses(draw: st.DrawFn) -> list[tuple[str, int, str, str, str, str]]:
    """Words with head, relation, part of speech, tag and kind of name; a tree, though no sentence has it."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=3, max_size=24))
    order = draw(st.permutations(range(len(words))))
    heads = [0] * len(words)
    for n, i in enumerate(order):
        heads[i] = order[draw(st.integers(0, n - 1))] if n else i
    out = []
    for i, word in enumerate(words):
        kind = draw(st.sampled_from(sorted(_KINDS)))
        tag = draw(st.sampled_from(_KINDS[kind].split()))
        dep = "ROOT" if heads[i] == i else draw(st.sampled_from(_DEPS))
        out.append((word, heads[i], dep, kind, tag, draw(st.sampled_from(_NAMES))))
    return out


@pytest.mark.timeout(300)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(parses())
@example([("Chile", 1, "nsubj", "PROPN", "NNP", "GPE"), ("Peru", 1, "ROOT", "PROPN", "NNP", "GPE")])
@example(
    [
        ("with", 0, "ROOT", "ADP", "IN", ""),
        ("team", 0, "pobj", "NOUN", "NN", ""),
        ("led", 1, "acl", "VERB", "VBN", ""),
        ("by", 2, "agent", "ADP", "IN", ""),
        ("Paz", 3, "pobj", "PROPN", "NNP", "PERSON"),
    ]
)
@example(
    [
        ("of", 0, "ROOT", "ADP", "IN", ""),
        ("Peru", 3, "poss", "PROPN", "NNP", "GPE"),
        ("'s", 1, "case", "ADP", "IN", ""),
        ("Soto", 0, "pobj", "PROPN", "NNP", ""),
    ]
)
@example(
    [
        ("talks", 2, "nsubj", "NOUN", "NNS", ""),
        ("of", 0, "prep", "ADP", "IN", ""),
        ("days", 1, "nummod", "NOUN", "NNS", ""),
        ("met", 3, "ROOT", "VERB", "VBD", ""),
    ]
)
def test_any_tree_is_read(rows: list[tuple[str, int, str, str, str, str]]) -> None:
    words = [r[0] for r in rows]
    whole = annotate(Article("any", " ".join(words)))
    doc = Doc(
        whole.vocab,
        words=words,
        heads=[r[1] for r in rows],
        deps=[r[2] for r in rows],
        pos=[r[3] for r in rows],
        tags=[r[4] for r in rows],
        lemmas=[w.lower() for w in words],
    )
    doc.set_ents([Span(doc, i, i + 1, label=r[5]) for i, r in enumerate(rows) if r[5]])
    for name, spans in whole.spans.items():
        doc.spans[name] = [] if name.startswith("dateline") else [Span(doc, 0, len(doc))][: len(spans)]
    article = Article("any", doc.text, published=date(2025, 5, 22))
    found = extract(doc, article)
    assert all(0 <= m.start < m.end <= len(doc.text) for a in found.actors for m in a.mentions)
