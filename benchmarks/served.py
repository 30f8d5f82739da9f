"""``kg serve`` over a workspace, in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx


@contextmanager
def served(workspace: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address without a slash at its end, once queries are answered, and the process, ended with the context.

    Raises SystemExit with what the server said where it ends before it answers.
    """
    command = [sys.executable, "-m", "kg", "serve", "--workspace", str(workspace), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - this interpreter
    try:
        assert process.stderr is not None  # noqa: S101 - a pipe, as asked for
        said = ""
        while not (found := re.search(r"(http://\S+?:\d+)/", said)):
            line = process.stderr.readline()
            if not line:
                raise SystemExit(said)
            said += line
        while httpx.get(f"{found[1]}/health", timeout=30, trust_env=False).status_code != 200:
            time.sleep(0.2)
        yield found[1], process
    finally:
        process.terminate()
        process.wait()
