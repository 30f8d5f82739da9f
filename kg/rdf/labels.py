"""Labels that a person can read, built from whatever parts are known; the same parts give the same words.

Nothing here reads a graph or a clock. Names are ordered alphabetically, not by their place in the text, so
that two articles about one event tend to give it one label.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.codes import codes

MONTHS = ("", *(calendar.month_name[number] for number in range(1, 13)))
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
VISITS = frozenset({"visit", "state-visit"})
#: Where the words of a format or type are not just its code without hyphens.
WORDS = {
    "working-group-session": "working-group session",
    "mediation": "mediation session",
    "remote": "remote contact",
    "signing": "signing ceremony",
    "announcement-of-plan": "plan",
    "report": "report",
    "raising": "issue raised",
    "relations": "relations",
    "dialogue": "talks",
    "negotiation": "negotiations",
}
#: Nouns that stand without "of": "talks between A and B".
BETWEEN = frozenset(
    {
        "talks",
        "phone call",
        "video call",
        "remote contact",
        "relations",
        "negotiations",
        "cooperation",
        "dispute",
    }
)


@dataclass(frozen=True, slots=True)
class Name:
    """An actor in a label: its full label and the short form that other words of the article use, if any."""

    full: str
    short: str = ""

    @property
    def brief(self) -> str:
        """The short form, else the full one."""
        return self.short or self.full


@dataclass(frozen=True, slots=True)
class MeetingParts:
    """What a meeting's label can draw on; any of it may be missing.

    ``format`` is the code without its prefix; ``visitors`` and ``hosts`` are those of ``actors`` that have
    these roles; ``place`` is a label such as "Geneva" or "near Geneva".
    """

    format: str = "meeting"
    actors: Sequence[Name] = ()
    visitors: Sequence[Name] = ()
    hosts: Sequence[Name] = ()
    body: str = ""
    ordinal: int | None = None
    place: str = ""
    earliest: date | None = None
    latest: date | None = None


def words_of(code: str) -> str:
    """The words for a code: ``"format-phone-call"`` gives ``"phone call"``."""
    name = code.split("-", 1)[-1]
    return WORDS.get(name, name.replace("-", " "))


def when(earliest: date | None, latest: date | None) -> str:
    """``"12 March 2024"``, ``"November 2023"``, ``"2022"``, ``"30-31 January 2024"``; else ``""``."""
    if earliest is None or latest is None or earliest > latest:
        return ""
    if earliest == latest:
        return _day(earliest)
    whole_year = (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31)
    if whole_year and earliest.year == latest.year:
        return str(earliest.year)
    if whole_year:
        return f"{earliest.year}-{latest.year}"
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        last = calendar.monthrange(latest.year, latest.month)[1]
        month = f"{MONTHS[earliest.month]} {earliest.year}"
        return month if (earliest.day, latest.day) == (1, last) else f"{earliest.day}-{latest.day} {month}"
    return f"{_day(earliest)} to {_day(latest)}"


def _day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month]} {value.year}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """``"A"``, ``"A and B"``, ``"A, B and C"``; beyond ``most`` it counts: ``"A, B and 4 others"``."""
    unique = sorted(dict.fromkeys(name for name in names if name), key=lambda name: (name.casefold(), name))
    if len(unique) > most:
        rest = len(unique) - (most - 1)
        unique = [*unique[: most - 1], f"{rest} others"]
    if len(unique) < 2:
        return "".join(unique)
    return f"{', '.join(unique[:-1])} and {unique[-1]}"


def paired(names: Sequence[Name]) -> str:
    """``"Biden-Xi"`` for exactly two names of one word each, else ``""``."""
    brief = sorted({name.brief for name in names}, key=lambda name: (name.casefold(), name))
    single = len(brief) == 2 and all(" " not in name for name in brief)
    return "-".join(brief) if single else ""


def ordinal_word(number: int) -> str:
    """``"first"``, ``"tenth"``, ``"11th"``, ``"22nd"``."""
    if 0 < number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


#: First words of labels that are common nouns, in lower case inside a longer label.
_COMMON_FIRST = frozenset(
    words_of(code).split()[0] for prefix in ("format-", "process-", "change-") for code in codes(prefix)
)


def upper_first(words: str) -> str:
    """The words with a capital first letter, the rest untouched."""
    return words[:1].upper() + words[1:]


def possessive(name: str) -> str:
    """``"Nancy Pelosi's"``; ``"United States'"``."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def at_place(place: str) -> str:
    """``" in Geneva"``, ``" at Bellevue Palace"``; a place known by vicinity keeps its own preposition:
    ``" near Geneva"``.
    """
    if not place:
        return ""
    first, _, rest = place.partition(" ")
    if first.casefold() in {"near", "outside", "on", "at", "off", "aboard"} and rest:
        return f" near {rest}" if first.casefold() == "outside" else f" {place}"
    if place.rpartition(" ")[2].casefold() in _HOUSES:
        return f" at the {place}" if place[:1].islower() else f" at {place}"
    return f" in {place}"


_HOUSES = frozenset(
    "palace hotel house office headquarters villa compound complex residence embassy airport ministry "
    "building center centre hall castle lodge department".split()
)


def meeting_label(parts: MeetingParts) -> str:
    """``"Biden-Xi summit near San Francisco, November 2023"``, ``"Nancy Pelosi's visit to Taiwan"``."""
    noun = words_of(f"format-{parts.format}")
    if parts.format in VISITS:
        core = _visit(parts, noun)
    elif parts.body:
        core = f"{_numbered(noun, parts.ordinal)} of {_with_article(parts.body)}{at_place(parts.place)}"
    else:
        core = _contact(parts, noun)
    date_words = when(parts.earliest, parts.latest)
    return upper_first(f"{core}, {date_words}" if date_words else core)


