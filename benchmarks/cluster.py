"""A standalone Spark cluster on this machine: a master and workers of one core each, on the loopback only.

    python -m benchmarks.cluster [--workers 2]

prints the address of the master and keeps the cluster until Ctrl-C. ``running`` does it for the tests.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

_HOST = "127.0.0.1"
_PATIENCE = 900.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster: the master's address and the processes that were started."""

    url: str
    workers: tuple[subprocess.Popen[bytes], ...]

    def executors(self) -> list[psutil.Process]:
        """The executors that the workers have started, oldest first."""
        found = []
        for worker in self.workers:
            for process in psutil.Process(worker.pid).children(recursive=True):
                try:
                    if any("CoarseGrainedExecutorBackend" in word for word in process.cmdline()):
                        found.append(process)
                except psutil.Error:
                    continue
        return sorted(found, key=lambda it: it.create_time())


@contextmanager
def running(workers: int = 2, memory: str = "2g") -> Iterator[Cluster]:
    """A cluster whose workers have ``memory`` each; all that was started is ended afterwards."""
    port = _free_port()
    url = f"spark://{_HOST}:{port}"
    started: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            started.append(_start("master.Master", ["--port", str(port)], Path(folder) / "master.log"))
            _await(Path(folder) / "master.log", r"Starting Spark master|I have been elected", 1)
            for number in range(workers):
                log = Path(folder) / f"worker-{number}.log"
                options = ["--cores", "1", "--memory", memory, "--work-dir", f"{folder}/{number}", url]
                started.append(_start("worker.Worker", options, log))
            _await(Path(folder) / "master.log", r"Registering worker", workers)
            yield Cluster(url, tuple(started[1:]))
        finally:
            for process in reversed(started):
                _end(process)


def _start(name: str, options: list[str], log: Path) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}"]
    command += ["--host", _HOST, "--webui-port", "0", *options]
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": _HOST,
        "SPARK_NO_DAEMONIZE": "1",
        "SPARK_DAEMON_MEMORY": "512m",
        "SPARK_DAEMON_JAVA_OPTS": "-Dspark.ui.enabled=false",
        "PYSPARK_PYTHON": sys.executable,
    }
    with log.open("wb") as stream:
        return subprocess.Popen(command, stdout=stream, stderr=stream, env=environment)  # noqa: S603 - Spark's


def _await(log: Path, words: str, times: int) -> None:
    until = time.monotonic() + _PATIENCE
    while len(re.findall(words, log.read_text(errors="replace"))) < times:
        if time.monotonic() > until:
            raise RuntimeError(f"the cluster did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.2)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        family = []
    process.terminate()
    for child in family:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((_HOST, 0))
        return int(found.getsockname()[1])


def main() -> None:
    """Run a cluster until interrupted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", default="2g", help="of each worker")
    given = parser.parse_args()
    with running(given.workers, given.memory) as cluster:
        print(cluster.url, flush=True)
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            print("ended")


if __name__ == "__main__":
    main()
