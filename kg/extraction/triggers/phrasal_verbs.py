"""Verbs that denote a meeting only with another word: "compared notes", "came face to face"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.times.calendar_bounds import WEEKDAYS
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.spent_time import among_themselves

if TYPE_CHECKING:
    from kg.extraction.triggers.triggers import Frame

_REACH = 10
_STOPS = frozenset({"VERB", "AUX", "SCONJ"})


def phrase_of(verb: Token, table: Mapping[str, tuple[Frame, ...]]) -> Frame | None:
    """The row of two words whose verb this is and whose other word follows it, else ``None``.

    "rolled out the red carpet" is ``roll carpet``; "rolled past a carpet shop that" goes on with a clause.
    Hours spent somewhere with nobody are spent like days: "spent six hours in Lima" is ``spend day``; and so
    are days told by their dates: "spent July 10-13 in Lima". A part of a day spent with somebody is as hours.
    What one told another may be said to their face: "told President X on Friday" is ``tell official``.
    """
    known = table.get(verb.lemma_.lower(), ())
    found = next((f for f in known if partner_word(verb, f.lemma)), None)
    if found is None and verb.lemma_ == "spend" and _by_dates(verb):
        found = next((f for f in known if f.lemma == "spend day"), None)
    elif found is None and verb.lemma_ == "tell" and _tells_somebody(verb):
        found = next((f for f in known if f.lemma == "tell official"), None)
    elif found is None and verb.lemma_ == "spend" and _part_of_day(verb):
        found = next((f for f in known if f.lemma == "spend hour"), None)
    if found is not None and verb.lemma_ == "spend" and (_kept(verb) or _in_talks(verb)):
        return None
    if found is not None and verb.lemma_ == "negotiate" and not _between_others(verb):
        return None
    if found is not None and found.lemma == "be face" and not _opposite(verb):
        return None
    if found is not None and found.lemma == "call at" and not _calls_somewhere(verb):
        return None
    if found is not None and found.lemma == "pay respect" and _to_the_dead(verb):
        return None
    if found is None or found.lemma != "spend hour":
        return found
    there = clauses.prepositional(verb, "in", "at") and not clauses.prepositional(verb, "with")
    if there and not among_themselves(verb):
        return next((f for f in known if f.lemma == "spend day"), None)
    return found


def _calls_somewhere(verb: Token) -> bool:
    """Whether somebody called at a place: "called at the White House"; not "at noon", nor "called X at his
    office", nor "was called at".
    """
    at = next((c for c in verb.rights if c.dep_ != "advmod"), None)
    if at is None or at.lower_ != "at" or clauses.is_passive(verb):
        return False
    return all(o.ent_type_ not in _HOURS and o.pos_ != "NUM" for o in clauses.prepositional(verb, "at"))


_HOURS = frozenset({"DATE", "TIME", "CARDINAL"})


def _tells_somebody(verb: Token) -> bool:
    """Whether somebody told one person, face to face for all that is said: "told President X on Friday"; not
    "was told", "told reporters", "told visiting President X", who is met as a guest, "told X in a letter".
    """
    told = [c for c in verb.rights if c.dep_ in {"dobj", "dative"}]
    if verb.tag_ != "VBD" or len(told) != 1 or told[0].tag_ in {"NNS", "NNPS"}:
        return False
    written = (o for host in (verb, *told) for o in clauses.prepositional(host, *_BY_WIRE))
    guest = verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == "visiting"
    return not guest and not any(o.lemma_.lower() in _WRITTEN for o in written)


_BY_WIRE = ("in", "by", "on", "over", "via", "through")
_WRITTEN = frozenset(
    "letter message interview statement note email phone telephone hotline call conversation video x twitter"
    " facebook telegram post tweet".split()
)


def _by_dates(verb: Token) -> bool:
    """Whether somebody spends days somewhere: "spent July 10-13 in Lima", "spent Monday and Tuesday in Oslo";
    not "spent July in Lima", "spent 2014 in prison".
    """
    days = [c for c in verb.rights if c.ent_type_ == "DATE" and c.dep_ in {"dobj", "npadvmod"}]
    told = [t for o in days for t in o.subtree]
    one = any(t.lower_ in WEEKDAYS or (t.text.isdigit() and len(t.text) <= 2) for t in told)
    several = len(days) > 1 or any(t.text in "-–" or t.lower_ in {"and", "to"} for t in told)
    there = any(clauses.prepositional(host, "in") for host in (verb, *days))
    return one and several and there and days[0].left_edge.i == verb.i + 1


def _part_of_day(verb: Token) -> bool:
    """Whether somebody has part of a day with others: "spent the morning with X", "spent most of Friday with
    X"; not "spent the morning in Lima", "spent part of the money with X".
    """
    if not clauses.prepositional(verb, "with"):
        return False
    spent = [c for c in verb.rights if c.dep_ in {"dobj", "npadvmod"} and c.i < verb.i + _REACH]
    parts = [t for c in spent if c.lower_ in _SHARES for t in clauses.prepositional(c, "of")]
    days = any(t.lower_ in WEEKDAYS or t.lower_ == "day" for t in parts)
    return days or any(t.lower_ in _OF_DAY for t in (*spent, *parts))


_SHARES = frozenset("part most much half all rest bulk some".split())
_OF_DAY = frozenset({"morning", "afternoon", "evening"})


def _opposite(verb: Token) -> bool:
    """Whether people are "face to face"; not "are the face of a movement"."""
    face = partner_word(verb, "be face")
    after = verb.doc[face.i + 1 : face.i + 3] if face is not None else ()
    return [t.lower_ for t in after] == ["to", "face"]


def _to_the_dead(paying: Token) -> bool:
    """Whether respects are paid to who has died: "paid her last respects to X", "to the late X"."""
    return any(t.lower_ in _OF_DEATH for t in paying.subtree if t.i > paying.i)


_OF_DEATH = frozenset("last final late dead fallen victim victims tomb grave coffin memorial funeral".split())


def is_chaired(noun: Token, table: Mapping[str, tuple[Frame, ...]]) -> bool:
    """Whether a noun is told of by a row with its verb: "co-chaired the third joint [commission]"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ != "co-chair":
        return False
    row = phrase_of(verb, table)
    other = None if row is None else partner_word(verb, row.lemma)
    return other is not None and other.i == noun.i