def _numbered(noun: str, ordinal: int | None) -> str:
    plain = "meeting" if noun == "working-group session" else noun
    return f"{ordinal_word(ordinal)} {plain}" if ordinal else plain


def _with_article(name: str) -> str:
    """``"the Amal Commission"`` for names of several words, ``"NATO"`` for one."""
    bare = name[4:] if name.casefold().startswith("the ") else name
    return f"the {bare}" if " " in bare else bare


def _visit(parts: MeetingParts, noun: str) -> str:
    hosts = [name.full for name in parts.hosts]
    known = [name.full for name in (parts.visitors or parts.actors)]
    visitors = listed([name for name in known if name not in hosts])
    destination = parts.place or listed(hosts)
    owner = f"{possessive(visitors)} {noun}" if visitors else noun
    return f"{owner} to {destination}" if destination else owner


def _contact(parts: MeetingParts, noun: str) -> str:
    numbered = f"{ordinal_word(parts.ordinal)} {noun}" if parts.ordinal else noun
    pair = paired(parts.actors)
    place = at_place(parts.place)
    if pair:
        return (
            f"{ordinal_word(parts.ordinal)} {pair} {noun}{place}"
            if parts.ordinal
            else f"{pair} {noun}{place}"
        )
    names = [name.full for name in parts.actors]
    return f"{numbered}{_of(noun, names)}{place}"


def _of(noun: str, names: Sequence[str]) -> str:
    """``" between A and B"`` for talks and calls, ``" of A and B"`` otherwise, ``" with A"`` for one name."""
    together = listed(names)
    if not together:
        return ""
    if len(set(names)) == 1:
        return f" with {together}"
    return f" between {together}" if noun in BETWEEN else f" of {together}"


def process_label(type_: str, parties: Sequence[Name], issues: Sequence[str]) -> str:
    """``"China-US talks on narcotics"``, ``"Talks between A, B and C"``, ``"Dispute over trade"``."""
    noun = words_of(type_)
    pair = paired(parties)
    core = f"{pair} {noun}" if pair else f"{noun}{_of(noun, [name.full for name in parties])}"
    if type_ == "process-relations":
        return upper_first(core)
    matter = listed(issues)
    joint = "over" if type_ == "process-dispute" else "on"
    return upper_first(f"{core} {joint} {matter}" if matter else core)


def change_label(
    type_: str, affected: Sequence[str], initiators: Sequence[str], earliest: date | None, latest: date | None
) -> str:
    """``"Suspension of China-US cooperation on narcotics by China, 2022"``; any part may be missing."""
    core = words_of(type_)
    if affected:
        core += f" of {_first_of([lower_first(label) for label in affected])}"
    if initiators:
        core += f" by {listed(initiators)}"
    date_words = when(earliest, latest)
    return upper_first(f"{core}, {date_words}" if date_words else core)


def _first_of(names: Sequence[str]) -> str:
    """``"A"`` or ``"A and 2 more"``: labels that are long themselves are not listed in full."""
    unique = sorted(set(names), key=lambda name: (name.casefold(), name))
    return unique[0] if len(unique) == 1 else f"{unique[0]} and {len(unique) - 1} more"


def lower_first(label: str) -> str:
    """The label inside a longer one: a common noun loses its capital, a name keeps it.

    ``"Talks between A and B"`` becomes ``"talks between A and B"``; ``"China-US talks"`` stays.
    """
    first = label.split(" ", 1)[0].rstrip(",").lower()
    return label[:1].lower() + label[1:] if first in _COMMON_FIRST or first in ORDINALS else label


def act_label(type_: str, speakers: Sequence[str], content: str) -> str:
    """``"China: refusal, “rejected the pleas for …”"``; without a speaker the article itself speaks."""
    speaker = listed(speakers) or "Article"
    quote = shorten(content, 60)
    core = f"{upper_first(speaker)}: {words_of(type_)}"
    return f"{core}, “{quote}”" if quote else core


def holding_label(person: str, office: str) -> str:
    """``"Xi Jinping, President of China"``."""
    return f"{person}, {office}"


def shorten(words: str, most: int) -> str:
    """White space collapsed, at most ``most`` code points, cut between words with ``" …"`` at the cut.

    A first word that is itself too long is cut inside.
    """
    whole = " ".join(words.split())
    if len(whole) <= most:
        return whole
    head = whole[: most - 1]
    cut = head.rfind(" ")
    kept = head[:cut].rstrip(" ,;:-–—") if cut > 0 else ""
    return f"{kept} …" if kept else f"{head}…"


def short_name(kind: str, full: str, aliases: Sequence[str]) -> str:
    """The one-word form that may stand in a pair such as "Biden-Xi" or "China-US", or ``""``.

    Of a person: an alias of one word that is part of the full name (no guess which part is the family
    name: "Xi" for Xi Jinping only because a text says "Xi"). Of others: a full name of one word, else an
    alias of two to five capitals ("US", "NATO"), dots dropped.
    """
    if kind == "person":
        parts = full.split()
        ends = {parts[-1], parts[0]} if parts else set()
        found = [alias for alias in aliases if alias in ends]
        return min(found, key=lambda alias: (alias != parts[-1], alias)) if found else ""
    if " " not in full and "-" not in full:
        return full
    capitals = [alias.replace(".", "") for alias in aliases]
    found = [alias for alias in capitals if 2 <= len(alias) <= 5 and alias.isupper() and alias.isalpha()]
    return min(found, key=lambda alias: (len(alias), alias)) if found else ""
