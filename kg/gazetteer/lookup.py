"""Look-ups over the tables: by name, by key, and in running words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from kg.gazetteer.spelling import atoms, atoms_of, case_fits, folded, keyed
from kg.gazetteer.tables import Entry, Match, OfficeEntry, Via, cells, rows, table_rows
from kg.lexicon import per_lexicon

_RANK: MappingProxyType[str, int] = MappingProxyType(
    {"name": 0, "body": 1, "city": 2, "person": 3, "demonym": 4}
)


@dataclass(frozen=True, slots=True)
class _Name:
    atoms: tuple[str, ...]
    folded: tuple[str, ...]
    entry: Entry
    via: Via


@per_lexicon
def _entries() -> dict[str, Entry]:
    return {e.key: e for t in ("countries", "cities", "bodies", "leaders") for e, _ in table_rows(t)}


def _named(table: str, via: Via) -> Iterator[_Name]:
    for found, row in table_rows(table):
        doubtful = set(cells(row.get("ambiguous", "")))
        names = dict.fromkeys((found.name, *found.aliases))
        spelled = [(n, via) for n in names] + [(n, "demonym") for n in cells(row.get("demonyms", ""))]
        for name, how in spelled:
            parts = atoms(name)
            hit = replace(found, ambiguous=True) if name in doubtful else found
            yield _Name(parts, folded(parts), hit, how)


@per_lexicon
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


def spellings() -> Iterator[tuple[tuple[str, ...], Entry, Via]]:
    """Every name of every table as atoms with their capitals, what it names, and which sort of name it is."""
    for names in _index().values():
        for name in names:
            yield name.atoms, name.entry, name.via


def surnames() -> Iterator[tuple[tuple[str, ...], tuple[Entry, ...]]]:
    """The surname of each leader as atoms with its capitals, and who bears it."""
    for _, row in table_rows("leaders"):
        for surname in cells(row["surname"]):
            yield atoms(surname), persons_by_surname(surname)


def _lookup(text: str, via: Via) -> Entry | None:
    parts = tuple(a for word in text.split() for a in atoms(word))
    for shift in (0, 1) if parts and parts[0] in ("the", "The") else (0,):
        seen = parts[shift:]
        low = folded(seen)
        for name in _index().get(low[0], ()) if low else ():
            if name.via == via and name.folded == low and case_fits(name.atoms, seen):
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


@per_lexicon
def _surnames() -> dict[tuple[str, ...], tuple[Entry, ...]]:
    out: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for person, row in table_rows("leaders"):
        for low in dict.fromkeys(folded(atoms(surname)) for surname in cells(row["surname"])):
            out[low] = (*out.get(low, ()), person)
    return out


def persons_by_surname(surname: str) -> tuple[Entry, ...]:
    """All leaders with this surname in table order: candidates, to be decided by country or office."""
    return _surnames().get(keyed(surname), ())


@per_lexicon
def _capitals() -> dict[str, str]:
    return {found.key: row["capital"] for found, row in table_rows("countries") if row["capital"]}


def capital_of(country_key: str) -> Entry | None:
    """The capital of the country, ``None`` where it has none or the key is unknown."""
    capital = _capitals().get(country_key)
    return _entries()[capital] if capital else None


@per_lexicon
def _capital_keys() -> frozenset[str]:
    return frozenset(found.key for found, row in table_rows("cities") if row["is_capital"] == "yes")


def is_capital(key: str) -> bool:
    """Whether the key is that of a place where a country has its seat of government."""
    return key in _capital_keys()


@per_lexicon
def _metonyms() -> dict[str, str]:
    return {" ".join(atoms_of(row["name"])): row["target"] for row in rows("metonyms")}


def metonym(text: str) -> Entry | None:
    """The country or body that a seat stands for when it acts: Washington gives the United States.

    Matches "Beijing said"; whether the seat acts or is only a place, the caller decides from the sentence.
    """
    parts = atoms_of(text)
    bare = parts[1:] if parts[:1] == ("The",) else parts
    target = _metonyms().get(" ".join(parts)) or _metonyms().get(" ".join(bare))
    return _entries()[target] if target else None


@per_lexicon
def _members() -> dict[str, tuple[tuple[str, str, str], ...]]:
    out: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for row in rows("members"):
        out[row["body"]] = (*out.get(row["body"], ()), (row["country"], row["from"], row["until"]))
    return out


def member_states(body_key: str, year: int | None) -> frozenset[str]:
    """The keys of the states that belong to a body in a year, of all that ever did for ``None``.

    Empty for bodies whose members the table does not hold.
    """
    return frozenset(
        country
        for country, first, last in _members().get(body_key, ())
        if year is None or int(first or year) <= year <= int(last or year)
    )


def _title(text: str) -> str:
    return " ".join(folded(atoms_of(text)))


def adjective_of(country_key: str) -> str | None:
    """The first demonym of the country, which is its adjective (``"Chinese"``)."""
    return _adjectives().get(country_key)


@per_lexicon
def _adjectives() -> dict[str, str]:
    return {e.key: cells(row["demonyms"])[0] for e, row in table_rows("countries") if row["demonyms"]}


def office_note(person_key: str) -> str:
    """What the table says of a leader's offices and years (``"President from 2013"``)."""
    return _notes().get(person_key, "")


