"""Which uses of ambiguous nouns tell of a meeting: "a round of talks", "a phone call", "first contacts"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_within
from kg.extraction.triggers.contacts_held import HOLDING, is_contact
from kg.extraction.triggers.noun_readings import is_furniture, is_house, of_a_third, told_of_once
from kg.extraction.triggers.occasion_verbs import at_edge
from kg.extraction.triggers.paid_calls import is_paid
from kg.extraction.triggers.signed_accords import ACCORDS
from kg.extraction.triggers.spent_time import days_spent, in_audience, time_with

if TYPE_CHECKING:
    from kg.extraction.triggers.triggers import Frame

    Table = Mapping[tuple[str, str], Frame]

_THOUGHTS = frozenset("view opinion idea impression assessment".split())
_ERRANDS = frozenset("mediation goodwill fact-finding diplomatic shuttle trade peace".split())
_SIDES = frozenset({"bilateral", "trilateral", "tripartite"})
_NUMBERED = re.compile(r"\d+(st|nd|rd|th)$")
_SPEAKING = frozenset("with call discuss brief meet gather".split())
DIALLING, _ENDS = frozenset("take place receive get return give".split()), frozenset({"from", "to"})
_PHONE = frozenset("phone telephone video teleconference conference telephonic".split())


def passes_guard(token: Token, guard: str, left: set[str], table: Table) -> bool:
    """Whether the noun, with these words to its left, fulfils the guard of its row in the lexicon.

    "the first contact" fulfils ``first``, "contact with the press" does not. What is no guard is a note.
    """
    test = _GUARDS.get(guard)
    return test is None or test(token, left, table)


def is_government_side(token: Token) -> bool:
    """Whether a government is one of two sides before a noun: "the government-rebel talks"."""
    if token.lower_ != "government":
        return False
    after = token.doc[token.i + 1 : token.i + 2]
    return len(after) == 1 and after[0].text in {"-", "–"}


def beside_government(token: Token) -> bool:
    """Whether a word names the other side of it: "rebel" of "the government-rebel talks"."""
    return token.i > 1 and is_government_side(token.nbor(-2))


def says_both_sides(noun: Token) -> bool:
    """Whether a phrase names both sides: "talks between A and B", "the government-rebel talks".

    Who goes on with a mediation between two is no third: it is his.
    """
    if noun.lemma_.lower() in {"shuttle", "mediation"}:
        return False
    before = (t for c in noun.lefts for t in c.subtree)
    return any(c.lower_ == "between" for c in noun.children) or any(map(beside_government, before))


def _plural(token: Token, left: set[str], _: Table) -> bool:
    """As "talks", "a bilateral talk", "had a talk", "held a talk with X"; not "held a talk on art"."""
    several = token.tag_ in {"NNS", "NNPS"} or token.lower_ == "talks" or bool(left & (_PHONE | _SIDES))
    held = token.head.lemma_ == "hold" and any(c.lower_ == "with" for c in token.rights)
    return several or (token.dep_ == "dobj" and (held or token.head.lemma_ == "have"))


def _negotiating(token: Token, left: set[str], _: Table) -> bool:
    """As in "the peace process between A and B", not "the peace process" alone."""
    between = {p.lower_ for p in token.children if p.dep_ == "prep"} & {"between", "with"}
    return bool(left & {"negotiating", "negotiation", "peace", "talk"}) and bool(between)


def _by_phone(token: Token, _: set[str], table: Table) -> bool:
    """As in "assured X by phone", "agreed by phone", where no verb of speaking tells of the call."""
    by, verb = token.head, clauses.clause_of(token.head)
    if by.lower_ == "on" and token.dep_ == "pobj":  # "was on the phone to X", "had X on the line"
        return by.head.lemma_ in {"be", "have", "get", "speak", "talk"}
    wired = token.dep_ in {"pobj", "pcomp"} and token.lemma_ != "line" and by.lower_ in {"by", "over"}
    heard = any(o.lemma_.lower() in _PRESS for o in clauses.objects(verb))  # "told reporters by phone"
    told = table.get((verb.lemma_.lower(), "VERB"))
    return wired and not heard and (told is None or told.frame not in _SPEAKING)  # "reached X by phone"


def _no_goods(token: Token, _: set[str], __: Table) -> bool:
    """Whether it is one of words: "had exchanges with X", "an exchange of views", not "of prisoners"."""
    goods = [o for o in clauses.prepositional(token, "of", "for") if o.lemma_.lower() not in _THOUGHTS]
    return not goods and token.dep_ != "compound"


def _shared(token: Token, _: set[str], __: Table) -> bool:
    """As in "Had tea with X", "kept an appointment with X", not "trade in tea with China"."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ == "dobj" and token.head.lemma_ in {"have", "take", "share", "drink", "sip", "keep"}


