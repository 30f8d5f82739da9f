"""Envoys who are sent somewhere, what they bring, and who is bidden: "sent Minister X to Oslo", "handed Y a
letter", "invited X to talks".
"""

from __future__ import annotations

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.arguments.arguments import Arguments, anchor, destination, resolved
from kg.extraction.arguments.contact import Contact, between_unlike, leads_to_meeting
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.receipts import BORNE, receipt
from kg.extraction.triggers.triggers import frames

_LETTERS = frozenset("letter envelope missive".split())
_MESSAGES = frozenset("message reply invitation greeting proposal".split())
_COMING = frozenset("fly travel come go arrive be head".split())
_RESIDENT = frozenset({"ambassador", "chargé"})


def add_sent(scene: Scene, verb: Token, _: list[Token], out: Arguments) -> None:
    """Adds who is sent and where to; who sends stays at home: of "A sent B to Oslo" B and Oslo."""
    sent = clauses.objects(verb)
    out.add(resolved(scene, sent), anchor(sent, verb), "role-visitor")
    serves = scene.principals(resolved(scene, clauses.doers(verb)))
    for actor in map(scene.actor, resolved(scene, sent)):
        state = len(serves) == 1 and scene.actor(serves[0]).kind == "country"
        if actor.kind == "person" and state and actor.country is None and not actor.represents:
            actor.country = serves[0]  # who sends a minister sends his own
    goals = [o for o in clauses.prepositional(verb, "to", "into") if o.i > verb.i]
    destination(scene, goals, out)


def is_sent(c: Contact) -> bool:
    """As in "A sent Minister B to Oslo", "envoys were dispatched to Lima", not "sent troops to the north"."""
    travels = [a for a in c.actors if a.kind in {"person", "delegation"} or _officials(a)]
    own = {a.country for a in c.actors if a.country}
    abroad = bool(set(c.arguments.parties) - own)
    return (
        not leads_to_meeting(c.verb)
        and bool(travels)
        and len(travels) == len(c.actors)
        and abroad
        and bool(c.arguments.places)
        and c.factuality != "negated"
    )


def add_bidden(scene: Scene, verb: Token, _: list[Token], out: Arguments) -> None:
    """Adds who is invited where and by whom: of "A invited B to Oslo" B as visitor, A as host, and Oslo."""
    guests = [g for g in clauses.objects(verb) if g.i < verb.i or g.dep_ == "dobj"]
    hosts = clauses.doers(verb)
    out.add(resolved(scene, hosts), anchor(hosts, verb), "role-host")
    out.add(resolved(scene, guests), anchor(guests, verb), "role-visitor")
    goals = [o for o in clauses.prepositional(verb, "to", "back") if o.i > verb.i and _seat(o)]
    destination(scene, goals, out)


def _seat(noun: Token) -> bool:
    """Whether a noun names a town, a land or a house of state: "to Oslo", "to the White House"."""
    return noun.ent_type_ in {"GPE", "FAC"} or noun.lower_ in {"house", "palace", "kremlin", "ranch"}


def is_bidden(c: Contact) -> bool:
    """As in "President A invited Minister B to Oslo", not "invited B to talks in Oslo", of which the noun
    tells, nor "was not invited", "invited firms to Oslo".
    """
    guests = [a for a in c.actors if c.arguments.actors[a.id] == "role-visitor"]
    travels = bool(guests) and all(a.kind in {"person", "delegation"} or _officials(a) for a in guests)
    abroad = bool(set(c.arguments.parties) - {a.country for a in guests})
    there = [o.i for o in clauses.prepositional(c.verb, "to") if o.ent_type_ in {"GPE", "LOC", "FAC"}]
    more = (x for x in c.verb.rights if x.dep_ in {"xcomp", "ccomp", "advcl"})
    more = (x for x in more if not (there and there[0] < x.i and clauses.is_infinitive(x) and _is_aim(x)))
    told = leads_to_meeting(c.verb) or any(True for _ in more)
    told = told or c.verb.dep_ in {"relcl", "acl"}  # "X, whom Y had invited to Oslo, arrived"
    known = all(a in c.diplomatic for a in guests)
    return travels and known and abroad and not told and c.factuality != "negated"


def _is_aim(verb: Token) -> bool:
    """Whether a verb says what a guest is to do and denotes no contact: "to discuss it", not "to sign it"."""
    frame = frames().get((verb.lemma_, "VERB"))
    return frame is None or frame.frame == "discuss"


def _officials(actor: ActorDraft) -> bool:
    return bool(actor.plural) and actor.type == "actor-officials"


def back_at_post(c: Contact) -> bool:
    """Whether an ambassador only returns to where he serves: "the French ambassador will return to Lima"."""
    travels = [a for a in c.actors if c.arguments.actors[a.id] == "role-visitor"]
    resident = (w in _RESIDENT for a in travels for t in c.titles(a.id) for w in t.lower().split()[-1:])
    return c.verb.lemma_ == "return" and len(travels) == 1 and any(resident)


