"""Logistic models as data: their weights read from a table, and what they make of features."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from kg.errors import TableError

Weights = Mapping[str, dict[str, float]]
"""The weight of each feature by model; the feature ``bias`` is the constant."""


def read_weights(path: Path) -> Weights:
    """The weights in a file of model, feature and number; none without the file.

    Raises TableError with the line at fault. Lines that are empty or begin with ``#`` say nothing.
    """
    out: dict[str, dict[str, float]] = {}
    if not path.exists():
        return out
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        try:
            model, name, value = line.split("\t")
            out.setdefault(model, {})[name] = float(value)
        except ValueError as error:
            raise TableError(
                f"{path}:{number}: model, feature and number, between tabs, are needed"
            ) from error
    return out


def odds_of(table: dict[str, float], features: dict[str, float]) -> float:
    """The logit of features; unknown ones count nothing. The sum is exact, hence the same in any order."""
    parts: list[float] = []
    for name, value in features.items():
        weight = table.get(name)
        if weight is not None:
            parts.append(weight * value)
    return table.get("bias", 0.0) + math.fsum(parts)


def probability_of(odds: float) -> float:
    """The probability of a logit."""
    return 1.0 / (1.0 + math.exp(-odds))
