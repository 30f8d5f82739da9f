"""Plug-ins: the worked examples pass the tests that are shipped, work from the command line, and faults are named."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

import kg
from kg import plugins, testing
from kg.cli import run
from kg.errors import PluginError
from kg.plugins import Stages

ARTICLE = (
    "Norway's Prime Minister Anna Berg met Japan's Foreign Minister Kenji Ito in Oslo on 30 April 2024.\n\n"
    "Anna Berg raised a toast to the friendship of the two countries.\n"
)


@pytest.fixture(autouse=True)
def _examples(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(root / "examples" / "plugins"))
    yield
    plugins.load.cache_clear()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


# --- the worked examples, and what ships -----------------------------------


def test_the_reader_passes(root: Path) -> None:
    testing.check_reader("transcripts:read", root / "examples" / "plugins" / "briefings.dump")


@pytest.mark.parametrize("name", ["plain_quotes:annotate", "kg.nlp.annotate:annotate"])
def test_annotators_pass(name: str) -> None:
    testing.check_annotator(name)


@pytest.mark.parametrize("name", ["toasts:extract", "kg.extraction.extract:extract"])
def test_extractors_pass(name: str) -> None:
    testing.check_extractor(name)


@pytest.mark.parametrize("name", ["house_ids:link", "kg.linking.link:link"])
def test_linkers_pass(name: str) -> None:
    testing.check_linker(name)


def test_the_store_passes() -> None:
    testing.check_store("lines_store:LinesStore")


def test_they_work_from_the_command_line(root: Path, article: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.trig"
    own = [
        "--extractor",
        "toasts:extract",
        "--linker",
        "house_ids:link",
        "--annotator",
        "plain_quotes:annotate",
    ]
    assert run(["build", str(article), "-o", str(graph), "-q", *own]) == 0
    text = graph.read_text(encoding="utf-8")
    assert "raised a toast to the friendship" in text
    assert "house-berg-anna-0001" in text
    assert "annotator plain_quotes:annotate, extractor toasts:extract 1, linker house_ids:link" in text
    assert run(["verify", str(graph), "--source", str(article)]) == 0
    dump = str(root / "examples" / "plugins" / "briefings.dump")
    kept = tmp_path / "kept.nq"
    again = [
        "build",
        dump,
        "--from",
        "transcripts:read",
        "--store",
        "lines_store:LinesStore",
        "-o",
        str(kept),
        "-q",
    ]
    assert run(again) == 0
    first = kept.read_bytes()
    assert b"briefing-17" in first
    assert run(again) == 0
    assert kept.read_bytes() == first


def test_workers_use_them(article: Path, monkeypatch: pytest.MonkeyPatch, root: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONPATH", str(root / "examples" / "plugins"))
    graph = tmp_path / "graph.nq"
    command = ["build", str(article), "-o", str(graph), "-q", "--jobs", "2", "--extractor", "toasts:extract"]
    assert run(command) == 0
    assert "raised a toast" in graph.read_text(encoding="utf-8")


def test_they_hold_in_their_block_only(article: Path) -> None:
    quads = kg.build(article)
    with plugins.using(Stages(extractor="toasts:extract")):
        more = kg.build(article)
    assert len(more) > len(quads)
    assert kg.build(article) == quads


def test_workspaces_notice_them(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "workspace")
    assert run(["build", str(article), "-w", folder, "-q"]) == 0
    assert run(["build", str(article), "-w", folder, "--extractor", "toasts:extract"]) == 0
    assert "read by another version" in capsys.readouterr().err


# --- what is said of faults ------------------------------------------------

FAULTS = """
import datetime
from dataclasses import replace
from kg.extraction.extract import extract as shipped
from kg.linking.link import link as shipped_link
from kg.model import Actor, Extraction, Linking, Mention
from kg.nlp.annotate import annotate as shipped_annotate

def raises(*_): raise ValueError("the moon is full")
def none(*_): return None
def listed(*_): return []
def other(doc, article): return Extraction(replace(article, id="other"))
def twice(doc, article): return Extraction(article, actors=(Actor("a1", "person", "X"),) * 2)
def outside(doc, article): return Extraction(article, actors=(Actor("a1", "person", "X", mentions=(Mention(0, 9999),)),))
def dangling(doc, article): return Extraction(article, actors=(Actor("a1", "person", "X", country="a9"),))
def unknown_code(doc, article):
    found = shipped(doc, article)
    return replace(found, meetings=tuple(replace(it, format="format-tea") for it in found.meetings))
def shorter(article): return shipped_annotate(replace(article, text=article.text[:20]))
def forgets(found): return Linking()
def moody(doc, article, seen=[]):
    seen.append(1)
    return Extraction(article, actors=(Actor("a1", "person", f"X{len(seen)}", mentions=(Mention(0, 1),)),) if article.text else ())
def yields(source): yield {"text": "x"}
def yields_then_raises(source):
    raise OSError("no more")
    yield
class Forgetful:
    def __init__(self, target): pass
    def add(self, quads): pass
    def quads(self): return iter(())
    def close(self): pass
class Halfway:
    def __init__(self, target): pass
class Leaky(Forgetful):
    def close(self): raise OSError("the disk is full")
