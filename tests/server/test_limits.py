"""What a query may cost, who may ask, and what is refused: a runaway query costs its asker only."""

from __future__ import annotations

import concurrent.futures
import os
import signal
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psutil
import pytest

from kg.cli import run as command
from kg.stores.workspace import open_workspace
from kg.stores.writer import open_writer
from tests.server.conftest import Served, serving
from tests.stores.thousand import VERSIONS, articles

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"
FAST = "SELECT (COUNT(*) AS ?n) { ?m a dip:Meeting }"
WIDE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


def workers(served: Served) -> list[psutil.Process]:
    """The worker processes: the children of the fork server, but for those that end meanwhile."""
    found = []
    for child in psutil.Process(served.process.pid).children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if child.ppid() != served.process.pid:
                found.append(child)
    return found


@contextmanager
def clients(number: int, stop: threading.Event) -> Iterator[concurrent.futures.ThreadPoolExecutor]:
    """Threads that ask until ``stop`` is set; it is set, too, where the test fails: none is waited for forever."""
    with concurrent.futures.ThreadPoolExecutor(number) as pool:
        try:
            yield pool
        finally:
            stop.set()


def test_a_runaway_query_is_ended_and_its_worker_is_gone(served: Served) -> None:
    before = {it.pid for it in workers(served)}
    response = served.ask(RUNAWAY)
    assert response.status_code == 504
    assert "within 5 s" in response.text
    assert served.ask(FAST).status_code == 200
    assert len(before - {it.pid for it in workers(served)}) >= 1
    assert len(workers(served)) <= 3


def test_many_runaways_cost_their_askers_only(served: Served) -> None:
    alone = [seconds(served) for _ in range(10)]
    stop = threading.Event()

    def run_away() -> set[int]:
        codes = set()
        while not stop.is_set():
            codes.add(served.ask(RUNAWAY).status_code)
        return codes

    with clients(8, stop) as pool:
        askers = [pool.submit(run_away) for _ in range(4)]
        time.sleep(3)
        crowded = [seconds(served) for _ in range(30)]
        stop.set()
        codes = set().union(*(it.result() for it in askers))
    assert codes <= {503, 504}
    assert len(crowded) == 30, "every fast query answers"
    assert statistics.median(crowded) < 5 > statistics.median(alone), "none waits for a runaway to end"
    assert len(workers(served)) <= 3


def test_fifty_clients_of_which_ten_run_away(served: Served) -> None:
    """Every quick query is answered, memory is bounded, and afterwards there are no more workers than before."""
    stop, quick, runaway = threading.Event(), Counter[int](), Counter[int]()
    most = 0.0

    def hurry(number: int) -> None:
        with httpx.Client(base_url=served.url, timeout=60, trust_env=False) as client:
            while not stop.wait(2 if quick.total() else number / 20):
                quick[client.get("/sparql", params={"query": FAST}).status_code] += 1

    def run_away() -> None:
        while not stop.is_set():
            runaway[served.ask(RUNAWAY).status_code] += 1

    with clients(50, stop) as pool:
        for number in range(40):
            pool.submit(hurry, number)
        for _ in range(10):
            pool.submit(run_away)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            time.sleep(0.5)
            most = max(most, memory(served))
        stop.set()
    assert set(quick) == {200}
    assert quick.total() >= 40
    assert set(runaway) <= {503, 504}
    assert most < 1000
    assert len(workers(served)) <= 3
    assert processor(served, 0.5) < 50, "none works on"


def processor(served: Served, wait: float) -> float:
    """Per cent of a core that the workers take, each watched for so many seconds."""
    total = 0.0
    for it in workers(served):
        with suppress(psutil.NoSuchProcess):
            total += it.cpu_percent(wait)
    return total


def memory(served: Served) -> float:
    """Megabytes that the server and its processes have of their own."""
    total = 0
    for it in [psutil.Process(served.process.pid), *workers(served)]:
        try:
            total += it.memory_full_info().uss
        except psutil.Error:
            continue  # gone meanwhile
    return total / 1e6


def seconds(served: Served) -> float:
    started = time.perf_counter()
    assert served.ask(FAST).status_code == 200
    return time.perf_counter() - started


def test_too_many_rows_are_an_error_before_the_body_and_an_abnormal_end_within(served: Served) -> None:
    assert served.ask("SELECT * { ?a ?b ?c } LIMIT 20").status_code == 200
    response = served.ask("SELECT (1 AS ?x) { ?a ?b ?c . ?d dip:status ?f }", Accept="text/csv")
    assert response.status_code == 500, "short rows: the limit is met before the body begins"
    assert "20,000 rows" in response.text
    with pytest.raises(httpx.RemoteProtocolError):
        served.ask(WIDE)


def test_a_worker_that_takes_too_much_memory_is_ended(workspace: Path) -> None:
    with serving(workspace, "--memory", "400", "--workers", "1", "--timeout", "50") as served:
        response = served.ask("SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i")
        assert response.status_code == 500
        assert "400 MB" in response.text
        assert served.ask(FAST).status_code == 200


def test_a_killed_worker_costs_one_query_at_most(served: Served) -> None:
    assert served.ask(FAST).status_code == 200
    for worker in workers(served):
        os.kill(worker.pid, signal.SIGKILL)
    codes = [served.ask(FAST).status_code for _ in range(4)]
    assert codes[-1] == 200
    assert codes.count(200) >= 2


def test_a_client_that_leaves_frees_its_worker(served: Served) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(served.url + "/sparql", params={"query": RUNAWAY}, timeout=0.5, trust_env=False)
    assert served.ask(FAST).status_code == 200


