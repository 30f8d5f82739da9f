"""The page of measurements is what was recorded, and every section can be measured anew."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module

import pytest

from benchmarks import plan
from benchmarks.__main__ import SECTIONS
from benchmarks.section import PAGE, ROOT, Section, Table, page, recorded


def test_the_page_is_made_of_what_was_recorded() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m benchmarks page"
    assert set(recorded()) <= set(SECTIONS)
    assert recorded()


def test_the_plan_is_made_of_what_was_measured() -> None:
    assert plan.SCALE.read_text(encoding="utf-8") == plan.page(), "python -m benchmarks page"
    if not set(plan.MEASURED) <= set(recorded()):
        pytest.skip("not all that the plan needs was measured")
    small, large = (
        {it.what: it.value for it in plan.plan(articles, 1000, 10)} for articles in (1000, 1_000_000_000)
    )
    assert small["text"] == "1.0 MB"
    assert large["text"] == "1.0 TB"
    assert small.keys() == large.keys()


@pytest.mark.parametrize("name", sorted(recorded()))
def test_a_section_says_how_on_what_and_when(name: str) -> None:
    section = recorded()[name]
    assert str(section["command"]).startswith(f"python -m benchmarks {name}")
    assert re.fullmatch(r"[0-9a-f]{7,}\+?", str(section["commit"]))
    assert re.search(r"\d+ cores of .+ GiB, .+ Python 3", str(section["machine"]))
    assert section["figures"]
    tables = section["tables"]
    assert isinstance(tables, list)
    for table in tables:
        assert {len(row) for row in table["rows"]} == {len(table["columns"])}


def test_no_folder_of_a_machine_is_shown() -> None:
    assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|Users|mnt)/", PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", SECTIONS.values())
def test_a_section_is_measured_by_one_function(module: str) -> None:
    assert callable(import_module(module).measure)


def test_the_command_lists_what_can_be_measured() -> None:
    command = [sys.executable, "-m", "benchmarks"]
    done = subprocess.run([*command, "--list"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [it.split()[0] for it in done.stdout.splitlines()] == list(SECTIONS)
    wrong = subprocess.run([*command, "nothing"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "--list" in wrong.stderr


def test_tables_are_markdown() -> None:
    from benchmarks import section as made

    table = Table(("way", "s"), [["one", "1.0"], ["two", "0.6"]], "Seconds.")
    shown = made._table({"columns": table.columns, "rows": table.rows})
    assert shown == "| way | s |\n| --- | ---: |\n| one | 1.0 |\n| two | 0.6 |"
    assert Section("t", "w", [table]).figures == {}