number = 3
version = "2"
"""


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    name = f"faults_{tmp_path.name.replace('-', '_')}"
    (tmp_path / f"{name}.py").write_text(textwrap.dedent(FAULTS), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return name


@pytest.mark.parametrize(
    ("kind", "attribute", "says"),
    [
        ("extractor", "raises", "failed on article article: ValueError: the moon is full"),
        (
            "extractor",
            "none",
            "returned nothing (None) for article article; expected: a function that takes a Doc",
        ),
        ("extractor", "listed", "returned a list for article article"),
        ("extractor", "other", "returned an Extraction of another article"),
        ("extractor", "twice", "gave two things the local id 'a1'"),
        ("extractor", "outside", "gave 'a1' the mention 0-9999, outside of the text"),
        ("extractor", "dangling", "refers from 'a1' (country) to 'a9'"),
        ("extractor", "unknown_code", "cannot be described"),
        ("extractor", "number", "is a int; expected: a function that takes a Doc"),
        ("extractor", "nothing", "has no 'nothing'"),
        ("annotator", "none", "returned nothing (None)"),
        ("annotator", "shorter", "returned a text of 20 characters where the article has"),
        ("linker", "forgets", "left out of entities: a1"),
        ("linker", "listed", "returned a list"),
    ],
)
def test_faults_are_named(faults: str, kind: str, attribute: str, says: str, article: Path) -> None:
    with pytest.raises(PluginError) as error, plugins.using(Stages(**{kind: f"{faults}:{attribute}"})):
        kg.build(article)
    assert says in str(error.value)
    assert f"{faults}" in str(error.value)


@pytest.mark.parametrize(
    ("attribute", "says"),
    [("yields", "yielded a dict"), ("yields_then_raises", "OSError: no more"), ("none", "NoneType")],
)
def test_faults_of_readers_are_named(faults: str, attribute: str, says: str, article: Path) -> None:
    from kg.sources.read import Given, read_each

    with pytest.raises(PluginError, match=says):
        list(read_each([article], Given(format=f"{faults}:{attribute}")))


@pytest.mark.parametrize(
    ("check", "attribute", "says"),
    [
        (testing.check_extractor, "moody", "found other things in two-ministers"),
        (testing.check_extractor, "raises", "the moon is full"),
        (testing.check_linker, "forgets", "left out of entities"),
        (testing.check_annotator, "shorter", "returned a text of 20"),
        (testing.check_store, "Forgetful", "kept 0 of"),
        (testing.check_store, "Halfway", "has no add()"),
    ],
)
def test_the_shipped_tests_find_faults(
    faults: str, check: Callable[[str], None], attribute: str, says: str
) -> None:
    with pytest.raises((AssertionError, PluginError)) as error:
        check(f"{faults}:{attribute}")
    assert says in str(error.value)


def test_names_that_lead_nowhere_are_told(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, says in (
        ("nothing", "there is no extractor 'nothing'; "),
        (
            "no_such_module:extract",
            "No module named 'no_such_module'; is it installed, or in the current folder?",
        ),
    ):
        assert run(["build", str(article), "-q", "-o", "-", "--extractor", name]) == 2
        assert says in capsys.readouterr().err


def test_graphs_of_the_store_keep_their_names(article: Path, tmp_path: Path) -> None:
    kg.build(article, tmp_path / "kept.nq", store="lines_store:LinesStore")
    kept = list(pyoxigraph.parse((tmp_path / "kept.nq").read_bytes(), format=RdfFormat.N_QUADS))
    assert any("/graph/" in str(quad.graph_name) for quad in kept)


def test_a_store_is_looked_for_before_the_work(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    store, lines = "--store", "lines_store:LinesStore"
    for options, says in (
        ([store, "nothing", "-o", "x"], "there is no store 'nothing'"),
        ([store, lines], "--store needs --output, its target"),
        ([store, lines, "-w", "workspace"], "--store goes without --workspace"),
        ([store, lines, "--split", "folder"], "--store goes without --split"),
        ([store, lines, "-o", "x", "--format", "turtle"], "--store goes without --format"),
        ([store, lines, "-o", "x", "--engine", "spark"], "--store goes without --engine spark"),
    ):
        assert run(["build", str(article), *options]) == 2, options
        told = capsys.readouterr().err
        assert says in told
        assert "Reading" not in told
    with pytest.raises(PluginError, match="needs a target"):
        kg.build(article, store=lines)
    with pytest.raises(PluginError, match="there is no store 'nothing'"):
        kg.build(article, tmp_path / "x", store="nothing")
    assert list(tmp_path.iterdir()) == [article]


@pytest.mark.parametrize(
    ("attribute", "says"), [("Leaky", "OSError: the disk is full"), ("Halfway", "has no add()")]
)
def test_faults_of_stores_are_named(faults: str, attribute: str, says: str, article: Path) -> None:
    with pytest.raises(PluginError) as error:
        kg.build(article, article.with_suffix(".kept"), store=f"{faults}:{attribute}")
    assert says in str(error.value)
    assert f"store {faults}:{attribute}" in str(error.value)


def test_a_target_that_cannot_be_written_is_told(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["build", str(article), "--store", "lines_store:LinesStore", "-o", "no/such/folder/x", "-q"]
    assert run(command) == 2
    told = capsys.readouterr().err
    assert "store lines_store:LinesStore: failed on no/such/folder/x: FileNotFoundError" in told
    assert "fault of the program" not in told
