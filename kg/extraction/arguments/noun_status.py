"""The status that the words around a noun give its meeting: "planned talks", "after the visit"."""

from __future__ import annotations

from kg.extraction.arguments.sequels import before_what_comes
from kg.extraction.arguments.to_come import (
    OF_THE_PAST,
    comes_yet,
    going_into,
    in_prospect,
    is_mere_talk,
    set_down,
    shares_status,
    tells_what_there,
    to_take_place,
)
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import agreed_there, is_condition, verb_of_occasion
from kg.extraction.grammar.noun_control import had_asked, invitation, request, was_first_to
from kg.extraction.grammar.saying import judges
from kg.extraction.times.named_rounds import one_of, said_before
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.absences import withdraws
from kg.extraction.triggers.arrivals import on_the_way, yet_to_come
from kg.extraction.triggers.coming_about import came_short, will_not_be, would_bring
from kg.extraction.triggers.event_course import (
    COURSES,
    JOURNEYS,
    STARTS,
    TAKING_PLACE,
    at_a_halt,
    course_of,
    has_set_out,
    is_over,
    of_journey,
    taken_up_again,
    telling_clauses,
)
from kg.extraction.triggers.greetings import greeted_before
from kg.extraction.triggers.occasion_verbs import beyond_back, follows_up, is_run_up
from kg.extraction.triggers.prospects import presses_for
from kg.extraction.triggers.settled_events import (
    BEARING,
    attended_yet,
    is_known,
    is_to_be_made,
    journey_made,
    leaves_settled,
    says_how_they_go,
    tells_outcome,
)
from kg.extraction.triggers.timetable import is_to
from kg.extraction.triggers.turned_out import status_of_part, turned_out, undone, undone_by_noun
from kg.extraction.triggers.undone_plans import held_late, undoes_another, undone_later
from kg.extraction.triggers.unfulfilled import brought_to, errand, given_up, put_off_before
from kg.extraction.triggers.unsettled import at_stage, is_open_date, is_open_to, is_place_to_be, is_set_for
from kg.extraction.triggers.verb_status import (
    CHANGE_VERBS,
    PROPOSE_VERBS,
    looks_forward,
    undoes,
    verbal_status,
)

_BESIDE, _GIVEN = frozenset("ahead eve sidelines margins".split()), frozenset({"return", "exchange"})
_PLANNED = frozenset("upcoming planned scheduled forthcoming next expected coming projected".split())
_PROPOSED = frozenset("proposed possible potential eventual prospective future likely".split())
_ONGOING = frozenset("ongoing current continuing under-way".split())
_HELD_PREPS, _AHEAD_PREPS = frozenset("after following since".split()), frozenset({"before", "ahead"})
_SPENT_ON = frozenset("focus center centre cover touch revolve deal dwell".split())  # "the talks focused on"
_STAGING = frozenset("hold host organise organize convene stage chair co-host open".split())  # "to be held"
_ENDS = frozenset("conclude close complete finish end wrap wind finalize finalise".split())
_CHANCES = frozenset("possibility prospect prospects idea chance principle".split())
_PROMOTING = frozenset("revive restart relaunch reopen renew mediate facilitate broker moderate".split())
_WISHES = frozenset(
    "appeal demand proposal offer invitation hope push readiness willingness openness condition precondition "
    "basis foundation groundwork platform door opening scope room need necessity desire wish eagerness "
    "preparedness preference initiative".split()
)
_PREPARED = frozenset("plan preparation prepare date venue agenda schedule timetable site location".split())
_PRESENT_ACTS = frozenset("continue resume begin start open be hold meet attend visit take".split())
_ENDING = frozenset(
    "agree reach settle resolve bridge find overcome break narrow conclude make preside".split()
)
_MET_THERE = frozenset("meet hold have attend sign see co-chair".split())


