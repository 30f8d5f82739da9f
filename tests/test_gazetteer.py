"""The shipped tables: that they are sound, and that names find what they should and nothing else."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import gazetteer, lexicon, resources
from kg.codes import codes
from kg.errors import TableError
from kg.gazetteer import lookup, tables
from kg.gazetteer.spelling import atoms
from kg.lexicon.forms import FORMS
from kg.lexicon.tables import read_rows

ROOT = Path(__file__).resolve().parents[1]
ENTRY_TABLES = ("countries", "cities", "bodies", "leaders")
FLOORS = {
    "countries": 245,
    "cities": 2600,
    "bodies": 450,
    "leaders": 580,
    "offices": 75,
    "metonyms": 180,
    "members": 200,
    "epithets": 600,
    "genders": 2000,
}
ID_FLOORS = {"countries": 245, "cities": 190, "bodies": 115, "leaders": 36, "offices": 4}


def rows(table: str) -> list[dict[str, str]]:
    return [dict(row.cells) for row in tables.rows(table)]


def in_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the tables read from this folder."""
    read = lambda table: tuple(read_rows(folder / f"{table}.tsv", FORMS[table]))  # noqa: E731
    monkeypatch.setattr(lexicon, "rows", read)


def names_of(table: str) -> Iterator[tuple[str, str]]:
    for row in rows(table):
        for name in dict.fromkeys((row["name"], *tables.cells(row["aliases"]))):
            yield name, row["key"]
        for name in tables.cells(row.get("demonyms", "")):
            yield name, row["key"]


# --- Lint ------------------------------------------------------------------


@pytest.mark.parametrize(("table", "floor"), FLOORS.items())
def test_tables_are_not_cut_short(table: str, floor: int) -> None:
    assert len(rows(table)) >= floor


@pytest.mark.parametrize(("table", "floor"), ID_FLOORS.items())
def test_ids_are_not_lost(table: str, floor: int) -> None:
    assert sum(bool(row["qid"]) for row in rows(table)) >= floor


def test_every_country_has_its_id() -> None:
    assert [row["key"] for row in rows("countries") if not row["qid"]] == []


@pytest.mark.parametrize("table", [*ENTRY_TABLES, "offices"])
def test_ids_denote_one_row(table: str) -> None:
    seen: dict[str, list[str]] = defaultdict(list)
    for row in rows(table):
        if row["qid"]:
            assert re.fullmatch(r"Q[1-9]\d*", row["qid"])
            seen[row["qid"]].append(row["key"].removesuffix("-of-country").removesuffix("-of-eu"))
    assert {qid: keys for qid, keys in seen.items() if len(set(keys)) > 1} == {}


@pytest.mark.parametrize("table", [it for it, form in FORMS.items() if "source" in form.columns])
def test_every_row_says_its_source(table: str) -> None:
    assert [row for row in rows(table) if not row["source"]] == []


@pytest.mark.parametrize("table", ENTRY_TABLES)
def test_names_are_unique_within_a_table(table: str) -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, key in names_of(table):
        owners[atoms(name)].add(key)
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("table", ENTRY_TABLES)
def test_names_can_be_found(table: str) -> None:
    assert [name for name, _ in names_of(table) if not atoms(name)] == []


@pytest.mark.parametrize("table", ["cities", "bodies", "leaders"])
def test_countries_referred_to_exist(table: str) -> None:
    assert [row["country"] for row in rows(table) if row["country"] and not known(row["country"])] == []


def known(key: str) -> bool:
    try:
        return bool(gazetteer.entry(key))
    except KeyError:
        return False


def test_capitals_agree_on_both_sides() -> None:
    from_countries = {row["capital"] for row in rows("countries") if row["capital"]}
    assert {row["key"] for row in rows("cities") if row["is_capital"] == "yes"} == from_countries


def test_offices_and_seats_refer_to_entries() -> None:
    referred = [row["body"] for row in rows("offices")] + [row["target"] for row in rows("metonyms")]
    assert [key for key in referred if not known(key)] == []


