"""Alignment is a function of the set of articles and the decisions, and reversible."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, Store

from kg.alignment.align import Alignment, align
from kg.alignment.decisions import Decision, Decisions, decisions
from kg.alignment.describe import alignment_quads
from kg.alignment.output import align_quads, for_format, without_alignment
from kg.alignment.reading import records, records_of_texts
from kg.alignment.records import ArticleRecord
from kg.pipeline import process
from kg.rdf.aligned import ALIGNMENT, flat, rewriting
from kg.rdf.check import check
from kg.rdf.query import question_of, run, union
from kg.rdf.terms import value_of
from kg.rdf.write import dumps, to_graph
from kg.vocab import DIP, PREFIXES
from tests.alignment.made import article, article_sets, meeting, office, person
from tests.alignment.pairs import pairs

DAY = date(2021, 3, 3)
ADA, ILO = person("Ada Brandt", "Norland"), person("Ilo Varga", "Sudria")


def lines(alignment: Alignment) -> str:
    return dumps(alignment_quads(alignment), "nquads")


def decided(*found: tuple[str, str, str]) -> Decisions:
    return decisions([Decision(v, a, b, "me", DAY, "", n) for n, (v, a, b) in enumerate(found, 1)])  # type: ignore[arg-type]


# --- A pure function of the set


@given(article_sets(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_order_and_repetition_do_not_matter(articles: list[ArticleRecord], dice: random.Random) -> None:
    shuffled = [*articles, *dice.sample(articles, dice.randint(0, len(articles)))]
    dice.shuffle(shuffled)
    assert lines(align(shuffled)) == lines(align(articles))


@given(article_sets(), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_groups_are_sound(articles: list[ArticleRecord], dice: random.Random) -> None:
    """Nothing is replaced by what is replaced itself, kinds stay, no article's meetings are joined."""
    nodes = {e.node: e.kind for a in articles for e in a.entities} | {
        m.node: m.format == "visit" for a in articles for m in a.meetings
    }
    pool = sorted(nodes)
    pair = tuple(sorted(dice.sample(pool, 2)))
    apart = decided(("different", *pair))
    alignment = align(articles, apart)
    assert alignment.node(pair[0]) != alignment.node(pair[1])
    for old, new in alignment.replaced.items():
        assert new not in alignment.replaced
        assert nodes.get(old) == nodes.get(new)
    for it in articles:
        told = [alignment.node(m.node) for m in it.meetings]
        assert len(set(told)) == len(told)


def test_lines_and_quads_give_the_same_records(graphs: list[list[Quad]]) -> None:
    quads = [q for graph in graphs for q in graph]
    by_graph = sorted(graphs, key=lambda graph: min(str(q.graph_name) for q in graph))
    texts = (dumps(graph, "nquads").encode() for graph in by_graph)
    assert list(records_of_texts(texts)) == records(quads)
    assert len(records(quads)) > 20


def test_a_place_without_a_description_is_compared_as_it_is() -> None:
    pair = [
        article(name, DAY, [ADA, ILO], [meeting(name, [ADA, ILO], DAY, DAY, "Undescribed Hall")])
        for name in ("one", "two")
    ]
    apart = article("three", DAY, [ADA, ILO], [meeting("three", [ADA, ILO], DAY, DAY, "Port Amal")])
    assert "Undescribed" not in {e.label for a in pair for e in a.entities}
    assert any(q.predicate.value.endswith("isReplacedBy") for q in alignment_quads(align(pair)))
    assert lines(align([*pair, apart])) == lines(align([apart, *reversed(pair)]))


# --- The graph and its view


def test_the_alignment_graph_changes_no_article_and_can_be_taken_away(graphs: list[list[Quad]]) -> None:
    quads = [q for graph in graphs for q in graph]
    every, alignment = align_quads(quads)
    assert set(without_alignment(every)) == set(quads)
    assert alignment.merged
    assert rewriting(every).replaced.keys() == alignment.replaced.keys()
    assert {q.graph_name for q in every} - {q.graph_name for q in quads} == {ALIGNMENT}


def test_aligned_graphs_conform_and_keep_every_mention(graphs: list[list[Quad]]) -> None:
    every, _ = align_quads(q for graph in graphs for q in graph)
    mentions = {q.subject for q in every if q.predicate.value == str(DIP.mentionOf)}
    for form in ("trig", "turtle"):
        store = Store()
        store.extend(for_format(every, form))
        assert [f.line() for f in check(store) if f.severity == "violation"] == []
        kept = {q.subject for q in store if q.predicate.value == str(DIP.mentionOf)}
        assert kept == mentions
        assert len(kept) > 100


