"""Files: the same bytes for the same statements, whole in every format, readable in Turtle."""

from __future__ import annotations

import io
import os
import random
import re
import subprocess
import sys
import threading
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store
from rdflib import Dataset, Graph

from kg.errors import GraphError
from kg.rdf.blocks import lines_of, nodes, runs
from kg.rdf.jsonld import write_jsonld
from kg.rdf.load import load
from kg.rdf.terms import canonical, clean, in_namespace, integer, text
from kg.rdf.turtle import write_trig, write_turtle
from kg.rdf.write import FORMATS, dumps, format_of, to_dataset, to_graph, write

GOLDEN = Path(__file__).parent / "golden"
OX = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "jsonld": "json-ld"}
WITH_GRAPHS = {"trig", "nquads", "jsonld"}
HOSTILE = [
    'say "no"\\',
    "two\nlines\r\nand a tab\t",
    "U+2028\u2028 and U+2029\u2029 and U+0085\x85",
    "bell\x07 null\x00 escape\x1b[31m delete\x7f",
    '"""triple"""',
    "ends with a backslash\\",
    "<script>alert(1)</script> & ]]>",
    "émigré 中文 🇺🇳 e\u0301 \u202eright to left",
    "\ufeffmark \ufffe\uffff",
    "",
    " ",
    "@en",
    "100% {x} $y `z`",
]


def expected(quads: list[Quad], name: str) -> set[Quad]:
    kept = quads if name in WITH_GRAPHS else [Quad(*quad.triple) for quad in quads]
    return {canonical(quad) for quad in kept}


def parsed(content: str, name: str) -> set[Quad]:
    return {canonical(quad) for quad in pyoxigraph.parse(content.encode(), format=OX[name])}


def rdflib_count(content: str, name: str) -> int:
    if name in WITH_GRAPHS:
        return len(Dataset().parse(data=content, format=RDFLIB[name]))
    return len(Graph().parse(data=content, format=RDFLIB[name]))


@pytest.mark.parametrize("name", ["turtle", "trig", "nquads"])
def test_golden(quads: list[Quad], name: str) -> None:
    extension = next(key for key, value in FORMATS.items() if value == name)
    path = GOLDEN / f"invented{extension}"
    made = dumps(quads, name)
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_text(made, encoding="utf-8", newline="\n")
    assert made == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(OX))
def test_nothing_is_lost_or_added(quads: list[Quad], name: str) -> None:
    content = dumps(quads, name)
    assert parsed(content, name) == expected(quads, name)
    assert rdflib_count(content, name) == len(expected(quads, name))


@pytest.mark.parametrize("name", sorted(OX))
@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_repetition_give_the_same_bytes(quads: list[Quad], name: str, seed: int) -> None:
    shuffled = [*quads, *quads[:50]]
    random.Random(seed).shuffle(shuffled)
    assert dumps(shuffled, name) == dumps(quads, name)


@pytest.mark.parametrize("name", sorted(OX))
def test_what_a_store_gives_back_is_written_the_same(quads: list[Quad], store: Store, name: str) -> None:
    assert dumps(store, name) == dumps(quads, name)
    again = load(io.BytesIO(dumps(quads, name).encode()), name)
    assert dumps(again, name) == dumps(quads, name)


@pytest.mark.parametrize("name", sorted(OX))
def test_an_empty_graph_is_a_valid_file(name: str) -> None:
    assert parsed(dumps([], name), name) == set()


