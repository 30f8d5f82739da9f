"""Identity from the command line: files, workspaces, decisions and review give one and the same result."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import httpx
import pytest

from kg.alignment.decisions import read_decisions
from kg.cli import run
from kg.rdf.aligned import ALIGNMENT
from kg.rdf.load import load
from kg.vocab import DIP
from tests.alignment.pairs import pairs

CASES = ("planned and held: next week", "transliteration: Vahagn, Vaagn", "same day: two guests")


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Six short articles as text files with their days beside them."""
    folder = tmp_path_factory.mktemp("news")
    chosen = [it for pair in pairs() if pair.case in CASES for it in (pair.first, pair.second)]
    for it in chosen:
        (folder / f"{it.id}.txt").write_text(it.text, encoding="utf-8")
        assert it.published
        meta = json.dumps({"published": it.published.isoformat()})
        (folder / f"{it.id}.meta.json").write_text(meta, encoding="utf-8")
    assert len(chosen) == 6
    return sorted(folder.glob("*.txt"))


@pytest.fixture(scope="module")
def whole(articles: list[Path]) -> Path:
    """The graph of all six, built at once."""
    path = articles[0].parent / "whole.nq"
    assert run(["build", *map(str, articles), "-o", str(path), "-q"]) == 0
    return path


@pytest.fixture
def talks(articles: list[Path], tmp_path: Path) -> Path:
    """A workspace of all six, put in one by one, the last first."""
    folder = tmp_path / "talks"
    for path in reversed(articles):
        assert run(["build", str(path), "--workspace", str(folder), "-q"]) == 0
    return folder


def exported(folder: Path, name: str = "out.nq") -> bytes:
    out = folder.parent / name
    assert run(["export", "--workspace", str(folder), "-o", str(out)]) == 0
    return out.read_bytes()


def joined_meetings(path: Path) -> set[str]:
    ids = {q.subject.value for q in load(path) if q.predicate.value.endswith("isReplacedBy")}
    return {node for node in ids if "/event/" in node}


def test_build_says_what_was_joined(
    whole: Path, articles: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["align", str(whole), "--report"]) == 0
    captured = capsys.readouterr()
    assert "6 articles: 2 meetings and" in captured.err
    assert "the same days: 2024-03-06" in captured.out or "same day: 2024-03-05" in captured.out
    assert len(joined_meetings(whole)) == 2
    plain = articles[0].parent / "plain.nq"
    assert run(["build", *map(str, articles), "-o", str(plain), "-q", "--no-align"]) == 0
    assert not load(plain).contains_named_graph(ALIGNMENT)


def test_one_by_one_equals_all_at_once(
    whole: Path, talks: Path, articles: list[Path], tmp_path: Path
) -> None:
    assert exported(talks) == whole.read_bytes()
    parts = []
    for start in (0, 2, 4):
        part = tmp_path / f"{start}.nq"
        assert run(["build", *map(str, articles[start : start + 2]), "-o", str(part), "-q"]) == 0
        parts.append(str(part))
    out = tmp_path / "joined.nq"
    assert run(["align", *reversed(parts), parts[0], "-o", str(out)]) == 0
    assert out.read_bytes() == whole.read_bytes()


def test_add_then_remove_equals_never_added(talks: Path, articles: list[Path], tmp_path: Path) -> None:
    assert run(["remove", articles[0].stem, "--workspace", str(talks), "-q"]) == 0
    without = tmp_path / "without.nq"
    assert run(["build", *map(str, articles[1:]), "-o", str(without), "-q"]) == 0
    assert exported(talks) == without.read_bytes()
    assert run(["build", str(articles[0]), "--workspace", str(talks), "-q"]) == 0


def test_turtle_holds_the_nodes_joined_and_conforms(
    whole: Path, articles: list[Path], tmp_path: Path
) -> None:
    turtle = tmp_path / "whole.ttl"
    assert run(["align", str(whole), "-o", str(turtle)]) == 0
    assert run(["check", str(turtle)]) == 0
    assert run(["verify", str(turtle), *(a for p in articles for a in ("--source", str(p)))]) == 0
    store, gone = load(turtle), joined_meetings(whole)
    assert not {q.subject.value for q in store if q.predicate.value == str(DIP.status)} & gone
    built = tmp_path / "built.ttl"
    assert run(["build", *map(str, articles), "-o", str(built), "-q"]) == 0
    assert built.read_bytes() == turtle.read_bytes()


def test_a_workspace_is_seen_aligned(talks: Path, tmp_path: Path) -> None:
    page = tmp_path / "nodes.csv"
    assert run(["view", "--workspace", str(talks), "-o", str(page)]) == 0
    assert (talks / "alignment.nq").exists()
    before = (talks / "alignment.nq").read_bytes()
    (talks / "alignment.nq").write_text("# of another state\n<a> <b> .", encoding="utf-8")
    assert run(["view", "--workspace", str(talks), "-o", str(page)]) == 0
    assert (talks / "alignment.nq").read_bytes() == before


