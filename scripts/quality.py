"""Measure the extraction and write ``docs/quality.md``.

    python scripts/quality.py                   everything; about three minutes on two cores
    python scripts/quality.py --only dev        the table of one set, written nowhere
    python scripts/quality.py --floors          the table of floors for tests/test_quality.py
    python scripts/quality.py --listing FILE    also lists meetings, mistakes and faults with their sentences

Builds ``examples/``, the articles written for measuring (``benchmarks/quality/written.md``) and, where the
evaluation material lies beside the checkout (``../shared``), the annotated sets, the readouts, the PLOVER
sentences, the news items and documents without diplomacy. The same code and data give the same page for any
number of jobs. Progress goes to standard error. Exit code 1: an article raised, or a graph has findings of
``kg verify`` or violations of ``kg check`` (``--no-check`` leaves these out). A listing quotes the material:
keep it outside of the project.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.quality import false_meetings, identity, linked_actors, plover, readouts  # noqa: E402
from benchmarks.quality.annotated import Sample, digest, samples_of, scored  # noqa: E402
from benchmarks.quality.page import Measured, page  # noqa: E402

SHARED = ROOT.parent / "shared"
SETS = {
    "examples": ROOT / "examples",
    "written": ROOT / "benchmarks" / "quality" / "written.jsonl.xz",
    "train": SHARED / "eval" / "train",
    "dev": SHARED / "eval" / "dev",
}
DATA = SHARED / "data"
MARGIN = 0.025


def main(arguments: list[str] | None = None) -> int:
    """0 when every graph is sound, else 1."""
    options = _options(arguments)
    chosen = (
        [options.only] if options.only else ["examples", "written", "dev"] if options.floors else list(SETS)
    )
    sets = {
        name: samples_of(SETS[name], jobs=options.jobs, check=not options.no_check)
        for name in chosen
        if SETS[name].exists()
    }
    if options.floors:
        _print_floors(sets)
    elif options.only:
        _print_tables(sets)
    else:
        measured = _with_material(sets, options.jobs) if DATA.is_dir() else Measured(sets)
        options.output.write_text(page(measured), encoding="utf-8", newline="\n")
        if options.listing:
            options.listing.write_text(_listing(measured), encoding="utf-8", newline="\n")
    return _report_faults(sets)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: cores)")
    parser.add_argument("--no-check", action="store_true", help="leave out kg verify and kg check")
    parser.add_argument("--only", choices=sorted(SETS), help="print the table of one set, write nothing")
    parser.add_argument("--floors", action="store_true", help="print today's figures less the margin")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "quality.md", help="the page")
    parser.add_argument("--listing", type=Path, help="a file outside of the project, for reading")
    return parser.parse_args(arguments)


def _with_material(sets: dict[str, list[Sample]], jobs: int) -> Measured:
    return Measured(
        sets,
        readouts.measure(DATA / "readouts_2021_2022.jsonl", jobs=jobs),
        plover.measure(DATA / "plover_gsr" / "PLOVER_GSR_CAMEO.txt", jobs=jobs),
        linked_actors.measure(DATA / "current_events_2025.jsonl", jobs=jobs),
        false_meetings.build_chosen(DATA / "corpus_white_house.jsonl.xz", jobs=jobs),
        identity.measure(sets, SETS["dev"] / "clusters.json"),
    )


def _print_tables(sets: dict[str, list[Sample]]) -> None:
    for name, samples in sets.items():
        rows, mistakes = scored(samples)
        for row in rows.values():
            print(f"{name} {row.name:12} {row.precision:.3f} {row.recall:.3f} {row.f1:.3f}")
        for mistake in mistakes:
            print(mistake.line())


def _print_floors(sets: dict[str, list[Sample]]) -> None:
    for name, samples in sets.items():
        floors = {row.name: round(max(0.0, row.f1 - MARGIN), 2) for row in scored(samples)[0].values()}
        print(f"{name} {digest(SETS[name])}\n{floors}")


def _listing(measured: Measured) -> str:
    lines = ["Meetings in texts without diplomacy"]
    lines += false_meetings.listing(list(measured.links.without) if measured.links else [])
    lines += false_meetings.listing(measured.corpus or [])
    if measured.readouts:
        lines += [f"{fault}: {' '.join(ids)}" for fault, ids in sorted(measured.readouts.ids.items())]
    if measured.links:
        lines += [
            f"{k.item} {k.kind} {k.outcome}: {k.name}" for k in measured.links.links if k.outcome != "actor"
        ]
    for name, samples in measured.sets.items():
        lines += [f"Mistakes in {name}", *(mistake.line() for mistake in scored(samples)[1])]
    return "\n".join(lines) + "\n"


def _report_faults(sets: dict[str, list[Sample]]) -> int:
    faults = [
        f"{name}/{sample.gold.id}: {fault}"
        for name, samples in sets.items()
        for sample in samples
        for fault in (*([sample.built.failure] if sample.built.failure else []), *sample.built.findings)
    ]
    print("\n".join(faults) or "Every graph is sound.", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