def test_turtle_is_for_people(quads: list[Quad]) -> None:
    turtle = dumps(quads)
    body = turtle.split("\n\n", 1)[1]
    assert re.findall(r"^# --- (.*)$", turtle, re.MULTILINE) == [
        "Articles", "Runs and graphs", "Meetings", "Processes", "Status changes", "Acts", "Participations",
        "Actors", "Places", "Offices", "Holdings", "Issues", "Mentions",
    ]  # fmt: skip
    full = set(re.findall(r"<[^>]*>", body))
    assert full == {"<https://w3id.org/diplokg/issue>"}  # everything else has a prefix
    assert re.search(r"^hold:00000000aa a dip:PositionHolding", body, re.MULTILINE)
    begins = [int(number) for number in re.findall(r"dip:begin (\d+)", body)]
    assert begins == sorted(begins)
    declared = set(re.findall(r"^@prefix (\w+):", turtle, re.MULTILINE))
    assert declared == {prefix for prefix in declared if re.search(rf"[\s(^]{prefix}:", body)}
    assert "sh" not in declared


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", sorted(OX))
def test_hostile_words_survive_in_every_format(name: str, words: str) -> None:
    subject, property_ = in_namespace("id", "x"), in_namespace("dip", "quote")
    made = [
        Quad(subject, property_, Literal(words)),
        Quad(subject, in_namespace("rdfs", "label"), text(words or "x")),
    ]
    content = dumps(made, name)
    assert parsed(content, name) == set(made)
    assert rdflib_count(content, name) == 2
    if name in {"turtle", "trig"}:  # one line stays one line in every editor
        assert content.splitlines() == content.split("\n")[:-1]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_labels_hold_no_control_characters(words: str) -> None:
    cleaned = clean(words)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e\ufeff\ufffe\uffff]", cleaned)
    assert cleaned == cleaned.strip()


BASE = "https://w3id.org/diplokg/"
IRIS = st.sampled_from(
    [
        "id/Q30",
        "id/near-x-0",
        "event/2023-11-a",
        "mention/0a-1-2-ff",
        "id/a.b.",
        "id/-a",
        "id/ü",
        "id/",
        "x#y",
        "id/a%20b",
    ]
).map(lambda local: NamedNode(BASE + local))
PREDICATES = st.sampled_from(["ns#quote", "ns#begin", "ns#mentionOf", "odd/p", "odd/1"]).map(
    lambda local: NamedNode(BASE + local)
)
LITERALS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12).map(Literal),
    st.text(st.characters(codec="utf-8"), max_size=12).map(lambda words: Literal(words, language="en-gb")),
    st.integers(-5, 5).map(integer),
    st.sampled_from(["1.0", "0.90", "-0.0", "abc", "007", "1e5", "+3"]).map(
        lambda words: Literal(words, datatype=in_namespace("xsd", "decimal"))
    ),
    st.sampled_from(["2020-01-01", "soon"]).map(
        lambda words: Literal(words, datatype=in_namespace("xsd", "date"))
    ),
)
QUADS = st.builds(Quad, IRIS, PREDICATES, st.one_of(IRIS, LITERALS), st.one_of(IRIS, st.just(DefaultGraph())))


@example([Quad(NamedNode(BASE + "id/Q30"), NamedNode(BASE + "ns#begin"), Literal("²"))], random.Random(0))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(QUADS, max_size=12), st.randoms(use_true_random=False))
def test_any_statements_in_any_order(made: list[Quad], rng: random.Random) -> None:
    shuffled = made.copy()
    rng.shuffle(shuffled)
    for name in OX:
        content = dumps(made, name)
        assert dumps(shuffled, name) == content
        assert parsed(content, name) == expected(made, name)


KINDS = st.sampled_from(
    [("schema", "NewsArticle"), ("dip", "Meeting"), ("dip", "Mention"), ("dip", "Odd")]
).map(lambda it: in_namespace(*it))
GRAPHS = st.one_of(IRIS, st.sampled_from(["urn:g", "http://x/y"]).map(NamedNode), st.just(DefaultGraph()))
TYPED = st.builds(Quad, IRIS, st.just(in_namespace("rdf", "type")), KINDS, GRAPHS)


def slowly(made: list[Quad], name: str) -> str:
    """The file as rdflib's serializers have it."""
    stream, distinct = io.BytesIO(), {canonical(it) for it in made}
    if name == "turtle":
        write_turtle(to_graph(distinct), stream)
    else:
        {"trig": write_trig, "jsonld": write_jsonld}[name](to_dataset(distinct), stream)
    return stream.getvalue().decode()


@pytest.mark.parametrize("name", ["turtle", "trig", "jsonld"])
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=st.lists(st.one_of(QUADS, TYPED), max_size=20))
def test_the_quick_way_writes_what_the_slow_way_writes(name: str, made: list[Quad]) -> None:
    assert dumps(made, name) == slowly(made, name)


