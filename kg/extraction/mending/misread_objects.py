"""What is spoken of, which the parser takes for part of whom one speaks with, in place.

"Discussed with Minister Soto [ties]", "reviewed with his Chilean counterpart Soto [the latest events]"; and
with whom a meeting was, which it hangs on the verb: "explained the results of his talks [with the leaders]";
and the visit that somebody makes "starting on Monday", which it takes for what starts. When and by whom it
was is hung on the visit or meeting: "the pact reached at the meeting of X and Y [held in May]".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.actors.group_countries import group_class
from kg.extraction.grammar import clauses
from kg.extraction.mending.misread_guests import (
    JOURNEYS,
    PEOPLE,
    is_somebody,
    restore_agent,
    restore_named,
    restore_partner,
    restore_received,
    restore_witnessed,
)
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_counterpart
from kg.extraction.triggers.triggers import names_meeting

if TYPE_CHECKING:
    from kg.extraction.tokens.frozen_doc import Doc
    from kg.extraction.tokens.frozen_token import Token

_SPOKEN = frozenset("discuss review explore examine address consider debate tackle".split())
_HOLDING = frozenset("hold chair co-chair co-host open attend".split())
_TOLD = frozenset("explain describe outline present assess detail recount recall hail praise".split())
_RESULTS = frozenset("result outcome content detail conclusion finding success importance".split())
_PARTS = frozenset({"compound", "nmod", "amod"})


def restore_objects(doc: Doc) -> None:
    """Hangs what is spoken of on the verb, and the partner of a meeting on the meeting, in place."""
    for word in doc.having({"presence", "behalf"}):
        restore_witnessed(word)
    for with_ in doc.having({"with"}):
        restore_partner(with_)
        _restore_with(with_)
    for wire in doc.having({"phone", "telephone"}):
        _restore_wire(wire)
    for from_ in doc.having({"from"}):
        _restore_delegates(from_)
    for held in doc.having({"held"}):
        if held.dep_ in {"acl", "relcl", "advcl", "conj", "ccomp"} and held.i and not list(held.lefts):
            _restore_held(held)
    for by in doc.having({"by"}):
        restore_agent(by)
    for audience in doc.having({"audience"}):
        restore_received(audience)
    for opposite in doc.having({"opposite"}):
        _restore_equal(opposite)
    for people in doc.having(PEOPLE):
        restore_named(people)
    for begins in doc.having(_BEGINNING):
        _restore_journey(begins)


def _restore_with(with_: Token) -> None:
    if with_.dep_ == "prep":
        _restore_partner(with_)
    elif with_.dep_ == "conj" and with_.head.pos_ == "VERB":
        _restore_second(with_)


def _restore_wire(wire: Token) -> None:
    """Parts the phone by which something is discussed from it: "discussed on the phone | border trade"."""
    before = wire.i - 1 - (wire.i > 1 and wire.doc[wire.i - 1].lower_ == "the")
    by, noun = wire.doc[max(0, before)], wire.head
    if wire.dep_ not in _PARTS or by.lower_ not in {"on", "over", "by"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    if noun.i > wire.i and noun.dep_ == "pobj" and noun.head is by and by.head.pos_ == "VERB":
        for word in [c for c in noun.lefts if c.i < wire.i]:
            word.hang(wire)
        noun.hang(by.head, "dobj")
        wire.hang(by, "pobj")


def _restore_second(with_: Token) -> None:
    """Hangs a second partner on the meeting that the first is of: "held talks with X, the premier, and [with
    Minister Y]"; not "met X and held talks with Y".
    """
    nouns = [c for c in with_.head.rights if c.dep_ == "dobj" and c.i < with_.i and names_meeting(c)]
    first = [c for n in nouns for c in n.rights if c.lower_ == "with" and c.dep_ == "prep"]
    partner = next((c for p in first for c in p.rights if c.dep_ == "pobj"), None)
    second = next((c for c in with_.rights if c.dep_ == "pobj"), None)
    if partner is not None and second is not None and with_.i and with_.doc[with_.i - 1].lower_ == "and":
        second.hang(partner, "conj")
        with_.hang(second, "cc")


def _restore_delegates(from_: Token) -> None:
    """Hangs from where people come on them, not on where they are: "envoys at the talks [from Peru]"."""
    talks, at = from_.head, from_.head.head
    if talks.dep_ != "pobj" or at.lower_ not in {"at", "in"} or at.i + 3 < talks.i:
        return
    if names_meeting(talks) and group_class(at.head) is not None and at.head.pos_ == "NOUN":
        from_.hang(at.head, "prep")


def _restore_equal(opposite: Token) -> None:
    """Takes a nationality for whose "opposite number" is met: "her [Ugandan] opposite number"."""
    number, land = opposite.head, opposite.doc[max(0, opposite.i - 1)]
    if not is_counterpart(number) or land.dep_ not in {"dobj", "pobj", "conj"} or land.head is number:
        return
    if number.i != opposite.i + 1 or number.dep_ not in {"dobj", "npadvmod", "appos", "nsubj"}:
        return
    number.hang(land.head, land.dep_)
    for word in list(land.lefts):
        word.hang(number, word.dep_)
    land.hang(number, "amod")


def _restore_partner(with_: Token) -> None:
    """Parts whom one speaks with from what is spoken of, and hangs the partner of a meeting on it."""
    if with_.head.dep_ == "conj" and (told := _told(with_)) is not None:
        with_.hang(told)
    if with_.head.lemma_ in JOURNEYS and (told := _told_of_visit(with_)) is not None:
        with_.hang(told)
    verb = with_.head
    if verb.pos_ != "VERB" or verb.dep_ == "pcomp":
        if (meeting := _met_on(with_)) is not None:
            with_.hang(meeting)
        return
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    if verb.lemma_ in _SPOKEN | _HOLDING and not objects:
        partner = next((c for c in with_.rights if c.dep_ == "pobj"), None)
        if partner is not None and not _part(partner, verb):
            _part_beside(partner, verb)
    elif verb.lemma_ in _TOLD and objects and objects[0].lemma_ in _RESULTS:
        meeting = with_.doc[with_.i - 1]
        if names_meeting(meeting) and objects[0].is_ancestor(meeting):
            with_.hang(meeting)


def _restore_journey(begins: Token) -> None:
    """Makes a visit what somebody makes, not what begins: "will make [a visit] starting on Monday"."""
    if begins.dep_ != "ccomp":
        return
    verb, visit = begins.head, next((c for c in begins.lefts if c.dep_ == "nsubj"), None)
    made = visit is not None and visit.lemma_ in JOURNEYS and verb.lemma_ in _MADE
    if visit is not None and made and verb.i < visit.i:
        visit.hang(verb, "dobj")
        begins.hang(visit, "acl")


_BEGINNING = frozenset({"starting", "beginning", "commencing"})
_MADE = frozenset({"make", "pay", "have", "undertake"})


def _restore_held(held: Token) -> None:
    """Hangs "held" on the meeting behind whose sides it stands: "the pact reached at the meeting of X and Y
    [held in May]", read as if the pact were held.
    """
    before = held.doc[held.i - 1]
    alone = held.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in held.rights)
    if alone and held.dep_ == "acl" and names_meeting(before):
        held.hang(before)  # "discussed ties at the meeting | held yesterday"
        return
    behind = alone and held.i > 1 and held.doc[held.i - 1].text == ","  # "the talks with Y, held in May"
    meeting: Token = held.doc[held.i - 1 - behind]
    if not _is_side(meeting):
        return
    while (_is_side(meeting) or meeting.lower_ in _BETWEEN_SIDES) and meeting.head is not meeting:
        meeting = meeting.head
    if names_meeting(meeting) and held.head is not meeting:
        held.hang(meeting, "acl")
        held.tag_ = "VBN"


def _is_side(word: Token) -> bool:
    """Whether a word is of who meets: a person, a state, an office."""
    named = word.ent_type_ in {"PERSON", "GPE", "ORG", "NORP"} and word.pos_ == "PROPN"
    return named or is_title(word)


_BETWEEN_SIDES = frozenset({"with", "between", "of", "among"})


def _told(with_: Token) -> Token | None:
    """The verb that says of two things spoken of with whom: "discussed trade and the attack [with Minister
    Soto]"; not "discussed the war and ties with Soto's Peru", nor "and a meeting with Soto".
    """
    noun = first = with_.head
    while first.dep_ == "conj":
        first = first.head
    spoken = first.dep_ == "dobj" and first.head.lemma_ in _SPOKEN and first.head.pos_ == "VERB"
    if not spoken or noun.pos_ != "NOUN" or noun.lemma_.lower() in _BETWEEN or names_meeting(noun):
        return None
    partner = next((c for c in with_.rights if c.dep_ == "pobj"), None)
    somebody = partner is not None and (is_somebody(partner) or is_title(partner))
    return first.head if somebody else None


def _told_of_visit(with_: Token) -> Token | None:
    """The verb that says with whom one spoke of a visit: "discussed her visit to Lima [with Minister Soto]",
    "shared details of it with"; not "made a visit to Lima with Minister Soto".
    """
    spoken = visit = with_.head
    if visit.dep_ == "pobj" and visit.head.lower_ in {"of", "on", "about", "from"}:
        spoken = visit.head.head
    verb = spoken.head
    told = spoken.dep_ == "dobj" and verb.pos_ == "VERB" and verb.lemma_ in _SPOKEN | _SHARED
    to = any(c.lower_ == "to" and c.i < with_.i for c in visit.rights)  # behind where it goes
    return verb if told and (to or spoken is not visit) else None


_SHARED = frozenset("share exchange raise go".split())


def _met_on(with_: Token) -> Token | None:
    """The meeting behind whose topic one says with whom it was: "held talks on trade [with Minister Soto]";
    not "the two held talks on trade with Minister Soto", nor "talks on the dispute with President Soto".
    """
    noun = topic = with_.head
    partner = next((c for c in with_.rights if c.dep_ == "pobj"), None)
    deal = noun.lemma_.lower() in _DEALS and partner is not None and partner.ent_type_ == "GPE"
    if partner is None or not (deal or _is_partner(partner)) or not _is_topic(with_):
        return None
    while noun.dep_ in {"pobj", "conj", "dobj", "pcomp", "prep"} and not names_meeting(noun):
        if noun.dep_ == "prep" and noun.lower_ not in _TOPICS | {"of", "for"}:
            return None
        topic, noun = noun, noun.head
    if noun.pos_ == "VERB" and noun.lemma_ == "hold" and topic.lower_ in _TOPICS:
        held = (c for c in noun.lefts if c.dep_ == "nsubjpass" and names_meeting(c))
        return noun if any(held) else None  # "talks were held on trade [with Minister Soto]"
    if noun is with_.head or topic.lower_ not in _TOPICS or not names_meeting(noun):
        return None
    named = any(c.lower_ in {"with", "between", "of"} for c in noun.rights)
    return None if named or with_.head.lemma_.lower() in _OWN or _of_both(noun, deal) else noun


def _is_topic(with_: Token) -> bool:
    """Whether what "with" hangs on may be spoken of: "trade", "[reopening] the port"; not "working"."""
    topic = with_.head
    done = [c for c in topic.rights if c.dep_ == "dobj" and c.i < with_.i]
    doing = topic.dep_ == "pcomp" and topic.lemma_ not in _GIVEN and bool(done)
    return topic.pos_ in {"NOUN", "PROPN"} or (doing and not names_meeting(done[0]))


_GIVEN = frozenset("replace provide share equip supply entrust meet hold".split())
"""What is done with somebody or something of its own: "replacing X with Y"."""
_DEALS = frozenset("deal agreement treaty pact accord".split())
_TOPICS = frozenset("on about over regarding concerning".split())


def _is_partner(word: Token) -> bool:
    """Whether a word is somebody whom one meets: a person, an office, a counterpart."""
    return is_somebody(word) or is_title(word) or is_counterpart(word)


def _of_both(meeting: Token, alone: bool) -> bool:
    """Whether those who do something at a meeting are sides enough: "the two sides"; where one only is to
    deal with a state, "A and B", too.
    """
    verb = clauses.clause_of(meeting)
    for subject in (c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}):
        several = subject.tag_ in {"NNS", "NNPS"} or any(x.dep_ == "conj" for x in subject.rights)
        if subject.lower_ in _PAIR or any(c.lower_ in _PAIR for c in subject.lefts) or (alone and several):
            return True
    return False


_PAIR = frozenset("they two both three".split())


_BETWEEN = frozenset(
    "tie relation relationship cooperation dispute war conflict row deal agreement treaty pact trade".split()
)
"""What is with somebody of its own: "ties with X"."""
_OWN = (_BETWEEN - {"trade", "deal", "agreement", "treaty", "pact", "cooperation"}) | frozenset(
    "standoff feud tension crisis friendship alliance rivalry problem difference".split()
)
"""Of these also what one holds talks on with others: "talks on his dispute with X"."""


def is_tied(side: Token) -> bool:
    """Whether a state only stands in what is spoken of: "to discuss the standoff with Peru", not "to discuss
    the standoff with Peruvian officials".
    """
    first = next((t for t in side.conjuncts if t.i < side.i), side) if side.dep_ == "conj" else side
    over = first.head.head
    of_state = side.ent_type_ == "GPE" and first.dep_ == "pobj" and first.head.lower_ == "with"
    return of_state and over.pos_ == "NOUN" and over.lemma_.lower() in _BETWEEN | _OWN


def _part(noun: Token, verb: Token) -> bool:
    """Whether the noun that ends "with Minister Soto ties" became the object, and the name the partner."""
    parts = [c for c in noun.lefts if c.dep_ in _PARTS and is_somebody(c)]
    if noun.pos_ != "NOUN" or group_class(noun) or is_title(noun) or not parts:
        return False
    name = parts[-1]
    if any(c.dep_ == "case" for c in name.children):
        return False
    for word in [c for c in noun.lefts if c.i < name.i]:
        word.hang(name)
    name.hang(noun.head, "pobj")
    noun.hang(verb, "dobj")
    return True


def _part_beside(partner: Token, verb: Token) -> None:
    """Makes the noun put beside "with his counterpart Soto" without a comma the object."""
    for word in partner.subtree:
        event = word.pos_ == "PROPN" and names_meeting(word)
        noun = word if word.dep_ == "appos" and (event or word.pos_ == "NOUN") else None
        if noun is None or group_class(noun) or is_title(noun):
            continue
        before = noun.left_edge.i - 1
        if noun.left_edge.dep_ == "det" and before >= 0 and noun.doc[before].pos_ == "PROPN":
            noun.hang(verb, "dobj")
            return
