"""Sets of annotated articles: what they hold, their digest, their table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.built import Built, build_all, untitled
from kg.evaluation.counting import Mistake, Row, Tally
from kg.evaluation.found import Found
from kg.evaluation.gold import Gold, gold_in
from kg.evaluation.scoring import score
from kg.model import Article


@dataclass(frozen=True, slots=True)
class Sample:
    """An annotated article, what was built from it, and the outlet that it is from."""

    gold: Gold
    built: Built
    found: Found
    outlet: str


def articles_of(folder: Path) -> list[tuple[Gold, Article, str]]:
    """Annotation, article without its title, and outlet of each ``ID.gold.json`` in a folder, by id."""
    triples = []
    for gold in gold_in(folder):
        meta = json.loads((folder / f"{gold.id}.meta.json").read_text(encoding="utf-8"))
        article = untitled(gold.id, gold.text, meta.get("published"))
        triples.append((gold, article, str(meta.get("source") or meta.get("publisher") or "none")))
    return triples


def samples_of(folder: Path, *, jobs: int = 1, check: bool = False) -> list[Sample]:
    """Every annotated article of a folder, built."""
    triples = articles_of(folder)
    built = build_all([article for _, article, _ in triples], folder.name, jobs=jobs, check=check)
    return [
        Sample(gold, result, result.found(), outlet)
        for (gold, _, outlet), result in zip(triples, built, strict=True)
    ]


def scored(samples: Iterable[Sample]) -> tuple[dict[str, Row], list[Mistake]]:
    """The rows of the evaluation's table by name, and the mistakes behind them."""
    tally = Tally()
    for sample in samples:
        score(sample.gold, sample.found, tally)
    return {row.name: row for row in tally.rows()}, tally.mistakes


def by_outlet(samples: Sequence[Sample]) -> dict[str, list[Sample]]:
    """The samples by outlet, the largest share first; names that differ in case only are one outlet."""
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        groups.setdefault(sample.outlet.casefold(), []).append(sample)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def digest(folder: Path) -> str:
    """SHA-256 over names and contents of the texts, annotations and meta files of a folder."""
    sums = hashlib.sha256()
    for suffix in (".txt", ".gold.json", ".meta.json"):
        for file in sorted(folder.glob(f"*{suffix}")):
            sums.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return sums.hexdigest()
