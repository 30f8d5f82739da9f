"""What the trainers of models share: their options, and the weights of a model as rows of a table."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

WRITTEN = Path(__file__).parent / "quality" / "written.jsonl.xz"
"""The articles written for the project, which every model is trained on beside the annotated press articles."""
SHARE = 0.5
"""How much an example from them counts: by the log loss on press articles of outlets left out."""


def options(words: str | None, *, press: bool = False) -> argparse.Namespace:
    """The folder of annotated articles, further ones, and the file to write where one is named.

    ``press``: also folders of press articles of other outlets, which are left out in their turn, too.
    """
    parser = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--also", type=Path, default=WRITTEN, help="further articles, never left out")
    if press:
        parser.add_argument("--press", type=Path, nargs="*", default=[], help="folders of further articles")
    parser.add_argument("-o", "--output", type=Path)
    return parser.parse_args()


def folds(outlets: Sequence[str], most: int = 10) -> Iterator[tuple[list[int], list[int]]]:
    """Numbers of the examples to train on and of those left out, all of one outlet on the same side.

    Raises ValueError where all are of one outlet.
    """
    from sklearn.model_selection import GroupKFold

    count = min(most, len(set(outlets)))
    for train, test in GroupKFold(count).split(outlets, groups=outlets):
        yield train.tolist(), test.tolist()


def rows(model: Any, names: Sequence[str], smallest: float, before: str = "") -> Iterator[str]:
    """A line for the bias and each feature of a logistic model, below ``smallest`` left out."""
    weights = [("bias", float(model.intercept_[0])), *zip(names, map(float, model.coef_[0]), strict=True)]
    return (f"{before}{name}\t{value:.3f}" for name, value in weights if abs(value) >= smallest)


def write(file: Path, header: str, lines: Sequence[str]) -> None:
    """Write the table."""
    file.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
