"""The country of whom the words around him tell, by whom he meets and where: "X will travel to Oslo for talks
with Prime Minister | Y" is of Norway.
"""

from __future__ import annotations

from collections.abc import Set

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.grammar import clauses
from kg.extraction.offices.host_countries import stays
from kg.extraction.offices.news_agencies import state_of_agency
from kg.extraction.offices.visited_countries import (
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
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.receipts import BORNE


def told_by_meeting(index: ActorIndex, at: int) -> str | None:
    """Local id of the country of who is named, as whom he meets tells, or who brings his message:
    ``met_beside``, ``receives_here``, ``waits_there``, ``sends_message``.
    """
    met = met_beside(index, at) or receives_here(index, at) or waits_there(index, at)
    return met or sends_message(index, at)


def sends_message(index: ActorIndex, at: int) -> str | None:
    """Local id of the country of who brings a message from who is named: "the envoy of Chile, who delivered a
    letter from President | X"; not "received a letter from President X".
    """
    name = bearer(index.tokens[at])
    if name.dep_ != "pobj" or name.head.lower_ != "from":
        return None
    verb = name.head.head
    borne = verb.lemma_.lower() in BORNE
    if borne:
        verb = verb.head
    borne = borne or any(o.lemma_.lower() in BORNE for o in clauses.objects(verb))
    if not borne or verb.lemma_ not in _BRINGING or clauses.is_passive(verb):
        return None
    bringers = [index.person_at(s.i) or index.title_owner.get(s.i) for s in clauses.doers(verb)]
    served = {index.drafts[o].country for o in bringers if o is not None} - {None}
    return served.pop() if len(served) == 1 else None


_BRINGING = frozenset("deliver convey hand carry bring bear present relay transmit pass".split())


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


def told_abroad(index: ActorIndex, at: int, met: Set[str]) -> bool:
    """Whether a national agency tells from another state what somebody does who meets nobody of its own: he
    is of its state, then, not of that where it is. So is a mediator of no side: "the mediator, Minister X".
    """
    comma = index.tokens[at - 1] if at > 1 else index.tokens[at]
    if comma.text == "," and comma.nbor(-1).lower_ in _BETWEEN:
        return True
    agency = state_of_agency(index.doc)
    if agency is None or agency in met or reported_from_states(index) <= {agency}:
        return False
    return _in_clause(index, at).dep_ in _DOING


_BETWEEN = frozenset("mediator facilitator go-between intermediary broker".split())
_DOING = frozenset({"nsubj", "nsubjpass", "attr"})


def _in_clause(index: ActorIndex, at: int) -> Token:
    """The word of a title that begins at a token, or of the name behind it, that its clause is about; of a
    list the first.
    """
    word = index.tokens[at]
    name = bearer(word.head if word.dep_ == "det" else word)
    behind = index.doc[at : min(at + _BEHIND, word.sent.end + _BEHIND, len(index.doc))]
    first = next((t.i for t in behind if index.person_at(t.i)), None)
    if name.dep_ not in _DOING and first is not None:
        own = [t for t in behind if t.i >= first and index.owner.get(t.i) == index.owner.get(first)]
        name = next((t for t in own if t.dep_ in _DOING), bearer(own[-1]) if own else name)
    while name.dep_ == "conj":
        name = name.head
    return name


_BEHIND = 12
"""How many words behind the begin of a title the name is."""


def tells_of_own(index: ActorIndex, at: int, officials: Set[str | None]) -> str | None:
    """Local id of the country of the capital that a report is from, where its first sentence is about who is
    named, or where it tells what he does as it tells of ``officials`` of that country: "LIMA - President | X
    met the leader of the opposition. Minister | Y attended the meeting".

    A national agency tells so of its own wherever they are: "OSLO (PTI) - Minister | X met Peruvian envoys".
    Not of who comes or is elsewhere, nor of "LIMA - President X met President | Y", who may be of another
    country; but of "LIMA - President X will visit Oslo".
    """
    agency = state_of_agency(index.doc)
    here = reported_from_states(index, capitals=True) if agency is None else {agency}
    (place, *more) = index.doc.spans.get("dateline_place", []) or (None,)
    seat = place is None or place.text.partition(",")[0].title() in MEETING_SEATS
    if len(here) != 1 or more or (seat and agency is None):
        return None
    name = _in_clause(index, at)
    verb = clauses.clause_of(name)
    does = name.dep_ in _DOING or name.head.dep_ == "agent" or name.lower_ == "host"
    told = stays(index, name.sent).items()
    abroad = any(k not in here and clauses.clause_of(index.tokens[i]) == verb for i, k in told)
    if not does or (agency is None and abroad != (verb.lemma_ in COMING | GOING)):
        return None
    own = index.known(gazetteer.entry(here.pop())).id
    lines = index.doc.spans.get("dateline", [])
    lead = bool(lines) and lines[0].end == name.sent.start and verb == name.sent.root
    return own if lead or own in officials else None


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
