"""What is read is not written over, and neither is what a workspace consists of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import run
from kg.stores.writer import open_writer
from tests.stores.made import NOW, article, drawn


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "news" / "a.txt"
    path.parent.mkdir()
    path.write_text("The envoys met in Vienna.\n", encoding="utf-8")
    return path


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    with open_writer(tmp_path / "talks", create=True) as writer:
        writer.add([(article(1), drawn(article(1)))], NOW)
    return tmp_path / "talks"


def refused(capsys: pytest.CaptureFixture[str], path: Path, *arguments: object) -> str:
    """The error; the file is as it was."""
    before = path.read_bytes()
    code = run([str(it) for it in arguments])
    assert (code, path.read_bytes()) == (2, before)
    return capsys.readouterr().err


@pytest.mark.parametrize("source", ["a.txt", ".", "*.txt"])
@pytest.mark.parametrize("option", [("--format", "turtle", "-o"), ("-o", "graph.ttl", "--rejects")])
def test_an_article_is_not_written_over(
    text: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    source: str, option: tuple[str, ...],
) -> None:  # fmt: skip
    monkeypatch.chdir(text.parent)
    error = refused(capsys, text, "build", source, *option, "a.txt")
    assert error == "kg: a.txt: is read, and would be written over. Name another file to write.\n"


def test_a_link_to_what_is_read_is_not_written_to(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.ttl").symlink_to(text)
    assert "is read" in refused(capsys, text, "build", text, "-o", tmp_path / "a.ttl")


def test_a_graph_is_not_written_over_by_its_page(
    talks: Path, tmp_path: Path, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = tmp_path / "talks.trig"
    assert run(["export", "-w", str(talks), "-o", str(graph)]) == 0
    assert capsys.readouterr().err == f"Written to {graph}\n"
    assert "is read" in refused(capsys, graph, "view", graph, "-o", graph, "--format", "html")
    assert "is read" in refused(capsys, text, "view", graph, "-s", text, "-o", text, "--format", "html")
    assert run(["align", str(graph), "-o", str(graph)]) == 0


@pytest.mark.parametrize("name", ["kg-workspace.json", "articles.sqlite", "writer.lock"])
def test_what_a_workspace_consists_of_is_not_written_over(
    talks: Path, text: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    own = talks / name
    error = refused(capsys, own, "export", "-w", talks, "--format", "nquads", "-o", own)
    assert f"{own}: belongs to the workspace {talks.resolve()}" in error
    assert "belongs to" in refused(capsys, own, "build", text, "--format", "nquads", "-o", own)
    assert "belongs to" in refused(capsys, own, "add", text, "-w", talks, "--rejects", own)
    for _ in range(2):
        assert run(["export", "-w", str(talks), "-o", str(talks / "all.trig")]) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command", [("list",), ("export",), ("query", "SELECT ?s { ?s a dip:Meeting }"), ("stats",)]
)
def test_a_full_disk_behind_standard_output_is_no_fault_of_the_program(
    talks: Path, command: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *command, "-w", str(talks)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "kg: standard output: cannot be written: No space left on device\n"


def test_the_page_of_a_graph_is_no_article(
    talks: Path, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = text.parent / "page.html"
    assert run(["view", "-w", str(talks), "-o", str(page)]) == 0
    capsys.readouterr()
    assert run(["read", str(text.parent), "--keep-going"]) == 1
    out, err = capsys.readouterr()
    assert (out.count("\n"), err) == (
        1,
        f"skipped: {page}: is a page that 'kg view' wrote, not an article.\n",
    )
