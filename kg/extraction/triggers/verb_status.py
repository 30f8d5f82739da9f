"""The status that a verb of contact gives its meeting: "met", "will meet", "offered to meet"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import agreed_there, is_condition, tense_of
from kg.extraction.grammar.noun_control import WILLING, is_chance, is_first_to, only_when, seizing
from kg.extraction.grammar.saying import is_glad
from kg.extraction.grammar.supposed_verbs import (
    by_modal,
    is_bidden,
    is_prevented,
    is_weighed,
    may_not,
    said_beside,
)
from kg.extraction.places.whereabouts import SETTING_OUT, is_about, is_there
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.coming_about import came_short, had_to, not_as_planned, of_old, only_tried
from kg.extraction.triggers.later_starts import for_a_while, gone_before
from kg.extraction.triggers.timetable import (
    TIMETABLE,
    first_infinitive,
    goes_on_meanwhile,
    is_scheduled,
    will_be_then,
)
from kg.extraction.triggers.unfulfilled import came_to_nothing, is_done, leaves_be

CHANGE_VERBS = {
    "cancel": "cancelled",
    "scrap": "cancelled",
    "scrub": "cancelled",
    "abandon": "cancelled",
    "scuttle": "cancelled",
    "call": "cancelled",
    "postpone": "postponed",
    "put": "postponed",
    "delay": "postponed",
    "defer": "postponed",
    "reschedule": "postponed",
    "shelve": "postponed",
    "push": "postponed",
    "axe": "cancelled",
    "drop": "cancelled",
    "suspend": "suspended",
    "halt": "suspended",
    "freeze": "suspended",
    "adjourn": "suspended",
    "stall": "suspended",
    "derail": "suspended",
    "collapse": "suspended",
    "break": "suspended",
    "cut": "suspended",
    "fall": "cancelled",
}
_WITH_PARTICLE = {
    "call": ("off",),
    "push": ("back",),
    "fall": ("through",),
    "cut": ("off",),
    "put": ("off", "back"),
    "break": ("off", "down"),
}  # what of these verbs makes them undo something
_WHERE = frozenset({"on", "onto", "in", "into", "together"})
_PLAN_VERBS = frozenset(
    """
    plan undertake expect schedule set due slate tip pencil poise prepare arrange aim agree intend mean
    announce confirm decide promise pledge vow commit resolve organize will anticipate await accept consent
    """.split()
)
PROPOSE_VERBS = frozenset(
    """
    propose offer invite suggest urge call want seek hope wish demand request ask consider refuse reject rule
    appeal press push mull explore ready float moot weigh advocate envisage recommend solicit spurn rebuff eye
    avoid evade encourage hesitate
    """.split()
)
CALLING_FOR = frozenset("call appeal push press ask hope plead".split())
_INTENDED = frozenset("decision intention promise pledge commitment vow agreement arrangement".split())
_WISHED = frozenset("readiness willingness desire wish hope bid attempt effort refusal reluctance".split())
_WISHED |= {"initiative", "drive", "push"}
_MOTION = frozenset("go travel fly head come leave return journey".split())
_BROUGHT_TO = frozenset("get bring persuade convince prod coax lure".split())
_CARRYING_OUT = frozenset("use manage proceed interrupt gather reconvene able spend".split())
_BOUND, _ORDERING = frozenset("need have ought".split()), frozenset("instruct order direct task".split())
_VERGES = {"to": frozenset("close closer near nearer".split()), "of": frozenset("verge brink cusp".split())}
_VERGES["on"] = frozenset("plans planned planning count counts counting".split())
_IN_STORE = frozenset("due slated scheduled bound".split())


def undoes(verb: Token) -> bool:
    """Whether the verb cancels, postpones or suspends its object: "called off the planned summit"."""
    done = is_done(verb) and not (for_a_while(verb) or of_old(verb))
    return _would_undo(verb) and done and not leaves_be(verb)


def spares(verb: Token) -> bool:
    """Whether a verb would undo or shun its object and is only feared or threatened: "may call off"."""
    return (_would_undo(verb) or verb.lemma_ in {"boycott", "skip", "shun"}) and not is_done(verb)


def _would_undo(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma not in CHANGE_VERBS:
        return False
    particles = _WITH_PARTICLE.get(lemma)
    restores = any(  # "put ties back on track", which puts nothing off
        c.lower_ == "back" and c.i + 1 < len(c.doc) and c.nbor().lower_ in _WHERE for c in verb.children
    )
    return particles is None or (not restores and any(clauses.has_particle(verb, p) for p in particles))


def puts_off(verb: Token) -> bool:
    """Whether the verb cancels or postpones, so that its date is not that of its object."""
    return undoes(verb) and CHANGE_VERBS[verb.lemma_.lower()] in {"cancelled", "postponed"}


def is_under_way(verb: Token) -> bool:
    """Whether something "is under way", "has been in progress since Monday"; not "was under way when"."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    goes_on = verb.lemma_ == "be" and (verb.tag_ in {"VBZ", "VBP"} or auxiliaries & {"has", "have", "'ve"})
    phrases = {f"{p.lower_} {o.lower_}" for p in verb.children if p.dep_ == "prep" for o in p.children}
    said = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "advmod", "attr"}}
    return bool(goes_on) and bool(phrases & {"under way", "in progress"} or said & {"underway", "ongoing"})


