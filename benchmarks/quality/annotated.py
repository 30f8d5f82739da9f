"""Sets of annotated articles: what they hold, their digest, their table."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality.built import Built, build_all, untitled
from kg.evaluation.counting import Mistake, Row, Tally
from kg.evaluation.found import Found
from kg.evaluation.gold import Gold, gold_in, gold_of
from kg.evaluation.scoring import score
from kg.model import Article


@dataclass(frozen=True, slots=True)
class Sample:
    """An annotated article, what was built from it, and the outlet that it is from."""

    gold: Gold
    built: Built
    found: Found
    outlet: str


def articles_of(source: Path) -> list[tuple[Gold, Article, str]]:
    """Annotation, article without its title, and outlet of each article of a folder or file, by id.

    A folder holds ``ID.gold.json``, ``ID.txt`` and ``ID.meta.json``; a file (JSON Lines, xz) one article a line
    with ``id``, ``text``, ``published``, ``source`` and ``gold``.
    """
    if source.is_file():
        with lzma.open(source, "rt", encoding="utf-8") as lines:
            values = [json.loads(line) for line in lines]
        return [_triple(gold_of(v["id"], v["text"], v["gold"]), v) for v in values]
    metas = {gold: source / f"{gold.id}.meta.json" for gold in gold_in(source)}
    return [_triple(gold, json.loads(file.read_text(encoding="utf-8"))) for gold, file in metas.items()]


def _triple(gold: Gold, meta: Mapping[str, Any]) -> tuple[Gold, Article, str]:
    article = untitled(gold.id, gold.text, meta.get("published"))
    return gold, article, str(meta.get("source") or meta.get("publisher") or "none")


def samples_of(source: Path, *, jobs: int = 1, check: bool = False) -> list[Sample]:
    """Every annotated article of a folder or file, built."""
    triples = articles_of(source)
    built = build_all([article for _, article, _ in triples], source.name, jobs=jobs, check=check)
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
    """SHA-256 over names and contents of the texts, annotations and meta files of a folder; of a file alone."""
    if folder.is_file():
        return hashlib.sha256(folder.read_bytes()).hexdigest()
    sums = hashlib.sha256()
    for suffix in (".txt", ".gold.json", ".meta.json"):
        for file in sorted(folder.glob(f"*{suffix}")):
            sums.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return sums.hexdigest()
