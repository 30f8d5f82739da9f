"""Which uses of common verbs tell of a meeting or a visit: "called on X", "is in Oslo for talks"."""

from __future__ import annotations

from kg.extraction.grammar import clauses, control
from kg.extraction.grammar.noun_control import is_custom
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.arrivals import not_there_to
from kg.extraction.triggers.prospects import is_prospect


def calls_on(verb: Token) -> bool:
    """Whether somebody is called on: "called on President X", not "called on Monday"."""
    after = verb.doc[verb.i + 1 : verb.i + 3]
    return (
        len(after) == 2 and after[0].lower_ in ("on", "upon") and after[1].ent_type_ not in ("DATE", "TIME")
    )


_OCCASIONS = frozenset(
    """
    talk negotiation meeting summit conference visit trip tour consultation discussion forum session round
    ceremony invitation request
    """.split()
)
_FOR = frozenset({"for", "on", "at"})


def is_stay(verb: Token) -> bool:
    """Whether "is in" a place tells of a visit: "is in Oslo for talks", "will be in Oslo on Monday".

    So do "is off to Oslo", "has been to Oslo", "was last in Oslo". "Was in Oslo" alone may be where somebody
    lived, and of who "is in Oslo" it takes an office elsewhere to know. "The last time they met was in Oslo"
    tells of none.
    """
    if any(c.dep_ == "nsubj" and c.lower_ == "time" for c in verb.lefts):
        return False
    place = _inside(verb)
    alone = verb.dep_ != "conj" and not any(c.dep_ == "conj" for c in verb.children)  # no "and lives there"
    sure = (verb.tag_ in {"VBZ", "VBP"} and alone) or (place is not None and place.lower_ == "to")
    if place is None or sure or has_aim(verb) or leaves(verb) or _here(verb, "back") or was_last(verb):
        return place is not None
    around = [t for h in (verb, *place.children) for t in h.children if t.i > place.i]
    before = (t for t in verb.lefts if t.dep_ in {"prep", "npadvmod"} or t.i == verb.sent.start)
    around += before  # "[in] January a team was in Oslo", "; [last week] it was in Lima"
    times = [*around, *(o for t in around if t.dep_ in {"prep", "advmod"} for o in t.children)]  # "days ago"
    dated = any(t.ent_type_ == "DATE" and t.dep_ in {"npadvmod", "pobj", "advmod"} for t in times)
    ahead = any(c.dep_ == "aux" and c.lower_ in {"will", "to"} for c in verb.children)
    return dated and (verb.tag_ in {"VBD", "VBN"} or (verb.tag_ == "VB" and ahead))


def was_last(verb: Token) -> bool:
    """Whether somebody's last stay is told of: "when X was last in Oslo"."""
    return any(c.lower_ == "last" and c.dep_ in {"acomp", "advmod"} for c in verb.children)


def leaves(verb: Token) -> bool:
    """Whether somebody is about to go: "is off to Oslo tomorrow"."""
    return _here(verb, "off") is not None


def _here(verb: Token, adverb: str) -> Token | None:
    """The adverb of "is off to Oslo" or "was back in Oslo" on which the place hangs."""
    return next(
        (c for c in verb.children if c.dep_ in {"advmod", "prt", "prep"} and c.lower_ == adverb), None
    )


def _inside(verb: Token) -> Token | None:
    """The "in" of "was in Oslo", "was back in the Danish capital", the "to" of "is off to Oslo"."""
    off = _here(verb, "off")
    hosts = [h for h in (verb, off or _here(verb, "back")) if h is not None]
    words = {"to"} if off is not None else {"in", "at", "to"} if verb.tag_ == "VBN" else {"in", "at"}
    preps = [c for h in hosts for c in h.children if c.dep_ == "prep" and c.lower_ in words and c.i > verb.i]
    return next((p for p in preps if any(_town(o) for o in p.children)), None)


