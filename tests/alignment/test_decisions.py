"""The file of decisions: what is read, what is refused and why, and that nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.alignment.decisions import HEADER, Decision, append, decisions, parse, read_decisions
from kg.errors import DecisionError
from kg.vocab import PREFIXES

A, B, C = (PREFIXES["ev"] + name for name in "abc")


def line(verdict: str, one: str, other: str, why: str = "because") -> str:
    return f"{verdict} ev:{one} ev:{other} mk 2025-06-02 {why}"


def test_a_line_is_read_with_who_when_and_why() -> None:
    (found,) = parse("# a comment\n\n  same   ev:a\tev:b  mk 2025-06-02  both say: Rome \n")
    assert found == Decision("same", A, B, "mk", date(2025, 6, 2), "both say: Rome", 3)
    assert parse(found.text())[0].why == found.why


def test_whole_iris_and_no_reason_are_taken() -> None:
    (found,) = parse(f"unsure <{A}> {B} mk 2025-06-02")
    assert (found.one, found.other, found.why) == (A, B, "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("maybe ev:a ev:b mk 2025-06-02 x", "line 1: 'maybe' is no verdict; write same, different, unsure"),
        ("same ev:a ev:b mk", "line 1: write VERDICT NODE NODE WHO DATE WHY; found 4 fields"),
        (f"{line('same', 'a', 'b')}\nsame ev:a ev:b mk june x", "line 2: 'june' is no date"),
        ("same Rome ev:b mk 2025-06-02 x", "line 1: 'Rome' is no node"),
        ("same zz:a ev:b mk 2025-06-02 x", "line 1: 'zz:a' is no node"),
        ("same ev:a ev:a mk 2025-06-02 x", "line 1: ev:a is compared with itself"),
        ("same ev:a id:b mk 2025-06-02 x", "line 1: ev:a and id:b are things of different sorts"),
    ],
)  # fmt: skip
def test_a_malformed_line_is_named(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError) as caught:
        read_decisions(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="cannot be read"):
        read_decisions(tmp_path / "none.tsv")
    (tmp_path / "b.tsv").write_bytes(b"\xff\xfe\x00same")
    with pytest.raises(DecisionError, match="is not UTF-8"):
        read_decisions(tmp_path / "b.tsv")


def test_a_chain_of_same_with_different_is_refused_with_the_chain() -> None:
    text = "\n".join([line("same", "a", "b"), line("different", "c", "a"), line("same", "b", "c")])
    with pytest.raises(DecisionError) as caught:
        decisions(parse(text), "d.tsv")
    said = str(caught.value)
    assert said.startswith("d.tsv, line 2: ev:c and ev:a are decided to be different")
    assert "ev:a and ev:b are the same (line 1); ev:b and ev:c are the same (line 3)" in said


def test_unsure_does_not_contradict_and_the_later_line_counts() -> None:
    text = "\n".join([line("same", "a", "b"), line("same", "b", "c"), line("unsure", "a", "c")])
    assert len(decisions(parse(text)).of) == 3
    changed = decisions(parse("\n".join([line("same", "a", "b"), line("different", "b", "a")])), "d.tsv")
    assert changed.pairs("same") == []
    assert changed.pairs("different") == [(A, B)]
    assert changed.warnings == ("d.tsv, line 2: different overrides same of line 1 on ev:a and ev:b",)


def test_decisions_are_appended_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    append(path, Decision("same", A, B, "mk", date(2025, 6, 2), "x"))
    append(path, Decision("same", B, C, "mk", date(2025, 6, 2), "y"))
    text = path.read_text(encoding="utf-8")
    assert text.startswith(HEADER)
    assert [d.why for d in parse(text)] == ["x", "y"]
    with pytest.raises(DecisionError, match="line 2"):
        append(path, Decision("different", A, C, "mk", date(2025, 6, 2), "z"))
    assert path.read_text(encoding="utf-8") == text
    path.write_text(text + "nonsense", encoding="utf-8")
    with pytest.raises(DecisionError, match="line 4"):
        append(path, Decision("unsure", A, C, "mk", date(2025, 6, 2), "z"))
    assert path.read_text(encoding="utf-8") == text + "nonsense"
    assert [p.name for p in tmp_path.iterdir()] == ["d.tsv"]


def test_a_line_end_is_added_where_an_editor_left_none(tmp_path: Path) -> None:
    path = tmp_path / "d.tsv"
    path.write_text(line("same", "a", "b"), encoding="utf-8")
    append(path, Decision("unsure", A, C, "mk", date(2025, 6, 2), ""))
    assert len(parse(path.read_text(encoding="utf-8"))) == 2