_OUTRIGHT = {"cancelled": {"cancelled", "canceled"}, "postponed": {"postponed", "delayed"}}
_OUTRIGHT["suspended"] = set("suspended stalled deadlocked frozen dormant moribund idle".split())


def _said_outright(noun: Token) -> str | None:
    """The change that the words around a noun say: "the cancelled summit", "called off the summit"."""
    words = {c.lower_ for c in noun.lefts if noun.doc[c.i - 1].text != "-"}  # not "much-delayed"
    for modifier in noun.lefts:
        lemma = modifier.lemma_.lower() if modifier.pos_ == "VERB" else modifier.lower_
        called = noun.doc[modifier.i - 1].text == "-"  # "so-called"
        if modifier.tag_ == "VBN" and lemma in CHANGE_VERBS and not called:
            return CHANGE_VERBS[lemma]
    for status, said in _OUTRIGHT.items():
        if words & said:
            return status
    governor = brought_to(noun.head)
    if noun.dep_ in {"nsubj", "nsubjpass"} and will_not_be(governor):
        return "cancelled"
    left = withdraws(noun) and bool(clauses.prepositional(noun, "with"))
    if left or at_a_halt(noun):  # "pulled out of a meeting with X"
        return "suspended" if at_a_halt(noun) or noun.lemma_.lower() in COURSES else "cancelled"
    if (undone := undone_later(noun)) is not None:
        return CHANGE_VERBS[undone.lemma_.lower()]
    lemma = "fall" if governor.lemma_ == "collapse" and words & _PLANNED else governor.lemma_.lower()
    fails = noun.dep_ == "nsubj" and (lemma == "fall" or governor.i != noun.head.i)  # "fell through"
    if (fails or noun.dep_ in {"dobj", "nsubjpass"}) and governor.pos_ == "VERB" and undoes(governor):
        cut_short = lemma == "break" and noun.lemma_.lower() in JOURNEYS
        return None if cut_short or taken_up_again(governor) else CHANGE_VERBS[lemma]
    return None


def nominal_status(noun: Token) -> tuple[str, int]:
    """A status and the strength of its evidence, 0 to 3, from the phrase of a noun and what it hangs on."""
    found = turned_out(noun) or at_stage(noun) or _status_of_phrase(noun)
    return ("planned", 2) if found[0] == "held" and found[1] < 3 and to_take_place(noun) else found


def _status_of_phrase(noun: Token) -> tuple[str, int]:
    words = said_before(noun)
    if (outright := undone_by_noun(noun) or _said_outright(noun)) is not None:
        return held_late(noun) or (outright, 1 if outright == "postponed" and put_off_before(noun) else 3)
    if (prospect := in_prospect(noun)) is not None:
        return prospect
    for status, of_it in (("proposed", _PROPOSED), ("planned", _PLANNED), ("ongoing", _ONGOING)):
        if words & of_it:
            return (status, 2)
    held = bool(words & OF_THE_PAST) and noun.sent.root.tag_ != "VB"  # not "Peru to hold first talks"
    for clause in telling_clauses(noun):
        found = _clause_status(noun, clause)
        if found is not None and not (undoes(clause) and comes_yet(noun)):
            return ("held", 2) if found[0] == "ongoing" and is_over(noun) else found
    outer = one_of(noun) or noun
    while (
        outer.dep_ in {"conj", "compound"}
        and outer.head.i != outer.i
        and outer.head.pos_ in {"NOUN", "PROPN"}
    ) or (outer.dep_ == "pobj" and outer.head.lower_ == "of" and shares_status(outer.head.head)):
        outer = outer.head.head if outer.dep_ == "pobj" else outer.head
    head = outer.head
    if outer.dep_ == "dobj" and head.lower_ == "following" and head.dep_ != "ROOT":
        return ("held", 2)  # "agreed on a plan following talks"
    if outer.dep_ == "pobj":
        return _prepositional_status(outer, held)
    if outer.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "oprd"} and head.pos_ in {"VERB", "AUX"}:
        found = _governed_status(outer, errand(brought_to(head)))
        now = found == ("ongoing", 1) and outer.dep_ == "attr" and outer.lemma_.lower() in JOURNEYS
        return ("held", 2) if held and found[1] < 2 and not now else found  # not "it is her first visit"
    return ("held", 2) if held else ("held", 0)


