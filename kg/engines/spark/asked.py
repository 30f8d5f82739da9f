"""What a run is asked to build, and what of it decides on the result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kg import pipeline
from kg.alignment.decisions import NONE, Decisions
from kg.engines.spark.listing import File
from kg.sources.assemble import Given

FORMAT = 3
BATCH = 5000
#: What the graph is written as, each form in a folder of its name.
FORMS = ("nquads", "merged", "quads", "meetings")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be built: sources, what is said of them, where to, how many articles in a batch.

    Without ``decisions`` nothing is aligned. ``forms`` are some of FORMS, ``nquads`` among them. ``tell`` is
    called with a line for the user now and then.
    """

    sources: tuple[str, ...]
    given: Given
    output: str
    decisions: Decisions | None = NONE
    keep_going: bool = False
    batch: int = BATCH
    forms: tuple[str, ...] = FORMS
    tell: Callable[[str], None] = lambda _: None


def configuration(asked: Asked, files: list[File]) -> dict[str, Any]:
    """What decides on the result, as JSON: a folder of other values is another run's."""
    sources = hashlib.sha256()
    for file in files:
        sources.update(f"{file.name}\0{file.size}\0{file.changed}\0".encode())
    given = {k: str(v) for k, v in asdict(asked.given).items() if v}
    return {
        "format": FORMAT,
        "sources": f"{len(files)} files, {sources.hexdigest()[:16]}",
        "options": given,
        "batch": asked.batch,
        "forms": list(asked.forms),
        "align": asked.decisions is not None,
        "decisions": _digest(asked.decisions),
        "versions": asdict(pipeline.versions()),
    }


def _digest(decisions: Decisions | None) -> str:
    lines = "\n".join(_lines(decisions)) if decisions is not None else ""
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def _lines(decisions: Decisions) -> Iterator[str]:
    yield from (repr(decisions.of[pair]) for pair in sorted(decisions.of))
    yield from decisions.warnings
