"""Real triple stores on loopback, for the tests: Oxigraph's server and Virtuoso."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

READY = 60.0
VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
ServerThreads = 20
CheckpointInterval = 0
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
MaxConstructTriples = 1000000
[Client]
[Replication]
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Ask the process to end, and end it where it does not in time."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def running(command: list[str], folder: Path, ready: str) -> Iterator[subprocess.Popen[bytes]]:
    """The process, once ``ready`` answers; ended by its own id, and gone when the context ends."""
    with (folder / "out.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + READY
        while True:
            try:
                httpx.get(ready, timeout=5, trust_env=False)
                break
            except httpx.TransportError:
                assert process.poll() is None, (folder / "out.log").read_text(errors="replace")
                assert time.monotonic() < deadline, f"{command[0]} is not ready"
                time.sleep(0.1)
        yield process
    finally:
        end(process)


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of an Oxigraph server."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("needs the program oxigraph")
    base = f"http://127.0.0.1:{free_port()}"
    command = [
        str(program),
        "serve",
        "--location",
        str(folder / "data"),
        "--bind",
        base.removeprefix("http://"),
    ]
    with running(command, folder, f"{base}/query"):
        yield base


@contextmanager
def virtuoso(folder: Path) -> Iterator[tuple[str, int]]:
    """The address of a Virtuoso and the port of its SQL service; user and password are dba."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("needs virtuoso-t, Debian's virtuoso-opensource")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=sql, http=http, folder=folder.parent))
    base = f"http://127.0.0.1:{http}"
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with running(command, folder, f"{base}/sparql?query=ASK%7B%7D"):
        yield base, sql