def _gerund(prep: Token) -> tuple[str, int] | None:
    """What a preposition says of the gerund behind it: "before meeting X", "after holding talks with Y"."""
    beside = said_beside(prep)
    if beside is None and (prep.lower_ in {"to", "before", "by"} or _on_the_verge(prep)):
        return _after_preposition(prep)
    if beside is None and prep.lower_ not in {"after", "following"}:
        return None
    verb = beside or agreed_there(clauses.clause_of(prep))
    status, strength = verbal_status(verb)
    if status == "planned" and strength >= 2 and not any(c.lower_ == "would" for c in verb.lefts):
        return ("planned", 2)  # "will meet Y after calling on X"; not "said he would go after meeting X"
    return ("held", 2) if status == "held" else None


def verbal_status(verb: Token) -> tuple[str, int]:
    """A status and the strength of its evidence, 0 to 3, from tense, modals and the verb above."""
    verb = first_infinitive(verb)
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if came_to_nothing(verb) or not_as_planned(verb):
        return ("cancelled", 2)
    chance = ("proposed", 2) if is_chance(verb) else None
    if (supposed := is_prevented(verb) or chance or by_modal(verb, auxiliaries)) is not None:
        return supposed
    head = verb.head
    if "to" in auxiliaries and verb.dep_ == "xcomp" and _wished(head):
        return ("proposed", 2)
    if is_condition(verb):
        return ("proposed", 1)
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and (found := _gerund(head)) is not None:
        return found
    if "to" in auxiliaries and any(c.lower_ == "whether" for c in verb.lefts):
        return ("proposed", 2)  # "discussed whether to meet"
    if "to" in auxiliaries or (verb.dep_ in {"xcomp"} and verb.tag_ == "VBG"):
        seized = seizing(head)
        return _after_matrix(verb, head) if seized is None else (verbal_status(seized)[0], 2)
    if (verb.tag_ == "VBG" or "being" in auxiliaries) and auxiliaries & {"is", "are", "'s", "'re", "been"}:
        if verb.lemma_ in _MOTION and "been" not in auxiliaries:
            return ("planned", 2)
        return ("ongoing", 3 if verb.lemma_ in TIMETABLE and "been" not in auxiliaries else 2)
    if verb.tag_ in {"VBD", "VBN"} or auxiliaries & {"has", "have", "had", "did"}:
        return _in_past(verb, bare=not auxiliaries)
    finite = verb.tag_ == "VB" and not auxiliaries and clauses.child(verb, "nsubj") is not None
    if verb.tag_ in {"VBZ", "VBP"} or finite or _seen_to_do(verb):
        return _in_present(verb)
    listed = verb.dep_ == "conj" and verb.tag_ == "VB"  # "will meet X and hold talks with Y"
    return ("planned", 2 if listed else 1) if tense_of(verb) == "future" else ("held", 1)


