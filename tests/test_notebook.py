"""What public objects show in notebooks: HTML in which nothing of an article is markup."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

import kg
from kg.notebook import MOST_ROWS, table
from kg.rdf.query import Result

HOSTILE = (
    "</td></table><script>alert(1)</script><img src=http://x.example/a onerror='a()'> \"&amp; \u202e\x1b[31m"
)
TAGS = {"table", "thead", "tbody", "tr", "th", "td", "p", "b", "mark"}


class Seen(HTMLParser):
    """Tags, attributes and words; fails on anything but tables."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert all(name == "style" and value == "text-align:left;vertical-align:top" for name, value in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def found() -> kg.Extraction:
    text = f"President Anna Berg met Minister Kenji Ito in Oslo on 3 May 2024. {HOSTILE}\n\nThey discussed trade."
    return kg.extract(text, title=HOSTILE, publisher=HOSTILE, url="https://example.org/?a=<b>")


def shown(thing: object) -> str:
    return Seen(thing._repr_html_()).words  # type: ignore[attr-defined]


def test_an_extraction_shows_its_events_in_their_words(found: kg.Extraction) -> None:
    words = shown(found)
    assert "<mark>met</mark> Minister Kenji Ito" in found._repr_html_()
    for expected in ("Anna Berg; Kenji Ito", "2024-05-03", "Oslo", "held", "<script>alert(1)</script>"):
        assert expected in words
    assert "\u202e" not in words
    assert "\x1b" not in words


def test_every_public_value_shows_itself(found: kg.Extraction, tmp_path: Path) -> None:
    record = next(iter(kg.meetings(found)))
    assert "Anna Berg" in shown(record)
    assert "met" in shown(record.evidence[0])
    assert "participant" in shown(record.participants[0])
    assert HOSTILE[:30] in shown(found.article)
    (tmp_path / "meetings.tsv").write_text(
        "lemma\tpos\tformat\nstock<b>take\tNOUN\ttalks\n", encoding="utf-8"
    )
    assert "meetings" in shown(kg.read_lexicon(tmp_path))
    with kg.open(found) as dataset:
        assert HOSTILE[:20] in shown(dataset)


def test_an_answer_shows_its_rows_and_says_what_is_missing(found: kg.Extraction) -> None:
    assert "Kenji Ito" in shown(kg.query(found, "who-met-whom"))
    assert "No row." in shown(kg.query(found, "SELECT ?x { ?x a dip:Nothing }"))
    assert "A limit cut" in shown(kg.query(found, "SELECT ?x { ?x a ?y }", limit=3))
    assert "true" in shown(kg.query(found, "ASK { ?x a dip:Meeting }"))
    assert "dip:Country" in shown(kg.query(found, "DESCRIBE id:Q20"))
    many = tuple((Literal(f"<b>{n}</b>"), NamedNode("urn:<x>".replace("<x>", "x"))) for n in range(70))
    words = shown(Result("table", ("a<b>", "c"), many))
    assert f"{MOST_ROWS} of 70 rows." in words
    assert "a<b>" in words


def test_tables_are_cut_and_say_so() -> None:
    html = table(("n",), ([str(n)] for n in range(MOST_ROWS)))
    assert "rows" not in html
    assert html.count("<tr>") == MOST_ROWS + 1
