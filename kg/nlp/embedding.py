"""What the model knows of a word whatever stands beside it, computed once for each word of a run."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from kg.nlp.layers import encoders, stand_in

_MOST_WORDS = 20_000

_KEY: list[int | str] = ["ORTH", "NORM", "SPACY"]

Rows = NDArray[np.float32]


class Embedding:
    """The first layers of one encoder, which look at single words, with a bounded memory of their results.

    ``whole`` is thinc's chain of these layers: features of the words, hashed rows of tables beside the
    word's vector, and a layer that mixes them. A word is its spelling, its norm and whether a space follows,
    for all features are made of these.
    """

    def __init__(self, whole: Model[Any, Any]) -> None:
        self.whole = whole
        layers: Any = whole.layers
        both, mix, _ = layers
        hashed, self._vectors = both.layers
        features, _, tables = hashed.layers
        self._columns = features.attrs["columns"]
        self._tables = tables.layers[0]
        self._mix = mix.layers[0]
        self._rows: Rows = np.zeros((_MOST_WORDS, whole.get_dim("nO")), dtype=np.float32)
        self._places: dict[bytes, int] = {}

    def __call__(self, docs: list[Doc]) -> list[Rows]:
        """The rows of the words of each document."""
        keys = list(map(_keys, docs))
        found: list[list[Any]] = [list(map(self._places.get, its)) for its in keys]
        fresh = {
            key: (doc, i)
            for doc, its, known in zip(docs, keys, found, strict=True)
            if None in known
            for i, (key, place) in enumerate(zip(its, known, strict=True))
            if place is None
        }
        if len(self._places) + len(fresh) > _MOST_WORDS:
            self._places.clear()
            distinct = {
                key: (doc, i) for doc, its in zip(docs, keys, strict=True) for i, key in enumerate(its)
            }
            if len(distinct) > _MOST_WORDS:
                return cast("list[Rows]", self.whole.predict(docs))
            fresh = distinct
        if fresh:
            self._learn(fresh)
            found = [list(map(self._places.get, its)) for its in keys]
        return [self._rows[known] for known in found]

    def _learn(self, fresh: dict[bytes, tuple[Doc, int]]) -> None:
        """Computes the rows of these words, each given with a place where it stands."""
        seen: dict[int, Any] = {}
        features = np.empty((len(fresh), len(self._columns)), dtype=np.uint64)
        for row, (doc, i) in enumerate(fresh.values()):
            table = seen.get(id(doc))
            if table is None:
                table = seen[id(doc)] = doc.to_array(self._columns)
            features[row] = table[i]
        vocab = next(iter(fresh.values()))[0].vocab
        found = vocab.vectors.find(keys=np.frombuffer(b"".join(fresh), dtype=np.uint64)[:: len(_KEY)])
        weights = self._vectors.get_param("W")
        vectors: Any = self._vectors.ops.gemm(vocab.vectors.data[found], weights, trans2=True)
        vectors[found < 0] = 0
        start = len(self._places)
        mixed = self._mix.predict(np.hstack([self._tables.predict(features), vectors]))
        self._rows[start : start + len(fresh)] = mixed
        self._places.update(zip(fresh, range(start, start + len(fresh)), strict=True))


def _keys(doc: Doc) -> list[bytes]:
    """The words of a document by what the encoder looks at."""
    size = len(_KEY) * 8
    values = doc.to_array(_KEY).tobytes()
    return [values[at : at + size] for at in range(0, len(values), size)]


def remember_words(nlp: Language) -> None:
    """Have the encoders of the pipeline remember what they computed for single words."""
    for encoder in encoders(nlp):
        embedding = Embedding(encoder.layers[0])
        encoder.layers[0] = stand_in("remembered", embedding.whole.get_dim("nO"), embedding)