def test_members_are_states_of_bodies() -> None:
    told = [(row["body"], row["country"], row["from"], row["until"]) for row in rows("members")]
    assert [key for body, country, *_ in told for key in (body, country) if not known(key)] == []
    assert {country.partition(":")[0] for _, country, *_ in told} == {"country"}
    assert [row for row in told if row[2] and row[3] and not row[2] < row[3]] == []


@pytest.mark.parametrize(
    ("body", "year", "country", "belongs"),
    [
        ("body:EU", 2010, "country:GB", True), ("body:EU", 2020, "country:GB", True),
        ("body:EU", 2021, "country:GB", False), ("body:EU", 1990, "country:PL", False),
        ("body:EU", None, "country:GB", True), ("body:ASEAN", 2024, "country:TH", True),
        ("body:UN", 2024, "country:FR", False),
    ],
)  # fmt: skip
def test_members_by_year(body: str, year: int | None, country: str, belongs: bool) -> None:
    assert (country in gazetteer.member_states(body, year)) is belongs


def test_ambiguous_names_are_names_of_their_row() -> None:
    for table in ("countries", "cities", "bodies"):
        for row in rows(table):
            own = {row["name"], *tables.cells(row["aliases"]), *tables.cells(row.get("demonyms", ""))}
            assert set(tables.cells(row["ambiguous"])) <= own, row["key"]


def test_actor_types_are_those_of_the_ontology() -> None:
    known_types = set(codes("actor-"))
    assert {row["type"] for row in rows("bodies")} <= known_types


def test_places_are_of_four_kinds() -> None:
    assert {row["kind"] for row in rows("cities")} == {"city", "region", "venue", "sea"}


def test_names_that_are_words_or_persons_did_not_enter() -> None:
    for word in ("Cook", "Kerry", "May", "Will", "Reading", "Mobile", "Said"):
        assert gazetteer.find([word]) == []


def test_countries_are_what_the_script_makes() -> None:
    if importlib.util.find_spec("rigour") is None:
        pytest.skip("rigour, from which countries.tsv is made, is not installed")
    script = ROOT / "scripts" / "make_countries.py"
    result = subprocess.run([sys.executable, str(script), "--check"], check=False)
    assert result.returncode == 0


# --- Malformed tables ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name\ttarget\n", ":1: the header"),
        ("name\ttarget\tsource\nSeat\tcountry:US\n", ":2: 2 columns where 3"),
        ("name\ttarget\tsource\nSeat\t\tx\n", ":2: name and target must not be empty"),
        ("", ":1: the header"),
    ],
)
def test_malformed_rows_are_refused(
    text: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "metonyms.tsv").write_text(text, encoding="utf-8")
    in_folder(tmp_path, monkeypatch)
    with pytest.raises(TableError, match=re.escape(says)):
        list(tables.rows("metonyms"))


