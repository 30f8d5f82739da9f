"""States of one name, told of together by its plural: "the two Koreas"."""

from __future__ import annotations

from spacy.tokens import Doc

from kg import gazetteer
from kg.extraction.word_places import words_at
from kg.gazetteer import Match

NAMESAKES = {
    "Koreas": ("country:KP", "country:KR"),
    "Sudans": ("country:SD", "country:SS"),
    "Congos": ("country:CD", "country:CG"),
    "Germanys": ("country:DE", "country:DD"),
    "Germanies": ("country:DE", "country:DD"),
}
"""Each plural with the keys of the states that it stands for."""


def namesakes(doc: Doc) -> list[Match]:
    """Both states of "the two Koreas", each by the one word, in text order; none of "the Carolinas"."""
    named = ((i, NAMESAKES.get(doc[i].text, ())) for i in words_at(doc, _IN_SMALL))
    return [Match(i, i + 1, gazetteer.entry(key), "name") for i, keys in named for key in keys]


_IN_SMALL = frozenset(map(str.lower, NAMESAKES))
