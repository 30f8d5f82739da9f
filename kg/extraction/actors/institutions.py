"""Institutions that a description names: ministries, governments, administrations and joint bodies."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.joint_bodies import (
    JOINT_HEADS,
    PAIR_HEADS,
    add_joint_body,
    add_pair_body,
    country_at,
)
from kg.extraction.actors.organizations import TYPES, same_organization
from kg.extraction.names.title_words import joined_participle
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at, words_at

GOVERNMENT = frozenset("government regime authorities".split())
"""Words for a government."""
NATIONAL = frozenset(
    """
    ministry department parliament presidency embassy army military navy chancellery judiciary police
    legislature
    """.split()
)
"""Words for institutions of a state."""
_INSTITUTIONS = NATIONAL | GOVERNMENT | {"administration", "court"}
_COURTS = frozenset("supreme constitutional high top highest".split())
_OFFICES = frozenset(
    "president minister premier chancellor secretary prosecutor governor chairman king emir".split()
)
_ACTING = frozenset({"nsubj", "nsubjpass", "conj"})
_WORD_OF = frozenset({"by", "from", "to"})


def add_institutions(index: ActorIndex) -> None:
    """Makes organizations of the institutions, joint bodies and bodies of two that descriptions name."""
    for i in sorted({*words_at(index.doc, _SAID_OF_STATES), *lemmas_at(index.doc, JOINT_HEADS)}):
        token, lower = index.tokens[i], index.tokens[i].lower_
        if lower in _INSTITUTIONS or lower == "office":
            _add_institution(index, token)
        if token.lemma_.lower() in JOINT_HEADS:
            add_joint_body(index, token)
            add_pair_body(index, token)


def _add_institution(index: ActorIndex, token: Token) -> None:
    """Makes an organization of "the Russian foreign ministry" and "the Trump administration".

    "The Cuban government" is the country itself; a bare "the ministry" is left to reference resolution.
    """
    lemma = token.lower_
    if lemma == "office":
        _add_office(index, token)
    if lemma not in _INSTITUTIONS or token.i in index.owner:
        return
    if lemma == "court" and not any(c.lower_ in _COURTS for c in token.lefts):
        return
    country = _country_of(index, token)
    begin = _first_content(index, _behind_backers(token), token.i)
    if lemma in GOVERNMENT:
        own = any(c.lower_ in _OF_A_TOWN for c in token.lefts)
        country = country or next(iter(() if own else seats_of(index, token)), None)  # "the Oslo government"
        if country is not None and lemma != "authorities":
            index.own(index.drafts[country], begin, token.i + 1, 0.8)
        return
    person = _person_before(index, token)
    if country is None and person is None:
        return
    if lemma == "administration" and person is None and country is not None:
        index.own(index.drafts[country], begin, token.i + 1, 0.7)
        return
    text = index.doc[begin : token.i + 1].text
    draft = same_organization(index, text) or index.new("organization", text, type=TYPES.get(lemma))
    draft.country = draft.country or country or (index.drafts[person].country if person else None)
    if person is not None:
        draft.members.append(person)
    index.own(draft, begin, token.i + 1, 0.85)


_OF_A_TOWN = frozenset("city municipal local provincial regional metropolitan".split())


def _behind_backers(token: Token) -> int:
    """The first token of an institution, behind who stands behind it: "UN-backed | Libyan government"."""
    first = token.left_edge.i
    ends = (joined_participle(token.doc, word.i + 1) for word in token.doc[first : token.i])
    return max((end for end in ends if end is not None and end < token.i), default=first)


def _add_office(index: ActorIndex, token: Token) -> None:
    """Makes an organization of the office of a person or of the holder of an office, where it acts or speaks.

    "Blair's office said", "a statement from the Prime Minister's Office"; not "met at the office of X".
    """
    head = token.head
    told = (
        token.dep_ == "pobj"
        and head.lower_ in _WORD_OF
        and (head.lower_ != "to" or head.head.lower_ == "according")
    )
    if token.i in index.owner or not (token.dep_ in _ACTING or told):
        return
    of = [p for c in token.rights if c.lower_ == "of" for p in c.rights if p.dep_ == "pobj"]
    holder = next((c for c in (*token.lefts, *of) if c.dep_ in {"poss", "pobj"}), None)
    person = index.person_at(holder.i) if holder is not None else None
    if holder is None or (person is None and holder.lemma_.lower() not in _OFFICES):
        return
    begin = _first_content(index, token.left_edge.i, token.i)
    last = holder.i + 1 if holder.i > token.i else token.i + 1
    text = " ".join(index.doc[begin:last].text.split())
    draft = same_organization(index, text) or index.new("organization", text, type="actor-executive-office")
    named = _country_of(index, holder) or (index.drafts[person].country if person else None)
    draft.country = draft.country or named
    if person is not None and person not in draft.members:
        draft.members.append(person)
    index.owner[token.i] = draft.id
    draft.heads.append(token.i)
    index.spans.append((token.i, token.i + 1, draft.id))
    index.mention(draft, begin, last, 0.85)


def _country_of(index: ActorIndex, token: Token) -> str | None:
    """The country named before an institution ("the Russian ministry") or after ("the ministry of Chad")."""
    for word in index.doc[token.left_edge.i : token.i]:
        country = index.adjective.get(word.i) or country_at(index, word)
        if (
            country and joined_participle(index.doc, word.i + 1) is None
        ):  # "the Fiji-backed Syrian government"
            return country
    for prep in (c for c in token.children if c.lower_ == "of"):
        for noun in prep.children:
            country = country_at(index, noun)
            if country:
                return country
    return None


def _person_before(index: ActorIndex, token: Token) -> str | None:
    """The first person named in the phrase before its head ("the Trump administration")."""
    for word in index.doc[token.left_edge.i : token.i]:
        id_ = index.owner.get(word.i)
        if id_ is not None and index.drafts[id_].kind == "person":
            return id_
    return None


_SAID_OF_STATES = _INSTITUTIONS | PAIR_HEADS | {"office"}


def _first_content(index: ActorIndex, first: int, last: int) -> int:
    """The first token from ``first`` on that is no article, preposition or mark; at most ``last``."""
    while first < last and (
        index.tokens[first].pos_ in {"DET", "ADP", "PUNCT", "SPACE"}
        or index.tokens[first].lower_ in {"the", "a", "new", "both"}
    ):
        first += 1
    return first


def settle_seats(index: ActorIndex) -> None:
    """Gives ministries of no country said that of the capital they are in: "the Foreign Ministry in Lima"."""
    for _, last, owner in list(index.spans):
        body, city = index.drafts[owner], index.by_token.get(last + 1)
        if body.type != "actor-ministry" or body.country is not None or city is None or city.via != "city":
            continue
        seat = gazetteer.metonym(city.entry.name) if index.tokens[last].lower_ == "in" else None
        if seat is not None:
            body.country = index.known(seat).id


def seats_of(index: ActorIndex, noun: Token) -> list[str]:
    """The countries for which the capitals before a noun stand: "her Belgrade counterpart"."""
    cities = [m for c in noun.lefts if (m := index.by_token.get(c.i)) is not None and m.via == "city"]
    entries = [e for m in cities if (e := gazetteer.metonym(m.entry.name)) is not None]
    return [index.known(e).id for e in entries]