@pytest.mark.parametrize("few", [10**6, 0], ids=["in memory", "on disk"])
def test_a_workspace_is_asked_aligned(
    talks: Path, few: int, whole: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.stores.merged.FEW", few)
    query = "SELECT ?m ?s ?d { ?m a dip:Meeting ; dip:status ?s OPTIONAL { ?m dip:latest ?d } }"
    assert run(["query", query, "--workspace", str(talks), "--format", "csv"]) == 0
    asked = capsys.readouterr().out
    assert run(["query", query, "--graph", str(whole), "--format", "csv"]) == 0
    assert asked == capsys.readouterr().out
    assert len(asked.splitlines()) == 5
    assert run(["query", "same-event", "--workspace", str(talks), "--format", "csv"]) == 0
    assert "the same person: Timo Laine" in capsys.readouterr().out


def test_review_lists_decides_and_the_decision_wins(
    talks: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["review", "--workspace", str(talks), "--list", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    meetings = [it for it in listed if it["joined"] and it["nodes"][0]["node"].startswith("ev:")]
    assert len(meetings) == 2
    assert all(len(it["nodes"][0]["sentence"].split()) > 8 for it in meetings)
    answers = "".join("d\nby hand\n" if it in meetings else "k\n" for it in listed)
    from io import StringIO

    monkeypatch.setattr("sys.stdin", StringIO(answers))
    assert run(["review", "--workspace", str(talks), "--who", "Ann Reader"]) == 0
    assert "2 decisions added" in capsys.readouterr().err
    decided = read_decisions(talks / "decisions.tsv")
    assert {(d.verdict, d.who, d.why) for d in decided.of.values()} == {
        ("different", "Ann-Reader", "by hand")
    }
    once = exported(talks)
    assert b"verdict-different" in once
    assert not joined_meetings(talks.parent / "out.nq")
    assert "are decided different, against" in capsys.readouterr().err
    assert run(["rebuild", "--all", "--workspace", str(talks), "-q"]) == 0
    assert exported(talks) == once
    text = (talks / "decisions.tsv").read_text(encoding="utf-8")
    (talks / "decisions.tsv").write_text(text + text, encoding="utf-8")
    assert exported(talks) == once
    assert run(["review", "--workspace", str(talks), "--list", "--format", "tsv"]) == 0
    rows = [line.split("\t")[2:4] for line in capsys.readouterr().out.splitlines()]
    assert not [it for it in meetings if [n["node"] for n in it["nodes"]] in rows]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("perhaps ev:a ev:b mk 2024-01-01 x\n", "line 1: 'perhaps' is no verdict"),
        (
            "same ev:a ev:b mk 2024-01-01 x\nsame ev:b ev:c mk 2024-01-01 x\ndifferent ev:a ev:c mk 2024-01-01 x\n",
            "line 3: ev:a and ev:c are decided to be different, but ev:a and ev:b are the same (line 1); ev:b and ev:c",
        ),
    ],
)
def test_bad_decisions_change_nothing(
    whole: Path, tmp_path: Path, text: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions, out = tmp_path / "d.tsv", tmp_path / "out.trig"
    decisions.write_text(text, encoding="utf-8")
    out.write_text("as before", encoding="utf-8")
    assert run(["align", str(whole), "--decisions", str(decisions), "-o", str(out)]) == 2
    assert says in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "as before"


def test_an_unknown_node_is_warned_of(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions, out = tmp_path / "d.tsv", tmp_path / "out.nq"
    decisions.write_text("same ev:gone-1 ev:gone-2 mk 2024-01-01 x\n", encoding="utf-8")
    assert run(["align", str(whole), "--decisions", str(decisions), "-o", str(out)]) == 0
    assert "line 1: no article has an entity or meeting ev:gone-1" in capsys.readouterr().err
    assert out.read_bytes() == whole.read_bytes()


def test_nothing_to_decide_is_said(
    articles: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, decisions = tmp_path / "one.nq", tmp_path / "d.tsv"
    assert run(["build", str(articles[0]), "-o", str(one), "-q"]) == 0
    for how in (["--list"], ["--decisions", str(decisions)]):
        assert run(["review", str(one), *how]) == 0
        captured = capsys.readouterr()
        assert "No pair waits for you" in captured.err
        assert captured.out == ""
    assert run(["review", str(one), "--list", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert not decisions.exists()


def test_a_reader_that_goes_away_ends_align(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)
        assert run(["align", str(whole)]) == 0


def test_misuse_is_explained(whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", str(whole)]) == 2
    assert "say by --decisions FILE" in capsys.readouterr().err
    flat = tmp_path / "flat.ttl"
    assert run(["align", str(whole), "-o", str(flat)]) == 0
    assert run(["align", str(flat)]) == 2
    assert "there is no graph of an article" in capsys.readouterr().err
    assert run(["align", str(whole), "--decisions", str(tmp_path / "none.tsv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_ids_are_asked_for_only_when_told_to(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        name = request.url.params["search"]
        asked.append(name)
        found = [
            {"id": "Q900001", "label": name, "description": "Finnish politician", "match": {"text": name}}
        ]
        return httpx.Response(200, json={"search": found if name == "Timo Laine" else []})

    monkeypatch.setattr(
        "kg.linking.online.session", lambda _: httpx.Client(transport=httpx.MockTransport(answer))
    )
    out, cache = tmp_path / "out.nq", tmp_path / "names.json"
    assert run(["align", str(whole), "-o", str(out)]) == 0
    assert asked == []
    assert run(["align", str(whole), "-o", str(out), "--online", "--cache", str(cache)]) == 0
    assert "1 id found at Wikidata" in capsys.readouterr().err
    once, count = out.read_bytes(), len(asked)
    assert b"http://www.wikidata.org/entity/Q900001" in once
    assert run(["align", str(whole), "-o", str(out), "--online", "--cache", str(cache)]) == 0
    assert (out.read_bytes(), len(asked)) == (once, count)
    assert run(["check", str(out)]) == 0
