"""The commands of a workspace, end to end; the stages are replaced by small quads, save where said."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg import pipeline
from kg.built import Built
from kg.cli import run
from kg.cli.progress import expected
from kg.engines import ingest as ingesting
from kg.model import Article
from kg.rdf.write import FORMATS
from kg.stores.manifest import Versions
from kg.stores.workspace import open_workspace
from kg.stores.writer import Writer, open_writer
from tests.stores.made import NOW, OLD, article, quads

Said = tuple[int, str, str]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """One command line: its exit code, standard output and standard error."""

    def call(*arguments: object) -> Said:
        code = run([str(it) for it in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture(autouse=True)
def stages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stages replaced; the ids of what they were given."""
    seen: list[str] = []

    def process(it: Article) -> Built:
        seen.append(it.id)
        if "FAULT" in it.text:
            raise RuntimeError("stumbled")
        return Built(it, tuple(quads(it, salt=pipeline.versions().code)))

    def versions() -> Versions:
        return NOW

    monkeypatch.setattr(pipeline, "process", process)
    monkeypatch.setattr(pipeline, "versions", versions)
    return seen


def news(path: Path, *numbers: int, **words: str) -> Path:
    """A JSON Lines file of these articles; ``aN="..."`` adds words to article N."""
    lines = []
    for n in numbers:
        it = article(n, words.get(f"a{n}", ""))
        fields = {
            "id": it.id,
            "text": it.text,
            "title": it.title,
            "url": it.url,
            "published": str(it.published),
        }
        lines.append(json.dumps(fields) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def talks(tmp_path: Path, kg: Callable[..., Said]) -> Path:
    assert kg("build", news(tmp_path / "first.jsonl", 1, 2, 3), "-w", tmp_path / "talks")[0] == 0
    return tmp_path / "talks"


def test_a_build_says_what_it_did(kg: Callable[..., Said], tmp_path: Path) -> None:
    code, out, err = kg("build", news(tmp_path / "n.jsonl", 1, 2), "--workspace", tmp_path / "w")
    assert (code, out) == (0, "")
    assert "2 articles read in " in err
    assert f"{tmp_path / 'w'} holds 2 articles, 0 meetings, 0 actors, 28 statements." in err


def test_a_second_build_goes_on(
    kg: Callable[..., Said], talks: Path, tmp_path: Path, stages: list[str]
) -> None:
    stages.clear()
    code, _, err = kg("build", news(tmp_path / "n.jsonl", 3, 4, 5), "-w", talks)
    assert (code, stages) == (0, ["a0004", "a0005"])
    assert "1 article already there" in err
    assert "holds 5 articles" in err


def test_add_needs_a_workspace(
    kg: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = news(tmp_path / "n.jsonl", 1)
    assert kg("add", source)[0::2] == (
        2,
        "kg: there is no workspace here, and nothing is named. Give --workspace DIR, or set KG_WORKSPACE."
        " 'kg build SOURCE... --workspace DIR' makes one.\n",
    )
    assert "none: no such folder" in kg("add", source, "-w", "none")[2]
    assert not Path("none").exists()


@pytest.mark.parametrize("how", ["here", "below", "environment", "option"])
def test_the_workspace_is_the_default(
    how: str, kg: Callable[..., Said], talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(talks if how == "here" else talks.parent)
    if how == "below":
        talks.rename("workspace")
    if how == "environment":
        monkeypatch.setenv("KG_WORKSPACE", str(talks))
    named = ("--workspace", talks) if how == "option" else ()
    assert kg("stats", *named, "--format", "tsv")[0] == 0
    assert kg("add", news(talks.parent / "n.jsonl", 9), *named)[0] == 0
    assert "a0009" in kg("list", *named)[1]
    assert kg("verify", *named)[0] == 0


def test_a_file_goes_before_the_workspace_of_the_environment(
    kg: Callable[..., Said], talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = talks.parent / "one.ttl"
    kg("export", "-w", talks, "--article", "a0001", "-o", one)
    monkeypatch.setenv("KG_WORKSPACE", str(talks))
    assert f"{one}: " in kg("check", one)[2]
    assert "give a graph file or --workspace, not both" in kg("check", one, "-w", talks)[2]


@pytest.mark.parametrize("extension", ["nq", "trig", "ttl", "nt", "jsonld"])
def test_an_export_has_the_bytes_of_a_build(
    extension: str, kg: Callable[..., Said], talks: Path, tmp_path: Path
) -> None:
    kg("add", news(tmp_path / "more.jsonl", 0, 7), "-w", talks)
    kg("build", news(tmp_path / "all.jsonl", 7, 3, 2, 1, 0), "-o", tmp_path / f"build.{extension}")
    kg("export", "-w", talks, "-o", tmp_path / f"export.{extension}")
    expected = (tmp_path / f"build.{extension}").read_bytes()
    assert (tmp_path / f"export.{extension}").read_bytes() == expected
    assert expected


class Written:
    """A stream that keeps what was written each time."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.parts.append(data)

    def writelines(self, lines: Iterable[bytes]) -> None:
        self.parts += lines

    def flush(self) -> None:
        pass


@pytest.mark.parametrize("extension", ["nq", "trig", "ttl", "nt", "jsonld"])
def test_standard_output_gets_an_export_as_it_is_made(
    extension: str, kg: Callable[..., Said], talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / f"export.{extension}"
    kg("export", "-w", talks, "-o", file)
    out = Written()
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out, flush=lambda: None))
    assert run(["export", "-w", str(talks), "--format", FORMATS[f".{extension}"]]) == 0
    assert b"".join(out.parts) == file.read_bytes()
    assert len(out.parts) > 3  # never all of it at once


def test_a_reader_that_goes_away_ends_an_export(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)
        assert run(["export", "-w", str(talks), "--format", "nquads"]) == 0


def test_an_export_of_one_article(kg: Callable[..., Said], talks: Path, tmp_path: Path) -> None:
    kg("build", news(tmp_path / "two.jsonl", 2), "-o", tmp_path / "two.trig")
    code, out, _ = kg("export", "-w", talks, "--article", "a0002", "--format", "trig")
    assert (code, out) == (0, (tmp_path / "two.trig").read_text(encoding="utf-8"))
    assert "no article 'a9'" in kg("export", "-w", talks, "--article", "a9")[2]


def test_removed_equals_never_added(kg: Callable[..., Said], talks: Path, tmp_path: Path) -> None:
    code, out, err = kg("remove", "a0001", article(3).url, "-w", talks)
    assert (code, out) == (0, "")
    assert 'removed a0001: 14 statements drawn from "Talks number 1 in Vienna"' in err
    assert "holds 1 article." in err
    kg("build", news(tmp_path / "two.jsonl", 2), "-o", tmp_path / "two.nq")
    assert kg("export", "-w", talks, "--format", "nquads")[1] == (tmp_path / "two.nq").read_text("utf-8")
    assert kg("verify", "-w", talks)[0] == 0


def test_either_all_named_go_or_none(kg: Callable[..., Said], talks: Path) -> None:
    code, _, err = kg("remove", "a0001", "nowhere", "-w", talks)
    assert (code, "no article 'nowhere'" in err) == (2, True)
    assert "3  articles" in kg("status", "-w", talks)[1]


def sourced(path: Path, **said: str | None) -> Path:
    """A JSON Lines file of one text with these fields."""
    text = "Talks in Vienna\n\nThe envoys met on Tuesday.\n"
    path.write_text(json.dumps({"text": text, **said}) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("url", [None, "https://news.example/talks"])
def test_a_day_told_later_corrects_the_article(
    kg: Callable[..., Said], tmp_path: Path, stages: list[str], url: str | None
) -> None:
    talks, where = tmp_path / "talks", {"id": "a", **({"url": url} if url else {})}
    first = sourced(tmp_path / "first.jsonl", publisher="News", **where)
    assert kg("build", first, "-w", talks)[0] == 0
    dated = sourced(tmp_path / "dated.jsonl", published="2024-01-31", **where)
    assert kg("add", dated, "-w", talks)[0] == 0
    for again in (first, dated):
        assert "1 article already there" in kg("add", again, "-w", talks)[2]
    assert stages == ["a", "a"]
    [row] = [json.loads(line) for line in kg("list", "-w", talks, "--format", "jsonl")[1].splitlines()]
    assert (row["id"], row["published"], row["publisher"]) == ("a", "2024-01-31", "News")
    assert kg("status", "--deep", "-w", talks)[0] == 0
    both = sourced(tmp_path / "both.jsonl", published="2024-01-31", publisher="News", **where)
    kg("build", both, "-o", tmp_path / "both.nq")
    assert kg("export", "-w", talks, "--format", "nquads")[1] == (tmp_path / "both.nq").read_text("utf-8")


def test_a_headline_that_was_given_stays(kg: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Talks in Vienna\n\nThe envoys met.\n", encoding="utf-8")
    talks = tmp_path / "talks"
    for words, title in (([], "Talks in Vienna"), (["--title", "Envoys"], "Envoys"), ([], "Envoys")):
        assert kg("build", tmp_path / "a.txt", "-w", talks, *words)[0] == 0
        assert kg("list", "-w", talks, "--format", "tsv")[1].splitlines()[1].split("\t")[4] == title


def test_a_text_from_a_second_source_is_of_the_day_of_the_first(
    kg: Callable[..., Said], tmp_path: Path
) -> None:
    talks = tmp_path / "talks"
    kg("build", sourced(tmp_path / "1.jsonl", id="a", published="2024-01-31"), "-w", talks)
    kg("add", sourced(tmp_path / "2.jsonl", id="b", published="2024-02-14"), "-w", talks)
    kg("add", sourced(tmp_path / "3.jsonl", id="a", url="https://b.example/"), "-w", talks)
    for again in ("1", "2", "3"):
        assert "1 article already there" in kg("add", tmp_path / f"{again}.jsonl", "-w", talks)[2]
    rows = [line.split("\t") for line in kg("list", "-w", talks, "--format", "tsv")[1].splitlines()[1:]]
    assert [row[:2] for row in rows] == [["a", "2024-01-31"], ["a", "2024-01-31"], ["b", "2024-01-31"]]
    code, _, err = kg("remove", "a", "-w", talks)
    assert (code, "(https://b.example/)" in err, "Give the id or the address." in err) == (2, True, True)
    assert kg("remove", "https://b.example/", "-w", talks)[0] == 0
    assert kg("remove", "a", "-w", talks)[0] == 0


def test_the_list(kg: Callable[..., Said], talks: Path) -> None:
    lines = kg("list", "-w", talks)[1].splitlines()
    assert lines[0].split() == ["id", "published", "statements", "hash", "title"]
    assert lines[1].split(maxsplit=4) == [
        "a0001", "2024-01-02", "14", article(1).digest[:16], "Talks number 1 in Vienna",
    ]  # fmt: skip
    rows = [json.loads(line) for line in kg("list", "-w", talks, "--format", "jsonl")[1].splitlines()]
    assert [row["url"] for row in rows] == [article(n).url for n in (1, 2, 3)]
    head, *cells = kg("list", "-w", talks, "--format", "tsv")[1].splitlines()
    assert head.split("\t") == ["id", "published", "statements", "hash", "title", "url", "publisher"]
    assert [line.count("\t") for line in cells] == [6, 6, 6]


def test_a_long_headline_is_cut_with_a_mark(kg: Callable[..., Said], talks: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("The envoys met.\n", encoding="utf-8")
    assert kg("add", tmp_path / "b.txt", "-w", talks, "--title", "Talks " * 12 + "end")[0] == 0
    line = kg("list", "-w", talks)[1].splitlines()[-1]
    assert line.endswith("Talks" + " Talks" * 10 + " Tal…")


def test_the_status(kg: Callable[..., Said], talks: Path) -> None:
    code, out, err = kg("status", "-w", talks, "--deep")
    assert code == 0
    assert "3  articles" in out
    assert "3  read by kg 0.1.0, model 3.7.1\n" in out
    assert err == "Store and catalogue agree.\n"
    figures = json.loads(kg("status", "-w", talks, "--json")[1])
    assert figures["statements"] == 42
    assert figures["disagreements"] == []


def test_a_lost_graph_is_reported_and_mended(kg: Callable[..., Said], talks: Path) -> None:
    with open_writer(talks) as writer:
        writer.store.remove_graph(writer.entry("a0002").graph)
    for command in ("status", "verify"):
        code, out, _ = kg(command, "-w", talks)
        assert code == 1
        assert "the store lacks the graph of an article" in out
    assert kg("rebuild", "--store", "-w", talks)[0] == 0
    assert kg("status", "--deep", "-w", talks)[0] == 0
    assert kg("verify", "-w", talks)[0] == 0


def test_a_rebuild_reads_what_an_older_version_read(
    kg: Callable[..., Said], talks: Path, stages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_writer(talks) as writer:
        writer.add([(article(2), quads(article(2), 3))], OLD)
    code, out, err = kg("status", "-w", talks)
    assert (code, "1  read by kg 0.0.9, model 3.7.1 (code differs)" in out) == (0, True)
    assert "1 article read by other versions; 'kg rebuild' reads them anew." in err
    stages.clear()
    assert kg("rebuild", "-w", talks)[0] == 0
    assert stages == ["a0002"]
    newer = replace(NOW, code="0.2.0", ontology="cccc")
    monkeypatch.setattr(pipeline, "versions", lambda: newer)
    assert "(code, ontology differ)" in kg("status", "-w", talks)[1]
    assert kg("rebuild", "-w", talks)[0] == 0
    assert stages == ["a0002", "a0001", "a0002", "a0003"]
    kg("rebuild", "-w", talks)
    assert len(stages) == 4
    kg("rebuild", "--all", "-w", talks)
    assert len(stages) == 7
    with open_workspace(talks) as workspace:
        assert {it.versions for it in workspace.entries()} == {newer}
        assert set(workspace.store) == {q for n in (1, 2, 3) for q in quads(article(n), salt="0.2.0")}
        assert workspace.manifest.versions == newer


def test_a_backup_is_a_workspace_of_its_own(kg: Callable[..., Said], talks: Path, tmp_path: Path) -> None:
    (talks / "decisions.tsv").write_text("same\n", encoding="utf-8")
    with open_writer(talks):
        code, _, err = kg("backup", tmp_path / "copy", "-w", talks)
    assert (code, err) == (0, f"3 articles copied to {tmp_path / 'copy'}\n")
    kg("remove", "a0001", "a0002", "-w", talks)
    assert kg("status", "--deep", "-w", tmp_path / "copy")[0] == 0
    assert kg("add", news(tmp_path / "n.jsonl", 8), "-w", tmp_path / "copy")[0] == 0
    assert (tmp_path / "copy" / "decisions.tsv").read_text(encoding="utf-8") == "same\n"
    assert len(kg("list", "-w", tmp_path / "copy")[1].splitlines()) == 5
    code, _, err = kg("backup", tmp_path / "copy", "-w", talks)
    assert (code, "is there already" in err) == (2, True)


def test_the_first_bad_article_stops_and_nothing_is_lost(
    kg: Callable[..., Said], talks: Path, tmp_path: Path
) -> None:
    source = news(tmp_path / "n.jsonl", 4, 5, 6, a5="FAULT")
    code, _, err = kg("add", source, "-w", talks)
    assert code == 2
    assert "What was added before (1 article) is safe; run again to go on." in err
    assert "article a0005: RuntimeError: stumbled" in err
    assert "4  articles" in kg("status", "-w", talks)[1]


def test_keep_going_names_and_writes_what_it_skips(
    kg: Callable[..., Said], talks: Path, tmp_path: Path
) -> None:
    source = news(tmp_path / "n.jsonl", 4, 5, 6, a5="FAULT")
    with source.open("a", encoding="utf-8") as stream:
        french = "Les ministres se sont réunis lundi pour parler de la frontière et ils ont dit que c'est un bon début."
        stream.write(json.dumps({"id": "fr", "text": french + " " + french}) + "\n")
        stream.write('{"id": "broken"\n')
    code, _, err = kg("add", source, "-w", talks, "--keep-going")
    assert code == 1
    assert "skipped: article a0005: RuntimeError: stumbled" in err
    assert "2 articles read, 3 skipped (1 failed, 1 not in English, 1 unreadable)" in err
    rejects = [json.loads(line) for line in (talks / "rejects.jsonl").read_text("utf-8").splitlines()]
    assert [(it["id"], it["cause"]) for it in rejects] == [
        ("a0005", "failed"), ("fr", "not in English"), (None, "unreadable"),
    ]  # fmt: skip
    assert rejects[0]["place"] == f"{source}, line 2"
    assert "line 5" in rejects[2]["reason"]
    assert kg("add", news(tmp_path / "m.jsonl", 7), "-w", talks)[0] == 0
    assert (talks / "rejects.jsonl").read_text("utf-8") == ""


def test_rejects_go_beside_the_file_or_where_told(kg: Callable[..., Said], tmp_path: Path) -> None:
    source = news(tmp_path / "n.jsonl", 4, 5, a5="FAULT")
    assert kg("build", source, "-o", tmp_path / "g.ttl", "--keep-going")[0] == 1
    assert json.loads((tmp_path / "g.rejects.jsonl").read_text("utf-8"))["id"] == "a0005"
    told = tmp_path / "told.jsonl"
    assert kg("build", source, "-w", tmp_path / "w", "--keep-going", "--rejects", told)[0] == 1
    assert json.loads(told.read_text("utf-8"))["place"] == f"{source}, line 2"


def test_events_for_machines(kg: Callable[..., Said], tmp_path: Path) -> None:
    source = news(tmp_path / "n.jsonl", 4, 5, a5="FAULT")
    code, out, err = kg("build", source, "-w", tmp_path / "w", "--keep-going", "--json")
    assert code == 1
    events = [json.loads(line) for line in out.splitlines()]
    assert [it["event"] for it in events] == ["article", "skipped", "summary"]
    assert events[0] == {"event": "article", "id": "a0004", "hash": article(4).digest, "statements": 14}
    assert events[2]["workspace"] == {"articles": 1, "meetings": 0, "actors": 0, "statements": 14}
    assert "skipped:" not in err
    assert "--json and the graph cannot both go" in kg("build", source, "--json")[2]
    assert "--workspace goes without --output" in kg("build", source, "-w", "w", "-o", "x.ttl")[2]


def test_a_run_that_added_nothing_says_so(kg: Callable[..., Said], talks: Path, tmp_path: Path) -> None:
    code, _, err = kg("add", tmp_path / "none.txt", "-w", talks)
    assert (code, err.splitlines()[0]) == (2, f"{talks}: stopped. Nothing was added.")
    assert "no such file or folder" in err


def test_tables_in_a_folder_are_told_unless_they_are_named(kg: Callable[..., Said], tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / ".hidden").mkdir(parents=True)
    (folder / "a.txt").write_text("Envoys of Norway met in Oslo.\n", encoding="utf-8")
    (folder / "a.meta.json").write_text('{"published": "2024-01-31"}', encoding="utf-8")
    table, other = news(folder / "t.jsonl", 1, 2), folder / "b.csv.gz"
    other.write_bytes(b"")
    news(folder / ".hidden" / "c.jsonl", 3)
    told = f"2 tables in folders passed over ({other}, {table}); name tables to read them.\n"
    assert kg("read", folder)[2] == told
    code, _, err = kg("build", folder, "-w", tmp_path / "w")
    assert (code, told in err, "holds 1 article," in err) == (0, True, True)
    code, _, err = kg("add", folder, table, "-w", tmp_path / "w")
    assert (code, f"1 table in folders passed over ({other})" in err) == (0, True)
    assert "holds 3 articles," in err
    assert kg("add", folder, "-w", tmp_path / "w", "-q") == (0, "", "")


def test_how_many_articles_are_expected(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a.txt", "b.html", "b.meta.json", "t.csv", "notes.xlsx"):
        (folder / name).write_text("Talks\n", encoding="utf-8")
    lines = str(news(tmp_path / "n.jsonl", 1, 2, 3))
    assert expected((str(folder),)) == 2
    assert expected((str(folder), str(folder / "a.txt"), lines)) == 5
    assert expected((str(folder / "*.txt"),)) == 1
    for unknown in ("-", str(tmp_path / "none"), str(folder / "t.csv")):
        assert expected((str(folder), unknown)) is None
    (folder / "f.rss").write_text("<rss/>", encoding="utf-8")
    assert expected((str(folder),)) is None


@pytest.mark.parametrize(
    ("after", "anew"),
    [({"_REFRESH_AFTER": 4}, [4, 8]), ({"_REFRESH_QUADS": 1}, [2, 4, 6, 8, 10, 11])],
    ids=["articles", "quads"],
)
def test_a_store_that_is_opened_anew_in_between_holds_the_same(
    kg: Callable[..., Said],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    after: dict[str, int],
    anew: list[int],
) -> None:
    refreshed: list[int] = []
    given_back: list[int] = []
    refresh = Writer.refresh

    def counted(writer: Writer) -> None:
        refresh(writer)
        refreshed.append(len(writer))

    monkeypatch.setattr(Writer, "refresh", counted)
    monkeypatch.setattr(ingesting, "_MOST_ARTICLES", 2)
    monkeypatch.setattr(ingesting, "give_back", lambda: given_back.append(1))
    for name, value in after.items():
        monkeypatch.setattr(ingesting, name, value)
    source = news(tmp_path / "n.jsonl", *range(11))
    assert kg("build", source, "-w", tmp_path / "w")[0] == 0
    assert refreshed == anew
    assert len(given_back) == 6  # once a batch
    kg("export", "-w", tmp_path / "w", "-o", tmp_path / "w.nq")
    kg("build", source, "-o", tmp_path / "b.nq")
    assert (tmp_path / "w.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()
    assert kg("status", "--deep", "-w", tmp_path / "w")[0] == 0


def test_quiet_is_quiet(kg: Callable[..., Said], talks: Path, tmp_path: Path) -> None:
    assert kg("add", news(tmp_path / "n.jsonl", 1, 8), "-w", talks, "-q") == (0, "", "")
    assert kg("rebuild", "--all", "-w", talks, "-q") == (0, "", "")
    assert kg("remove", "a0008", "-w", talks, "-q") == (0, "", "")