def _counted(token: Token, _: set[str], __: Table) -> bool:
    """As in "a face-to-face with X", not "talked face-to-face"."""
    return any(c.dep_ in {"det", "poss", "nummod"} for c in token.lefts)


def _of_accord(token: Token, _: set[str], __: Table) -> bool:
    """As in "the signature of the treaty", not "the signature of the minister"."""
    return any(t.lemma_.lower() in ACCORDS for t in clauses.prepositional(token, "of"))


def _earthly(_: Token, left: set[str], __: Table) -> bool:
    """As in "the shuttle between capitals", not "the space shuttle"."""
    return not left & {"space", "airport", "bus"}


def _no_peak(token: Token, _: set[str], __: Table) -> bool:
    """As in "the summit of the leaders in Oslo", not "the summit of Mount Kenya", "climbed to the summit"."""
    of = clauses.prepositional(token, "of")
    peaks = (c for o in (token, *of) for c in (o, *o.lefts))
    if any(c.lower_ in _PEAKS for c in peaks):
        return False
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return verb.lemma_ not in _CLIMBING or token.dep_ not in {"dobj", "pobj"}


_PEAKS = frozenset("mount mountain mt mt. peak volcano hill everest".split())
_CLIMBING = frozenset("climb scale ascend descend hike trek conquer".split())


def _of_states(_: Token, left: set[str], __: Table) -> bool:
    """As in "the bargaining between A and B", not "collective bargaining"."""
    return not left & {"collective", "plea", "wage"}


def _errand(token: Token, left: set[str], table: Table) -> bool:
    """As in "a mission to Chad", "a goodwill mission", not "the mission in Chad" nor a permanent one."""
    body = token.i > 0 and token.text[:1].isupper() and len(token.nbor(-1)) > 1 and token.nbor(-1).is_upper
    if body or left & {"diplomatic", "permanent", "consular"}:
        return False  # "the head of the OSCE Mission to Peru"
    people = token.dep_ == "nsubj" and (token.head.lemma_, "VERB") in table
    return bool(clauses.prepositional(token, "to") or left & _ERRANDS) and not people


def _ordinal(token: Token, _: set[str], __: Table) -> bool:
    """Whether a body is told of as its session: "the 8th Joint Commission", "the commission was held", "on
    the sidelines of the General Assembly"; not where its meeting is named behind its acronym: "the 8th
    Joint Commission (JC) Meeting".
    """
    if at_edge(token) is not None:
        return True
    behind = [t.text for t in token.doc[token.i + 1 : min(token.i + 7, len(token.doc))]]
    close = behind.index(")") if behind[:1] == ["("] and ")" in behind[:-1] else -1
    if close > 0 and behind[close + 1] in {"Meeting", "Session", "Consultations", "Dialogue"}:
        return False
    if any(c.ent_type_ == "ORDINAL" or _NUMBERED.match(c.lower_) for c in token.lefts):
        return True
    verb = token.head
    if token.dep_ in {"nsubjpass", "dobj"}:
        return verb.lemma_ in {"hold", "convene"}
    place = any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.children)
    return token.dep_ == "nsubj" and verb.lemma_ == "take" and place


def _by_video(_: Token, left: set[str], __: Table) -> bool:
    """As in "a video link-up", not "a link-up of two grids"."""
    return bool(left & {"video", "satellite", "online", "virtual"})


