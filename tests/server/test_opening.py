"""A server whose view is long in the making: it answers at once, says so, and serves what there is."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
import uvicorn

from kg.errors import StoreError
from kg.server import run, snapshot, viewing
from kg.server.app import Access, application
from kg.server.lanes import Limits
from kg.stores.in_use import in_use
from kg.stores.merged import merged_folder, views
from kg.stores.workspace import open_workspace
from kg.stores.writer import open_writer
from tests.stores.thousand import VERSIONS, articles

COUNT = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a schema:NewsArticle }"
MORE = list(articles(5))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "workspace"
    with open_writer(found, create=True) as writer:
        writer.add(MORE[:3], VERSIONS)
    return found


class Slow:
    """The making of views, held up until ``go`` is set, and failing while there is ``trouble``."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.trouble = ""

    @contextmanager
    def view_of(self, workspace: Path, home: Path, stopped: threading.Event) -> Iterator[viewing.Shown]:
        while not self.go.wait(0.05):
            if stopped.is_set():
                raise StoreError("the server ends")
        if self.trouble:
            raise StoreError(self.trouble)
        with viewing.view_of(workspace, home, stopped) as view:
            yield view


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    found = Slow()
    monkeypatch.setattr(snapshot, "view_of", found.view_of)
    monkeypatch.setattr("kg.server.opening.AGAIN", 0.2)
    return found


@contextmanager
def opened(folder: Path, access: Access | None = None) -> Iterator[httpx.Client]:
    """A client of the application, which runs in a thread; what it cannot start for is raised."""
    limits = Limits(workers=1, slow=1)
    app = application(folder, limits, access or Access(), watch=0.2, patience=0.2)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="on"))
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))

        def run() -> None:
            with suppress(SystemExit):
                server.run(sockets=[bound])

        running = threading.Thread(target=run)
        running.start()
        try:
            while not server.started and running.is_alive():
                time.sleep(0.02)
            if not server.started:
                raise RuntimeError("it did not start")
            with httpx.Client(base_url=f"http://127.0.0.1:{bound.getsockname()[1]}", timeout=60) as client:
                yield client
        finally:
            server.should_exit = True
            running.join()


def number(client: httpx.Client) -> int:
    answer = client.get("/sparql", params={"query": COUNT})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def becomes(client: httpx.Client, articles: int) -> dict[str, object]:
    """What is said of its health once so many articles are served."""
    deadline = time.monotonic() + 60
    while True:
        health: httpx.Response = client.get("/health")
        if health.status_code == 200 and health.json()["articles"] == articles:
            return dict(health.json())
        assert time.monotonic() < deadline, health.text
        time.sleep(0.1)


def test_until_the_view_is_made_every_page_says_so(folder: Path, slow: Slow) -> None:
    with opened(folder) as client:
        page = client.get("/", headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert page.headers["retry-after"] == "5"
        assert page.headers["content-type"].startswith("text/html")
        assert "script" not in page.headers["content-security-policy"]
        assert "is being made" in page.text
        assert 'http-equiv="refresh" content="5"' in page.text
        asked = client.get("/sparql", params={"query": COUNT})
        assert asked.status_code == 503
        assert asked.headers["retry-after"] == "5"
        assert asked.headers["content-type"].startswith("text/plain")
        assert "is being made" in asked.text
        assert client.get("/store?default").status_code == 503
        health = client.get("/health")
        assert health.status_code == 503
        assert health.json() == {"status": "starting"}
        assert "kg_workers 0" in client.get("/metrics").text
        slow.go.set()
        assert becomes(client, 3)["status"] == "ok"
        assert number(client) == 3
        assert client.get("/", headers={"Accept": "text/html"}).status_code == 200


def test_the_view_of_an_earlier_content_is_served_meanwhile(folder: Path, slow: Slow) -> None:
    with open_workspace(folder) as workspace, merged_folder(workspace) as view:
        generation = workspace.generation
        assert views(view.parent, workspace) == [view]
    with open_writer(folder) as writer:
        writer.add(MORE[3:], VERSIONS)
    with open_workspace(folder) as workspace:
        assert views(view.parent, workspace) == [view]
        with in_use(view), merged_folder(workspace) as now:
            assert views(view.parent, workspace) == [now, view]
    shutil.rmtree(now)
    with opened(folder) as client:
        health = becomes(client, 3)
        assert health == {"status": "ok", "generation": generation, "articles": 3}
        assert number(client) == 3
        assert not slow.go.is_set()
        slow.go.set()
        assert becomes(client, 5)["generation"] != generation
        deadline = time.monotonic() + 30
        while number(client) != 5:  # workers on the new view are being started
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_the_view_that_is_there_is_served_while_it_is_looked_for(folder: Path, slow: Slow) -> None:
    with open_workspace(folder) as workspace, merged_folder(workspace):
        pass
    with opened(folder) as client:
        assert becomes(client, 3)["status"] == "ok"
        assert number(client) == 3
        assert not slow.go.is_set()


def test_a_view_of_another_ontology_is_not_served(folder: Path, slow: Slow) -> None:
    with open_workspace(folder) as workspace, merged_folder(workspace) as view:
        pass
    view.rename(view.with_name("0-0123abcd-00000000"))
    with opened(folder) as client:
        assert client.get("/health").json() == {"status": "starting"}
    slow.go.set()


def test_what_cannot_be_made_is_told_and_tried_again(folder: Path, slow: Slow) -> None:
    slow.trouble = "<no> memory"
    with opened(folder) as client:
        slow.go.set()
        deadline = time.monotonic() + 20
        while client.get("/health").json()["status"] != "failing":
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert client.get("/health").json() == {"status": "failing", "trouble": "<no> memory"}
        page = client.get("/", headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert "&lt;no&gt; memory; it is tried again" in page.text
        slow.trouble = ""
        becomes(client, 3)


def test_a_server_can_end_while_its_view_is_being_made(folder: Path, slow: Slow) -> None:
    started = time.monotonic()
    with opened(folder) as client:
        assert client.get("/health").status_code == 503
    assert time.monotonic() - started < 20
    assert not slow.go.is_set()


def test_a_token_is_asked_for_before_anything_is_told(folder: Path, slow: Slow) -> None:
    with opened(folder, Access(token="secret")) as client:  # noqa: S106 - of this test
        assert client.get("/").status_code == 401
        assert client.get("/", headers={"Authorization": "Bearer secret"}).status_code == 503
    assert not slow.go.is_set()


def test_a_workspace_that_is_none_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="did not start"), opened(tmp_path / "nowhere"):
        pass


@pytest.mark.parametrize("ready", [True, False])
def test_the_command_says_whether_it_is_ready(*, ready: bool) -> None:
    said = run._announced(Path("talks"), "http://127.0.0.1:80/", ready=ready)
    assert said.startswith("Serving talks at http://127.0.0.1:80/ (Ctrl-C ends it)")
    assert ("still being made" in said) is not ready
