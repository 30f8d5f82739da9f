"""Pictures: the same bytes, nothing but shapes and words in them, every label there, none over another."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from kg.views.contents import Contents
from kg.views.figure import figure
from kg.views.gather import gather
from kg.views.grid import grid
from kg.views.netplan import plan
from kg.views.select import Selection, select
from kg.views.sheet import width, wrapped
from tests.views import graphs

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = ("matrix", "columns", "network")
CASES = graphs.CASES


def contents_of(case: str, limit: int | None = 80) -> Contents:
    graph = CASES[case]()
    return select(gather(graph.store, graph.text_of), Selection(limit=limit))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("case", CASES)
def test_svg_holds_shapes_and_words_only(case: str, view: str) -> None:
    contents = contents_of(case)
    data = figure(contents, view, "svg", title=CASES[case]().title, tool="DiploKG test")
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    names = {etree.QName(it).localname for it in root.iter() if isinstance(it.tag, str)}
    assert not names & {"script", "image", "foreignObject", "a", "iframe", "animate"}
    for element in root.iter():
        for key, value in element.attrib.items():
            assert not key.startswith("on")
            assert "href" not in key or value.startswith("#")
    words = " ".join("".join(it.itertext()) for it in root.iter(f"{SVG}text"))
    assert "Drawn by DiploKG test" in words or "…" in words
    if view == "matrix":
        for row in grid(contents, 24).rows:
            assert wrapped(row.label, 286, 13, 3)[0] in words


@pytest.mark.parametrize("view", VIEWS)
def test_all_formats_are_the_same_each_time(view: str) -> None:
    for form, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        first, second = (
            figure(contents_of("five"), view, form, title="Five", tool="DiploKG") for _ in range(2)
        )
        assert first == second
        assert first.startswith(start)
        assert not re.search(rb"20\d\d-\d\d-\d\dT|CreationDate", first)


@pytest.mark.parametrize("case", ["hostile", "five", "one-side", "undated", "many", "crowd", "single"])
def test_labels_of_the_network_lie_on_nothing(case: str) -> None:
    drawn = plan(contents_of(case))
    boxes = [spot.label for spot in drawn.spots if spot.label]
    assert boxes
    for a, b in combinations(boxes, 2):
        assert not (a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3])
    for x, y, wide, high in boxes:
        assert x >= 0 and x + wide <= drawn.width and y >= 0 and y + high <= drawn.height  # noqa: PT018
        for spot in drawn.spots:
            reach = spot.radius
            assert not (
                x < spot.x + reach
                and spot.x - reach < x + wide
                and y < spot.y + reach
                and spot.y - reach < y + high
            )
    for one, other in combinations(drawn.spots, 2):
        assert abs(one.x - other.x) + abs(one.y - other.y) > 12


def test_mathematics_and_markup_in_labels_are_plain_words() -> None:
    graph = graphs.Graph(title="$\\frac{1}{2}$")
    graph.meeting("m", "Talks on $x^2$ and \\textbf{all}", [graph.thing("p", "Person", "$$")])
    data = figure(gather(graph.done()), "matrix", "svg", title=graph.title, tool="DiploKG")
    assert "$x^2$" in data.decode()


def test_lines_fit_their_room() -> None:
    for words in ("a short one", graphs.LONG, "many words " * 90, "x"):
        lines = wrapped(words, 120, 13, 3)
        assert 1 <= len(lines) <= 3
        assert max(width(line, 13) for line in lines) <= 120
    assert wrapped("", 100) == []


def test_what_is_left_out_is_said() -> None:
    data = figure(contents_of("many"), "columns", "svg", title="Many", tool="DiploKG").decode()
    assert "80 of 298 nodes, by number of meetings." in data


def test_command_draws_and_refuses_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli import run
    from kg.rdf.write import write

    graph = tmp_path / "graph.ttl"
    write(list(graphs.sides(2).store), graph)
    assert run(["view", str(graph), "-o", str(tmp_path / "x.svg"), "--view", "columns"]) == 0
    assert run(["view", str(graph), "-o", str(tmp_path / "x.png"), "--view", "table"]) == 2
    assert "--view table is no picture" in capsys.readouterr().err
