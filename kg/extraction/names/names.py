"""Spans of person names: named entities mended, titles cut off, bare surnames propagated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extraction.names.called_places import called_place
from kg.extraction.names.inner_titles import addressed, has_rank, opens_rank, past_inner_title
from kg.extraction.names.leader_names import is_leader, unseen_leaders
from kg.extraction.names.name_edges import (
    EVENTS,
    alone,
    before_plain_words,
    is_mark,
    posted_there,
    short_for_body,
)
from kg.extraction.names.name_words import (
    ADDRESSES,
    BY_SOMEBODY,
    FIELDS,
    PARTICLES,
    PORTFOLIOS,
    SITES,
    SUFFIXES,
    capitalised,
)
from kg.extraction.names.ruler_titles import past_crown
from kg.extraction.names.ships import is_ship
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import full_powers, is_local_address, past_portfolio
from kg.extraction.tokens.counterparts import beside_equal, is_counterpart
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import excellency, titles
from kg.gazetteer import Match

_AFTER_GIVEN = frozenset("bin ibn bint al".split())
_MEMBERS = PORTFOLIOS | frozenset("states countries nations parties".split())  # "General | Security chief"
_UNNAMED = SITES | {"prince", "princess", "supreme"}
_RANGES = frozenset("international regional rural public social".split())
_NOT_NAMES = frozenset(
    "god allah jesus christ christmas brexit covid islam koran quran google visit meeting retreat "
    "forces staff special personal permanent office house headquarters".split()
)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens [first, last) of one name."""

    first: int
    last: int


def _strippable(token: Token) -> bool:
    lower = token.lower_
    return (
        is_title(token)
        or lower in titles("honorific")
        or is_local_address(token)
        or (token.text in ADDRESSES or opens_rank(token))
        or full_powers(token.doc, token.i)
        or lower in titles("status")
        or lower in {"the", "a", "an", "deputy", "vice", "prime", "foreign", "first"}
        or token.pos_ == "DET"
        or excellency(token)
        or (lower in _OPENING and token.is_sent_start)
        or is_mark(token)
        or (token.text[-1] == "-" and len(token.text) > 1)  # "Lima, ANDINA- | Ana Ruiz"
    )


_OPENING = frozenset("besides unlike alongside like despite".split())
_OF_NAMES = frozenset("PROPN ADJ NOUN X ADP ADV VERB AUX INTJ".split())


def _in_name(token: Token) -> bool:
    return capitalised(token) and token.pos_ in _OF_NAMES


def _trim(doc: Doc, first: int, last: int, places: dict[int, Match]) -> tuple[int, int]:
    dashes = (i for i in range(first + 1, last) if doc[i].text == "-" and doc[i].whitespace_)
    last = next((i for i in dashes if doc[i - 1].whitespace_), last)  # "A, B and Ana Torres | - wound up"
    while first < last and (_strippable(doc[first]) or _leading_country(doc, first, last, places)):
        first += 1
    while (
        last - first > 1
        and first > 1
        and doc[first - 1].lower_ in {"of", "for", "and"}
        and doc[first].lower_ in PORTFOLIOS
    ):
        first += 1  # "Minister of Defense | Diego Molano"
    while last > first and (doc[last - 1].lower_ in {"'s", "'"} or is_mark(doc[last - 1])):
        last -= 1
    return first, before_plain_words(doc, first, last)


def _leading_country(doc: Doc, first: int, last: int, places: dict[int, Match]) -> bool:
    match = places.get(first)
    return (
        match is not None
        and match.via in {"name", "demonym"}
        and match.end < last
        and (match.via == "demonym" or is_title(doc[match.end]) or posted_there(doc, first))
    )


