"""What says that the event of a noun is to come: "a summit to take place in June", "will be held yet"."""

from __future__ import annotations

from kg.extraction.arguments.programmes import on_the_list
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import tense_of
from kg.extraction.grammar.noun_control import WILLING, having_chance, invitation, sets_up_another
from kg.extraction.times.named_rounds import PARTS, TURNS
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.coming_about import came_short, comes_about
from kg.extraction.triggers.engaged import are_in
from kg.extraction.triggers.event_course import COURSES, STARTS
from kg.extraction.triggers.occasion_verbs import at_edge
from kg.extraction.triggers.topic_times import is_broached, is_holding_discussed
from kg.extraction.triggers.unfulfilled import above_infinitive, set_at_first, wants
from kg.extraction.triggers.unsettled import is_due, is_unsettled
from kg.extraction.triggers.venues import named_venue
from kg.extraction.triggers.verb_status import is_under_way, verbal_status

_OPEN = frozenset(
    "possible probable likely unlikely impossible conceivable unthinkable premature doubtful".split()
)
_LINKING = frozenset("be look seem appear remain".split())
_WILLING = WILLING | {"opposed", "averse"}
_SURE = frozenset("imminent certain".split())
_ON_OFFER = frozenset("table question card cards offing horizon agenda".split())
_AT_WORK = frozenset("works preparation making pipeline".split())
_FIXED = frozenset("set fix agree find choose".split())
_WHEN_AND_WHERE = frozenset("date time day venue place".split())
OF_THE_PAST = frozenset("recent previous last earlier past latest first inaugural".split())
"""Words before a noun for what has been."""
_COUNTED = OF_THE_PAST | {"only"}


def to_take_place(noun: Token) -> bool:
    """Whether an infinitive says that it comes: "a summit to take place", not "the first to be held"."""
    counted = any(c.tag_ == "JJS" or c.lower_ in _COUNTED for c in noun.lefts)
    own = (c for c in noun.rights if c.dep_ in {"relcl", "acl"})
    clause = (
        noun.head if noun.dep_ == "nsubjpass" else next(own, None)
    )  # "the summit to be held | was discussed"
    if counted or clause is None or "to" not in {c.lower_ for c in clause.lefts if c.dep_ == "aux"}:
        return False
    if (
        any(c.dep_ in {"nsubj", "aux"} and c.lower_ != "to" for c in clause.lefts)
        or clause.head.lower_ == "be"
    ):
        return False  # "talks said to have taken place"
    place = clause.lemma_ == "take" and any(c.lower_ == "place" for c in clause.rights)
    return place or (clause.lemma_ in {"hold", "host", "convene"} and clauses.is_passive(clause))


def comes_yet(noun: Token) -> bool:
    """Whether the main clause says that it is to come or came all the same: "the talks put off will be held
    yet", "the summit, postponed in May, took place in June", "the talks, broken off in May, are under way".
    """
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in _TAKING_UP:
        return verbal_status(verb)[0] in {"held", "ongoing"}  # "resumed talks suspended in May"
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in {"VERB", "AUX"}:
        return False
    if is_under_way(verb) or _takes_time(verb):
        return True
    status, begins = verbal_status(verb), verb.lemma_ in STARTS | {"resume", "reconvene"}
    came = status[0] == "held" and (comes_about(verb) or begins) and not clauses.is_negated(verb)
    return came or status == ("planned", 3)


def tells_what_there(clause: Token) -> bool:
    """Whether a clause says what happens at its noun: "a summit at which oil will be discussed"."""
    if any(c.lower_ == "where" for c in clause.lefts):
        return True
    preps = (c for c in clause.lefts if c.dep_ == "prep" and c.lower_ in {"at", "in", "during"})
    return any(o.lower_ == "which" for p in preps for o in p.children)


