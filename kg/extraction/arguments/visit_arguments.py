"""Who visits where, by the noun: "her visit to Oslo", "in China on a visit", "put off a trip by X"."""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, destination, names_person, resolved, stay
from kg.extraction.arguments.bound_for import place_of_stay
from kg.extraction.arguments.relative_arguments import traveller
from kg.extraction.grammar import clauses
from kg.extraction.grammar.control import SENDING
from kg.extraction.grammar.noun_control import invitation
from kg.extraction.names.title_heads import is_title
from kg.extraction.references.guests import RECEIVING
from kg.extraction.scene import Scene
from kg.extraction.tokens.counterparts import is_counterpart
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.arrivals import to_be_met
from kg.extraction.triggers.noun_readings import modifiers
from kg.extraction.triggers.triggers import Trigger

_ON_TOUR = frozenset("on during after following".split())
_PRONOUNS = frozenset("he she his her".split())
_TELLING = frozenset("brief inform update question".split())
_COMING_BACK = frozenset({"return", "come", "arrive", "fly"})


def visited(scene: Scene, trigger: Trigger, outer: Token, out: Arguments) -> None:
    """Adds the places visited ("visit to Oslo", "in China on a visit"); who is in it is a visitor."""
    noun = trigger.token
    back = outer.dep_ == "pobj" and outer.head.lower_ == "from" and _comes_back(outer.head.head)
    told = out.actors or any(c.lower_ in {"my", "our"} for c in noun.lefts)  # "during my visit, X agreed"
    told = told or outer.head.head.lemma_ in _TELLING  # "will brief Y on the visit"
    if not told and outer.dep_ == "pobj" and (outer.head.lower_ in _ON_TOUR or back):
        verb = clauses.clause_of(outer.head.head)  # "in Peru on a visit, X called", "after a stop, X flew"
        people = [s for s in _on_the_way(verb) if any(traveller(scene, i) for i in scene.resolve(s))]
        out.add(resolved(scene, people), anchor(people, verb))
    if outer.dep_ == "pobj" and outer.head.lower_ in _ON_TOUR:
        verb = outer.head.head  # "A and B accompanied X on her visit"
        along = clauses.doers(verb) if verb.lemma_ in clauses.GOING_ALONG else []
        if along:  # "B accompanied A on the trip", "A was accompanied by B"
            along = [*clauses.objects(verb), *along]
        out.add(resolved(scene, along), anchor(along, verb), "role-visitor")
    of_one = trigger.frame.strength == "possessive"  # "a stop in Oslo", "a swing through Asia"
    at = ["to", "in", "at", "through"] if of_one else ["to"]
    at += ["of"] if trigger.frame.lemma == "tour" else []  # "a tour of Norway and Sweden"
    whose = [c for a in _counted(noun) for c in a.lefts if c.dep_ == "poss" and c.pos_ != "PRON"]
    out.add(resolved(scene, whose), anchor(whose, noun), "role-visitor")  # "the visit is X's second to Oslo"
    if not _in_apposition(noun):
        destination(scene, clauses.prepositional(noun, *at) or _after_adverbials(noun), out)
    named = [t for t in modifiers(noun) if t.i in scene.index.by_token and t.dep_ in {"compound", "nmod"}]
    destination(scene, named, out)
    stops = [p for p in _stops(noun) if scene.places.at(p) is not None]
    for id_ in (i for p in stops for i in scene.resolve(p)):
        out.actors.pop(id_, None)
    destination(scene, stops, out)
    gone = outer.head.lower_ in {"for", "in"} and outer.head.head.pos_ == "VERB"  # "will go for a visit"
    if outer.dep_ == "pobj" and (gone or outer.head.lower_ == "on"):
        destination(scene, stay(outer.head), out)
    inside = place_of_stay(outer)  # "in Oslo for a visit"
    destination(scene, [o for o in inside.children if o.dep_ == "pobj"] if inside is not None else [], out)
    for verb in _taking(noun):
        who = [o for o in verb.children if o.dep_ == "dobj"]
        if any(traveller(scene, i) for o in who for i in scene.resolve(o)):
            out.add(resolved(scene, who), anchor(who, verb), "role-visitor")
            destination(scene, clauses.prepositional(verb, "to", "through", "across"), out)
    hosts = [o for o in clauses.prepositional(noun, "to") if names_person(scene, o)]
    out.add(resolved(scene, hosts), anchor(hosts, noun), "role-host")  # "paid a visit to President X"
    _invited(scene, outer, out)
    _as_guest(scene, noun, outer, out)
    hosts = _receivers(scene, noun, outer)
    had = noun.head.lemma_ in {"have", "get"} and any(c.lower_ == "from" for c in noun.rights)
    if noun.dep_ == "dobj" and (had or noun.head.lemma_ == "receive"):  # "received, had a visit from Y"
        visited_ones = clauses.doers(noun.head)
        out.add(resolved(scene, visited_ones), anchor(visited_ones, noun.head), "role-host")
        hosts = [*visited_ones, *hosts]
    out.actors.update(dict.fromkeys(resolved(scene, hosts), "role-host"))
    there = {i: "role-visitor" for i, role in out.actors.items() if role == "role-participant"}
    if _is_the_visit(noun) and len(scene.principals(there)) > 1:  # one of them is the host
        out.actors = {i: role for i, role in out.actors.items() if i not in there}
    else:
        out.actors |= there
    out.add(resolved(scene, partners := to_be_met(noun)), anchor(partners, noun), "role-host")


