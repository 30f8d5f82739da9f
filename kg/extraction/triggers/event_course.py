"""What verbs say of the course of an event: it goes on, is taken up again, or is what a journey is for."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.grammar import clauses
from kg.extraction.grammar.relatives import RELATIVES
from kg.extraction.times.named_rounds import by_part
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.arrivals import is_going
from kg.extraction.triggers.coming_about import comes_about, of_old
from kg.extraction.triggers.later_starts import after_some_time
from kg.extraction.triggers.verb_status import CHANGE_VERBS, is_under_way

COURSES = frozenset({"talk", "negotiation", "dialogue", "discussion", "consultation", "process"})
"""Nouns of what goes on for weeks: they are over only where the words say so."""
JOURNEYS = frozenset({"visit", "trip", "tour", "journey"})
MEALS = frozenset("dinner lunch breakfast luncheon banquet reception meal supper tea iftar".split())
_BESIDE_STORY = frozenset("follow dominate coincide precede highlight mark underline underscore".split())
STARTS = frozenset("begin start open launch kick enter".split())
TAKING_PLACE = STARTS - {"launch", "kick", "enter"}
TAKING_PLACE |= frozenset("take hold resume attend visit occur happen last run meet go".split())
RESUMING = frozenset("resume restart reopen continue reconvene".split())


def taken_up_again(verb: Token) -> bool:
    """Whether what was stopped went on: "were suspended in May and resumed in June"."""
    return any(c.dep_ == "conj" and c.lemma_ in RESUMING and c.tag_ in {"VBD", "VBN"} for c in verb.children)


def of_journey(head: Token, verb: Token) -> tuple[str, int] | None:
    """What a journey says of its purpose: "was due in Oslo for talks" is to come, "is in Oslo for talks" goes
    on; not "left for Oslo yesterday for talks".
    """
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    due = {head.lower_, *(c.lower_ for c in verb.children if c.dep_ == "acomp")} & {"due", "expected"}
    if due or (verb.lemma_ in {"expect", "await"} and clauses.is_passive(verb)) or is_going(verb):
        return ("planned", 2)
    if verb.lemma_ in _SETS_OUT and "will" in auxiliaries and not clauses.is_negated(verb):
        return ("planned", 3)  # "will travel to Oslo today for a two-day summit" has not begun it
    if verb.lemma_ in {"leave", "depart"} and clauses.prepositional(verb, "for") and _just_left(verb):
        return ("planned", 1)
    if verb.lemma_ != "be" or not clauses.prepositional(verb, "in", "at"):
        return None
    now = verb.tag_ in _NOW and not auxiliaries  # not "had been in Oslo for talks"
    return ("ongoing", 2) if now else ("held", 2) if "had" in auxiliaries else None


_NOW = frozenset({"VBZ", "VBP"})
_SETS_OUT = frozenset("travel fly leave head depart journey go".split())


def _just_left(verb: Token) -> bool:
    """Whether somebody is still on the way: "left for Oslo for talks", "left here today"; not "on Monday"."""
    dated = [t for t in verb.subtree if t.ent_type_ in {"DATE", "TIME"} and t.i > verb.i]
    return verb.tag_ in {"VBD", "VBZ"} and all(t.lower_ in _TODAY or t.pos_ == "DET" for t in dated)


_TODAY = frozenset("today tonight this morning afternoon evening".split())


def clauses_on(noun: Token) -> Iterator[Token]:
    """The clauses that say something of an event: "the talks that began", also where the parser hangs them on
    a side: "the talks between P and Q, which began on Sunday"; not "the talks with P, which attacked Q".
    """
    yield from (c for c in noun.children if c.dep_ in {"relcl", "acl"})
    sides = clauses.prepositional(noun, "between", "with", "of")
    for side in (s for o in sides for s in (o, *o.conjuncts)):
        for clause in (c for c in side.rights if c.dep_ == "relcl" and c.lemma_.lower() in _OF_EVENTS):
            alone = not clauses.objects(clause) and clauses.child(clause, "xcomp") is None
            if alone and any(c.lower_ == "which" for c in clause.lefts):
                yield clause
        yield from (c for c in side.rights if c.dep_ == "relcl" and _comes_to_be(c))
    yield from behind_person(noun)
    yield from set_down_behind(noun)


def behind_person(noun: Token) -> Iterator[Token]:
    """The clauses with "that" or "which" behind a person whom somebody meets, which are on the event: "a
    meeting with X that was due on Monday"; not "a meeting with X, who was due on Monday". So of a state where
    they say that something comes about: "talks with Peru, which are to be held on Monday", "that were set to
    start on Monday"; and of a body or its members: "a summit of the Lake Council that opens on Monday", "a
    meeting of ministers, which runs from Monday to Friday".
    """
    by = ("by", "of") if noun.lemma_.lower() in JOURNEYS else ()  # "a visit by X that was due on Monday"
    sides = clauses.prepositional(noun, "between", "with", *by)
    for side in (s for o in sides for s in (o, *o.conjuncts)):
        for clause in (c for c in side.rights if c.dep_ == "relcl"):
            of_things = any(c.lower_ in {"that", "which"} and c.dep_ in _SUBJECTS for c in clause.lefts)
            if of_things and (side.ent_type_ == "PERSON" or _comes_to_be(clause)):
                yield clause
    for body in (o for o in clauses.prepositional(noun, "of") if o.ent_type_ == "ORG" or o.tag_ == "NNS"):
        yield from (c for c in body.rights if c.dep_ == "relcl" and _runs(c))


def _comes_to_be(clause: Token) -> bool:
    """Whether a clause with "which" says that something is or was to come about: "which are to be held"."""
    which = any(c.lower_ in {"that", "which"} for c in clause.lefts)
    hosts = (clause, *(c for c in clause.children if c.dep_ == "acomp"))
    said = [v for h in hosts for v in (h, *h.children) if v.pos_ == "VERB"]
    begins = any(v.dep_ == "xcomp" and v.lemma_ in STARTS and not clauses.objects(v) for v in said)
    return which and (begins or any(comes_about(v) for v in said))


def _runs(clause: Token) -> bool:
    """Whether a clause behind a body says when its meeting begins or ends: "that opens on Friday"; not since
    when there is the body: "that began in 1961".
    """
    which = any(c.lower_ in {"that", "which"} and c.dep_ in _SUBJECTS for c in clause.lefts)
    of_old = any(len(t.text) == 4 and t.text.isdecimal() for t in clause.subtree)
    return which and not of_old and clause.lemma_ in STARTS | _LASTING


_LASTING = frozenset("end close conclude run last".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def set_down_behind(noun: Token) -> list[Token]:
    """The participle right behind the last side that says when an event is, hung by the parser elsewhere.

    "A meeting with X scheduled for Monday", "talks between P and Q, planned for May,", "talks with X due on
    Monday"; not "a meeting with the envoy expected back", nor "talks with X due to a storm".
    """
    sides = [x for o in clauses.prepositional(noun, "between", "with") for x in (o, *o.conjuncts)]
    last = max((s.i for s in sides), default=len(noun.doc))
    behind = noun.doc[last + 1 : last + 4]
    if len(behind) == 3 and behind[0].text == ",":
        behind = behind[1:]
    if len(behind) < 2 or behind[0].lower_ not in _SET_DOWN or behind[1].lower_ not in _FOR:
        return []
    if behind[0].lower_ == "due":
        cause = behind[1].lower_ == "to" and (len(behind) < 3 or behind[2].tag_ != "VB")
        hung = behind[0].head.i != noun.i and behind[1].lower_ != "in" and not cause
    else:
        hung = behind[0].dep_ in {"acl", "advcl"} and behind[0].head.i != noun.i
    return [behind[0]] if hung and clauses.child(behind[0], "nsubj", "nsubjpass") is None else []


def _bare(verb: Token) -> bool:
    return all(c.dep_ == "advmod" for c in verb.lefts)


_SET_DOWN = frozenset("scheduled planned set slated expected foreseen due".split())
_FOR = frozenset("for to on in at next later this".split())


def telling_clauses(noun: Token) -> Iterator[Token]:
    """Those of ``clauses_on`` that may say whether it was held: not who arranges it, "a conference organised
    by Norway", nor where talks are now.
    """
    return (c for c in clauses_on(noun) if not (_is_at_present(noun, c) or _arranged_by_some(c)))


_ARRANGING = frozenset(
    "organise organize convene host sponsor arrange call chair facilitate mediate initiate".split()
)


def _arranged_by_some(clause: Token) -> bool:
    """Whether a participle, "that was organised by Peru" or "that Peru has called" only says who arranged it;
    not "that Peru will call".
    """
    own = clause.dep_ == "acl" or (clause.dep_ == "relcl" and clause.lemma_ not in {"host", "chair"})
    if not own or clause.lemma_ not in _ARRANGING or any(c.tag_ == "MD" for c in clause.lefts):
        return False
    if clause.tag_ == "VBN" and clauses.agent(clause):
        return True
    active = clause.dep_ == "relcl" and not clauses.is_passive(clause)
    return active and any(s.lower_ not in RELATIVES for s in clauses.subjects(clause))


def _is_at_present(noun: Token, clause: Token) -> bool:
    """Whether a participle only says where talks are: "the talks, held in Oslo, are aimed at"; not "the talks
    held in Oslo have failed". So it is of a meeting that is yet to be: "one hosted by X is set for Friday".
    """
    above = noun.head
    due = above.lemma_ in {"set", "schedule", "plan", "slate"} and above.tag_ == "VBN"
    due = due and not any(c.dep_ == "xcomp" for c in above.rights)
    where = clause.dep_ == "acl" and clause.lemma_ in {"hold", "host"}
    where = where and (due or noun.lemma_.lower() in COURSES)
    if not where or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    return any(t.lower_ in {"is", "are"} for t in (noun.head, *noun.head.lefts))


def is_over(noun: Token) -> bool:
    """Whether what is told came after an event or ended it: "after talks that began at noon", "after hours of
    talks", "ended a visit that began on Monday"; not "will end a visit that began on Monday".
    """
    noun = by_part(noun)
    if noun.dep_ == "dobj" and noun.head.lemma_ in {"end", "conclude", "finish", "complete", "wrap"}:
        return noun.head.tag_ == "VBD" and not clauses.is_negated(noun.head)
    return noun.dep_ == "pobj" and noun.head.lower_ in {"after", "following"}


def _yet_to_end(verb: Token) -> bool:
    """Whether somebody means to end a course, which is then under way: "pledged to conclude talks"."""
    meant = verb.dep_ == "xcomp" and clauses.is_infinitive(verb) and verb.head.lemma_ in _MEANING
    return meant and verb.lemma_ in {"conclude", "complete", "finish", "finalise", "finalize"}


_MEANING = frozenset("pledge promise vow agree want hope seek aim plan intend commit wish decide".split())


def goes_on(verb: Token) -> bool:
    """Whether a course is under way by its verb: "continues talks", "have started talks"."""
    present = verb.lemma_ == "continue" and verb.tag_ in {"VBZ", "VBP"}
    perfect = verb.tag_ == "VBN" and any(
        c.lower_ in {"has", "have"} for c in verb.children if c.dep_ == "aux"
    )
    return present or (perfect and verb.lemma_ in STARTS)


def _is_told_of(noun: Token, verb: Token) -> bool:
    """Whether a present says how a journey stands to the rest: "the visit follows the talks", "comes as they
    quarrel", "dominates the headlines"; not "comes as part of", "shows".
    """
    if noun.dep_ != "nsubj" or verb.tag_ != "VBZ":
        return False
    if verb.lemma_ == "come":
        return not any(c.lower_ == "as" and c.dep_ == "prep" for c in verb.children)
    return verb.lemma_ in _BESIDE_STORY


def _has_begun(noun: Token, verb: Token) -> bool:
    """Whether somebody has set out on a journey: "began a two-day visit on Monday"."""
    begun = verb.tag_ in {"VBD", "VBN"} and verb.lemma_ in STARTS and not clauses.is_negated(verb)
    modal = any(c.lower_ not in {"has", "have"} for c in verb.children if c.dep_ == "aux")
    return noun.dep_ == "dobj" and begun and not modal


def has_set_out(noun: Token) -> bool:
    """Whether somebody is on a journey already, whatever they will do there: "began a visit during which she
    will meet X", "arrived on a visit", "left for a visit"; not "announced a visit during which she will".
    """
    if noun.lemma_.lower() not in JOURNEYS or _has_begun(noun, noun.head):
        return noun.lemma_.lower() in JOURNEYS
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"on", "for"} or verb.pos_ not in {"VERB", "AUX"}:
        return False
    modal = any(c.lower_ not in _PERFECT for c in verb.lefts if c.dep_ == "aux")
    gone = verb.tag_ in {"VBD", "VBN"} and verb.lemma_ in _GONE and not clauses.is_passive(verb)
    return (gone or verb.lemma_ == "be") and not modal and not clauses.is_negated(verb)


_GONE = frozenset("arrive land reach touch fly come leave depart go".split())
_PERFECT = frozenset({"has", "have", "had", "'s", "'ve"})


def course_of(noun: Token, verb: Token) -> tuple[str, int] | None:
    """What is said of the course of an event: "the talks continue", "how the talks are going", "the talks, to
    begin on Monday"; not "the talks may continue", "the visit, to discuss water".
    """
    if noun.lemma_.lower() in JOURNEYS and (_is_told_of(noun, verb) or _has_begun(noun, verb)):
        return ("ongoing", 1)
    if noun.dep_ == "dobj" and noun.lemma_.lower() in COURSES and _yet_to_end(verb):
        return ("ongoing", 2)
    if noun.dep_ == "dobj":
        going = ("ongoing", 2) if noun.lemma_.lower() in COURSES and goes_on(verb) else None
        return ("held", 2) if _is_followed(verb) else going
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    lemma = verb.lemma_.lower()
    present = verb.tag_ in {"VBZ", "VBP"} and not auxiliaries
    if lemma == "continue" and present and noun.lemma_.lower() in COURSES:
        return ("ongoing", 3)
    if lemma in CHANGE_VERBS and verb.tag_ == "VBD" and after_some_time(verb):
        return ("held", 3)
    if is_under_way(verb) or _into_next_day(verb):
        return ("ongoing", 3)
    if goes_on(verb) and not clauses.objects(verb):  # "the summit has begun", "has not begun"
        return ("planned" if clauses.is_negated(verb) else "ongoing", 2)
    if lemma == "go" and verb.tag_ == "VBG" and auxiliaries & {"is", "are", "'s", "'re"}:
        return ("ongoing", 2)
    if "to" in auxiliaries and lemma in TAKING_PLACE and verb.dep_ in {"relcl", "acl", "ccomp", "advcl"}:
        return ("planned", 2)
    return None


def _is_followed(verb: Token) -> bool:
    """Whether a thing comes after an event: "the deal follows talks"; not "envoys follow the talks"."""
    after = verb.lemma_ == "follow" and verb.tag_ != "VBG"
    return after and any(c.dep_ == "nsubj" and c.tag_ == "NN" for c in verb.lefts)


def _into_next_day(verb: Token) -> bool:
    """Whether an event went on for one more day: "went into a second day", "entered their third day"."""
    days = clauses.prepositional(verb, "into") + (clauses.objects(verb) if verb.lemma_ == "enter" else [])
    nth = any(o.lower_ in {"day", "week"} and any(c.lower_ in _NTH for c in o.lefts) for o in days)
    return nth and not any(c.dep_ == "advcl" for c in verb.rights)


_NTH = frozenset("second third fourth fifth sixth seventh final last".split())
_OF_EVENTS = STARTS | {"end", "conclude", "resume"}
_HALTED = frozenset("deadlocked stalled stuck".split())
_AT_REST = _HALTED | {"suspended", "frozen", "dormant", "moribund"}
_STANDING = {p: {"standstill", "impasse", "deadlock", "halt"} for p in ("at", "to")}
_STANDING |= {"on": {"hold", "ice"}, "in": {"limbo", "deadlock"}}


def at_a_halt(noun: Token) -> bool:
    """Whether an event stands still: "the talks are deadlocked", "came to a halt", "have lain dormant"; not
    "the talks put the plan on hold", nor "have stalled in the past".
    """
    verb = noun.head
    brought = noun.dep_ == "dobj" and verb.lemma_ == "bring"
    subject = noun.dep_ in _SUBJECTS and (verb.pos_ in {"VERB", "AUX"} or verb.lower_ == "ground")
    acts = clauses.child(verb, "dobj") is not None and not (brought or clauses.is_passive(verb))
    if not (subject or brought) or acts or clauses.is_negated(verb) or of_old(verb):
        return False
    stays = verb.lemma_ in {"be", "remain", "lie"}
    said = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "oprd"}} if stays else {verb.lower_}
    if said & (_AT_REST if stays else _HALTED) and verb.tag_ != "VBD":
        return True
    done = brought or (verb.lemma_ in {"put", "bring"} and clauses.is_passive(verb))
    where = ((p.lower_, o.lower_) for p in verb.children if p.dep_ == "prep" for o in p.children)
    goes = stays or done or verb.lemma_ in {"come", "grind", "ground"}
    return goes and any(o in _STANDING.get(p, ()) for p, o in where)
