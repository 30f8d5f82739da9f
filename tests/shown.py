"""Commands as documents show them: blocks of ``console``, with what they print where that is shown.

A block of lines that begin with ``$`` shows commands and what they print; one without shows commands only. A comment
``<!-- not run: REASON -->`` before a block says why it is not run here.
"""

from __future__ import annotations

import io
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from kg.cli import run

BIN = str(Path(sys.executable).parent)

BLOCK = re.compile(r"(?:<!-- not run: (?P<why>[^>]+) -->\n+)?```(?:console|sh)\n(?P<body>.*?)```", re.DOTALL)
SECONDS = re.compile(r"\b\d+(?:\.\d+)? s\b")


@dataclass(frozen=True, slots=True)
class Shown:
    """One command, what it is shown to print, the line of the document, why it is not run, which block it is in."""

    command: str
    line: int
    output: list[str] = field(default_factory=list)
    not_run: str | None = None
    block: int = 0


def shown(document: Path) -> Iterator[Shown]:
    """The commands of a document in order."""
    text = document.read_text(encoding="utf-8")
    for count, block in enumerate(BLOCK.finditer(text)):
        first = text.count("\n", 0, block.start("body")) + 1
        lines = block["body"].splitlines()
        prompted = any(line.startswith("$ ") for line in lines)
        current: Shown | None = None
        for number, line in enumerate(lines, start=first):
            if prompted and not line.startswith("$ "):
                assert current is not None, f"{document}: output before a command"
                current.output.append(line)
                continue
            if current is not None:
                yield current
            command = without_comment(line.removeprefix("$ "))
            current = Shown(command, number, not_run=block["why"], block=count) if command else None
        if current is not None:
            yield current


def without_comment(line: str) -> str:
    """The command without what stands behind ``#``, outside of quotes."""
    parts = shlex.shlex(line, posix=False, punctuation_chars=False)
    parts.whitespace_split, parts.commenters = True, ""
    kept: list[str] = []
    for part in parts:
        if part.startswith("#"):
            break
        kept.append(part)
    return " ".join(kept)


def run_in(folder: Path, command: str) -> tuple[int, str]:
    """The exit code of a command and what it printed, words and data together.

    What is only ``kg`` with arguments runs in this process, which has loaded the model; the rest is run by bash.
    """
    if re.match(r"kg (?:[^|<>;&$'\"]|'[^']*'|\"[^\"$]*\")*$", command):
        return _in_process(folder, shlex.split(command)[1:])
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{command}"], cwd=folder, capture_output=True, text=True, check=False,
        env={"PATH": f"{BIN}:/usr/bin:/bin", "HOME": str(folder), "NO_COLOR": "1", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return done.returncode, done.stdout


def _in_process(folder: Path, arguments: list[str]) -> tuple[int, str]:
    data = io.BytesIO()
    printed = io.TextIOWrapper(data, encoding="utf-8", write_through=True)
    with chdir(folder), redirect_stdout(printed), redirect_stderr(printed):
        code = run(arguments)
        printed.flush()
    return code, data.getvalue().decode("utf-8")


def alike(text: str) -> str:
    """The output without what differs between runs: how long it took, the line ends of CSV."""
    return SECONDS.sub("# s", text.replace("\r\n", "\n")).rstrip()