def _comes_back(word: Token) -> bool:
    """Whether a visit is what somebody comes home from: "returned from", "flew | back from"."""
    verb = word.head if word.lower_ in {"back", "home"} else word
    return verb.lemma_ in _COMING_BACK


def _is_the_visit(noun: Token) -> bool:
    """Whether a noun is the visit told of before: "during the visit"; not "on the visit to Oslo"."""
    bare = all(c.lower_ not in {"to", "by", "of"} for c in noun.rights)
    return bare and noun.head.lower_ == "during" and any(c.lower_ in {"the", "this"} for c in noun.lefts)


def _stops(noun: Token) -> list[Token]:
    """What is said to be a stop of a journey: "her next stop will be Peru", "Peru is the last stop on her
    tour", "the tour includes Peru and Chile", "a tour that includes stops in Peru"; not "the visit includes
    talks".
    """
    on = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"on", "of"} else noun
    stop = on if on.lemma_.lower() in _HALTS else noun
    verb = stop.head
    told_of = [verb] if stop.dep_ == "nsubj" else [c for c in noun.rights if c.dep_ == "relcl"]
    covering = [v for v in told_of if v.lemma_ in _COVERING]
    if covering:
        told = clauses.objects(covering[0])
        return told + [o for t in told if t.lemma_.lower() in _HALTS for o in clauses.prepositional(t, "in")]
    if verb.lemma_ != "be" or stop.lemma_.lower() not in _HALTS or clauses.is_negated(verb):
        return []
    if stop.dep_ == "attr":
        return clauses.subjects(verb)
    attributes = [c for c in verb.rights if c.dep_ == "attr"] if stop.dep_ == "nsubj" else []
    return [x for a in attributes for x in clauses.conjuncts(a)]


_HALTS = frozenset("stop stopover leg destination".split())
_COVERING = frozenset("include cover comprise".split())


def _after_adverbials(noun: Token) -> list[Token]:
    """Where a visit goes, told behind when or how it is paid: "made a visit on Monday | to Oslo"; or behind
    which of them it is: "the visit is her second | to Oslo".

    The parser may hang "to" on the verb or on what stands between: "two days after taking office, | to Oslo".
    """
    verb = noun.head
    if counted := _counted(noun):
        return [o for c in counted for o in clauses.prepositional(c, "to")]
    if noun.dep_ != "dobj" or verb.lemma_ not in _PAYING:
        return []
    ways = [c for c in verb.rights if c.lower_ == "to" and c.i > noun.i and c.dep_ in {"prep", "dative"}]
    if not ways and verb.lemma_ in {"begin", "start"} and verb.head.lemma_ in {"depart", "leave"}:
        return clauses.prepositional(verb.head, "for")  # "departs | for Oslo | to begin a visit"
    if not ways:
        behind = (t for t in verb.subtree if t.i > noun.i and t.lower_ == "to" and t.dep_ == "prep")
        ways = [t for t in behind if t.nbor(-1).text == ","]
    return [
        o for way in ways for o in clauses.prepositional(way.head, "to") if o.head.i == way.i or o.i > way.i
    ]


def _counted(noun: Token) -> list[Token]:
    """The word by which a visit is counted: "the visit is X's [second] to Oslo"."""
    verb = noun.head
    is_one = noun.dep_ == "nsubj" and verb.lemma_ == "be"
    attributes = verb.rights if is_one else ()
    return [c for c in attributes if c.dep_ in {"attr", "acomp"} and c.lower_ in _NUMBERS]


_NUMBERS = frozenset("first second third fourth fifth sixth last latest".split())
_PAYING = frozenset("pay make begin start open conclude complete end finish undertake cut".split())