def _clause_status(noun: Token, clause: Token) -> tuple[str, int] | None:
    lemma = clause.lemma_.lower()
    if undoes(clause) and not undoes_another(clause):
        return (CHANGE_VERBS[lemma], 3)
    if (made := journey_made(noun, clause)) is not None and is_to_be_made(clause, made):
        return ("planned", 3)
    if will_not_be(clause):
        return ("cancelled", 3)  # "talks, which did not take place"
    due = clauses.child(clause, "acomp") if clause.tag_ in {"VBZ", "VBP"} else None
    clause = due if due is not None and due.lower_ == "due" else clause  # "which are due to resume"
    if lemma in _SET_DOWN or clause.lower_ in {"due", "set", "lined"}:
        inner = clauses.child(clause, "xcomp")
        # "talks that are expected to raise the pressure" may be under way
        return ("planned", 3) if inner is None or inner.lemma_ in TAKING_PLACE | {"be"} else None
    status, strength = verbal_status(clause)
    if "to" in {c.lower_ for c in clause.children if c.dep_ == "aux"} and not was_first_to(clause):
        return ("planned", 3) if lemma in _STAGING and clauses.is_passive(clause) else None
    if lemma == "take" and not any(c.lower_ == "place" for c in clause.rights):  # "will take her to Oslo"
        return ("planned", 2) if {"will", "also"} <= {c.lower_ for c in clause.lefts} else None
    event = noun.lemma_.lower()
    if status == "held" and lemma in STARTS and (event in COURSES or (event in JOURNEYS and strength >= 3)):
        return ("ongoing", 2)  # "the talks that started on Friday"; not "a visit beginning Sunday"
    if (status, strength) == ("planned", 3) and tells_what_there(clause):
        return None if has_set_out(noun) else ("planned", 2)
    told = strength >= 2 and lemma in _TELLING_WHEN and not attended_yet(noun, clause)
    told = told or would_bring(noun, clause)
    return (status, strength) if told else None


_SET_DOWN = frozenset("schedule plan expect set slate fix pencil".split())
_TELLING_WHEN = _STAGING | frozenset("take begin start end attend conclude resume bring run last".split())


def _prepositional_status(noun: Token, held: bool) -> tuple[str, int]:
    prep, lower, head = noun.head, noun.head.lower_, beyond_back(noun.head)
    if lower == "of" and head.lower_ in _BESIDE | _CHANCES:
        if head.lower_ in {"ahead", "eve"}:
            return ("held", 1) if held or greeted_before(head) else ("planned", 2)
        if head.lower_ in _CHANCES:
            return ("proposed", 2)
        return ("ongoing" if noun.lemma_.lower() in JOURNEYS else "held", 1)
    given = lower == "for" and head.dep_ == "pobj" and head.lower_ in _GIVEN
    given = given or (lower in {"at", "during"} and head.dep_ == "pobj" and head.head.lower_ in _HELD_PREPS)
    if lower in _HELD_PREPS or given or had_asked(head):
        return ("planned", 1) if before_what_comes(noun) else ("held", 2)
    if lower == "to" and (looks_forward(head) or head.lemma_ == "summon"):
        return ("planned", 2)
    if lower in _AHEAD_PREPS or going_into(prep) or (lower == "to" and is_run_up(head)):
        return ("held" if greeted_before(prep) else "planned", 1)
    if lower == "on" and noun.lemma_.lower() in JOURNEYS and (found := _on_journey(noun)) is not None:
        return found
    told = head.lemma_.lower() in PROPOSE_VERBS | _WISHES or any(map(is_open_to, (head, *head.children)))
    wished = presses_for(noun) or (told and (prep.head is not head or lower in {"for", "to"}))
    if wished or (invitation(noun) or request(noun)) is not None:  # "extended an invitation to X for a visit"
        known = clauses.is_negated(head) or (noun.lemma_.lower() not in COURSES | JOURNEYS and is_known(noun))
        return ("planned", 1) if known and lower == "to" and head.lemma_ == "invite" else ("proposed", 2)
    if lower == "for" and head.lemma_.lower() in _PREPARED:
        offered = clauses.clause_of(head).lemma_ in PROPOSE_VERBS  # "offered Oslo as the venue for talks"
        return ("cancelled" if given_up(head) else "proposed" if offered else "planned", 2)
    dated = lower in {"of", "between"} and (is_open_date(head) or is_place_to_be(head))
    if dated or (lower == "of" and (head.lemma_.lower() in {"offer", "proposal"} or is_mere_talk(head))):
        return ("planned" if dated else "proposed", 2)
    if (part := status_of_part(noun, head)) is not None and not held:
        return part
    return _status_of_setting(noun, head, held)


