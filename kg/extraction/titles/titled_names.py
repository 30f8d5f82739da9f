"""Names after long titles, which recognisers take into the title: "Foreign Minister of Peru Ana Torres"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.names.name_words import ADDRESSES, BODIES, FIELDS, POSTS, STATIONED, capitalised
from kg.extraction.names.names import NameSpan
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import full_powers, set_apart
from kg.extraction.names.unknown_names import unknown_names
from kg.extraction.titles.comma_titles import closes, title_up_to
from kg.extraction.titles.title_fields import fields_end, inside_fields
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_within
from kg.extraction.tokens.words import titles
from kg.gazetteer import Match

_BEFORE_COUNTRY = frozenset({"of", "to", "for"})
_BEFORE_WHERE = _BEFORE_COUNTRY | {"in"}
_COMMA = frozenset({","})
_LINKS = frozenset("of for to the and in on at -".split())
_LONGEST, _MOST = 16, 5


def with_names_after_titles(doc: Doc, names: Sequence[NameSpan], matches: Sequence[Match]) -> list[NameSpan]:
    """The names, with those that end a title of a country or city in place of what overlaps them.

    "Prime Minister of Georgia | Irakli Dolidze", "French ambassador to Mali | Henri Blanc", "Minister for
    Trade and Industry | Kwamena Duncan"; not "President of Mexico City Council" nor "the King of Jordan
    Monday". So those between commas that no recogniser knew: "the head of the council, | Okay Demir, said".
    """
    found: dict[int, int] = {}
    starts = {m.start: m for m in matches if m.via in {"name", "city", "body"}}
    for head in (i - 1 for i in words_within(doc, _BEFORE_WHERE, 1, len(doc) - 1)):
        if doc[head + 1].lower_ == "in" and doc[head].lower_ not in STATIONED:
            continue
        if is_title(doc[head]) or full_powers(doc, head):
            span = _name_after(doc, head, starts) or _name_after_fields(doc, head, starts)
            if span is not None:
                found[span[0]] = span[1]
    taken = {i for n in names if n.last - n.first > 1 for i in range(n.first, n.last)}
    taken |= {i for m in matches for i in range(m.start, m.end)}
    found.update(_between_commas(doc, taken))
    found.update(unknown_names(doc, names, matches))
    kept = [n for n in names if not any(a < n.last and n.first < b for a, b in found.items())]
    return sorted([*kept, *(NameSpan(a, b) for a, b in found.items())], key=lambda n: n.first)


def _between_commas(doc: Doc, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The unknown names [first, last) in apposition to a title with its body."""
    for comma in words_within(doc, _COMMA, 1, len(doc) - 2):
        first = comma + 1
        if first in taken or not doc[first].text[:1].isupper() or _goes_on_fields(doc, comma):
            continue
        last = first
        while last < len(doc) and last not in taken and last - first < _MOST and _may_be_of_name(doc[last]):
            last += 1
        while last - first > 2 and doc[first].lower_ in titles("honorific"):
            first += 1  # ", Dr | Ana Ruiz,", ", His Excellency | Kofi Badu,"
        words = doc[first:last]
        other = BODIES & {t.lower_ for t in words} or doc[last - 1].lower_ in FIELDS
        name = len(words) > 1 and capitalised(words[-1]) and not other
        if not (name and closes(doc, last)):
            continue
        if title_up_to(doc, comma) is not None or _of_owner(doc, comma):
            yield first, last


def _goes_on_fields(doc: Doc, comma: int) -> bool:
    """Whether fields of an office go on at a comma: "Minister of Trade[,] Export Promotion and Development";
    not "Minister of Trade[,] Okay Demir and Ana Ruiz".
    """
    words = doc[comma + 1 : comma + _LONGEST]
    told = doc[comma + 1].ent_type_ == "ORG" or bool(FIELDS & {t.lower_ for t in words})
    return told and inside_fields(doc, comma)


def _of_owner(doc: Doc, comma: int) -> bool:
    """Whether a title ends at a comma that is somebody's: "Peru's foreign minister | , Ana Ruiz,"."""
    first = comma - 1
    while first > 1 and comma - first < _LONG_TITLE and doc[first].pos_ in {"NOUN", "ADJ", "PROPN"}:
        first -= 1
    owner = doc[first].text in {"'s", "’s"} and doc[first - 1].text[:1].isupper()
    return owner and is_title(doc[comma - 1]) and doc[comma - 1].tag_ == "NN"


_LONG_TITLE = 5


def _may_be_of_name(token: Token) -> bool:
    """Whether a word between commas may be of a name, whatever the tagger took it for: "Okay Demir"."""
    word = capitalised(token) or token.lower_ in _PARTICLES
    return (
        word and not token.is_sent_start and token.ent_type_ not in {"DATE", "TIME"} and not is_title(token)
    )