def add_bearer(scene: Scene, verb: Token, _: list[Token], out: Arguments) -> None:
    """Adds who brings a letter and to whom: "A handed B a letter", "a letter was delivered to B by A"."""
    bearers = clauses.doers(verb)
    to = clauses.prepositional(verb, "to") + [c for c in verb.children if c.dep_ == "dative"]
    passive = clauses.is_passive(verb)
    brought = [t for t in _brought(verb) if t.dep_ != "nsubjpass" and t.lemma_.lower() in BORNE]
    senders = [t for host in (verb, *brought) for t in clauses.prepositional(host, "from")]
    to += [x for host in (*brought, *senders) for x in clauses.prepositional(host, "to")]
    to += [s for s in clauses.subjects(verb) if passive and s.lemma_.lower() not in BORNE]
    if (got := receipt(verb)) is not None and bearers:  # "received a letter, handed to him by A"
        to = clauses.doers(got)
    out.add(resolved(scene, bearers), anchor(bearers, verb))
    out.add(resolved(scene, to), anchor(to, verb))


def brings_letter(c: Contact) -> bool:
    """As in "the envoy handed President B a letter", "conveyed a message from the king to B".

    Not "handed B a victory", nor "sent a message to Oslo", nor a protest to an ambassador.
    """
    things = _brought(c.verb)
    sent = bool(clauses.prepositional(c.verb, "from"))  # "delivered a message | from the king"
    letter = any(t.lemma_.lower() in _LETTERS or _from_another(t) for t in things)
    comes = c.verb.dep_ in {"advcl", "xcomp"} and c.verb.head.lemma_ in _COMING  # "flew to Lima to deliver"
    by = bool(clauses.agent(c.verb))  # "the message was handed over by X to Y"
    letter = letter or ((sent or comes or by) and any(t.lemma_.lower() in _MESSAGES for t in things))
    letter = letter or (by and receipt(c.verb) is not None)
    people = all(a.kind in {"person", "delegation"} for a in c.actors)
    resident = any(w in _RESIDENT for a in c.actors for t in c.titles(a.id) for w in t.lower().split())
    return c.several and people and letter and (len(c.principals) >= 2 or between_unlike(c)) and not resident


def _brought(verb: Token) -> list[Token]:
    """What is handed over, also of a clause on it: "a letter" of "a letter, which she handed to X"."""
    things = [x for x in verb.children if x.dep_ in {"dobj", "nsubjpass", "npadvmod"}]
    told = not any(x.dep_ == "dobj" and x.lower_ not in {"which", "that"} for x in things)
    return [verb.head, *things] if verb.dep_ == "relcl" and told and not clauses.is_passive(verb) else things


def _from_another(thing: Token) -> bool:
    """Whether a message is another's: "a message from the king", "the king's invitation"."""
    whose = any(c.dep_ == "poss" and c.pos_ != "PRON" for c in thing.lefts)
    whose = whose or any(c.lower_ in _IN_PERSON for c in thing.lefts)  # "a written message"
    return thing.lemma_.lower() in _MESSAGES and (whose or bool(clauses.prepositional(thing, "from", "of")))


_IN_PERSON = frozenset("written verbal oral special personal handwritten".split())


def add_invited(scene: Scene, noun: Token, out: Arguments) -> None:
    """Who is invited to a meeting, and by whom where he is alone and no other is named: "A invited B to a
    summit", "to Oslo for talks", "B was invited to Oslo for talks", "A awaits B for talks"; not A of "A
    invited B to talks with C", "A invited B and C for talks".
    """
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"to", "for"}:
        return
    place = noun.head.head
    verb = place.head.head if place.dep_ == "pobj" and place.head.lower_ == "to" else place
    awaited = verb.lemma_ in {"expect", "await"} and noun.head.lower_ == "for" and verb is place
    if not (verb.lemma_ == "invite" or awaited) or clauses.is_negated(verb):
        return
    if awaited and (clauses.is_passive(verb) or not any(map(scene.index.person_at, _at(verb)))):
        return  # "expects much for the talks"
    direct = verb is place and noun.head.lower_ == "to"
    if not direct and clauses.prepositional(noun, "between"):
        return
    asked = clauses.subjects(verb) if clauses.is_passive(verb) else clauses.objects(verb)
    several = len(asked) > 1 or any(o.tag_ in {"NNS", "NNPS"} for o in asked)
    alone = not (out.actors or several or clauses.is_passive(verb) or clauses.prepositional(noun, "with"))
    asking = clauses.doers(verb) if alone else []
    out.add(resolved(scene, [*asked, *asking]), anchor(asked, verb))


def _at(verb: Token) -> list[int]:
    """Where the objects of a verb stand."""
    return [o.i for o in clauses.objects(verb)]
