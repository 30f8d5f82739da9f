"""``kg serve`` over a workspace, in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(workspace: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address without a slash at its end, and the process, which is ended with the context.

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
        yield found[1], process
    finally:
        process.terminate()
        process.wait()
