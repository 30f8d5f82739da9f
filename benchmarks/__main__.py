"""``python -m benchmarks NAME ...``: measure, and write ``benchmarks/results.md``.

    python -m benchmarks --list                 what can be measured
    python -m benchmarks NAME [ARGUMENTS]       one section; --help after the name explains its arguments
    python -m benchmarks all CORPUS             every section, one after another, as for a release
    python -m benchmarks page                   results.md and the plan of docs/scale.md anew from what was measured
    python -m benchmarks plan --articles N      the plan for other numbers

CORPUS is the White House corpus (JSON Lines, .xz). Each section is a module with ``measure(arguments)``,
which gives a ``benchmarks.section.Section``.
"""

from __future__ import annotations

import shlex
import sys
from importlib import import_module

from benchmarks import plan
from benchmarks.section import PAGE, busy, page, record

#: Sections and their modules, in the order in which "all" measures them.
SECTIONS: dict[str, str] = {
    "alignment": "benchmarks.alignment",
    "engines": "benchmarks.engines",
    "explorer": "benchmarks.explorer",
    "gate": "benchmarks.gate",
    "growth": "benchmarks.memory.growth",
    "spark": "benchmarks.shuffles",
    "speed": "benchmarks.speed",
    "stages": "benchmarks.stages",
    "startup": "benchmarks.startup",
    "stores": "benchmarks.stores.speed",
}


def main(arguments: list[str]) -> int:
    """The exit code."""
    name, *rest = arguments or ["--help"]
    if name == "--list":
        for known, module in SECTIONS.items():
            print(f"{known:12} {(import_module(module).__doc__ or '').splitlines()[0]}")
        return 0
    if name == "page":
        _write()
        return 0
    if name == "plan":
        plan.main(rest)
        return 0
    if name not in (*SECTIONS, "all"):
        print(__doc__, file=sys.stderr)
        return 0 if name in ("-h", "--help") else 2
    for known in SECTIONS if name == "all" else (name,):
        before = busy()
        section = import_module(SECTIONS[known]).measure(rest)
        record(known, section, shlex.join(["python", "-m", "benchmarks", known, *_shown(rest)]), before)
        _write()
        print(f"{known}: in {PAGE.name}")
    return 0


def _write() -> None:
    PAGE.write_text(page(), encoding="utf-8")
    plan.SCALE.write_text(plan.page(), encoding="utf-8")


def _shown(arguments: list[str]) -> list[str]:
    """The arguments without the folders of this machine."""
    return [it.rpartition("/")[2] if it.startswith("/") else it for it in arguments]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