def test_the_view_has_one_status_and_the_graphs_have_both() -> None:
    pair = next(p for p in pairs() if p.case == "planned and held: talks")
    every, _ = align_quads([*process(pair.first).quads, *process(pair.second).quads])
    store = Store()
    store.extend(every)
    query = "SELECT ?m ?s { ?m a dip:Meeting ; dip:status ?s }"
    rows = run(store, query).rows
    assert [str(row[1]).rpartition("-")[2].rstrip(">") for row in rows] == ["held"]
    by_source = run(store, "SELECT ?s { GRAPH ?g { ?m a dip:Meeting ; dip:status ?s } }").rows
    assert len(by_source) == 2
    told = run(store, "SELECT ?s { ?c rdf:subject ?m ; rdf:predicate dip:status ; rdf:object ?s }").rows
    assert len(told) == 2
    assert len(run(store, query, align=False).rows) == 2


def test_one_article_gets_no_alignment_graph(graphs: list[list[Quad]]) -> None:
    every, alignment = align_quads(graphs[0])
    assert every == list(dict.fromkeys(graphs[0]))
    assert alignment.replaced == {}
    assert for_format(every, "turtle") == every


def test_a_chain_of_replacements_is_followed_to_its_end_and_a_circle_cut() -> None:
    from pyoxigraph import NamedNode

    a, b, c = (NamedNode(f"{PREFIXES['id']}{n}") for n in "abc")
    link = NamedNode(PREFIXES["dcterms"] + "isReplacedBy")
    quads = [Quad(a, link, b, ALIGNMENT), Quad(b, link, c, ALIGNMENT), Quad(a, NamedNode("urn:p"), b)]
    assert rewriting(quads).replaced == {a.value: c, b.value: c}
    assert {quad.predicate for quad in flat(quads)} == {link}  # the link of c to itself is gone
    assert set(rewriting([*quads, Quad(c, link, a, ALIGNMENT)]).replaced) == {a.value, b.value, c.value}


# --- Disagreements


def two(first: dict[str, object], second: dict[str, object], **more: object) -> tuple[Alignment, list[str]]:
    """Two reports of one meeting by key, and in what they disagree."""
    base = {"earliest": DAY, "latest": DAY, "place": "Port Amal", **more}
    articles = [
        article("one", DAY, [ADA, ILO], [meeting("m", [ADA, ILO], **{**base, **first})]),  # type: ignore[arg-type]
        article("two", date(2021, 3, 9), [ADA, ILO], [meeting("m", [ADA, ILO], **{**base, **second})]),  # type: ignore[arg-type]
    ]
    alignment = align(articles)
    aspects = [q.object.value for q in alignment_quads(alignment) if q.predicate.value == str(DIP.aspect)]
    return alignment, sorted(a.rpartition("-")[2] for a in aspects)


@pytest.mark.parametrize(
    ("first", "second", "aspects"),
    [
        ({}, {}, []),
        ({"status": "planned"}, {"status": "held"}, []),
        ({"status": "held"}, {"status": "planned"}, ["status"]),
        ({"status": "held"}, {"status": "cancelled"}, ["status"]),
        ({}, {"earliest": date(2021, 3, 1), "latest": date(2021, 3, 31)}, []),
        ({}, {"earliest": date(2021, 3, 5), "latest": date(2021, 3, 5)}, ["time"]),
        ({}, {"place": "Nord City"}, ["place"]),
        ({}, {"place": ""}, []),
        ({"ordinal": 1}, {"ordinal": 2}, ["number"]),
        ({"ordinal": 1}, {"ordinal": None}, []),
    ],
)  # fmt: skip
def test_disagreements_are_told_and_refinements_are_none(
    first: dict[str, object], second: dict[str, object], aspects: list[str]
) -> None:
    _, found = two(first, second)
    assert found == aspects


def test_bounds_intersect_and_disjoint_ones_stand_wide() -> None:
    month = {"earliest": date(2021, 3, 1), "latest": date(2021, 3, 31)}
    alignment, _ = two({}, month)
    days = {q.predicate.value: q.object.value for q in alignment_quads(alignment) if "-03-" in q.object.value}
    assert (days[str(DIP.earliest)], days[str(DIP.latest)]) == ("2021-03-03", "2021-03-03")
    later = {"earliest": date(2021, 3, 5), "latest": date(2021, 3, 5)}
    alignment, _ = two({}, later)
    stand = [q for q in alignment_quads(alignment) if q.subject.value.startswith(PREFIXES["ev"])]
    days = {q.predicate.value: q.object.value for q in stand}
    assert (days[str(DIP.earliest)], days[str(DIP.latest)]) == ("2021-03-03", "2021-03-05")
    assert days[str(DIP.edtf)] == "2021-03-03/2021-03-05"


def test_other_persons_are_a_disagreement() -> None:
    other = person("Oto Lind", "Sudria")
    articles = [
        article("one", DAY, [ADA, ILO], [meeting("m", [ADA, ILO], DAY, DAY)]),
        article("two", DAY, [ADA, other], [meeting("m", [ADA, other], DAY, DAY)]),
    ]
    quads = alignment_quads(align(articles))
    assert [q.object.value.rpartition("/")[2] for q in quads if q.predicate.value == str(DIP.aspect)] == [
        "aspect-participants"
    ]
    store = Store()
    store.extend(quads)
    rows = run(store, "disagreements").rows
    assert len(rows) == 4


