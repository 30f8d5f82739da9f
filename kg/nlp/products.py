"""Matrix products by the library that numpy brings, several times as fast as the one that spaCy brings.

A row of a product depends on nothing but that row, so that the words of a paragraph are read alike in any
company. Libraries of linear algebra do not hold to that by themselves, and each in its own way; so products
are made in a way that is tried on the machine first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

_FEWEST_ROWS = 72
_STEP = 12
_EDGE = 8
_MOST_COLUMNS = 304

Matrix = NDArray[np.float32]


def rows_for(wanted: int) -> int:
    """How many rows a product should have for so many, the others being zeros.

    Small matrices have routines of their own, which add in another order, and OpenBLAS deals with rows by
    twelve where the processor has AVX2.
    """
    return -(-max(wanted, _FEWEST_ROWS) // _STEP) * _STEP


def product(rows: Matrix, weights: Matrix, out: Matrix | None = None) -> Matrix:
    """The product of two matrices within ``one_thread``, into ``out`` if given; quickest with as many rows as
    ``rows_for`` says.
    """
    wanted = len(rows)
    if rows_for(wanted) == wanted:
        return _way()(rows, weights, out)
    padded = np.zeros((rows_for(wanted), rows.shape[1]), dtype=rows.dtype)
    padded[:wanted] = rows
    found = _way()(padded, weights, None)[:wanted]
    if out is None:
        return found
    out[...] = found
    return out


Way = Callable[[Matrix, Matrix, "Matrix | None"], Matrix]


def _plainly(rows: Matrix, weights: Matrix, out: Matrix | None) -> Matrix:
    found: Matrix = np.matmul(rows, weights, out=out)
    return found


def _framed(rows: Matrix, weights: Matrix, out: Matrix | None) -> Matrix:
    """The product with columns of zeros beside the weights, which are cut off again.

    OpenBLAS for processors with AVX2 goes through columns in blocks of at most 320, and rounds the first and
    the last eight of a block otherwise in the first six of twelve rows than in the last.
    """
    inner, wanted = weights.shape
    found = np.empty((len(rows), wanted), dtype=rows.dtype) if out is None else out
    for start in range(0, wanted, _MOST_COLUMNS):
        part = weights[:, start : start + _MOST_COLUMNS]
        width = part.shape[1]
        framed = np.zeros((inner, _EDGE + -(-(width + _EDGE) // _EDGE) * _EDGE), dtype=weights.dtype)
        framed[:, _EDGE : _EDGE + width] = part
        found[:, start : start + width] = np.matmul(rows, framed)[:, _EDGE : _EDGE + width]
    return found


def _by_thinc(rows: Matrix, weights: Matrix, out: Matrix | None) -> Matrix:
    found: Matrix = NumpyOps().gemm(rows, weights, out=out)
    return found


@cache
def _way() -> Way:
    """How to multiply on this machine: thinc's way where numpy's library does not treat rows alike."""
    return next((way for way in (_plainly, _framed) if treats_rows_alike(way)), _by_thinc)


def treats_rows_alike(way: Way) -> bool:
    """Whether equal rows give equal rows on this machine, wherever they stand and however many they are."""
    numbers = np.random.default_rng(1)
    with one_thread():
        for inner, columns in ((288, 288), (300, 96), (64, 384), (96, 50)):
            weights = numbers.standard_normal((inner, columns), dtype=np.float32)
            row = numbers.standard_normal((1, inner), dtype=np.float32)
            few, more = (
                way(np.repeat(row, rows_for(wanted), axis=0), weights, None)
                for wanted in (1, 2 * _FEWEST_ROWS + 1)
            )
            if (few != few[0]).any() or (more != few[0]).any():
                return False
    return True


class Products(NumpyOps):  # type: ignore[misc] # the stubs take the compiled class for Any
    """As thinc's, but for products."""

    def gemm(
        self,
        x: Matrix,
        y: Matrix,
        out: Matrix | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Matrix:
        """The product of two matrices, each transposed when asked."""
        return product(x.T if trans1 else x, y.T if trans2 else y, out)


def use_products(nlp: Language) -> None:
    """Have every model of the pipeline multiply by ``Products``."""
    ops = Products()
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            node.ops = ops


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@contextmanager
def one_thread() -> Iterator[None]:
    """Products within use one core: several processes share the cores better than threads do."""
    with _threads().limit(limits=1, user_api="blas"):
        yield
