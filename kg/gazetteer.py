"""What the shipped tables know: countries, demonyms, cities, bodies, leaders, offices and seats.

The tables are ``kg/data/*.tsv`` (documented in ``kg/data/README.md``). They are read once, at the first
look-up, and a malformed row raises ``TableError`` with file and line. Names are compared without accents,
dots of initialisms, hyphens and kinds of apostrophe, but not without capitals: ``U.S.`` is ``US`` and
``Türkiye`` is ``Turkiye``, while ``us`` is no country and ``turkey`` a bird.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from kg.errors import TableError
from kg.resources import data_file

EntryKind = Literal["country", "organization", "place", "person"]
Via = Literal["name", "demonym", "city", "body", "person"]

COLUMNS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "countries": ("key", "name", "qid", "aliases", "demonyms", "capital", "ambiguous", "source"),
        "cities": ("key", "name", "qid", "kind", "country", "is_capital", "aliases", "ambiguous", "source"),
        "bodies": ("key", "name", "qid", "type", "country", "aliases", "ambiguous", "source"),
        "leaders": ("key", "name", "qid", "country", "surname", "aliases", "office", "source"),
        "offices": ("key", "titles", "body", "label", "qid", "source"),
        "metonyms": ("name", "target", "source"),
    }
)
"""The header of each table; the loader refuses any other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table.

    ``country`` is the key of the country (for a leader possibly of the body) that it belongs to, ``type``
    an actor-type code for organizations and the kind (``"city"``, ``"region"`` ...) for places.
    ``ambiguous`` says that the very name by which it was found often means something else (``Jordan``,
    ``Georgia``), so the context has to agree; an entry fetched by its key is never ambiguous.
    """

    key: str
    kind: EntryKind
    name: str
    qid: str | None = None
    country: str | None = None
    type: str | None = None
    aliases: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """A well-known office: its body's key, canonical label and Wikidata id (or ``None``)."""

    key: str
    label: str
    qid: str | None
    body: str
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``start`` to ``end`` (exclusive) name ``entry``; ``via`` says by which sort of name."""

    start: int
    end: int
    entry: Entry
    via: Via


@dataclass(frozen=True, slots=True)
class _Name:
    atoms: tuple[str, ...]
    folded: tuple[str, ...]
    entry: Entry
    via: Via


_LETTERS = str.maketrans(
    {"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "`": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d",
     "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "ə": "a", "Ə": "A", "&": " and "}
)  # fmt: skip
_INITIALISM = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+\b\.?")
_ATOM = re.compile(r"\w+|,")
_JOINTS = frozenset("-‐‑–—'")
_RANK: MappingProxyType[str, int] = MappingProxyType(
    {"name": 0, "body": 1, "city": 2, "person": 3, "demonym": 4}
)


@cache
def _atoms(word: str) -> tuple[str, ...]:
    """The letters-and-digits parts of a word without accents; a joint (hyphen, apostrophe) gives none.

    >>> _atoms("U.S.-China")
    ('US', 'China')
    """
    text = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = _INITIALISM.sub(lambda m: m.group().replace(".", "") + " ", text)
    found = tuple(_ATOM.findall(text))
    if found or all(c in _JOINTS for c in text.strip()):
        return found
    return (text.strip(),)


def _folded(atoms: Sequence[str]) -> tuple[str, ...]:
    return tuple(a.casefold() for a in atoms)


def _case_fits(known: Sequence[str], seen: Sequence[str]) -> bool:
    """Whether the capitals of what is seen allow the known name.

    ``Who`` is not ``WHO`` and ``turkey`` not ``Turkey``; ``RUSSIA`` (four letters or more, as in headlines)
    is ``Russia``; small words of a name may be capitals or not.
    """
    if tuple(known) == tuple(seen):
        return True
    if all(s.isupper() or not s.isalpha() for s in seen) and sum(map(len, seen)) > 3:
        return True
    return all(
        k == s
        or k.islower()
        or (not (k.isupper() and len(k) > 1) and s[:1].isupper() and not s[1:].isupper())
        for k, s in zip(known, seen, strict=True)
    )


def _rows(table: str) -> Iterator[tuple[Path, int, dict[str, str]]]:
    path = data_file(f"{table}.tsv")
    columns = COLUMNS[table]
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise TableError(f"{path}:1: the header must be: {' '.join(columns)}")
    for number, line in enumerate(lines[1:], start=2):
        values = line.split("\t")
        if len(values) != len(columns):
            raise TableError(f"{path}:{number}: {len(values)} columns where {len(columns)} are needed")
        row = dict(zip(columns, values, strict=True))
        if not row[columns[0]] or not row[columns[1]]:
            raise TableError(f"{path}:{number}: {columns[0]} and {columns[1]} must not be empty")
        if row.get("qid") and not re.fullmatch(r"Q[1-9]\d*", row["qid"]):
            raise TableError(f"{path}:{number}: {row['qid']!r} is not a Wikidata id")
        yield path, number, row


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _entry_of(table: str, row: dict[str, str]) -> Entry:
    kinds: dict[str, EntryKind] = {
        "countries": "country", "cities": "place", "bodies": "organization", "leaders": "person",
    }  # fmt: skip
    kind = row["kind"] if table == "cities" else row.get("type")
    return Entry(
        key=row["key"], kind=kinds[table], name=row["name"], qid=row["qid"] or None,
        country=row.get("country") or None, type=kind or None, aliases=_list(row["aliases"]),
    )  # fmt: skip


@cache
def _table(table: str) -> tuple[tuple[Entry, dict[str, str]], ...]:
    """Entries of one table in file order, each with its row; a key that is not unique is refused."""
    out: list[tuple[Entry, dict[str, str]]] = []
    seen: set[str] = set()
    for path, number, row in _rows(table):
        if row["key"] in seen:
            raise TableError(f"{path}:{number}: the key {row['key']} stands twice")
        seen.add(row["key"])
        out.append((_entry_of(table, row), row))
    return tuple(out)


@cache
def _entries() -> dict[str, Entry]:
    return {e.key: e for t in ("countries", "cities", "bodies", "leaders") for e, _ in _table(t)}


def _named(table: str, via: Via) -> Iterator[_Name]:
    for found, row in _table(table):
        doubtful = set(_list(row.get("ambiguous", "")))
        names = dict.fromkeys((found.name, *found.aliases))
        spelled = [(n, via) for n in names] + [(n, "demonym") for n in _list(row.get("demonyms", ""))]
        for name, how in spelled:
            atoms = _atoms(name)
            hit = replace(found, ambiguous=True) if name in doubtful else found
            yield _Name(atoms, _folded(atoms), hit, how)


@cache
def _index() -> dict[str, tuple[_Name, ...]]:
    """Names by their first atom, longest first; of equals the table of higher rank first."""
    grouped: dict[str, list[_Name]] = {}
    tables: tuple[tuple[str, Via], ...] = (
        ("countries", "name"), ("bodies", "body"), ("cities", "city"), ("leaders", "person"),
    )  # fmt: skip
    for table, via in tables:
        for name in _named(table, via):
            grouped.setdefault(name.folded[0], []).append(name)
    order = {k: sorted(v, key=lambda n: (-len(n.atoms), _RANK[n.via])) for k, v in grouped.items()}
    return {k: tuple(v) for k, v in order.items()}


def _lookup(text: str, via: Via) -> Entry | None:
    atoms = tuple(a for word in text.split() for a in _atoms(word))
    for shift in (0, 1) if atoms and atoms[0] in ("the", "The") else (0,):
        seen = atoms[shift:]
        folded = _folded(seen)
        for name in _index().get(folded[0], ()) if folded else ():
            if name.via == via and name.folded == folded and _case_fits(name.atoms, seen):
                return name.entry
    return None


def entry(key: str) -> Entry:
    """The entry with this key (``"country:US"``); raises ``KeyError`` when no table has it."""
    return _entries()[key]


def country_named(text: str) -> Entry | None:
    """The country with this name or alias (``"the United States"``, ``"U.S."``), no demonyms."""
    return _lookup(text, "name")


def country_of_demonym(word: str) -> Entry | None:
    """The country of ``"Chinese"``, ``"Emiratis"``, ``"South Korean"``; ``None`` for ``"China"``."""
    return _lookup(word, "demonym")


def city_named(text: str) -> Entry | None:
    """The city, venue, region or sea with this name."""
    return _lookup(text, "city")


def body_named(text: str) -> Entry | None:
    """The international body or national institution with this name or acronym."""
    return _lookup(text, "body")


def person_named(full_name: str) -> Entry | None:
    """The leader with this full name or a listed spelling of it; a bare surname gives ``None``."""
    return _lookup(full_name, "person")


@cache
def _surnames() -> dict[tuple[str, ...], tuple[Entry, ...]]:
    out: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for person, row in _table("leaders"):
        for surname in _list(row["surname"]):
            folded = _folded(_atoms(surname))
            out[folded] = (*out.get(folded, ()), person)
    return out


def persons_by_surname(surname: str) -> tuple[Entry, ...]:
    """All leaders with this surname in table order: candidates, to be decided by country or office."""
    return _surnames().get(_folded(tuple(a for w in surname.split() for a in _atoms(w))), ())


@cache
def _capitals() -> dict[str, str]:
    return {found.key: row["capital"] for found, row in _table("countries") if row["capital"]}


def capital_of(country_key: str) -> Entry | None:
    """The capital of the country, ``None`` where it has none or the key is unknown."""
    capital = _capitals().get(country_key)
    return _entries()[capital] if capital else None


@cache
def _capital_keys() -> frozenset[str]:
    return frozenset(found.key for found, row in _table("cities") if row["is_capital"] == "yes")


def is_capital(key: str) -> bool:
    """Whether the key is that of a place where a country has its seat of government."""
    return key in _capital_keys()


@cache
def _metonyms() -> dict[str, str]:
    return {" ".join(_atoms_of(row["name"])): row["target"] for _, _, row in _rows("metonyms")}


def _atoms_of(text: str) -> tuple[str, ...]:
    return tuple(a for word in text.split() for a in _atoms(word))


def metonym(text: str) -> Entry | None:
    """The country or body that a seat stands for when it acts: Washington gives the United States.

    Matches "Beijing said"; whether the seat acts or is only a place, the caller decides from the sentence.
    """
    atoms = _atoms_of(text)
    atoms = atoms[1:] if atoms and atoms[0] in ("the", "The") else atoms
    target = _metonyms().get(" ".join(atoms))
    return _entries()[target] if target else None


def _title(text: str) -> str:
    return " ".join(_folded(_atoms_of(text)))


def adjective_of(country_key: str) -> str | None:
    """The first demonym of the country, which is its adjective (``"Chinese"``)."""
    return _adjectives().get(country_key)


@cache
def _adjectives() -> dict[str, str]:
    return {e.key: _list(row["demonyms"])[0] for e, row in _table("countries") if row["demonyms"]}


def office_note(person_key: str) -> str:
    """What the table says of a leader's offices and years (``"President from 2013"``)."""
    return _notes().get(person_key, "")


