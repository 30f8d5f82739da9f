"""Offices: sentence -> holder, title, body and status of each holding."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.reading import cases
from tests.extraction.views import failing, holdings, read, rows


def test_table_is_whole() -> None:
    table = cases("office_cases.tsv")
    assert len(table) == 437
    assert failing("office_cases.tsv") <= 7
    assert sum(r[1] == "none" for r in table) == 27
    statuses = {h.rsplit("|", 1)[1] for r in table if r[1] != "none" for h in r[1].split("; ")}
    assert statuses == {"current", "former", "then", "acting", "designate"}


@pytest.mark.parametrize(("sentence", "expected"), rows("office_cases.tsv"))
def test_holdings(sentence: str, expected: str) -> None:
    assert holdings(read(sentence)) == ([] if expected == "none" else expected.split("; "))


def test_evidence_of_an_office_has_its_title() -> None:
    text = "Ingrid Solberg, the Norwegian foreign minister, visited Peru."
    (office,) = read(text).offices
    assert any("foreign minister" in text[m.start : m.end] for m in office.mentions)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Critics blamed the Norwegian foreign minister for the delay, and Peru left the talks.", 0),
        ("The house of the president of the European Council stands near the embassy of Peru.", 0),
        ("The Norwegian foreign minister met her Peruvian counterpart in Oslo.", 2),
        ("The Norwegian foreign minister said that Norway would help Peru.", 1),
        ("Critics blamed the Norwegian foreign minister, Ingrid Solberg, for the delay, and Peru left.", 1),
    ],
)
def test_who_has_no_name_and_does_nothing_holds_no_office(text: str, held: int) -> None:
    extraction = read(text)
    assert len(extraction.holdings) == len(extraction.offices) == held


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "LIMA - Prime Minister Luis Rojas met Chilean President Camila Soto. Peru hailed the talks.",
            "Peru",
        ),
        (
            "LIMA - Prime Minister Luis Rojas met Chilean envoys. Peru hailed the talks, Chile did not.",
            "Peru",
        ),
        (
            "GENEVA - Prime Minister Luis Rojas met Chilean envoys. Peru hailed the talks, Chile did not.",
            None,
        ),
        (
            "LIMA - Prime Minister Luis Rojas blamed Chilean envoys. Peru hailed the talks, Chile did not.",
            "Peru",
        ),
        (
            "LIMA - Prime Minister Luis Rojas met farmers. Peru exports grapes. Peru and Chile trade much.",
            "Peru",
        ),
        (
            "Prime Minister Luis Rojas spoke. Peru grows, Peruvian wages rise. Peru exports. Peru wins.",
            "Peru",
        ),
        (
            "Prime Minister Luis Rojas spoke. Peru grows, Peruvian wages rise. Chile and Peru trade. Chile wins.",
            None,
        ),
        ("The Peruvian government said Prime Minister Luis Rojas would leave on Monday.", "Peru"),
        ("Peru's neighbours said Prime Minister Luis Rojas would leave on Monday.", None),
        (
            "LIMA: Prime Minister Luis Rojas received US envoy Al Hall and US envoy Tom Reed. Peru was glad.",
            "Peru",
        ),
        ("LIMA: Prime Minister Luis Rojas received US envoy Al Hall. The US, he said, was far.", "Peru"),
        ("LIMA: Prime Minister Luis Rojas received Peruvian envoy Al Hall. The US, he said, was far.", None),
        ("WASHINGTON: Prime Minister Luis Rojas spoke in Seattle. The US was glad.", None),
        (
            "Prime Minister Luis Rojas met his Chilean counterpart and Chilean envoys in Chile. Peru exports"
            " grapes. Peru wins.",
            "Peru",
        ),
        (
            "Prime Minister Luis Rojas met his Chilean counterpart and Chilean envoys in Chile. Peru exports"
            " grapes.",
            None,
        ),
        ("Prime Minister Luis Rojas received Omani minister Ali Said in Lima on Friday.", "Peru"),
        ("Prime Minister Luis Rojas criticised Omani minister Ali Said in Lima on Friday.", None),
        ("NATO chief Jan Maes visited Peru and met Prime Minister Luis Rojas on Friday.", "Peru"),
        ("NATO chief Jan Maes met Prime Minister Luis Rojas in Lima on Friday.", "Peru"),
        ("NATO chief Jan Maes met Prime Minister Luis Rojas in Brussels on Friday.", None),
        ("Omani minister Ali Said flew to Lima on Monday. There he met President Luis Rojas.", "Peru"),
        ("Omani minister Ali Said flew to Lima on Monday. There he spoke of President Luis Rojas.", None),
        ("Omani minister Ali Said is in Lima and Quito. There he met President Luis Rojas.", None),
        (
            "Company President Luis Rojas spoke. Peru grows, Peruvian wages rise. Peru exports. Peru wins.",
            None,
        ),
    ],
)
def test_home_country_of_national_offices(text: str, country: str | None) -> None:
    found = read(text)
    person = next(a for a in found.actors if a.name == "Luis Rojas")
    names = {a.id: a.name for a in found.actors}
    assert (names[person.country] if person.country else None) == country


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("Hosni Mubarak flew home. The Egyptian leader met Omani envoys.", 2001, "Hosni Mubarak"),
        ("Hosni Mubarak flew home. The Egyptian leader met Omani envoys.", 2015, "Egyptian leader"),
        ("Tony Abbott landed. The Prime Minister met Fijian envoys.", 2014, "Tony Abbott"),
        ("Tony Abbott landed. The President met Fijian envoys.", 2014, "President"),
        (
            "Tony Abbott landed. A former Australian premier met Fijian envoys.",
            2014,
            "former Australian premier",
        ),
        ("Peru's Ana Rojas flew home. The Peruvian minister met Omani envoys.", 2014, "Ana Rojas"),
        (
            "Peru's Ana Rojas stood up. Peru's Luis Vega sat. The Peruvian minister met Omani envoys.",
            2014,
            "Peruvian minister",
        ),
    ],
)
def test_office_said_of_who_is_known_to_hold_it(text: str, year: int, expected: str) -> None:
    assert [h.split("|")[0] for h in holdings(read(text, date(year, 5, 16)))] == [expected]
