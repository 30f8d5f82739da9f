"""Whom "his Chinese counterpart", "her Danish opposite number" or "their Omani colleagues" denotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import countries_of
from kg.extraction.names.title_heads import is_title
from kg.extraction.references.counterparts_abroad import country_abroad
from kg.extraction.references.groups import groups_at
from kg.extraction.references.known_holders import known_holder
from kg.extraction.references.office_references import mention_unnamed, persons_of, unnamed
from kg.extraction.tokens.counterparts import field_of, is_counterpart
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


def counterpart(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Who "his Chinese counterpart (X)" is: X if named, else who holds the same office for that country."""
    named = [
        resolver.index.owner[c.i] for c in token.subtree if c.dep_ == "appos" and c.i in resolver.index.owner
    ]
    if token.dep_ == "compound" and token.head.i in resolver.index.owner:
        named.append(resolver.index.owner[token.head.i])  # "her Chinese counterpart X"
    listed = resolver.offices.paired.get(token.i)  # "her counterparts from Chile, X, and from Kenya, Y"
    told = listed or tuple(named[:1]) or _by_office(resolver, token) or _other_of_two(resolver, token)
    if told:
        return told
    possessor = next((c for c in token.lefts if c.dep_ == "poss"), None)
    owners = resolver.resolve(possessor) if possessor is not None else ()
    bodies = countries_of(resolver.index, token) or country_abroad(resolver.index, token, owners)
    if not bodies:
        return groups_at(resolver.index, token) if token.tag_ == "NNS" else ()
    titles_ = [t for o in owners for t in resolver.offices.titles_of(o)]
    if len(bodies) > 1 and token.tag_ == "NNS":
        return groups_at(resolver.index, token)
    for title in titles_:
        holders = [h for h in resolver.offices.holders(title, bodies[0]) if h not in owners]
        if holders:
            return (holders[0],)
        known = known_holder(resolver, token, title, bodies[0])
        if known is not None and known not in owners:
            return (mention_unnamed(resolver, resolver.index.drafts[known], token),)
    fields = {f for t in titles_ for f in [field_of(t)] if f}
    for person in persons_of(resolver, bodies[0]):  # the peer of a secretary of state is a foreign minister
        if person not in owners and fields & {field_of(t) for t in resolver.offices.titles_of(person)}:
            return (person,)
    if token.tag_ == "NNS":
        return groups_at(resolver.index, token)
    if not is_counterpart(token) and not titles_:
        return ()  # "a German colleague of the author"
    return (unnamed(resolver, token, titles_[0] if titles_ else "counterpart", bodies[0]),)


def _by_office(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Whom an office of a known state behind the word says it is: "his counterpart, the Omani minister"."""
    behind = (c for c in token.rights if c.dep_ == "appos" and is_title(c))
    offices = [c for c in behind if c.tag_ != "NNS" and countries_of(resolver.index, c)]
    found = resolver.resolve(offices[0]) if token.tag_ != "NNS" and len(offices) == 1 else ()
    return found if len(found) == 1 else ()


def _other_of_two(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The one of the same office whom the sentence before tells of with whose counterpart it is, where no
    state is said: "X spoke with his Omani counterpart, Y. Y told his [counterpart] that she agreed" -> X; not
    "Y will meet his counterpart in Cairo".
    """
    start = token.sent.start
    told = token.dep_ in {"dobj", "dative"} and token.head.lemma_ in _TELLING
    if not told or token.tag_ == "NNS" or not start or countries_of(resolver.index, token):
        return ()
    owners = [i for c in token.lefts if c.dep_ == "poss" for i in resolver.resolve(c)]
    begin = resolver.tokens[start - 1].sent.start
    both = {resolver.index.person_at(i) for i in range(begin, start)} - {None}
    if len(owners) != 1 or owners[0] not in both:
        return ()
    held = {field_of(t) for t in resolver.offices.titles_of(owners[0])} - {None}
    others = [p for p in both if p is not None and p != owners[0]]
    peers = [p for p in others if held & {field_of(t) for t in resolver.offices.titles_of(p)}]
    return tuple(peers) if len(peers) == 1 else ()


_TELLING = frozenset("tell brief inform assure thank urge invite ask update".split())