def test_no_process_is_left_behind(workspace: Path) -> None:
    with serving(workspace, "--workers", "2") as served, concurrent.futures.ThreadPoolExecutor(1) as pool:
        served.ask(FAST)
        busy = pool.submit(served.ask, RUNAWAY)
        time.sleep(0.5)
        family = psutil.Process(served.process.pid).children(recursive=True)
        assert family
        served.process.kill()
        served.process.wait()
        gone, alive = psutil.wait_procs(family, timeout=20)
        left = [it for it in alive if it.status() != psutil.STATUS_ZOMBIE]
        assert left == [], "not even one that is in the middle of a query"
        assert len(gone) + len(alive) == len(family)
        assert busy.exception() is not None


def _articles(served: Served) -> int:
    found = served.ask("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }").json()
    return int(found["results"]["bindings"][0]["n"]["value"])


def test_a_killed_server_costs_nothing(tmp_path: Path) -> None:
    folder, more = tmp_path / "workspace", list(articles(5))
    with open_writer(folder, create=True) as writer:
        writer.add(more[:3], VERSIONS)
        with (
            serving(folder, "--workers", "1") as served,
            concurrent.futures.ThreadPoolExecutor(1) as pool,
        ):
            asking = pool.submit(served.ask, RUNAWAY)
            time.sleep(0.5)
            served.process.kill()
            writer.add(more[3:], VERSIONS)
            assert asking.exception() is not None, "the asker is told by the end of the connection"
    with open_workspace(folder) as opened:
        assert opened.disagreements(deep=True) == []
        assert len(opened) == 5
    with serving(folder, "--workers", "1") as served:
        deadline = time.monotonic() + 60
        while served.get("/health").json()["articles"] != 5:  # what was before is served until this is made
            assert time.monotonic() < deadline
            time.sleep(0.2)
        deadline = time.monotonic() + 30
        while _articles(served) != 5:
            assert time.monotonic() < deadline
            time.sleep(0.2)


SSRF = [
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(<{url}> AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "LOAD <{url}>",
    "LOAD <file:///etc/passwd>",
    "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{url}> {{ GRAPH <{url}> {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
@pytest.mark.parametrize("text", SSRF)
def test_no_query_makes_the_server_ask_another(served: Served, text: str, host: str) -> None:
    import socket

    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.settimeout(0.2)
        response = served.ask(text.format(url=f"http://{host}:{trap.getsockname()[1]}/"))
        assert response.status_code == 400 or response.json()["results"]["bindings"] == []
        with pytest.raises(TimeoutError):
            trap.accept()
    for parameter in ("default-graph-uri", "named-graph-uri"):
        asked = served.get(params={"query": "SELECT * { ?s ?p ?o }", parameter: "http://127.0.0.1:1/"})
        assert asked.json()["results"]["bindings"] == []


def test_sizes_are_bounded(served: Served) -> None:
    assert served.get(params={"query": "ASK {} #" + "x" * 20_000}).status_code == 414
    big = "ASK {} #" + "x" * 1_100_000
    assert served.post(content=big, headers={"Content-Type": "application/sparql-query"}).status_code == 413
    parts = (big[i : i + 50_000].encode() for i in range(0, len(big), 50_000))
    unsaid = served.post(content=parts, headers={"Content-Type": "application/sparql-query"})
    assert unsaid.status_code == 413, "without a length stated, too"
    many = {f"X-{i}": "1" for i in range(150)}
    assert served.get("/health", headers=many).status_code == 431
    deep = "SELECT * {" + "{" * 3000 + "?s ?p ?o" + "}" * 3000 + "}"
    assert served.post(data={"query": deep}).status_code in (400, 500)
    assert served.ask(FAST).status_code == 200


def test_only_names_of_this_machine_are_answered(served: Served) -> None:
    assert served.get("/", headers={"Host": "rebound.example"}).status_code == 421
    assert served.get("/", headers={"Host": "localhost:99"}).status_code == 200


def test_cors_is_off_unless_asked_for(served: Served, workspace: Path) -> None:
    assert "access-control-allow-origin" not in served.ask(FAST, Origin="https://a.example").headers
    with serving(workspace, "--workers", "1", "--cors", "https://a.example") as other:
        assert other.ask(FAST).headers["access-control-allow-origin"] == "https://a.example"


def test_a_token_is_needed_where_one_is_set(workspace: Path) -> None:
    with serving(workspace, "--workers", "1", "--host", "0.0.0.0", KG_SERVE_TOKEN="t0ken") as served:  # noqa: S104, S106
        refused = served.ask(FAST)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"] == "Bearer"
        assert served.ask(FAST, Authorization="Bearer t0ken").status_code == 200
        assert served.ask(FAST, Authorization="Bearer t0kem").status_code == 401
        assert served.get("/health").status_code == 200


def test_another_address_needs_a_token_or_a_word(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["serve", "-w", str(workspace), "--host", "0.0.0.0"]) == 2  # noqa: S104
    assert "KG_SERVE_TOKEN" in capsys.readouterr().err
    assert command(["serve", "-w", str(workspace / "none")]) == 2


def test_what_a_writer_adds_is_served_and_the_writer_is_not_blocked(tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    more = list(articles(5))
    with open_writer(folder, create=True) as writer:
        writer.add(more[:3], VERSIONS)
        with serving(folder, "--workers", "1") as served:
            assert _articles(served) == 3
            with concurrent.futures.ThreadPoolExecutor(1) as pool:
                asking = pool.submit(served.ask, RUNAWAY)
                writer.add(more[3:], VERSIONS)
                deadline = time.monotonic() + 30
                while _articles(served) != 5:
                    assert time.monotonic() < deadline
                    time.sleep(0.2)
                served.process.terminate()
                asking.exception()
