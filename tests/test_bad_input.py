"""Bad input: a message of its own that says what to do, the documented exit code, no traceback, nothing lost.

Every case runs the command in a process of its own, the way a user does, over a graph file that exists.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.cli import run

STORED = "<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n"
SENTENCE = "The foreign ministers of Norway and Chile met in Oslo on 3 May 2021 to discuss fishing. "
FRENCH = (
    "Les ministres des affaires étrangères de la Norvège et du Chili se sont réunis lundi à Oslo pour parler"
    " de la pêche, et ils ont dit que c'est un bon début pour les deux pays.\n"
)
GERMAN = (
    "Die Außenminister von Norwegen und Chile haben sich am Montag in Oslo getroffen, um über die Fischerei"
    " zu sprechen, und sie sagten, dass es ein guter Anfang für die beiden Länder ist.\n"
)
RUSSIAN = "Министры иностранных дел Норвегии и Чили встретились в понедельник в Осло и говорили о рыбе.\n"
CHINESE = "挪威和智利的外交部长星期一在奥斯陆会晤，讨论了渔业问题，并表示这对两国来说是一个良好的开端。\n"


def nothing(_: Path) -> None:
    """Makes nothing."""


@dataclass(frozen=True)
class Bad:
    """One kind of bad input: the name to give to the command, how it is made, what is said of it."""

    name: str
    message: str
    make: Callable[[Path], object] = nothing
    code: int = 2


def holding(data: bytes | str) -> Callable[[Path], object]:
    """Makes a file that holds this."""
    content = data.encode("utf-8") if isinstance(data, str) else data
    return lambda path: path.write_bytes(content)


def folder(**files: str) -> Callable[[Path], object]:
    """Makes a folder that holds these files; ``_`` in a name stands for the dot."""

    def make(path: Path) -> None:
        path.mkdir()
        for name, content in files.items():
            (path / name.replace("_", ".")).write_text(content, encoding="utf-8")

    return make


BAD = {
    "empty file": Bad("a.txt", "a.txt: the file is empty", holding(b"")),
    "white space": Bad("a.txt", "a.txt: the file is empty", holding(" \n\t\n")),
    "no-break spaces": Bad("a.txt", "a.txt: the file holds only white space", holding("\u00a0\u2003\n")),
    "program": Bad("a.txt", "a.txt: this is a binary file", holding(b"\x7fELF\x02\x01\x01\0\0\0" * 50)),
    "picture": Bad("a.txt", "a.txt: this is a binary file", holding(bytes(range(1, 256)) * 40)),
    "Latin-1": Bad("a.txt", "a.txt: not UTF-8, byte 0xfc at offset 1", holding("Zürich talks".encode("latin-1"))),
    "half UTF-16": Bad("a.txt", "a.txt: broken UTF-16", holding("Talks".encode("utf-16")[:-1])),
    "missing file": Bad("none.txt", "none.txt: no such file or folder"),
    "empty folder": Bad("news", "news: no article in this folder", folder()),
    "folder of other files": Bad("news", "news: no article in this folder", folder(a_xyz="x,y", b_png="%PNG")),
    "10 MB on one line": Bad("a.txt", "a: 10,000,0", holding((SENTENCE * 115_000)[:10_000_010]), 2),
    "page without an article": Bad("a.html", "a.html: no article text in this web page", holding("<p></p><script>x</script>")),
    "page of tags": Bad("a.html", "a.html: more than 300,000 tags", holding("<b>" * 300_001)),
    "feed that is none": Bad("a.rss", "a.rss: no RSS or Atom feed", holding("<p>Talks</p>")),
    "feed without items": Bad("a.rss", "a.rss: no article is in it", holding("<rss version='2.0'><channel><title>T</title></channel></rss>")),
    "table without text": Bad("a.csv", "a.csv: no column holds the text. It has: day, what.", holding("day,what\n1,2\n")),
    "table with a row too long": Bad("a.csv", "a.csv, line 3: 3 cells", holding("id,text\na,They met.\nb,They, left.\n")),
    "table with an empty text": Bad("a.tsv", 'a.tsv, line 2: "text" is missing', holding("id\ttext\na\t\n")),
    "table in Latin-1": Bad("a.csv", "a.csv, line 2: not UTF-8", holding("id,text\na,Zürich talks\n".encode("latin-1"))),
    "table without rows": Bad("a.csv", "a.csv: no article is in it", holding("id,text\n")),
    "JSON that is none": Bad("a.json", "a.json: not JSON", holding("[1, 2")),
    "JSON of numbers": Bad("a.json", "a.json, item 1: expected an object", holding("[1, 2]")),
    "half a gzip": Bad("a.txt.gz", "a.txt.gz: the gzip file is cut off", holding(gzip.compress(SENTENCE.encode())[:-9])),
    "pattern": Bad("*.html", "*.html: nothing matches this pattern"),
    "other format": Bad("a.odt", "a.odt: .odt files are not read. Convert", holding("PK")),
    "graph": Bad("a.ttl", "a.ttl: .ttl files are not read", holding(STORED)),
    "broken JSON line": Bad("a.jsonl", "a.jsonl, line 2", holding('{"id": "x", "text": "Talks."}\n{"id": "y", "text"')),
    "front matter only": Bad("a.md", "a.md: no text below the front matter", holding("---\ntitle: Talks\n---\n")),
    "French": Bad("a.txt", "skipped: article a: the text seems to be in French", holding(FRENCH), 1),
    "German": Bad("a.txt", "skipped: article a: the text seems to be in German", holding(GERMAN), 1),
    "Russian": Bad("a.txt", "skipped: article a: the text seems to be in ", holding(RUSSIAN), 1),
    "Chinese": Bad("a.txt", "skipped: article a: the text seems to be in ", holding(CHINESE), 1),
}  # fmt: skip


def kg(where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it in a folder; the checkout's code whatever is installed."""
    root = Path(__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=where,
        env={**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(root)},
    )


