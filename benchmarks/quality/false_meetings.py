"""Texts without diplomacy: how many meetings are read into them, listed for a reader to judge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import lines
from benchmarks.quality.built import Built, build_all, untitled
from kg.evaluation.forms import sentence_at
from kg.sources.markdown import plain_text

COUNT = 40
LENGTHS = (800, 6000)
_READOUT_WORDS = ("readout", "call with", "meeting with")


def chosen(file: Path) -> list[dict[str, str]]:
    """Forty documents at equal distances among those of middle length that are no readouts, in order."""
    fitting = [row for row in _documents(file) if _fits(row)]
    step = max(1, len(fitting) // COUNT)
    return fitting[step // 2 :: step][:COUNT]


def build_chosen(file: Path, *, jobs: int = 1) -> list[Built]:
    """What the chosen documents give; Markdown is turned into its words first."""
    rows = chosen(file)
    articles = [
        untitled(f"document-{n:02}", plain_text(row["text"])[0], row["date"])
        for n, row in enumerate(rows, start=1)
    ]
    return build_all(articles, "corpus", jobs=jobs)


def listing(built: list[Built]) -> Iterator[str]:
    """One line per meeting: article, format, status, who, and the sentence. Never to be committed."""
    for it in built:
        names = {actor.id: actor.name for actor in it.extraction.actors}
        if it.failure:
            yield f"{it.article.id}: {it.failure}"
        for meeting in it.extraction.meetings:
            first = min(meeting.mentions)
            who = ", ".join(names[p.actor] for p in meeting.participations)
            words = it.article.text[first.start : first.end].replace("\n", " ")
            sentence = sentence_at(it.article.text, first.start)
            yield f"{it.article.id}: {meeting.format} {meeting.status} [{who}] «{words}» | {sentence}"


def meeting_count(built: list[Built]) -> int:
    """How many meetings all the articles have."""
    return sum(len(it.extraction.meetings) for it in built)


def _documents(file: Path) -> Iterator[dict[str, str]]:
    return map(json.loads, lines(file))


def _fits(row: dict[str, str]) -> bool:
    name = f"{row['id']} {row['title']}".casefold().replace("-", " ")
    return LENGTHS[0] <= len(row["text"]) <= LENGTHS[1] and not any(word in name for word in _READOUT_WORDS)
