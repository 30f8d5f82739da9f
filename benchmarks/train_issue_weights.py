"""Trains the weights that rank what an event is about, and cross-validates them by outlet.

    python -m benchmarks.train_issue_weights ../shared/eval/train [--press FOLDER ...] [-o FILE]

Needs scikit-learn. What phrases mean is weighed along the AXES directions in which their averaged word vectors
differ most, which gives a weight for each dimension of the vectors. The examples are the meetings that the
extraction finds of those annotated, with the words and participants that it gives them. A candidate phrase
counts as right when it shares a word stem with a gold issue of the meeting, country names apart; the printed
figures follow the rule of the scorer (one to one, a stem in common) and leave missed meetings out.

What an article is about, and what its acts are about, is annotated far more often than what a meeting is.
Two models of the same features tell these first; their odds, out of fold, are two more features of the
model of meetings (stacking: Wolpert 1992, Neural Networks 5). As all three are linear, so is their sum, which
is the table.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc as Parsed

from benchmarks.quality.annotated import articles_of
from benchmarks.quality.built import Built
from benchmarks.weights import SHARE, folds, options, write
from kg.evaluation.forms import Span
from kg.evaluation.found import Found
from kg.evaluation.gold import Gold
from kg.evaluation.scoring import align
from kg.extraction import extract as extraction
from kg.extraction.issues.issue_ranking import DIMENSION, MEANING, Candidate, candidates, floor, select
from kg.extraction.issues.issue_setting import Setting
from kg.extraction.issues.issue_vectors import mean_vector, words_meant
from kg.extraction.issues.issues import IssueSpan, issue_span, issues_near, scheme_mentions
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.model import Article
from kg.nlp.annotate import annotate
from kg.scheme import scheme

STOP = set(
    "the a an of and in on to for with by at from its their his her as over into s issue issues".split()
)
RIDGE, WIDER = 0.1, 0.02
"""Ridge penalties (C): of the model of meetings, and of those of whole articles and of acts."""
INNER = 5
"""Parts of the articles, each told by a model of the others."""
AXES, LENGTH = 40, 2.0
"""Directions of meaning, and by how much they are stretched, so that the penalty is right for them, too."""
SMALLEST = 0.02
HEADER = """\
# Weights of the logistic model that ranks what an event is about. Columns: feature, weight.
# Trained by benchmarks/train_issue_weights.py (ridge penalty, C = {ridge}) on {articles} annotated articles
# (some of them of the press, not part of the project);
# weights below {smallest} are left out.
"""


@dataclass(frozen=True)
class Example:
    """One annotated meeting that is found: its article and outlet, the stems of its issues, candidates and which are
    right; ``wider``: which are an issue of the article, and which of an act.
    """

    article: str
    outlet: str
    gold: tuple[frozenset[str], ...]
    found: tuple[Candidate, ...]
    stems: tuple[frozenset[str], ...]
    right: tuple[bool, ...]
    wider: tuple[tuple[bool, ...], tuple[bool, ...]]
    meant: NDArray[np.float64]
    weight: float = 1.0


@dataclass(frozen=True)
class Model:
    """The weight of each feature and of each dimension of word vectors, and the constant."""

    names: Sequence[str]
    weights: NDArray[np.float64]
    dimensions: NDArray[np.float64]
    bias: float

    def probabilities(self, example: Example) -> NDArray[np.float64]:
        """How likely each candidate is an issue."""
        odds = matrix(example.found, self.names) @ self.weights + example.meant @ self.dimensions + self.bias
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)


def stems(text: str) -> frozenset[str]:
    """The scorer's words: six letters of each content word."""
    found = re.findall(r"[a-z0-9]+", text.casefold())
    return frozenset(w[:6] for w in found if w not in STOP and len(w) > 1)


Drawn = tuple[list[int], tuple[Candidate, ...]]
"""Where the words of a meeting begin, and the candidates for its issues."""


