"""Many clients at a served workspace: what quick queries cost while others run away and a writer writes.

    python -m benchmarks.stores.crowd WORKSPACE [--clients 50] [--runaways 10] [--seconds 60]

A copy of the workspace is served with the limits that ``kg serve`` has by itself. First one client asks an
idle server quick queries of four shapes, as many a second as all the later ones together; then ``--clients``
at once, of which ``--runaways`` ask for what never ends, again and again, and the others ask a quick query a
second each (``--pause``), while a writer adds an article every five seconds; then one client again. Printed
are milliseconds as clients see them, how many quick queries had no answer, the most memory of all processes
together, the slowest addition, and what processes are left.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import Manager, get_context
from pathlib import Path
from threading import Event

import httpx
import psutil

from benchmarks.served import served
from benchmarks.stores.copies import copied
from benchmarks.stores.speed import VERSIONS
from kg.stores.workspace import open_workspace
from kg.stores.writer import open_writer

QUICK = (
    "SELECT ?p ?o { id:Q30 ?p ?o }",
    "ASK { ?m a dip:Meeting ; dip:hasParticipant id:Q148 }",
    "SELECT ?m ?l { ?m a dip:Meeting ; rdfs:label ?l } LIMIT 20",
    "SELECT ?m ?q { ?n dip:mentionOf ?m ; dip:quote ?q } LIMIT 50",
)
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"


@dataclass
class Seen:
    """What clients saw: seconds of the quick queries, and how often each status came."""

    seconds: list[float] = field(default_factory=list)
    quick: Counter[str] = field(default_factory=Counter)
    runaway: Counter[str] = field(default_factory=Counter)

    def row(self, name: str) -> str:
        """A line of the table."""
        known = sorted(self.seconds)
        middle, high = statistics.median(known) * 1e3, known[int(len(known) * 0.95)] * 1e3
        failed = sum(number for status, number in self.quick.items() if status != "200")
        return f"| {name} | {len(known):,} | {failed} | {middle:.0f} | {high:.0f} | {known[-1] * 1e3:.0f} |"

    @property
    def high(self) -> float:
        """The 95th percentile in seconds."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)]


def ask(client: httpx.Client, query: str) -> str:
    """The status of the answer, which is read to its end, or the name of what went wrong."""
    try:
        return str(client.post("/sparql", data={"query": query}).status_code)
    except httpx.HTTPError as error:
        return type(error).__name__


def hurried(base: str, seen: Seen, pause: float, until: float, first: int) -> None:
    """A client that asks a quick query every ``pause`` seconds."""
    with httpx.Client(base_url=base, timeout=120, trust_env=False) as client:
        ask(client, QUICK[0])  # the connection
        due = time.monotonic() + pause * (first % 40) / 40
        while due < until:
            time.sleep(max(0.0, due - time.monotonic()))
            started = time.perf_counter()
            seen.quick[ask(client, QUICK[first % len(QUICK)])] += 1
            seen.seconds.append(time.perf_counter() - started)
            first += 1
            due = max(due + pause, time.monotonic())


def running_away(base: str, seen: Seen, until: float) -> None:
    """A client that asks for what never ends; told to wait, it waits as long as it is told."""
    with httpx.Client(base_url=base, timeout=120, trust_env=False) as client:
        while time.monotonic() < until:
            status = ask(client, RUNAWAY)
            seen.runaway[status] += 1
            if status == "503":
                time.sleep(5)


def crowd(base: str, clients: int, runaways: int, seconds: float, pause: float) -> Seen:
    """What so many clients see; quick ones ask every ``pause`` seconds."""
    seen, until = Seen(), time.monotonic() + seconds
    with ThreadPoolExecutor(clients) as pool:
        for _ in range(runaways):
            pool.submit(running_away, base, seen, until)
        for number in range(clients - runaways):
            pool.submit(hurried, base, seen, pause, until, number)
    return seen


