"""Names of persons compared: the same, spelled otherwise, with an initial, a surname only, or two people."""

from __future__ import annotations

from collections.abc import Sequence

from kg.alignment import names
from kg.alignment.entity_views import EntityView
from kg.alignment.judging import Reason

_NO = Reason("name", 0.0, "")
SAME_NAME, VARIANT = 6.0, 3.5
_UNPARTED, _INITIAL, _SURNAME = 4.5, 1.5, 1.0


def person_names(view: EntityView) -> list[str]:
    """The label of a person and other forms of that full name, sorted; none where it is no name.

    "President Hart" of an article is no form of "Ann Hart", "A. Hart" and "Anne Hart" are.
    """
    if not names.is_name(view.label):
        return []
    own = names.person_words(view.label)
    if len(own) < 2:
        return [view.label]
    return sorted({view.label} | {n for n in view.names if _is_form(n, own)})


def _is_form(name: str, of: Sequence[str]) -> bool:
    parts = names.person_words(name)
    if len(parts) < 2 or not names.is_name(name) or names.spelling(parts[-1]) != names.spelling(of[-1]):
        return False
    return names.same_given(parts[0], of[0]) or names.is_initial_of(parts[0], of[0])


def compared(one: str, other: str) -> Reason:
    """How two names of persons agree: weight 0 where they do not. "Jr." is not "Sr.", "H. W." not "W."."""
    a, b = names.person_words(one), names.person_words(other)
    ages = {names.generation(one), names.generation(other)} - {""}
    if not (a and b) or len(ages) > 1:
        return _NO
    if len(a) == 1 or len(b) == 1:
        return _bare(one, other, a, b)
    if a == b:
        return Reason("name", SAME_NAME, f"same full name: {one}")
    if sorted(a) == sorted(b):
        return Reason("spelling", VARIANT, f"same names in another order: {one}, {other}")
    if len(a) != len(b) and names.unparted(one) == names.unparted(other):
        weight = _UNPARTED if "".join(a) == "".join(b) else VARIANT
        return Reason("spelling", weight, f"the same but for gaps and hyphens: {one}, {other}")
    return _full(one, other, a, b)


def _bare(one: str, other: str, a: Sequence[str], b: Sequence[str]) -> Reason:
    """Two names of which one is a single word."""
    if names.spelling(a[-1]) == names.spelling(b[-1]):
        return Reason("surname", _SURNAME, f"surname only: {one}, {other}")
    short, long = sorted((a, b), key=len)
    if len(long) == 2 and short[0] == long[0]:
        return Reason("surname", _SURNAME, f"one name of two: {one}, {other}")
    return _NO


def _full(one: str, other: str, a: Sequence[str], b: Sequence[str]) -> Reason:
    """Two names of several words that are not the same."""
    if names.spelling(a[-1]) != names.spelling(b[-1]):
        if _nearly(a, b):
            return Reason("surname", _SURNAME, f"surnames spelled nearly alike: {one}, {other}")
        short, long = sorted((a, b), key=len)
        if short == long[: len(short)] and len(a[0]) > 1:
            return Reason("surname", _SURNAME, f"one has a further surname: {one}, {other}")
        return _NO
    if not _middles_agree(a[1:-1], b[1:-1]):
        return _NO
    if names.is_initial_of(a[0], b[0]):
        return Reason("initials", _INITIAL, f"initial and surname: {one}, {other}")
    if not names.same_given(a[0], b[0]):
        return _NO
    if (a[0], a[-1]) == (b[0], b[-1]):
        return Reason("middle-name", _UNPARTED, f"same but for a middle name: {one}, {other}")
    return Reason("spelling", VARIANT, f"spellings of one name: {one}, {other}")


def _nearly(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether given names agree, and surnames but for vowels: "Abdul Rahman Rashed", "Abdulrahman Rashid"."""
    ends = {names.consonants(one[-1]), names.consonants(other[-1])}
    given = names.same_given(one[0], other[0]) or names.same_given("".join(one[:-1]), "".join(other[:-1]))
    return len(ends) == 1 and "" not in ends and given and len(one[0]) > 1


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether middle names can be those of one person: none on a side, or one after the other equal or an
    initial, or where one has more of them a whole name in common. "H. W." are not "W.".
    """
    if not one or not other or any(len(w) > 1 for w in {*one} & {*other}):
        return True
    return all(a == b or names.same_given(a, b) or (a[0] == b[0] and 1 in (len(a), len(b)))
               for a, b in zip(one, other, strict=False))  # fmt: skip
