"""A workspace, and ``kg serve`` over it as a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kg.stores.writer import open_writer
from tests.server import explored
from tests.stores.servers import end
from tests.stores.thousand import VERSIONS, articles

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}


@dataclass(frozen=True)
class Served:
    url: str
    process: subprocess.Popen[str]
    workspace: Path

    def get(self, path: str = "/sparql", **rest: object) -> httpx.Response:
        return httpx.get(self.url + path, timeout=60, trust_env=False, **rest)  # type: ignore[arg-type]

    def ask(self, query: str, **headers: str) -> httpx.Response:
        return self.get(params={"query": query}, headers=headers)

    def post(self, path: str = "/sparql", **rest: object) -> httpx.Response:
        return httpx.post(self.url + path, timeout=60, trust_env=False, **rest)  # type: ignore[arg-type]


@contextmanager
def serving(workspace: Path, *options: str, **environment: str) -> Iterator[Served]:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--workspace", str(workspace), "--port", "0", *options],
        stderr=subprocess.PIPE, text=True, env={**ENVIRONMENT, **environment},
    )  # fmt: skip
    try:
        assert process.stderr is not None
        assert "Opening" in process.stderr.readline()
        line = process.stderr.readline()
        found = re.search(r"http://\S+:(\d+)/", line)
        assert found, line + process.stderr.read()
        url = f"http://127.0.0.1:{found[1]}"
        deadline = time.monotonic() + 60
        while httpx.get(url + "/health", timeout=30, trust_env=False).status_code != 200:
            assert time.monotonic() < deadline, "it is being made all the time"
            time.sleep(0.1)
        yield Served(url, process, workspace)
    finally:
        end(process)
        if process.stderr is not None:
            process.stderr.close()


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "workspace"
    with open_writer(folder, create=True) as writer:
        writer.add(articles(20), VERSIONS)
    return folder


@pytest.fixture(scope="module")
def served(workspace: Path) -> Iterator[Served]:
    with serving(workspace, "--workers", "2", "--slow", "1", "--timeout", "5", "--rows", "20000") as found:
        yield found


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workspaces that the explorer is tested on, by name."""
    home = tmp_path_factory.mktemp("explored")
    return {name: explored.workspace(home / name, name) for name in explored.CASES}


def _explored(name: str) -> pytest.FixtureDef[Served]:
    @pytest.fixture(scope="session", name=name)
    def started(folders: dict[str, Path]) -> Iterator[Served]:
        with serving(folders[name], "--workers", "1", "--slow", "1") as found:
            yield found

    return started  # type: ignore[return-value]


seed, hostile, many, empty, single = (_explored(it) for it in ("seed", "hostile", "many", "empty", "single"))
