"""The page as text: one file, the same bytes in every process, a policy that fits, and small."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import run
from kg.rdf.write import write
from kg.views.gather import gather
from kg.views.page import PLAIN_ROWS, built, page
from kg.views.payload import dumped, payload
from tests.views import graphs

CASES = {
    "hostile": graphs.hostile,
    "astral": graphs.astral,
    "five": lambda: graphs.sides(5),
    "empty": graphs.empty,
}


@pytest.fixture(params=CASES)
def text(request: pytest.FixtureRequest) -> str:
    graph = CASES[request.param]()
    return page(gather(graph.store, graph.text_of), title=graph.title, tool="DiploKG <test>")


def test_policy_allows_exactly_the_style_and_the_script(text: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    for part, element in (("script-src", "script"), ("style-src", "style")):
        (body,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{part} 'sha256-{digest}'" in policy[1]
    for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'none'", "trusted-types 'none'"):
        assert rule in policy[1]
    assert "unsafe" not in policy[1]


def test_page_has_no_element_but_its_own(text: str) -> None:
    assert text.count("<script") == 2
    assert text.count("</script>") == 2
    assert text.count("<style>") == text.count("</style>") == 1
    bare = text.replace('<link rel="icon" href="data:,">', "")  # so that nobody asks for an icon
    assert not re.findall(r"<(?:img|iframe|object|embed|svg|link|base|form)\b", bare)
    assert not re.findall(r"<[a-z]+[^>]*\son\w+=", text)
    assert not re.search(r"<[a-z]+[^<>]*\s(?:src|href)=", bare.partition("<script>")[0])


def test_data_come_back_whole(text: str) -> None:
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert not set(data) & set("<>&\u2028\u2029")
    assert dumped(json.loads(data)) == data


def test_every_field_of_hostile_words_is_in_the_payload() -> None:
    graph = graphs.hostile()
    data = payload(gather(graph.store, graph.text_of), title=graph.title, tool="")
    labels = {node["label"] for node in data["nodes"]}
    assert graphs.LONG in labels
    assert graphs.HOSTILE[0] in labels
    assert "url" not in data["docs"][0]  # it was javascript:


WRITE_ALL = """
import sys
from kg.cli import run
graph, *paths = sys.argv[1:]
sys.exit(max(run(["view", graph, "-o", path]) for path in paths))
"""


def test_same_bytes_in_every_process(tmp_path: Path) -> None:
    graph = tmp_path / "graph.trig"
    write(list(graphs.many(80).store), graph)
    made = []
    for seed in ("0", "4242"):
        paths = [tmp_path / f"{seed}.{extension}" for extension in ("html", "gexf", "graphml", "svg")]
        command = [sys.executable, "-c", WRITE_ALL, str(graph), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append([path.read_bytes() for path in paths])
    assert made[0] == made[1]


def test_order_of_quads_does_not_matter() -> None:
    from pyoxigraph import Store

    quads = list(graphs.sides(4).store)
    pages = []
    for order in (quads, quads[::-1]):
        store = Store()
        for quad in order:
            store.add(quad)
        pages.append(page(gather(store), title="x", tool="y"))
    assert pages[0] == pages[1]


def test_script_and_style_are_small_and_write_no_html() -> None:
    script = built("view.js")
    assert len(script.encode()) <= 120_000
    assert len(built("view.css").encode()) <= 30_000
    for banned in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "http://",
        "https://",
    ):
        known = {
            "http://": ["http://www.w3.org/2000/svg"],
            "https://": ["https://w3id.org", "https://www.wikidata.org"],
        }
        rest = script
        for address in known.get(banned, []):
            rest = rest.replace(address, "")
        assert banned not in rest


def test_notices_name_what_the_script_contains() -> None:
    notices = built("THIRD_PARTY_NOTICES")
    lock = json.loads((Path(__file__).parents[2] / "web" / "package-lock.json").read_text(encoding="utf-8"))
    shipped = [
        name.rpartition("node_modules/")[2]
        for name, it in lock["packages"].items()
        if name and not it.get("dev") and not it.get("optional")
    ]
    assert len(shipped) >= 4
    for name in shipped:
        assert re.search(rf"^{re.escape(name)} \d", notices, re.MULTILINE)
    assert not any("resolved" in it for it in lock["packages"].values())


def test_table_without_scripts_says_when_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    assert PLAIN_ROWS >= 1000
    monkeypatch.setattr("kg.views.page.PLAIN_ROWS", 10)
    graph = graphs.sides(5)
    text = page(gather(graph.store), title="x", tool="y")
    assert "The first 10 of 35 statements." in text
    assert text.count("<tr>") == 11


def test_command_takes_workspace_standard_streams_and_sources(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], root: Path
) -> None:
    article = root / "examples" / "seed-article.txt"
    folder = tmp_path / "talks"
    assert run(["build", str(article), "--workspace", str(folder)]) == 0
    assert run(["view", "--workspace", str(folder), "-o", "-", "--format", "html", "--full-text"]) == 0
    shown = capsysbinary.readouterr()
    assert b"two-day meeting" in shown.out
    assert b"drug overdoses were responsible" in shown.out
    graph = tmp_path / "graph.ttl"
    assert run(["build", str(article), "-o", str(graph)]) == 0
    for options, whole in (([], False), (["--source", str(article)], True)):
        assert run(["view", str(graph), "-o", str(tmp_path / "x.html"), *options]) == 0
        assert ("As a step toward managing" in (tmp_path / "x.html").read_text("utf-8")) is whole
    capsysbinary.readouterr()
    other = root / "examples" / "nile-dam-talks.txt"
    assert run(["view", str(graph), "-o", str(tmp_path / "x.html"), "--source", str(other)]) == 0
    assert b"No text for 1 article" in capsysbinary.readouterr().err
    assert run(["view", str(graph), "-o", str(tmp_path / "x.html"), "--full-text"]) == 0
    assert b"--full-text needs them" in capsysbinary.readouterr().err


def test_a_page_that_cannot_be_written_leaves_the_one_before(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, page = tmp_path / "graph.ttl", tmp_path / "page.html"
    assert run(["build", str(root / "examples" / "seed-article.txt"), "-o", str(graph), "-q"]) == 0
    page.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    assert run(["view", str(graph), "-o", str(page)]) == 2
    assert page.read_text(encoding="utf-8") == "before"
