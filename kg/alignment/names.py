"""Names in the forms in which they are compared across articles: normal, and folded over transliteration.

The rules have a version, which the alignment graph states, so that a new rule is seen as such and never
mixes with an old one. They only propose: country, office and what else is known have to agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.errors import TableError
from kg.gazetteer.spelling import atoms
from kg.resources import data_file

#: Version of the rules of this module.
NORMALISATION = "names-2"

_PARTICLES = frozenset("al el ul bin ibn ben bint de da do di del la von van der den jr sr ii iii".split())
_GENERATION = frozenset({"jr", "sr", "ii", "iii"})
_DOTTED = re.compile(r"\b([A-Z])\.(?=[A-Z]\.)")
_SERVANT = re.compile(r"^abd(?:e|a|o|ou)l")
_NO_WORDS = frozenset({"the", "of", "and", "for", "on", "in", "a", "an", "to"})
_SHORT = 5
_EZAFE = re.compile(r"(?<=\w)-(?:e|i|ye)-(?=\w)")
_NAME_WORD = re.compile(r"[\w'’.\-]+")
_MOST_WORDS = 6
_DIGRAPHS = (
    ("shch", "sh"), ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("dj", "j"), ("zh", "j"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("ks", "x"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ie", "i"), ("ye", "e"), ("yo", "o"), ("yu", "u"), ("ya", "a"), ("iu", "u"), ("ia", "a"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"),
)  # fmt: skip
_VOWELS = str.maketrans({"y": "i", "j": "j", "e": "a", "u": "o", "w": "v", "q": "k", "c": "k"})
_BETWEEN_VOWELS = re.compile(r"(?<=[aeiouy])h(?=[aeiouy])")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[str, ...]:
    """The words of a name: NFKC, no accents, no case, no punctuation; hyphens part words.

    >>> words("Péter SZIJJÁRTÓ"), words("U.S. Agency"), words("Abdel-Aziz")
    (('peter', 'szijjarto'), ('us', 'agency'), ('abdel', 'aziz'))
    """
    text = unicodedata.normalize("NFKC", name)
    return tuple(atom.casefold() for word in text.split() for atom in atoms(word) if atom != ",")


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> str:
    """The word folded over transliteration: equal for spellings of one name, seldom for two names.

    Matches Vahagn and Vaagn, Zelensky and Zelenskyy, Aliyev and Aliev; not Kim and Kem: in words of fewer
    than five letters only y and i are one.

    >>> spelling("vahagn") == spelling("vaagn"), spelling("zelenskyy") == spelling("zelensky")
    (True, True)
    """
    text = re.sub(r"(ii|iy|yi|yy|ij|ey|ei|i|y)$", "i", _SERVANT.sub("abdul", word))
    if len(word) < _SHORT:
        return _DOUBLE.sub(r"\1", text.replace("y", "i"))
    text = re.sub(r"(?<=[aeiou])y(?=[aeou])", "", text)
    text = _BETWEEN_VOWELS.sub("", text)
    for pair, one in _DIGRAPHS:
        text = text.replace(pair, one)
    return _DOUBLE.sub(r"\1", _DOUBLE.sub(r"\1", text).translate(_VOWELS))


@lru_cache(maxsize=1 << 16)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name without particles: "Mohammed Shia' Al Sudani" has three.

    A name of particles only, and a single word, stay as they are. Initials are words: "N.S. Gorshkov" has
    three, too.
    """
    text = _DOTTED.sub(r"\1. ", _EZAFE.sub("-", name))
    found = tuple(w for w in words(text) if w not in _GENERATION)
    kept = tuple(w for w in found if w not in _PARTICLES)
    return kept if len(kept) > 1 or len(kept) == len(found) else (kept or found)


def generation(name: str) -> str:
    """What tells a father from a son: "jr", "sr", "ii" or "iii" at the end of a name, else nothing.

    >>> generation("Robert Ashby, Jr."), generation("Robert Ashby")
    ('jr', '')
    """
    found = words(name)
    return found[-1] if len(found) > 1 and found[-1] in _GENERATION else ""