def _town(noun: Token) -> bool:
    """Whether a noun names a town or country, or a house behind "at": "the Danish capital", "the Kremlin"."""
    if noun.head.lower_ == "at":
        return noun.ent_type_ in {"GPE", "FAC"}
    stay = noun.head.head
    told = [c.lower_ for c in noun.lefts] == ["the"] and (stay.tag_ in {"VBZ", "VBP"} or was_last(stay))
    if noun.lower_ == "country" and told:  # "is in the country", which is told of before
        return True
    return noun.ent_type_ == "GPE" or (noun.lower_ == "capital" and any(c.dep_ == "amod" for c in noun.lefts))


def to_town(verb: Token) -> bool:
    """Whether the object is a town or country: "reached Oslo", not "reached a deal in Oslo"."""
    return any(_town(c) for c in verb.children if c.dep_ == "dobj")


def has_aim(verb: Token) -> bool:
    """Whether "is in" a place says for what: "is in Oslo for talks", "was in Oslo to urge"."""
    place = _inside(verb)
    if place is None:
        return False
    hosts = (verb, place, *(o for o in place.children if o.dep_ == "pobj"))
    after = [c for h in hosts for c in h.children if c.i > place.i]
    aims = any(c.dep_ in {"xcomp", "advcl", "relcl", "acl"} and clauses.is_infinitive(c) for c in after)
    return aims or any(c.dep_ == "prep" and c.lower_ in _FOR and _occasion(c) for c in after)


def _occasion(prep: Token) -> bool:
    """Whether the preposition names what somebody came for: "for talks", "at the invitation"."""
    nouns = [o for o in prep.children if o.dep_ == "pobj"]
    return any(o.lemma_.lower() in _OCCASIONS for o in nouns)


def placed(verb: Token) -> bool:
    """Whether an adverbial follows or precedes the verb: "met on Monday"."""
    return any(c.dep_ in {"prep", "advmod", "npadvmod"} for c in verb.children)


def dated(verb: Token) -> bool:
    """Whether the verb itself says on which day: "got together on Monday"."""
    hosts = [verb, *(c for c in verb.children if c.dep_ in {"prep", "advmod", "prt"})]
    return any(o.ent_type_ == "DATE" for h in hosts for o in h.children if o.dep_ in {"pobj", "npadvmod"})


def hosted_aside(person: Token) -> list[Token]:
    """The clause that says who hosts those who meet: "A and B, hosted by C, met"."""
    behind = [c for t in clauses.conjuncts(person) for c in t.rights if c.dep_ == "acl"]
    return [c for c in behind if c.tag_ == "VBN" and c.lemma_ in {"host", "co-host"}]


def is_hosted_aside(verb: Token) -> bool:
    """Whether a verb only says beside a meeting who hosts it, "A and B, hosted by C, met", or who does not:
    "X was not present to welcome Y".
    """
    above = verb.head
    while above.dep_ == "conj":
        above = above.head
    told = verb.dep_ == "acl" and above.dep_ == "nsubj" and above.head.lemma_ in {"meet", "confer", "talk"}
    return not_there_to(verb) or (told and verb in hosted_aside(above))


def takes_thing(verb: Token) -> bool:
    """Whether the verb has a direct object: "gathered support"."""
    return any(c.dep_ == "dobj" for c in verb.children)


def welcomers(verb: Token) -> list[Token]:
    """Who does what a passive says, also by a "by" that hangs on a place: "was met on arrival by X"."""
    own = clauses.agent(verb)
    if own or not clauses.is_passive(verb):
        return own
    nouns = [o for p in verb.children if p.dep_ == "prep" and p.i > verb.i for o in p.children]
    return [x for n in nouns if n.dep_ == "pobj" for x in clauses.prepositional(n, "by")]


def welcomed_in(verb: Token) -> list[Token]:
    """Where somebody is received by whom nobody says: "was welcomed to Oslo", "was feted in Lima", "was
    received at the Kremlin".
    """
    if not clauses.is_passive(verb) or welcomers(verb):
        return []
    at = (o for o in clauses.prepositional(verb, "at") if _town(o) or o.lemma_.lower() in _HOUSES)
    return [*(o for o in clauses.prepositional(verb, "to", "in") if _town(o)), *at]