def _extend(doc: Doc, first: int, last: int, known: set[int]) -> tuple[int, int]:
    """The span with the parts of the name that the entity recogniser cut off at a particle or hyphen."""
    end = len(doc)
    while last < end:
        token = doc[last]
        before = doc[last - 1].lower_
        if token.is_space or token.is_sent_start:
            break
        if (before in PARTICLES and token.text != "-") or before.endswith("-"):
            if not (capitalised(token) or token.lower_ in PARTICLES):
                break
        elif (
            token.lower_ in PARTICLES - {"e", "y", "la", "le", "de", "da"}
            and last + 1 < end
            and capitalised(doc[last + 1 + (doc[last + 1].text == "-" and last + 2 < end)])
        ):
            pass
        elif (
            token.text == "-"
            and last + 1 < end
            and doc[last + 1].text[:1].isalpha()
            and doc[last + 1].lower_ not in BY_SOMEBODY
            and not token.whitespace_
            and not doc[last - 1].whitespace_
        ):
            last += 1
        elif token.lower_ in SUFFIXES or _last_name(doc, first, last, known):
            pass
        elif token.text == "," and last + 1 < end and doc[last + 1].lower_ in SUFFIXES:
            last += 1
        else:
            break
        last += 1
    while (
        first > 0
        and doc[first - 1].lower_ in PARTICLES - {"e", "y", "la", "le", "da"}
        and first >= 2
        and capitalised(doc[first - 2])
        and doc[first - 2].pos_ == "PROPN"
        and not is_title(doc[first - 2])
    ):
        first -= 2
    while (
        first and doc[first].lower_ in _AFTER_GIVEN and first - 1 not in known and _given_name(doc[first - 1])
    ):
        first -= 1
    if first > 1 and doc[first - 2].text == "," and _first_name(doc, first):
        first -= 1
    return first, last


def _given_name(token: Token) -> bool:
    """Whether a word before "bin" is the given name that goes with it: "Prince | Turki bin Saad".

    So is one before "al": "Sheikh | Meshal al-Ahmad"; "Sultan" is one before "bin", no title.
    """
    sultan = token.text == "Sultan" and token.doc[token.i + 1 : token.i + 2].text == "bin"
    name = token.pos_ == "PROPN" and token.is_alpha and capitalised(token)
    return name and (sultan or not _strippable(token))


def _first_name(doc: Doc, first: int) -> bool:
    """Whether the word before a name behind a comma begins it: "the minister, | Sif Ali Bo", "| Ola Naiv"."""
    token = doc[first - 1]
    plain = token.is_alpha and capitalised(token) and not token.ent_type_ and not _strippable(token)
    joined = doc[first].dep_ == "compound" or (token.head.i == first and is_title(doc[max(0, first - 3)]))
    return plain and token.dep_ == "compound" and joined and token.pos_ == "PROPN"


def _last_name(doc: Doc, first: int, last: int, known: set[int]) -> bool:
    """Whether the word after a name is its end by the parse: "Ana Ruiz | Falla", "President Ana | Ruiz".

    Behind a title it may be what the recogniser takes for a place or a day: "Colonel Adama | Dumbia".
    """
    token = doc[last]
    titled = first > 0 and is_title(doc[first - 1]) and capitalised(doc[first - 1])
    return (
        ((token.pos_ == "PROPN" and last - first > 1) or (token.pos_ in {"PROPN", "NOUN"} and titled))
        and (token.is_alpha and (not token.ent_type_ or (titled and alone(token, last in known))))
        and capitalised(token)
        and not is_title(token)
        and doc[last - 1].dep_ == "compound"
        and doc[last - 1].head.i == last
    )


def _title_ahead(doc: Doc, i: int) -> bool:
    """Whether a title begins at a token: "Deputy Prime Minister", "premier", "counterpart"."""
    titled = any(is_title(t) or is_counterpart(t) for t in doc[i : i + 3])
    return titled and doc[i].pos_ in {"PROPN", "NOUN", "ADJ"}


def person_spans(doc: Doc, matches: Sequence[Match]) -> list[NameSpan]:
    """Person names in document order, without titles and possessives; no two overlap."""
    places = {m.start: m for m in matches}
    known = {i for m in matches if m.via in {"name", "body", "city"} for i in range(m.start, m.end)}
    found = {past_crown(doc, m.start, m.end): m.end for m in matches if m.via == "person"}
    for ent in doc.ents:
        if ent.label_ == "PERSON" or (
            ent.label_ == "ORG" and (is_leader(ent) or beside_equal(ent) or has_rank(ent) or addressed(ent))
        ):
            _add_entity(doc, ent.start, ent.end, places, known, found)
    lone = ((i, i + 1) for i in unseen_leaders(doc, {*known, *places}))
    for first, last in (*_after_titles(doc, places, known), *lone):
        whole = found.get(last - 1) == last == first + 2 and doc[first].head.i == last - 1
        if whole and not doc[first].ent_type_ and doc[first].is_alpha:
            del found[last - 1]  # "Minister for European Affairs Ana | Torres |"
        event = doc[last - 1].lower_ in EVENTS
        if not event and not _covered(found, first, last) and doc[first].lower_ not in _NOT_NAMES:
            found[first] = last
    return [NameSpan(a, b) for a, b in sorted(found.items())]


