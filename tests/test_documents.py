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
from tests.test_layers import EXTRACTION

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


def test_the_packages_of_extraction_are_in_the_design_in_the_order_of_their_imports() -> None:
    text = (ROOT / "docs/design.md").read_text("utf-8")
    table = text.partition("| package | yields |\n|---|---|\n")[2].partition("\n\n")[0]
    named = [line.split("`")[1].removesuffix(".py") for line in table.splitlines()]
    assert tuple(named) == EXTRACTION
    assert all(
        (ROOT / "kg/extraction" / n).is_dir() or (ROOT / f"kg/extraction/{n}.py").is_file() for n in named
    )


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