def _of_council(token: Token, left: set[str], _: Table) -> bool:
    """As in "the Council held a briefing", "an open debate of the Council", not "a debate on television"."""
    held = token.dep_ == "dobj" and token.head.lemma_ in {"hold", "convene"}
    by = held and any(s.lower_ == "council" for s in clauses.subjects(token.head))
    of = any(o.lower_ == "council" for o in clauses.prepositional(token, "of", "in", "at"))
    return "press" not in left and (by or of or "council" in left)


def _of_talks(token: Token, _: set[str], table: Table) -> bool:
    """Whether a round is one of talks: "a round of talks", "the next round", not one of golf nor one won."""
    if token.dep_ == "dobj" and token.head.lemma_ in _CONTESTING:
        return False
    objects = clauses.prepositional(token, "of", "in")
    if _among_others(token) or _one_of_those(token, table):  # "the previous round, in Oslo"
        objects = [o for o in objects if o.head.lower_ == "of" or o.ent_type_ not in {"GPE", "DATE"}]
    told = [table.get((o.lemma_.lower().removesuffix("s"), "NOUN")) for o in objects]
    if any(f is not None and f.frame not in {"visit", "call"} for f in told):  # not "a round of visits"
        return True
    if any(o.lower_ == "talks" for o in objects):
        return True
    ordinals = any(
        c.ent_type_ == "ORDINAL" or _NUMBERED.match(c.lower_) or c.lower_ in _ORDERED for c in token.lefts
    )
    counted = token.dep_ == "dobj" and token.head.lemma_ == "hold" and token.tag_ == "NNS"
    if not objects and _of_town(token):
        return True
    return (ordinals or counted) and not objects  # "held three rounds"


def _among_others(token: Token) -> bool:
    """Whether a place and day behind a round only say where it was held: it was held or is one of several."""
    verb = token.head.lemma_ if token.dep_ in {"dobj", "nsubj", "nsubjpass"} else ""
    if verb in HOLDING | _ENDING or token.doc[token.i + 1 : token.i + 2].text == ",":
        return True
    before = token.dep_ == "pobj" and token.head.lower_ in {"after", "following", "since"}
    numbered = before and any(c.ent_type_ == "ORDINAL" for c in token.lefts)  # "after a first round in Oslo"
    known = numbered or bool({c.lower_ for c in token.lefts} & _IN_SERIES)
    return verb not in _CONTESTING and known


def _one_of_those(token: Token, table: Table) -> bool:
    """Whether a round has a number and rounds of talks were told of before: "held a third round of talks. The
    second round in April dealt with aid"; not the second round of a vote.
    """
    if token.head.lemma_ in _CONTESTING or not any(c.ent_type_ == "ORDINAL" for c in token.lefts):
        return False
    rounds = (token.doc[i] for i in lemmas_within(token.doc, _SITTINGS, 0, token.sent.start))
    of = (o.lemma_.lower().removesuffix("s") for t in rounds for o in clauses.prepositional(t, "of"))
    return any((o, "NOUN") in table for o in of)


_CONTESTING = frozenset("win lose play reach avoid force contest".split())
_ENDING = frozenset("take wrap conclude end finish complete close".split())
_IN_SERIES = frozenset("previous last latest earlier next another fresh further similar".split())
_ORDERED, _SITTINGS = _IN_SERIES | {"final", "new"}, frozenset({"round", "session"})


def _of_town(noun: Token) -> bool:
    """Whether a round is known by where it was: "the Machakos round", not "the Doha Round" of trade."""
    own = [c for c in noun.lefts if c.dep_ in {"compound", "nmod"}]
    named = len(own) == 1 and own[0].pos_ == "PROPN" and not list(own[0].children)
    return noun.text.islower() and named and own[0].lower_ not in {"doha", "uruguay", "tokyo"}


