"""News items in which people linked the actors: how many of those come out as actors.

A link counts when its words name a person, a country or an organization: by the project's tables, else by
the language model's label for those words. Links from offices, things and cities are passed over, and so are
items about crime, business, disasters, culture and science. A country that is only a place is listed apart:
by the annotation's rules it is no actor.
"""

from __future__ import annotations

import calendar
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from benchmarks.quality.built import Built, build_all, untitled
from kg import gazetteer

CATEGORIES = ("International relations", "Politics and elections", "Armed conflicts and attacks")
_LABELS = {"PERSON": "person", "ORG": "organization", "NORP": "country", "GPE": "country"}
_KINDS = {"country": "country", "organization": "organization", "person": "person"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A linked name: where it stands, what it names, and what came of it ("actor", "place", "other kind",
    "nothing").
    """

    item: str
    category: str
    kind: str
    name: str
    outcome: str


@dataclass(frozen=True, slots=True)
class LinkReport:
    """Counts by (category, kind, outcome), the linked names, and meetings in items without diplomacy."""

    counts: Counter[tuple[str, str, str]]
    links: tuple[Linked, ...]
    without: tuple[Built, ...]


def measure(file: Path, *, jobs: int = 1) -> LinkReport:
    """The report on every item of the JSON Lines file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    articles = [
        untitled(f"item-{n:03}", row["text"] + "\n", _day(row["date_in_url"]))
        for n, row in enumerate(rows, start=1)
    ]
    built = build_all(articles, "current events", jobs=jobs)
    links = [
        link
        for row, it in zip(rows, built, strict=True)
        if row["category"] in CATEGORIES
        for link in _links(row, it)
    ]
    without = [it for row, it in zip(rows, built, strict=True) if row["category"] not in CATEGORIES]
    return LinkReport(Counter((k.category, k.kind, k.outcome) for k in links), tuple(links), tuple(without))


def _day(text: str) -> str | None:
    """The date of a page as ISO, ``None`` where it is no full date."""
    match = re.fullmatch(r"(\d{4})-(\w+)-(\d{1,2})", text)
    if match is None:
        return None
    names = [name.casefold() for name in calendar.month_abbr]
    month = names.index(match[2][:3].casefold()) if match[2][:3].casefold() in names else int(match[2])
    return f"{match[1]}-{month:02}-{int(match[3]):02}"


def _links(row: dict[str, object], built: Built) -> list[Linked]:
    text, found = str(row["text"]), []
    labels = _labels(text)
    for begin, end, target in row["links"]:  # type: ignore[attr-defined]
        name = text[begin:end]
        kind = _kind(name, unquote(str(target)).replace("_", " "), labels.get((begin, end)))
        if kind:
            outcome = _outcome(built, begin, end, kind)
            found.append(Linked(built.article.id, str(row["category"]), kind, name, outcome))
    return found


def _kind(name: str, target: str, label: str | None) -> str | None:
    if gazetteer.country_named(target) or gazetteer.country_named(name) or gazetteer.country_of_demonym(name):
        return "country"
    if gazetteer.person_named(target) or gazetteer.person_named(name):
        return "person"
    if gazetteer.body_named(target) or gazetteer.body_named(name):
        return "organization"
    if gazetteer.city_named(target) or gazetteer.city_named(name) or not name[:1].isupper():
        return None
    return label if label in ("person", "organization") else None


def _labels(text: str) -> dict[tuple[int, int], str]:
    from kg.nlp.annotate import pipeline

    return {(e.start_char, e.end_char): _LABELS.get(e.label_, "") for e in pipeline()(text).ents}


def _outcome(built: Built, begin: int, end: int, kind: str) -> str:
    it = built.extraction
    touching = [a for a in it.actors if any(m.start < end and begin < m.end for m in a.mentions)]
    if any(a.kind == kind for a in touching):
        return "actor"
    if touching:
        return "other kind"
    places = [p for p in it.places if any(m.start < end and begin < m.end for m in p.mentions)]
    return "place" if places else "nothing"
