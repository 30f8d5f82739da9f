"""What a measurement gives: a section of ``results.md``, kept as JSON with the machine and the commit.

Every measurement writes ``results/NAME.json``; ``page`` makes ``results.md`` of all of them, so that each can
be measured anew alone. The figures of a file were measured in one run.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "benchmarks" / "results.md"

_HEAD = """# Benchmarks

Written by `python -m benchmarks`; do not edit it. Each section says how it was measured, on what and at which
commit, and can be measured anew alone. *Busy* is the load average per core when it began: above 1 others used
the machine, and only ratios within the section count. The corpora are not part of the project.
"""
_WHERE = "`{command}`\n\n{day}, commit {commit}, {machine}; busy {busy:.1f}."


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; cells are text and numbers as they are shown. ``words`` stand above."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What was measured. ``figures`` are the numbers that tests and ``docs/scale.md`` are held to."""

    title: str
    words: str
    tables: Sequence[Table]
    figures: Mapping[str, float] = field(default_factory=dict)


def busy() -> float:
    """The load average of the last minute per core."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)


def record(name: str, section: Section, command: str, busy: float) -> None:
    """Write the section."""
    where = {
        "command": command,
        "day": datetime.now(UTC).date().isoformat(),
        "commit": commit(),
        "machine": machine(),
        "busy": round(busy, 1),
    }
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({**asdict(section), **where}, indent=1, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def recorded() -> dict[str, Mapping[str, object]]:
    """The sections by name, in the order of their names."""
    return {it.stem: json.loads(it.read_text(encoding="utf-8")) for it in sorted(RESULTS.glob("*.json"))}


def page() -> str:
    """The page of all sections, as Markdown; the same bytes for the same files."""
    parts = [_HEAD]
    for section in recorded().values():
        parts += [f"## {section['title']}", _WHERE.format(**section), str(section["words"]).strip()]
        tables: Sequence[Mapping[str, object]] = section["tables"]  # type: ignore[assignment] # as recorded
        for table in tables:
            parts += [it for it in (str(table["words"]).strip(), _table(table)) if it]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _table(table: Mapping[str, object]) -> str:
    columns: Sequence[str] = table["columns"]  # type: ignore[assignment] # as recorded
    rows: Sequence[Sequence[str]] = table["rows"]  # type: ignore[assignment] # as recorded
    line = " --- |" + " ---: |" * (len(columns) - 1)
    shown = [f"| {' | '.join(columns)} |", f"|{line}"]
    return "\n".join([*shown, *(f"| {' | '.join(row)} |" for row in rows)])


def commit() -> str:
    """The commit of the checkout, with a "+" where program or measurements differ from it."""
    git = ["git", "-C", str(ROOT)]
    short = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)  # noqa: S603 - fixed words
    changed = subprocess.run(  # noqa: S603 - fixed words
        [*git, "status", "--porcelain", "--", "kg", "benchmarks", ":!benchmarks/results*"],
        capture_output=True,
        text=True,
        check=True,
    )
    return short.stdout.strip() + ("+" if changed.stdout.strip() else "")


def machine() -> str:
    """The processor, cores, memory, system and Python."""
    cores = psutil.cpu_count() or 1
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{cores} cores of {_processor()}, {memory:.0f} GiB, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}"
    )


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    text = known.read_text(encoding="utf-8") if known.exists() else ""
    found = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    model = re.search(r"^model\s*: (\d+)$", text, re.MULTILINE)
    name = re.sub(r"\((R|TM)\)", "", found[1]) if found else platform.processor() or "an unnamed processor"
    return f"{name} (model {model[1]})" if model else name
