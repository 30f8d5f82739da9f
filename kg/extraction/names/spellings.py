"""Whether two words are one name in two spellings: "Pérez" and "Perez", "Cazeneuve" and "Cazaneuve"."""

from __future__ import annotations

import unicodedata

_LEAST = 6
"""Letters of a name below which one other letter makes another name: "Amin" and "Amir"."""


def unaccented(word: str) -> str:
    """A word without accents: "pérez" -> "perez"."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def plain_forms(word: str) -> set[str]:
    """A word in lower case without accents, and with umlauts as two letters: "müller" -> muller, mueller."""
    return {unaccented(word), unaccented(word.translate(_UMLAUTS))}


def spelt_alike(a: str, b: str) -> bool:
    """Whether two long words differ by a letter in their midst; "Daniel" and "Daniela" are two names.

    >>> spelt_alike("cazeneuve", "cazaneuve"), spelt_alike("antonio", "antonia"), spelt_alike("amin", "amir")
    (True, False, False)
    """
    if min(len(a), len(b)) < _LEAST or abs(len(a) - len(b)) > 1 or a[0] != b[0] or a[-1] != b[-1]:
        return False
    first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return any(a[first + i :] == b[first + j :] for i, j in ((1, 1), (0, 1), (1, 0)))


_NICKNAMES = (
    {"joe", "joseph"},
    {"mike", "michael"},
    {"bill", "william"},
    {"bob", "robert"},
    {"tony", "antony", "anthony"},
    {"jim", "james", "jimmy"},
    {"tom", "thomas"},
    {"dick", "richard"},
    {"ben", "benjamin", "binyamin"},
    {"ed", "edward"},
    {"jake", "jacob"},
    {"chuck", "charles"},
    {"nick", "nicholas"},
    {"steve", "steven", "stephen"},
    {"dan", "daniel"},
    {"mohammed", "mohammad", "muhammad", "mohamed"},
    {"alexander", "aleksandr", "alex"},
    {"sergei", "sergey"},
    {"vladimir", "volodymyr"},
    {"yulia", "julia"},
    {"matt", "matthew"},
    {"pete", "peter"},
    {"kate", "katherine"},
)


def is_nickname(x: str, y: str) -> bool:
    """Whether two given names are forms of one: "joe" and "joseph"; not "vladimir" and "volodymyr"."""
    return any(x in group and y in group for group in _NICKNAMES if group != {"vladimir", "volodymyr"})