def test_the_table_is_whole() -> None:
    assert len(BAD) == 32
    assert len({bad.message for bad in BAD.values()}) >= 28


@pytest.mark.parametrize("case", BAD)
def test_bad_input(case: str, tmp_path: Path) -> None:
    bad = BAD[case]
    bad.make(tmp_path / bad.name)
    done = kg(tmp_path, "build", bad.name)
    assert done.returncode == bad.code, done.stderr
    assert bad.message in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 2, "one message, and for skipped articles a summary"
    assert done.stdout == "" or bad.code == 1
    assert list(parse(done.stdout, format=RdfFormat.TURTLE)) == []


@pytest.mark.parametrize("case", [case for case in BAD if BAD[case].code == 2])
@pytest.mark.parametrize("option", ["-o", "--split"])
def test_what_is_stored_stays(case: str, option: str, tmp_path: Path) -> None:
    bad = BAD[case]
    stored = tmp_path / "out" / "a.ttl"
    stored.parent.mkdir()
    stored.write_text(STORED, encoding="utf-8")
    source = tmp_path / bad.name
    bad.make(source)
    target = stored if option == "-o" else stored.parent
    assert run(["build", str(source), option, str(target), "-q"]) == 2
    assert stored.read_text(encoding="utf-8") == STORED
    assert [path.name for path in stored.parent.iterdir()] == ["a.ttl"], "no half-written file is left"


@pytest.mark.parametrize("case", ["French", "German", "Russian", "Chinese"])
def test_a_build_without_any_article_leaves_what_is_stored(case: str, tmp_path: Path) -> None:
    stored, source = tmp_path / "stored.ttl", tmp_path / "a.txt"
    stored.write_text(STORED, encoding="utf-8")
    BAD[case].make(source)
    assert run(["build", str(source), "-o", str(stored), "-q"]) == 1
    assert stored.read_text(encoding="utf-8") == STORED


def test_a_build_without_any_article_makes_no_file_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "new.ttl"
    BAD["French"].make(source)
    assert run(["build", str(source), "-o", str(target)]) == 1
    assert not target.exists()
    assert f"Nothing written to {target}" in capsys.readouterr().err


