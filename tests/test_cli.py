"""The command line: exit codes, streams, messages. The stages are real where the command needs them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg import pipeline
from kg.built import Built
from kg.cli import run
from kg.cli.terminal import count
from kg.model import Article

COMMANDS = (
    "add", "align", "backup", "build", "check", "completion", "doctor", "evaluate", "export", "fetch", "list", "load", "query", "questions",
    "read", "rebuild", "remove", "review", "serve", "shell", "stats", "status", "verify", "view",
)  # fmt: skip
HEADLINE = "Austria and Hungary hold talks"
BODY = (
    "VIENNA, May 3 (Agency) - Foreign Minister Anna Berg of Austria met her Hungarian counterpart, Janos"
    " Kiss, in Vienna on Tuesday to discuss the border dispute, and they agreed to meet again in June.\n"
)
FRENCH = (
    "Les ministres des deux pays se sont réunis lundi pour parler de la frontière et ils ont dit que c'est un"
    " bon début pour la région.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(f"{HEADLINE}\n\n{BODY}", encoding="utf-8")
    return path


@pytest.fixture
def graph(article: Path, tmp_path: Path) -> Path:
    path = tmp_path / "talks.ttl"
    assert run(["build", str(article), "--published", "2022-05-04", "-o", str(path), "-q"]) == 0
    return path


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """The stages replaced by one that says of each article its title and day, and remembers it."""
    seen: list[Article] = []

    def process(article: Article) -> Built:
        seen.append(article)
        if "FAULT" in article.text:
            raise RuntimeError("stumbled")
        node = NamedNode(f"https://w3id.org/diplokg/article/{article.digest[:16]}")
        label = NamedNode("https://schema.org/headline")
        return Built(article, (Quad(node, label, Literal(f"{article.title} {article.published}")),))

    monkeypatch.setattr(pipeline, "process", process)
    return seen


def lines(text: str) -> list[str]:
    return text.splitlines()


# Help


@pytest.mark.parametrize("arguments", [[], *[[name] for name in COMMANDS]], ids=lambda a: " ".join(a) or "kg")
def test_help_teaches_by_example(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--help"]) == 0
    out = capsys.readouterr().out
    assert " ".join(["kg", *arguments]) in out.split("Options:")[0].partition("\n")[2]
    assert max(map(len, lines(out))) <= 110


def test_every_command_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    listed = capsys.readouterr().out.split("\nRead articles:\n")[1].split("\nExit codes:")[0]
    named = [line.split()[0] for line in lines(listed) if line.startswith("  ")]
    assert tuple(sorted(named)) == COMMANDS
    assert "..." not in listed


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"kg {pipeline.package_version()}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bild"], "No such command"),
        (["build"], "Missing argument 'SOURCE...'"),
        (
            ["build", "x.txt", "--published", "31.13.2024"],
            "'31.13.2024' is not a date. Write it as 2024-01-31",
        ),
        (["build", "none.txt", "-o", "-"], "none.txt: no such file or folder"),
        (["query", "q", "--graph", "none.ttl", "--param", "x"], "write it as NAME=VALUE"),
        (["query", "q"], "Give a graph file or --workspace DIR"),
        (["check", "none.ttl"], "none.ttl"),
        (["evaluate", "none", "none"], "none: no such folder"),
    ],
)
def test_misuse_exits_with_2_and_says_what_to_do(
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert out == ""
    assert "Traceback" not in err


# build


def test_build_to_standard_output(
    article: Path, stub: list[Article], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["build", str(article), "--published", "2022-05-04"]) == 0
    out, err = capsysbinary.readouterr()
    assert [t.object.value for t in parse(out, format=RdfFormat.TURTLE)] == [f"{HEADLINE} 2022-05-04"]
    assert err.startswith(b"1 article read in ")
    assert [a.published for a in stub] == [date(2022, 5, 4)]


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("g.ttl", RdfFormat.TURTLE),
        ("g.trig", RdfFormat.TRIG),
        ("g.nq", RdfFormat.N_QUADS),
        ("g.nt", RdfFormat.N_TRIPLES),
        ("g.jsonld", RdfFormat.JSON_LD),
    ],
)
def test_build_writes_each_format(name: str, form: RdfFormat, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / name
    assert run(["build", str(article), "-o", str(target), "-q"]) == 0
    assert len(list(parse(target.read_bytes(), format=form))) == 1


@pytest.mark.usefixtures("stub")
def test_unknown_format_is_refused_before_the_work(
    article: Path, stub: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(article), "-o", "graph.docx"]) == 2
    assert (
        "graph.docx: unknown extension. Use one of .ttl, .trig, .nq, .nt, .jsonld" in capsys.readouterr().err
    )
    assert stub == []


@pytest.mark.usefixtures("stub")
def test_split_writes_one_file_per_article(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "more.md").write_text(f"# More talks\n\n{BODY}", encoding="utf-8")
    folder = tmp_path / "out"
    assert run(["build", str(article), str(tmp_path / "more.md"), "--split", str(folder)]) == 0
    assert sorted(f.name for f in folder.iterdir()) == ["more.ttl", "talks.ttl"]
    out, err = capsys.readouterr()
    assert out == ""
    assert f"Written to {folder}/" in err


@pytest.mark.usefixtures("stub")
def test_several_sources_are_merged(article: Path, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text(BODY, encoding="utf-8")
    target = tmp_path / "out" / "all.nt"
    assert run(["build", str(article), str(tmp_path / "more.txt"), "-o", str(target), "-q"]) == 0
    assert len(lines(target.read_text(encoding="utf-8"))) == 2


def test_title_names_one_article(
    article: Path, stub: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    (article.parent / "more.txt").write_text(BODY, encoding="utf-8")
    assert run(["build", str(article.parent), "--title", "T"]) == 2
    assert "--title names one article, but more were given" in capsys.readouterr().err
    assert stub == []


def test_standard_input(stub: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    assert run(["build", "-", "--url", "https://example.org/1", "-q"]) == 0
    assert [(a.id, a.url) for a in stub] == [("stdin", "https://example.org/1")]


def test_another_language_is_skipped_with_its_name(
    tmp_path: Path, stub: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "paris.txt"
    path.write_text(FRENCH, encoding="utf-8")
    assert run(["build", str(path)]) == 1
    err = capsys.readouterr().err
    assert "skipped: article paris: the text seems to be in French" in err
    assert "--language en" in err
    assert "0 articles read, 1 skipped" in err
    assert run(["build", str(path), "--language", "en", "-q"]) == 0
    assert [a.id for a in stub] == ["paris"]


BAD = {
    "empty.txt": (b"", "the file is empty"),
    "binary.txt": (b"\x7fELF\x02\x01\x01\0\0\0", "this is a binary file"),
    "latin.txt": ("Pr\u00e4sident".encode("latin-1"), "not UTF-8, byte 0xe4 at offset 2"),
}


@pytest.mark.parametrize("name", BAD)
def test_unreadable_input(
    name: str, article: Path, stub: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    content, message = BAD[name]
    bad = article.parent / name
    bad.write_bytes(content)
    assert run(["build", str(bad), str(article)]) == 2
    assert f"{bad}: {message}" in capsys.readouterr().err
    assert stub == []
    assert run(["build", str(bad), str(article), "--keep-going"]) == 1
    err = capsys.readouterr().err
    assert f"skipped: {bad}: {message}" in err
    assert "1 article read, 1 skipped" in err
    assert [a.id for a in stub] == ["talks"]


def test_an_article_that_fails(
    article: Path, stub: list[Article], capsys: pytest.CaptureFixture[str]
) -> None:
    (article.parent / "bad.txt").write_text("FAULT in the program.", encoding="utf-8")
    sources = [str(article.parent / "bad.txt"), str(article)]
    assert run(["build", *sources]) == 2
    assert "article bad: RuntimeError: stumbled" in capsys.readouterr().err
    assert run(["build", *sources, "--keep-going"]) == 1
    out, err = capsys.readouterr()
    assert HEADLINE in out
    assert "skipped: article bad: RuntimeError: stumbled" in err
    assert [a.id for a in stub] == ["bad", "bad", "talks"]


def test_interruption(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: Article) -> Built:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "process", interrupted)
    assert run(["build", str(article)]) == 130
    assert capsys.readouterr().err.strip().endswith("interrupted")


def test_a_fault_of_the_program_shows_no_traceback(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kg.sources.read.read_each", broken)
    monkeypatch.delenv("KG_DEBUG", raising=False)
    assert run(["build", str(article)]) == 2
    err = capsys.readouterr().err
    assert err.startswith("kg: ZeroDivisionError. This is a fault of the program")
    assert len(lines(err)) == 1
    monkeypatch.setenv("KG_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["build", str(article)])


# read


def test_read_prints_json_lines(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(article), "--published", "2024-01-31"]) == 0
    (line,) = lines(capsys.readouterr().out)
    assert json.loads(line) == {
        "id": "talks",
        "text": f"{HEADLINE}\n\n{BODY}",
        "title": HEADLINE,
        "published": "2024-01-31",
        "language": "en",
    }


# The whole path


def test_a_real_graph_holds_the_meeting(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "SELECT ?m { ?m a dip:Meeting }", "--graph", str(graph), "--format", "csv"]) == 0
    assert len(lines(capsys.readouterr().out)) >= 2


def test_a_named_question(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "meetings-timeline", "--graph", str(graph), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["results"]["bindings"]
    assert any("2022-05-03" in json.dumps(row) for row in rows)


def test_limit_is_said(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "SELECT ?s { ?s ?p ?o }", "--graph", str(graph), "-n", "1"]) == 0
    assert "Only the first 1 row; give" in capsys.readouterr().err


def test_questions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["questions"]) == 0
    assert "meetings-timeline" in capsys.readouterr().out
    assert run(["questions", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) >= 13


def test_check_finds_no_violation(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(graph)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "no violation" in err


def test_check_refuses_a_meeting_without_evidence(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planted = "\n<https://w3id.org/diplokg/event/planted> a <https://w3id.org/diplokg/ns#Meeting> .\n"
    graph.write_text(graph.read_text(encoding="utf-8") + planted, encoding="utf-8")
    assert run(["check", str(graph)]) == 1
    assert "event/planted" in capsys.readouterr().out


def test_verify_proves_every_mention(graph: Path, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(graph), "--source", str(article)]) == 0
    assert "proved against the articles given" in capsys.readouterr().err


def test_verify_fails_on_one_changed_character(graph: Path, article: Path) -> None:
    article.write_text(article.read_text(encoding="utf-8").replace("Berg", "Borg"), encoding="utf-8")
    assert run(["verify", str(graph), "--source", str(article)]) == 1


def test_verify_fails_on_one_changed_offset(
    graph: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = graph.read_text(encoding="utf-8")
    changed = text.replace("dip:end ", "dip:end 1", 1)
    assert changed != text
    graph.write_text(changed, encoding="utf-8")
    assert run(["verify", str(graph), "--source", str(article)]) == 1
    assert capsys.readouterr().out


def test_standard_input_is_a_graph_that_keeps_its_articles(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("trig", "turtle"):
        assert run(["build", str(article), "--format", form, "-q"]) == 0
        data = capsys.readouterr().out.encode()
        for command in (
            ["verify", "-", "--source", str(article)],
            ["query", "ASK { ?m a dip:Meeting }", "--graph", "-"],
            ["query", "ASK { ?m a dip:Meeting }", "--graph", "-", "--timeout", "60"],
            *([["align", "-"]] if form == "trig" else []),
        ):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            assert run(command) == 0, command
        capsys.readouterr()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"garbage")))
    assert run(["check", "-"]) == 2
    assert "standard input, line 1" in capsys.readouterr().err


def test_verify_passes_over_what_cannot_be_read(
    graph: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (article.parent / "broken.txt").write_bytes(b"\xff\xfe\xc3")
    assert run(["verify", str(graph), "--source", str(article.parent)]) == 0
    assert "skipped: " in capsys.readouterr().err
    assert run(["verify", str(graph), "--source", str(article.parent / "broken.txt")]) == 2


def test_verify_without_sources_says_that_nothing_is_proved(
    graph: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(graph)]) == 1
    assert "Name the articles by --source" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["table", "tsv", "json"])
def test_stats(graph: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", str(graph), "--format", form]) == 0
    out = capsys.readouterr().out
    assert "articles" in out.casefold()
    if form == "json":
        assert json.loads(out)
    else:
        assert lines(out)[0].split() == ["group", "name", "value"]


def test_evaluate_prints_the_table(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(root / "examples"), str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert lines(out)[0].split() == ["prec", "rec", "F1", "right", "system", "gold"]
    assert len(lines(out)) == 14
    assert err.startswith("No graph for: ")
    assert run(["evaluate", str(root / "examples"), str(tmp_path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["meeting"]["gold"] > 10


def test_only_a_headline_gives_a_valid_graph(tmp_path: Path) -> None:
    path = tmp_path / "head.txt"
    path.write_text("Talks Go On", encoding="utf-8")
    target = tmp_path / "head.nt"
    assert run(["build", str(path), "-o", str(target), "-q"]) == 0
    store = Store()
    store.load(path=str(target), format=RdfFormat.N_TRIPLES)
    assert len(store) > 0
    assert run(["check", str(target)]) == 0


def test_ten_megabytes_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "long.txt"
    path.write_text("The ministers met again and again " * 310_000, encoding="utf-8")
    assert run(["build", str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, len(lines(err))) == ("", 1)
    assert "article long" in err


# Streams of a real process


def spawn(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(
        "".join(json.dumps({"id": f"n{i}", "text": BODY}) + "\n" for i in range(5000)), encoding="utf-8"
    )
    process = spawn("read", str(path))
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}])
def test_messages_hold_no_control_characters(environment: dict[str, str]) -> None:
    process = spawn("read", "none.txt", **environment)
    out, err = process.communicate(timeout=30)
    assert (out, process.returncode) == (b"", 2)
    assert b"\x1b" not in err


def test_count() -> None:
    assert [count(n, "country", "countries") for n in (0, 1, 1234)] == [
        "0 countries",
        "1 country",
        "1,234 countries",
    ]