@pytest.mark.parametrize("name", ["turtle", "trig", "jsonld"])
def test_a_mention_of_empty_words_is_put_where_the_slow_way_has_it(name: str) -> None:
    meeting, mention, begin = (in_namespace("dip", it) for it in ("Meeting", "mentionOf", "begin"))
    first, last, graph = (NamedNode(f"urn:{it}") for it in ("a", "b", "g"))
    is_a, empty = in_namespace("rdf", "type"), Literal("")
    made = [Quad(last, mention, empty, graph), Quad(last, begin, first, DefaultGraph())]
    made += [Quad(it, is_a, meeting, graph) for it in (first, last)]
    assert dumps(made, name) == slowly(made, name)


@pytest.mark.parametrize("name", ["turtle", "trig", "jsonld"])
def test_the_quick_way_writes_a_whole_graph_as_the_slow_way(quads: list[Quad], name: str) -> None:
    hostile = [
        Quad(in_namespace("id", f"x{i}"), in_namespace("dip", "quote"), Literal(it), graph)
        for i, it in enumerate(HOSTILE)
        for graph in (DefaultGraph(), in_namespace("graph", "other"), NamedNode("urn:other"))
    ]
    elsewhere = [Quad(*it.triple, in_namespace("graph", "again")) for it in quads[::3]]
    every = [*quads, *hostile, *elsewhere]
    assert dumps(every, name) == slowly(every, name)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(QUADS, max_size=12), max_size=6), st.integers(1, 3000))
def test_many_texts_are_sorted_by_files_as_in_memory(parts: list[list[Quad]], at_once: int) -> None:
    texts = [lines_of(it) for it in parts]
    size = sum(map(len, texts))
    lines = sorted({line for text in texts for line in text.split(b"\n") if line})
    for found in (nodes, runs):
        for expected in (0, size + 1, 50 * size):
            blocks = list(found(texts, expected, at_once))
            assert b"\n".join(blocks).split(b"\n") == (lines or [b""])
    subjects = [{line.split(b" ")[0] for line in it.split(b"\n")} for it in nodes(texts, size + 1, at_once)]
    assert all(len(it) == 1 for it in subjects)
    assert len(subjects) == len({line.split(b" ")[0] for line in lines})


@pytest.mark.parametrize(
    ("words", "kind"),
    [("1.0", "decimal"), ("007", "integer"), ("-0", "integer"), ("+3", "decimal"), ("0.10", "decimal"),
     ("10", "integer"), ("1.", "decimal"), ("soon", "integer"), ('say "007', "integer"), ("1.0", "string"),
     ("-0.50", "decimal"), ("00.5", "decimal"), ("0", "decimal"), ("1.0", "double")],
)  # fmt: skip
def test_numbers_in_lines_have_the_form_of_terms(words: str, kind: str) -> None:
    quad = Quad(
        in_namespace("id", "x"), in_namespace("dip", "y"), Literal(words, datatype=in_namespace("xsd", kind))
    )
    line = lines_of([quad])
    assert list(pyoxigraph.parse(line, format=RdfFormat.N_QUADS)) == [canonical(quad)]


HASHED = """
import hashlib
from kg.rdf.describe import describe
from kg.rdf.write import FORMATS, dumps
from tests.rdf.invented import EXTRACTION, LINKING, RUN
for name in sorted(set(FORMATS.values())):
    print(name, hashlib.sha256(dumps(describe(EXTRACTION, LINKING, RUN), name).encode()).hexdigest())
"""


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    root = Path(__file__).parents[2]
    printed = {
        subprocess.run(
            [sys.executable, "-c", HASHED],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in (0, 1, 2)
    }
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) == 5


def test_blank_nodes_of_foreign_data_are_written() -> None:
    made = [Quad(BlankNode("a"), in_namespace("rdfs", "label"), Literal("x"))]
    assert '"x"' in dumps(made, "turtle")
    assert '"x"' in dumps(made, "nquads")
    inside = [Quad(*it.triple, BlankNode("g")) for it in made]
    for name in ("trig", "jsonld", "nquads"):
        assert len(parsed(dumps([*made, *inside], name), name)) == 2