def test_a_build_of_one_article_replaces_what_is_stored_though_others_are_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored, french, good = tmp_path / "stored.ttl", tmp_path / "a.txt", tmp_path / "b.txt"
    stored.write_text(STORED, encoding="utf-8")
    BAD["French"].make(french)
    good.write_text(SENTENCE, encoding="utf-8")
    assert run(["build", str(french), str(good), "-o", str(stored)]) == 1
    assert stored.read_text(encoding="utf-8") != STORED
    assert f"\nWritten to {stored}" in capsys.readouterr().err


@pytest.mark.parametrize("case", [case for case in BAD if BAD[case].code == 2])
def test_keep_going_reads_the_rest(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, good, target = BAD[case], tmp_path / "good.txt", tmp_path / "out.nt"
    bad.make(tmp_path / bad.name)
    good.write_text(SENTENCE, encoding="utf-8")
    sources = [str(tmp_path / bad.name), str(good)]
    assert run(["build", *sources, "-o", str(target), "--keep-going"]) == 1
    assert bad.message in capsys.readouterr().err
    assert target.stat().st_size > 1000


def test_a_good_article_after_a_bad_one_is_not_built_without_keep_going(tmp_path: Path) -> None:
    for name, content in (("a.txt", SENTENCE), ("b.txt", "")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert run(["build", str(tmp_path), "-o", str(tmp_path / "out.ttl"), "-q"]) == 2
    assert not (tmp_path / "out.ttl").exists()


# Little, but not bad: an empty yet valid graph


LITTLE = {
    "headline": "Talks Go On In Oslo",
    "headline and line end": "Norway & Chile In Talks\n",
    "one word": "Talks",
    "signs": "*** --- ???\n",
    "emoji": "🤝🕊️\n",
    "numbers": "1 2 3\n\n4\n",
    "no diplomacy": "Mushrooms are best fried in butter, with a little salt and much patience.\n",
}


@pytest.mark.parametrize("case", LITTLE)
def test_little_text_gives_a_valid_graph(case: str, tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "a.ttl"
    source.write_text(LITTLE[case], encoding="utf-8")
    assert run(["build", str(source), "-o", str(target), "-q"]) == 0
    text = target.read_text(encoding="utf-8")
    assert "a schema:NewsArticle" in text.replace("prov:Entity,\n        ", "")
    assert len(list(parse(text, format=RdfFormat.TURTLE))) > 10
    assert run(["check", str(target)]) == 0
    assert run(["verify", str(target), "--source", str(source)]) == 0


def test_no_meeting_is_made_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LITTLE["no diplomacy"], encoding="utf-8")
    done = kg(tmp_path, "build", "a.txt", "-o", "a.ttl")
    assert "0 meetings, 0 persons, 0 countries" in done.stderr


# Places to write that are none


def test_a_folder_is_no_place_for_a_graph(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "out.ttl").mkdir()
    done = kg(tmp_path, "build", "a.txt", "-o", "out.ttl")
    assert done.returncode == 2
    assert "out.ttl: cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out.ttl"]


def test_a_file_is_no_place_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "out").write_text("kept", encoding="utf-8")
    done = kg(tmp_path, "build", "a.txt", "-o", "out/graph.ttl")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "kept"


# Graphs that are none


GRAPHS = {
    "missing": (None, "a.ttl"),
    "broken": ("@prefix a: <https://example.org/> .\na:b a:c", "a.ttl, line 2"),
    "binary": ("\x00\x01\x02", "a.ttl"),
    "prose": (SENTENCE, "a.ttl, line 1"),
}


@pytest.mark.parametrize("case", GRAPHS)
@pytest.mark.parametrize("command", ["check", "verify", "stats", "query"])
def test_a_graph_that_is_none(
    case: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, message = GRAPHS[case]
    path = tmp_path / "a.ttl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    more = {"query": ["dyads", "--graph", str(path)]}.get(command, [str(path)])
    assert run([command, *more]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "fault of the program" not in err