def _seen_to_do(verb: Token) -> bool:
    """Whether a bare form is what somebody has done or sees: "saw P and Q [meet]", "had P [meet] Q"."""
    before = {c.dep_ for c in verb.lefts}
    if verb.dep_ == "ccomp" and verb.tag_ == "VB" and verb.head.lemma_ == "have" and "aux" not in before:
        return True
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in {"see", "watch", "witness"}:
        return False
    return "nsubj" in before and verb.tag_ in {"VB", "VBP"} and not before & {"aux", "mark"}


def _in_past(verb: Token, *, bare: bool) -> tuple[str, int]:
    """What a past form says: "met", "was headed to Oslo"; "talks convened by", "hosted by" may be to come."""
    if verb.lemma_ == "head" and clauses.is_passive(verb) and not clauses.agent(verb):
        return ("planned", 2)
    now = {c.lower_ for c in verb.lefts} & {"is", "are", "being"} in ({"is"}, {"are"})
    return ("held", 1 if (now or (bare and verb.dep_ == "acl")) and verb.lemma_ in {"convene", "host"} else 3)


def _in_present(verb: Token) -> tuple[str, int]:
    """What a simple present says: "urged that they meet", "as they meet on Friday", "they meet on Friday"."""
    if is_bidden(verb):
        return ("proposed", 2)
    if _seen_to_do(verb):
        return verbal_status(verb.head)
    if will_be_then(verb):
        return ("planned", 2)
    if goes_on_meanwhile(verb):
        return ("ongoing", 2)
    return ("planned", 2) if is_scheduled(verb) else ("held", 1)


def _wished(matrix: Token) -> bool:
    """Whether a matrix verb only wishes: "would like to meet", "should aim to negotiate"."""
    auxiliaries = {c.lower_ for c in matrix.children if c.dep_ == "aux"}
    if matrix.lemma_ in {"like", "love", "prefer"}:
        return bool(auxiliaries & {"would", "'d"})
    return matrix.lemma_ in _PLAN_VERBS | {"try"} and bool(auxiliaries & {"should", "could", "may", "might"})


def _after_preposition(preposition: Token) -> tuple[str, int]:
    """The status of "visiting" in "looked forward to visiting", "will see X before" and "by visiting Y"."""
    if _on_the_verge(preposition):
        return ("planned", 2)
    if preposition.lower_ == "to":
        if preposition.head.lower_ in WILLING:
            return ("proposed", 2)
        return ("planned", 2) if looks_forward(preposition.head) else ("held", 1)
    above = clauses.clause_of(preposition.head)
    status, strength = verbal_status(above)
    goes = any(c.lemma_ in _MOTION for c in preposition.children)
    if goes and preposition.lower_ == "before" and tense_of(above) == "present" and status == "held":
        return ("planned", 2)  # "is in Lima for talks before heading to Oslo"
    done = status == "held" and preposition.lower_ == "before"
    return (status, 2) if strength >= 2 and (done or status in {"planned", "proposed"}) else ("held", 1)


def _on_the_verge(preposition: Token) -> bool:
    """Whether something is about to be done: "close to resuming talks", "on the verge of meeting"."""
    return preposition.head.lower_ in _VERGES.get(preposition.lower_, frozenset())


def _in_store(verb: Token, head: Token) -> tuple[str, int] | None:
    """What is in store, and what somebody was somewhere for: "was due to meet X", "was going to meet X",
    "left Lima to meet X", "was in Oslo to see X". Who "is supposed to meet X" will, who "was" did not.
    """
    about = verb.dep_ == "xcomp" and head.lower_ == "going" and is_about(head)
    left = [o for o in head.children if o.dep_ == "dobj"]  # "left Lima to meet X", not "left the summit to"
    supposed = head.lemma_ == "suppose" and any(c.lower_ in {"is", "are", "'s", "'re"} for c in head.lefts)
    sets_out = head.lemma_ in {"leave", "depart"} and all(o.ent_type_ == "GPE" for o in left)
    if (
        (head.lower_ in _IN_STORE and head.pos_ == "ADJ")
        or about
        or supposed
        or (sets_out and verb.lemma_ != "begin" and verb.dep_ in {"xcomp", "advcl"})
    ):
        return ("planned", 2)
    there = verb.dep_ == "advcl" and head.lemma_ == "be" and _somewhere(head)
    return ("held", 1) if is_glad(head) or (there and tense_of(head) == "past") else None


