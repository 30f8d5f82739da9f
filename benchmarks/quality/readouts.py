"""Readouts whose titles name both parties, built without their titles: are both found, in one meeting?

The labels are read off the titles by machine: a party counts as found when the meeting has a participant
with a word of the name that the title gives, or, where the title gives no name ("G7 leaders"), an actor
with its country, body or words. Readouts of meetings inside one country ("youth voting groups") are counted
apart, since they are no meetings by the annotation's rules.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from benchmarks.quality.built import Built, build_all, untitled
from kg import gazetteer
from kg.evaluation.scoring import family
from kg.model import Actor, Extraction, Meeting
from kg.resources import data_file

_UNNAMED_HOST = frozenset(("white", "administration", "senior"))
_NO_PARTY = frozenset("bilateral virtual oval phone support action task meeting".split())
_COLLECTIVE = frozenset(
    "leaders allies partners counterparts officials ambassadors ambassador heads ministers summits"
    " europe".split()
)
_FOREIGN = frozenset(
    "european transatlantic baltic nordic caribbean allies counterparts ambassadors elders".split()
)
_FUNCTION = frozenset("of the and to for on in at with his her their president’s s by".split())
_SIMILAR = 0.8
_ALSO_OFFICES = (
    "national security advisor adviser advisory nsa dr incoming acting outgoing former chief head cabinet"
    " his her majesty highness holiness excellency emir amir sheikh sayyid crown prince taoiseach state"
    " foreign policy presidential office bureau department relations affairs strategic special"
    " representative spokesperson permanent under general staff lieutenant admiral cardinal senior first"
    " vice deputy member politburo opposition leader presumptive elect president-elect interim"
    " coordinating economy finance defence defense external international cooperation alternate federal"
    " secretariat council activist executive"
)


@dataclass(frozen=True, slots=True)
class Party:
    """One party of a title: words of names, keys of countries and bodies, and all its words, folded."""

    names: frozenset[str]
    keys: frozenset[str]
    words: frozenset[str]


#: The side that the titles leave unnamed ("White House", "Bilateral"): anybody beside the other party.
_SOME_HOST = Party(frozenset(), frozenset(("country:US",)), frozenset())


@dataclass(frozen=True, slots=True)
class Judgement:
    """``fault`` is empty when some meeting has both parties and the right family, else why none has."""

    id: str
    diplomatic: bool
    fault: str


@dataclass(frozen=True, slots=True)
class ReadoutReport:
    """How many readouts are right, of how many, for diplomatic ones and the others; faults of the former."""

    right: int
    total: int
    other_right: int
    other_total: int
    faults: Counter[str]
    ids: dict[str, list[str]]


def measure(file: Path, *, jobs: int = 1) -> ReadoutReport:
    """The report on every readout of the JSON Lines file."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    articles = [untitled(f"readout-{n:03}", row["text"], row["date"]) for n, row in enumerate(rows, start=1)]
    built = build_all(articles, "readouts", jobs=jobs)
    return summary(judge(row, result) for row, result in zip(rows, built, strict=True))


def summary(judgements: Iterable[Judgement]) -> ReadoutReport:
    """The counts over all judgements."""
    judged = list(judgements)
    faults = [j for j in judged if j.diplomatic and j.fault]
    ids: dict[str, list[str]] = {}
    for it in faults:
        ids.setdefault(it.fault, []).append(it.id)
    own, other = [j for j in judged if j.diplomatic], [j for j in judged if not j.diplomatic]
    return ReadoutReport(
        sum(not j.fault for j in own),
        len(own),
        sum(not j.fault for j in other),
        len(other),
        Counter(j.fault for j in faults),
        ids,
    )


def judge(row: dict[str, str], built: Built) -> Judgement:
    """Whether one readout is right, and if not, what stands in the way."""
    ours, theirs = party(row["party_a"]), party(row["party_b"])
    if not ours.names - _NO_PARTY or ours.words & _UNNAMED_HOST:
        ours = _SOME_HOST
    diplomatic = bool(theirs.keys - {"country:US"} or theirs.words & _FOREIGN)
    return Judgement(built.article.id, diplomatic, _fault(row, built, ours, theirs))