@lru_cache(maxsize=1 << 16)
def unparted(name: str) -> str:
    """The words of a person's name in one, folded: equal for "Lee Jae-hoon" and "Lee Jaehoon"."""
    return spelling("".join(person_words(name)))


@lru_cache(maxsize=1 << 16)
def consonants(word: str) -> str:
    """The consonants of a word folded over transliteration; nothing where they are fewer than three.

    Of "q", "gh" and "k", which stand for one letter in Persian and Arabic names, all are one.

    >>> consonants("rashid") == consonants("rashed"), consonants("lee")
    (True, '')
    >>> consonants("ghasemi") == consonants("qassemi")
    True
    """
    found = "".join(c for c in spelling(word).replace("g", "k") if c not in "aeiou")
    return found if len(found) > 2 else ""


def surname(name: str) -> str:
    """The last word of a person's name, folded over transliteration; where somebody is called by an office
    only, all of that: the foreign minister is not the interior minister.

    >>> surname("Ana Quiroga"), surname("Moroccan foreign minister")
    ('koiroga', 'moroccan foreign minister')
    """
    if not is_name(name):
        return " ".join(words(name))
    found = person_words(name)
    return spelling(found[-1]) if found else ""


def is_name(name: str) -> bool:
    """Whether this can be a person's name: capitalised words and particles, no "Iran's envoy Ali".

    >>> is_name("Mohammed bin Salman"), is_name("senior US official"), is_name("Iran’s Ambassador Ali Rad")
    (True, False, False)
    """
    parts = name.split()
    if not parts or len(parts) > _MOST_WORDS or name.replace("’", "'").find("'s ") >= 0:
        return False
    return all(
        _NAME_WORD.fullmatch(p) is not None and (p[0].isupper() or p.casefold() in _PARTICLES or "-" in p)
        for p in parts
    )


def is_full(name: str) -> bool:
    """Whether a person's name has a given name beside the surname: two words, the first no initial."""
    return len(person_words(name)) > 1 and len(person_words(name)[0]) > 1


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one: equal, a spelling, or of one group of the table."""
    if one == other or spelling(one) == spelling(other):
        return True
    group = _given_names().get(one)
    return group is not None and group == _given_names().get(other)


def is_initial_of(one: str, other: str) -> bool:
    """Whether one is the initial of the other: "j" and "john"."""
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and len(long) > 1 and long.startswith(short)


@cache
def _given_names() -> dict[str, int]:
    path = data_file("given_names.tsv")
    groups: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], start=2):
        names, tab, _ = line.partition("\t")
        if not tab or not names:
            raise TableError(f"{path}:{number}: two columns are needed: names and source")
        for name in names.split("|"):
            if name in groups:
                raise TableError(f"{path}:{number}: {name} stands twice")
            groups[name] = number
    return groups


def organization_words(name: str) -> tuple[str, ...]:
    """The words of an organization's name without articles and small words.

    >>> organization_words("The Organisation for the Prohibition of Chemical Weapons")
    ('organization', 'prohibition', 'chemical', 'weapons')
    """
    return tuple(_SPELLED.get(w, w) for w in words(name.replace("'s", "")) if w not in _NO_WORDS)


_SPELLED = {
    "organisation": "organization", "defence": "defense", "labour": "labor", "centre": "center",
    "programme": "program", "intl": "international", "dept": "department",
}  # fmt: skip


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym: two to seven capitals ("IAEA", "E3"), with dots or without."""
    bare = name.replace(".", "")
    return 2 <= len(bare) <= 7 and bare.isalnum() and bare.isupper() and bare.isascii()


def acronym_of(name: str) -> tuple[str, ...]:
    """The acronyms that a name may have: initials of its words, with and without the small ones.

    >>> acronym_of("International Atomic Energy Agency")
    ('IAEA',)
    """
    every = [w for w in words(name) if w != "the"]
    big = [w for w in every if w not in _NO_WORDS]
    found = ("".join(w[0] for w in chosen).upper() for chosen in (big, every) if len(chosen) > 1)
    return tuple(dict.fromkeys(found))
