"""The documents are true: the commands that they show exist, the files that they name are there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kg.cli import kg
from kg.rdf.query import questions

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/design.md", "output/README.md", "demo")
COMMAND = r"\s*(?:\S+ .*\| )?(?:\.venv/bin/)?(kg (?:" + "|".join(kg.commands) + r")\b.*)"
SCRIPTS = ("demo", "check", ".ci/run", "scripts/setup.sh", "scripts/lock", "scripts/web", "scripts/release")


def shown_commands() -> Iterator[tuple[str, str]]:
    """Where a command line of kg is shown, and the line without comments, pipes and redirections."""
    places = [(name, (ROOT / name).read_text(encoding="utf-8")) for name in DOCUMENTS]
    places += [(f"kg {name} --help", command.help or "") for name, command in kg.commands.items()]
    for place, text in [*places, ("kg --help", kg.help or "")]:
        for line in text.splitlines():
            match = re.match(COMMAND, line)
            if match:
                yield place, re.split(r"\s+#|\s[|>] ?|   +", match[1])[0]


SHOWN = list(shown_commands())


@pytest.mark.parametrize(("place", "line"), SHOWN, ids=[f"{p}: {c}" for p, c in SHOWN])
def test_shown_commands_are_understood(place: str, line: str) -> None:
    _, name, *arguments = shlex.split(line.partition(" < ")[0])
    context = kg.commands[name].make_context(name, arguments)
    if name == "query":
        asked = context.params["question"]
        assert asked in {q.name for q in questions()} or " " in asked or asked.endswith(".rq"), place


def test_commands_are_shown_everywhere() -> None:
    places = {place for place, _ in SHOWN}
    assert {"README.md", "kg --help", "demo"} <= places
    assert {f"kg {name} --help" for name in kg.commands} <= places


def test_a_wrong_option_would_be_found() -> None:
    with pytest.raises(click.UsageError):
        kg.commands["build"].make_context("build", ["a.txt", "--no-such-option"])


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if d.endswith(".md")])
def test_links_lead_to_files(document: str) -> None:
    path = ROOT / document
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{document} links to {target}"


def test_each_step_and_module_of_extraction_is_in_one_row_of_the_design() -> None:
    text = (ROOT / "docs/design.md").read_text("utf-8")
    table = text.partition("| step | modules | yields |\n|---|---|---|\n")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    assert len(rows) > 8
    steps = [step for step, _, _ in rows if step]
    assert len(steps) == len(set(steps))
    named = [name for _, modules, _ in rows for name in re.findall(r"`(\w+)`", modules)]
    assert len(named) == len(set(named)) > 100
    assert [n for n in named if not (ROOT / f"kg/extraction/{n}.py").is_file()] == []


def test_modules_that_the_design_names_exist() -> None:
    named = re.findall(
        r"`(kg/[\w/]+\.py|scripts/[\w.]+|tests/[\w.]+)`", (ROOT / "docs/design.md").read_text("utf-8")
    )
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_sound(script: str) -> None:
    subprocess.run(["bash", "-n", str(ROOT / script)], check=True)
    assert script.endswith(".sh") or os.access(ROOT / script, os.X_OK)
