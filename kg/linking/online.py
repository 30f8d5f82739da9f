"""Wikidata ids for persons and bodies that no shipped table knows, asked for online; never unless told to.

Searches by name through Wikidata's public API and takes a candidate only where it is the single one of that
very name and its description tells the country. Answers are kept in a cache file, so that the same names
give the same ids without asking again. The session is given by the caller, so that tests replay recorded
answers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import gazetteer
from kg.errors import KgError
from kg.ids import normal_name

if TYPE_CHECKING:
    import httpx

API = "https://www.wikidata.org/w/api.php"
_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """A node without an id: its name and the name of its country, ``None`` where it is not known."""

    node: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the search found: Wikidata id, label, description, and the name by which it matched."""

    qid: str
    label: str
    description: str
    matched: str


def reconcile(
    wanted: Iterable[Wanted], client: httpx.Client, cache: Path | None = None
) -> Iterator[tuple[Wanted, Candidate]]:
    """Each node for which just one candidate fits, with it; in the order given.

    ``client`` is an open session; ``cache`` a JSON file of earlier answers, made where it is missing and
    written when all is asked. Raises ``KgError`` for an answer that is none, and for a cache that is no JSON.
    """
    known = _read(cache)
    before = dict(known)
    try:
        for it in wanted:
            key = normal_name(it.name)
            if key not in known:
                known[key] = _search(it.name, client)
            fitting = [c for c in map(_candidate, known[key]) if fits(it, c)]
            if len(fitting) == 1:
                yield it, fitting[0]
    finally:
        if cache is not None and known != before:
            _write(cache, known)


def session(version: str) -> httpx.Client:
    """A session for ``reconcile`` that says who asks; close it, or use it as a context."""
    import httpx

    return httpx.Client(timeout=20.0, headers={"User-Agent": f"diplokg/{version}"})


def fits(wanted: Wanted, candidate: Candidate) -> bool:
    """Whether a candidate has the very name, and a description that tells the country of the node.

    Matches "Ada Brandt" of Norway and "Norwegian politician"; nothing fits a node without a country.
    """
    names = {normal_name(candidate.label), normal_name(candidate.matched)}
    if wanted.country is None or normal_name(wanted.name) not in names:
        return False
    country = gazetteer.country_named(wanted.country)
    told = (match.entry.key for match in gazetteer.find(candidate.description.split()))
    return country is not None and country.key in told


def _search(name: str, client: httpx.Client) -> list[dict[str, str]]:
    """The candidates of one name as plain values, in the order of the answer."""
    import httpx

    asked = {
        "action": "wbsearchentities", "format": "json", "language": "en", "uselang": "en", "type": "item",
        "limit": str(_LIMIT), "search": name,
    }  # fmt: skip
    try:
        response = client.get(API, params=asked)
        response.raise_for_status()
        found = response.json()["search"]
        return [_plain(it) for it in found]
    except httpx.HTTPError as error:
        raise KgError(f"{API}: cannot be asked for {name!r}: {str(error) or type(error).__name__}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise KgError(f"{API}: gave no list of candidates for {name!r}") from error


def _plain(found: Mapping[str, Any]) -> dict[str, str]:
    return {
        "qid": str(found["id"]),
        "label": str(found.get("label", "")),
        "description": str(found.get("description", "")),
        "matched": str((found.get("match") or {}).get("text", "")),
    }


def _candidate(value: Mapping[str, str]) -> Candidate:
    return Candidate(value["qid"], value["label"], value["description"], value["matched"])


def _read(cache: Path | None) -> dict[str, list[dict[str, str]]]:
    if cache is None or not cache.exists():
        return {}
    try:
        value = json.loads(cache.read_text(encoding="utf-8"))
        return {str(name): [dict(it) for it in found] for name, found in value.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise KgError(f"{cache}: is no cache of names; delete it or name another") from error


def _write(cache: Path, known: Mapping[str, list[dict[str, str]]]) -> None:
    beside = cache.with_name(f".{cache.name}.{os.getpid()}.part")
    try:
        beside.write_text(
            json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
        beside.replace(cache)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise KgError(f"{cache}: cannot be written: {error.strerror or error}") from error