_HOUSES = frozenset("house palace kremlin residence ministry office headquarters".split())


def to_region(verb: Token) -> bool:
    """Whether a journey goes to "the region", which the article knows: "will return to the region"."""
    goals = [*clauses.objects(verb), *clauses.prepositional(verb, "to", "in")]
    return any(
        o.lower_ == "region" and [c.lower_ for c in o.lefts] == ["the"] and not list(o.rights) for o in goals
    )


def sits_in(verb: Token) -> bool:
    """Whether somebody is there when others meet, "X sat in", "sat in on the talks", or is of a body, "sits
    on the council"; not "sat in Oslo".
    """
    after = verb.doc[verb.i + 1 : verb.i + 3]
    if any(o.lemma_.lower() in _SEATS for o in clauses.prepositional(verb, "on")):
        return True
    return len(after) == 2 and after[0].lower_ == "in" and (after[1].lower_ == "on" or after[1].is_punct)


_SEATS = frozenset(
    "council board committee commission panel bench jury court tribunal assembly senate".split()
)
_MEETING = frozenset("meet receive host greet welcome hold see accompany join attend".split())


def in_company(verb: Token) -> bool:
    """Whether words only say who is with those meeting: "met X, flanked by Y"; not "flanked by Y, X said".
    So what is a custom: "it is rare for a president to visit Oslo".
    """
    beside = verb.dep_ in {"advcl", "acl"} and verb.tag_ == "VBN" and verb.head.i < verb.i
    return (beside and verb.lemma_ == "flank" and verb.head.lemma_ in _MEETING) or is_custom(verb)


_STAGES = frozenset(
    """
    ceremony event rally function service opening launch unveiling wreath-laying vigil parade university
    school podium lectern rostrum microphone
    """.split()
)


def by_wire(verb: Token) -> bool:
    """Whether somebody speaks from afar: "speaking by phone with X", "over the telephone", "via video"."""
    means = clauses.prepositional(verb, "by", "over", "via", "on")
    return any(o.lemma_.lower() in control.WIRES for o in means)


def is_stage(noun: Token) -> bool:
    """Whether who speaks there speaks to all present: "A and B spoke at the ceremony", not "at the villa"."""
    return noun.lemma_.lower() in _STAGES


def not_on_terms(verb: Token) -> bool:
    """Whether people are only said not to be in contact, "do not talk to each other", "no longer talk", "have
    stopped talking", or a matter is said not to be theirs, "did not discuss fish"; not "did not only discuss
    fish".
    """
    if verb.lemma_ == "discuss":
        return clauses.is_negated(verb) and not any(x.lower_ in {"only", "just"} for x in verb.lefts)
    if any(x.lower_ == "longer" and any(c.lower_ == "no" for c in x.lefts) for x in verb.lefts):
        return True
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG" and verb.head.lemma_ in {"stop", "quit", "cease"}:
        return verb.lemma_ in {"talk", "speak"}
    now = {"do", "does"} if verb.tag_ != "VBG" else {"are", "is", "'re"}
    does = any(x.dep_ == "aux" and x.lower_ in now for x in verb.children)
    return does and clauses.is_negated(verb) and (verb.tag_ != "VBG" or verb.lemma_ in {"talk", "speak"})


def never(verb: Token) -> bool:
    """Whether it has not taken place at any time: "the two have never met", "has not met for two years"."""
    for_long = any(o.ent_type_ == "DATE" for o in clauses.prepositional(verb, "for"))
    never_yet = any(x.lower_ == "never" for x in verb.children)
    return verb.tag_ == "VBN" and (never_yet or (for_long and clauses.is_negated(verb)))


