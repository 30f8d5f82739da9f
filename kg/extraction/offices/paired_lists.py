"""Offices told in paired lists: "the presidents of Peru and Chile, Ana Torres and Camila Soto".

Likewise "the heads of the Peruvian and Chilean delegations, A and B", "Presidents A (Peru) and B (Chile)".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import lower_title
from kg.extraction.offices.listed_owners import (
    BETWEEN,
    MOST,
    behind_unnamed,
    bodies_from,
    bodies_until,
    delegations,
)
from kg.extraction.titles.titles import TitleSpan, is_honorific, parse_title
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.gazetteer import Match

_ASIDE = frozenset({",", "-", "--", "–", "—", "("})
_LINKS = frozenset({"of", "from"})
_PLURALS = frozenset({"Ministers", "Presidents", "Chancellors", "Premiers"})
"""Plurals that are tagged as part of a name: "Prime Ministers A (Peru), B (Chile)"."""

PEERS = frozenset({"counterparts", "colleagues"})
"""Those who hold the office of somebody told of."""


@dataclass(frozen=True, slots=True)
class PairedOffice:
    """A person, the country or body in the same place of the other list, whom he is from, and where the words
    stand.
    """

    person: str
    body: str | None
    state: str | None
    title: str
    office: tuple[int, int]
    holding: tuple[int, int]


def paired_offices(index: ActorIndex) -> Iterator[PairedOffice]:
    """The holders of plural offices whose countries and names stand in two lists of one length.

    "The foreign ministers of Peru and Chile, A and B" and "Peruvian and Chilean foreign ministers A and B"
    pair, and so do "presidents A of Peru and B of Chile"; "the leaders of Peru and Chile met A and B" does
    not, nor do lists of different length. "Defence ministers A and B" hold one office each of a country that
    is not said; "Kenyan ministers A and B" one of the same country. The names may come first: "A and B, the
    foreign ministers of Peru and Chile". Of "her counterparts from Peru, A, and Chile, B" only the state is
    said.
    """
    persons = {a: (b, o) for a, b, o in index.spans if index.drafts[o].kind == "person"}
    for token in index.doc:
        plural = token.tag_ in {"NNS", "NNPS"} and (is_title(token) or token.lower_ in PEERS)
        if not plural and token.text not in _PLURALS:
            continue
        first = first_word(index, token)
        field, team = _field_after(index, token), False
        links = _LINKS if token.lower_ in PEERS or token.lemma_.lower() in _OF_STATES else {"of"}
        if field < len(index.doc) and index.tokens[field].lower_ in links:
            bodies, at = bodies_from(index, field + 1, seats=token.lemma_.lower() in _OF_STATES)
            if not bodies:
                bodies, at = delegations(index, field + 1)
                team = at > field + 1
            at = max(at, behind_unnamed(index, field + 1))
        else:
            bodies, at = bodies_until(index, first), token.i + 1
        at = _behind_field(index, at)
        if at < len(index.doc) and index.tokens[at].text in _ASIDE:
            at += 1
        named = _in_turn(index, persons, field + 1) or _names_from(index, persons, at)
        begun = {person: first for person, _, _ in named}
        if not named:
            ahead = _names_until(index, _begin(index, first, token))
            ahead = ahead[-len(bodies) :] if len(bodies) > 1 else ahead
            named = [(person, token.i + 1, None) for person, _ in ahead]
            begun = dict(ahead)
        shared: list[str | None] = [*bodies] * len(named) if len(bodies) == 1 else [None] * len(named)
        owners = [*bodies] if len(bodies) == len(named) else shared if len(bodies) < 2 else []
        of_body = len(bodies) == 1 and token.lemma_.lower() in _OF_BODIES  # "co-chairs of the Fund A of Peru"
        if any(own for _, _, own in named) and not of_body:
            owners = [own for _, _, own in named]
        if len(named) > 1 and owners:
            title = " ".join(
                [plural_title(index, first, token), *index.doc[token.i + 1 : field].text.split()]
            )
            if team:
                title += " of delegation"
            for body, (person, last, own) in zip(owners, named, strict=True):
                extent = (first, token.i + 1)
                yield PairedOffice(person, body, own or body, title, extent, (begun[person], last))


def first_word(index: ActorIndex, token: Token) -> int:
    """Where the words of a plural office begin, behind a dash: "the three men - | Presidents A of Peru"."""
    first = token.i
    while first > 0 and index.tokens[first - 1].head.i == token.i and first - 1 not in index.by_token:
        if index.tokens[first - 1].text == "-" and index.tokens[first - 1].whitespace_:
            break
        first -= 1
    return first


def _behind_field(index: ActorIndex, at: int) -> int:
    """The comma behind what an office is for, where that follows its states: "envoys of Peru and Chile for
    Arctic affairs |, A and B"; else the token itself.
    """
    if at + 1 >= len(index.doc) or index.tokens[at].lower_ not in {"on", "for"}:
        return at
    for token in index.doc[at + 1 : at + _LONGEST_FIELD]:
        if token.text == ",":
            return token.i
        if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN"} or token.ent_type_ in {"DATE", "TIME"}:
            break
    return at


_LONGEST_FIELD = 7
_LONGEST_BRACKET = 4


def _begin(index: ActorIndex, first: int, head: Token) -> int:
    """Where a plural office with its nationalities begins: at "the" of "the Greek and Maltese | envoys"."""
    doc = index.doc
    while first > 0 and doc[first - 1].text != ",":
        own = doc[first - 1].head.i == head.i or first - 1 in index.by_token
        if not own and doc[first - 1].lower_ not in {"and", "the"}:
            break
        first -= 1
    return first


def _names_until(index: ActorIndex, at: int) -> list[tuple[str, int]]:
    """Local ids of the persons listed up to the comma before a token, each with where the name begins.

    "A and B, | the ministers", "A and B, respectively, | the ministers"; not "A, B, | the ministers".
    """
    doc = index.doc
    ends = {b: (a, o) for a, b, o in index.spans if index.drafts[o].kind == "person"}
    at -= 1
    if at > 2 and doc[at].text == "," and doc[at - 1].lower_ == "respectively":
        at -= 1 + (doc[at - 2].text == ",")
    if at < 1 or doc[at].text not in {",", "respectively"}:
        return []
    found: list[tuple[str, int]] = []
    joined = False
    while at in ends and len(found) < MOST:
        at, person = ends[at]
        found.insert(0, (person, at))
        while at > 0 and doc[at - 1].lower_ in BETWEEN - {"the"}:
            at -= 1
            joined |= len(found) == 1 and doc[at].lower_ in {"and", "&"}
    return found if joined and len(found) > 1 else []


def _field_after(index: ActorIndex, token: Token) -> int:
    """The token after the field of a plural office: "of Peru" in "ministers of foreign affairs of Peru"."""
    doc, at = index.doc, token.i + 1
    if at < len(doc) and doc[at].lower_ == "of" and not bodies_from(index, at + 1)[0]:
        end = at + 1
        while end < len(doc) and end < at + 5 and doc[end].pos_ in {"ADJ", "NOUN", "PROPN", "CCONJ"}:
            end += 1
        if at + 1 < end < len(doc) and doc[end].lower_ == "of" and bodies_from(index, end + 1)[0]:
            return end
    return at


def plural_title(index: ActorIndex, first: int, head: Token) -> str:
    """The title that a plural from a token on gives each: "foreign minister" for "the foreign ministers"."""
    own = (t for t in index.doc[first : head.i] if t.pos_ not in {"DET", "PRON", "NUM"})
    words = [t.text for t in own if t.lower_ not in {"several", "many", "other", "some"}]
    return lower_title(" ".join([*words, head.text[:-1] if head.text in _PLURALS else head.lemma_]))


_OF_BODIES = frozenset({"co-chair", "co-chairman", "chair"})
_OF_STATES = frozenset("minister negotiator envoy representative delegate president premier leader".split())


def _in_turn(
    index: ActorIndex, persons: dict[int, tuple[int, str]], at: int
) -> list[tuple[str, int, str | None]]:
    """As ``_names_from``, of a list in which each name follows its state: "presidents of | Peru, A, and of
    Chile, B", "of | Peru (A) and Chile (B)"; empty where there are not two.
    """
    doc, found = index.doc, list[tuple[str, int, str | None]]()
    while at + 2 < len(doc) and doc[at - 1].lower_ in BETWEEN | _LINKS and len(found) < MOST:
        match = index.by_token.get(at)
        if match is None or match.start != at or match.via not in {"name", "body"}:
            break
        if match.end + 1 >= len(doc) or doc[match.end].text not in {",", "("} or match.end + 1 not in persons:
            break
        at, person = persons[match.end + 1]
        found.append((person, at, index.known(match.entry).id))
        at += doc[match.end].text == "("  # "Peru (A)"
        while at < len(doc) and doc[at].lower_ in BETWEEN | _LINKS:
            at += 1
    return found if len(found) > 1 else []


def _names_from(
    index: ActorIndex, persons: dict[int, tuple[int, str]], at: int
) -> list[tuple[str, int, str | None]]:
    """Local ids of the persons listed from a token on, each with the token after the name, and whom the
    words "of Peru" behind it say that the person serves.
    """
    found: list[tuple[str, int, str | None]] = []
    while at < len(index.doc) and len(found) < MOST:
        if at in persons:
            at, person = persons[at]
            last, own = at, None
            if at < len(index.doc) and index.tokens[at].lower_ in {"of", "(", "for"}:
                closing = index.tokens[at].lower_ == "("  # "X (Peru), Y (Chile)"
                bodies, end = bodies_from(index, at + 1)
                own = bodies[0] if len(bodies) == 1 else None
                at = end + closing if own else _behind_aside(index, at)
            found.append((person, last, own))
        elif (found and index.tokens[at].lower_ in BETWEEN) or is_honorific(index.tokens[at]):
            at += 1  # "the ministers of Peru and Chile, Mr X and Mr Y"
        elif not found and index.tokens[at].text == "Ambassadors":
            at += 1  # "the co-chairs, Ambassadors A and B"
        else:
            break
    return found


def _behind_aside(index: ActorIndex, at: int) -> int:
    """The token behind what tells no state: "A of the government | and B of the rebel side", "X (Texas) |";
    the token itself where more than a few words stand there.
    """
    if index.tokens[at].text == "(":
        shut = [t.i for t in index.doc[at + 1 : at + _LONGEST_BRACKET] if t.text == ")"]
        return shut[0] + 1 if shut else at
    for token in index.doc[at + 1 : at + _LONGEST_BRACKET + 1]:
        if token.lower_ in {"and", ",", "&", "-", "–"}:
            return token.i
        if token.pos_ not in {"DET", "ADJ", "NOUN"} or token.i in index.by_token:
            break
    return at


def two_offices(doc: Doc, span: TitleSpan, by_token: dict[int, Match]) -> list[TitleSpan]:
    """A title as the two that it joins, where each says its own body: "AU chair and Kenyan president", or one
    was left: "Peruvian minister and former envoy", of the same state, not body: "head of the bank and former
    envoy".

    "Peru's prime minister and chair of the IMF" are two; "premier and foreign minister of Peru" stay one.
    """
    for i in range(span.first + 1, span.last - 1):
        if doc[i].lower_ != "and":
            continue
        halves = parse_title(doc, span.first, i, by_token), parse_title(doc, i + 1, span.last, by_token)
        if doc[i + 1].lower_ == "former" and None not in halves:
            here, left = (h for h in halves if h is not None)
            of_state = here.body is not None and by_token[here.body[0]].entry.kind == "country"
            return [here, replace(left, body=left.body or (here.body if of_state else None))]
        one, other = (h and h.body and by_token[h.body[0]].entry.key for h in halves)
        if one and other and one != other:
            return [h for h in halves if h is not None]
    return [span]
