"""Spark gives what one process gives: articles, graph, alignment; and goes on where it was stopped."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import pickle
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.alignment.align import align
from kg.alignment.decisions import Decision, Decisions, decisions
from kg.alignment.describe import alignment_quads
from kg.alignment.records import ArticleRecord, EntityRecord
from kg.cli import run as kg
from kg.errors import KgError, SourceError
from kg.model import Article
from kg.rdf.terms import value_of
from kg.sources.assemble import Given
from kg.sources.read import read_each
from tests.alignment.made import COUNTRIES, article, iri, meeting, office, person
from tests.sources import seed_formats
from tests.sources.test_copies import FIRST, PARAGRAPHS, body
from tests.stores.servers import oxigraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow
    from pyspark.sql import SparkSession

#: Files of the table of formats that Spark reads in each of its three ways, and some that it only hands on.
FORMATS = (
    "seed.jsonl",
    "seed.parquet",
    "seed.warc.gz",
    "seed.html",
    "seed.jsonl.xz",
    "seed.csv.zst",
    "seed.pdf",
)


def line(number: int, **changes: Any) -> str:
    value = {
        "id": f"a{number}",
        "text": FIRST.text,
        "published": "2024-01-31",
        "url": f"https://a.example/{number}",
    }
    return json.dumps({k: v for k, v in {**value, **changes}.items() if v is not None})


def sources(folder: Path, seed: str) -> list[str]:
    """Files of all kinds with ids that clash, equal and near copies, and lines that cannot be read."""
    for name in FORMATS:
        seed_formats.write_seed(folder, name, seed)
    near = body(*PARAGRAPHS, title="Another Headline")
    lines = [
        line(1),
        line(2, text=near, published="2024-02-02"),
        "",
        line(3, text=near, published="2024-03-30"),
        line(4, id="A1", text=body(*PARAGRAPHS, title="Headline Three"), published="2024-04-01"),
        "{broken",
        line(5, id=None, url=None, text=near),
        line(6, id="a1", published=None),
        '{"id": 7}',
        line(8, id="a1-" + "0" * 8, text="Minister Quits\n\nThe minister of Estia has left. " * 9),
    ]
    first, second = folder / "one [1] %20.jsonl", folder / "two.jsonl.gz"
    first.write_text("\n".join(lines) + "\n", encoding="utf-8")
    second.write_bytes(
        gzip.compress("\r\n".join([lines[0], lines[1], lines[7]]).encode() + b"\n\xff\xfe{}\n")
    )
    third = folder / "three.jsonl.bz2"
    third.write_bytes(bz2.compress(line(9, text="\ufeff" + near, published=None).encode()))
    fourth = folder / "four.jsonl.xz"
    fourth.write_bytes(lzma.compress(f"{line(1)}\n{line(10, published='someday')}".encode()))
    (folder / "none.jsonl").write_text("\n\n", encoding="utf-8")
    named = [first, second, third, fourth, folder / "none.jsonl"]
    return [*map(str, named), *(str(folder / name) for name in FORMATS)]


def fields(it: Article | SourceError) -> tuple[Any, ...]:
    if isinstance(it, SourceError):
        return (str(it), it.place)
    return (
        it.id, it.text, it.title, it.published, it.url, it.publisher, it.language, it.title_in_text, it.place,
        it.copy_of,
    )  # fmt: skip


@pytest.fixture(scope="module")
def seed(root: Path) -> str:
    return (root / "examples" / "seed-article.txt").read_text(encoding="utf-8")


def test_articles_are_those_of_one_process(spark: SparkSession, tmp_path: Path, seed: str) -> None:
    from kg.engines.spark.listing import listed
    from kg.engines.spark.reading import items, to_article
    from kg.engines.spark.settling import settled

    named = sources(tmp_path, seed)
    read = items(spark, listed(spark, named, Given()), Given()).cache()
    found = [
        ((row.file, row.number), fields(replace(to_article(row), copy_of=row.copy_of)))
        for row in settled(spark, read, 3).collect()
    ]
    found += [((r.file, r.number), (r.error, r.place)) for r in read.where("error is not null").collect()]
    expected = [fields(it) for it in read_each(named, Given())]
    # An error has no place among the articles of its source that the other engine could not tell, too.
    assert [it for _, it in sorted(found)] == expected
    assert sum(len(it) == 2 for it in expected) == 5
    assert sum(it[-1] is not None for it in expected if len(it) > 2) > 8


def test_a_long_file_is_split_and_every_line_knows_its_number(spark: SparkSession, tmp_path: Path) -> None:
    from kg.engines.spark.listing import listed
    from kg.engines.spark.reading import items

    file = tmp_path / "long.jsonl"
    lines = [line(n, id=None, url=None, text=f"Article {n}. " * 30) if n % 7 else "" for n in range(600)]
    file.write_text("\n".join(lines), encoding="utf-8")
    before = spark.conf.get("spark.sql.files.maxPartitionBytes")
    spark.conf.set("spark.sql.files.maxPartitionBytes", "20000")
    try:
        frame = items(spark, listed(spark, [str(file)], Given()), Given())
        assert frame.rdd.getNumPartitions() > 5
        found = [(row.id, row.place) for row in frame.orderBy("number").collect()]
    finally:
        spark.conf.set("spark.sql.files.maxPartitionBytes", str(before))
    assert found == [(it.id, it.place) for it in read_each([file], Given()) if isinstance(it, Article)]


def _made() -> tuple[list[ArticleRecord], Decisions]:
    """Articles in which entities and meetings are joined, doubted, kept apart and decided on."""
    ada, adda, ilo = (
        person("Ada Brandt", "Norland"),
        person("Ada Brand", "Norland"),
        person("Ilo Varga", "Sudria"),
    )
    bare, other = person("Brandt", "Norland"), person("Ilo Varga", "")
    minister = office("Norland")
    found = []
    for number in range(12):
        day = date(2021, 3, 1 + number // 3)
        one, two = (ada, adda, bare)[number % 3], (ilo, other)[number % 2]
        sent = EntityRecord(
            iri("id", f"delegation {number}"), "delegation", "delegation", (), (), (), (COUNTRIES["Norland"],)
        )
        told = meeting(
            f"talks {number}", [one, two, *([sent] if number % 2 else [])], day, day, "Port Amal",
            status="planned" if number % 5 == 0 else "held",
        )  # fmt: skip
        held = [(one, minister)] if number % 2 else []
        found.append(article(f"article {number}", day, [one, two, sent, minister], [told], held))
    lind, eva, day = person("Lind", "Norland"), person("Eva Lind", "Norland"), date(2021, 3, 1)
    told = meeting("undated talks", [lind, ilo], day, day, "Port Amal")
    found.append(article("without a day", None, [lind, ilo, minister], [told], [(lind, minister)]))
    found.append(article("with a day", day, [eva, minister], [], [(eva, minister)]))
    nodes = [it.node for it in (ada, bare, ilo, other)]
    made = [
        Decision("same", nodes[0], nodes[1], "me", date(2024, 1, 1), "", 1),
        Decision("different", nodes[2], nodes[3], "me", date(2024, 1, 1), "", 2),
        Decision("same", nodes[2], iri("id", "nobody"), "me", date(2024, 1, 1), "", 3),
    ]
    return found, decisions(made)


@pytest.mark.parametrize("on_driver", [0, 100])
@pytest.mark.parametrize("decided", [False, True])
def test_alignment_is_that_of_one_process(spark: SparkSession, decided: bool, on_driver: int) -> None:
    from kg.engines.spark.aligning import aligned

    articles, made = _made()
    made = made if decided else decisions([])
    expected = align(articles, made)
    assert expected.node(person("Lind", "Norland").node) == person("Eva Lind", "Norland").node
    assert expected.merged
    rows = [(pickle.dumps(articles[n::3]),) for n in range(3)]
    frame = spark.createDataFrame([*rows, (None,)], "records binary")
    found, quads = aligned(frame, len(articles), made, on_driver)
    assert replace(found, articles=expected.articles) == expected
    assert {str(q) for q in quads.collect()} == {str(q) for q in alignment_quads(expected)}


@pytest.fixture(scope="module")
def built(
    spark: SparkSession, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[str]]:
    """The examples, built by Spark with a break between two batches; and the lines that were told."""
    from kg.engines.spark.asked import Asked
    from kg.engines.spark.run import run

    class KilledError(Exception):
        pass

    told: list[str] = []

    def break_off(words: str) -> None:
        told.append(words)
        if words.startswith("batch 2 of"):
            raise KilledError

    out = tmp_path_factory.mktemp("spark") / "out"
    named = (str(root / "examples"), str(root / "examples" / "examples.jsonl"))
    asked = Asked(named, Given(), str(out), batch=15, tell=break_off)
    with pytest.raises(KgError):
        run(spark, asked)
    told.append("again")
    ran = run(spark, replace(asked, tell=told.append))
    assert (ran.batches, ran.done_before) == (2, 1)
    return out, told


def _lines(folder: Path, name: str = "nquads") -> list[str]:
    shards = [gzip.decompress(it.read_bytes()).decode() for it in sorted(folder.glob(f"{name}/*.nq.gz"))]
    return sorted(line for shard in shards for line in shard.splitlines())


@pytest.fixture(scope="module")
def local(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    file = tmp_path_factory.mktemp("local") / "graph.nq"
    assert (
        kg(["build", str(root / "examples"), str(root / "examples" / "examples.jsonl"), "-o", str(file)]) == 0
    )
    return sorted(file.read_text(encoding="utf-8").splitlines())


def test_the_graph_is_that_of_one_process(built: tuple[Path, list[str]], local: list[str]) -> None:
    assert _lines(built[0]) == local
    assert len(local) > 10_000


def test_what_was_finished_is_not_done_again(built: tuple[Path, list[str]]) -> None:
    before, after = (
        part for part in [built[1][: built[1].index("again")], built[1][built[1].index("again") + 1 :]]
    )
    assert [it.split(",")[0] for it in before] == [
        "reading",
        "28 articles: ids and copies",
        "batch 1 of 2",
        "batch 2 of 2",
    ]
    assert after[0].startswith("batch 2 of 2")


def test_tables_hold_the_same_quads_and_the_meetings(
    spark: SparkSession, built: tuple[Path, list[str]], local: list[str]
) -> None:
    from kg.engines.spark.columns import cells

    quads = list(parse("\n".join(local).encode(), format=RdfFormat.N_QUADS))
    rows = spark.read.parquet(str(built[0] / "quads")).collect()
    assert sorted(map(repr, (tuple(row) for row in rows))) == sorted(repr(cells(q)) for q in quads)
    meetings = spark.read.parquet(str(built[0] / "meetings")).collect()
    kind, one = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), "#Meeting"
    typed = {(q.subject.value, q.graph_name) for q in quads if _is(q, kind, one)}
    assert {row.meeting for row in meetings} == {node for node, _ in typed}
    assert len(meetings) == len(typed)
    labels = {label for row in meetings for label in row.participant_labels}
    assert {"Japan", "Emmanuel Macron"} <= labels


def test_every_term_is_as_its_line_has_it(spark: SparkSession) -> None:
    from kg.engines.spark.columns import cells
    from kg.engines.spark.tables import quads_of

    lines = [
        '<http://a/s> <http://a/p> "" <http://a/g> .',
        '<http://a/s> <http://a/p> "" .',
        '<http://a/s> <http://a/p> "a <b> .\u2028\u0085c\u00e9"@en-gb <http://a/g> .',
        '<http://a/s> <http://a/p> "> <x> .|;"^^<http://a/type> <http://a/g> .',
        "<http://a/s> <http://a/p> <http://a/o?$1,> .",
        '<http://a/s> <http://a/p> "said \\"_:no\\"\\n\\u001F\\\\"@en <http://a/g> .',
        "_:b <http://a/p> _:c <http://a/g> .",
        '<http://a/s> <http://a/p> "a _:b" .',
    ]
    quads = [*parse("\n".join(lines).encode(), format=RdfFormat.N_QUADS)]
    texts = spark.createDataFrame([("\n".join(lines),), (lines[5],), (lines[0],)], "lines string")
    expected = [cells(it) for it in [*quads, quads[5], quads[0]]]
    assert sorted(map(repr, map(tuple, quads_of(texts).collect()))) == sorted(map(repr, expected))


def _is(quad: Quad, predicate: NamedNode, ending: str) -> bool:
    return quad.predicate == predicate and str(getattr(quad.object, "value", "")).endswith(ending)


def test_the_merge_is_what_a_load_puts_beside_the_graphs(built: tuple[Path, list[str]]) -> None:
    from kg.rdf.load import load, union
    from kg.stores.loading import ABOUT_GRAPH, graphs_of

    store = load(built[0])
    expected = {
        str(Quad(it.subject, it.predicate, it.object, NamedNode(graph.name)))
        for graph in graphs_of(store, union(store))
        if graph.name == ABOUT_GRAPH or graph.name not in {value_of(it) for it in store.named_graphs()}
        for it in graph.triples()
    }
    found = [str(it) for line in _lines(built[0], "merged") for it in parse(line, format=RdfFormat.N_QUADS)]
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert len(found) > 10_000


def test_shards_go_into_a_store_by_its_own_loader(
    built: tuple[Path, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("needs the program oxigraph")
    shards = [str(it) for it in sorted(built[0].glob("[nm]*/*.nq.gz"))]
    load = [str(program), "load", "--location", str(tmp_path / "data"), "--file", *shards]
    subprocess.run(load, check=True, capture_output=True)
    with oxigraph(tmp_path) as url:
        assert kg(["load", str(built[0]), "--to", url]) == 0
    told = capsys.readouterr().err
    assert re.search(r"\d+ graphs there \(0 triples\)", told), told
    assert re.search(r"proved: \d+ graphs with the same counts, \d+ of \d+ questions", told), told


def test_the_folder_is_a_graph(
    built: tuple[Path, list[str]], local: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "graph.nq"
    file.write_text("\n".join(local), encoding="utf-8")
    answers = []
    for graph in (str(file), str(built[0])):
        assert kg(["query", "meetings-timeline", "--graph", graph, "--format", "csv"]) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
    assert len(answers[0].splitlines()) > 20
    other = tmp_path / "half"
    (other / "nquads").mkdir(parents=True)
    shutil.copy(next(built[0].glob("nquads/*.nq.gz")), other / "nquads")
    assert kg(["stats", str(other)]) == 2
    assert "half: is not finished" in capsys.readouterr().err
    (other / "summary.json").write_text("{}")
    (other / "nquads" / "z.nq.gz").write_bytes(b"no gzip")
    assert kg(["stats", str(other)]) == 2
    assert "z.nq.gz: cannot be read" in capsys.readouterr().err
    assert kg(["stats", str(tmp_path)]) == 2
    assert "is a folder. Give a graph file" in capsys.readouterr().err


@pytest.mark.usefixtures("spark")
def test_what_is_there_is_not_built_again(built: tuple[Path, list[str]], root: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    command = [
        "build",
        str(root / "examples"),
        str(root / "examples" / "examples.jsonl"),
        "--engine",
        "spark",
    ]
    assert kg([*command, "--batch", "15", "-o", str(built[0])]) == 0
    assert "2 batches of 2 done before" in capsys.readouterr().err
    assert kg([*command, "--batch", "16", "-o", str(built[0])]) == 2
    assert "different: batch. Name another folder" in capsys.readouterr().err


@pytest.mark.usefixtures("spark")
def test_of_the_forms_only_nquads_are_written_when_asked(
    built: tuple[Path, list[str]], local: list[str], root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    named = [str(root / "examples"), str(root / "examples" / "examples.jsonl")]
    out, command = tmp_path / "out", ["build", *named, "--engine", "spark", "--format", "nquads"]
    assert kg([*command, "-o", str(out)]) == 0
    assert f"Written to {out}: nquads/, articles/" in capsys.readouterr().err
    assert _lines(out) == local
    names = {it.name for it in out.iterdir() if not it.name.startswith(".")}
    assert names == {"nquads", "articles", "rejects.jsonl", "run.json", "summary.json"}
    counts = [json.loads((it / "summary.json").read_text()) for it in (out, built[0])]
    assert counts[0]["meetings"] == counts[1]["meetings"] > 20
    assert kg([*command, "-o", str(built[0])]) == 2
    assert "different: batch, forms. Name another folder" in capsys.readouterr().err


@pytest.mark.usefixtures("spark")
def test_a_folder_of_other_things_is_left_alone(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    (tmp_path / "mine.txt").write_text("precious", encoding="utf-8")
    article = str(root / "examples" / "seed-article.txt")
    assert kg(["build", article, "--engine", "spark", "-o", str(tmp_path)]) == 2
    assert "is not empty, and not of a run of this engine" in capsys.readouterr().err
    assert [it.name for it in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.usefixtures("spark")
def test_what_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "news.jsonl"
    french = (
        "Le ministre est arrivé à Paris pour une réunion avec les chefs de la diplomatie de la région. " * 5
    )
    file.write_text(
        f"{line(1, text='Nothing happened today in the town of Ghent.')}\n{{oops\n{line(2, text=french)}\n"
    )
    out = tmp_path / "out"
    command = ["build", str(file), "--engine", "spark", "-o", str(out)]
    assert kg(command) == 2
    assert "news.jsonl, line 2: not JSON" in capsys.readouterr().err
    assert kg([*command, "--keep-going"]) == 1
    skipped = [json.loads(it) for it in (out / "rejects.jsonl").read_text().splitlines()]
    assert [it["cause"] for it in skipped] == ["unreadable", "not in English"]


def test_workers_are_copies_of_a_process_that_has_read_the_model(spark: SparkSession) -> None:
    def here(_: object) -> tuple[int, int, int]:
        import gc

        from kg.nlp.annotate import pipeline

        return pipeline.cache_info().currsize, pipeline.cache_info().misses, gc.get_freeze_count()

    told = spark.sparkContext.parallelize(range(2), 2).map(here).collect()
    assert [(loaded, misses) for loaded, misses, _ in told] == [(1, 1)] * 2
    assert all(frozen > 100_000 for *_, frozen in told)


def test_columns_of_arrow_are_made_by_workers_of_the_same_process(spark: SparkSession) -> None:
    from kg.engines.spark.columns import without_warning

    def parent(_: object) -> int:
        return os.getppid()

    def parents(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            yield pyarrow.record_batch([pyarrow.array([os.getppid()] * batch.num_rows)], ["parent"])

    without_warning()
    rows = spark.sparkContext.parallelize(range(2), 2).map(parent).collect()
    columns = spark.range(2, numPartitions=2).mapInArrow(parents, "parent long").collect()
    assert {row.parent for row in columns} == set(rows)
    assert len(set(rows)) == 1


def test_a_folder_of_two_parts_is_whole_with_the_last(spark: SparkSession, tmp_path: Path) -> None:
    from kg.engines.spark.asked import Asked
    from kg.engines.spark.run import _Run

    run = _Run(spark, Asked((), Given(), str(tmp_path)))
    folder = run.output / "nquads"

    def write(line: str, part: Literal["first", "last"]) -> bool:
        frame = spark.createDataFrame([(line,)], "lines string")
        return run._step(folder, "writing", lambda: frame, text=True, part=part)

    def lines() -> list[str]:
        return sorted(row.value for row in spark.read.text(folder.path).collect())

    assert write("killed after this", "first")
    assert not folder.is_finished()
    assert write("of articles", "first")
    assert lines() == ["of articles"]
    assert write("of the alignment", "last")
    assert folder.is_finished()
    assert not write("again", "first")
    assert not write("again", "last")
    assert lines() == ["of articles", "of the alignment"]


def test_what_prepares_workers_writes_nothing_and_leaves_no_thread(root: Path) -> None:
    code = (
        "import threading; from kg.engines.spark.daemon import prepare; prepare();"
        " from kg.nlp.annotate import pipeline; import sys;"
        " sys.exit((pipeline.cache_info().currsize, threading.active_count()) != (1, 1))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
