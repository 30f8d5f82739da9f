"""Forms of names: what is one name and what are two."""

from __future__ import annotations

import pytest

from kg.alignment import names
from kg.alignment.entity_views import EntityView
from kg.alignment.person_names import compared, person_names

ONE = """
vahagn vaagn|zelensky zelenskyy|zelenskiy zelensky|lavrov lavrow|mohammed muhammad|pashinyan pashinian
khachaturyan hachaturian|mirzoyan mirzoian|araghchi aragchi|tokayev tokaev|aliyev aliev|mirziyoyev mirziyoev
sheikh shaikh|sisi sissi|yermak ermak|kuleba koleba|rzayev rzaev|petrosian petrosyan|fakhri fahri|yusuf yousuf
abdel abdul|abdelaziz abdulaziz|abdallah abdullah|juergen jurgen|soeren soren
"""
TWO = """
yang ying|chen chan|hansen jansen|miller muller|kim kem|novak novik|brandt brenner|lind lund|peterson petersen
bohdan bogdan|kovac kovic|nowak nowacki|holm helm|maria mario
"""


def split(text: str) -> list[tuple[str, str]]:
    pairs = [pair.split() for line in text.strip().splitlines() for pair in line.split("|")]
    return [(one, other) for one, other in pairs]


@pytest.mark.parametrize(("one", "other"), split(ONE))
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert names.spelling(one) == names.spelling(other)


@pytest.mark.parametrize(("one", "other"), split(TWO))
def test_two_names(one: str, other: str) -> None:
    assert names.spelling(one) != names.spelling(other)


def test_the_tables_are_not_cut_short() -> None:
    assert len(split(ONE)) == 25
    assert len(split(TWO)) == 14


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Péter SZIJJÁRTÓ", ("peter", "szijjarto")),
        ("Mohammed Shia' Al Sudani", ("mohammed", "shia", "sudani")),
        ("Ursula von der Leyen", ("ursula", "leyen")),
        ("Majid Takht-e-Ravanchi", ("majid", "takht", "ravanchi")),
        ("Robert Ashby Jr.", ("robert", "ashby")),
        ("Al-Sisi", ("sisi",)),
        ("De La", ("de", "la")),
        ("N.S. Gorshkov", ("n", "s", "gorshkov")),
        ("Ｌｅｎａ　Ｂｅｒｇ", ("lena", "berg")),
    ],
)
def test_words_of_persons(name: str, words: tuple[str, ...]) -> None:
    assert names.person_words(name) == words


@pytest.mark.parametrize(
    ("one", "other", "criterion", "weight"),
    [
        ("Robert Ashby", "Robert ASHBY", "name", 6.0),
        ("Robert Ashby", "Robert Ashby Jr.", "name", 6.0),
        ("Robert Ashby Sr.", "Robert Ashby Jr.", "name", 0.0),
        ("Harald II", "Harald III", "name", 0.0),
        ("George W. Hart", "George H. W. Hart", "name", 0.0),
        ("George H. Hart", "George H. W. Hart", "middle-name", 4.5),
        ("George Walker Hart", "George W. Hart", "middle-name", 4.5),
        ("J. W. Hart", "John H. Hart", "name", 0.0),
        ("N.S. Gorshkov", "Nikolai Gorshkov", "initials", 1.5),
        ("Lee Jae-hoon", "Lee Jaehoon", "spelling", 4.5),
        ("Hoon Lee", "Lee Hoon", "spelling", 3.5),
        ("Abdul Rahman Rashed", "Abdulrahman Rashid", "surname", 1.0),
        ("Ana Rashed", "Abdulrahman Rashid", "name", 0.0),
        ("Maria Lopez", "Maria Lopez Arias", "surname", 1.0),
        ("M. Lopez", "M. Lopez Arias", "name", 0.0),
        ("Maria Lopez", "Marta Lopez Arias", "name", 0.0),
        ("Hart", "Ann Hart", "surname", 1.0),
        ("Ann", "Ann Hart", "surname", 1.0),
        ("Ann", "Hart", "name", 0.0),
    ],
)  # fmt: skip
def test_two_names_compared(one: str, other: str, criterion: str, weight: float) -> None:
    for a, b in ((one, other), (other, one)):
        found = compared(a, b)
        assert (found.criterion, found.weight) == (criterion, weight)


def test_a_title_before_a_name_makes_no_form_of_it() -> None:
    """Else two ministers of one surname would agree in country, title and surname."""
    said = frozenset({"Ana Nieto", "A. Nieto", "Nieto", "Peruvian President Ana Nieto", "Bea Nieto"})
    view = EntityView("n", "person", "Ana Nieto", said, *[frozenset[str]()] * 3, {}, frozenset({"a"}))
    assert person_names(view) == ["A. Nieto", "Ana Nieto"]


def test_one_called_by_office_has_no_surname_but_the_office() -> None:
    assert names.surname("Moroccan foreign minister") != names.surname("Moroccan interior minister")
    assert names.surname("Oleh Sadovskyy") == names.surname("Sadovsky")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("robert", "bob", True), ("sergei", "serhiy", True), ("anna", "anne", False), ("jim", "james", True),
        ("fuad", "fouad", True), ("oleh", "oleg", True), ("hamid", "hamed", False), ("pavel", "peter", False),
        ("volodymyr", "vladimir", True), ("kamil", "kamila", False), ("bill", "bob", False),
    ],
)  # fmt: skip
def test_given_names(one: str, other: str, same: bool) -> None:
    assert names.same_given(one, other) == same


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Mohammed bin Salman", True), ("Wang Yi", True), ("senior US official", False),
        ("Iran’s Ambassador Ali Rad", False), ("head of the organization", False), ("", False), ("J. Kerry", True),
    ],
)  # fmt: skip
def test_what_can_be_a_name(text: str, is_one: bool) -> None:
    assert names.is_name(text) == is_one


def test_acronyms() -> None:
    assert names.is_acronym("IAEA")
    assert names.is_acronym("U.N.")
    assert not names.is_acronym("Iran")
    assert names.acronym_of("Organization for the Prohibition of Chemical Weapons") == ("OPCW", "OFPOCW")
    assert names.organization_words("The Labour Centre") == ("labor", "center")
    assert names.organization_words("OPEC") != names.organization_words("OPEC+")


def test_a_given_name_stands_in_one_group() -> None:
    assert len(names._given_names()) == 227
