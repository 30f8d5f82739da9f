"""Where a document has given words, looked for once: a rule asks where its few words stand before it walks.

Of a ``FrozenDoc`` only after its words are set right (``view_of``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from spacy.tokens import Doc

Words = frozenset[str]


def words_at(doc: Doc, words: Words) -> tuple[int, ...]:
    """The tokens that are one of the words, which are given in lower case, in order."""
    return _at(doc, "lower", words)


def lemmas_at(doc: Doc, lemmas: Words) -> tuple[int, ...]:
    """The tokens whose lemma, in lower case, is one of these, in order."""
    return _at(doc, "lemma", lemmas)


def words_within(doc: Doc, words: Words, first: int, last: int) -> tuple[int, ...]:
    """Those of ``words_at`` that are among the tokens [first, last)."""
    at = _at(doc, "lower", words)
    return at[bisect_left(at, first) : bisect_left(at, last)] if at else at


def lemmas_within(doc: Doc, lemmas: Words, first: int, last: int) -> tuple[int, ...]:
    """Those of ``lemmas_at`` that are among the tokens [first, last)."""
    at = _at(doc, "lemma", lemmas)
    return at[bisect_left(at, first) : bisect_left(at, last)] if at else at


def _at(doc: Doc, form: str, words: Words) -> tuple[int, ...]:
    known: dict[str, tuple[dict[str, list[int]], dict[Words, tuple[int, ...]]]]
    known = doc.user_data.setdefault("kg.word_places", {})
    if form not in known:
        words_of = [t.lower_ for t in doc] if form == "lower" else [t.lemma_.lower() for t in doc]
        known[form] = _places(words_of), {}
    places, found = known[form]
    at = found.get(words)
    if at is None:
        at = found[words] = tuple(sorted(i for word in words for i in places.get(word, ())))
    return at


def _places(words: list[str]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        places[word].append(i)
    return places