def _post_of(doc: Doc, head: int) -> int:
    """The word behind the head of a title, or behind the post that somebody heads in a place: "in" of "the
    head of the UN mission in Kosovo".
    """
    if doc[head].lower_ not in _HEADING or doc[head + 1].lower_ != "of":
        return head + 1
    for i in range(head + 2, min(head + _LONGEST, len(doc) - 1)):
        if doc[i].lower_ in POSTS and doc[i + 1].lower_ in {"in", "to"}:
            return i + 1
        if not (doc[i].text[:1].isupper() or doc[i].lower_ in _LINKS):
            break
    return head + 1


_HEADING, _SEATED = frozenset("head chief director leader".split()), frozenset({"in", "to", "the"})


def _name_after(doc: Doc, head: int, starts: dict[int, Match]) -> tuple[int, int] | None:
    """Tokens [first, last) of the name after "of COUNTRY" behind the head of a title, or ``None``."""
    i, end = _post_of(doc, head), None
    stationed = i > head + 1 or (doc[i].lower_ == "in" and doc[head].lower_ in STATIONED)
    if doc[i].lower_ not in _BEFORE_COUNTRY and not stationed:
        return None
    while i < len(doc) and i - head < _LONGEST and not doc[i].is_space and not (doc[i].is_sent_start):
        match = starts.get(i)
        if match is not None and doc[i - 1].lower_ in (_SEATED if stationed else {"of", "to", "the"}):
            i = end = match.end
            continue
        if end is not None and doc[i].lower_ not in _LINKS:
            break
        if not (doc[i].text[:1].isupper() or doc[i].lower_ in _LINKS):
            return None
        i += 1
    if end is None or i != end:
        return None
    body, end = end, _after_address(doc, end)
    if (
        body == end < len(doc)
        and doc[end].ent_iob_ == "I"
        and doc[end].ent_type_ == "ORG"
        and not _ends_body(doc, end, starts)
    ):
        return None  # "chairman of India Petrochemicals"
    last = end
    while last < len(doc) and _of_name(doc, last, starts):
        if sum(t.lower_ not in _PARTICLES for t in doc[end:last]) >= _MOST:
            break
        last += 1
    while last > end and not doc[last - 1].text[:1].isupper():
        last -= 1
    last += 2 if last > end and _goes_on_small(doc, last) else 0
    words = [t.lower_ for t in doc[end:last]]
    return (end, last) if len(words) > 1 and not BODIES & set(words) else None


def _goes_on_small(doc: Doc, last: int) -> bool:
    """Whether a hyphen joins one more word in small letters to a name: "Kim Dae | -jung"."""
    after = doc[last : last + 2]
    joined = (
        len(after) == 2 and after[0].text == "-" and not (doc[last - 1].whitespace_ or after[0].whitespace_)
    )
    return joined and after[1].is_alpha and after[1].is_lower


def _name_after_fields(doc: Doc, head: int, starts: dict[int, Match]) -> tuple[int, int] | None:
    """Tokens [first, last) of the name after what somebody is minister for, all in capitals, or ``None``.

    "Minister for Trade and Industry | Kwamena Duncan"; not "Minister of Trade and Foreign Minister X".
    """
    first = _after_address(doc, fields_end(doc, head + 2))
    last = first
    while last < len(doc) and _of_name(doc, last, starts):
        last += 1
    words = {t.lower_ for t in doc[first:last]}
    named = first > head + 2 and 2 <= last - first <= _MOST and capitalised(doc[last - 1])
    return (first, last) if named and not words & BODIES else None


def _ends_body(doc: Doc, end: int, starts: dict[int, Match]) -> bool:
    """Whether a body is whole before a token that the recogniser joins to it: "the CSTO | Igor Petrov".

    So is one of a country: "the Parliament of Peru | Ana Ruiz"; not "India | Petrochemicals".
    """
    first = end - 1
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    inside = [m for m in starts.values() if first <= m.start and m.end == end]
    return any(
        m.via == "body" or (m.start > first + 1 and doc[m.start - 1].lower_ in {"of", "the"}) for m in inside
    )


def _after_address(doc: Doc, i: int) -> int:
    """The first token from ``i`` on that is no form of address: "the envoy of Peru HE | Ana Torres",
    "Minister of Diwan Affairs Sheikh | Ali Haddad".
    """
    i += doc[i : i + 1].text == "Affairs"
    for t in doc[i:]:
        if t.lower_ not in titles("honorific") and t.text not in ADDRESSES and not set_apart(t):
            return t.i
    return len(doc)


_PARTICLES = frozenset("al el bin ibn van von de da dos del di la le ter -".split())


def _of_name(doc: Doc, i: int, starts: dict[int, Match]) -> bool:
    token = doc[i]
    capital = token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"}
    plain = not token.is_sent_start and token.ent_type_ not in {"DATE", "TIME"} and not is_title(token)
    joined = doc[i - 1].text == "-" and doc[i - 2].lower_ in {"al", "el"}  # "Al-Sabah", also a place
    return (capital or token.lower_ in _PARTICLES) and plain and (i not in starts or joined)
