"""How likely a reading of an act or a change is one that careful readers would report.

Logistic models over the features of ``act_features`` and ``change_features``; their weights are
``kg/data/event_weights.tsv``, trained by ``benchmarks/train_event_weights.py``. What they give is the
confidence of acts and changes; acts below LEAST are left out. Without the table the rules' own figures stay.
"""

from __future__ import annotations

from functools import cache

from kg.extraction.tokens.logistic import Weights, odds_of, probability_of, read_weights
from kg.resources import data_file

ACT, CHANGE = "act", "change"
LEAST = 0.25
"""Least probability of an act; cross-validated by outlet, flat between .2 and .3."""
HIGHEST = 0.98


@cache
def weights() -> Weights:
    """The weight of each feature by model, none without table; raises TableError with the line at fault."""
    return read_weights(data_file("event_weights.tsv"))


def likelihood(model: str, features: dict[str, float], otherwise: float) -> float:
    """The probability that ``model`` gives, two decimals, at most HIGHEST; ``otherwise`` without its weights.

    Features that the model does not know count nothing.
    """
    table = weights().get(model)
    if table is None:
        return otherwise
    return round(min(probability_of(odds_of(table, features)), HIGHEST), 2)
