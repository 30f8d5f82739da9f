"""Layout: line -> dateline; text -> headline, dateline, paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.layout import find_dateline, segments

DATELINES = [
    ("GENEVA, March 3 (Agency) - Envoys met.", "GENEVA", "March 3"),
    ("HAVANA Envoys of two states met.", "HAVANA", None),
    ("Geneva (Agency) - Envoys met.", "Geneva", None),
    ("MOSCOW, May 21. /AGENCY/. Envoys met.", "MOSCOW", "May 21"),
    ("TEHRAN - Envoys met.", "TEHRAN", None),
    ("TEHRAN • Envoys met.", "TEHRAN", None),
    ("Kampala, Uganda | AGENCY | Envoys met.", "Kampala", None),
    ("Dakar- Senegal (AGENCY) -- Envoys met.", "Dakar", None),
    ("PARIS (AGENCY) -- Envoys met.", "PARIS", None),
    ("BEIJING, 4 June 2021 — Envoys met.", "BEIJING", "4 June 2021"),
    ("NEW DELHI: Envoys met.", "NEW DELHI", None),
    ("ADDIS ABABA, Ethiopia (Agency) — Envoys met.", "ADDIS ABABA", None),
    ("WASHINGTON, D.C. - Envoys met.", "WASHINGTON", None),
    ("UNITED NATIONS (Agency) — Envoys met.", "UNITED NATIONS", None),
    ("LONDON/PARIS, Jan. 5 - Envoys met.", "LONDON/PARIS", "Jan. 5"),
    ("SÃO PAULO, 2 May - Envoys met.", "SÃO PAULO", "2 May"),
    ("PORT-AU-PRINCE, Haiti (Agency) - Envoys met.", "PORT-AU-PRINCE", None),
    ("ANKARA, Turkey — Envoys met.", "ANKARA", None),
    ("Colombo, May 5 (Daily Bell) - Envoys met.", "Colombo", "May 5"),
    ("KYIV, Ukraine, Nov. 3 (Agency) -- Envoys met.", "KYIV", "Nov. 3"),
    ("DOHA, Oct 3, 2020 (Agency) – Envoys met.", "DOHA", "Oct 3, 2020"),
    ("Nairobi — Envoys met.", "Nairobi", None),
    ("Nairobi - Envoys of Peru and Chile met on Monday.", "Nairobi", None),
    ("Nairobi: Envoys of Peru and Chile met on Monday.", "Nairobi", None),
    ("Doha, Qatar – Envoys met.", "Doha", None),
    ("NEW DELHI, MAY 23. Envoys met.", "NEW DELHI", "MAY 23"),
    ("ABU DHABI, 17th May, 2016 (AGENCY) -- Envoys met.", "ABU DHABI", "17th May, 2016"),
    ("Riyadh, Jumada I 17, 1438, February 14, 2017, SPA -- Envoys met.", "Riyadh", "February 14, 2017"),
    ("Nur-Sultan, January 15, 2020 - Envoys met.", "Nur-Sultan", "January 15, 2020"),
    ("(AGENCY) - Rome, April 14 - Envoys met.", "Rome", "April 14"),
    ("Madrid, Jul 21 (AGENCY).- Envoys met.", "Madrid", "Jul 21"),
    ("Belgrade, May 5, 2010 (Agency): Envoys met.", "Belgrade", "May 5, 2010"),
    ("Kathmandu, May 5: Envoys met.", "Kathmandu", "May 5"),
    ("Baku, Azerbaijan, Aug. 1 / Agency A.Name / Envoys met.", "Baku", "Aug. 1"),
    ("Ulaanbaatar /AGENCY/ Envoys met.", "Ulaanbaatar", None),
    ("YEREVAN, AUGUST 1, AGENCY. Envoys met.", "YEREVAN", "AUGUST 1"),
    ("Riga, May 5, AGENCY. Envoys met.", "Riga", "May 5"),
    ("Kampala | Envoys met.", "Kampala", None),
    ("BRASILIA, Brazil (AGENCY) _ Envoys met.", "BRASILIA", None),
    ("Accra, Aug.4 GNA - Envoys met.", "Accra", "Aug.4"),
    ("Belize City. January 31, 2020. Envoys met.", "Belize City", "January 31, 2020"),
    ("Astana. July 4. Agency - Envoys met.", "Astana", "July 4"),
    ("Bishkek, May 14 / Agency /. Envoys met.", "Bishkek", "May 14"),
    ("Lima, May 14 (Agency). Envoys met.", "Lima", "May 14"),
    ("(Tbilisi, February 8, Daily Bell) – Envoys met.", "Tbilisi", "February 8"),
    ("(Lima, May 14, 2024) Envoys met.", "Lima", "May 14, 2024"),
    ("November 27, AGENCY. Envoys met.", "", "November 27"),
    ("May 14 (Agency) - Envoys met.", "", "May 14"),
    ("Havana, Cuba.- Envoys met.", "Havana", None),
    ("Quito, Nov 24. -Envoys met.", "Quito", "Nov 24"),
]  # fmt: skip
NOT_DATELINES = [
    "Fish.- Envoys met.",
    "NATO foreign ministers met.",
    "ZAMBIA'S President met envoys.",
    "Dakar- a city of Senegal (see below) -- saw envoys.",
    "U.S. officials said so.",
    "EU leaders met.",
    "THE PRESIDENT: We met.",
    "SECRETARY HALE: We met.",
    "MR. HALE: We met.",
    "Q: Did you meet?",
    "ASEAN ministers met on Monday.",
    "USA-China talks began.",
    "BRICS leaders met.",
    "MERCOSUR leaders met in Montevideo.",
    "PRESIDENT TORRES MET THE PRESS IN LIMA TODAY.",
    "G7 - Leaders met.",
    "Peru - Chile talks began.",
    "A delegation met.",
    "Nairobi - Mombasa trains ran.",
    "Nairobi - Mombasa trains ran again on Monday after the strike.",
    "Nairobi: Mombasa is the older town of the two by far.",
    "Nairobi: envoys met",
    "Monday, May 5 – The envoy meets X.",
    "Tourism — Kenya's mainstay — fell.",
    "Oslo — which hosted the talks — said so.",
    "I met him.",
    "The report came in. May 3 was cold.",
    "GENEVA",
    "",
    "Lima (Peru) The minister met X.",
    "Peru: The minister met X.",
    "Lima: The city that sleeps.",
    "Paris, May 5 The minister met X.",
    "(Paris, the capital) The minister met X.",
    "May 14 - Envoys met.",
    "May 14, 2020. Envoys met.",
    "May 14 The minister met X.",
    "May 5 NATO ministers met.",
    "Nairobi Airport - Envoys met.",
    "Lima. The minister met X.",
    "Congress | The minister met X.",
    *(
        pytest.param(
            line,
            marks=pytest.mark.xfail(
                strict=True, reason="an acronym or a speaker's label before a dash or colon"
            ),
        )
        for line in ("OPEC - the oil cartel - met.", "UNESCO - the agency - met.", "QUESTION: Did you meet?")
    ),
]
TEXTS = [
    ("Leaders met\n\nLIMA, May 3 - Peru met Chile.", True, "headline dateline paragraph"),
    ("Title only", True, "headline"),
    ("\n\nTitle\n\nText here.\n", True, "headline paragraph"),
    ("Peru met Chile.\n\nChile met Peru.", False, "paragraph paragraph"),
    ("Peru met Chile.\nChile met Peru.", False, "paragraph paragraph"),
    ("The foreign ministers of Peru and Chile met in the city of\nLima on Monday to talk about fish.", False, "paragraph"),
    ("The ministers of Peru and Chile met in the city of Lima,\nPeru, on Monday to talk about fish.", False, "paragraph"),
    ("Peru and Chile met\non Monday in Lima.", False, "paragraph"),
    ('"The ministers of both our countries agree on the matter,"\nSoto told those who met.', False, "paragraph"),
    ("The ministers of both countries were to meet with the U.S.\nSecretary of State in Lima.", False, "paragraph"),
    ('"The ministers of both our countries agree on the matter."\nSoto told those who met.', False, "paragraph paragraph"),
    ("LIMA, May 3 - Peru met Chile.\n\nCUSCO, May 4 - Peru met Bolivia.", False, "dateline paragraph dateline paragraph"),
    ("- one\n- two", False, "paragraph paragraph"),
    ("LIMA\n\nPeru met Chile.", False, "dateline paragraph"),
    ("Baku, May 5, AGENCY\n\nPeru met Chile.", False, "dateline paragraph"),
    ("LIMA, Friday\n\nPeru met Chile.", False, "dateline paragraph"),
    ("Lima\n\nPeru met Chile.", False, "paragraph paragraph"),
    ("LIMA (AGENCY)\nPeru met Chile.", False, "dateline paragraph"),
    ("LIMA (AGENCY) May 5, 2003\n\nPeru met Chile.", False, "dateline paragraph"),
    ("Lima (Peru)\n\nPeru met Chile.", False, "paragraph paragraph"),
    ("FISHERIES\n\nPeru met Chile.", False, "paragraph paragraph"),
    ("  Peru met Chile.  ", False, "paragraph"),
    ("", False, ""),
    ("\n \n", False, ""),
    pytest.param(
        "Peru and Chile met on\nMonday in Lima.", False, "paragraph",
        marks=pytest.mark.xfail(strict=True, reason="short lines broken before a capital are not joined"),
    ),
]  # fmt: skip


def test_tables_are_whole() -> None:
    assert (len(DATELINES), len(NOT_DATELINES), len(TEXTS)) == (50, 44, 25)


@pytest.mark.parametrize(("line", "place", "date"), DATELINES)
def test_dateline(line: str, place: str, date: str | None) -> None:
    found = find_dateline(line)
    assert found is not None
    assert (line[slice(*found.place)] if found.place else "") == place
    assert (line[slice(*found.date)] if found.date else None) == date
    assert line[found.end :].startswith("Envoys")


@pytest.mark.parametrize("house", ["Andean News - ", "Lima Times – ", "Lima Evening Herald -- "])
def test_house_without_a_place(house: str) -> None:
    found = find_dateline(f"{house}Envoys of Peru and Chile met on Monday.")
    assert found is not None
    assert (found.place, found.end) == (None, len(house))
    assert find_dateline(f"{house}Envoys met") is None


@pytest.mark.parametrize("line", NOT_DATELINES)
def test_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


@pytest.mark.parametrize(("text", "title", "kinds"), TEXTS)
def test_segments(text: str, title: bool, kinds: str) -> None:
    assert " ".join(s.kind for s in segments(text, title_in_text=title)) == kinds


@given(st.text(alphabet="aB .,-—\n\t\u00a0(3)MARCH", max_size=200), st.booleans())
def test_segments_are_in_order_and_leave_out_only_space(text: str, title: bool) -> None:
    at = 0
    for segment in segments(text, title_in_text=title):
        assert at <= segment.start < segment.end <= len(text)
        assert not text[at : segment.start].strip()
        at = segment.end
    assert not text[at:].strip()
