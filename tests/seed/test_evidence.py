"""The seed article's graph can be trusted: check and verify accept it, and nothing that was tampered with."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.cli import run
from kg.rdf.load import load

DIP = "https://w3id.org/diplokg/ns#"


@pytest.fixture(scope="session")
def turtle(seed_graph: Path) -> str:
    return seed_graph.read_text(encoding="utf-8")


@pytest.fixture
def altered(tmp_path: Path) -> Path:
    """Where a changed graph goes."""
    return tmp_path / "altered.ttl"


def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )


def stretches(store: Store) -> list[tuple[int, int]]:
    """Begin and end of every mention."""
    rows = store.query(f"SELECT ?b ?e {{ ?m <{DIP}begin> ?b ; <{DIP}end> ?e }}")
    return [(int(row["b"].value), int(row["e"].value)) for row in rows]  # type: ignore[union-attr]


def test_check_finds_no_violation(seed_graph: Path) -> None:
    done = kg("check", str(seed_graph))
    assert (done.returncode, done.stdout) == (0, "")
    assert "no violation" in done.stderr


def test_verify_proves_every_mention(seed_graph: Path, seed_article: Path, turtle: str) -> None:
    done = kg("verify", str(seed_graph), "--source", str(seed_article))
    assert (done.returncode, done.stdout) == (0, "")
    assert f"all {turtle.count(' a dip:Mention ;')} mentions proved" in done.stderr


def test_every_mention_is_what_stands_there(seed_graph: Path, text: str) -> None:
    rows = load(seed_graph).query(
        f"SELECT ?b ?e ?q {{ ?m <{DIP}begin> ?b ; <{DIP}end> ?e ; <{DIP}quote> ?q }}"
    )
    found = [(int(r["b"].value), int(r["e"].value), r["q"].value) for r in rows]  # type: ignore[union-attr]
    assert len(found) > 100
    assert [text[begin:end] for begin, end, _ in found] == [quote for _, _, quote in found]


# One character, one offset, one quote


def test_verify_fails_on_one_changed_character_of_the_source(
    seed_graph: Path, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tmp_path / "seed-article.txt"
    quoted = {i for begin, end in stretches(load(seed_graph)) for i in range(begin, end)}
    unquoted = next(i for i in range(len(text)) if i not in quoted)
    for at in (0, text.index("met outside"), unquoted, len(text) - 1):
        other = "X" if text[at] != "X" else "Y"
        changed.write_text(text[:at] + other + text[at + 1 :], encoding="utf-8")
        assert run(["verify", str(seed_graph), "--source", str(changed)]) == 1, f"offset {at}"
        assert "changed text" in capsys.readouterr().out


@pytest.mark.parametrize("property_", ["begin", "end"])
@pytest.mark.parametrize("step", [-1, 1])
def test_verify_fails_on_one_changed_offset(
    turtle: str,
    seed_article: Path,
    altered: Path,
    property_: str,
    step: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    offsets = list(re.finditer(rf"dip:{property_} (\d+) ;", turtle))
    one = offsets[len(offsets) // 2]
    changed = str(int(one[1]) + step)
    altered.write_text(turtle[: one.start(1)] + changed + turtle[one.end(1) :], encoding="utf-8")
    assert run(["verify", str(altered), "--source", str(seed_article)]) == 1
    assert "1 finding among" in capsys.readouterr().err
    assert run(["check", str(altered)]) == 1, "the length of the quote gives it away without the text"


def test_a_finding_is_one_line(
    turtle: str, text: str, seed_article: Path, altered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = text.index("President Biden dispatched")
    assert text[begin - 1] == "\n"
    altered.write_text(
        turtle.replace(f"dip:begin {begin} ;", f"dip:begin {begin - 1} ;", 1), encoding="utf-8"
    )
    assert run(["verify", str(altered), "--source", str(seed_article)]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('dip:quote "Jen Daskal"', 'dip:quote "Jan Daskal"'),
        ("sha256:f0fa655e", "sha256:f0fa655f"),
    ],
    ids=["quote", "hash"],
)
def test_verify_fails_on_one_changed_literal(
    turtle: str, seed_article: Path, altered: Path, old: str, new: str
) -> None:
    assert turtle.count(old) == 1
    altered.write_text(turtle.replace(old, new), encoding="utf-8")
    assert run(["verify", str(altered), "--source", str(seed_article)]) == 1


def test_verify_fails_without_the_article(
    seed_graph: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(seed_graph), "--source", str(root / "examples" / "nile-dam-talks.txt")]) == 1
    assert "missing source" in capsys.readouterr().out


# Statements that nothing supports. {summit} is a real meeting; Q30, Q148, Q96 and Q655407 are real nodes.

PLANTED = {
    "meeting": (
        'ev:planted a dip:Meeting ; rdfs:label "Secret talks"@en ; dip:meetingFormat dipc:format-talks ;'
        " dip:status dipc:status-held ; dip:hasParticipant id:Q30, id:Q148 ; dip:hasParty id:Q30, id:Q148 ."
    ),
    "statement": (
        'ev:planted a dip:Statement ; rdfs:label "China threatens"@en ; dip:actType dipc:act-threat ;'
        " dip:status dipc:status-held ; dip:speaker id:Q148 ; dip:hasParticipant id:Q148 ;"
        ' dip:content "war"@en ; dip:stance dipc:stance-opposed .'
    ),
    "participation": (
        "pt:planted a dip:Participation ; dip:participant id:Q96 ; dip:role dipc:role-mediator ."
        " {summit} dip:hasParticipation pt:planted ; dip:hasParticipant id:Q96 ."
    ),
    "office": (
        'hold:planted a dip:PositionHolding ; rdfs:label "Jen Daskal, President of China"@en ;'
        " dip:holder id:jen-daskal-2325a89684 ; dip:position id:Q655407 ;"
        " dip:holdingStatus dipc:holding-current ."
    ),
    "issue": "{summit} dip:about issue:human-rights-planted .",
    "actor": 'id:planted a dip:Person ; rdfs:label "John Doe"@en .',
}


@pytest.mark.parametrize("command", ["check", "verify"])
@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_statement_without_evidence_is_refused(
    turtle: str,
    seed_article: Path,
    altered: Path,
    planted: str,
    command: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    summits = re.findall(r"^(ev:2023-11-\S+) a dip:Meeting", turtle, re.MULTILINE)
    addition = PLANTED[planted].replace("{summit}", *summits)
    altered.write_text(f"{turtle}\n{addition}\n", encoding="utf-8")
    sources = ["--source", str(seed_article)] if command == "verify" else []
    assert run([command, str(altered), *sources]) == 1
    assert "planted" in capsys.readouterr().out


def test_a_planted_participant_without_participation_is_refused(
    turtle: str, altered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summits = re.findall(r"^(ev:2023-11-\S+) a dip:Meeting", turtle, re.MULTILINE)
    altered.write_text(f"{turtle}\n{summits[0]} dip:hasParticipant id:Q96 .\n", encoding="utf-8")
    assert run(["check", str(altered)]) == 1
    assert "participant without a participation" in capsys.readouterr().out


def test_a_planted_issue_of_the_scheme_without_evidence_is_refused(
    turtle: str, altered: Path, seed_article: Path
) -> None:
    summits = re.findall(r"^(ev:2023-11-\S+) a dip:Meeting", turtle, re.MULTILINE)
    altered.write_text(f"{turtle}\n{summits[0]} dip:about issue:climate-change .\n", encoding="utf-8")
    assert run(["verify", str(altered), "--source", str(seed_article)]) == 1
