"""Groups and delegations: nominals that denote people together, with the countries that they act for."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg import gazetteer
from kg.extraction.actors import ActorDraft, ActorIndex
from kg.extraction.counterparts import is_equal
from kg.extraction.title_words import joined_participle
from kg.extraction.words import group_nouns
from kg.ids import normal_name

_COLLECTIVE = frozenset(
    "delegation team mission opposition entourage contingent coalition military army brass".split()
)
_FROM = frozenset({"from", "of", "for"})
SIDES = frozenset("opposition rebel insurgent separatist guerrilla militant dissident".split())
"""Nouns for those who are a party to a conflict of their own, not people of their state."""

_RULERS = frozenset("authority official lawmaker politician".split())
"""Nouns for people who govern from a place: "officials in Oslo", not "diplomats in Oslo"."""

_MAX_SPLIT = 3
NEAR = 300
# "the leaders of A and B" are one group
_RANKS = frozenset("leader president minister premier king head chief".split())
_LEFT_MODIFIERS = frozenset("amod compound nmod poss appos npadvmod punct advmod".split())


def group_class(token: Token) -> str | None:
    """The class of a group noun or ``None``.

    Classes: ``officials``, ``delegation``, ``bloc``, ``faction``, ``population``.
    "officials" and "a delegation" are groups, "an official" is not.
    """
    kind = group_nouns().get(token.lemma_.lower())
    if kind is None and is_equal(token) and any(c.text[:1].isupper() for c in token.lefts):
        kind = "officials"  # "her European colleagues", not "her colleagues"
    if kind is None and (token.tag_ == "NNPS" or (token.tag_ == "NNP" and token.i == token.sent.start)):
        singular = token.lower_.removesuffix("s")  # "Envoys", "the Foreign Secretaries", taken for names
        kind = group_nouns().get(re.sub("ie$", "y", singular)) if singular != "head" else None
        return kind if token.lower_.endswith("s") or token.lower_ in _COLLECTIVE else None
    if kind is None or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    plural = token.tag_ in {"NNS", "NNPS"} or (
        token.lower_.endswith("s") and token.lower_ != token.lemma_.lower()
    )
    return kind if plural or token.lemma_.lower() in _COLLECTIVE or kind == "faction" else None


def is_rank(token: Token) -> bool:
    """Whether a noun in capitals is a plural of officials: "the Foreign Secretaries"."""
    return token.text[:1].isupper() and group_class(token) == "officials"


def countries_of(index: ActorIndex, token: Token) -> list[str]:
    """Local ids of the countries and bodies that a nominal names as its own, in text order.

    "officials from the United States and China" -> both; "Chinese officials", "China's officials" -> China.
    """
    out: dict[int, str] = {}
    for child in token.children:
        parts: list[Token] = []
        if child.dep_ in _LEFT_MODIFIERS and child.i < token.i:
            parts = [t for t in child.subtree if not _only_backs(t)]
        elif child.dep_ == "prep" and child.lower_ in _FROM:
            parts = [*_objects_with_modifiers(child), *_listed_countries(index, child)]
        for part in parts:
            id_ = index.adjective.get(part.i) or _principal_at(index, part)
            if id_ is not None:
                out[part.i] = id_
            elif part.i > token.i and part.dep_ == "pobj" and kind_of_people(part):
                for n, inner in enumerate(countries_of(index, part)):  # "a team of envoys from A and B"
                    out.setdefault(part.i + n, inner)
    after = token.doc[token.i + 1 : token.i + 2]
    if kind_of_people(token) and after and after[0].lower_ == "from" and after[0].head.i != token.i:
        for part in _listed_countries(index, after[0]):  # "joined envoys from A and B", hung on the verb
            out[part.i] = index.owner[part.i]
    if not out and ruled_from(index, token):
        out = _governed_from(index, token)
    return list(dict.fromkeys(out[i] for i in sorted(out)))


def _only_backs(token: Token) -> bool:
    """Whether a country only stands behind who is meant: "Rwanda-backed rebels", not "US-led delegation"."""
    behind = joined_participle(token.doc, token.i + 1)
    return behind is not None and token.doc[behind - 1].lower_.rpartition("-")[2] != "led"


def _governed_from(index: ActorIndex, token: Token) -> dict[int, str]:
    """The countries and bodies whose seats are the objects of "in": "authorities in Oslo and Lima"."""
    out: dict[int, str] = {}
    inside = (p for p in token.rights if p.dep_ == "prep" and p.lower_ == "in")
    for seat in (o for p in inside for c in p.children if c.dep_ == "pobj" for o in (c, *c.conjuncts)):
        match = index.by_token.get(seat.i)
        entry = gazetteer.metonym(match.entry.name) if match is not None and match.via == "city" else None
        id_ = index.known(entry).id if entry is not None else _principal_at(index, seat)
        if id_ is not None:
            out[seat.i] = id_
    return out


def seats_of(index: ActorIndex, noun: Token) -> list[str]:
    """The countries for which the capitals before a noun stand: "her Belgrade counterpart"."""
    cities = [m for c in noun.lefts if (m := index.by_token.get(c.i)) is not None and m.via == "city"]
    entries = [e for m in cities if (e := gazetteer.metonym(m.entry.name)) is not None]
    return [index.known(e).id for e in entries]


def ruled_from(index: ActorIndex, token: Token) -> bool:
    """Whether "in Oslo" says from where people govern: "authorities in Oslo", not "Somali officials"."""
    words = [t for c in token.lefts for t in c.subtree]
    said = any(index.adjective.get(t.i) or _principal_at(index, t) for t in words)
    return token.lemma_.lower() in _RULERS and not said


def kind_of_people(token: Token) -> bool:
    """Whether the noun is a group of officials or a delegation."""
    return group_class(token) in {"officials", "delegation"}


def _listed_countries(index: ActorIndex, prep: Token) -> list[Token]:
    """The countries and bodies listed after a preposition: "from A, the B and C", "from states including A".

    Read from the words alone, since parsers lose the thread of long lists.
    """
    out: list[Token] = []
    for token in prep.doc[prep.i + 1 : prep.sent.end]:
        if _principal_at(index, token) is not None:
            out.append(token)
            continue
        again = out and token.lower_ == prep.lower_  # "of A and of B"
        within = token.i in index.by_token or token.lower_ in _IN_LISTS or again
        before = not out and (token.lower_ in _MEMBERS or token.pos_ in {"ADJ", "NUM"})
        if not within and not before:
            break
    return out


_IN_LISTS = frozenset("and the & as well including , ( ) -".split())
_MEMBERS = frozenset("countries nations states members powers".split())


def _objects_with_modifiers(prep: Token) -> list[Token]:
    """The objects of a preposition, those coordinated with them, and the words that qualify each."""
    objects = (c for c in prep.children if c.dep_ in {"pobj", "pcomp"})
    nouns = [noun for object_ in objects for noun in (object_, *object_.conjuncts)]
    modifiers = {"amod", "compound", "poss", "nmod"}
    return [part for n in nouns for part in (n, *(c for c in n.children if c.dep_ in modifiers))]


def _principal_at(index: ActorIndex, token: Token) -> str | None:
    """The local id of the country or organization that the token names, or ``None``."""
    id_ = index.owner.get(token.i)
    return id_ if id_ is not None and index.drafts[id_].kind in {"country", "organization"} else None


def extent(token: Token) -> tuple[int, int]:
    """Tokens [first, last) of a nominal without its relative clauses and appositions."""
    first, last = token.left_edge.i, token.i + 1
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.lower_ in _FROM:
            last = max(last, max(t.i for t in child.subtree if t.dep_ != "relcl") + 1)
            edge = [t for t in child.subtree if t.dep_ in {"relcl", "acl", "appos"} or _adverbial(t)]
            if edge:
                last = min(last, min(t.left_edge.i for t in edge))
    doc = token.doc
    while first < token.i and (
        doc[first].pos_ in {"DET", "PUNCT", "SPACE", "ADP", "CCONJ", "PRON", "ADV"}
        and doc[first].lower_ != "then"
        and doc[first + 1].text != "-"  # "high-ranking delegation"
    ):
        first += 1
    while last - 1 > token.i and doc[last - 1].pos_ in {"PUNCT", "SPACE", "CCONJ"}:
        last -= 1
    return first, last


def _adverbial(prep: Token) -> bool:
    """Whether a preposition tells where or when, not who: "envoys of the two camps [in Lima]"."""
    place = {"GPE", "FAC", "DATE"}
    inside = prep.dep_ == "prep" and prep.lower_ in {"in", "at", "on"}
    return inside and any(c.dep_ == "pobj" and c.ent_type_ in place for c in prep.children)


def groups_at(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """Local ids of the group that a nominal denotes, one for each country when it names two or three.

    Raises nothing; gives () for nouns that are no group nouns.
    """
    kind = group_class(token)
    if kind is None:
        return ()
    principals = countries_of(index, token)
    first, last = extent(token)
    if kind == "bloc" and principals and token.lemma_ in {"side", "government", "administration", "capital"}:
        return tuple(principals)
    named_by_rank = token.lemma_.lower() in _RANKS and any(c.dep_ == "prep" for c in token.children)
    if kind in {"officials", "delegation"} and 2 <= len(principals) <= _MAX_SPLIT and not named_by_rank:
        parts = [_part(index, token, p, (first, last)) for p in principals]
        return tuple(
            _group(index, token, kind, *part, [p]).id for p, part in zip(principals, parts, strict=True)
        )
    return (_group(index, token, kind, first, last, principals).id,)


def _part(index: ActorIndex, token: Token, principal: str, whole: tuple[int, int]) -> tuple[int, int]:
    """The words for the people of one country of several: "officials from A" of "officials from A and B".

    Of "A and B officials" they are "B officials" and, since nothing shorter names the others, the whole.
    """
    first, last = whole
    named = [i for i in range(first, last) if principal in {index.owner.get(i), index.adjective.get(i)}]
    others = [
        i
        for i in range(first, last)
        if (owner := index.owner.get(i) or index.adjective.get(i)) is not None
        and owner != principal
        and index.drafts[owner].kind in {"country", "organization"}
    ]
    if not named or not others:
        return whole
    if min(named) > token.i and max(named) < min(others):
        return first, max(named) + 1
    if max(others) < min(named) < token.i:
        return min(named), last
    return whole


def _group(
    index: ActorIndex, token: Token, kind: str, first: int, last: int, principals: list[str]
) -> ActorDraft:
    """The group in tokens [first, last): an earlier one spoken of again, or a new one."""
    noun = token.text if token.text.islower() else token.text.lower()
    text = " ".join(index.doc[first:last].text.split())
    split = len(principals) == 1 and len(countries_of(index, token)) > 1
    name = f"{index.drafts[principals[0]].name} {noun}" if split else text
    draft = _same_group(index, kind, name, principals, token)
    if draft is None:
        draft = index.new(
            "delegation" if kind == "delegation" and principals else "group",
            name,
            type=_type(kind),
            plural=True,
        )
        draft.represents = list(principals) if kind != "population" else []
        draft.country = _country(index, principals)
    index.mention(draft, first, last, 0.85)
    if token.i not in draft.heads:
        draft.heads.append(token.i)
    return draft


def _type(kind: str) -> str | None:
    return {
        "officials": "actor-officials",
        "delegation": "actor-officials",
        "population": "actor-population",
    }.get(kind)


def _country(index: ActorIndex, principals: list[str]) -> str | None:
    for id_ in principals:
        draft = index.drafts[id_]
        country = id_ if draft.kind == "country" else draft.country
        if country is not None:
            return country if len(principals) == 1 else None
    return None


_PLAIN = frozenset(
    "senior top high - level ranking other fellow more most some several many all both two various the of "
    "from for and a an these those their its his her officials".split()
)


def _qualities(index: ActorIndex, token: Token) -> frozenset[str]:
    """The words that tell a group from others of its noun: "finance" of "EU finance ministers"."""
    words = [t for c in token.lefts for t in c.subtree]
    return frozenset(
        t.lower_
        for t in words
        if t.is_alpha and t.lower_ not in _PLAIN and t.i not in index.owner and t.i not in index.adjective
    )


def _same_group(
    index: ActorIndex, kind: str, name: str, principals: list[str], token: Token
) -> ActorDraft | None:
    """An earlier group with the same words or the same noun, qualities and principals.

    A bare "the delegation" is the last one, "the ministers" are the last of the same noun.
    """
    definite = any(c.lower_ in {"the", "this", "that", "both"} for c in token.children)
    candidates = [d for d in index.drafts.values() if d.kind in {"group", "delegation"}]
    for draft in candidates:
        if normal_name(draft.name) == normal_name(name) and draft.represents == principals:
            return draft
    if kind == "delegation" and not principals and definite:
        teams = [d for d in candidates if any(group_class(index.doc[i]) == "delegation" for i in d.heads)]
        return teams[-1] if teams else None
    if kind != "officials" and token.lemma_.lower() not in SIDES:
        return None
    own = _qualities(index, token)
    for draft in reversed(candidates):
        for i in draft.heads:
            head = index.doc[i]
            if head.lemma_ != token.lemma_ or draft.type != _type(kind) or i == token.i:
                continue
            theirs = _qualities(index, head)
            if principals and draft.represents == principals and own == theirs:
                return draft
            near = 0 < token.i - i < NEAR
            told = draft.represents or kind == "faction"
            if not principals and told and definite and own <= theirs and near:
                return draft
    return None
