"""Ctrl-C ends what runs, also where the engine itself cannot be told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""Of 2,000 statements: sixteen million millions of rows."""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise elsewhere")
def test_an_interrupt_ends_a_query_that_would_take_years(tmp_path: Path) -> None:
    graph = tmp_path / "many.nt"
    lines = [f"<https://a.example/{n}> <https://a.example/p> <https://a.example/o> .\n" for n in range(2_000)]
    graph.write_text("".join(lines), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "query", ENDLESS, "--graph", str(graph)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # A shell that starts it in the background has it ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    try:
        time.sleep(5)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in (-signal.SIGINT, 130)
    finally:
        process.kill()
        process.communicate()
