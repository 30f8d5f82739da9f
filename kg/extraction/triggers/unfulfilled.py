"""What was planned or feared and did not come about: "had been due to meet", "was not called off"."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.grammar import clauses
from kg.extraction.grammar.supposed_verbs import FROM_THEN, UNSURE
from kg.extraction.tokens.frozen_token import Token

_PLANNED = frozenset("schedule set expect slate suppose plan intend arrange tip mean".split())
DUE = frozenset("due set slated scheduled supposed".split())


def came_to_nothing(verb: Token) -> bool:
    """Whether a plan is told as one of the past that was not carried out.

    "Was to have met X", "had been due to meet", "had planned to meet", "was supposed to meet", "would have
    met"; not "was due to meet X", which may come yet, nor "is said to have met".
    """
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if "have" in auxiliaries and verb.tag_ == "VBN":
        ahead = "to" in auxiliaries and verb.dep_ == "xcomp"
        return bool(auxiliaries & {"would", "should"}) or (ahead and _was(verb.head))
    return was_ahead(verb)


def was_ahead(verb: Token) -> bool:
    """Whether it was given up before its day, so that its day may be to come: "had been due to meet"; not
    "had arranged to meet", which tells how it came about.
    """
    if verb.dep_ == "acl" and clauses.is_infinitive(verb):
        return given_up(verb.head)
    above, told = verb.head, {c.lower_ for c in verb.head.lefts}
    if verb.dep_ != "xcomp" or not clauses.is_infinitive(verb) or "already" in told:
        return False  # "had already planned to meet again"
    have = any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.lefts)
    if _in_the_past(verb, above) or (have and above.lower_ in {"was", "were"}):
        return True  # "was to have met X on Friday"
    if above.dep_ == "acomp" and above.lower_ in DUE:
        return is_pluperfect(above.head)
    if above.lemma_ == "suppose" and told & {"was", "were"}:
        return True
    if above.lemma_ in _PLANNED and above.tag_ == "VBD":
        return not told.isdisjoint(_AT_FIRST)  # "initially planned to visit Oslo in May"
    return above.lemma_ in _PLANNED - {"arrange"} and above.tag_ == "VBN" and is_pluperfect(above)


def _in_the_past(verb: Token, above: Token) -> bool:
    """Whether somebody was to do something in a time that is over, and did not: "was expected to meet X
    earlier this month, but", "was due to meet X, but had to stay"; not "was expected to meet X this month".
    """
    due = above.lower_ in DUE or (above.lemma_ in _PLANNED | {"schedule"} and above.tag_ == "VBN")
    hosts = (above, above.head) if above.dep_ == "acomp" else (above,)
    was = any(t.lower_ in {"was", "were"} for h in hosts for t in (h, *h.lefts))
    behind = [c for h in (verb, *hosts) for c in h.rights if c.i > verb.i]
    if not (due and was and any(c.lower_ == "but" for c in behind)):
        return False
    if any(c.dep_ == "conj" and c.tag_ == "VBD" and c.lemma_ in _INSTEAD for c in behind):
        return True
    over = (t for t in verb.subtree if t.lower_ in {"earlier", "last"} and t.i > verb.i)
    return any(t.ent_type_ == "DATE" or t.nbor(1).ent_type_ == "DATE" for t in over)


_INSTEAD = frozenset("have stay remain choose decide opt cancel pull withdraw send fall".split())


def unplanned(token: Token) -> bool:
    """Whether it is denied that a meeting is planned, so that it is open: "there are no plans to meet X", "no
    talks are scheduled", "is not expected to meet X", "have yet to agree on a date for talks"; not "is not
    scheduled to meet X until May".
    """
    word, laid = token, any(c.dep_ == "acl" and c.lemma_ in _SET for c in token.rights)
    if laid and token.head.lemma_ == "be" and any(c.lower_ == "no" for c in token.lefts):
        return True  # "there is no meeting planned with X"
    clause = token.head.head if token.dep_ == "acl" and token.head.dep_ == "dobj" else token
    if clause.dep_ == "ccomp" and clause.head.lower_ == "expected" and clauses.is_negated(clause.head):
        return any(c.lower_ == "it" for c in clause.head.lefts)  # "it is not expected that A will meet B"
    while word.lemma_ not in _LAID_DOWN:
        if not _is_of_plan(word) or word.head is word or word.lemma_ in {"attend", "join"}:
            return False  # "is not expected to attend the summit"
        word = word.head
    if any(c.lower_ in FROM_THEN for v in (clauses.clause_of(token), word) for c in v.rights):
        return False
    yet = (
        word.dep_ == "xcomp"
        and word.head.lemma_ == "have"
        and any(c.lower_ == "yet" for c in word.head.rights)
    )
    subject = token if token.head is word else word
    return yet or clauses.is_negated(word) or any(c.lower_ == "no" for c in subject.lefts)


def agenda_without(noun: Token) -> Token | None:
    """The programme that is said to have no such meeting: "her schedule does not include a meeting with X",
    "talks with X are not on her agenda"; ``None`` of "trade was not on the agenda of the talks".
    """
    provided = noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.lemma_ == "provide"
    verb = noun.head.head if provided else noun.head
    denied = clauses.is_negated(verb) or any(c.lower_ == "no" for c in noun.lefts)
    if not denied or not (provided or noun.dep_ in {"dobj", "nsubj", "attr"}):
        return None
    words = clauses.subjects(verb) if verb.lemma_ in _LISTING and noun.dep_ != "nsubj" else []
    if verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"}:
        there = [o for w in (noun, verb) for o in clauses.prepositional(w, "on", "in")]
        words = [o for p in there for o in (p, *clauses.prepositional(p, "on", "in"))]
    return next((w for w in words if w.lemma_.lower() in _AGENDAS), None)


_LISTING = frozenset("include feature foresee envisage contain provide".split())
_AGENDAS = frozenset("schedule agenda programme program itinerary timetable diary calendar".split())


def _is_of_plan(word: Token) -> bool:
    """Whether a word between a meeting and the word for its plan leaves it that: "plans [for] a meeting"."""
    if word.dep_ == "prep":
        return word.lower_ in {"for", "of", "on", "to"}
    if word.dep_ in {"xcomp", "acl"} or any(c.dep_ == "mark" for c in word.lefts):
        return clauses.is_infinitive(word)  # "no plans for them to meet"
    return word.dep_ in {"pobj", "dobj"} or (word.dep_ in {"nsubj", "nsubjpass"} and word.head.lemma_ in _SET)


_SET = frozenset({"plan", "schedule"})
_LAID_DOWN = _SET | frozenset("agree expect slate intend agreement arrangement decision".split())


def _was(verb: Token) -> bool:
    return verb.lemma_ == "be" and verb.tag_ == "VBD"


def is_pluperfect(verb: Token) -> bool:
    """Whether a verb stands with "had": "had been due"."""
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


def put_off_before(noun: Token) -> bool:
    """Whether an event was put off before what is told, which it came to after: "had been put off", "was
    delayed repeatedly".
    """
    said = {c.lower_ for c in noun.head.children}
    often = bool(said & _OFTEN) and bool(said & {"was", "were"})  # not "has been delayed twice"
    return noun.dep_ == "nsubjpass" and (often or is_pluperfect(noun.head) or _first_set(noun))


def _first_set(noun: Token) -> bool:
    """Whether it is told for when an event was set at first: "first scheduled for May, it was put off"."""
    beside = (c for t in (noun, noun.head) for c in t.children if c.dep_ in {"acl", "advcl"})
    return any(
        c.lemma_ in _PLANNED and any(t.lower_ in {"originally", "initially", "first"} for t in c.lefts)
        for c in beside
    )


def set_at_first(verb: Token) -> bool:
    """Whether a day set is that of an earlier plan: "was originally scheduled for"; not "to run until"."""
    said = {c.lower_ for c in verb.lefts}
    return bool(said & _AT_FIRST) and clauses.child(verb, "xcomp") is None


_AT_FIRST = frozenset({"originally", "initially"})
_OFTEN = frozenset("repeatedly twice often frequently thrice".split())


def was_to(token: Token) -> bool:
    """Whether it is told as a plan of the past: "was to meet X", "was due to hold talks", "had been due to",
    "was scheduled to travel to Oslo to meet X", "had planned to"; not "had agreed to meet".
    """
    verb = clauses.clause_of(token)
    if verb.dep_ == "advcl" and clauses.is_infinitive(verb) and clauses.is_infinitive(verb.head):
        verb = verb.head
    if verb.dep_ != "xcomp" or not clauses.is_infinitive(verb):
        return False
    above = verb.head.head if verb.head.dep_ == "acomp" else verb.head
    helping = [above, *(c for c in above.children if c.dep_ in {"auxpass", "aux"})]
    meant = above.lemma_ in _INTENDING or any(t.lower_ == "been" for t in helping)
    return any(_was(t) or (meant and t.lower_ == "had") for t in helping)


_INTENDING = frozenset("plan intend hope mean".split())
_PUTTING_OFF = frozenset("postpone suspend adjourn defer delay put call abort interrupt".split())
_GIVING_UP = frozenset("drop cancel scrap abandon shelve ditch axe".split())


def given_up(plan: Token) -> bool:
    """Whether a plan is no more: "dropped plans to meet X", "called off plans for a visit", "plans for a
    visit fell through".
    """
    verb = plan.head
    if plan.dep_ == "nsubj" and verb.lemma_ == "fall":
        return plan.lemma_.lower() == "plan" and clauses.has_particle(verb, "through")
    undone = verb.lemma_ in _GIVING_UP or (verb.lemma_ == "call" and clauses.has_particle(verb, "off"))
    return plan.lemma_.lower() == "plan" and plan.dep_ in {"dobj", "nsubjpass"} and undone


_SCARCELY, _AIMS = {"nearly", "almost"}, frozenset("intention plan question reason thought need".split())
_HEARSAY = frozenset("report rumour rumor claim suggestion speculation allegation".split())


def leaves_be(verb: Token) -> bool:
    """Whether what would undo an event is said not to be done, so that the event stays as it was.

    "Has not been called off", "was nearly cancelled", "ruled out cancelling", "has no intention of
    cancelling", "denied reports that it was cancelled"; not "no longer wants to cancel".
    """
    if clauses.is_negated(verb) or _by_nobody(verb):
        return not any(c.lower_ == "until" for c in verb.rights)  # "did not call it off until Monday"
    if any(c.dep_ == "advmod" and c.lower_ in _SCARCELY for c in verb.lefts):
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        nor = any(c.lower_ == "nor" for c in (*verb.lefts, *verb.head.rights) if c.dep_ == "cc")
        said = verb.head.dep_ == "acl" and any(c.lower_ == "that" for c in verb.lefts if c.dep_ == "mark")
        told = said and not clauses.is_negated(verb.head)  # "denied reports that X left and that it"
        return (nor or told) and leaves_be(verb.head)
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ in {"xcomp", "ccomp", "pcomp"} and above.lemma_ == "rule":
        return clauses.has_particle(above, "out")
    if verb.dep_ not in {"pcomp", "acl", "ccomp", "relcl"} or above.pos_ != "NOUN":
        return False
    lemma = above.lemma_.lower()
    return (lemma in _AIMS and clauses.is_negated(above)) or (lemma in _HEARSAY and _denied(above))


def _by_nobody(verb: Token) -> bool:
    subject = clauses.child(verb, "nsubj", "nsubjpass")
    words = () if subject is None else (subject, *subject.lefts)
    return any(t.lower_ in {"nobody", "none", "neither", "no"} for t in words)


def _denied(noun: Token) -> bool:
    return noun.dep_ == "dobj" and noun.head.lemma_ in {"deny", "dismiss", "reject", "refute"}


_WIRED = frozenset({"phone", "telephone", "call", "ring"})
_VAINLY = frozenset({"unsuccessfully", "vainly"})


def called_in_vain(token: Token) -> bool:
    """Whether nobody answered a call: "failed to reach X by phone", "tried in vain to speak to X by
    phone".
    """
    verb = clauses.clause_of(token)
    above = verb.head
    if verb.dep_ not in {"xcomp", "ccomp"} or not _WIRED & {t.lemma_.lower() for t in verb.subtree}:
        return False
    vain = any(o.lower_ == "vain" for o in clauses.prepositional(above, "in"))
    vain = vain or any(c.lower_ in _VAINLY for c in above.children)
    return above.lemma_ in {"fail", "unable"} or (above.lemma_ in {"try", "attempt", "seek"} and vain)


_MARKS = frozenset({"if", "unless", "lest"})
_FEARING = frozenset("threaten warn refuse try want seek attempt fear deny accuse risk avoid urge".split())
_PRESSING = frozenset("pressure call demand appeal plea threat temptation push".split())
_BIDDING = frozenset("call appeal press push pressure plead implore advise lobby ask".split())


def is_done(verb: Token) -> bool:
    """Whether what a verb says is done or decided, not feared, wished or supposed.

    Not so "threatened to halt", "could force X to cancel", "called on X to cancel", "pressure grew on X to
    cancel", "whether he will cancel"; but "was forced to cancel" is.
    """
    own = verb.dep_ != "conj" or clauses.child(verb, "nsubj", "nsubjpass") is not None
    hosts = [verb] if own else [verb, verb.head]  # "would restore ties and put off the talks"
    auxiliaries = {c.lower_ for h in hosts for c in h.children if c.dep_ in {"aux", "auxpass"}}
    sure = (
        verb.dep_ == "ccomp" and verb.head.lemma_ in {"say", "announce"} and not clauses.child(verb, "advcl")
    )
    unsure = auxiliaries & UNSURE  # "said it would be put off"
    if unsure or ("would" in auxiliaries and not sure) or _MARKS & {c.lower_ for c in verb.children}:
        return False
    matrix = verb.head if verb.dep_ in {"xcomp", "ccomp", "acl", "pcomp"} else verb
    return matrix.lemma_.lower() not in _FEARING and not _asked_whether(verb) and not _is_pressed(verb)


def brought_to(verb: Token) -> Token:
    """The verb of calling off that says what had to be done, else the verb: "postponed" of "the talks had to
    be postponed"; not of "will have to be", "the talks had to be held".
    """
    inner = clauses.child(verb, "xcomp") if verb.lemma_ == "have" and verb.tag_ in {"VBD", "VBN"} else None
    due = inner is not None and clauses.is_infinitive(inner) and inner.lemma_ in _GIVING_UP | _PUTTING_OFF
    return inner if inner is not None and due else verb


def _asked_whether(verb: Token) -> bool:
    """Whether it is open that something is done: "unclear whether X will cancel"."""
    return verb.dep_ in {"ccomp", "pcomp"} and any(
        c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children
    )


def above_infinitive(verb: Token) -> Token | None:
    """What an infinitive is the aim or content of: "called" of "called on X to cancel", else ``None``."""
    below = verb.dep_ in {"xcomp", "acl", "advcl", "ccomp"} and clauses.is_infinitive(verb)
    return verb.head if below else None


def wants(above: Token, nouns: Collection[str]) -> bool:
    """Whether a noun, or a verb by its subject, is one of such words: "pressure to", "pressure grew to"."""
    word = above if above.pos_ == "NOUN" else clauses.child(above, "nsubj", "nsubjpass")
    return word is not None and word.lemma_.lower() in nouns


def _is_pressed(verb: Token) -> bool:
    """Whether an infinitive is what others want or might bring about: "called on X to", "may force X to"."""
    above = above_infinitive(verb)
    if above is None:
        return False
    if wants(above, _PRESSING):
        return True
    if above.lemma_ in _BIDDING and above.pos_ == "VERB" and not clauses.is_passive(verb):
        return True
    forced = above.pos_ != "NOUN" and above.lemma_ in {"force", "oblige", "compel"}
    return forced and not is_done(above)


def errand(verb: Token) -> Token:
    """The verb that says whether an errand is done: "will visit Lima [for co-chairing the talks]"."""
    on_way = verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ == "for"
    return clauses.clause_of(verb.head.head) if on_way else verb