def test_bad_ids_and_double_keys_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = "\t".join(FORMS["offices"].columns)
    in_folder(tmp_path, monkeypatch)
    (tmp_path / "offices.tsv").write_text(f"{header}\no\tt\tb\tl\tQ0\ts\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"offices\.tsv:2: 'Q0' is not a Wikidata id"):
        list(tables.rows("offices"))
    header = "\t".join(FORMS["leaders"].columns)
    row = "person:x\tX Y\t\t\tY\t\t\tby hand\n"
    (tmp_path / "leaders.tsv").write_text(f"{header}\n{row}{row}", encoding="utf-8")
    with pytest.raises(TableError, match=r"leaders\.tsv:3: the key person:x stands twice"):
        tables.table_rows.__wrapped__("leaders")


# --- Look-ups --------------------------------------------------------------

COUNTRIES = [
    ("the United States", "US"), ("United States", "US"), ("US", "US"), ("U.S.", "US"), ("U.S", "US"),
    ("U.S.A.", "US"), ("USA", "US"), ("America", "US"), ("the United States of America", "US"),
    ("UK", "GB"), ("U.K.", "GB"), ("Britain", "GB"), ("Great Britain", "GB"), ("the United Kingdom", "GB"),
    ("Russia", "RU"), ("Russian Federation", "RU"), ("RUSSIA", "RU"), ("the Russian Federation", "RU"),
    ("DPRK", "KP"), ("North Korea", "KP"), ("N. Korea", "KP"), ("South Korea", "KR"), ("S. Korea", "KR"),
    ("Republic of Korea", "KR"), ("UAE", "AE"), ("U.A.E.", "AE"), ("United Arab Emirates", "AE"),
    ("Turkey", "TR"), ("Türkiye", "TR"), ("Turkiye", "TR"), ("Burma", "MM"), ("Myanmar", "MM"),
    ("Ivory Coast", "CI"), ("Côte d’Ivoire", "CI"), ("Cote d'Ivoire", "CI"), ("Holland", "NL"),
    ("the Netherlands", "NL"), ("Zaire", "CD"), ("DRC", "CD"), ("Democratic Republic of Congo", "CD"),
    ("Congo-Brazzaville", "CG"), ("the Gambia", "GM"), ("Czech Republic", "CZ"), ("Czechia", "CZ"),
    ("Soviet Union", "SU"), ("USSR", "SU"), ("Yugoslavia", "YU"), ("Czechoslovakia", "CS"),
    ("East Germany", "DD"), ("West Germany", "DE"), ("Palestine", "PS"), ("Taiwan", "TW"),
    ("Kosovo", "XK"), ("Western Sahara", "EH"), ("Hong Kong", "HK"), ("Eswatini", "SZ"), ("Swaziland", "SZ"),
    ("Timor-Leste", "TL"), ("East Timor", "TL"), ("Cape Verde", "CV"), ("Vatican", "VA"), ("Holy See", "VA"),
    ("Guinea-Bissau", "GW"), ("Papua New Guinea", "PG"), ("South Sudan", "SS"), ("Georgia", "GE"),
    ("Jordan", "JO"), ("Chad", "TD"), ("São Tomé and Príncipe", "ST"), ("North Macedonia", "MK"),
    ("Macedonia", "MK"), ("Somaliland", "SO-SOM"), ("Abkhazia", "GE-AB"), ("PRC", "CN"),
    ("People’s Republic of China", "CN"), ("Trinidad & Tobago", "TT"), ("Bosnia-Herzegovina", "BA"),
    ("us", None), ("turkey", None), ("china", None), ("Chinese", None), ("European Union", None),
    ("Cook", None), ("Washington", None), ("the", None), ("", None), ("Uk", None), ("Georgian", None),
    ("New Mexico", None), ("Latin America", None), ("Northern Ireland", None), ("Gulf of Mexico", None),
]  # fmt: skip
DEMONYMS = [
    ("Chinese", "CN"), ("American", "US"), ("Americans", "US"), ("British", "GB"), ("Briton", "GB"),
    ("Britons", "GB"), ("Emirati", "AE"), ("Emiratis", "AE"), ("Saudi", "SA"), ("Saudis", "SA"),
    ("Spaniard", "ES"), ("Spaniards", "ES"), ("Spanish", "ES"), ("Dutch", "NL"), ("Danes", "DK"),
    ("Swiss", "CH"), ("South Korean", "KR"), ("North Koreans", "KP"), ("Ivorian", "CI"), ("Filipino", "PH"),
    ("Philippine", "PH"), ("Burmese", "MM"), ("Nigerien", "NE"), ("Nigerian", "NG"), ("Malagasy", "MG"),
    ("Kyrgyz", "KG"), ("Azeri", "AZ"), ("Palestinian", "PS"), ("Soviet", "SU"), ("Thai", "TH"),
    ("South Sudanese", "SS"), ("Monégasque", "MC"), ("Burkinabé", "BF"), ("Turkish Cypriot", "CY-TRNC"),
    ("U.S.", None), ("China", None), ("polish", None), ("European", None), ("chinese", None), ("Arab", None),
]  # fmt: skip
PLACES = [
    ("Geneva", "geneva"), ("Kiev", "kyiv"), ("Kyiv", "kyiv"), ("Nur-Sultan", "astana"), ("Astana", "astana"),
    ("Rangoon", "yangon"), ("The Hague", "the-hague"), ("Sharm el-Sheikh", "sharm-el-sheikh"),
    ("Washington, D.C.", "washington"), ("Washington", "washington"), ("St. Petersburg", "st-petersburg"),
    ("Saint Petersburg", "st-petersburg"), ("Camp David", "camp-david"), ("Gaza", "gaza-strip"),
    ("West Bank", "west-bank"), ("the West Bank", "west-bank"), ("Red Square", "red-square"),
    ("Mar-a-Lago", "mar-a-lago"), ("Sana’a", "sanaa"), ("Sanaa", "sanaa"), ("N'Djamena", "ndjamena"),
    ("South China Sea", "south-china-sea"), ("Donbass", "donbas"), ("Bandar Abbas", "bandar-abbas"),
    ("Peking", "beijing"), ("Davos", "davos"), ("New Delhi", "new-delhi"), ("New Mexico", "new-mexico"),
    ("Latin America", "latin-america"), ("Bogota", "bogota"), ("Chișinău", "chisinau"),
    ("geneva", None), ("nice", None), ("France", None), ("Springfield", None), ("split", None),
]  # fmt: skip
BODIES = [
    ("NATO", "NATO"), ("Nato", "NATO"), ("the U.N.", "UN"), ("UN", "UN"), ("UN Security Council", "UNSC"),
    ("United Nations Security Council", "UNSC"), ("IAEA", "IAEA"), ("EU", "EU"), ("European Union", "EU"),
    ("the White House", "white-house"), ("Kremlin", "Kremlin"), ("State Department", "US-state-department"),
    ("U.S. Senate", "US-senate"), ("Downing Street", "Downing-Street"), ("Élysée", "Elysee"),
    ("Elysee Palace", "Elysee"), ("Knesset", "Knesset"), ("Hizbullah", "Hezbollah"), ("OPEC+", "OPEC-plus"),
    ("OPEC", "OPEC"), ("P5+1", "P5+1"), ("ECOWAS", "ECOWAS"), ("Ecowas", "ECOWAS"), ("G-20", "G20"),
    ("G7", "G7"), ("Centers for Disease Control and Prevention", "CDC"), ("Doctors Without Borders", "MSF"),
    ("China’s foreign ministry", "Chinese-MFA"), ("Russian Foreign Ministry", "Russian-MFA"),
    ("who", None), ("Who", None), ("nato", None), ("the Quartet", None), ("quad", None), ("un", None),
]  # fmt: skip
PERSONS = [
    ("Xi Jinping", "xi-jinping"), ("Volodymyr Zelenskyy", "volodymyr-zelensky"),
    ("Sergei Lavrov", "sergey-lavrov"), ("Sergey Lavrov", "sergey-lavrov"), ("Joe Biden", "joe-biden"),
    ("Recep Tayyip Erdogan", "recep-tayyip-erdogan"), ("Mohammad bin Salman", "mohammed-bin-salman"),
    ("Abdel Fattah el-Sisi", "abdel-fattah-al-sisi"), ("Kim Jong-un", "kim-jong-un"),
    ("António Guterres", "antonio-guterres"), ("Antonio Guterres", "antonio-guterres"),
    ("Aleksandar Vucic", "aleksandar-vucic"), ("XI JINPING", "xi-jinping"),
    ("Xi", None), ("Biden", None), ("Jen Daskal", None), ("xi jinping", None),
]  # fmt: skip
SEATS = [
    ("Washington", "country:US"), ("Beijing", "country:CN"), ("Brussels", "body:EU"),
    ("the Kremlin", "body:Kremlin"), ("Whitehall", "country:GB"), ("Foggy Bottom", "body:US-state-department"),
    ("Kyiv", "country:UA"), ("Élysée", "body:Elysee"), ("The Hague", "country:NL"),
    ("Geneva", None), ("New York", None), ("beijing", None), ("Istanbul", None), ("North Beijing", None),
]  # fmt: skip


def test_enough_look_ups_are_tried() -> None:
    tried = [COUNTRIES, DEMONYMS, PLACES, BODIES, PERSONS, SEATS]
    assert [len(cases) for cases in tried] == [92, 40, 36, 35, 17, 14]
    assert sum(len(cases) for cases in tried) >= 120
    assert sum(key is None for cases in tried for _, key in cases) >= 40


@pytest.mark.parametrize(("text", "key"), COUNTRIES)
def test_countries_by_name(text: str, key: str | None) -> None:
    assert key_of(gazetteer.country_named(text)) == (key and f"country:{key}")


@pytest.mark.parametrize(("word", "key"), DEMONYMS)
def test_countries_by_demonym(word: str, key: str | None) -> None:
    assert key_of(gazetteer.country_of_demonym(word)) == (key and f"country:{key}")


@pytest.mark.parametrize(("text", "key"), PLACES)
def test_places_by_name(text: str, key: str | None) -> None:
    assert key_of(gazetteer.city_named(text)) == (key and f"city:{key}")


@pytest.mark.parametrize(("text", "key"), BODIES)
def test_bodies_by_name(text: str, key: str | None) -> None:
    assert key_of(gazetteer.body_named(text)) == (key and f"body:{key}")


@pytest.mark.parametrize(("text", "key"), PERSONS)
def test_persons_by_full_name(text: str, key: str | None) -> None:
    assert key_of(gazetteer.person_named(text)) == (key and f"person:{key}")


@pytest.mark.parametrize(("text", "key"), SEATS)
def test_seats_stand_for_governments(text: str, key: str | None) -> None:
    assert key_of(gazetteer.metonym(text)) == key


def key_of(entry: gazetteer.Entry | None) -> str | None:
    return entry.key if entry else None


def test_ambiguity_belongs_to_the_name() -> None:
    doubtful, sure = gazetteer.country_named("Jordan"), gazetteer.country_named("Hashemite Kingdom of Jordan")
    assert doubtful is not None
    assert sure is not None
    assert (doubtful.ambiguous, sure.ambiguous) == (True, False)
    assert not gazetteer.entry("country:JO").ambiguous


def test_capitals() -> None:
    assert key_of(gazetteer.capital_of("country:US")) == "city:washington"
    assert gazetteer.capital_of("country:EH") is None
    assert gazetteer.capital_of("country:??") is None
    assert gazetteer.is_capital("city:kyiv")
    assert not gazetteer.is_capital("city:geneva")


def test_surnames_give_all_who_bear_them() -> None:
    assert [p.key for p in gazetteer.persons_by_surname("Bush")] == [
        "person:george-w-bush",
        "person:george-h-w-bush",
    ]
    assert key_of(gazetteer.persons_by_surname("al-Sisi")[0]) == "person:abdel-fattah-al-sisi"
    assert gazetteer.persons_by_surname("Nobody") == ()


def test_offices_by_title_and_body() -> None:
    president = gazetteer.office("president", "country:US")
    assert president is not None
    assert (president.label, president.qid) == ("President of the United States", "Q11696")
    speaker = gazetteer.office("House Speaker", "country:US")
    assert speaker is not None
    assert speaker.qid == "Q912994"
    assert gazetteer.office("president", "country:GB") is None
    assert gazetteer.office_entry("office:nowhere") is None


def test_unknown_keys_raise() -> None:
    with pytest.raises(KeyError):
        gazetteer.entry("country:ZZ")


# --- Running words ---------------------------------------------------------

FOUND = [
    ("The U.S. and China met in Geneva", ["country:US", "country:CN", "city:geneva"]),
    ("U.S.-led talks with South Korean envoys", ["country:US", "country:KR"]),
    ("US-China trade talks", ["country:US", "country:CN"]),
    ("the UN Security Council and Nato", ["body:UNSC", "body:NATO"]),
    ("Papua New Guinea and Guinea-Bissau", ["country:PG", "country:GW"]),
    ("Guinea - Bissau sent envoys", ["country:GW"]),
    ("talks in Türkiye 's capital Ankara", ["country:TR", "city:ankara"]),
    ("President Xi Jinping of China", ["person:xi-jinping", "country:CN"]),
    ("Latin America and New Mexico", ["city:latin-america", "city:new-mexico"]),
    ("RUSSIA AND UKRAINE AGREE", ["country:RU", "country:UA"]),
    ("the Gulf of Mexico and the Gulf of Oman", ["city:gulf-of-mexico", "city:gulf-of-oman"]),
    ("Washington , D.C. hosted them", ["city:washington"]),
    ("the Democratic Republic of the Congo", ["country:CD"]),
    ("China’s envoy in Sana’a", ["country:CN", "city:sanaa"]),
    ("OPEC+ ministers and P5 + 1 envoys", ["body:OPEC-plus", "body:P5+1"]),
    ("let us eat turkey on china plates", []),
    ("Who will polish the nice chad ?", []),
    ("Let them talk , Who may come", []),
    ("in may he said it was a march for peace", []),
    ("Officials , South , Korea", ["country:KR"]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "keys"), FOUND)
def test_names_in_running_words(sentence: str, keys: list[str]) -> None:
    found = [m for m in gazetteer.find(sentence.split()) if not (m.entry.ambiguous and m.via == "city")]
    assert [m.entry.key for m in found] == keys


def test_matches_give_word_indices_and_sort() -> None:
    words = "They left North Korea and Chinese Taipei".split()
    found = [(m.start, m.end, m.via) for m in gazetteer.find(words)]
    assert found == [(2, 4, "name"), (5, 7, "name")]


def test_max_words_limits_a_match() -> None:
    words = "the Democratic Republic of the Congo".split()
    assert [(m.start, m.end) for m in gazetteer.find(words)] == [(1, 6)]
    assert gazetteer.find(words, max_words=4) == []


@given(
    st.lists(
        st.sampled_from([*"The U.S. us China South Korea - , of 's UN the North Xi Jinping".split()]),
        max_size=12,
    )
)
def test_matches_never_overlap_nor_leave_the_words(words: list[str]) -> None:
    found = gazetteer.find(words)
    assert all(0 <= m.start < m.end <= len(words) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_nothing_is_read_at_import() -> None:
    code = "from kg.gazetteer import lookup; from kg.lexicon import tables; assert tables.shipped.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_tables_lie_where_the_package_says() -> None:
    assert all(resources.data_file(f"{table}.tsv").is_file() for table in FORMS if table != "issues")
    assert len(list(gazetteer.all_entries())) == len(lookup._entries())


def test_offices_held_in_a_year() -> None:
    assert gazetteer.offices_held("person:benjamin-netanyahu", 2010) == ("Prime Minister",)
    assert gazetteer.offices_held("person:benjamin-netanyahu", 2005) == ()


def test_bodies_of_states_that_leaders_led() -> None:
    led = {y: gazetteer.body_led("person:jens-stoltenberg", y) for y in (None, 2010, 2013, 2014, 2020, 2025)}
    assert {y for y, body in led.items() if body is not None and body.key == "body:NATO"} == {2014, 2020}
    assert gazetteer.body_led("person:mark-rutte", 2024) is None, "of both sorts"
    assert gazetteer.body_led("person:sergei-shoigu", 2025) is None, "the Security Council of a nation"


def test_states_of_old() -> None:
    """A town lies in the state that it lay in then, and a leader served the state that an office names."""
    years = {y: gazetteer.state_then("country:UA", y) for y in (None, 1985, 1991, 1992)}
    assert years == {None: "country:UA", 1985: "country:SU", 1991: "country:SU", 1992: "country:UA"}
    assert gazetteer.state_then("country:SK", 1992) == "country:CS"
    assert gazetteer.state_then("country:FI", 1985) == "country:FI"
    served = {y: gazetteer.state_served("person:eduard-shevardnadze", y) for y in (None, 1988, 1993, 1998)}
    assert {y: e and e.name for y, e in served.items()} == {
        None: None, 1988: "Soviet Union", 1993: None, 1998: "Georgia",
    }  # fmt: skip
    before = {y: gazetteer.not_yet_in_office("person:ban-ki-moon", y) for y in (None, 2003, 2010, 2020)}
    assert before == {None: False, 2003: True, 2010: False, 2020: False}


def test_offices_in_any_year() -> None:
    assert gazetteer.offices_held("person:joe-biden", None) == ("President", "Vice President")
