"""Verbs that the tagger takes for nouns: "Minister A and Minister B meet in Oslo", "X visits Y".

In the present tense of headlines and chronicles "meet", "sign" or "visits" have the form of nouns. Where
such a word has a subject of its own it is a verb, whatever its tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.triggers import frames
from kg.lexicon import per_lexicon, rows

if TYPE_CHECKING:
    from kg.extraction.frozen_doc import FrozenDoc
    from kg.extraction.frozen_token import FrozenToken

_LEMMAS = {
    verb[:-1] + ending: verb
    for verb in ("axe", "dine", "hope", "rage", "slate", "stage", "wage")
    for ending in ("ed", "ing", "es")
}
"""Forms that the lemmatiser takes for those of "din", "hop", "slat" and the like."""
_NOUN_TAGS = {"NN": "VBP", "NNS": "VBZ"}
_OF_NOUNS = frozenset({"det", "poss", "cop", "aux", "auxpass", "case", "nummod"})


@per_lexicon
def _verbs() -> frozenset[str]:
    """The verbs of the lexicon: those that denote meetings and acts."""
    acts = {row["lemma"] for row in rows("acts") if row["pos"] == "VERB"}
    return frozenset(acts | {lemma for lemma, pos in frames() if pos == "VERB"})


def restore_verbs(doc: FrozenDoc) -> None:
    """Gives such words the tag, part of speech and lemma of the verb, in place; "hopes" is of "hope"."""
    for token in doc:
        if token.lower_ in _LEMMAS and token.pos_ == "VERB":
            token.lemma_ = _LEMMAS[token.lower_]
        gerund = token.tag_ == "NN" and token.lower_.endswith("ing")
        tag = "VBG" if gerund else _NOUN_TAGS.get(token.tag_)
        if tag is not None and token.lefts and _has_subject(token):
            lemma = _lemma(token.lower_, tag)
            if lemma in _verbs():
                token.tag_, token.pos_, token.lemma_ = tag, "VERB", lemma


def _has_subject(token: FrozenToken) -> bool:
    dependencies = {c.dep_ for c in token.lefts}
    sides = any(
        c.dep_ == "prep" and c.lower_ == "between" for c in token.rights
    )  # "Indirect talks between A"
    return "nsubj" in dependencies and not dependencies & _OF_NOUNS and not sides


def _lemma(word: str, tag: str) -> str:
    if tag == "VBG":
        return word.removesuffix("ing")  # "ministers meeting in Oslo agreed"
    return word[:-1] if tag == "VBZ" and word.endswith("s") else word
