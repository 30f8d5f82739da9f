"""A folder of graphs against a folder of annotations: the table and the errors behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.errors import SourceError
from kg.evaluation.counting import Mistake, Row, Tally
from kg.evaluation.found import Found, found_in
from kg.evaluation.gold import gold_in
from kg.evaluation.scoring import score

GRAPH_SUFFIXES = (".ttl", ".trig", ".nq", ".nt")


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of the table, the mistakes by article, and the ids of annotations without a graph."""

    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...]
    missing: tuple[str, ...]

    def as_json(self, *, errors: bool = False) -> dict[str, Any]:
        """The figures by row, rounded to four digits; with ``errors`` the mistakes as well."""
        figures: dict[str, Any] = {
            row.name: {
                "precision": round(row.precision, 4),
                "recall": round(row.recall, 4),
                "f1": round(row.f1, 4),
                "right": row.right,
                "system": row.system,
                "gold": row.gold,
            }
            for row in self.rows
        }
        if errors:
            figures["errors"] = [
                {"article": m.article, "row": m.row, "kind": m.kind, "what": m.what, "sentence": m.sentence}
                for m in self.mistakes
            ]
        return figures


def evaluate(gold: Path, graphs: Path) -> Report:
    """The report on ``graphs/ID.ttl`` (.trig, .nq, .nt) against ``gold/ID.gold.json``.

    An annotation without a graph counts as a graph that says nothing. Raises SourceError for folders that
    do not exist or hold no annotation.
    """
    for folder in (gold, graphs):
        if not folder.is_dir():
            raise SourceError(f"{folder}: no such folder.")
    tally, missing = Tally(), []
    for annotation in gold_in(gold):
        file = next((f for s in GRAPH_SUFFIXES if (f := graphs / f"{annotation.id}{s}").exists()), None)
        if file is None:
            missing.append(annotation.id)
        score(annotation, found_in(file) if file else Found(Store()), tally)
    return Report(tally.rows(), tuple(tally.mistakes), tuple(missing))
