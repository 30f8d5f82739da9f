"""Which sides or leaders a phrase such as "the two sides", "both countries" or "the pair" goes back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import countries_of, kind_of_people
from kg.extraction.grammar import clauses
from kg.extraction.names.title_heads import is_title
from kg.extraction.references.group_owners import led_by, owners, states_of, their_states
from kg.extraction.references.groups import side_noun
from kg.extraction.references.headed import heads_abroad, heads_of_state
from kg.extraction.references.last_named import (
    joined,
    last_set,
    named_in,
    number_of,
    number_of_states,
    states_or_bodies,
)
from kg.extraction.references.sides_by_rank import RANKS, may_be, of_rank, of_rank_before
from kg.extraction.references.talking import of_clause_before, talking_sides
from kg.extraction.references.told_groups import TEAMS
from kg.extraction.references.told_guests import host_and_guest
from kg.extraction.tokens.counterparts import field_of, is_counterpart
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import is_word

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_PAIRS = frozenset(
    """
    side party country nation state leader president government ministry counterpart delegation minister
    superpower power neighbor neighbour ally capital rival man official diplomat premier foe friend enemy
    adversary camp belligerent organization organisation bloc republic kingdom representative
    secretary dignitary politician army military navy
    """.split()
)
_TITLES = frozenset(
    """
    senator lawmaker legislator congressman envoy ambassador king emir prince secretary general commander
    speaker governor statesman monarch minister president premier
    """.split()
)
"""Of whom two are meant that bear the title: "the two senators"."""
_RIVALS = frozenset("rival foe enemy adversary neighbour neighbor belligerent".split())
_PEOPLE = frozenset(
    """
    leader president minister counterpart man official diplomat premier delegation representative secretary
    dignitary politician
    """.split()
)
_STATES = _RIVALS | frozenset(
    """
    country side state nation government ministry party power superpower ally bloc republic kingdom capital
    army military navy
    """.split()
)


def two_sides(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Who "the two sides", "both countries", "the two leaders" are: the last two parties or persons; "their
    countries" those of several.
    """
    if token.tag_ not in {"NNS", "NNPS"}:
        return ()
    noun = "leader" if heads_of_state(token) else "diplomat" if heads_abroad(token) else side_noun(token)
    if noun not in _PAIRS:
        return _of_title(resolver, token, noun) if noun in _TITLES else ()
    named = _named_after(resolver, token) or host_and_guest(resolver, token)
    named = named or their_states(resolver, token, noun)
    if len(named) > 1:
        return named
    words = [c.lower_ for c in token.lefts]
    if {"all", "deputy", "vice"} & set(words):
        return ()  # "brought all the leaders together", "the deputy ministers"
    number = number_of(token)
    if number is not None and noun in _PEOPLE and _DEFINITE.isdisjoint(words):
        return ()  # "two diplomats said"
    bare = noun in _RIVALS | {"side", "party", "counterpart"} and "the" in words
    bare = bare and (noun != "party" or _AT_ODDS.issuperset(words))  # not "the pro-Chilean parties"
    alone = all(c.dep_ == "case" for c in token.rights)  # "the countries", "the countries' ministers"
    bare |= noun in {"country", "nation", "government"} and words == ["the"] and alone
    if bare and number is None and len(three := _three_joined(resolver, token)) == 3:
        return three
    if number is None and not (
        bare
        or (
            (
                noun in {"leader", "president", "minister", "secretary"}
                or (noun == "diplomat" and {"top", "heads"} & {*words, token.lower_})
            )
            and "the" in words
            and not {"first", "other", "world"} & set(words)
            and not (noun == "leader" and "foreign" in words)
            and not countries_of(resolver.index, token)
        )
    ):
        return ()
    of = number_of_states(token)
    if countries_of(resolver.index, token) or of == 0:
        return ()
    size = number or of or 2
    kinds = ("person",) if noun in _PEOPLE else states_or_bodies(noun)
    told = of_clause_before(resolver, token) if noun in _STATES and size == _TWO else ()
    told = told or (talking_sides(resolver, token) if noun in _SIDES and size == _TWO else ())
    sent = noun == "delegation"  # who leads them is told, if at all, with them
    found = told or (() if sent else last_set(resolver, token, kinds, size, strict=number is None))
    found = found or (talking_sides(resolver, token) if noun in _STATES - _SIDES and size == _TWO else ())
    found = _in_charge(resolver, token, found, size)
    found = found if may_be(resolver, noun, found) else ()
    heads = of_rank(resolver, token, noun, size) or of_rank_before(resolver, token, noun, found)
    return heads or found or (_unnamed(resolver, token, noun, size) if number is not None else ())