def going_into(preposition: Token) -> bool:
    """Whether words tell of those who face an event: "have high hopes going into Friday's summit"; not "had
    high hopes going into the summit". So who may be sent there: "is wary of sending envoys to the summit";
    and who says that he comes: "confirmed his attendance at the summit".
    """
    going = preposition.head
    if going.lemma_.lower() in {"attendance", "participation"} and going.dep_ == "dobj":
        return going.head.lemma_ in {"confirm", "announce"} and not clauses.is_negated(going.head)
    if preposition.lower_ == "to" and going.lemma_ in {"send", "dispatch"}:
        bare = going.tag_ in {"VBG", "VB"} and not any(c.lemma_ in {"be", "do"} for c in going.lefts)
        return bare and going.dep_ in {"pcomp", "xcomp"}
    if preposition.lower_ != "into" or going.tag_ != "VBG" or going.lemma_ not in {"go", "head"}:
        return False
    told = [t for t in going.ancestors if t.pos_ in {"VERB", "AUX"}]
    return bool(told) and told[0].tag_ in {"VBZ", "VBP"}


_TAKING_UP = frozenset("resume restart reopen relaunch".split())


def _takes_time(verb: Token) -> bool:
    """Whether a verb says how long an event goes on: "lasted two hours", "are expected to last a week"."""
    lasting = next((c for c in verb.rights if c.dep_ == "xcomp"), verb)
    return lasting.lemma_ == "last" and not clauses.is_negated(verb)


