"""A plan on paper: what so many articles take, from the constants that were measured, with its arithmetic.

python -m benchmarks plan [--articles 100000000] [--characters 3800] [--cores 1000]
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.section import ROOT, recorded

SCALE = ROOT / "docs" / "scale.md"
_MARKED = re.compile(r"(<!-- plan: begin -->\n).*(<!-- plan: end -->)", re.DOTALL)
#: Of the bytes that one node joined, and one entity, take on the driver: two IRIs, names, the tables that find them.
_JOINED, _ENTITY = 500, 1500
_BUSY = 0.85
MEASURED = ("spark", "stages")
#: What Spark adds to the work of the processes, until ``engines`` was measured over enough documents to tell.
_ASSUMED, _ENOUGH = 1.25, 1000
#: Rows that are there where these sections were measured.
_FURTHER = {
    "store": ("stores", "bytes a statement in the store"),
    "rate": ("stores", "statements/s by bulk_load"),
    "process": ("growth", "peak MB"),
}
_STAGES = ("read", "annotate", "extract", "link", "describe", "write")


@dataclass(frozen=True, slots=True)
class Row:
    """A quantity, how it comes about, and its value as it is shown."""

    what: str
    arithmetic: str
    value: str


def constants() -> dict[str, float]:
    """What the plan is made of, by name; KeyError where a section was not measured."""
    figures: dict[str, Mapping[str, float]] = {name: it["figures"] for name, it in recorded().items()}  # type: ignore[misc] # as recorded
    stages, spark = figures["stages"], figures["spark"]
    million = stages["characters"] / 1e6
    of_spark = spark["articles"] / spark["characters"] * 1e6
    return {
        "seconds": sum(stages[f"{it}: processor s"] for it in _STAGES) / million,
        "align": 1000 * stages["align: processor s"] / stages["articles"],
        "overhead": _overhead(figures.get("engines", {})) or _ASSUMED,
        "statements": stages["quads"] / million,
        "joined": stages["joined nodes"] / million,
        "entities": stages["entities"] / million,
        **{
            it: spark[f"{it}: bytes an article"] * of_spark
            for it in ("nquads", "merged", "quads", "meetings", "articles")
        },
        "shuffled": spark["shuffled bytes an article"] * of_spark,
        **{
            name: figures[section][figure]
            for name, (section, figure) in _FURTHER.items()
            if section in figures
        },
    }


def _overhead(engines: Mapping[str, float]) -> float | None:
    if engines.get("documents", 0) < _ENOUGH:
        return None
    return (
        engines["the same, with the merge and Parquet: processor s"] / engines["two processes: processor s"]
    )


def plan(articles: int, characters: int, cores: int) -> list[Row]:
    """The rows for ``articles`` of so many characters each on so many cores."""
    known = constants()
    how = " (assumed)" if known["overhead"] == _ASSUMED else ""
    millions = articles * characters / 1e6
    hours = millions * known["seconds"] * known["overhead"] / 3600
    statements = millions * known["statements"]
    held = (millions * known["joined"] * _JOINED + millions * known["entities"] * _ENTITY) / 1e9
    rows = [
        Row("text", f"{articles:,} articles x {characters:,} characters", _bytes(millions * 1e6)),
        Row("processor", f"{millions:,.0f} million characters x {known['seconds']:.2f} s x {known['overhead']:.2f} for Spark{how}", f"{hours:,.0f} core hours"),
        Row("time", f"{hours:,.0f} h / {cores:,} cores / {_BUSY} busy", f"{hours / cores / _BUSY:,.0f} h"),
        Row("aligning", f"{articles:,} x {known['align']:.2f} ms", f"{articles * known['align'] / 3.6e6:,.0f} core hours"),
        Row("statements", f"{millions:,.0f} million characters x {known['statements']:,.0f}", f"{statements / 1e9:,.1f} thousand million"),
        *(
            Row(f"`{name}/`", f"{millions:,.0f} x {known[name]:,.0f} bytes", _bytes(millions * known[name]))
            for name in ("articles", "nquads", "merged", "quads", "meetings")
        ),
        Row("shuffled", f"{millions:,.0f} x {known['shuffled']:,.0f} bytes", _bytes(millions * known["shuffled"])),
        Row("on the driver", f"{millions:,.0f} x ({known['joined']:.1f} joined nodes x {_JOINED} + {known['entities']:.0f} entities x {_ENTITY:,} bytes)", f"{held:,.0f} GB at most"),
    ]  # fmt: skip
    if "process" in known:
        rows.append(
            Row(
                "memory of the executors",
                f"{cores:,} x ({known['process']:,.0f} MB Python + 2,000 MB Java)",
                _bytes(cores * (known["process"] + 2000) * 1e6),
            )
        )
    if "store" in known:
        rows.append(
            Row(
                "a store",
                f"2 x {statements / 1e9:,.1f} thousand million statements x {known['store']:.0f} bytes",
                _bytes(2 * statements * known["store"]),
            )
        )
    if "rate" in known:
        rows.append(
            Row(
                "loading it",
                f"2 x {statements / 1e9:,.1f} thousand million / {known['rate']:,.0f} a second",
                f"{2 * statements / known['rate'] / 3600:,.0f} h",
            )
        )
    return rows


def _bytes(number: float) -> str:
    for unit, size in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if number >= size:
            return f"{number / size:,.1f} {unit}"
    return f"{number:,.0f} bytes"


def table(rows: Sequence[Row]) -> str:
    """As Markdown."""
    lines = [f"| {it.what} | {it.arithmetic} | {it.value} |" for it in rows]
    return "\n".join(["| what | from | makes |", "| --- | --- | ---: |", *lines]) + "\n"


def page() -> str:
    """``docs/scale.md`` with the plan for 100 million articles in its place, or with what is still to measure."""
    missing = [it for it in MEASURED if it not in recorded()]
    if missing:
        made = f"Not made: still to be measured in this checkout are {', '.join(missing)}.\n"
    else:
        made = table(plan(100_000_000, 3800, 1000))
    return _MARKED.sub(lambda it: it[1] + made + it[2], SCALE.read_text(encoding="utf-8"))


def main(arguments: Sequence[str]) -> None:
    """Print a plan."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks plan", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--articles", type=int, default=100_000_000)
    parser.add_argument("--characters", type=int, default=3800, help="of one article")
    parser.add_argument("--cores", type=int, default=1000)
    given = parser.parse_args(arguments)
    print(table(plan(given.articles, given.characters, given.cores)), end="")
