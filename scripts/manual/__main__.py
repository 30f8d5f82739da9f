"""``python -m scripts.manual [-o DIR]``: the manual as HTML, by default in ``output/manual``.

Needs the extra ``dev``. Everything that could be out of date is made anew: the commands from ``kg --help``, the API
from its docstrings, the ontology and the questions from their files. A warning of Sphinx is an error: links and
anchors that lead nowhere are found here. Nothing is fetched, and the pages ask for nothing from other hosts.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from sphinx.cmd.build import main as sphinx

from scripts.manual import api_page, commands_page, licences_page, ontology_page, questions_page

ROOT = Path(__file__).resolve().parents[2]
GENERATED: Mapping[str, Callable[[], str]] = {
    "reference/commands.md": commands_page.page,
    "reference/api.md": api_page.page,
    "reference/ontology.md": ontology_page.page,
    "reference/questions.md": questions_page.page,
    "reference/licences.md": licences_page.page,
}
OUTSIDE = re.compile(r"\[([^\]]+)\]\((\.\./[^)#]+)\)")
BENCHMARKS = """# Benchmarks

Not measured yet in this checkout: `benchmarks/results.md` is missing.
"""


def prepare(folder: Path) -> None:
    """Puts the sources of the manual into the folder: what is written and what is made."""
    shutil.copytree(ROOT / "docs", folder, dirs_exist_ok=True)
    for path in folder.rglob("*.md"):
        home = ROOT / "docs" / path.relative_to(folder).parent
        text = path.read_text(encoding="utf-8")
        path.write_text(OUTSIDE.sub(partial(_inside, home=home), text), encoding="utf-8")
    for name, page in GENERATED.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page(), encoding="utf-8")
    for name, source in {"changes.md": "CHANGELOG.md", "contributing.md": "CONTRIBUTING.md"}.items():
        shutil.copy(ROOT / source, folder / name)
    measured = ROOT / "benchmarks" / "results.md"
    text = measured.read_text(encoding="utf-8") if measured.exists() else BENCHMARKS
    (folder / "benchmarks.md").write_text(text, encoding="utf-8")


def _inside(link: re.Match[str], home: Path) -> str:
    """A link to a file of the checkout beyond ``docs/`` as its words: the manual has no such page."""
    target = (home / link[2]).resolve()
    beyond = target.exists() and not target.is_relative_to(ROOT / "docs")
    return link[1] if beyond else link[0]


def build(out: Path) -> int:
    """Sphinx's exit code; the pages are in ``out/html``. What was there is replaced."""
    shutil.rmtree(out, ignore_errors=True)
    prepare(out / "source")
    settings = ["-W", "--keep-going", "-n", "-q", "-E", "-b", "html"]
    return sphinx([*settings, str(out / "source"), str(out / "html")])


def main() -> int:
    """Builds and says where."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "output" / "manual", metavar="DIR")
    options = parser.parse_args()
    code = build(options.output)
    if code == 0:
        print(f"The manual is in {options.output / 'html' / 'index.html'}.")
    return code


if __name__ == "__main__":
    sys.exit(main())
