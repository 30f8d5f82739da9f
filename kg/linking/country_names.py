"""Names of countries inside other names: short forms, adjectives, articles, and their removal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import gazetteer
from kg.gazetteer import Entry

_SHORT = {"country:US": "US", "country:GB": "UK", "country:AE": "UAE", "body:EU": "EU", "body:UN": "UN"}
_WITH_ARTICLE = re.compile(
    r"(United |Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Seychelles|Soviet|Holy See|European "
    r"|(Solomon|Marshall|Cook|Faroe|Falkland|Cayman|Åland) Islands|.*\bRepublic\b|.*\bUnion\b)"
)
_COMPOUNDS = re.compile(r"\b(Sino|Russo|Anglo|Franco|Indo|Afro|Euro|Israeli|Turco|Greco)-(?=[A-Z])")


def short_name(entry: Entry) -> str:
    """The name for compounds: ``"US"``, ``"China"``."""
    return _SHORT.get(entry.key, entry.name)


def adjective(entry: Entry) -> str:
    """The adjective: ``"Chinese"``, but ``"US"`` and ``"UK"`` as news writes; without one, the name."""
    return _SHORT.get(entry.key) or gazetteer.adjective_of(entry.key) or entry.name


def with_article(name: str) -> str:
    """The name as it stands after "of": ``"the United States"``, ``"China"``."""
    return f"the {name}" if _WITH_ARTICLE.match(name) and not name.startswith("The ") else name


def names_country(text: str, entry: Entry) -> bool:
    """Whether the text holds a name or demonym of the country: "Chinese authorities" and China."""
    return any(match.entry.key == entry.key for match in gazetteer.find(text.split()))


def without_countries(text: str, keys: Sequence[str]) -> str:
    """The text without the names and demonyms of these countries and what joined them.

    "US-China counternarcotics working group" and "Chinese-American working group" lose their parties;
    "China Central Bank" with the key of Japan loses nothing.
    """
    words = _COMPOUNDS.sub("", re.sub(r"(?<=\w)[-–](?=[A-Z])", " - ", text)).split()
    gone: set[int] = set()
    for match in gazetteer.find(words):
        if match.entry.key in keys:
            gone.update(range(match.start, match.end))
    kept = [(at, word) for at, word in enumerate(words) if at not in gone]
    if not gone:
        return text
    while kept and kept[-1][1].lower() in ("of", "the", "in", "for", "between", "and", "-", "–", "'s"):
        kept.pop()
    while kept and kept[0][1].lower() in ("the", "and", "-", "–", "'s", "’s", "of"):
        kept.pop(0)
    return " ".join(word for _, word in kept if word not in ("-", "–", "'s", "’s")) or text
