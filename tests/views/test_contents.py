"""What a view gathers and selects: nodes, statements, evidence, dates, ranks."""

from __future__ import annotations

import pytest

from kg.errors import KgError, QueryError
from kg.views.contents import ACTORS, EVENTS, KINDS, RELATIONS, Contents
from kg.views.gather import gather
from kg.views.passages import Passages, sentences
from kg.views.select import Selection, named, select, ties_of
from kg.views.when import inferred, when
from tests.views import graphs


@pytest.fixture(scope="module")
def five() -> Contents:
    graph = graphs.sides(5)
    return gather(graph.store, graph.text_of)


def test_nodes_statements_and_sides(five: Contents) -> None:
    kinds = [node.kind for node in five.nodes]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "meeting": 5,
        "state": 5,
        "person": 10,
        "issue": 3,
    }
    assert len(five.statements) == 5 * (2 + 2 + 1) + 10
    assert {node.side.rsplit("/", 1)[-1] for node in five.nodes if node.is_actor} == {
        f"s{n}" for n in range(5)
    }
    assert all(it.relation in RELATIONS for it in five.statements)
    assert set(KINDS) > ACTORS | EVENTS


def test_planned_meetings_are_told_as_planned(five: Contents) -> None:
    planned = {node.iri for node in five.nodes if node.status == "planned"}
    assert len(planned) == 1
    tenses = {it.relation for it in five.statements if it.object in planned}
    assert tenses == {"participant-planned", "party-planned"}


def test_first_nodes_hang_together(five: Contents) -> None:
    few = select(five, Selection(limit=6))
    assert len(few.nodes) == 6
    assert few.total == len(five.nodes)
    assert few.notes == ("kept 6 of 23 nodes, by number of meetings; --limit keeps more",)
    assert few.nodes[0].kind == "meeting"
    tied = {iri for it in few.statements for iri in (it.subject, it.object)}
    assert {node.iri for node in few.nodes} <= tied


def test_focus_reaches_those_who_were_at_the_same_meetings(five: Contents) -> None:
    near = select(five, Selection(focus=("Norland",)))
    meetings = {node.label for node in near.nodes if node.kind == "meeting"}
    assert meetings == {"Talks of Norland and Sudland", "Talks of Midtal and Norland"}
    wider = select(five, Selection(focus=("Norland",), hops=2))
    assert len([node for node in wider.nodes if node.kind == "meeting"]) == 4


def test_time_and_issue_select_events(five: Contents) -> None:
    late = select(five, Selection(since="2020-01-01", until="2021-12-31"))
    assert [node.when for node in late.nodes if node.kind == "meeting"] == ["1 March 2021", "1 March 2020"]
    assert len([it for it in select(five, Selection(issue="issue 0")).nodes if it.is_event]) == 2
    with pytest.raises(KgError, match="is after"):
        select(five, Selection(since="2021-01-01", until="2020-01-01"))


def test_undated_events_are_left_out_of_a_time_with_a_word() -> None:
    graph = graphs.sides(3, dated=False)
    contents = gather(graph.store)
    assert {node.when for node in contents.nodes if node.is_event} == {"“the other day”"}
    assert select(contents, Selection(since="2020-01-01")).notes == ("3 undated events left out",)


def test_unknown_and_ambiguous_names_say_what_is_near(five: Contents) -> None:
    with pytest.raises(QueryError, match="near are Norland"):
        named(five.nodes, "Norlan")
    graph = graphs.Graph()
    for name in ("a", "b"):
        graph.meeting(name, "Talks", [graph.thing(f"p{name}", "Person", "Li Wei")])
    with pytest.raises(QueryError, match="names 2 nodes: id:pa, id:pb"):
        named(gather(graph.done()).nodes, "Li Wei")


def test_strongest_tie_of_an_actor_to_an_event() -> None:
    graph = graphs.Graph()
    state = graph.thing("s", "Country", "Norland")
    graph.meeting("m", "Talks", [state], parties=[state])
    contents = gather(graph.done())
    assert ties_of(contents) == {f"{graphs.BASE}event/m": {state: "participant"}}