def alone(base: str, seconds: float, rate: float) -> Seen:
    """What one client sees that asks as many a second as all quick ones together, if it can."""
    seen = Seen()
    hurried(base, seen, 1 / rate, time.monotonic() + seconds, 0)
    return seen


@contextmanager
def serving(workspace: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The address of a server and its process; what is left of its family afterwards is printed."""
    family: list[psutil.Process] = []
    with served(workspace) as (address, process):
        with httpx.Client(base_url=address, timeout=600, trust_env=False) as client:
            while client.get("/search").status_code == 503:
                time.sleep(1)
        try:
            yield address, psutil.Process(process.pid)
        finally:
            family = psutil.Process(process.pid).children(recursive=True)
    _, alive = psutil.wait_procs(family, timeout=60)
    left = [it for it in alive if it.status() != psutil.STATUS_ZOMBIE]
    print(f"Processes left after the end: {len(left)} of {len(family) + 1}")


def watched(server: psutil.Process, stop: Event) -> list[float]:
    """Megabytes of the server with all its processes, twice a second (memory of their own, not shared)."""
    found = []
    while not stop.wait(0.5):
        total = 0
        for it in [server, *server.children(recursive=True)]:
            try:
                total += it.memory_full_info().uss
            except psutil.Error:
                continue
        found.append(total / 1e6)
    return found


def writing(workspace: Path, stop: Event) -> list[float]:
    """Seconds that it takes to add an article, every five seconds; run in a process of its own."""
    with open_workspace(workspace) as opened:
        known = [(opened.article(it), opened.quads(it)) for it in islice(opened.entries(), 20)]
    found: list[float] = []
    with open_writer(workspace) as writer:
        while not stop.wait(5):
            article, quads = known[len(found) % len(known)]
            started = time.perf_counter()
            writer.add([copied(article, quads, 1_000_000 + len(found))], VERSIONS)
            found.append(time.perf_counter() - started)
    return found


def main(arguments: list[str] | None = None) -> None:
    """Print the tables as Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--runaways", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between queries of a quick client")
    options = parser.parse_args(arguments)
    quick = options.clients - options.runaways
    rate = quick / options.pause
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "workspace"
        shutil.copytree(options.workspace, copy)
        with serving(copy) as (base, server), ThreadPoolExecutor(2) as beside:
            stop = Event()
            memory = beside.submit(watched, server, stop)
            before = alone(base, options.seconds / 4, rate)
            with ProcessPoolExecutor(1, get_context("spawn")) as writer, Manager() as shared:
                ended = shared.Event()
                written = writer.submit(writing, copy, ended)
                crowded = crowd(base, options.clients, options.runaways, options.seconds, options.pause)
                ended.set()
                added = written.result()
            time.sleep(40)  # the last runaways meet their limit
            after = alone(base, options.seconds / 4, rate)
            busy = [it.cpu_percent(1.0) for it in server.children(recursive=True)]
            family = len(busy) + 1
            stop.set()
        print("| quick queries | answers | failed | median ms | p95 ms | worst ms |")
        print("|---|---:|---:|---:|---:|---:|")
        print(before.row("one client, idle server"))
        print(crowded.row(f"{quick} clients beside {options.runaways} runaways"))
        print(after.row("one client afterwards"))
        idle = Seen([*before.seconds, *after.seconds])
        print(f"\np95 beside runaways: {crowded.high / idle.high:.1f} times that of the idle server")
        print(f"Runaways: {dict(crowded.runaway)}")
        print(f"Most memory of all processes: {max(memory.result()):,.0f} MB; processes afterwards: {family}")
        print(f"Busiest process afterwards: {max(busy):.0f} % of a core")
        print(f"Additions meanwhile: {len(added)}, the slowest {max(added):.2f} s")
        command = [sys.executable, "-m", "kg", "status", "--deep", "--workspace", str(copy)]
        subprocess.run(command, check=True)  # noqa: S603 - our own


if __name__ == "__main__":
    main()
