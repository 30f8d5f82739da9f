"""Matrix products by the library that numpy brings, several times as fast as the one that spaCy brings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

FEWEST_ROWS = 64

Matrix = NDArray[np.float32]


class Products(NumpyOps):  # type: ignore[misc] # the stubs take the compiled class for Any
    """As thinc's, but for products. A row of a product depends on nothing but that row.

    Libraries of linear algebra have routines of their own for small matrices, which add in another order.
    Those are avoided by rows of zeros, so that the words of a paragraph are read alike in any company.
    """

    def gemm(
        self,
        x: Matrix,
        y: Matrix,
        out: Matrix | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Matrix:
        """The product of two matrices, each transposed when asked."""
        left = x.T if trans1 else x
        right = y.T if trans2 else y
        rows = left.shape[0]
        product: Matrix
        if rows >= FEWEST_ROWS:
            product = np.matmul(left, right, out=out)
            return product
        padded = np.zeros((FEWEST_ROWS, left.shape[1]), dtype=left.dtype)
        padded[:rows] = left
        product = np.matmul(padded, right)[:rows]
        if out is None:
            return product
        out[...] = product
        return out


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
