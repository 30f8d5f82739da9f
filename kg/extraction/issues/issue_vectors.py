"""How near phrases are to the labels of the issue scheme by word vectors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

from kg.extraction.issues.issue_terms import FUNCTION
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.lexicon import active, per_lexicon
from kg.scheme import scheme

SIMILARITY = 0.80
"""Least nearness at which the vectors alone decide, for phrases of two content words or more.

Set by reading the nearest labels of issue phrases (141 annotated articles) that no label covers: below 0.8
most were wrong, and single words at any value (rare words share vectors). At 0.8 the step decides hardly
anything: one of those 252 phrases. The labels do the work.
"""


def by_vector(span: Span) -> str | None:
    """The concept whose label is nearest to the phrase word by word; ``None`` below SIMILARITY.

    "weapons shipments" is near "weapons deliveries"; "a fair deal" is not near "trade deal".
    """
    digest, vocab, words = active().digest, span.doc.vocab, words_meant(span)
    if len([word for word in words if _unit_row(vocab, word) is not None]) < 2:
        return None
    if any(_closest(digest, vocab, word) < SIMILARITY for word in words):
        return None  # as near as its farthest word at most
    slug, similarity = nearest(span)
    return slug if similarity >= SIMILARITY else None


def nearest(span: Span) -> tuple[str | None, float]:
    """The concept nearest word by word, and how near.

    How near a phrase is to a label is the least, over the words of both, of the cosine with the nearest word
    of the other; so one word without a counterpart keeps them apart. Names do not count.
    """
    own = _unit(span.doc.vocab, words_meant(span))
    labels = _label_rows(span.doc.vocab)
    if own is None or not labels:
        return None, 0.0
    rows, starts = _label_matrix(span.doc.vocab)
    cosines = np.einsum("ik,jk->ij", own, rows)  # in one thread: starting others costs more than this
    of_own = np.maximum.reduceat(cosines, starts, axis=1).min(axis=0)
    of_label = np.minimum.reduceat(cosines.max(axis=0), starts)
    values = np.minimum(of_own, of_label)
    best = int(values.argmax())
    return (labels[best][0], float(values[best])) if values[best] > 0 else (None, 0.0)


@lru_cache(maxsize=16384)
def _closest(lexicon: str, vocab: Vocab, word: str) -> float:  # noqa: ARG001 - labels differ by lexicon
    """The greatest cosine of a word with the words of the labels; 1 for a word without a vector."""
    own = _unit(vocab, [word])
    labels = _label_rows(vocab)
    if own is None or not labels:
        return 1.0
    return float(np.einsum("ik,jk->ij", own, _label_words(vocab)).max())


def resemblance(span: Span) -> float:
    """How like the labels of the scheme a phrase is as a whole: greatest cosine of averaged vectors."""
    return _resemblance(active().digest, span.doc.vocab, words_meant(span))


@lru_cache(maxsize=16384)
def _resemblance(lexicon: str, vocab: Vocab, words: tuple[str, ...]) -> float:  # noqa: ARG001 - as above
    own = _mean(vocab, words)
    means = _label_means(vocab)
    if own is None or not len(means):
        return 0.0
    mean, norm = own
    return float(np.maximum.reduce(means @ mean) / norm)


@lru_cache(maxsize=256)
def _mean(vocab: Vocab, words: tuple[str, ...]) -> tuple[NDArray[np.float32], float] | None:
    """The mean of the vectors of words and its length; ``None`` where none has a vector or they cancel out.

    Added one by one, as numpy adds rows: there are two or three.
    """
    known = [row for word in words if (row := _unit_row(vocab, word)) is not None]
    if not known:
        return None
    mean = known[0]
    for row in known[1:]:
        mean = mean + row
    if len(known) > 1:
        mean = mean / np.float32(len(known))
    norm = float(np.sqrt(mean.dot(mean)))
    return (mean, norm) if norm else None


def mean_vector(vocab: Vocab, words: tuple[str, ...]) -> NDArray[np.float32] | None:
    """What words mean on average, of length 1; ``None`` where none has a vector."""
    own = _mean(vocab, words)
    return None if own is None else own[0] / own[1]


_NAMES = {"GPE", "NORP", "PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL", "LOC"}


def words_meant(span: Span) -> tuple[str, ...]:
    """The words of a phrase that have meaning: no names, no marks, none of the most frequent."""
    return tuple([t.lower_ for t in span if t.is_alpha and not t.is_stop and t.ent_type_ not in _NAMES])


@per_lexicon
def _label_rows(vocab: Vocab) -> tuple[tuple[str, NDArray[np.float32]], ...]:
    out: list[tuple[str, NDArray[np.float32]]] = []
    for concept in scheme().values():
        for label in (concept.label, *concept.alt):
            texts = [w.casefold() for w in re.findall(r"\w+", label) if w.casefold() not in FUNCTION]
            rows = _unit(vocab, texts)
            if rows is not None and len(rows) == len(texts):
                out.append((concept.slug, rows))
    return tuple(out)


@per_lexicon
def _label_matrix(vocab: Vocab) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
    """The word vectors of all labels, one below the other, and the row where each label begins."""
    rows = [label for _, label in _label_rows(vocab)]
    sizes = [len(r) for r in rows]
    return np.concatenate(rows), np.cumsum([0, *sizes[:-1]], dtype=np.intp)


@per_lexicon
def _label_words(vocab: Vocab) -> NDArray[np.float32]:
    """The word vectors of all labels, each once."""
    rows, _ = _label_matrix(vocab)
    return np.array(list({row.tobytes(): row for row in rows}.values()), dtype=np.float32)


@per_lexicon
def _label_means(vocab: Vocab) -> NDArray[np.float32]:
    means = [rows.mean(axis=0) for _, rows in _label_rows(vocab)]
    return np.array([m / np.linalg.norm(m) for m in means], dtype=np.float32)


def _unit(vocab: Vocab, texts: Sequence[str]) -> NDArray[np.float32] | None:
    known = [row for word in texts if (row := _unit_row(vocab, word)) is not None]
    return np.array(known, dtype=np.float32) if known else None


@lru_cache(maxsize=4096)
def _unit_row(vocab: Vocab, word: str) -> NDArray[np.float32] | None:
    key = vocab.strings[word]
    if key not in vocab.vectors:
        return None  # without making a lexeme, which takes longer than all else
    row: NDArray[np.float32] = np.asarray(vocab.vectors[key], dtype=np.float32)
    unit: NDArray[np.float32] = row / np.sqrt(np.add.reduce(row * row))
    return unit


_PROTOTYPES: Mapping[str, tuple[str, ...]] = {
    "person": ("minister", "official", "spokesman", "people", "leader", "diplomat", "envoy", "journalist"),
    "event": ("meeting", "visit", "ceremony", "dinner", "conference", "interview", "speech"),
    "time": ("week", "month", "year", "day", "hour", "morning"),
    "place": ("city", "capital", "palace", "hotel", "building", "airport", "street"),
    "organization": ("government", "parliament", "agency", "council", "newspaper", "company", "party"),
    "matter": (
        "conflict",
        "ceasefire",
        "sanctions",
        "trade",
        "security",
        "cooperation",
        "terrorism",
        "migration",
    ),
    "text": ("statement", "letter", "report", "comment", "question", "message", "tweet"),
    "vague": ("thing", "way", "part", "level", "side", "kind", "number", "result"),
}


def likeness(head: Token) -> Mapping[str, float]:
    """How like a noun is to kinds of thing, as features: the greatest cosine with the examples of each; none
    without vector.
    """
    return _likeness(head.doc.vocab, head.lemma_.lower())


@lru_cache(maxsize=4096)
def _likeness(vocab: Vocab, lemma: str) -> Mapping[str, float]:
    own = _unit_row(vocab, lemma)
    if own is None:
        return {}
    return {name: max((rows @ own).tolist()) for name, rows in _prototypes(vocab).items()}


@lru_cache(maxsize=4)
def _prototypes(vocab: Vocab) -> Mapping[str, NDArray[np.float32]]:
    """The word vectors of the examples of each kind, by the feature that tells how like them a noun is."""
    rows = {f"like.{name}": _unit(vocab, examples) for name, examples in _PROTOTYPES.items()}
    return {name: found for name, found in rows.items() if found is not None}
