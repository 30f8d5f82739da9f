"""Processes: sentence -> type, parties, words of the evidence; parts and wholes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.reading import cases, read

ROWS = cases("process_cases.tsv")


def test_table_is_whole() -> None:
    assert len(ROWS) == 31
    assert sum(r[1] == "none" for r in ROWS) == 6
    assert len({r[1] for r in ROWS}) == 6, "all 5 types, and none"


@pytest.mark.parametrize(("sentence", "type_", "parties", "words"), ROWS)
def test_sentence(sentence: str, type_: str, parties: str, words: str) -> None:
    scene, found = read(sentence)
    got = [
        (
            p.type.removeprefix("process-"),
            {scene.actor(x).name for x in p.parties},
            [sentence[m.start : m.end] for m in p.mentions],
        )
        for p in found.processes
    ]
    if type_ == "none":
        assert not got
        return
    assert any(
        g[0] == type_ and g[1] == set(parties.split(";")) and any(words in q for q in g[2]) for g in got
    ), got


def test_one_node_per_type_and_parties() -> None:
    text = "Relations between Norway and Japan worsened. Norway-Japan relations had been good for years."
    _, found = read(text)
    (process,) = found.processes
    assert len(process.mentions) == 2


def test_parts_point_to_wholes_with_the_same_parties() -> None:
    text = "Relations between Peru and Chile are good. Cooperation between Peru and Chile covers copper."
    _, found = read(text)
    relations, cooperation = found.processes
    assert (relations.type, cooperation.type) == ("process-relations", "process-cooperation")
    assert cooperation.part_of == (relations.id,)
    assert relations.part_of == ()


def test_issues_of_a_dispute() -> None:
    text = "Kenya and Ethiopia met despite deep divisions over trade and human rights."
    scene, found = read(text)
    concepts = {d.id: d.concept for d in scene.issues.values()}
    (dispute,) = found.processes
    assert {concepts[i] for i in dispute.issues} == {"trade", "human-rights"}


def test_seed_article_has_the_processes_of_the_gold(shared: Path) -> None:
    text = (shared / "data" / "seed-article.txt").read_text(encoding="utf-8")
    scene, found = read(text)
    got = {p.type: {scene.actor(x).name for x in p.parties} for p in found.processes}
    assert set(got) == {"process-relations", "process-cooperation", "process-dialogue", "process-dispute"}
    assert all(parties == {"United States", "China"} for parties in got.values())
