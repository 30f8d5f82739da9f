"""Ctrl-C ends what runs, also where the engine itself cannot be told to stop; times that cannot be waited."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli import run

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""Of 2,000 statements: sixteen million millions of rows."""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise elsewhere")
def test_an_interrupt_ends_a_query_that_would_take_years(tmp_path: Path) -> None:
    graph = tmp_path / "many.nt"
    lines = [f"<https://a.example/{n}> <https://a.example/p> <https://a.example/o> .\n" for n in range(2_000)]
    graph.write_text("".join(lines), encoding="utf-8")
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"  # a shell may ignore it
        f"from kg.cli import main; main(['query', {ENDLESS!r}, '--graph', {str(graph)!r}])"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        time.sleep(5)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in (-signal.SIGINT, 130)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e300", "-1", "0", "86401"])
@pytest.mark.parametrize(
    "command",
    [("query", "visits", "-g", "a.nt"), ("serve",), ("load", "--to", "http://127.0.0.1:9"), ("shell",)],
)
def test_a_time_that_cannot_be_waited_is_refused(
    command: tuple[str, ...], seconds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--timeout", seconds]) == 2
    assert "Invalid value for '--timeout'" in capsys.readouterr().err


def test_more_rows_and_hops_than_there_can_be_are_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = tmp_path / "a.ttl"
    graph.write_text(
        "@prefix dip: <https://w3id.org/diplokg/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<https://a.example/p> a dip:Person ; rdfs:label "Ada Brandt"@en .\n',
        encoding="utf-8",
    )
    asked = "SELECT ?p { ?p a dip:Person }"
    assert run(["query", asked, "-g", str(graph), "--format", "csv", "-n", "9" * 30]) == 0
    assert capsys.readouterr().out.splitlines() == ["p", "https://a.example/p"]
    page = tmp_path / "a.html"
    assert run(["view", str(graph), "-o", str(page), "--focus", "Ada Brandt", "--hops", "9" * 18]) == 0