def _somewhere(verb: Token) -> bool:
    """Whether a verb has a place: "was in Oslo"."""
    places = {"GPE", "LOC", "FAC"}
    return any(o.ent_type_ in places for o in clauses.prepositional(verb, "in", "at"))


def looks_forward(head: Token) -> bool:
    """Whether what "to" hangs on is "look forward", "look ahead", "agree" or "run-up", however parsed; or who
    is being sent: "is sending envoys to the talks on Monday", not "has been sending envoys to talks".
    """
    sent = head.head if head.dep_ == "dobj" else head
    if sent.lemma_ in {"send", "dispatch"} and sent.tag_ == "VBG":
        return any(c.lower_ in {"is", "are", "was", "were"} for c in sent.lefts)
    words = {head.lower_, *(c.lower_ for c in head.children)}
    on = {head.lemma_, head.head.lemma_ if "ahead" in words else ""} & {"look", "commit", "agree", "consent"}
    return bool(on) or "forward" in words or {"run", "up"} <= words


_UNDER_WAY = SETTING_OUT | {"send", "dispatch"}
_WILLING_TO = frozenset(
    "ready willing open able opportunity invitation chance proposal offer call plan prepared reluctant "
    "unwilling loath hesitant disinclined".split()
)


def _did(verb: Token, head: Token) -> bool:
    """Whether what somebody did, he did: "used the break to hold talks", "was able to meet X", "got to meet
    X"; not "got A and B to meet".
    """
    said, lemma = head.head if head.pos_ == "ADJ" else head, head.lemma_.lower()
    got = lemma == "get" and head.tag_ == "VBD" and not clauses.objects(head)
    got = (got and clauses.child(verb, "nsubj") is None) or (lemma, verb.tag_) == ("confirm", "VBG")
    return (got or lemma in _CARRYING_OUT) and tense_of(said) == "past" and not clauses.is_negated(said)


def _after_matrix(verb: Token, head: Token) -> tuple[str, int]:
    lemma = head.lemma_.lower()
    accepted = lemma == "invitation" and head.head.lemma_.lower() == "accept"
    when = only_when(head) if verb.dep_ == "acl" else None  # "before his trip to meet X"
    intended = when in {"before", "ahead"} or (verb.dep_ == "acl" and (lemma in _INTENDED or accepted))
    intended |= lemma in {"send", "dispatch"} and any(c.lemma_ == "have" for c in head.lefts)  # "has sent"
    if intended or when or (lemma in _ORDERING and head.pos_ == "VERB"):
        return ("planned" if intended or not when else "held", 2)
    if came_short(verb):
        return ("cancelled", 2)
    if _did(verb, head) or had_to(verb, head) or gone_before(verb):
        return ("held", 2)
    if (verb.dep_ == "acl" and lemma in _WISHED) or lemma in _BROUGHT_TO or is_weighed(head):
        return ("proposed", 2)  # "how to get A and B to resume talks"
    onward = clauses.is_infinitive(head) or (head.dep_ == "pcomp" and head.head.lower_ == "before")
    if verb.tag_ == "VB" and head.i != verb.i and onward and lemma in _UNDER_WAY:
        return verbal_status(head)  # "was to continue to Lima to meet X", not "VISITS TO COME" alone
    if lemma in _BOUND and head.pos_ in {"VERB", "AUX"}:
        return ("planned", 1)
    if (found := _in_store(verb, head)) is not None:
        return found
    if lemma in {"refuse", "decline", "fail", "unable"} or may_not(verb, head):
        return ("cancelled" if head.text == "failed" else "proposed", 2)
    if lemma in PROPOSE_VERBS or only_tried(verb, head) or (head.lemma_ in _WILLING_TO and lemma != "plan"):
        return ("proposed", 2)
    if is_first_to(verb) or ((lemma in SETTING_OUT or is_there(head)) and tense_of(head) == "past"):
        return ("held", 1)
    if lemma in _PLAN_VERBS | SETTING_OUT | {"be", "likely"}:
        return ("planned", 2)
    return ("planned", 1) if tense_of(head) != "past" else ("held", 1)
