"""Offices whose state the words around them say: "Chile's envoy met [the president] in Lima" is Peru's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.actors.actors import is_public
from kg.extraction.grammar import clauses
from kg.extraction.offices.home_country import national_office
from kg.extraction.offices.host_countries import host_country, stays
from kg.extraction.offices.state_tellers import tellers_of
from kg.extraction.offices.visited_countries import MET, of_seats
from kg.extraction.references.bare_offices import is_high
from kg.extraction.references.groups import SIDES
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorIndex
    from kg.extraction.references.references import Resolver

_MEETS = frozenset({"meet", "see"})
_CALLS = frozenset({"call", "visit"})
_RECEIVES = frozenset("receive welcome host greet meet".split())
_OF_STATE = frozenset("speaker chief commander".split())
_CROWNED = frozenset({"king", "queen", "crown prince", "emir", "sultan"})
_LEAVES = frozenset({"leave", "depart"})
_TOWNS = frozenset("capital city town port".split())


def host_of_bare(resolver: Resolver, token: Token, title: str, holders: Sequence[str]) -> str | None:
    """Local id of the one state where a sentence says that people of another state meet the holder of an
    office, or to which these came in the sentences before; ``None`` where it says of no meeting, of several
    states or of a town that is no capital, that they are at home ("Peru's minister met the president in
    Lima"), or where the last of the ``holders`` whom the text names is of no known state, so that he may be
    meant.
    """
    if holders and resolver.index.drafts[holders[-1]].country is None:
        return None
    public = is_high(title) or national_office(title) or not _OF_STATE.isdisjoint(title.split())
    if (
        any(c.lower_ in SIDES for c in token.lefts)
        or not public
        or not _is_met(token)
        or any(t.lemma_ in _LEAVES and all(c.lower_ != "for" for c in t.rights) for t in token.sent)
    ):
        return None
    index = resolver.index
    places = stays(index, token.sent)
    guests = _guests(index, token) or _guests_meant(resolver, token)
    if not guests or not (of_seats(index, places) or title in _CROWNED):  # in Geneva one meets anybody
        return None
    host = host_country(index, token.i, title)
    if host is None and len(states := set(places.values())) == 1:
        host = index.known(gazetteer.entry(states.pop())).id
    return host if host not in guests else None


def _is_met(token: Token) -> bool:
    """Whether somebody meets the holder: "met the president and [the premier]", "talks with the king",
    "called on the emir", "was received by the king".
    """
    own = any(c.dep_ == "det" for c in token.lefts)
    if token.dep_ == "conj" and not own and token.head.dep_ != "conj":
        return False  # "met the chancellor and foreign minister", who may be one
    while token.dep_ == "conj":
        token = token.head
    above = token.head
    if token.dep_ == "dobj":
        return above.lemma_ in _MEETS
    if token.dep_ != "pobj":
        return False
    over = above.head
    if above.lower_ == "by":
        return over.lemma_ in _RECEIVES and clauses.is_passive(over)
    if above.lower_ in {"on", "upon"}:
        return over.lemma_ in _CALLS
    return above.lower_ == "with" and (over.lemma_ in MET or names_meeting(over))


def _guests(index: ActorIndex, token: Token) -> set[str]:
    """The states and bodies of those whom the sentence names but for towns and the office itself."""
    own = {t.i for t in token.subtree}
    found: set[str | None] = set()
    for i in range(token.sent.start, token.sent.end):
        draft = index.drafts.get(index.owner.get(i, ""))
        if i in own or draft is None:
            of = index.adjective.get(i) if i not in own else None
            found.add(of if index.tokens[i].head.lemma_.lower() not in _TOWNS else None)
        elif draft.kind == "person":
            found.update((draft.country, *draft.represents))
        elif draft.type == "actor-intergovernmental":
            found.add(draft.id)
    return {it for it in found if it is not None}


def _guests_meant(resolver: Resolver, token: Token) -> set[str]:
    """The states and bodies of those for whom the subjects of the sentence stand: "[She] left for Lima, where
    she will meet the president", "visited Chile. [She] was received by the President".
    """
    words = (t for t in token.sent if t.i < token.i and t.dep_ in _SUBJECTS and t.pos_ == "PRON")
    return set(resolver.principals([i for t in words for i in resolver.resolve(t)]))


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def beside_another(token: Token) -> bool:
    """Whether an office is listed behind one whose country goes for both: "met the Peruvian president and
    [the foreign minister]"; not "the Peruvian president and foreign minister", who may be one.
    """
    bare = all(c.dep_ in {"det", "compound", "amod", "punct"} or c.i > token.i for c in token.lefts)
    own = any(c.lower_ == "the" for c in token.lefts) and not any(
        c.lower_ in {"of", "from"} for c in token.rights
    )
    first = {token.head.lower_, *(c.lower_ for c in token.head.lefts)} & _GOVERNING
    return token.dep_ == "conj" and bare and own and bool(first) and token.lower_ in _GOVERNING


_GOVERNING = frozenset("minister president premier chancellor speaker king queen emir".split())


def told_by_own(resolver: Resolver, token: Token, title: str) -> str | None:
    """Local id of the one state whose house, ministry or official tells what the holder of an office does:
    "the Kremlin said [the president] met X", "[the prime minister] met X, Downing Street said".

    Not "Peru said the president had met X", for states tell of others' leaders.
    """
    if token.dep_ not in {"nsubj", "nsubjpass"} or all(c.lower_ != "the" for c in token.lefts):
        return None
    who = [t for t in tellers_of(token, _TELLS) if t.pos_ != "PRON"]
    index = resolver.index
    tellers = [index.drafts[i] for t in who for i in resolver.resolve(t)]
    ministry = title == "minister" and any(d.type == "actor-ministry" for d in tellers)
    if not (is_high(title) or national_office(title) or ministry):
        return None
    offices = bool(tellers) and all(is_public(d) and d.kind != "country" for d in tellers)
    if not offices and not any(t.lemma_.lower() in _OWN for w in who for t in (w, *w.children)):
        return None
    states = resolver.principals(d.id for d in tellers)
    only = states[0] if len(states) == 1 else None
    return only if only is not None and index.drafts[only].kind == "country" else None


_TELLS = frozenset("say announce confirm add report disclose declare state".split())
_OWN = frozenset("government official aide spokesman spokeswoman spokesperson".split())
