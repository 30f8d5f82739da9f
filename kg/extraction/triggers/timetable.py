"""Which verbs in the present tell of what is to come: "arrives on Monday", "is meeting X on Friday"."""

from __future__ import annotations

from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import tense_of
from kg.extraction.grammar.noun_control import seizing
from kg.extraction.times.calendar_bounds import MONTHS, WEEKDAYS
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.unfulfilled import DUE, is_pluperfect

TIMETABLE = frozenset(
    """
    arrive visit travel fly go come begin start open host hold meet attend welcome receive convene gather end
    resume take return leave depart head speak sign land kick wrap join see dine lunch confer have move sit
    follow proceed continue pay conclude reconvene lead represent ink embark make tour undertake call phone
    brief address
    """.split()
)
_NEAR = frozenset({"week", "weekend", "month"})
_AHEAD_WORDS = frozenset({"next", "tomorrow", "later", "coming", "today", "tonight"})
_MOTION = frozenset("arrive travel fly go come return leave depart head move proceed continue".split())
_ONWARD = frozenset("then afterwards afterward later next onward onwards".split())
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
_WEEKDAYS = frozenset({*WEEKDAYS, "weekend"})


def is_scheduled(verb: Token) -> bool:
    """Whether a simple present tells of what is to come: "arrives in Oslo on Monday", "when they meet".

    A weekday or a word such as "next week" must stand with the verb, or a clause of time must hang on what is
    present or to come; "the visit follows Monday's talks" is not such a clause. So of what goes on from it:
    "sees X on Friday and meets Y".
    """
    listed = verb.dep_ == "conj" and clauses.child(verb, "nsubj") is None and verb.head.tag_ in {"VBZ", "VBP"}
    return _set_for_day(verb) or (listed and _set_for_day(verb.head))


def _set_for_day(verb: Token) -> bool:
    under_way = verb.lemma_ == "get" and bool(clauses.prepositional(verb, "under"))
    setting_out = verb.lemma_ == "set" and any(clauses.has_particle(verb, p) for p in ("out", "off"))
    if verb.lemma_ not in TIMETABLE and not (under_way or setting_out):
        return False
    if verb.lemma_ == "follow" and clauses.child(verb, "dobj") is not None:
        return False  # "the visit follows talks on Monday"
    if verb.lemma_ == "go" and clauses.has_particle(verb, "on"):
        return True  # "from Lima she goes on to Oslo"
    onward = _ONWARD & {c.lower_ for c in verb.children if c.dep_ == "advmod"}
    if verb.lemma_ in _MOTION and (onward or "that" in {t.lower_ for t in _around(verb)}):
        return True  # "She then flies to Oslo", "Before that, she flies to Oslo"
    if verb.lemma_ in _MOTION and any(c.lower_ == "from" and c.i < verb.i for c in verb.children):
        return True  # "From Lima, she heads to Oslo"
    after = verb.doc[verb.i + 1 : verb.i + 3]
    if verb.lemma_ in _MOTION and [t.lower_ for t in after] == ["on", "to"]:
        return True  # "flies on to Oslo"
    phrases = [
        c
        for c in verb.children
        if c.dep_ in {"prep", "npadvmod"} or (c.i > verb.i and c.dep_ in {"advmod", "dobj"})
    ]
    words = {
        t.lower_: t for c in phrases for t in c.subtree
        if not _in_clause(t, verb) and t.i < verb.i + 20
        and (t.dep_ in {"pobj", "npadvmod", "amod", "advmod"} or t.head.lower_ in _PARTS_OF_DAY)
    }  # fmt: skip
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i}
    nth = any(w[:-2].isdigit() and w[-2:] in _ORDINALS and t.dep_ == "pobj" for w, t in words.items())
    day = nth or bool(words.keys() & _WEEKDAYS)  # "gather in Oslo on the 29th", not "opens its 29th summit"
    near = any(t.lower_ in _NEAR and any(c.lower_ == "this" for c in t.lefts) for t in words.values())
    if near or words.keys() & _AHEAD_WORDS or (day and not words.keys() & {"last", "since"}):
        return not marks & {"after", "if"}
    return bool(marks & {"before", "until"}) or (
        "when" in marks and verb.head.i != verb.i and not _past(verb.head)
    )


