"""The layers of an encoder that look at neighbouring words, computed by few operations on large arrays.

Each puts a word beside its two neighbours, multiplies, takes the largest of three for each feature,
normalises these and adds what it was given. thinc has a model for each step, which keeps what training would
need and makes a new array. The numbers are the same to the last bit: they are added in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model

from kg.nlp.layers import encoders, stand_in
from kg.nlp.products import product, rows_for

Rows = NDArray[np.float32]

_STEPS = ("expand_window", "maxout", "layernorm", "dropout")
_PIECES = 3


class _Layer(NamedTuple):
    """Weights and bias of the product, ordered by piece, and those of the normalised features."""

    weights: Rows
    bias: Rows
    scale: Rows
    shift: Rows


class Encoder:
    """The layers of thinc's ``with_array(residual(expand_window >> maxout >> layernorm) >> ...)``.

    Raises ValueError for layers of another build.
    """

    def __init__(self, whole: Model[Any, Any]) -> None:
        self.width: int = whole.get_dim("nO")
        self._pad: int = whole.attrs["pad"]
        self._layers = [_layer(residual) for residual in whole.layers[0].layers]
        if self._pad < len(self._layers):
            raise ValueError("the encoder of the model does not part its texts")

    def __call__(self, texts: Sequence[Rows]) -> list[Rows]:
        """The rows of the words of each text, from those that look at single words; alike in any company."""
        places, at = [], self._pad
        for text in texts:
            places.append((at, at + len(text)))
            at += len(text) + self._pad
        rows = np.zeros((rows_for(at), self.width), dtype=np.float32)
        for (start, stop), text in zip(places, texts, strict=True):
            rows[start:stop] = text
        windows = np.zeros((len(rows), _PIECES * self.width), dtype=np.float32)
        products = np.empty_like(windows)
        for layer in self._layers:
            rows = self._next(layer, rows, windows, products)
        return [rows[start:stop] for start, stop in places]

    def _next(self, layer: _Layer, rows: Rows, windows: Rows, products: Rows) -> Rows:
        """What a layer makes of rows; ``windows`` and ``products`` are room to work in, the edges of
        ``windows`` zeros.
        """
        width = self.width
        windows[1:, :width] = rows[:-1]
        windows[:, width : 2 * width] = rows
        windows[:-1, 2 * width :] = rows[1:]
        product(windows, layer.weights, products)
        products += layer.bias
        out: Rows = np.maximum(products[:, :width], products[:, width : 2 * width])
        np.maximum(out, products[:, 2 * width :], out=out)
        out -= np.add.reduce(out, axis=1, keepdims=True) / np.float32(width)
        variance = np.add.reduce(out * out, axis=1, keepdims=True) / np.float32(width) + np.float32(1e-8)
        out *= variance ** np.float32(-0.5)
        out *= layer.scale
        out += layer.shift
        out += rows
        return out


def _layer(residual: Model[Any, Any]) -> _Layer:
    steps: list[Any] = [node for node in residual.walk(order="dfs_pre") if not node.layers]
    if tuple(it.name for it in steps) != _STEPS or steps[0].attrs["window_size"] != 1:
        raise ValueError("the encoder of the model is of a build that is not known here")
    weights: Rows = steps[1].get_param("W")
    if weights.shape[1] != _PIECES:
        raise ValueError("the encoder of the model chooses among another number of pieces")
    by_piece = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(-1, weights.shape[2])
    return _Layer(
        np.ascontiguousarray(by_piece.T),
        steps[1].get_param("b").T.reshape(-1),
        steps[2].get_param("G"),
        steps[2].get_param("b"),
    )


def join_steps(nlp: Language) -> None:
    """Have the encoders of the pipeline compute these layers so."""
    for encoder in encoders(nlp):
        joined = Encoder(encoder.layers[1])
        encoder.layers[1] = stand_in("joined", joined.width, joined)