def party(title: str) -> Party:
    """What the words of a title say of a party.

    "Foreign Minister Ana Ruiz of Spain" has the names ana and ruiz and the key of Spain.
    """
    tokens = re.findall(r"[^\s,]+", title)
    matches = [m for m in gazetteer.find(tokens) if m.via in ("name", "demonym", "body")]
    covered = {i for m in gazetteer.find(tokens) if m.via != "person" for i in range(m.start, m.end)}
    words = [(i, t, folded(t)) for i, t in enumerate(tokens)]
    collective = any(w in _COLLECTIVE for _, _, w in words)
    names = {
        w
        for i, t, w in words
        if i not in covered
        and t[:1].isupper()
        and w not in _office_words()
        and w not in _FUNCTION
        and len(w) > 2
    }
    return Party(
        frozenset() if collective else frozenset(names),
        frozenset(m.entry.key for m in matches),
        frozenset(w for _, _, w in words if w not in _FUNCTION),
    )


def folded(word: str) -> str:
    """A word without case, accents, possessive and punctuation."""
    plain = unicodedata.normalize("NFKD", re.sub(r"[’']s?$", "", word))
    return "".join(c for c in plain.casefold() if c.isalnum() or c == "-").strip("-")


def wanted_family(kind: str) -> str:
    """The family that the title's noun stands for: "remote", "visit" or "meeting"."""
    kind = kind.casefold()
    if any(word in kind for word in ("call", "virtual", "phone", "video")):
        return "remote"
    return "visit" if any(word in kind for word in ("visit", "travel", "trip")) else "meeting"


def _fault(row: dict[str, str], built: Built, ours: Party, theirs: Party) -> str:
    if built.failure:
        return "raises"
    it, best = built.extraction, ""
    wanted = wanted_family(row["kind"])
    known = frozenset(folded(word) for word in built.article.text.split())
    for meeting in it.meetings:
        company = _company(it, meeting)
        a, b = _is_there(ours, company, known), _is_there(theirs, company, known)
        right = family(meeting.format.removeprefix("format-")) == wanted
        if a and b and right:
            return ""
        why = "" if a and b else "first party" if b else "second party" if a else "both parties"
        best = min(
            (best or "~", why or f"format: {wanted} read as {meeting.format.removeprefix('format-')}"),
            key=_rank,
        )
    if not it.meetings:
        return "no meeting read"
    if best.startswith("format"):
        return best
    missing = theirs if best == "second party" else ours
    return f"{best} not in the meeting: {_reason(it, missing, built.article.text)}"


def _rank(why: str) -> tuple[int, str]:
    order = ("format", "second party", "first party", "both parties")
    return next((i for i, start in enumerate(order) if why.startswith(start)), len(order)), why


def _reason(it: Extraction, missing: Party, text: str) -> str:
    if missing.names:
        if any(a.kind == "person" and _named(missing, a) for a in it.actors):
            return "a person that is found elsewhere"
        known = {folded(w) for w in text.split()}
        return "a person that is not found" if missing.names & known else "a name that the text does not give"
    return "an unnamed group or body"


def _company(it: Extraction, meeting: Meeting) -> list[Actor]:
    """Participants and parties of a meeting."""
    ids = {p.actor for p in meeting.participations} | set(meeting.parties)
    return [a for a in it.actors if a.id in ids]


def _is_there(who: Party, company: list[Actor], known: frozenset[str]) -> bool:
    """Whether the party is among the company; ``known`` are the words of the text, for names it lacks."""
    if who.names & known or any(_alike(a, b) for a in who.names for b in known):
        return any(_named(who, actor) for actor in company if actor.kind != "country")
    if who.keys - {"country:US"}:
        return any(actor.key in who.keys or _words(actor) & who.words for actor in company)
    return len(company) > 1


def _named(who: Party, actor: Actor) -> bool:
    return any(_alike(a, b) for a in who.names for b in _words(actor))


def _alike(a: str, b: str) -> bool:
    return a == b or (len(a) > 4 and len(b) > 4 and SequenceMatcher(None, a, b).ratio() >= _SIMILAR)


def _words(actor: Actor) -> frozenset[str]:
    return (
        frozenset(folded(w) for n in (actor.name, *actor.names) for w in n.split())
        - _FUNCTION
        - _office_words()
    )


@cache
def _office_words() -> frozenset[str]:
    """Words of offices and titles: of the tables, and a few more."""
    words = set(_ALSO_OFFICES.split())
    for table, column in (("offices.tsv", 1), ("titles.tsv", 0)):
        for line in data_file(table).read_text(encoding="utf-8").splitlines()[1:]:
            if not line.startswith("#"):
                words.update(folded(w) for w in line.split("\t")[column].replace("|", " ").split())
    return frozenset(words)