def takes_epithet(thing: Token) -> bool:
    """Whether it is given a name, or is one: "what" of "what they called a truce", "him" of "calling him “a
    liar”", "partner" of "calling X a partner".
    """
    given = thing.pos_ == "NOUN" and any(c.dep_ == "dobj" and c.i < thing.i for c in thing.head.rights)
    return given or thing.lower_ == "what" or thing.doc[thing.i + 1 : thing.i + 2].text in {'"', "“", "‘"}


def called(verb: Token) -> list[Token]:
    """The object of a call; a name after it may be taken for one given: not of "the plan, called X"."""
    own = [x for x in verb.children if x.dep_ == "dobj"]
    given = verb.tag_ != "VBG" and verb.dep_ in {"acl", "advcl"} and clauses.child(verb, "nsubj") is None
    sole = not own and not clauses.is_passive(verb)
    return own + [x for x in verb.children if x.dep_ == "oprd" and not given and (x.pos_ == "PROPN" or sole)]


def raised_with(verb: Token) -> list[Token]:
    """With whom a matter is taken up, also by a "with" on the matter: "raised the case of X with Y", "with Y
    she raised it".
    """
    if any(map(is_prospect, clauses.objects(verb))):
        return []
    things = [t for c in verb.children if c.dep_ in {"dobj", "prep"} for t in c.subtree]
    preps = [t for t in things if t.dep_ == "prep" and t.lower_ == "with"]
    preps = [t for t in preps if t.i > verb.i or t.head == verb]
    return [x for p in preps for o in p.children if o.dep_ == "pobj" for x in clauses.conjuncts(o)]


_RITES = frozenset("funeral inauguration coronation swearing-in investiture enthronement burial".split())
_RITES |= frozenset("memorial commemoration ceremony parade celebration".split())


def attends_rite(verb: Token) -> bool:
    """Whether somebody goes where a state mourns or celebrates: "attended the funeral of X in Oslo"."""
    rites = (c for c in verb.children if c.dep_ == "dobj")
    return verb.lemma_ == "attend" and any(c.lemma_.lower() in _RITES for c in rites)


def called_in(verb: Token) -> list[Token]:
    """Who is brought to a meeting: "convened the leaders of A and B", "the leaders are gathered"."""
    if clauses.is_passive(verb):
        return clauses.subjects(verb)
    return [x for c in verb.children if c.dep_ == "dobj" and c.pos_ != "PRON" for x in clauses.conjuncts(c)]


_BARGAINING = frozenset("talk negotiation negotiate discussion discuss consultation bargain haggle".split())


def of_a_coalition(token: Token) -> bool:
    """Whether parties of one state talk of governing it: "talks on forming a coalition government"."""
    if token.lemma_.lower() not in _BARGAINING:
        return False
    words = [t.lemma_.lower() for t in token.subtree if t.i > token.i][:20]
    if "coalition" not in words:
        return False
    place = words.index("coalition")
    forming = {"form", "formation", "build", "join"} & set(words[max(0, place - 6) : place])
    return bool(forming) or bool({"government", "cabinet"} & set(words[place + 1 : place + 2]))


def faces(verb: Token) -> bool:
    """Whether people sit across from each other: "faced X across the table", not "face a table of data"."""
    return any(c.lower_ == "across" for t in (verb, *verb.rights) for c in t.rights)


_MATCHES = frozenset(
    """
    final semifinal quarterfinal match qualifier playoff derby fixture friendly tournament championship cup
    game opener
    """.split()
)


def plays(verb: Token) -> bool:
    """Whether teams meet in a match: "Norway met Denmark in the final", not "met at the World Cup final"."""
    hosts = [verb, *(c for c in verb.rights if c.dep_ == "dobj")]
    hosts += [o for p in verb.rights if p.dep_ == "prep" and p.lower_ in {"in", "on"} for o in p.rights]
    inside = (o for h in hosts for p in h.rights if p.dep_ == "prep" and p.lower_ == "in" for o in p.rights)
    return any(o.dep_ == "pobj" and o.lemma_.lower() in _MATCHES for o in inside)
