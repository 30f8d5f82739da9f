"""Sentences with a PLOVER event, source and target: which root class the graph gives them.

The root class of a found event is the note in the lexicon row whose word stands in the event's mention,
or the note that most rows of its type have. The sentences follow an older edition of PLOVER than the
lexicon: DEMAND is REQUEST there, DISAPPROVE is ACCUSE, REDUCE RELATIONS was folded into SANCTION.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.quality.built import Built, build_all, untitled
from kg.model import Act, Change, Event, Extraction, Mention, Process
from kg.resources import data_file

_SAME = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "REDUCE RELATIONS": "SANCTION", "THREAT": "THREATEN"}
#: Classes that consist in words or in meeting, which is what the graphs speak of; the rest are deeds.
OF_WORDS = ("ACCUSE", "AGREE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
NOTHING = "nothing"
_EVENT = re.compile(r"\(EVT:\s*([^)]*)\)")
_STEM = 5


@dataclass(frozen=True, slots=True)
class PloverReport:
    """Confusion of wanted and found class, and how many sources and targets are attached."""

    confusion: Counter[tuple[str, str]]
    sources: tuple[int, int]
    targets: tuple[int, int]

    def right(self, classes: tuple[str, ...] | None = None) -> tuple[int, int]:
        """How many of the sentences, or of those of these classes, have the right class; of how many."""
        chosen = {pair: n for pair, n in self.confusion.items() if classes is None or pair[0] in classes}
        return sum(n for (a, b), n in chosen.items() if a == b), sum(chosen.values())


def measure(file: Path, *, jobs: int = 1) -> PloverReport:
    """The report on all event records of the file."""
    records = [r for r in json.loads(file.read_text(encoding="utf-8")) if r["event"] != "DOCUMENT"]
    articles = [untitled(r["id"], r["text"].strip() + "\n", r["date"]) for r in records]
    built = build_all(articles, "plover", jobs=jobs)
    confusion: Counter[tuple[str, str]] = Counter()
    sources, targets = [0, 0], [0, 0]
    for record, result in zip(records, built, strict=True):
        wanted = _SAME.get(record["event"], record["event"])
        event = _event(record, result)
        confusion[wanted, _class(event, result) if event else NOTHING] += 1
        for role, counts in (("source", sources), ("target", targets)):
            for right in _roles(record, role, result, event):
                counts[0] += right
                counts[1] += 1
    return PloverReport(confusion, (sources[0], sources[1]), (targets[0], targets[1]))


def _event(record: dict[str, object], built: Built) -> Event | None:
    """The found event at the marked words, one of the wanted class before others; else the first one."""
    text = built.article.text
    phrases = [p.strip() for p in _EVENT.findall(str(record["textInfo"]))]
    spans = [m.span() for p in phrases if p for m in re.finditer(re.escape(p), text)]
    events = [e for e in built.extraction.events() if not isinstance(e, Process)]
    near = [e for e in events if any(_touch((m.start, m.end), s) for m in e.mentions for s in spans)]
    wanted = _SAME.get(str(record["event"]), str(record["event"]))
    for group in (near, events):
        fitting = [e for e in group if _class(e, built) == wanted]
        if fitting or group:
            return (fitting or group)[0]
    return None


def _class(event: Event, built: Built) -> str:
    words = [
        w.casefold() for m in event.mentions for w in re.findall(r"\w+", built.article.text[m.start : m.end])
    ]
    kinds: tuple[str, ...] = ("",)
    if isinstance(event, Act):
        table, code = "acts.tsv", event.type.removeprefix("act-")
        kinds = ("", event.kind)
    elif isinstance(event, Change):
        table, code = "changes.tsv", event.type.removeprefix("change-")
    else:
        return (
            "AGREE" if event.id.startswith("m") and "signing" in getattr(event, "format", "") else "CONSULT"
        )
    rows = [r for r in _rows(table) if r["type"] == code and r.get("kind", "") in kinds]
    own = [r for r in rows if any(_stem(r["lemma"]) == w[: len(_stem(r["lemma"]))] for w in words)]
    notes = Counter(r["plover"] for r in (own or rows))
    note = min(notes, key=lambda n: (-notes[n], n), default="-")
    return NOTHING if note == "-" else _SAME.get(note, note)


def _stem(lemma: str) -> str:
    return lemma.casefold()[: max(_STEM, len(lemma) - 2)]


def _roles(record: dict[str, object], role: str, built: Built, event: Event | None) -> Iterator[bool]:
    for actor in record.get(role) or ():  # type: ignore[attr-defined]
        name = str(actor.get("actorText") or "") if isinstance(actor, dict) else ""
        spans = [m.span() for m in re.finditer(re.escape(name), built.article.text)] if name else []
        if spans:
            ids = _actors(event, role) if event else set()
            yield any(_touch((m.start, m.end), s) for m in _mentions(built.extraction, ids) for s in spans)


def _actors(event: Event, role: str) -> set[str]:
    """Local ids in the role; those of a meeting stand on either side."""
    if isinstance(event, Act):
        source = {*event.speakers, *(p.actor for p in event.participations)}
        return (
            source if role == "source" else {*event.addressees, *event.stance_toward, *event.parties} - source
        )
    if isinstance(event, Process):
        return set(event.parties)
    return {*(p.actor for p in event.participations), *event.parties}


def _mentions(extraction: Extraction, ids: set[str]) -> Iterator[Mention]:
    for actor in extraction.actors:
        if actor.id in ids:
            yield from actor.mentions


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


@cache
def _rows(table: str) -> tuple[dict[str, str], ...]:
    lines = [it for it in data_file(table).read_text(encoding="utf-8").splitlines() if it and it[0] != "#"]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
