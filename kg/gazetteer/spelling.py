"""How names are compared: as atoms without accents, dots and joints, with their capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d",
     "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "ə": "a", "Ə": "A", "&": " and "}
)  # fmt: skip
_INITIALISM = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+\b\.?")
_ATOM = re.compile(r"\w+|[,+]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_JOINTS = frozenset("-‐‑–—'")


def words_of(text: str) -> tuple[str, ...]:
    """The atoms of a text as a whole, those of ``atoms`` word by word, and not remembered."""
    if text.isascii():
        return tuple(_ATOM.findall(_joined_initials(text.replace("&", " and "))))
    return _atoms(text)


@lru_cache(maxsize=16384)
def atoms(word: str) -> tuple[str, ...]:
    """The letters-and-digits parts of a word without accents; a joint (hyphen, apostrophe) gives none.

    >>> atoms("U.S.-China")
    ('US', 'China')
    """
    return _atoms(word)


def _joined_initials(text: str) -> str:
    return _INITIALISM.sub(lambda m: m.group().replace(".", "") + " ", text)


def _atoms(word: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    text = _NOT_ASCII.sub(lambda m: "" if unicodedata.combining(m[0]) else m[0], text)
    text = _joined_initials(text)
    found = tuple(_ATOM.findall(text))
    if found or all(c in _JOINTS for c in text.strip()):
        return found
    return (text.strip(),)


def folded(atoms: Sequence[str]) -> tuple[str, ...]:
    """The atoms in lower case, for use as key."""
    return tuple(map(str.casefold, atoms))


@lru_cache(maxsize=16384)
def keyed(word: str) -> tuple[str, ...]:
    """The atoms of a word in lower case."""
    return folded(atoms(word))


def case_fits(known: Sequence[str], seen: Sequence[str]) -> bool:
    """Whether the capitals of what is seen allow the known name.

    ``Who`` is not ``WHO``, ``Let`` not ``LeT`` and ``turkey`` not ``Turkey``; ``RUSSIA`` (four letters or
    more, as in headlines) is ``Russia``; small words of a name may have capitals or not.
    """
    if tuple(known) == tuple(seen):
        return True
    if all(s.isupper() or not s.isalpha() for s in seen) and sum(map(len, seen)) > 3:
        return True
    return all(k == s or k.islower() or _capitalised_alike(k, s) for k, s in zip(known, seen, strict=True))


def _capitalised_alike(known: str, seen: str) -> bool:
    plain = known[1:].islower() or len(known) == 1
    return plain and seen[:1].isupper() and not seen[1:].isupper()


def atoms_of(text: str) -> tuple[str, ...]:
    """The atoms of a text, word by word; a leading article is dropped."""
    found = tuple(a for word in text.split() for a in atoms(word))
    return found[1:] if len(found) > 1 and found[0] == "the" else found
