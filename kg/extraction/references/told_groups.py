"""Which groups of people told of before "the envoys" or "both teams" are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import countries_of
from kg.extraction.grammar import clauses
from kg.extraction.references.groups import NEAR, groups_at
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_within
from kg.extraction.triggers.triggers import is_word

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorDraft, ActorIndex

TEAMS = frozenset("delegation team negotiator envoy representative emissary delegate".split())
"""Nouns for those whom a side sends."""
_KNOWN = frozenset({"the", "both", "the two", "both the"})
_TEAMS = frozenset("delegation group team party".split())
_LAWMAKERS = frozenset("lawmaker legislator senator congressman parliamentarian".split())
"""Nouns by which a report calls the same members of parliament in turn."""
_HEADS = frozenset({"leader", "head"})


def told_together(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The groups told of before to which "the" noun goes back: "A and B envoys ... the envoys", "both teams"
    of delegations; "the group" is the delegation that the sentences before tell of.
    """
    if token.tag_ not in {"NN", "NNS"} or any(token.rights):
        return ()
    words = " ".join(c.lower_ for c in token.lefts)
    if token.lower_ == "group" and words == "the":
        return _team_before(index, token)
    if token.tag_ != "NNS" or words not in _KNOWN:
        return ()
    if words == "the" and (team := _team_of(index, token)):
        return team
    loose = token.lemma_ in TEAMS and (words != "the" or token.lemma_ == "delegate")
    alike = TEAMS if loose else {token.lemma_}
    same = [
        i
        for d in index.drafts.values()
        for i in d.heads
        if 0 < token.i - i < NEAR
        and index.tokens[i].lemma_.lower().removesuffix("s") in alike
        and d.represents
    ]
    found = tuple(d.id for d in index.drafts.values() if same and max(same) in d.heads)
    if len(found) < 2 or (words != "the" and len(found) > 2):
        return ()
    for id_ in found:
        index.mention(index.drafts[id_], token.i, token.i + 1, 0.7)
    return found


def meets(verb: Token) -> bool:
    """Whether "with" names behind a verb who is met, not who comes along: "met with a delegation", "had talks
    with it"; not "arrived with a delegation".
    """
    return is_word(verb) or any(map(is_word, clauses.objects(verb)))


def _team_before(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The one delegation told of before "the group", of whom no other group is told: "A Peruvian delegation
    arrived. The group met X"; () after "the Lima Group" or "an armed group".
    """
    teams = [d for d in index.drafts.values() if any(index.tokens[i].lemma_ == "delegation" for i in d.heads)]
    told = {i for d in teams for i in d.heads}
    if any(i not in told for i in words_within(token.doc, _GROUP, 0, token.i)):
        return ()
    if len(teams) != 1 or not any(0 < token.i - i < NEAR for i in teams[0].heads):
        return ()
    return _said_again(index, teams[0], token)


def _team_of(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The one delegation told of before that is of such people: "A delegation of Peruvian senators arrived.
    The senators met X"; also lawmakers, and heads of state, told of by another word for them.
    """
    alike = next((s for s in (_LAWMAKERS, _HEADS) if token.lemma_ in s), frozenset({token.lemma_}))
    drafts = [d for d in index.drafts.values() if d.kind in {"group", "delegation"} and d.represents]
    near = [
        d
        for d in drafts
        if any(
            0 < token.i - i < NEAR and _people(index.tokens[i]).lemma_.lower().rstrip("s") in alike
            for i in d.heads
        )
    ]
    if not near:
        return _told_elsewhere(index, token)
    if len(near) != 1 or any(index.tokens[i].lemma_ == token.lemma_ for i in near[0].heads):
        return ()  # called the same, they are found as such
    return _said_again(index, near[0], token)


def _said_again(index: ActorIndex, draft: ActorDraft, token: Token) -> tuple[str, ...]:
    """The group, with the noun as one more of its mentions."""
    index.mention(draft, token.i, token.i + 1, 0.7)
    draft.heads.append(token.i)
    return (draft.id,)


_GROUP = frozenset({"group"})


def _people(head: Token) -> Token:
    """Whom a group is of: "senators" of "a delegation of Peruvian senators", else its own noun."""
    of = (c for p in head.rights if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
    return next((n for n in of if n.tag_ == "NNS"), head) if head.lemma_ in _TEAMS else head


def _told_elsewhere(index: ActorIndex, token: Token) -> tuple[str, ...]:
    """The officials of a state told of before whom no event has made known: "Peruvian senators rejected it.
    The senators met X"; () where those of two states are told of.
    """
    if token.lemma_ not in _LAWMAKERS | _SERVING:
        return ()
    start = max(0, token.i - NEAR)
    same = [t for t in index.tokens[start : token.sent.start] if t.tag_ == "NNS" and t.lemma_ == token.lemma_]
    known = [t for t in same if len(countries_of(index, t)) == 1]
    if not known or len({countries_of(index, t)[0] for t in known}) > 1:
        return ()
    return groups_at(index, known[-1])


_SERVING = frozenset("diplomat negotiator envoy delegate official".split())