def _receivers(scene: Scene, noun: Token, outer: Token) -> list[Token]:
    """Who receives somebody on a stay, where the parser hangs "by" on it: "was welcomed on arrival by X"."""
    verb = clauses.clause_of(outer)
    received = verb.lemma_ in RECEIVING and clauses.is_passive(verb) and outer.head.head.i == verb.i
    return [*clauses.prepositional(noun, "by"), *visitors_behind(scene, noun)] if received else []


def _as_guest(scene: Scene, noun: Token, outer: Token, out: Arguments) -> None:
    """Lets "his" denote who is received: "X was received by Y during his visit" tells of a visit of X; so
    does "on a visit to Lima, X was hosted by Y".
    """
    verb = clauses.clause_of(outer)
    own = [c for c in noun.lefts if c.dep_ == "poss" and c.lower_ in _PRONOUNS]
    words = {c.lower_ for c in noun.children}
    told = own or (words & {"a", "an"} and not words & {"by", "of"})
    hosts = clauses.agent(verb) if told and verb.lemma_ in RECEIVING and clauses.is_passive(verb) else []
    guests = clauses.subjects(verb)
    if not hosts or not guests:
        return
    for id_ in resolved(scene, own):
        out.actors.pop(id_, None)
    out.add(resolved(scene, guests), anchor(guests, verb), "role-visitor")
    if outer.head.lower_ in _STAYING:
        out.add(resolved(scene, hosts), anchor(hosts, verb), "role-host")


_STAYING = frozenset("during on of in".split())
"""What says that somebody is on the visit: "within the framework | of his visit", not "after his visit"."""


def _invited(scene: Scene, outer: Token, out: Arguments) -> None:
    """Who comes and who asked for it: "X invited Y for a visit", "Y accepted an invitation for a visit",
    "X extended an invitation to Y for a visit", "X hosted Y for a state visit", "will host Y on a visit".
    """
    asked = outer.head.head if outer.dep_ == "pobj" and outer.head.lower_ in {"for", "on"} else outer
    bid = invitation(outer)
    received = asked.lemma_ in RECEIVING and asked.pos_ == "VERB" and _receives(asked, outer)
    if asked.lemma_ == "invite" or received:
        guests, hosts = clauses.objects(asked), clauses.doers(asked)
    elif bid is not None and bid.dep_ == "dobj" and bid.head.lemma_ in _INVITED:
        guests, hosts = clauses.doers(bid.head), []
        out.actors.update(dict.fromkeys(out.actors, "role-host"))
    elif bid is not None and bid.dep_ == "dobj" and bid.head.lemma_ in _BIDDING:
        to = [o for t in (bid, bid.head) for o in clauses.prepositional(t, "to")]
        guests, hosts = [o for o in to if names_person(scene, o)], clauses.doers(bid.head)
        out.actors.clear() if guests else out.actors.update(dict.fromkeys(out.actors, "role-visitor"))
    else:
        return
    for id_ in resolved(scene, hosts):
        out.actors.pop(id_, None)
    out.add(resolved(scene, hosts), anchor(hosts, asked), "role-host")
    out.add(resolved(scene, guests), anchor(guests, asked), "role-visitor")


def _receives(verb: Token, outer: Token) -> bool:
    """Whether who is received comes for the visit: "hosts Y for a visit", "will host Y on a visit"; not "on a
    visit to Oslo, X received Y".
    """
    on = outer.head.lower_ == "on" and outer.i > verb.i and not clauses.is_passive(verb)
    return outer.head.lower_ == "for" or (on and bool(clauses.objects(verb)))


_INVITED = frozenset({"accept", "receive", "decline", "get"})
_BIDDING = frozenset("extend issue offer repeat renew reiterate convey".split())


def _taking(noun: Token) -> list[Token]:
    """The verbs by which a journey takes somebody somewhere: "a tour that will take her to Peru"."""
    verbs = [c for c in noun.rights if c.dep_ == "relcl"]
    if noun.dep_ == "nsubj":
        verbs.append(noun.head)
    verbs += [x for v in verbs for x in v.rights if x.dep_ == "xcomp"]  # "is expected to take her to Peru"
    return [v for v in verbs if v.lemma_ in {"take", "bring", "lead"} and v.pos_ == "VERB"]


def _on_the_way(verb: Token) -> list[Token]:
    """Who does something on a journey, or to whom it is done: "X spoke", "X was honoured during a visit"; of
    who receives somebody on his visit it is the guest, and whom one sends on it.
    """
    guests = [o for o in clauses.objects(verb) if o.pos_ in {"PROPN", "PRON"} or is_title(o)]
    if verb.lemma_ in RECEIVING | SENDING and guests and not clauses.is_passive(verb):
        return guests
    passive = clauses.is_passive(verb) and (verb.lemma_ in RECEIVING or not clauses.agent(verb))
    return clauses.subjects(verb) if passive else clauses.doers(verb)