def _on_journey(noun: Token) -> tuple[str, int] | None:
    """The status of a journey that somebody is on: "in Oslo on a visit, she said", "on his trip he met X"."""
    prep, head = noun.head, noun.head.head
    own = any(c.tag_ == "PRP$" for c in noun.lefts)  # "said the premier on his trip"
    if not own and head.pos_ not in {"PROPN", "ADP", "VERB", "AUX"}:
        return None
    done = head.tag_ == "VBN" and head.dep_ == "acl"  # "the accords reached on X's visit"
    if done or (own and prep.i < head.i and head.tag_ == "VBD" and head.lemma_.lower() in _MET_THERE):
        return ("held", 1)
    told = head.lemma_ == "expect" or verbal_status(head)[0] == "planned"
    ahead = head.pos_ in {"VERB", "AUX"} and head.i < prep.i and told
    return ("planned", 2) if ahead else ("ongoing", 1)


def _status_of_setting(noun: Token, head: Token, held: bool) -> tuple[str, int]:
    """The status that the verb of a clause gives the occasion that it is at: "spoke during talks"."""
    lower = noun.head.lower_
    verb = clauses.clause_of(head) if head.pos_ not in {"VERB", "AUX"} else head
    trip = head.pos_ == "NOUN" and head.lemma_.lower() in JOURNEYS  # "ahead of a trip to Oslo for talks"
    coming = ("planned", 2) if on_the_way(noun, head) else None
    if lower == "for" and (found := coming or (nominal_status(head) if trip else of_journey(head, verb))):
        return found
    if verb.lemma_ in _ENDING and lower in {"in", "at", "during"} and came_short(verb):
        return ("held", 2)  # "could not agree in talks", "were unable to reach a deal at talks"
    if lower == "by" and verb.lemma_ in {"follow", "precede"}:  # "will hold a summit, followed by talks"
        own = verb if clauses.child(verb, "auxpass") else clauses.clause_of(verb.head)
        return ("proposed", 2) if own.lemma_ in PROPOSE_VERBS else verbal_status(own)  # "offered to host"
    if verb.pos_ in {"VERB", "AUX"}:
        awaited = verb.lemma_ in {"expect", "anticipate"} and (lower == "at" or not clauses.is_passive(verb))
        due = verb.lemma_ == "schedule" or any(c.lower_ == "due" for c in verb.rights)
        awaited |= lower == "for" and is_set_for(verb)
        if awaited or (due and lower in {"in", "at"}):
            return ("planned", 2)  # "expected good news at the meeting", "a vote was scheduled at a session"
        verb = agreed_there(verb_of_occasion(verb)) if lower in {"during", "at"} else verb
        status, strength = verbal_status(verb_of_occasion(verb))
        perfect = verb.tag_ == "VBN" and any(c.lower_ in {"has", "have"} for c in verb.children)
        if lower == "in" and perfect and noun.lemma_.lower() in COURSES:
            return ("held", 1)  # "no progress has been made in the talks"
        if lower in {"during", "in", "at", "on"} or verb.lemma_ == "preside":
            if status == "proposed" and noun.lemma_.lower() not in COURSES | JOURNEYS and is_known(noun):
                return ("planned", 1)  # "could sign a treaty at the summit"
            return (status, max(1, strength - (verb.lemma_ not in _ENDING)))
        firm = held or follows_up(noun.head) or (verb.lemma_, verb.tag_) == ("visit", "VBD")
        return (status, 2 if firm else min(strength, 1))
    return ("held", 1 if held else 0)


