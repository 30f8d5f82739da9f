"""Canonical names: of offices, ministries, joint bodies, groups and delegations.

What two articles call differently must give one key, so each rule goes from the ways of saying to one
form: "China's foreign ministry" and "the Chinese Ministry of Foreign Affairs" are one body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import gazetteer
from kg.gazetteer import Entry
from kg.ids import normal_name
from kg.linking.country_names import adjective, names_country, short_name, with_article, without_countries

_SPELLING = {
    "defense": "defence",
    "labor": "labour",
    "programme": "program",
    "advisor": "adviser",
    "centre": "center",
}
_PORTFOLIOS = {"foreign": "foreign affairs", "external": "external affairs", "oil": "petroleum"}
_SMALL = frozenset(["of", "the", "and", "for", "in", "to", "on", "at", "de", "del", "da", "von"])
_LASTING = re.compile(
    r"^(?:the |a |an )?(?:(?:newly (?:formed|created|established|launched)|new|joint|bilateral) )+", re.I
)
_RANKS = r"(?:(?:first |senior )?(?:deputy|vice|assistant|junior)(?: first)? )?"
_QUALIFIERS = re.compile(
    r"^(?:(?:and|the|a|an|his|her|their|its|then|former|current|incumbent|outgoing|visiting|ex)[ -])+"
)
_MINISTER_OF = re.compile(rf"^({_RANKS})minister (?:of|for) (?:the )?(.+)$")
_X_MINISTER = re.compile(rf"^({_RANKS})(.+?) minister$")
_NOT_PORTFOLIOS = frozenset(
    ["prime", "first", "chief", "cabinet", "state", "vice", "deputy", "assistant", "senior", "junior"]
)
_MINISTRY_OF = re.compile(r"^(?:the )?ministry (?:of|for) (?:the )?(.+)$", re.I)
_X_MINISTRY = re.compile(r"^(?:the )?(.+?) ministry$", re.I)
_HEADS = frozenset(
    [
        "president",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "secretary-general",
        "director-general",
        "director",
        "speaker",
        "head",
        "leader",
        "commander",
        "governor",
        "prosecutor",
        "minister",
        "king",
        "queen",
        "emir",
        "sultan",
        "chancellor",
        "premier",
    ]
)
_HEAD_PHRASES = (
    "secretary general",
    "director general",
    "managing director",
    "prime minister",
    "chief of staff",
)


def spelled(text: str) -> str:
    """The normal form of words with one spelling: British defence and adviser."""
    return " ".join(_SPELLING.get(w, w) for w in normal_name(text).split())


def title_case(text: str) -> str:
    """Capitals on all but small words: ``"Minister of Public Security"``, ``"UN Ambassador"``."""
    words = text.split()
    return " ".join(w if w in _SMALL and at else _capital(w) for at, w in enumerate(words))


def _capital(word: str) -> str:
    initials = word.upper()
    known = gazetteer.body_named(initials) or gazetteer.country_named(initials)
    if len(word) <= 4 and known is not None and not known.ambiguous:
        return initials
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def names_capitalised(text: str) -> str:
    """Capitals on the names in a lower-case title: ``"special envoy for the Middle East"``."""
    low, high = text.split(), title_case(text).split()
    for match in gazetteer.find(high):
        low[match.start : match.end] = high[match.start : match.end]
    return " ".join(low)


def canonical_title(title: str) -> str:
    """One lower-case form for a title's variants: "foreign minister" gives "minister of foreign affairs".

    Drops what says when it was held ("former", "then-"), which belongs to the holding. Leaves "prime
    minister", "first minister" and all that are no ministers alone.
    """
    text = _QUALIFIERS.sub("", spelled(title))
    found = _MINISTER_OF.match(text)
    rank, portfolio = (found[1], found[2]) if found else ("", "")
    if not found and (found := _X_MINISTER.match(text)) and found[2].split()[-1] not in _NOT_PORTFOLIOS:
        rank, portfolio = found[1], found[2]
    if not portfolio:
        return text
    return f"{rank}minister of {_PORTFOLIOS.get(portfolio, portfolio)}"


def office_label(
    title: str, body: Entry | None, body_name: str, body_kind: str, body_type: str | None
) -> str:
    """How an office is called: "Minister of Public Security of China", "White House deputy adviser".

    Offices of a country and the heads of a body take "of"; others of a body take it as modifier.
    """
    canon = canonical_title(title)
    if not body_name:
        return title_case(canon)
    if body_kind == "country":
        held = without_countries(title_case(canon), [body.key]) if body else title_case(canon)
        return f"{title_case(held)} of {with_article(body_name)}"
    leads = canon.split()[-1] in _HEADS or canon.split()[0] in _HEADS or canon.endswith(_HEAD_PHRASES)
    if names_body(canon, body_name):
        return title_case(canon)
    if leads and body_type != "actor-executive-office":
        return f"{title_case(canon)} of {_the(body_name)}"
    return f"{body_name} {names_capitalised(canon)}"


def names_body(title: str, body_name: str) -> bool:
    """Whether the title already says whose it is ("Speaker of the Knesset")."""
    return normal_name(body_name) in normal_name(title)


def _the(name: str) -> str:
    initialism = name.isupper() and " " not in name
    single = " " not in name
    return name if initialism or single or name.startswith(("The ", "UN ")) else f"the {name}"


def ministry(name: str, country: Entry | None) -> str | None:
    """The canonical name of a ministry ("Ministry of Foreign Affairs of China"), ``None`` for others.

    Matches "Chinese Foreign Ministry", "foreign ministry"; not "Foreign Office", "State Department".
    """
    bare = without_countries(name, [country.key]) if country else name
    found = _MINISTRY_OF.match(bare) or _X_MINISTRY.match(bare)
    if not found:
        return None
    portfolio = spelled(found[1])
    title = title_case(f"ministry of {_PORTFOLIOS.get(portfolio, portfolio)}")
    return f"{title} of {with_article(country.name)}" if country else title


def joint_body(name: str, parties: Sequence[Entry]) -> str:
    """A body of several parties: their names in the order of Wikidata ids, then what it is.

    "Chinese-American counter-narcotics working group" and "newly formed counternarcotics working group"
    of both give "US-China counternarcotics working group"; with one party or none the name stays.
    """
    bare = _LASTING.sub("", name)
    bare = re.sub(r"^(?:the|a|an) ", "", bare, flags=re.I)
    if len(parties) < 2:
        return bare
    ordered = sorted(parties, key=lambda e: (int(e.qid[1:]) if e.qid else 1 << 60, e.name))
    rest = _LASTING.sub("", without_countries(bare, [e.key for e in parties]))
    rest = re.sub(r"\b(counter|anti)[- ](?=\w)", r"\1", rest, flags=re.I)
    return f"{'-'.join(short_name(e) for e in ordered)} {rest}"


def of_country(name: str, country: Entry | None) -> str:
    """A group's name with its country: "authorities" of China gives "Chinese authorities", "the country's
    largest rebel force" of Peru "Peru's largest rebel force".
    """
    bare = re.sub(r"^(?:the|a|an|some|several|many|both) ", "", name, flags=re.I)
    if country is None or names_country(bare, country):
        return bare
    if (owned := _OF_THE_COUNTRY.match(bare)) is not None:
        owner = short_name(country)
        mark = "'" if owner.endswith("s") else "'s"
        return f"{owner}{mark} {bare[owned.end() :]}"
    return f"{adjective(country)} {bare}"


_OF_THE_COUNTRY = re.compile(r"(?:country|nation|kingdom|republic)['’]s (?=\S)", re.IGNORECASE)


def delegation(name: str, principals: Sequence[tuple[str, Entry | None]]) -> str:
    """A delegation by whom it stands for: "US delegation", "European Commission delegation".

    ``principals`` are names with their entries; without any the words of the article stay.
    """
    if not principals:
        return re.sub(r"^(?:the|a|an) ", "", name, flags=re.I)
    called = [adjective(e) if e and e.kind == "country" else (_short_body(n)) for n, e in principals]
    return f"{'-'.join(sorted(dict.fromkeys(called)))} delegation"


def _short_body(name: str) -> str:
    return re.sub(r"^United States (?=\w)", "US ", name)
