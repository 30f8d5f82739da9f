"""What must hold of any set of articles: order, batches, repetition and what was there before do not matter."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.alignment.align import Alignment, align
from kg.alignment.decisions import NONE, Decision, Decisions, append, decisions, parse, read_decisions
from kg.alignment.describe import alignment_quads
from kg.alignment.output import align_quads
from kg.alignment.reading import records
from kg.alignment.records import ArticleRecord
from kg.cli import run
from kg.errors import DecisionError
from kg.model import Article
from kg.rdf.write import dumps
from kg.stores.alignment import alignment_of
from kg.stores.workspace import open_workspace
from kg.stores.writer import open_writer
from tests.alignment.conftest import Graphs
from tests.alignment.made import article_sets
from tests.stores.made import NOW

DAY = date(2024, 3, 6)
VERDICTS = st.sampled_from(("same", "different", "unsure"))

#: Batches of articles by number; an article may come again, in one batch or a later one.
BATCHES = st.lists(st.lists(st.integers(0, 999), max_size=5), min_size=1, max_size=6)
#: What is done to a workspace: articles put in or taken out, by number.
CHANGES = st.lists(
    st.tuples(st.booleans(), st.lists(st.integers(0, 11), min_size=1, max_size=4)), min_size=1, max_size=6
)
#: Pairs of nodes by number, with what a person says of them.
SAID = st.lists(st.tuples(VERDICTS, st.integers(0, 999), st.integers(0, 999)), max_size=6)

slow = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def lines(quads: Iterable[Quad]) -> str:
    return dumps(quads, "nquads")


def numbered(batches: Sequence[Sequence[int]], count: int) -> list[list[int]]:
    return [[number % count for number in batch] for batch in batches]


def decided(articles: Iterable[ArticleRecord], said: Sequence[tuple[str, int, int]]) -> list[Decision]:
    """Decisions on entities and meetings of the articles; pairs of two sorts are left out."""
    nodes = sorted({n for a in articles for n, _ in a.labels()})
    found = []
    for verdict, first, second in said:
        one, other = nodes[first % len(nodes)], nodes[second % len(nodes)]
        if one != other and one.rpartition("/")[0] == other.rpartition("/")[0]:
            found.append(Decision(verdict, one, other, "me", DAY, "so it is"))  # type: ignore[arg-type]
    return found


def in_batches(graphs: Graphs, batches: Sequence[Sequence[int]], by: Decisions) -> tuple[str, Alignment]:
    """The N-Quads and the alignment where every batch is aligned with what is there already."""
    kept: list[Quad] = []
    alignment = align([])
    for batch in batches:
        kept, alignment = align_quads([*kept, *(q for n in batch for q in graphs[n])], by)
    return lines(kept), alignment


@given(BATCHES, st.permutations(range(6)), SAID)
@settings(slow, max_examples=40)
def test_any_order_any_batches_and_one_by_one_give_the_same_bytes(
    graphs: Graphs, batches: list[list[int]], order: list[int], said: list[tuple[str, int, int]]
) -> None:
    chosen = numbered(batches, len(graphs))
    numbers = sorted({n for batch in chosen for n in batch})
    whole = [q for n in numbers for q in graphs[n]]
    assume(whole)
    try:
        by = decisions(decided(records(whole), said))
    except DecisionError:
        by = NONE
    quads, alignment = align_quads(whole, by)
    shuffled = [chosen[n] for n in order if n < len(chosen)]
    for way in (chosen, shuffled, [[n] for n in reversed(numbers)], [[*reversed(numbers), *numbers]]):
        told, found = in_batches(graphs, way, by)
        assert told == lines(quads)
        assert found == alignment
    read_again = records(reversed(quads))
    assert align([*read_again, *reversed(read_again)], by) == alignment


@given(article_sets(), SAID)
@settings(max_examples=50, deadline=None)
def test_decisions_on_an_article_that_went_wait(
    articles: list[ArticleRecord], said: list[tuple[str, int, int]]
) -> None:
    """They do nothing until it comes back."""
    try:
        by = decisions(decided(articles, said))
    except DecisionError:
        by = NONE
    rest = articles[1:]
    left = {n for a in rest for n, _ in a.labels()}
    here = Decisions({p: d for p, d in by.of.items() if {*p} <= left})
    assert lines(alignment_quads(align(rest, by))) == lines(alignment_quads(align(rest, here)))


@given(CHANGES, SAID)
@slow
def test_a_workspace_holds_what_was_never_taken_out(
    graphs: Graphs,
    articles_read: list[Article],
    changes: list[tuple[bool, list[int]]],
    said: list[tuple[str, int, int]],
) -> None:
    """After any changes the bytes are those of the articles left, put in at once; so is the alignment."""
    chosen = list(zip(articles_read[:12], graphs[:12], strict=True))
    left: set[int] = set()
    with tempfile.TemporaryDirectory() as scratch:
        folder, fresh = Path(scratch) / "changed", Path(scratch) / "fresh"
        with open_writer(folder, create=True) as writer:
            for comes, numbers in changes:
                if comes:
                    writer.add([chosen[n] for n in numbers], NOW)
                    left.update(numbers)
                else:
                    ids = {chosen[n][0].id for n in numbers}
                    writer.remove([entry for entry in writer.entries() if entry.id in ids])
                    left.difference_update(numbers)
        with open_writer(fresh, create=True) as writer:
            writer.add([chosen[n] for n in sorted(left)], NOW)
        for place in (folder, fresh):
            decide(place / "decisions.tsv", decided(records(q for g in graphs[:12] for q in g), said))
        assert exported(folder) == exported(fresh)
        with open_workspace(folder) as changed, open_workspace(fresh) as never:
            assert lines(alignment_of(changed)) == lines(alignment_of(never))
            by = read_decisions(changed.decisions) if changed.decisions.exists() else NONE
            whole, _ = align_quads((q for n in sorted(left) for q in graphs[n]), by)
            assert lines(whole) == exported(folder)


def decide(path: Path, found: Iterable[Decision]) -> None:
    """What of the decisions does not contradict the others."""
    for decision in found:
        try:
            append(path, decision)
        except DecisionError:
            continue


def exported(folder: Path) -> str:
    out = folder.with_suffix(".nq")
    assert run(["export", "--workspace", str(folder), "-o", str(out)]) == 0
    return out.read_text(encoding="utf-8")


@given(article_sets(), SAID)
@settings(max_examples=80, deadline=None)
def test_a_file_of_decisions_applied_twice_equals_once(
    articles: list[ArticleRecord], said: list[tuple[str, int, int]]
) -> None:
    text = "".join(f"{decision.text()}\n" for decision in decided(articles, said))
    try:
        once = decisions(parse(text))
    except DecisionError:
        with pytest.raises(DecisionError, match="are decided to be different, but"):
            decisions(parse(text + text))
        return
    twice = decisions(parse(text + text))
    assert once.of.keys() == twice.of.keys()
    first, second = align(articles, once), align(articles, twice)
    assert first.replaced == second.replaced
    assert lines(alignment_quads(first)) == lines(alignment_quads(second))


def test_one_who_is_asked_twice_leaves_one_decision(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    base = "https://w3id.org/diplokg/id/"
    for verdict in ("same", "same", "unsure", "same"):
        append(path, Decision(verdict, f"{base}a", f"{base}b", "me", DAY, "so it is"))  # type: ignore[arg-type]
    assert [d.verdict for d in read_decisions(path).of.values()] == ["same"]