def read(folder: Path) -> list[Example]:
    """The examples of a folder of annotated articles: the meetings found there that are annotated."""
    out: list[Example] = []
    for gold_article, article, outlet in articles_of(folder):
        doc = annotate(article)
        of_article, of_acts = _wider(gold_article)
        found, drawn = _found_and_drawn(doc, article)
        quotes: dict[str | None, set[str]] = {}
        for span in scheme_mentions(Doc(doc)):
            quotes.setdefault(span.concept, set()).update(stems(span.label))
        countries = frozenset(s for t in doc if t.ent_type_ in {"GPE", "NORP"} for s in stems(t.text))
        for i, j in sorted(align(gold_article, found).meetings.items()):
            own = _candidates_of(found.meetings[j].spans, drawn)
            gold = tuple(stems(issue) for issue in gold_article.meetings[i].issues)
            apart = [g - countries or g for g in gold]
            nodes = tuple(_node(c, quotes) for c in own)
            right = tuple(any(o & g for g in apart) for o in nodes)
            wider = _among(nodes, of_article), _among(nodes, of_acts)
            out.append(
                Example(gold_article.id, outlet.casefold(), gold, own, nodes, right, wider, _meant(own, doc))
            )
    return out


def _wider(gold: Gold) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """The stems of the issues of an article, and of its acts."""
    return [stems(i) for i in gold.issues], [stems(i) for act in gold.acts for i in act.about]


def _among(nodes: Sequence[frozenset[str]], issues: Sequence[frozenset[str]]) -> tuple[bool, ...]:
    return tuple(any(own & issue for issue in issues) for own in nodes)


def _found_and_drawn(doc: Parsed, article: Article) -> tuple[Found, list[Drawn]]:
    """The graph of an article, and the candidates that its extraction looked at for each meeting."""
    drawn: list[Drawn] = []

    def recorded(view: Doc, triggers: Sequence[Token], setting: Setting) -> list[IssueSpan]:
        drawn.append(([t.idx for t in triggers], tuple(candidates(view, triggers, setting))))
        return issues_near(view, triggers, setting)

    with (
        patch.object(extraction, "issues_near", recorded),
        patch.object(Doc, "release", lambda _: None),  # the phrases are read once more afterwards
    ):
        return Built(article, extraction.extract(doc, article)).found(), drawn


def _candidates_of(spans: Sequence[Span], drawn: Sequence[Drawn]) -> tuple[Candidate, ...]:
    """The candidates of the meeting that has most of its words in ``spans`` and fewest beside them."""
    return max(drawn, key=lambda d: sum(any(a <= i < b for a, b in spans) for i in d[0]) - 0.01 * len(d[0]))[
        1
    ]


def _meant(found: Sequence[Candidate], doc: Parsed) -> NDArray[np.float64]:
    """The averaged word vector of each candidate, zeros where it has none."""
    nothing = np.zeros(doc.vocab.vectors_length)
    vectors = [mean_vector(c.span.doc.vocab, words_meant(c.span)) for c in found]
    return np.array([nothing if v is None else v for v in vectors]).reshape(len(found), len(nothing))


def _node(candidate: Candidate, quotes: dict[str | None, set[str]]) -> frozenset[str]:
    span = issue_span(candidate.span)
    label = scheme()[span.concept].label if span.concept else ""
    return stems(span.label) | stems(label) | (quotes.get(span.concept, set()) if span.concept else set())


def matrix(found: Sequence[Candidate], names: Sequence[str]) -> NDArray[np.float64]:
    """One row per candidate, one column per feature."""
    return np.array([[c.features.get(n, 0.0) for n in names] for c in found]).reshape(len(found), len(names))


