"""Measures of small networks that can be worked out by hand, and the commands that show them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import run
from kg.rdf.write import write
from kg.views.contents import Contents
from kg.views.gather import gather
from kg.views.measures import DEFINITIONS, PART_DEFINITIONS, measures, parts
from kg.views.plot import plot
from tests.views import graphs


def chain() -> graphs.Graph:
    """A met B, B met C (twice), in 2020 and 2021; D only planned to meet A; E is of A's side."""
    graph = graphs.Graph(title="Chain")
    a, b, c, d = (graph.thing(name, "Country", name.upper()) for name in "abcd")
    e = graph.thing("e", "Person", "E", side="a")
    one, two = graph.issue("one", "one"), graph.issue("two", "two")
    graph.meeting("m1", "A and B", [e], parties=[a, b], issues=[one], days=("2020-01-01", "2020-01-01"))
    graph.meeting("m2", "B and C", [], parties=[b, c], issues=[one, two], days=("2021-01-01", "2021-01-01"))
    graph.meeting("m3", "B and C again", [], parties=[b, c], issues=[two], days=("", ""))
    graph.meeting("m4", "A and D", [], parties=[a, d], issues=[two], status="planned")
    graph.done()
    return graph


@pytest.fixture
def contents() -> Contents:
    return gather(chain().store)


def test_degree_and_betweenness_by_hand(contents: Contents) -> None:
    rows = {row.label: row for row in measures(contents)}
    assert {name: (row.meetings, row.met) for name, row in rows.items()} == {
        "A": (1, 1),
        "B": (3, 3),
        "C": (2, 1),
        "E": (1, 1),
    }
    # All three pairs of A, C and E lead through B.
    assert {name: row.betweenness for name, row in rows.items()} == {"A": 0, "B": 1, "C": 0, "E": 0}
    assert rows["B"].community == rows["C"].community
    assert measures(contents) == measures(gather(chain().store))


def test_parts_by_issue_and_period(contents: Contents) -> None:
    by_issue = {part.name: part for part in parts(contents, "issue")}
    assert {name: (it.meetings, it.actors) for name, it in by_issue.items()} == {"one": (2, 4), "two": (2, 2)}
    assert by_issue["one"].central == "B"
    by_period = parts(contents, "period")
    assert [(it.name, it.meetings, it.actors) for it in by_period] == [
        ("2020", 1, 3),
        ("2021", 1, 2),
        ("undated", 1, 2),
    ]
    assert by_period[1].density == 1


def test_every_figure_has_a_definition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "graph.ttl"
    write(list(chain().store), path)
    for arguments, words in (([], DEFINITIONS), (["--by", "issue"], PART_DEFINITIONS)):
        assert run(["stats", str(path), "--network", *arguments, "--format", "json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        figures = set(answer["rows"][0]) - {"label", "kind", "name"}
        assert figures == set(answer["definitions"]) == set(words)
    assert run(["stats", str(path), "--network"]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[1].split()[0] == "B"
    assert "Freeman 1977" in shown.err
    assert run(["stats", str(path), "--by", "issue"]) == 2
    assert run(["stats", str(path), "--plot", "x.doc"]) == 2


def test_empty_network_and_plot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "graph.ttl"
    write(list(graphs.empty().store), path)
    assert run(["stats", str(path), "--network"]) == 0
    assert "there is no network" in capsys.readouterr().err
    for name in ("x.svg", "x.png", "x.pdf"):
        assert run(["stats", str(path), "--plot", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 800


def test_plot_counts_years_without_gaps_and_is_the_same_each_time() -> None:
    contents = gather(graphs.many(120).store)
    first, second = (plot(contents, "svg", title="Many", tool="DiploKG") for _ in range(2))
    assert first == second
    assert b"1990" in first
    assert b"undated" in first