def _is_call(token: Token, left: set[str], _: Table) -> bool:
    """Whether a call is a conversation: "a phone call", "a call with X", not "a call for restraint"."""
    if left & (_PHONE | {"courtesy"}):
        return True
    preps = {p.lower_ for p in token.children if p.dep_ == "prep"}
    if "for" in preps or (token.tag_ != "NN" and "with" not in preps):
        return False  # "calls for restraint"; not "separate calls with X and Y"
    held = token.dep_ == "dobj" and token.head.lemma_ in {"hold", "host", "conduct"}
    if token.dep_ == "pobj" and token.head.lower_ in {"in", "during"} and not preps - {"on", "in", "at"}:
        verb = clauses.clause_of(token)  # "in a call, X and Y agreed", "in a call, X told Y"
        named = any(t.ent_type_ == "PERSON" for o in clauses.objects(verb) for t in o.subtree)
        if verb.tag_ in {"VBD", "VBN"} and (named or len(clauses.subjects(verb)) > 1):
            return True
    the = any(c.lower_ in {"the", "this", "that"} for c in token.lefts)
    during = the and token.dep_ == "pobj" and token.head.lower_ in {"on", "during"}
    to = [o for o in clauses.prepositional(token, "to") if o.ent_type_ == "PERSON"]
    dialled = token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_ in DIALLING and bool(preps & _ENDS)
    return bool(preps & {"with", "between"}) or held or during or dialled or bool(to) or is_paid(token)


def _hosted(token: Token, _: set[str], __: Table) -> bool:
    """As in "X was the guest of Y", "X was Y's guest", not "a guest of honour", "a guest of the hotel"."""
    whose = [*(c for c in token.lefts if c.dep_ == "poss"), *clauses.prepositional(token, "of")]
    titled = (o for o in whose if o.ent_type_ == "PERSON" or any(map(is_title, (o, *o.lefts))))
    named = any(titled) or any(map(is_equal, whose))
    return token.dep_ == "attr" and token.head.lemma_ == "be" and named


_AS_SUCH = frozenset(
    "level high-level top-level mutual reciprocal regular frequent bilateral ministerial".split()
)


def _of_somebody(token: Token, left: set[str], _: Table) -> bool:
    """Whether a visit is somebody's or goes somewhere: not visits as such, as in "promote high-level visits"
    or "an exchange of visits at all levels".
    """
    exchanged = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_ == "exchange"
    if token.tag_ != "NNS" or not (exchanged or left & _AS_SUCH):
        return True
    whose = any(c.dep_ == "poss" for c in token.lefts)
    return whose or bool(clauses.prepositional(token, "by", "to", "from", "of", "between"))


def with_press(token: Token) -> bool:
    """Whether those met are journalists alone: "a meeting with the press", "talks with reporters"."""
    met = [x for o in clauses.prepositional(token, "with") for x in (o, *o.conjuncts)]
    return bool(met) and all(o.lower_ in _PRESS or o.lemma_.lower() in _PRESS for o in met)


_PRESS = frozenset("press media reporter journalist correspondent newsman newsmen newspeople".split())
SELDOM = frozenset({"days-spent", "time-with", "of-council"})
"""Guards of words that tell of a meeting in few phrases only: "had an hour with X", not "met for an hour"."""


_GUARDS: Mapping[str, Callable[[Token, set[str], Table], bool]] = {
    "plural": _plural,
    "of-talks": _of_talks,
    "phone": _is_call,
    "negotiating": _negotiating,
    "by-phone": _by_phone,
    "first": lambda token, left, _: is_contact(token, left),
    "no-furniture": lambda token, _, __: not is_furniture(token),
    "no-house": lambda token, _, __: not is_house(token),
    "no-goods": _no_goods,
    "not-press": lambda _, left, __: not left & {"press", "news", "phone"},
    "once": lambda token, _, __: told_of_once(token),
    "shared": _shared,
    "counted": _counted,
    "of-accord": _of_accord,
    "earthly": _earthly,
    "no-peak": _no_peak,
    "of-states": _of_states,
    "errand": _errand,
    "ordinal": _ordinal,
    "by-video": _by_video,
    "of-council": _of_council,
    "days-spent": lambda token, _, __: days_spent(token),
    "hosted": _hosted,
    "time-with": lambda token, _, __: time_with(token),
    "of-somebody": _of_somebody,
    "of-a-third": lambda token, _, __: of_a_third(token),
    "in-audience": lambda token, _, __: in_audience(token),
}
