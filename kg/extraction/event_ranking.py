"""How likely a reading of an act or a change is one that careful readers would report.

Logistic models over the features of ``act_features`` and ``change_features``; their weights are
``kg/data/event_weights.tsv``, trained by ``benchmarks/train_event_weights.py``. What they give is the
confidence of acts and changes; acts below LEAST are left out. Without the table the rules' own figures stay.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from kg.errors import TableError
from kg.resources import data_file

ACT, CHANGE = "act", "change"
LEAST = 0.2
"""Least probability of an act; cross-validated by outlet, flat between .15 and .25."""
HIGHEST = 0.98


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weight of each feature by model, none without table; raises TableError with the line at fault."""
    path = data_file("event_weights.tsv")
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


def likelihood(model: str, features: Mapping[str, float], otherwise: float) -> float:
    """The probability that ``model`` gives, two decimals, at most HIGHEST; ``otherwise`` without its weights.

    Features that the model does not know count nothing.
    """
    table = weights().get(model)
    if table is None:
        return otherwise
    parts = (table.get(name, 0.0) * value for name, value in features.items())
    total = table.get("bias", 0.0) + math.fsum(parts)  # exact, hence the same in any order
    return round(min(1.0 / (1.0 + math.exp(-total)), HIGHEST), 2)
