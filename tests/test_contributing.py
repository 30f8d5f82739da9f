"""What CONTRIBUTING.md tells a newcomer holds today: its places are there, and its three walks do what they say."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from pyoxigraph import Store

import kg
from kg.rdf.load import union
from kg.rdf.misspelt import misspelt
from kg.rdf.query import run
from kg.rdf.questions import questions
from tests.extraction.views import meeting_row

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
#: What a change of the page would make.
MADE = {"kg/sources/epub.py", "ontology/questions/calls.rq"}


def block(begins: str) -> str:
    """The shown block that begins so, without its indent."""
    (found,) = (
        it for it in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL) if it.strip().startswith(begins)
    )
    return re.sub(r"^   ", "", found, flags=re.MULTILINE).strip() + "\n"


def test_every_place_is_there() -> None:
    named = set(re.findall(r"`((?:kg|tests|ontology|docs|scripts)/[\w./-]+|\.ci/run)", PAGE))
    assert len(named) > 30
    gone = {it for it in named if not (ROOT / it).exists()}
    assert gone == MADE


def test_there_are_five_changes_with_their_places() -> None:
    table = PAGE.split("## Five changes and where they belong")[1].split("\n\n")[1]
    rows = [line.strip("|").split("|") for line in table.splitlines()[2:]]
    assert len(rows) == 5
    assert all(len(row) == 4 and re.search(r"`(?:kg|ontology)/", row[1]) for row in rows)


def test_the_word_of_the_first_walk_does_what_its_row_says(tmp_path: Path) -> None:
    sentence, *row = block("Leaders of Norway and Chile held a powwow").rstrip("\n").split("\t")
    none = block("The cardinals").split("\t")[0]
    header = (ROOT / "kg" / "data" / "meetings.tsv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "meetings.tsv").write_text(f"{header}\n{block('powwow')}", encoding="utf-8")
    own = kg.read_lexicon(tmp_path)
    assert not kg.extract(sentence).meetings, "the walk teaches a word that is known"
    found = kg.extract(sentence, lexicon=own)
    (met,) = (meeting_row(found, it) for it in found.meetings)
    assert all(wanted in {"*", got} for wanted, got in zip(row[:-1], met, strict=True)), met
    assert not kg.extract(none, lexicon=own).meetings


def test_the_issue_of_the_second_walk_is_found(tmp_path: Path) -> None:
    sentence, _, expected = block("Norway and Chile held talks on deep-sea mining").rstrip("\n").split("\t")
    file = tmp_path / "own.ttl"
    shipped = (ROOT / "ontology" / "issues.ttl").read_text(encoding="utf-8")
    prefixes = "\n".join(line for line in shipped.splitlines() if line.startswith("@prefix"))
    file.write_text(f"{prefixes}\n{block('issue:seabed-mining')}", encoding="utf-8")
    label, _, slug = expected.partition(" = ")
    told = [
        [(it.label, it.concept) for it in kg.extract(sentence, lexicon=own).issues]
        for own in (None, kg.read_lexicon(issues=file))
    ]
    assert told == [[(label, None)], [(label, slug)]]


@pytest.fixture
def text() -> str:
    return block("# title: Who called whom")


def test_the_question_of_the_third_walk_is_the_next(text: str) -> None:
    order = re.search(r"^# order: (\d+)$", text, re.MULTILINE)
    assert order is not None
    assert int(order[1]) == len(questions()) + 1
    assert list(misspelt(text)) == []


def test_the_question_of_the_third_walk_is_answered(text: str, tmp_path: Path) -> None:
    file = tmp_path / "calls.rq"
    file.write_text(text, encoding="utf-8")
    said = "President Anna Berg called Minister Kenji Ito on 3 May 2024. Anna Berg met Jon Vik in Oslo."
    view = Store()
    view.extend(kg.build([kg.Article(id="a", text=said)]))
    (title, *rows) = csv.reader(run(union(view), str(file)).render("csv").splitlines())
    assert title == ["meeting", "actor", "from", "to", "evidence"]
    assert [row[1] for row in rows] == ["Anna Berg", "Kenji Ito"]
    assert len(run(union(view), str(file), {"actor": "Jon Vik"}).rows) == 0
