"""Where a document has given words, looked for once: a rule asks where its few words stand before it walks.

Only after the words of the document are set right (``view_of``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import chain

from kg.extraction.tokens.frozen_doc import Doc

Words = frozenset[str]


def words_at(doc: Doc, words: Words) -> tuple[int, ...]:
    """The tokens that are one of the words, which are given in lower case, in order."""
    known: dict[Words, tuple[int, ...]] = doc.user_data.setdefault("kg.words_at", {})
    at = known.get(words)
    if at is None:
        at = known[words] = tuple([t.i for t in doc.having(words)])
    return at


def lemmas_at(doc: Doc, lemmas: Words) -> tuple[int, ...]:
    """The tokens whose lemma, in lower case, is one of these, in order."""
    known: dict[Words, tuple[int, ...]] = doc.user_data.setdefault("kg.lemmas_at", {})
    at = known.get(lemmas)
    if at is None:
        places = _lemmas(doc)
        found = [places[lemma] for lemma in places.keys() & lemmas]
        at = known[lemmas] = tuple(found[0]) if len(found) == 1 else tuple(sorted(chain(*found)))
    return at


def words_within(doc: Doc, words: Words, first: int, last: int) -> tuple[int, ...]:
    """Those of ``words_at`` that are among the tokens [first, last)."""
    return _within(words_at(doc, words), first, last)


def lemmas_within(doc: Doc, lemmas: Words, first: int, last: int) -> tuple[int, ...]:
    """Those of ``lemmas_at`` that are among the tokens [first, last)."""
    return _within(lemmas_at(doc, lemmas), first, last)


def _within(at: tuple[int, ...], first: int, last: int) -> tuple[int, ...]:
    return at[bisect_left(at, first) : bisect_left(at, last)] if at else at


def _lemmas(doc: Doc) -> dict[str, list[int]]:
    """Where each lemma stands, in order."""
    known: dict[str, list[int]] | None = doc.user_data.get("kg.lemmas")
    if known is None:
        known = doc.user_data["kg.lemmas"] = defaultdict(list)
        for token in doc:
            known[token.lemma_.lower()].append(token.i)
    return known