def test_both_engines_answer_the_questions_on_alignment() -> None:
    """One meeting under two nodes, one under one, disputed and decided."""
    later, other = date(2021, 3, 5), person("Oto Lind", "Sudria")
    first = [meeting("m1", [ADA, ILO], DAY, DAY), meeting("m", [ADA, ILO], DAY, DAY, "Port Amal")]
    second = [meeting("m2", [ADA, ILO], DAY, DAY), meeting("m", [ADA, other], later, later, "Nord City")]
    articles = [article("one", DAY, [ADA, ILO], first), article("two", DAY, [ADA, ILO, other], second)]
    alignment = align(articles, decided(("same", first[0].node, second[0].node)))
    assert alignment.node(first[0].node) == alignment.node(second[0].node)
    store = Store()
    store.extend(alignment_quads(alignment))
    view = union(store)
    graph = to_graph(view.quads_for_pattern(None, None, None, None))
    for name, least in (("disagreements", 7), ("same-event", 1)):
        found = run(view, name)
        rows = [[str(value_of(term)) if term is not None else None for term in row] for row in found.rows]
        theirs = [
            [str(t) if t is not None else None for t in row] for row in graph.query(question_of(name).text)
        ]
        assert rows == theirs
        assert len(rows) >= least, rows
    assert [row[3].value for row in run(view, "same-event").rows if row[3]] == ["decided by me"]


# --- Decisions win


def pair_of(name: str) -> tuple[ArticleRecord, ArticleRecord, str, str]:
    """Two articles whose meetings the machine keeps apart ("far") or joins ("near")."""
    later = DAY if name == "near" else date(2021, 3, 5)
    ours, theirs = meeting("m1", [ADA, ILO], DAY, DAY), meeting("m2", [ADA, ILO], later, later)
    one, two_ = article("one", DAY, [ADA, ILO], [ours]), article("two", DAY, [ADA, ILO], [theirs])
    return one, two_, ours.node, theirs.node


def test_a_decision_joins_what_the_machine_keeps_apart_and_warns() -> None:
    one, other, a, b = pair_of("far")
    assert align([one, other]).replaced == {}
    alignment = align([one, other], decided(("same", a, b)))
    assert alignment.node(a) == alignment.node(b)
    assert len(alignment.warnings) == 1
    assert "against: no day in common" in alignment.warnings[0]
    assert "line 1" in alignment.warnings[0]
    assert [q for q in alignment_quads(alignment) if q.object.value.endswith("aspect-time")]


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_a_decision_keeps_apart_what_the_machine_joins(verdict: str) -> None:
    one, other, a, b = pair_of("near")
    assert align([one, other]).node(a) == align([one, other]).node(b)
    alignment = align([one, other], decided((verdict, a, b)))
    assert alignment.node(a) != alignment.node(b)
    assert len(alignment.warnings) == (verdict == "different")
    assert alignment.asked == ()


def test_a_decision_on_an_unknown_node_waits_and_warns() -> None:
    one, other, a, _ = pair_of("near")
    alignment = align([one, other], decided(("same", a, f"{PREFIXES['ev']}gone")))
    assert alignment.warnings == ("line 1: no article has an entity or meeting ev:gone; the decision waits",)
    assert lines(align([one, other])) == lines(alignment)


def test_a_person_and_a_place_are_not_joined() -> None:
    one, other, *_ = pair_of("near")
    place = next(e.node for e in one.entities if e.kind == "place")
    alignment = align([one, other], decided(("same", ADA.node, place)))
    assert alignment.node(place) == place
    assert "is a person and" in " ".join(alignment.warnings)
    assert "they are not joined" in alignment.warnings[0]


# --- Surnames


def test_a_bare_surname_needs_office_and_country() -> None:
    bare, full = person("Brandt", "Norland"), ADA
    at = office("Norland")
    first = article("one", DAY, [bare, at], [], [(bare, at)])
    assert align([first, article("two", DAY, [full], [])]).replaced == {}
    joined = align([first, article("two", DAY, [full, at], [], [(full, at)])])
    assert joined.node(bare.node) == full.node
    old = article("two", date(1999, 3, 3), [full, at], [], [(full, at)])
    assert align([first, old]).replaced == {}


def test_one_who_fits_two_others_stays_alone() -> None:
    unknown = person("Ada Brandt", "")
    both = [article("one", DAY, [ADA], []), article("two", DAY, [person("Ada Brandt", "Estia")], [])]
    alignment = align([*both, article("three", DAY, [unknown], [])])
    assert alignment.replaced == {}
    assert len(alignment.asked) == 2
    assert len(align([both[0], article("three", DAY, [unknown], [])]).replaced) == 1