_TWO, _SIDES = 2, frozenset({"side", "party"})
_AT_ODDS = frozenset("the two both warring rival conflicting opposing negotiating feuding".split())
_DEFINITE = frozenset("the both these those their its his her our your my all".split())


def _three_joined(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The three states that the sentence before names in a row: "Peru, Chile and Ecuador met"."""
    start = token.sent.start
    row = joined(resolver, resolver.tokens[start - 1].sent) if start else ()
    return row if all(resolver.index.drafts[i].kind == "country" for i in row) else ()


def _in_charge(resolver: Resolver, token: Token, ids: tuple[str, ...], size: int) -> tuple[str, ...]:
    """The persons, if they may be "the foreign ministers of both countries"; the only holders of such offices
    told of before where those are known as presidents.
    """
    words = [c.lower_ for c in token.lefts if c.dep_ in {"amod", "compound"}]
    field = field_of(" ".join([*words, token.lemma_.lower()]))
    held = [resolver.offices.titles_of(i) for i in ids] if field is not None else []
    if not any(held) or any(field_of(t) == field for titles in held for t in titles):
        return ids
    named = named_in(resolver, 0, token.i, ("person",))
    of_field = tuple(i for i in named if any(field_of(t) == field for t in resolver.offices.titles_of(i)))
    return of_field if len(of_field) == size else ()


def _named_after(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The states and bodies that are named behind: "the two sides, Mali and Niger, agreed"."""
    index = resolver.index
    beside = [t for c in token.rights if c.dep_ == "appos" for t in clauses.conjuncts(c)]
    named = [index.owner.get(t.i) for t in beside]
    kinds = {"country", "organization"}
    return tuple(i for i in named if i is not None and index.drafts[i].kind in kinds)


def _of_title(resolver: Resolver, token: Token, noun: str) -> tuple[str, ...]:
    """The only two, or three, persons named before who bear the title: "the two senators", "the senators"."""
    size = number_of(token)
    if countries_of(resolver.index, token) or (size is None and not _alone(token, noun)):
        return ()
    named = named_in(resolver, 0, token.i, ("person",))
    held = {i: {w for t in resolver.offices.titles_of(i) for w in t.split()} for i in named}
    found = tuple(i for i in named if noun in held[i] or (noun in _LAWMAKERS and _LAWMAKERS & held[i]))
    return found if len(found) == size or (size is None and len(found) > 1) else ()


def _alone(token: Token, noun: str) -> bool:
    """Whether "the senators" come where no lawmakers are told of but by their names."""
    plain = [c.lower_ for c in token.lefts] == ["the"] and not any(token.rights)
    lawmakers = plain and noun in _LAWMAKERS - {"representative"}
    before = token.doc[: token.sent.start]
    return lawmakers and not any(t.tag_ == "NNS" and t.lemma_ in _LAWMAKERS for t in before)


_LAWMAKERS = frozenset("senator lawmaker legislator congressman representative congresswoman".split())


def _unnamed(resolver: Resolver, token: Token, noun: str, size: int) -> tuple[str, ...]:
    """The office holders of whom some have no names, or their one group, to whom "the two leaders" goes back.

    "Peru's president and the Chilean prime minister", "the presidents of Peru and Chile", "President X and
    Chile's president", in the sentence or the one before; not "the Peruvian and Chilean soldiers".
    """
    ranks, start = RANKS.get(noun, frozenset()), token.sent.start
    first = resolver.tokens[start - 1].sent.start if start else 0
    said = [t for t in resolver.doc[first : token.i] if t.pos_ == "NOUN"]
    of_rank = [t for t in said if t.lemma_.lower() in ranks or (noun == "leader" and _is_premier(t))]
    unnamed = [i for t in of_rank for i in resolver.resolve(t)]
    named = named_in(resolver, first, token.i, ("person",)) if unnamed else ()
    held = {i: {w for t in resolver.offices.titles_of(i) for w in t.split()} for i in named}
    ids = tuple(dict.fromkeys([*(i for i in named if held[i] & ranks), *unnamed]))
    drafts = [resolver.index.drafts[i] for i in ids]
    groups = tuple(d.id for d in drafts if d.kind == "group" and len(d.represents) == size)
    alone = len(ids) == size and all(d.country for d in drafts)
    return groups[-1:] or (ids if alone else _beside_unnamed(resolver, said, noun, size))


def _beside_unnamed(resolver: Resolver, said: list[Token], noun: str, size: int) -> tuple[str, ...]:
    """The persons told of, each of another state, of whom one is told by an office or as a counterpart alone,
    whatever their ranks: "Minister X met his Chilean counterpart. The two officials"; none where others are.
    """
    if noun not in _PEOPLE or not said:
        return ()
    offices = [t for t in said if is_counterpart(t) or (is_title(t) and t.tag_ == "NN")]
    ids = list(named_in(resolver, said[0].sent.start, said[-1].i + 1, ("person",)))
    ids = list(dict.fromkeys([*ids, *(i for t in offices for i in resolver.resolve(t))]))
    drafts = [resolver.index.drafts[i] for i in ids]
    states = {d.country for d in drafts if d.kind == "person"}
    return tuple(ids) if len(ids) == size == len(states) and None not in states else ()


def _is_premier(noun: Token) -> bool:
    return noun.lemma_ == "minister" and any(c.lower_ == "prime" for c in noun.lefts)


def sides_of_group(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The two or three states whose people a group of just as many is: "the two Presidents should meet".

    "The delegations" and "the negotiators" alone are of the two sides told of before; "its envoys" are of
    whom "its" stands for, and "a delegation led by Peru's minister" is of Peru.
    """
    if token.lemma_ == "delegation" and (led := led_by(resolver, token)):
        return led
    whose = [i for c in token.lefts if c.dep_ == "poss" for i in owners(resolver, c)]
    if len(whose) > 1 and all(resolver.index.drafts[i].kind == "country" for i in whose):
        return tuple(whose)  # "the two countries' foreign ministers"
    owner = next((c for c in token.lefts if c.dep_ == "poss" and c.lower_ in {"its", "their"}), None)
    if owner is not None:
        return states_of(resolver, owner) if kind_of_people(token) else ()
    words = [c.lower_ for c in token.lefts]
    of_both = [o for o in clauses.prepositional(token, "of", "from") if o.lemma_.lower() in _STATES]
    if of_both and kind_of_people(token):  # "officials from both countries"
        return two_sides(resolver, of_both[0])
    number = number_of(token)
    met = token.dep_ == "pobj" and token.head.lower_ == "of" and is_word(token.head.head)
    if met and token.lemma_.lower() in _HEADS and words[:1] == ["the"] and set(words[1:]) <= _FIELDS:
        both = joined(
            resolver, token.sent
        )  # "talks between Peru and Chile to prepare a summit of the presidents"
        named = named_in(resolver, token.sent.start, token.sent.end, ("country",))
        others = any(c.lower_ in {"of", "from"} for c in token.rights)
        return both if len(both) == 2 == len(named) and not others else ()
    bare = words == ["the"] and token.tag_ == "NNS" and token.lemma_.lower() in TEAMS
    if not bare and (number is None or token.lemma_.lower() not in _PEOPLE | TEAMS):
        return ()
    return last_set(resolver, token, ("country",), number or 2, strict=True)


_HEADS = frozenset({"president", "minister", "leader"})
_FIELDS = frozenset("foreign defence defense finance interior trade prime".split())