def fit(examples: Sequence[Example], names: Sequence[str]) -> Model:
    """The model over all candidates of the examples."""
    some = [e for e in examples if e.found]
    meant = np.vstack([e.meant for e in some])
    middle = meant.mean(axis=0)
    axes = np.linalg.svd(np.unique(meant, axis=0) - middle, full_matrices=False)[2][:AXES].T * LENGTH
    rows = np.hstack([np.vstack([matrix(e.found, names) for e in some]), (meant - middle) @ axes])
    weights = np.concatenate([[e.weight] * len(e.found) for e in some])
    articles = np.concatenate([[e.article] * len(e.found) for e in some])
    wider = [np.concatenate([e.wider[k] for e in some]) for k in range(2)]
    odds = [_out_of_fold(rows, told, weights, articles) for told in wider]
    right = np.concatenate([e.right for e in some])
    last = _logistic(np.column_stack([rows, *odds]), right, weights, RIDGE)
    coefficients, bias = last.coef_[0][: rows.shape[1]], last.intercept_[0]
    for told, share in zip(wider, last.coef_[0][rows.shape[1] :], strict=True):
        first = _logistic(rows, told, weights, WIDER)
        coefficients, bias = coefficients + share * first.coef_[0], bias + share * first.intercept_[0]
    own, along = np.split(coefficients, [len(names)])
    dimensions = axes @ along
    return Model(names, own, dimensions, float(bias - middle @ dimensions))


def _logistic(
    rows: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64], ridge: float
) -> LogisticRegression:
    return LogisticRegression(C=ridge, max_iter=3000).fit(rows, right, sample_weight=weights)


def _out_of_fold(
    rows: NDArray[np.float64],
    right: NDArray[np.bool_],
    weights: NDArray[np.float64],
    articles: NDArray[np.str_],
) -> NDArray[np.float64]:
    """The log odds of each row, by a model of other articles."""
    out = np.zeros(len(rows))
    for train, test in folds(articles.tolist(), most=INNER):
        model = _logistic(rows[train], right[train], weights[train], WIDER)
        out[test] = model.decision_function(rows[test])
    return out


def tally(example: Example, model: Model) -> tuple[int, int, int]:
    """Right, chosen and gold issues of one meeting."""
    if not example.found:
        return 0, 0, len(example.gold)
    found = zip(example.found, model.probabilities(example), strict=True)
    scored = [replace(c, score=max(float(p), floor(c.features))) for c, p in found]
    chosen = {(s.start, s.end) for s in select(scored)}
    own = [w for c, w in zip(scored, example.stems, strict=True) if (c.span.start, c.span.end) in chosen]
    pairs = sorted(
        ((-len(g & w), i, j) for i, g in enumerate(example.gold) for j, w in enumerate(own) if g & w)
    )
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left), len(own), len(example.gold)


def lines(model: Model) -> Iterator[str]:
    """The rows of the table."""
    yield f"bias\t{model.bias:.3f}"
    for name, value in zip(model.names, model.weights, strict=True):
        if abs(value) >= SMALLEST:
            yield f"{name}\t{value:.3f}"
    yield f"{MEANING}\t1"
    yield from (f"{DIMENSION}{k}\t{value:.3f}" for k, value in enumerate(model.dimensions))


def main() -> int:
    """Prints cross-validated precision, recall and F1; writes the weights over all examples."""
    told = options(__doc__, press=True)
    examples = [e for folder in (told.folder, *told.press) for e in read(folder)]
    more = [replace(e, weight=SHARE) for e in read(told.also)]
    names = sorted({n for e in (*examples, *more) for c in e.found for n in c.features} - {MEANING})
    totals = np.zeros(3, dtype=int)
    for train, test in folds([e.outlet for e in examples]):
        model = fit([*(examples[k] for k in train), *more], names)
        totals += np.sum([tally(examples[k], model) for k in test], axis=0)
    right, chosen, gold = (int(n) for n in totals)
    precision, recall = right / chosen, right / gold
    f1 = 2 * right / (chosen + gold)
    print(f"cross-validated: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    if told.output:
        model = fit([*examples, *more], names)
        articles = len({e.article for e in (*examples, *more)})
        header = HEADER.format(ridge=RIDGE, articles=articles, smallest=SMALLEST)
        write(told.output, header, list(lines(model)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