def _between_others(verb: Token) -> bool:
    """Whether somebody negotiates between two others: not "the two are negotiating between themselves", nor
    "a pact negotiated between May and July".
    """
    others = clauses.prepositional(verb, "between")
    sides = [o for o in others if o.ent_type_ != "DATE" and not o.lower_.endswith("selves")]
    return len(sides) > 1 and not clauses.is_passive(verb) and bool(clauses.doers(verb))


def _kept(verb: Token) -> bool:
    """Whether time is spent where one does not go of one's own will: "spent two days in hospital in Oslo"."""
    return any(o.lemma_ in _KEPT_IN for o in clauses.prepositional(verb, "in"))


def _in_talks(verb: Token) -> bool:
    """Whether time is spent at what is itself a meeting: "spent two hours in conversation in Oslo"."""
    return any(o.lemma_ in _TALKS for o in clauses.prepositional(verb, "in", "at"))


_TALKS = frozenset("conversation talk discussion negotiation meeting consultation session conference".split())
_KEPT_IN = frozenset("hospital prison jail custody detention court exile bed quarantine captivity".split())


def partner_word(verb: Token, lemma: str) -> Token | None:
    """The other word of a row of two words: "carpet" of "rolled out the red carpet", else ``None``.

    It follows within a few words, with no clause between, as a part of the verb's own phrase; not in "brought
    the two sides closer together".
    """
    _, _, second = lemma.partition(" ")
    if not second:
        return None
    reach = _REACH * 2 if second == "together" else _REACH  # whom one brings together stands between
    for token in verb.doc[verb.i + 1 : min(verb.i + 1 + reach, verb.sent.end)]:
        if second in (token.lower_, token.lemma_.lower()):
            nearer = second == "together" and token.nbor(-1).lower_ == "closer"
            return token if _own(token, verb) and not nearer else None
        if (token.pos_ in _STOPS and token.dep_ != "amod") or token.text in {",", ";", ":"}:
            return None
    return None


def _own(word: Token, verb: Token) -> bool:
    """Whether the word hangs on the verb, itself or through one other word, and qualifies no noun.

    What is chaired is the object: not the committee of "co-chaired a meeting of the committee".
    """
    if verb.lemma_ in {"co-chair", "make"}:
        return word.dep_ in {"dobj", "nsubjpass"}  # not "made an offer on the way forward"
    if word.dep_ in {"compound", "amod", "nmod", "poss"}:
        return False
    return verb.i in (word.head.i, word.head.head.i, word.head.head.head.i)