def _in_apposition(noun: Token) -> bool:
    """Whether a noun only says which visit a verb tells of, of a wider place than its own: "will visit Oslo,
    [his first trip] to Europe since May".
    """
    counted = any(c.ent_type_ == "ORDINAL" for c in noun.lefts) and any(c.dep_ == "poss" for c in noun.lefts)
    told = [noun.head, *(c for c in noun.head.rights if c.dep_ == "xcomp")]
    goes = any(t.lemma_ in _GOING and t.i < noun.i for t in told)
    return counted and goes and noun.dep_ in {"npadvmod", "appos"}


_GOING = frozenset("visit travel fly go arrive head land come jet".split())


def visitors_of(scene: Scene, trigger: Trigger) -> list[Token]:
    """The people of the "of" or "for": "a visit of the envoys"; "a tour of the Baltic states" goes there."""
    kinds = {"person", "delegation"} if trigger.frame.lemma == "tour" else {"person", "delegation", "group"}
    behind = clauses.prepositional(trigger.token, "of", "for")
    return [o for o in behind if any(scene.actor(i).kind in kinds for i in scene.resolve(o))]


def is_compared(visitor: Token) -> bool:
    """Whether a visit is only compared with others: "the first visit by a Chilean president in years".

    Who visits is told elsewhere; not "a visit by a Chilean minister", who does.
    """
    by = visitor.head
    one = visitor.pos_ in {"NOUN", "PROPN"} and any(c.lower_ in {"a", "an", "any"} for c in visitor.lefts)
    before = visitor.doc[max(by.sent.start, by.i - _REACH) : by.i]
    return one and by.lower_ == "by" and any(t.lower_ in _COUNTED and t.ent_type_ != "DATE" for t in before)


_REACH = 7
_COUNTED = frozenset("first second third fourth last only".split())


def visitors_behind(scene: Scene, noun: Token) -> list[Token]:
    """The travellers of a "by" that hangs on the place or an active verb: "put off a visit to X by Y"."""
    hosts = [o for o in clauses.prepositional(noun, "to") if o.pos_ in {"PROPN", "NOUN"}]
    if noun.dep_ == "dobj":  # a verb with an object is no passive, whatever its "by" was taken for
        hosts.append(noun.head)
    above = noun.head.head
    if noun.dep_ == "pobj" and above.pos_ == "VERB" and not clauses.is_passive(above):
        hosts.append(above)  # "comes after a visit to X last month by Y"
    by = [c for host in hosts for c in host.children if c.lower_ == "by" and c.i > noun.i]
    found = [o for c in by for o in c.children if o.dep_ == "pobj"]
    return [o for o in found if not is_compared(o) and any(traveller(scene, i) for i in scene.resolve(o))]


def from_abroad(scene: Scene, out: Arguments) -> None:
    """Lets a pronoun denote who can be the visitor: nobody is one in the country that he serves.

    "Omani President A met Prime Minister B of Peru before his visit to Peru" is A's, whoever spoke first;
    only where one other person of another country stands in the sentence, else in the one before.
    """
    hosts = {d.state for d in (scene.places.drafts[p] for p in out.places)} - {None}
    visitors = [i for i, role in out.actors.items() if role == "role-visitor"]
    if len(visitors) != 1 or visitors[0] not in out.evidence:
        return
    word, served = scene.doc[out.evidence[visitors[0]][0]], set(scene.principals(visitors))
    if word.lower_ not in _PRONOUNS or not served or not served <= hosts:
        return
    others = _abroad(scene, word, word.sent.start, hosts)
    if not others and word.sent.start:
        others = _abroad(scene, word, word.doc[word.sent.start - 1].sent.start, hosts)
    if len(others) == 1:
        (other,) = others
        out.actors = {other if i == visitors[0] else i: role for i, role in out.actors.items()}
        out.evidence[other] = out.evidence.pop(visitors[0])


def _abroad(scene: Scene, word: Token, start: int, hosts: set[str | None]) -> set[str]:
    """The persons of other states told of between a token and a word, also "her Chilean counterpart"."""
    found = {i for _, i in scene.resolver.named_before(word.i, ("person",), word.i - start)}
    found |= {i for t in word.doc[start : word.i] if is_counterpart(t) for i in scene.resolve(t)}
    return {i for i in found if scene.principals((i,)) and not set(scene.principals((i,))) & hosts}
