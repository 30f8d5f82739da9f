"""The country of whom the words around him tell, by whom he meets and where: "X will travel to Oslo for talks
with Prime Minister | Y" is of Norway.
"""

from __future__ import annotations

from kg import gazetteer
from kg.extraction import clauses
from kg.extraction.actors import ActorIndex
from kg.extraction.frozen_token import Token
from kg.extraction.visited_countries import (
    COMING,
    ENVOYS,
    GOING,
    MEETING_SEATS,
    MET,
    bearer,
    behind_to,
    country_at,
    reported_from_states,
)


def told_by_meeting(index: ActorIndex, at: int) -> str | None:
    """Local id of the country of who is named, as whom he meets tells: ``met_beside``, ``receives_here``,
    ``waits_there``.
    """
    return met_beside(index, at) or receives_here(index, at) or waits_there(index, at)


def waits_there(index: ActorIndex, at: int) -> str | None:
    """Local id of the country to which somebody from another goes to meet who is named: "X of Chile will
    travel to Oslo for talks with Prime Minister | Y", "is in Oslo to meet Prime Minister | Y", "In Oslo, he
    held talks with Prime Minister | Y".
    """
    name = bearer(index.tokens[at])
    verb = _journey_to(name) or _held_in_town(index, name)
    if verb is None:
        return None
    around = [verb, verb.head] if verb.dep_ in {"acomp", "xcomp"} else [verb]
    towns = [t for v in around for t in clauses.prepositional(v, "in", "to", "into")]
    there = {k for t in towns for q in (t, *t.conjuncts) if (k := country_at(index, q)) is not None}
    subjects = [t for s in clauses.subjects(verb) for t in (_named_before(index, s),) if t is not None]
    guests = [o for s in subjects if (o := index.owner.get(s.i)) is not None]
    served = [c for o in guests for c in (index.drafts[o].country, *index.drafts[o].represents) if c]
    own = {index.drafts[c].key for c in served}
    if len(there) != 1 or not own or own & there:
        return None
    return index.known(gazetteer.entry(there.pop())).id


def _journey_to(name: Token) -> Token | None:
    """The verb of being or going somewhere whose aim is to meet who is named."""
    above, aim = name.head, None
    if name.dep_ == "pobj" and above.lower_ == "with":
        above = above.head
        if above.lemma_ in _TALKS and above.dep_ == "pobj" and above.head.lower_ == "for":
            aim = above.head.head
    if above.lemma_ in MET and clauses.is_infinitive(above) and name.dep_ in {"dobj", "pobj"}:
        aim = above.head
    return aim if aim is not None and (aim.lemma_ in _BEING or aim.lower_ in {"due", "expected"}) else None


def _held_in_town(index: ActorIndex, name: Token) -> Token | None:
    """The verb that tells of talks with who is named in a town before it: "in Oslo, X held talks with"."""
    talks = name.head.head if name.dep_ == "pobj" and name.head.lower_ == "with" else name
    verb = talks.head
    if talks.lemma_ not in _TALKS or talks.dep_ != "dobj" or verb.lemma_ not in {"hold", "have"}:
        return None
    towns = [t for t in clauses.prepositional(verb, "in") if t.i < verb.i]
    cities = [m.entry for t in towns if (m := index.by_token.get(t.i)) is not None and m.via == "city"]
    seats = [c for c in cities if gazetteer.is_capital(c.key) and c.name not in MEETING_SEATS]
    return verb if len(towns) == len(seats) == 1 else None


def _named_before(index: ActorIndex, subject: Token) -> Token | None:
    """The subject itself, of "he" or "she" the last one named of the three sentences before, if one is."""
    sent = subject.sent
    for _ in range(_REACH):
        if subject.lower_ not in {"he", "she"} or sent.start == 0:
            break
        sent = index.doc[sent.start - 1].sent
        own = clauses.child(sent.root, "nsubj")
        subject = own if own is not None else subject
    return subject


_REACH = 3
_TALKS = frozenset("talk meeting discussion negotiation consultation summit".split())
_BEING = COMING | GOING | {"be", "return"}


def receives_here(index: ActorIndex, at: int) -> str | None:
    """Local id of the country of the capital that a report is from, where who is named meets an envoy or a
    delegation there: "LIMA - Foreign Minister X received the ambassador of Mali"; not "LIMA - Foreign
    Minister X met the Peruvian ambassador".
    """
    here = reported_from_states(index)
    places = [s.text.partition(",")[0].title() for s in index.doc.spans.get("dateline_place", [])]
    seats = {seat.key for p in places if (seat := gazetteer.metonym(p)) is not None}
    name = bearer(index.tokens[at])
    verb = name.head
    if len(here) != 1 or seats != here or name.dep_ != "nsubj" or verb.lemma_ not in MET:
        return None
    behind = index.doc[verb.i : verb.sent.end]
    of_here = {m.start for t in behind if (m := index.by_token.get(t.i)) and m.entry.key in here}
    posted = {p.i for t in behind if t.lemma_.lower() in ENVOYS for p in behind_to(t)}
    guests = any(t.lemma_.lower() in ENVOYS | {"delegation"} for t in behind)
    return index.known(gazetteer.entry(here.pop())).id if guests and of_here <= posted else None


_ALSO = frozenset("also then later earlier separately afterwards".split())
_PRONOUNS = frozenset("he she they".split())


def met_beside(index: ActorIndex, at: int) -> str | None:
    """Local id of the country of whose people the same visitor met others just before, if of one only.

    "X called on Peru's President Y and met Prime Minister | Z", "X met Peru's president. He also met Prime
    Minister | Z"; not "X met Peru's president, and Prime Minister Z met the king".
    """
    doc = index.doc
    verb = clauses.clause_of(doc[at])
    if verb.lemma_ not in MET or verb.i > at:
        return None
    own = [c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ == "conj" and not own and verb.head.lemma_ in MET:
        first, last = verb.head.i, verb.i
    elif (
        verb.sent.start and _ALSO & {c.lower_ for c in verb.children} and _PRONOUNS & {c.lower_ for c in own}
    ):
        before = doc[verb.sent.start - 1].sent
        first, last = before.root.i if before.root.lemma_ in MET else before.end, before.end
    else:
        return None
    met = {
        index.drafts[o].country
        for a, _, o in index.spans
        if first < a < last and index.drafts[o].kind == "person"
    }
    return met.pop() if len(met) == 1 else None