def will_be_then(verb: Token) -> bool:
    """Whether a clause of time hangs on what will be: "will take place after X [comes] to Lima", "is due to
    look on as A and B [sign]", "will join X as he [hosts] Y"; not "trade will grow as A and B sign", which
    tells why.
    """
    above = verb.head
    marks = {c.lower_ for c in verb.lefts if c.dep_ in {"mark", "advmod"}}
    looks = bool(marks & {"as", "while"}) and above.lemma_ in _LOOKING_ON
    if verb.dep_ != "advcl" or not (looks or marks & {"after", "once"}):
        return False
    due = looks and clauses.is_infinitive(above) and above.head.tag_ != "VBD"  # "is due in Lima to join X as"
    return due or tense_of(above) == "future"


_LOOKING_ON = frozenset("accompany join follow look watch witness stand".split())


def _around(verb: Token) -> list[Token]:
    """What a verb comes before or after: "that" of "Before that, she flies to Oslo"."""
    return clauses.prepositional(verb, "before", "after")


def goes_on_meanwhile(verb: Token) -> bool:
    """Whether something goes on while the rest is told: "as ministers meet Friday in Oslo, Peru has said";
    not "as ministers meet next week".
    """
    meanwhile = verb.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in {"as", "while"} for c in verb.children
    )
    if not meanwhile or not is_scheduled(verb) or will_be_then(verb):
        return False
    return not any(t.lower_ in {"next", "tomorrow", "later", "coming"} for t in verb.subtree)


def dated_ahead(token: Token) -> bool:
    """Whether the day said of an event under way looks ahead: "X is meeting Y on Friday", "a summit that X is
    hosting in June".
    """
    said = [clauses.clause_of(token), *(c for c in token.rights if c.dep_ == "relcl")]
    return any(is_arranged(v) or goes_on_meanwhile(v) for v in said)


def is_arranged(verb: Token) -> bool:
    """Whether a progressive tells of what is to come: "is meeting X on Friday", "is hosting talks tomorrow",
    "is hosting a summit in June".

    The day hangs on the verb or its object: not "is visiting Oslo after talks on Monday", nor "began a visit
    on Monday", which is past.
    """
    perfect = any(c.dep_ == "aux" and c.lower_ in {"had", "has", "have"} for c in verb.lefts)
    meal = verb.lemma_ == "give" and any(o.lemma_.lower() in _MEALS for o in clauses.objects(verb))
    if not (verb.lemma_ in TIMETABLE or meal) or verb.tag_ == "VBD" or (verb.tag_ == "VBN" and perfect):
        return False
    hosts = [verb, *(c for c in verb.rights if c.dep_ in {"dobj", "prep"} or c.lower_ == "later")]
    hosts += [c for h in hosts[1:] for c in h.rights if c.lower_ == "later"]
    hosts += [o for h in hosts[1:] for o in h.rights if o.dep_ == "pobj" and h.lower_ in {"in", "with", "to"}]
    for host in hosts:
        for child in host.rights:
            if child.dep_ == "npadvmod" and (child.lower_ in _WEEKDAYS or _comes(child)):
                return True
            days = [o.lower_ for o in child.rights if o.dep_ == "pobj"] if child.lower_ == "on" else []
            if any(day in _WEEKDAYS for day in days) or _in_a_month(child, verb):
                return True
    return False


_MEALS = frozenset("dinner lunch breakfast luncheon banquet reception".split())


