"""Whether a text names anybody who may act in diplomacy: where it names nobody of that kind, nothing is read.

A state, an international body, a leader or an office that only states have is enough. What often means
something else needs something of another kind beside it, anywhere in the text: a people, which may be a
cuisine, or a second people where a hyphen joins two names; a capital or region, or a second one; the surname
of a leader; a rank or an institution that clubs and firms have, too, unless it is written as the one that
everybody knows ("the President").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from kg import gazetteer
from kg.extraction.actors.institutions import GOVERNMENT, NATIONAL
from kg.extraction.actors.namesakes import BETWEEN, NAMESAKES
from kg.extraction.tokens.words import group_nouns, titles
from kg.gazetteer import Entry, Via, case_fits, words_of
from kg.lexicon import active, per_lexicon
from kg.model import Article

_PEOPLE = "people"
#: Two names joined as parties are: "Russian-Turkish".
_JOINT = re.compile(r"[a-z]-[A-Z][a-z]")
_OF_STATES = frozenset("ministry embassy consulate parliament".split())
_OFFICE_HOLDERS = frozenset({"officials", "delegation"})
_REPORTS = "actor-media"
_EVENTS = ("meetings", "acts", "changes", "processes")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A name or word. ``kind`` is "" where it is enough; else two of different kinds are.

    ``spelled`` are its words with their capitals, empty where capitals do not matter.
    """

    kind: str
    spelled: tuple[str, ...] = ()


def may_tell(article: Article) -> bool:
    """Whether the article or its headline names a party. Where they do not, ``extract`` gives nothing.

    Answers are kept for a moment: articles that are read together are asked about before each is.
    """
    return _asked(article.title, article.text, active().digest)


@lru_cache(maxsize=24)
def _asked(title: str | None, text: str, lexicon: str) -> bool:  # noqa: ARG001 - names differ by lexicon
    return names_a_party(f"{title}\n{text}" if title else text)


_LEAD = 1500
"""Code points of the beginning of a text, which nearly always tells."""


def names_a_party(text: str) -> bool:
    """Whether the text names a state, body, leader or office of state, or two things that together mean one.

    Matches "Envoys met", "The Norwegian president spoke", "Biden and Xi talked"; must not match "The club's
    president met officials", "She cut the French bread", "May was rainy".
    """
    lead = text[:_LEAD].rpartition(" ")[0] if len(text) > _LEAD else ""
    return (bool(lead) and _named_in(lead)) or _named_in(text)


def _named_in(text: str) -> bool:
    """The same of these words alone. What a part of a text names, the whole does, too."""
    words = words_of(text)
    line = f" {' '.join(words).casefold()} "
    joined = _JOINT.search(text) is not None
    seen: set[str] = set()
    for end, (size, cues) in _automaton().iter(line):
        for cue in cues:
            kind = cue.kind if joined or not cue.kind.startswith(_PEOPLE) else _PEOPLE
            if kind in seen or not _fits(cue, words, line, end - size + 1):
                continue
            seen.add(kind)
            if not kind or len(seen) > 1:
                return True
    return False


def _fits(cue: _Cue, words: tuple[str, ...], line: str, start: int) -> bool:
    """Whether the words from this place of the line on have the capitals of the cue."""
    if not cue.spelled:
        return True
    first = line.count(" ", 0, start)
    return case_fits(cue.spelled, words[first : first + len(cue.spelled)])


@per_lexicon
def _automaton() -> ahocorasick.Automaton:
    """All cues of the lexicon in force, each between blanks, with its length."""
    cues: dict[str, list[_Cue]] = {}
    for spelled, cue in (*_names(), *_words()):
        found = cues.setdefault(f" {' '.join(spelled).casefold()} ", [])
        if cue not in found:
            found.append(cue)
    automaton = ahocorasick.Automaton()
    for pattern, found in cues.items():
        automaton.add_word(pattern, (len(pattern), tuple(found)))
    automaton.make_automaton()
    return automaton


def _names() -> Iterator[tuple[tuple[str, ...], _Cue]]:
    for spelled, entry, via in gazetteer.spellings():
        kind = _kind(spelled, entry, via)
        if kind is not None:
            yield spelled, _Cue(kind, spelled)
    for plural in NAMESAKES:
        yield (plural,), _Cue("", (plural,))
    for word in sorted(BETWEEN):  # "inter-Korean talks"
        yield (word, "Korean"), _Cue("")
    for spelled, bearers in gazetteer.surnames():
        yield spelled, _Cue(f"surname {bearers[0].key}", spelled)


def _kind(spelled: tuple[str, ...], entry: Entry, via: Via) -> str | None:
    """The kind of a name of the gazetteer, ``None`` for places and for those who only report."""
    if via == "city":
        seat = entry.type == "region" or gazetteer.metonym(" ".join(spelled)) is not None
        return f"seat {entry.key}" if seat else None
    if entry.type == _REPORTS:
        return None
    if via == "demonym":
        return f"{_PEOPLE} {entry.key}"
    single = via == "person" and len(spelled) == 1
    return f"name {entry.key}" if entry.ambiguous or single else ""


def _words() -> Iterator[tuple[tuple[str, ...], _Cue]]:
    """Ranks, institutions, and the words for events that only the user's own lexicon has."""
    civil = titles("civil")
    ranks = {word: value for word, value in titles("head").items() if word not in civil}
    ranks |= {
        word: "" for word, kind in group_nouns().items() if kind in _OFFICE_HOLDERS and word not in ranks
    }
    ranks |= dict.fromkeys(NATIONAL | GOVERNMENT | {"administration"}, "")
    ranks |= dict.fromkeys(_OF_STATES, "state")
    ranks |= {row["lemma"].lower(): "state" for table in _EVENTS for row in active().rows(table)}
    for word, value in ranks.items():
        known = ("the", *(part.capitalize() for part in words_of(word)))
        yield known, _Cue("", known)
        for form in _forms(word):
            yield words_of(form), _Cue("" if value.startswith(("state", "country:")) else "rank")


def _forms(lemma: str) -> Iterator[str]:
    """The lemma and what regular endings make of it, with some forms that no word has."""
    yield lemma
    for stem in dict.fromkeys(
        (lemma, lemma.removesuffix("e"), lemma.removesuffix("y") + "i", lemma + lemma[-1:])
    ):
        for ending in ("s", "es", "d", "ed", "ing"):
            yield stem + ending
    if lemma.endswith("man"):
        yield lemma[:-2] + "en"