def test_a_file_is_replaced_only_when_whole(tmp_path: Path, quads: list[Quad]) -> None:
    path = tmp_path / "out.ttl"
    path.write_text("before", encoding="utf-8")

    def breaks() -> object:
        yield quads[0]
        raise RuntimeError("the pipeline stopped")

    with pytest.raises(RuntimeError):
        write(breaks(), path)  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == "before"
    assert [it.name for it in tmp_path.iterdir()] == ["out.ttl"]
    write(quads, path)
    assert path.read_text(encoding="utf-8") == dumps(quads)


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path: Path, quads: list[Quad]) -> None:
    link, place = tmp_path / "latest.ttl", tmp_path / "kept" / "out.ttl"
    place.parent.mkdir()
    link.symlink_to(place)
    for _ in range(2):
        write(quads, link)
        assert link.is_symlink()
        assert place.read_text(encoding="utf-8") == dumps(quads)


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path, quads: list[Quad]) -> None:
    pipe = tmp_path / "out.ttl"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    write(quads, pipe)
    reader.join(10)
    assert read == [dumps(quads)]
    assert pipe.is_fifo()


def test_a_place_below_a_file_is_told(tmp_path: Path, quads: list[Quad]) -> None:
    (tmp_path / "a").write_text("kept", encoding="utf-8")
    with pytest.raises(GraphError, match="cannot be written: Not a directory"):
        write(quads, tmp_path / "a" / "out.ttl")


def test_formats_go_by_extension_or_by_name(tmp_path: Path, quads: list[Quad]) -> None:
    for extension, name in FORMATS.items():
        write(quads, tmp_path / f"a{extension}")
        assert (tmp_path / f"a{extension}").read_text(encoding="utf-8") == dumps(quads, name)
    write(quads, tmp_path / "odd.xyz", "nt")
    assert (tmp_path / "odd.xyz").read_text(encoding="utf-8") == dumps(quads, "ntriples")
    stream = io.BytesIO()
    write(quads, stream, "trig")
    assert stream.getvalue().decode() == dumps(quads, "trig")
    assert format_of("A.TTL") == "turtle"


@pytest.mark.parametrize(("name", "given_"), [("a.xyz", None), ("a", None), ("a.ttl", "rdfxml")])
def test_an_unknown_format_says_what_there_is(name: str, given_: str | None) -> None:
    with pytest.raises(GraphError, match="nquads" if given_ else r"\.nq"):
        format_of(name, given_)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, quads: list[Quad]) -> None:
    with pytest.raises(GraphError, match="nowhere"):
        write(quads, tmp_path / "nowhere" / "a.ttl")
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(GraphError, match=r"folder\.ttl"):
        write(quads, tmp_path / "folder.ttl")


@pytest.mark.parametrize(
    ("content", "name", "place"),
    [
        (b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> 'x .\n", "bad.ttl", "bad.ttl, line 2"),
        (b"<urn:a> <urn:b> .\n", "bad.nt", "bad.nt, line 1"),
        (b"\xff\xfe\x00", "bad.nq", "bad.nq"),
        (b"{", "bad.jsonld", "bad.jsonld"),
        (b"x:a x:b x:c .", "bad.trig", "bad.trig, line 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, content: bytes, name: str, place: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError) as caught:
        load(tmp_path / name)
    assert place in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_or_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"gone\.ttl"):
        load(tmp_path / "gone.ttl")
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(GraphError, match="folder"):
        load(tmp_path / "folder.ttl")
    (tmp_path / "graph").write_text("", encoding="utf-8")
    with pytest.raises(GraphError, match="graph: its name does not say which format"):
        load(tmp_path / "graph")


def test_remote_contexts_are_not_fetched() -> None:
    data = b'{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "urn:a", "x": 1}'
    with pytest.raises(GraphError):
        load(io.BytesIO(data), "jsonld")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gone", "gone: no such file. Check the path."),
        ("here", "here: its name does not say which format of graphs it has. Use one of .json, .jsonld,"),
        ("talks", "talks: is a folder. Give a graph file, .* or, by --workspace, a workspace."),
    ],
)
def test_what_is_no_graph_file_is_told_with_what_to_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("here").write_text("", encoding="utf-8")
    Path("talks").mkdir()
    with pytest.raises(GraphError, match=f"^{told}"):
        load(name)