def _in_a_month(prep: Token, verb: Token) -> bool:
    """Whether a progressive has its month: "is hosting talks in June"; not "in June 2019"."""
    now = any(c.dep_ == "aux" and c.lower_ in {"is", "are", "am"} for c in verb.lefts)
    if prep.lower_ != "in" or verb.tag_ != "VBG" or not now:
        return False
    return any(o.dep_ == "pobj" and o.lower_ in MONTHS and not [*o.rights] for o in prep.rights)


def _comes(noun: Token) -> bool:
    """Whether a word of time looks ahead: "tomorrow", "next week", "later today"."""
    return noun.lower_ == "tomorrow" or any(c.lower_ in {"next", "later"} for c in noun.lefts)


def _in_clause(token: Token, verb: Token) -> bool:
    """Whether a word below a verb is said in a clause of its own: "sign a text that is to be ready later"."""
    above = token.head
    while above.i not in (verb.i, above.head.i):
        if above.pos_ in {"VERB", "AUX"}:
            return True
        above = above.head
    return False


def _past(verb: Token) -> bool:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBD" or bool(auxiliaries & {"was", "were", "had", "did"})


def first_infinitive(verb: Token) -> Token:
    """The infinitive from which a verb goes on, else the verb: "meet" of "is to meet X, call on Y", "start"
    of "will start with X and be followed by Y".
    """
    if verb.dep_ == "conj" and any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.lefts):
        modal = any(c.tag_ == "MD" for c in verb.children)
        return verb if modal or verb.head.tag_ not in {"VB", "VBN"} else verb.head
    listed = verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB"
    own = any(c.dep_ in {"aux", "nsubj", "neg"} for c in verb.children)
    led = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.head.children)
    chance = verb.head.head if verb.head.dep_ == "acl" else None  # "had the chance to meet X, call"
    seized = chance is not None and seizing(chance) is not None
    return verb.head if listed and led and not own and (seized or verb.head.dep_ == "xcomp") else verb


def _had_been_set(verb: Token) -> bool:
    """Whether its verb tells an event as laid down for a day or a start that was not kept: "the talks had
    been due to begin", "had been set for Friday"; not "had been planned for months", "but were put off".
    """
    if not is_pluperfect(verb) or any(t.lower_ == "but" for t in verb.subtree if t.i > verb.i):
        return False
    if verb.lemma_ == "be":
        return any(c.dep_ == "acomp" and c.lower_ in DUE for c in verb.rights)
    days = clauses.prepositional(verb, "for", "on")
    days = [o for o in days if o.ent_type_ == "DATE" and o.lemma_ not in {"month", "week", "year"}]
    begins = any(c.dep_ == "xcomp" and clauses.is_infinitive(c) for c in verb.rights)
    return verb.lemma_ in _LAID and verb.tag_ == "VBN" and (bool(days) or begins)


_LAID = frozenset("schedule set expect slate plan tip".split())


def is_to(noun: Token, verb: Token) -> tuple[str, int] | None:
    """What a copula says of what is to come: "the talks are to resume", "are due to start", "are going to be
    held"; not "are going on". What "had been due to start" did not.
    """
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    if _had_been_set(verb):
        return ("cancelled", 2)
    if verb.lower_ == "going" and any(c.lower_ in {"is", "are", "'s", "'re"} for c in verb.lefts):
        to_be = any(c.dep_ == "xcomp" and any(x.lower_ == "to" for x in c.lefts) for c in verb.rights)
        return ("planned", 2) if to_be else None
    if verb.lemma_ != "be":
        return None
    ready = [c for c in verb.children if c.dep_ == "acomp" and c.lower_ in _IN_STORE]
    if any(p.lower_ in {"for", "in", "on"} and p.dep_ == "prep" for c in ready for p in c.children):
        return ("planned", 2)  # "is slated for Lima"
    for host in (verb, *ready):
        if any(c.dep_ == "xcomp" and any(x.lower_ == "to" for x in c.lefts) for c in host.children):
            return ("proposed", 2) if host.lower_ in {"likely", "unlikely"} else ("planned", 2)
    return None


_IN_STORE = frozenset("due set likely unlikely ready scheduled expected slated certain".split())