_YEARS = re.compile(r"(from )?(\d{4})(?:-(\d{4}))?")


def years_of(note: str) -> list[tuple[int, int]]:
    """The first and last years that a note of offices names, "from 2013" without end (9999)."""
    found = _YEARS.findall(note)
    return [(int(begin), int(end or ("9999" if since else begin))) for since, begin, end in found]


def offices_held(person_key: str, year: int | None) -> tuple[str, ...]:
    """The offices that the table knows a leader to hold in a year, in any year where that is ``None``.

    "Prime Minister 1996-1999, 2009-2021": 2010 is among the years of one office.
    """
    held: list[str] = []
    title = ""
    for part in office_note(person_key).split(", "):
        title = re.sub(r"\s*\b(?:from )?\d{4}.*$", "", part) or title
        if year is None or any(a <= year <= b for a, b in years_of(part)):
            held.append(title)
    return tuple(dict.fromkeys(held))


@per_lexicon
def _notes() -> dict[str, str]:
    return {e.key: row["office"] for e, row in table_rows("leaders")}


@per_lexicon
def _offices() -> dict[tuple[str, str], OfficeEntry]:
    out: dict[tuple[str, str], OfficeEntry] = {}
    for row in rows("offices"):
        found = OfficeEntry(row["key"], row["label"], row["qid"] or None, row["body"], cells(row["titles"]))
        for title in found.titles:
            out[_title(title), found.body] = found
    return out


def office(title: str, body_key: str) -> OfficeEntry | None:
    """The well-known office that this title means in this body (``"prime minister"``, ``"country:GB"``)."""
    return _offices().get((_title(title), body_key))


@per_lexicon
def _offices_by_key() -> dict[str, OfficeEntry]:
    return {found.key: found for found in _offices().values()}


def office_entry(key: str) -> OfficeEntry | None:
    """The listed office with this key, ``None`` where there is none."""
    return _offices_by_key().get(key)


@per_lexicon
def _offices_by_qid() -> dict[str, OfficeEntry]:
    return {it.qid: it for it in _offices_by_key().values() if it.qid}


def office_linked(qid: str) -> OfficeEntry | None:
    """The office with this Wikidata id."""
    return _offices_by_qid().get(qid)


def find(words: Sequence[str], *, max_words: int = 8) -> list[Match]:
    """All names of the tables in the words, left to right, longest first, without overlap.

    A word may be compound (``"U.S.-led"``): its matches then share the word's index. Matches
    "talks in Türkiye", "the U.S. and China"; must not match "let us talk", "roast turkey", "Who came".
    """
    parts, places = list[str](), list[int]()
    for number, word in enumerate(words):
        if word.isalpha() and word.isascii():
            parts.append(word)
            places.append(number)
        else:
            parts += atoms(word)
            places += [number] * (len(parts) - len(places))
    low, index, free = folded(parts), _by_two(), 0
    out: list[Match] = []
    for at, first in enumerate(low):
        if first not in index or at < free:
            continue
        name = _best(index[first], parts, low, at)
        if name is None:
            continue
        free = at + len(name.atoms)
        if places[free - 1] - places[at] < max_words:
            out.append(Match(places[at], places[free - 1] + 1, name.entry, name.via))
    return out


@per_lexicon
def _by_two() -> dict[str, dict[str | None, tuple[_Name, ...]]]:
    """Names by their first atom and the second, ``None`` for names of one; each as ``_index`` has them."""
    out: dict[str, dict[str | None, tuple[_Name, ...]]] = {}
    for first, names in _index().items():
        seconds = out[first] = {}
        for name in names:
            second = name.folded[1] if len(name.folded) > 1 else None
            seconds[second] = (*seconds.get(second, ()), name)
    return out


def _best(
    names: Mapping[str | None, tuple[_Name, ...]], parts: Sequence[str], low: tuple[str, ...], at: int
) -> _Name | None:
    """The longest name that begins there: of several atoms before one alone."""
    longer = names.get(low[at + 1], ()) if at + 1 < len(low) else ()
    for name in (*longer, *names.get(None, ())):
        end = at + len(name.folded)
        if low[at:end] == name.folded and case_fits(name.atoms, parts[at:end]):
            return name
    return None


def all_entries() -> Iterable[Entry]:
    """Every country, city, body and leader, in table order."""
    return _entries().values()
