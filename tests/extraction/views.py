"""An article read as a whole, and what was found in it by name: for the tables of sentence -> expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from kg.extraction.extract import extract
from kg.model import Actor, Article, Extraction, Meeting
from kg.nlp.annotate import annotate
from tests.extraction.reading import cases

INFERRED = 0.6
"""The confidence of an actor that no word names, such as the country of a city."""
FAMILIES = {
    "talks": "meeting", "negotiation-round": "meeting", "summit": "meeting", "working-group-session": "meeting",
    "state-visit": "visit", "phone-call": "call", "video-call": "call",
}  # fmt: skip
"""Formats that a reader would not tell apart in one sentence count as one."""
ONE_MEETING = pytest.mark.xfail(strict=True, reason="the model takes two events for one")
"""For a text in which the weights that say which mentions are of one meeting join what the rules tell apart."""


@cache
def read(text: str, published: date | None = None) -> Extraction:
    """What is found in an article of this text; each text is parsed once."""
    article = Article("case", text, published=published)
    return extract(annotate(article), article)


def rows(name: str) -> list[Any]:
    """The rows of a table as parameters; the last column is the reason of a known failure, or ``-``."""
    return [
        pytest.param(*row[:-1], marks=pytest.mark.xfail(strict=True, reason=row[-1]))
        if row[-1] != "-"
        else pytest.param(*row[:-1])
        for row in cases(name)
    ]


def failing(name: str) -> int:
    """How many rows of a table are known to fail."""
    return sum(row[-1] != "-" for row in cases(name))


def name_of(found: Extraction, id_: str | None) -> str:
    """The name of an actor by its local id, ``-`` for none."""
    return next((a.name for a in found.actors if a.id == id_), "-")


def names(found: Extraction, ids: tuple[str, ...]) -> str:
    """The names of actors, sorted, with ``;`` between them, ``-`` for none."""
    return ";".join(sorted(name_of(found, i) for i in ids)) or "-"


def participants(found: Extraction, meeting: Meeting) -> str:
    """Who takes part, by name, with the role in brackets unless it is the general one."""
    said = []
    for part in meeting.participations:
        role = part.role.removeprefix("role-")
        said.append(name_of(found, part.actor) + ("" if role == "participant" else f"[{role}]"))
    return ";".join(sorted(said)) or "-"


def bare_participants(found: Extraction) -> list[str]:
    """Who takes part in each meeting, without roles."""
    return [names(found, tuple(p.actor for p in m.participations)) for m in found.meetings]


def place(found: Extraction, meeting: Meeting) -> str:
    """The names of the places of a meeting, each with ``in`` what it lies in, or ``-``."""
    by_id = {p.id: p for p in found.places}
    within = {by_id[p].within for p in meeting.places}
    here = [by_id[p] for p in meeting.places if p not in within]
    return ";".join(f"{p.name} in {by_id[p.within].name}" if p.within else p.name for p in here) or "-"


def meeting_row(found: Extraction, meeting: Meeting) -> tuple[str, ...]:
    """Family, status, participants, parties, place and words of time of a meeting."""
    form = meeting.format.removeprefix("format-")
    words = ";".join(meeting.time.expressions) or "-"
    return (
        FAMILIES.get(form, form), meeting.status.removeprefix("status-"), participants(found, meeting),
        names(found, meeting.parties), place(found, meeting), words,
    )  # fmt: skip


def check_meeting(sentence: str, wanted: tuple[str, ...], number: int) -> None:
    """Asserts that a sentence gives this many meetings, one as ``meeting_row`` shows it; ``*`` is not looked at."""
    found = read(sentence)
    got = [meeting_row(found, m) for m in found.meetings]
    assert len(got) == number, got
    assert any(all(w in {"*", g} for w, g in zip(wanted, row, strict=True)) for row in got), got


def actor_line(found: Extraction, actor: Actor, *, members: bool = False) -> str:
    """Kind, name, ``@`` country and, in angle brackets, whom the actor acts for (and its members)."""
    country = f" @{name_of(found, actor.country)}" if actor.country and not members else ""
    served = [*actor.represents, *(actor.members if members else ())]
    return f"{actor.kind} {actor.name}{country}" + (
        f" <{','.join(name_of(found, i) for i in served)}>" if served else ""
    )


def stated(found: Extraction) -> Iterator[Actor]:
    """The actors that words of the article name."""
    return (
        a for a in found.actors if a.kind != "country" or any(m.confidence > INFERRED for m in a.mentions)
    )


def holdings(found: Extraction) -> list[str]:
    """Holder, title, body and status of each holding, with ``|`` between them, sorted."""
    offices = {o.id: o for o in found.offices}
    return sorted(
        f"{name_of(found, h.person)}|{offices[h.office].title}|{name_of(found, offices[h.office].body)}|"
        f"{h.status.removeprefix('holding-')}"
        for h in found.holdings
    )