@pytest.mark.parametrize(
    ("earliest", "latest", "words", "told", "why"),
    [
        ("2023-11-01", "2023-11-30", ("in November 2023",), "November 2023", ""),
        ("2023-10-01", "2023-10-31", ("in October",), "October 2023", "the words are “in October”"),
        ("2023-11-01", "", ("on Tuesday",), "from 1 November 2023", "the words are “on Tuesday”"),
        ("", "2022-12-31", (), "until 2022", "from the order of events"),
        ("", "2022-11-30", (), "until November 2022", "from the order of events"),
        ("", "2022-11-12", (), "until 12 November 2022", "from the order of events"),
        ("2024-01-30", "2024-01-31", (), "30–31 January 2024", ""),
        ("2024-02-01", "2024-01-31", (), "31 January 2024 or 1 February 2024", ""),
        ("", "", ("on Tuesday",), "“on Tuesday”", ""),
        ("", "", (), "undated", ""),
    ],
)
def test_dates_in_words(earliest: str, latest: str, words: tuple[str, ...], told: str, why: str) -> None:
    assert when(earliest, latest, words) == told
    assert inferred(earliest, latest, words) == why


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He met Gen. Li. They talked.", ["He met Gen. Li. ", "They talked."]),
        ("In the U.S. Senate it rained. Then not.", ["In the U.S. Senate it rained. ", "Then not."]),
        ("Title\n\nFirst one. “Second,” he said.", ["Title\n\n", "First one. ", "“Second,” he said."]),
        ("Costs rose 3.5 percent.", ["Costs rose 3.5 percent."]),
        ("", []),
    ],
)
def test_sentences_leave_nothing_out(text: str, parts: list[str]) -> None:
    found = [text[begin:end] for begin, end in sentences(text)]
    assert found == parts
    assert "".join(found) == text


def test_offsets_become_utf16_units() -> None:
    graph = graphs.astral()
    contents = gather(graph.store, graph.text_of)
    (source,) = contents.sources
    stretches = [stretch for node in contents.nodes for stretch in node.evidence]
    assert len(stretches) == 3
    passages = Passages(source, stretches, "sentences")
    for stretch in stretches:
        place = passages.place(stretch)
        assert place is not None
        units = passages.passages[place.passage].text.encode("utf-16-le")
        assert units[2 * place.begin : 2 * place.end].decode("utf-16-le") == stretch.quote


def test_without_the_text_quotes_that_overlap_become_one_passage() -> None:
    graph = graphs.Graph()
    graph.meeting("m", "Talks")
    contents = gather(graph.done())
    stretches = list(contents.nodes[0].evidence)
    passages = Passages(contents.sources[0], stretches, "sentences")
    assert [it.text for it in passages.passages] == ["They met, Talks."]
    assert Passages(contents.sources[0], stretches, "none").passages == ()


def test_sources_that_differ_are_named() -> None:
    first, second = graphs.Graph(article="one"), graphs.Graph(article="two", title="Other")
    first.meeting("m", "Talks")
    second.meeting("m", "Talks", status="planned")
    from pyoxigraph import NamedNode, Quad, Store

    store = Store()
    for graph in (first, second):
        name = NamedNode(f"{graphs.BASE}graph/{graph.name}")
        store.extend([Quad(*quad.triple, name) for quad in graph.done()])
    (node,) = gather(store).nodes
    assert [(it.property, it.value, len(it.sources)) for it in node.readings] == [
        ("status", "held", 1),
        ("status", "planned", 1),
    ]


def test_alignment_makes_one_node_of_what_two_articles_report() -> None:
    from pyoxigraph import NamedNode, Quad, Store

    from kg.rdf.aligned import ALIGNMENT, REPLACED_BY

    first, second = graphs.Graph(article="one"), graphs.Graph(article="two", title="Other")
    kept = first.meeting("a", "Talks", days=("2024-01-01", "2024-01-31"))
    gone = second.meeting("b", "Talks", days=("2024-01-15", "2024-01-15"))
    store = Store()
    for graph in (first, second):
        name = NamedNode(f"{graphs.BASE}graph/{graph.name}")
        store.extend([Quad(*quad.triple, name) for quad in graph.done()])
    store.add(Quad(NamedNode(gone), REPLACED_BY, NamedNode(kept), ALIGNMENT))
    (node,) = gather(store).nodes
    assert node.iri == kept
    assert {stretch.source for stretch in node.evidence} == {0, 1}
    assert [(it.property, it.value) for it in node.readings] == [
        ("earliest day", "2024-01-01"),
        ("earliest day", "2024-01-15"),
        ("latest day", "2024-01-15"),
        ("latest day", "2024-01-31"),
    ]
