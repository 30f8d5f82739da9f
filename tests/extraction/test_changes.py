"""Status changes: sentence -> type, status, initiators, words of the evidence; what they affect and answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extraction.acts.change_frames import change_frames
from tests.extraction.reading import cases, read

ROWS = cases("change_cases.tsv")


def test_table_is_whole() -> None:
    assert len(ROWS) == 176
    assert sum(r[1] == "none" for r in ROWS) == 55
    assert len({r[1] for r in ROWS}) == 9, "all 8 types, and none"


@pytest.mark.parametrize(("sentence", "type_", "status", "initiators", "words"), ROWS)
def test_sentence(sentence: str, type_: str, status: str, initiators: str, words: str) -> None:
    scene, found = read(sentence)
    got = [
        (
            c.type.removeprefix("change-"), c.status.removeprefix("status-"),
            ";".join(scene.actor(p.actor).name for p in c.participations) or "-",
            [sentence[m.start : m.end] for m in c.mentions],
        )
        for c in found.changes
    ]  # fmt: skip
    if type_ == "none":
        assert not got
        return
    assert any(g[:3] == (type_, status, initiators) and any(words in q for q in g[3]) for g in got), got


def test_every_change_affects_something_known() -> None:
    for sentence, *_ in ROWS:
        scene, found = read(sentence)
        known = {p.id for p in found.processes} | {m.id for m in scene.meetings}
        for change in found.changes:
            assert change.affects
            assert set(change.affects) <= known


def test_two_mentions_are_one_change_and_it_answers_the_visit() -> None:
    text = (
        "When Kenya publicly ceased cooperation with Norway in 2012 in protest of Prime Minister Lars Berg's visit to"
        " Ethiopia, the talks came to a halt."
    )
    scene, found = read(text)
    (change,) = found.changes
    assert change.type == "change-suspension"
    assert len(change.mentions) == 3, "what, why, and what came of it"
    assert len(change.affects) == 2
    assert change.time.edtf == "2012"
    assert set(change.in_response_to) <= {m.id for m in scene.meetings}
    assert change.in_response_to


def test_process_takes_the_status_that_the_change_leaves_it_in() -> None:
    _, found = read("Norway suspended cooperation with Japan in March.")
    assert [p.status for p in found.processes] == ["status-suspended"]


def test_table_covers_all_types_and_three_parts_of_speech() -> None:
    frames = [f for fs in change_frames().values() for f in fs]
    assert len(frames) >= 300
    assert len({f.type for f in frames}) == 8
    assert {f.pos for f in frames} == {"VERB", "NOUN", "ADJ"}


def test_seed_article_has_the_changes_of_the_gold(shared: Path) -> None:
    text = (shared / "data" / "seed-article.txt").read_text(encoding="utf-8")
    _, found = read(text)
    got = sorted((c.type.removeprefix("change-"), c.status.removeprefix("status-")) for c in found.changes)
    assert got == [
        ("deterioration", "held"),
        ("improvement", "held"),
        ("resumption", "planned"),
        ("suspension", "held"),
    ]