def _says_nothing(noun: Token, verb: Token, status: str) -> bool:
    """Whether a verb does not say that talks are over or to come: "if the talks fail", "praised the talks",
    "the talks began", "seeks to derail the talks".
    """
    lemma = verb.lemma_.lower()
    if is_condition(verb) or (status == "proposed" and says_how_they_go(noun, verb)):
        return True
    if status == "held":
        ongoing = lemma in {"be", "have"} and "ongoing" in {t.lower_ for t in verb.children}
        started = lemma in STARTS and noun.dep_ in {"nsubj", "dobj", "nsubjpass"}
        spent = lemma in _SPENT_ON and verb.tag_ == "VBD"
        return not (lemma in BEARING or spent) or ongoing or started
    return noun.dep_ == "dobj" and status in {"planned", "proposed"} and lemma not in BEARING | _PROMOTING


def _foretold(noun: Token, verb: Token, status: str) -> bool:
    """Whether only what comes of talks is to come: "they will not succeed", "expects them to fail"."""
    course = noun.lemma_.lower() in COURSES and status in {"planned", "cancelled"}
    return course and tells_outcome(noun, verb)


def _governed_status(noun: Token, verb: Token) -> tuple[str, int]:
    lemma = verb.lemma_.lower()
    if (to_come := is_to(noun, verb)) is not None:
        return to_come
    if undoes(verb) or (lemma == "break" and noun.dep_ == "dobj"):
        return undone(noun, verb)
    if (plan := "planned" if yet_to_come(noun, verb) else set_down(verb)) is not None:
        return (plan, 2)
    if lemma in PROPOSE_VERBS and noun.dep_ in {"dobj", "nsubjpass"} and not judges(verb):
        return ("planned" if lemma == "call" else "proposed", 2)  # "called a meeting"
    if (found := course_of(noun, verb)) is not None:
        return found
    status, strength = verbal_status(verb)
    if _foretold(noun, verb, status):
        return ("held", 1)
    if leaves_settled(noun, verb, status):
        return ("planned", 1)  # who will not attend does not call the meeting off
    if status == "held" and lemma not in BEARING and noun.lemma_.lower() not in COURSES:
        return ("held", min(strength, 2))  # "described the visit as useful"
    back = verb.dep_ == "pcomp" and verb.head.lower_ == "after" and verb.head.head.lower_ == "returning"
    if (back or status == "held") and lemma in _ENDS and noun.dep_ in {"dobj", "nsubj", "nsubjpass"}:
        return ("held", max(strength, 2))  # "A and B conclude negotiations"
    if noun.lemma_.lower() in COURSES and _says_nothing(noun, verb, status):
        return ("held", 1)
    going = lemma in {"continue", "resume", "be", "last"} and verb.tag_ in {"VBZ", "VBP", "VBG"}
    if going and status in {"held", "ongoing"}:
        return ("ongoing", 1)
    return (status, 2 if lemma in _PRESENT_ACTS and (verb.tag_, status) == ("VBG", "ongoing") else strength)
