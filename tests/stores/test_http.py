"""The client of stores: log-in, patience, refusals; against a server on loopback that does as it is told."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.stores.http import connected

PASSWORD = "pa55-w0rd"  # noqa: S105 - of nobody
ANSWER = b'{"head": {}, "boolean": true}'


@dataclass
class Told:
    """What the server answers, one after the other, the last again and again; and what it was asked."""

    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=lambda: [(200, {}, ANSWER)])
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Told]:
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    found = Told()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.command, self.path, self.headers.get("Authorization", "")))
            found.times.append(time.monotonic())
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            code, headers, body = found.answers.pop(0) if len(found.answers) > 1 else found.answers[0]
            body = body.replace(b"ECHO", self.headers.get("Authorization", "").encode())
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name that the library calls

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        found.url = f"http://127.0.0.1:{server.server_address[1]}"
        yield found
        server.shutdown()
        thread.join()


def test_nothing_is_sent_before_it_is_asked_for_and_basic_is_answered(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_USER", "reader")
    monkeypatch.setenv("KG_STORE_PASSWORD", PASSWORD)
    told.answers = [(401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), (200, {}, ANSWER)]
    with connected(told.url) as client:
        assert client.send("GET", told.url + "/query").status_code == 200
    given = base64.b64encode(f"reader:{PASSWORD}".encode()).decode()
    assert [it[2] for it in told.asked] == ["", f"Basic {given}"]


def test_a_token_is_sent_as_bearer(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "t0ken")
    with connected(told.url) as client:
        client.send("GET", told.url + "/query")
    assert told.asked[0][2] == "Bearer t0ken"


def test_netrc_is_read(told: Told, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "netrc"
    file.write_text(f"machine 127.0.0.1 login reader password {PASSWORD}\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    told.answers = [(401, {"WWW-Authenticate": "Basic"}, b""), (200, {}, ANSWER)]
    with connected(told.url) as client:
        client.send("GET", told.url + "/query")
    assert told.asked[1][2].startswith("Basic ")
    file.write_text(f"machin 127.0.0.1 password {PASSWORD}")
    with pytest.raises(StoreError, match="netrc") as error, connected(told.url):
        pass
    assert PASSWORD not in str(error.value)


@pytest.mark.parametrize(
    "variables",
    [{"KG_STORE_USER": "reader", "KG_STORE_PASSWORD": PASSWORD}, {"KG_STORE_TOKEN": PASSWORD}],
    ids=["basic", "bearer"],
)
def test_a_store_that_echoes_the_log_in_is_not_quoted_with_it(
    told: Told, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    words = f"<p>bad request of {PASSWORD}: Authorization: ECHO</p>".encode()
    told.answers = [(401, {"WWW-Authenticate": "Basic"}, b""), (500, {}, words)]
    if "KG_STORE_TOKEN" in variables:
        told.answers.pop(0)
    with connected(told.url) as client, pytest.raises(StoreError) as error:
        client.send("POST", told.url + "/update", content=b"x")
    assert "bad request of ***: Authorization:" in str(error.value)
    assert PASSWORD not in str(error.value)
    assert base64.b64encode(f"reader:{PASSWORD}".encode()).decode() not in str(error.value)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(told: Told, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", PASSWORD)
    there = told.url.replace("//", f"//user:{PASSWORD}@").replace("127.0.0.1", "localhost") + "/inside?key=x"
    told.answers = [(code, {"Location": there}, b"")]
    with (
        connected(told.url) as client,
        pytest.raises(StoreError, match="redirects to http://localhost") as error,
    ):
        client.send("GET", told.url + "/query")
    assert len(told.asked) == 1, "nobody asks there"
    assert PASSWORD not in str(error.value)
    assert "key" not in str(error.value)


def test_passing_faults_are_tried_again_with_growing_pauses(told: Told) -> None:
    told.answers = [(503, {}, b""), (502, {}, b""), (429, {}, b""), (200, {}, ANSWER)]
    with connected(told.url, pause=0.1) as client:
        assert client.send("GET", told.url + "/query").status_code == 200
    pauses = [b - a for a, b in zip(told.times, told.times[1:], strict=False)]
    assert [pause >= least for pause, least in zip(pauses, (0.1, 0.2, 0.4), strict=True)] == [True] * 3


def test_a_fault_that_stays_is_an_error_after_so_many_tries(told: Told) -> None:
    told.answers = [(503, {}, b"come back on Monday")]
    with connected(told.url, attempts=3, pause=0.01) as client, pytest.raises(StoreError, match="on Monday"):
        client.send("GET", told.url + "/query")
    assert len(told.asked) == 3


def test_what_is_wrong_for_good_is_asked_once(told: Told) -> None:
    told.answers = [(400, {}, b"no such graph")]
    with connected(told.url, pause=0.01) as client, pytest.raises(StoreError, match="400: no such graph"):
        client.send("GET", told.url + "/query")
    assert len(told.asked) == 1


@pytest.mark.parametrize("url", ["ftp://x/", "file:///etc/passwd", "x", "http://", "http://u:p@x/"])
def test_addresses_that_are_none_or_hold_a_log_in_are_refused(url: str, told: Told) -> None:
    del told  # the environment without a log-in
    with pytest.raises(StoreError) as error, connected(url):
        pass
    assert "u:p" not in str(error.value)