@cache
def _notes() -> dict[str, str]:
    return {e.key: row["office"] for e, row in _table("leaders")}


@cache
def _offices() -> dict[tuple[str, str], OfficeEntry]:
    out: dict[tuple[str, str], OfficeEntry] = {}
    for _, _, row in _rows("offices"):
        found = OfficeEntry(row["key"], row["label"], row["qid"] or None, row["body"], _list(row["titles"]))
        for title in found.titles:
            out[_title(title), found.body] = found
    return out


def office(title: str, body_key: str) -> OfficeEntry | None:
    """The well-known office that this title means in this body (``"prime minister"``, ``"country:GB"``)."""
    return _offices().get((_title(title), body_key))


@cache
def _offices_by_key() -> dict[str, OfficeEntry]:
    return {found.key: found for found in _offices().values()}


def office_entry(key: str) -> OfficeEntry | None:
    """The listed office with this key, ``None`` where there is none."""
    return _offices_by_key().get(key)


def find(words: Sequence[str], *, max_words: int = 8) -> list[Match]:
    """All names of the tables in the words, left to right, longest first, without overlap.

    A word may be compound (``"U.S.-led"``): its matches then share the word's index. Matches
    "talks in Türkiye", "the U.S. and China"; must not match "let us talk", "roast turkey", "Who came".
    """
    atoms: list[str] = []
    places: list[int] = []
    for number, word in enumerate(words):
        for atom in _atoms(word):
            atoms.append(atom)
            places.append(number)
    folded = _folded(atoms)
    out: list[Match] = []
    at = 0
    while at < len(atoms):
        name = _best(atoms, folded, at)
        end = at + len(name.atoms) if name else at + 1
        if name and places[end - 1] - places[at] < max_words:
            out.append(Match(places[at], places[end - 1] + 1, name.entry, name.via))
        at = end
    return out


def _best(atoms: Sequence[str], folded: Sequence[str], at: int) -> _Name | None:
    for name in _index().get(folded[at], ()):
        end = at + len(name.folded)
        if tuple(folded[at:end]) == name.folded and _case_fits(name.atoms, atoms[at:end]):
            return name
    return None


def all_entries() -> Iterable[Entry]:
    """Every country, city, body and leader, in table order."""
    return _entries().values()