def _covered(found: dict[int, int], first: int, last: int) -> bool:
    return any(a < last and first < b for a, b in found.items())


def _add_entity(
    doc: Doc, first: int, last: int, places: dict[int, Match], known: set[int], found: dict[int, int]
) -> None:
    first, last = _trim(doc, first, last, places)
    if first >= last:
        return
    if is_ship(doc[first]) or called_place(doc, first, last):
        return
    people = places.get(first)
    if people is not None and people.via == "demonym" and last == first + 1 and _title_ahead(doc, last):
        return  # "Lao Deputy Prime Minister X"
    first, last = _extend(doc, first, last, known)
    last = past_inner_title(doc, last)
    words = doc[first:last]
    pair = words[1:2].text == "-" and last - 1 in known and words.root.dep_ == "compound"  # "Chad-Mali pact"
    if pair or known.issuperset(range(first, last)) or not any(capitalised(t) for t in words):
        return
    if all(t.lower_ in SUFFIXES or not t.is_alpha for t in words) or short_for_body(words):
        return
    if words[-1].lower_ in EVENTS or (words[-1].lower_ in FIELDS and words[0].lower_ in _RANGES):
        return  # "Secretary Level Talks", "Minister of Trade, International Cooperation and Tourism"
    if len(words) == 1 and (words[0].lower_ in _NOT_NAMES or (words[0].pos_ not in {"PROPN", "NOUN"})):
        return
    overlapping = [a for a, b in found.items() if a < last and first < b]
    if overlapping:
        longest = max(found[a] - a for a in overlapping)
        if last - first <= longest:
            return
        for a in overlapping:
            del found[a]
    found[first] = last


def _after_titles(doc: Doc, places: dict[int, Match], known: set[int]) -> Iterable[tuple[int, int]]:
    """Capitalised words that follow a title and that the entity recogniser missed.

    Matches "Foreign Minister Dmytro Kuleba"; must not match "Prime Minister of Japan".
    """
    for token, after in pairwise(doc):
        if not after.text[:1].isupper() and after.lower_ not in {"of", "for", "and"}:
            continue
        titled = is_title(token) and (capitalised(token) or token.lower_ in titles("head"))
        if not titled and not is_counterpart(token):
            continue
        first = past_portfolio(doc, token.i + 1)
        if first >= len(doc) or (
            token.ent_type_ == "ORG" and doc[first].ent_iob_ == "I" and first == token.i + 1
        ):
            continue  # "General Motors"
        if (
            _strippable(doc[first])
            or first in known
            or not capitalised(doc[first])
            or doc[first].is_sent_start
        ):
            continue
        if doc[first].ent_type_ == "NORP" or (first in places and places[first].via == "demonym"):
            continue  # "fellow European ministers"
        if doc[first].pos_ not in {"PROPN", "NOUN", "ADJ"} or (
            doc[first].ent_type_ in {"ORG", "DATE", "EVENT"} and not capitalised(token)
        ):
            continue
        last = first
        while (
            last < len(doc)
            and (_in_name(doc[last]) or doc[last].lower_ in PARTICLES or doc[last].text == "-")
            and not doc[last].is_space
            and last not in known
            and not (doc[last].is_sent_start and last > first)
            and doc[last].ent_type_ not in {"DATE", "TIME"}
        ):
            last += 1
        while last > first and not capitalised(doc[last - 1]):
            last -= 1
        if any(t.lower_ in _UNNAMED for t in doc[first:last]) or doc[first].lower_ in _MEMBERS | _NOT_NAMES:
            continue  # "Palace", "General | Intelligence Prince", "Member States", "Official Visit"
        if last > first and (last - first > 1 or (titled and len(doc[first].text) > 2)):
            yield first, last
