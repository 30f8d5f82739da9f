"""Trains the weights that say how likely acts and changes are, cross-validated by outlet.

    python -m benchmarks.train_event_weights ../shared/eval/train [--press FOLDER ...] [-o FILE]

Needs scikit-learn. A reading is right when the act or change made of it is one that ``kg evaluate`` counts as
right. Acts of articles whose annotation is full are left out: a further act may be right there. Prints, from
models that have not seen the outlet, how many readings of each probability are right.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.quality.annotated import articles_of
from benchmarks.quality.built import Built
from benchmarks.weights import SHARE, folds, options, rows, write
from kg.evaluation.found import FoundAct
from kg.evaluation.scoring import ACT_CLASSES, MAX_GOLD_ACTS, align
from kg.extraction.acts import acts, changes, event_ranking
from kg.extraction.extract import extract
from kg.nlp.annotate import annotate

RIDGE = {event_ranking.ACT: 0.05, event_ranking.CHANGE: 0.02}
SMALLEST = 0.02
HEADER = """\
# Weights of the logistic models for acts and changes. Columns: model, feature, weight.
# Trained by benchmarks/train_event_weights.py (ridge penalty, C = {act} for acts, {change} for changes) on
# {articles} annotated articles (some of them of the press, not part of the project); weights below
# {smallest} are left out.
"""


@dataclass(frozen=True)
class Example:
    """One reading: its model, the outlet of its article, its features, and whether it is right."""

    model: str
    outlet: str
    features: Mapping[str, float]
    right: bool
    weight: float = 1.0


class Recorder:
    """Notes the features that are asked about and lets every reading through."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, float]]] = []

    def __call__(self, model: str, features: Mapping[str, float], _otherwise: float) -> float:
        """A figure that is the number of the question, so that mentions can be told apart."""
        self.asked.append((model, dict(features)))
        return 0.3 + len(self.asked) / 1e6


def read(folder: Path) -> list[Example]:
    """The examples of a folder of annotated articles."""
    out: list[Example] = []
    recorder = Recorder()
    for gold, article, outlet in articles_of(folder):
        recorder.asked.clear()
        with patch.object(acts, "likelihood", recorder), patch.object(changes, "likelihood", recorder):
            extraction = extract(annotate(article), article)
        found = Built(article, extraction).found()
        pairs = align(gold, found)
        sets = (
            (event_ranking.ACT, found.acts(*ACT_CLASSES), set(pairs.acts.values()), extraction.acts),
            (
                event_ranking.CHANGE,
                found.acts("StatusChange"),
                set(pairs.changes.values()),
                extraction.changes,
            ),
        )
        for model, candidates, right, values in sets:
            if model == event_ranking.ACT and len(gold.acts) >= MAX_GOLD_ACTS:
                continue
            good = {k for j in right for k in _spans(candidates[j])}
            for value in values:
                for m in value.mentions:
                    number = round((m.confidence - 0.3) * 1e6) - 1
                    if 0 <= number < len(recorder.asked) and recorder.asked[number][0] == model:
                        features = recorder.asked[number][1]
                        out.append(Example(model, outlet.casefold(), features, (m.start, m.end) in good))
                        break
    return out


def _spans(found: FoundAct) -> list[tuple[int, int]]:
    return list(found.spans)


def matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """One row per example, one column per feature."""
    return np.array([[e.features.get(n, 0.0) for n in names] for e in examples]).reshape(-1, len(names))


def fit(examples: Sequence[Example], names: Sequence[str]) -> LogisticRegression:
    """The model over the examples of one kind."""
    right = np.array([e.right for e in examples])
    weights = np.array([e.weight for e in examples])
    model = LogisticRegression(C=RIDGE[examples[0].model], max_iter=3000)
    return model.fit(matrix(examples, names), right, sample_weight=weights)


def reliability(examples: Sequence[Example], more: Sequence[Example], names: Sequence[str]) -> None:
    """Prints the shares right by probability, each probability from a model that lacks the outlet."""
    sure = np.zeros(len(examples))
    for train, test in folds([e.outlet for e in examples]):
        model = fit([*(examples[k] for k in train), *more], names)
        sure[test] = model.predict_proba(matrix([examples[k] for k in test], names))[:, 1]
    right = np.array([e.right for e in examples], dtype=float)
    edges = np.quantile(sure, np.linspace(0, 1, 7))
    for low, high in pairwise(edges):
        chosen = (sure >= low) & (sure <= high)
        print(
            f"{examples[0].model} {low:.2f} to {high:.2f}: {chosen.sum()} readings, "
            f"mean {sure[chosen].mean():.2f}, right {right[chosen].mean():.2f}"
        )


def main() -> int:
    """Prints cross-validated reliability; writes the weights over all examples."""
    told = options(__doc__, press=True)
    examples = [e for folder in (told.folder, *told.press) for e in read(folder)]
    further = [replace(e, weight=SHARE) for e in read(told.also)]
    lines: list[str] = []
    for kind in (event_ranking.ACT, event_ranking.CHANGE):
        own = [e for e in examples if e.model == kind]
        more = [e for e in further if e.model == kind]
        names = sorted({n for e in (*own, *more) for n in e.features})
        reliability(own, more, names)
        lines += rows(fit([*own, *more], names), names, SMALLEST, f"{kind}\t")
    if told.output:
        articles = sum(len(articles_of(folder)) for folder in (told.folder, *told.press, told.also))
        header = HEADER.format(**RIDGE, articles=articles, smallest=SMALLEST)
        write(told.output, header, lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