def _refused(noun: Token) -> bool:
    """Whether somebody does not get it: "turned down a visit", "was denied a meeting"."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ == "turn" and clauses.has_particle(verb, "down"):
        return True
    return noun.dep_ in {"dobj", "oprd"} and verb.lemma_ in {"deny", "refuse"} and _of_somebody(verb)


def _by_chance(noun: Token) -> tuple[str, int] | None:
    """What is told of the chance of it: "hopes to have an opportunity for talks", "had no chance"."""
    chance = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "of"} else None
    if chance is None or chance.lemma_.lower() not in {"opportunity", "chance"}:
        return None
    verb = having_chance(chance)
    if verb is None:
        return ("proposed", 2) if noun.head.lower_ == "for" else None
    return verbal_status(verb)


def in_prospect(noun: Token) -> tuple[str, int] | None:
    """The status of what is only possible or not settled, with its strength; else ``None``.

    "A summit is unlikely", "talks are off the table", "no date was set for a meeting", "turned down a visit":
    proposed; "a summit is imminent", "is in the works": planned. Not "a visit was possible after the truce".
    """
    verb = noun.head
    if (edge := at_edge(noun)) is not None and tense_of(edge) == "future":
        return ("planned", 1)  # "will meet X on the sidelines of the summit"
    if (listed := on_the_list(noun) or _by_chance(noun)) is not None:
        return listed
    if (venue := named_venue(noun)) is not None:  # "offered Oslo as a venue for talks"
        return ("planned" if venue.settled else "proposed", 2)
    if is_due(noun):
        return ("planned", 2)
    if _may_be(noun) or _refused(noun) or _kept_off(noun) or is_broached(noun):
        return ("proposed", 2)
    interest = noun.dep_ == "pobj" and verb.lower_ == "in" and verb.head.lower_ in {"interested", "interest"}
    if interest and not any(c.dep_ == "poss" or c.lower_ in {"the", "these"} for c in noun.lefts):
        return ("proposed", 2)  # "has been interested in a meeting with X"; not "in the talks"
    if noun.dep_ == "pobj" and verb.lower_ == "to" and verb.head.lower_ in _WILLING:
        return ("proposed", 2)  # "is open to talks"
    if noun.dep_ == "pobj" and verb.lower_ == "for" and verb.head.lemma_ in _FIXED:
        fixed = [s for s in clauses.subjects(verb.head) if s.lemma_.lower() in _WHEN_AND_WHERE]
        no = any(c.lower_ == "no" for s in fixed for c in s.lefts) or clauses.is_negated(verb.head)
        return ("proposed" if no else "planned", 2) if fixed else None
    if (worked_on := _in_hand(noun)) is not None:
        return worked_on
    now = verb.tag_ in {"VBZ", "VBP", "VB", "VBN"} or verb.dep_ == "ccomp"  # "said that a summit was likely"
    if noun.dep_ != "nsubj" or verb.lemma_ not in _LINKING or not now:
        return None
    said = {c.lower_ for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}}
    phrases = {o.lower_ for p in verb.children if p.dep_ == "prep" for o in p.subtree if o.dep_ == "pobj"}
    if said & _OPEN or phrases & _ON_OFFER:
        return ("proposed", 2)
    return ("planned", 2) if said & _SURE or phrases & _AT_WORK else None


def _kept_off(noun: Token) -> bool:
    """Whether somebody keeps it from coming about: "blocked the start of talks", "a veto on talks", "opposes
    talks with X"; not "obstructed the talks in Oslo".
    """
    over = noun.head
    if noun.dep_ == "pobj" and over.lower_ in {"on", "to", "against"}:
        return over.head.lower_ in _BARS
    part = over.head if noun.dep_ == "pobj" and over.lower_ == "of" and over.head.lemma_ in TURNS else noun
    begun = part is not noun or not any(c.lower_ in {"the", "these"} or c.dep_ == "poss" for c in noun.lefts)
    return begun and part.dep_ in {"dobj", "nsubjpass"} and part.head.lemma_ in _BARRING


_BARS = frozenset("veto vetoes ban objection objections opposition resistance".split())
_BARRING = frozenset("block veto oppose prevent thwart bar impede".split())


def _of_somebody(verb: Token) -> bool:
    """Whether a verb tells who is not given something: "was refused a visit", "denied her a meeting"; not
    "denied a meeting", which says that there was none.
    """
    return clauses.is_passive(verb) or any(c.dep_ == "dative" for c in verb.rights)


def _may_be(noun: Token) -> bool:
    """Whether it only may come about: "the next round may take place in Oslo", "the planned summit could be
    held in May"; not "the next round may fail".
    """
    modals = {c.lower_ for c in noun.head.children if c.dep_ == "aux"} & {"may", "might", "could"}
    return bool(modals) and noun.dep_ in {"nsubj", "nsubjpass"} and comes_about(noun.head)


def _in_hand(noun: Token) -> tuple[str, int] | None:
    """What is made ready, agreed, gone on with or moved to another day; else ``None``.

    "Preparations have begun for a visit", "agreed in principle to talks", "accepted a meeting", "was brought
    forward", "has been moved to June": planned; "are at work on a visit": proposed; "is in talks": ongoing.
    """
    above = noun.head
    if noun.dep_ in {"nsubjpass", "dobj"}:
        accepted = above.lemma_ == "accept" and noun.dep_ == "dobj" and _one_event(noun)
        return ("planned", 2) if accepted or _moved(above) else None
    if noun.dep_ != "pobj":
        return None
    if is_unsettled(noun):
        return ("planned", 2)
    preposition, verb = above.lower_, above.head
    if preposition == "for" and verb.pos_ in {"VERB", "AUX"}:
        ready = any(s.lemma_.lower() == "preparation" for s in clauses.subjects(verb))
        return ("planned", 2) if ready else None
    asked = invitation(noun) or verb
    accepted = preposition in {"for", "to"} and asked.lemma_ == "invitation" and asked.head.lemma_ == "accept"
    agreed = verb.lemma_ == "agree" and (preposition == "to" or (preposition == "on" and _one_event(noun)))
    if accepted or agreed:
        return ("planned", 2)
    if preposition in {"on", "toward", "towards"} and verb.lemma_ == "work":
        return None if noun.lemma_.lower() in COURSES else ("proposed", 2)
    return ("ongoing", 2) if preposition == "in" and are_in(verb) else None


def _one_event(noun: Token) -> bool:
    """Whether a noun is a meeting still to be told of: "agreed on a summit in June", "agreed on talks", not
    "on the talks".
    """
    known = any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    if noun.lemma_.lower() in {"talk", "negotiation"} and not known:
        return noun.tag_ == "NNS"
    return any(c.lower_ in {"a", "an", "another", "further", "more", "new"} for c in noun.lefts)


def _moved(verb: Token) -> bool:
    """Whether a verb says that something will be on another day: "was brought forward", "moved to June"."""
    if verb.lemma_ in {"bring", "push"}:
        return any(c.lower_ == "forward" for c in verb.children)
    days = (o for o in clauses.prepositional(verb, "to") if o.ent_type_ in {"DATE", "TIME"})
    return verb.lemma_ == "move" and next(days, None) is not None


def shares_status(noun: Token) -> bool:
    """Whether a noun for a part or the holding of an event shares its status: "called for the convening of a
    summit"; not where it is only discussed.
    """
    return noun.lemma_ in _WITHIN and not is_mere_talk(noun)


_WITHIN = PARTS | frozenset("resumption continuation convening convocation holding staging hosting".split())


def is_mere_talk(noun: Token) -> bool:
    """Whether a noun says that something is only an idea: "there is talk of a summit", "rumours of talks"."""
    lemma = noun.lemma_.lower()
    spoken = lemma == "talk" and noun.tag_ == "NN" and noun.dep_ in {"attr", "nsubj", "dobj"}
    events = clauses.prepositional(noun, "of") if lemma == "speak" else []  # "spoke of a second round"
    if any(c.lower_ in {"a", "another"} for o in events for c in o.lefts):
        return True
    spoken = spoken or is_holding_discussed(noun) or _is_matter_of_one(noun)
    return spoken or lemma in {"rumour", "rumor", "speculation", "suggestion", "hope", "notion", "dream"}


def _is_matter_of_one(noun: Token) -> bool:
    """Whether an event is only spoken of: "the issue of a meeting between X and Y was raised", "underscored
    the importance of a summit"; not "the importance of the summit".
    """
    events = clauses.prepositional(noun, "of") if noun.lemma_.lower() in _MATTERS else []
    return any(c.lower_ in {"a", "another"} for o in events for c in o.lefts)


_MATTERS = frozenset("issue question importance necessity usefulness desirability".split())
_FORESEEN = frozenset("plan schedule arrange prepare expect anticipate".split())
_SETTING = _FORESEEN | {"slate", "pencil", "set", "line", "announce", "agree", "fix", "book"}
"""Verbs of what is set down for a day."""
_ARRANGING = frozenset("arrange organise organize convene broker secure".split())
_EFFORTS = frozenset("attempt effort bid push work endeavour endeavor move initiative drive".split())
_TRYING = frozenset("try attempt seek work strive struggle scramble endeavour endeavor".split())


def set_down(verb: Token) -> str | None:
    """The status of what is set down for a day, "planned", or "proposed" of what somebody tries to bring
    about: "is trying to arrange", "efforts are under way to set up a meeting"; else ``None``. So is what is
    announced: "announced a visit by X". What "was originally scheduled for Monday" was postponed.
    """
    lemma = verb.lemma_.lower()
    set_up = lemma in {"set", "line"} and clauses.has_particle(verb, "up")
    if sets_up_another(verb.head, verb):
        return "proposed"  # "are in talks to hold a summit"
    if (lemma in _ARRANGING or set_up) and ((short := came_short(verb)) or _is_sought(verb)):
        return "cancelled" if short else "proposed"
    if lemma in _WEIGHING and any(c.dep_ == "auxpass" and c.lower_ == "being" for c in verb.lefts):
        return "proposed"  # "a visit is being discussed"
    if lemma in _SETTING and (clauses.is_passive(verb) or lemma in _FORESEEN or set_up):
        return "postponed" if set_at_first(verb) else "planned"
    return "planned" if lemma == "announce" and any(map(_is_new, clauses.objects(verb))) else None


_WEIGHING = frozenset("negotiate discuss consider weigh explore mull finalize finalise work hammer".split())


def _is_new(noun: Token) -> bool:
    """Whether a noun is of what was not told of before: "announced a visit", "announced her first visit", not
    "announced the result".
    """
    if any(c.lower_ in {"first", "next", "upcoming"} for c in noun.lefts):
        return True
    return not any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "another"} for c in noun.lefts)


def was_sought(verb: Token) -> bool:
    """Whether somebody tried to bring something about for a day that is gone: "sought to arrange a meeting in
    May", "had hoped to visit Oslo in May"; not "is trying", "was trying", which may be for one to come.
    """
    above = verb.head
    if above.tag_ == "VBN" and above.lemma_ in {"hope", "want", "wish"}:
        return any(c.dep_ == "aux" and c.lower_ == "had" for c in above.lefts)
    return _is_sought(verb) and above.tag_ == "VBD" and above.lemma_ in _TRYING


def _is_sought(verb: Token) -> bool:
    above = above_infinitive(verb)
    if above is None:
        return False
    return wants(above, _EFFORTS) or (above.pos_ != "NOUN" and above.lemma_ in _TRYING)
