"""Institutions that a description names: ministries, governments, administrations and joint bodies."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.actors import ActorIndex
from kg.extraction.organizations import TYPES, same_organization
from kg.extraction.words import titles

_GOVERNMENT = frozenset("government regime authorities".split())


_NATIONAL = frozenset(
    "ministry department parliament presidency embassy army military navy chancellery".split()
)


def add_institution(index: ActorIndex, token: Token) -> None:
    """Makes an organization of "the Russian foreign ministry" and "the Trump administration".

    "The Cuban government" is the country itself; a bare "the ministry" is left to reference resolution.
    """
    lemma = token.lower_
    if token.i in index.owner or lemma not in _NATIONAL | _GOVERNMENT | {"administration"}:
        return
    first = token.left_edge.i
    country = next(
        (
            index.adjective.get(t.i) or country_at(index, t)
            for t in index.doc[first : token.i]
            if t.i in index.adjective or country_at(index, t)
        ),
        None,
    )
    if country is None:
        country = next(
            (
                country_at(index, c)
                for p in token.children
                if p.lower_ == "of"
                for c in p.children
                if country_at(index, c)
            ),
            None,
        )
        first_word = first
    else:
        first_word = first
    if lemma in _GOVERNMENT:
        if country is not None and lemma != "authorities":
            index.own(index.drafts[country], _first_content(index, first_word, token.i), token.i + 1, 0.8)
        return
    person = next(
        (
            index.owner[t.i]
            for t in index.doc[first : token.i]
            if t.i in index.owner and index.drafts[index.owner[t.i]].kind == "person"
        ),
        None,
    )
    if country is None and person is None:
        return
    if lemma == "administration" and person is None and country is not None:
        index.own(index.drafts[country], _first_content(index, first_word, token.i), token.i + 1, 0.7)
        return
    begin = _first_content(index, first_word, token.i)
    text = index.doc[begin : token.i + 1].text
    draft = same_organization(index, text) or index.new("organization", text, type=TYPES.get(lemma))
    draft.country = draft.country or country or (index.drafts[person].country if person else None)
    if person is not None:
        draft.members.append(person)
    index.own(draft, begin, token.i + 1, 0.85)


_JOINT = frozenset({("working", "group"), ("task", "force"), ("contact", "group"), ("steering", "committee"), ("joint", "commission"),
                   ("joint", "committee"), ("liaison", "office"), ("coordination", "committee"), ("boundary", "commission"),
                   ("border", "commission"), ("monitoring", "mechanism")})  # fmt: skip


def add_joint_body(index: ActorIndex, token: Token) -> None:
    """Makes a joint body of "a newly formed counternarcotics working group"; a definite one is the last."""
    if (
        token.i in index.owner
        or token.i == 0
        or (index.doc[token.i - 1].lower_, token.lemma_.lower()) not in _JOINT
    ):
        return
    first = token.i - 1
    while (
        first > token.left_edge.i
        and index.doc[first - 1].pos_ in {"ADJ", "NOUN", "PROPN"}
        and index.doc[first - 1].lower_ not in titles("loose") | {"joint": "", "established": ""}.keys()
    ):
        first -= 1
    text = index.doc[first : token.i + 1].text
    same = next(
        (
            d
            for d in index.drafts.values()
            if d.type == "actor-joint-body"
            and (d.name.lower().endswith(text.lower()) or text.lower().endswith(d.name.lower()))
        ),
        None,
    )
    draft = same or index.new("organization", text, type="actor-joint-body")
    for part in index.doc[token.left_edge.i : token.i]:
        country = index.adjective.get(part.i) or country_at(index, part)
        if country is not None and country not in draft.members:
            draft.members.append(country)
    index.own(draft, first, token.i + 1, 0.85)


def _first_content(index: ActorIndex, first: int, last: int) -> int:
    while first < last and (
        index.doc[first].pos_ in {"DET", "ADP", "PUNCT", "SPACE"}
        or index.doc[first].lower_ in {"the", "a", "new"}
    ):
        first += 1
    return first


def country_at(index: ActorIndex, token: Token) -> str | None:
    id_ = index.owner.get(token.i)
    return id_ if id_ is not None and index.drafts[id_].kind == "country" else None
