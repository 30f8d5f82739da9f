"""The arguments of verbs that denote meetings: who meets, visits, hosts, calls, mediates."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extraction.arguments.arguments import (
    Arguments,
    anchor,
    destination,
    listed_states,
    names_person,
    resolved,
    shifted_object,
)
from kg.extraction.arguments.errands import add_bearer, add_bidden, add_sent
from kg.extraction.arguments.next_stops import next_stops
from kg.extraction.arguments.presence_nouns import presided
from kg.extraction.arguments.settling import PEOPLE
from kg.extraction.arguments.signatories import add_signatories
from kg.extraction.arguments.together import add_together
from kg.extraction.grammar import clauses
from kg.extraction.places.place_words import serves_at
from kg.extraction.references.interviews import glad_of
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.event_course import MEALS
from kg.extraction.triggers.hearers import called_to_tell
from kg.extraction.triggers.phrasal_verbs import partner_word
from kg.extraction.triggers.triggers import Trigger, names_meeting
from kg.extraction.triggers.verb_guards import (
    attends_rite,
    called_in,
    hosted_aside,
    leaves,
    raised_with,
    welcomed_in,
    welcomers,
)

_STATES = frozenset({"closet", "head"})  # "A was closeted with B", "is headed to Oslo": who is so
_GOALS = ("to", "for", "in", "into", "at")
_NO_HOSTS = frozenset(  # whom one visits without being anybody's guest: "visited the wounded soldiers"
    "soldier troop force serviceman peacekeeper refugee survivor victim migrant".split()
)


def verb_arguments(scene: Scene, trigger: Trigger, out: Arguments) -> None:
    """Adds to ``out`` what the clause of a verb says, each construction by the frame of the lexicon: "A met B
    in Oslo" gives A, B and Oslo; "A met expectations" gives A alone.
    """
    verb, frame = trigger.token, trigger.frame.frame
    # both are asked for whatever the frame: groups are numbered in the order in which they are met
    people = clauses.subjects(verb) if trigger.frame.lemma in _STATES else clauses.doers(verb)
    doers = resolved(scene, people)
    partners = resolved(scene, clauses.prepositional(verb, "with", "alongside"))
    others = _whose_hand(verb) if frame == "shake" else _named_by_phrase(trigger)
    subject = anchor(people, verb)
    if frame == "visit":
        out.add(doers, subject, "role-visitor")
        _company(scene, verb, partners, out)
        destination(scene, [*clauses.objects(verb), *next_stops(scene, verb)], out)
        if attends_rite(verb):
            out.places.clear()
            destination(scene, [*clauses.objects(verb), *clauses.prepositional(verb, "in", "at")], out)
        if not out.places and not out.parties:
            met = [o for o in clauses.objects(verb) if o.lemma_.lower() not in _NO_HOSTS]
            out.add(tuple(i for o in met for i in scene.resolve_all(o)), verb, "role-host")
    elif frame == "go":
        out.add(doers, subject, "role-visitor")
        _company(scene, verb, partners, out)
        across = ("across", "around") if verb.lemma_ == "travel" else ()
        goals = clauses.prepositional(verb, *_GOALS, *across, trigger.frame.guard)
        goals += [o for o in clauses.objects(verb) if o.ent_type_ == "GPE"]  # "arrived Dhaka"
        destination(scene, [*goals, *(next_stops(scene, verb) if goals else ())], out)
    elif frame == "leave":
        out.add(doers, subject, "role-visitor")
        destination(scene, clauses.prepositional(verb, "for"), out)
    elif frame in {"due", "stay"}:
        people = clauses.subjects(verb)
        out.add(resolved(scene, people), anchor(people, verb), "role-visitor")
        destination(
            scene, clauses.prepositional(verb, *_GOALS[:2] if leaves(verb) else ("in", "at", "to")), out
        )
    elif frame == "host":
        if not _leaves_to_bodies(scene, trigger):
            out.add(doers or resolved(scene, welcomers(verb)), subject, "role-host")
        _hosting(scene, trigger, partners, others, out)
    elif frame in _OWN_WAY:
        _OWN_WAY[frame](scene, verb, others, out)
    elif frame == "mediate":
        out.add(doers, subject, "role-mediator")
        out.add(resolved(scene, clauses.prepositional(verb, "between", "among")), verb)
    else:
        out.add(doers, subject)
        out.add(resolved(scene, others), anchor(others, verb))
        _meeting(scene, trigger, partners, out)
        by = [h for person in people for clause in hosted_aside(person) for h in clauses.agent(clause)]
        out.add(resolved(scene, by), anchor(by, verb), "role-host")
    _included(scene, trigger, out)
    presided(scene, verb, out)
    out.places.extend(p for p in scene.places.located(verb) if p not in out.places)
    _place_after_object(scene, verb, out)
    if frame == "host":
        _receives_at_home(scene, out)


def _receives_at_home(scene: Scene, out: Arguments) -> None:
    """Makes the state of the place a party where one of whom no state is told receives a guest from abroad
    there: "General X received Peru's minister in Beijing"; not "the coach welcomed the team in Beijing".
    """
    roles = [(scene.actor(i), role) for i, role in out.actors.items()]
    hosts = [a for a, role in roles if role == "role-host"]
    land = scene.places.drafts[out.places[0]].state if out.places else None
    alone = len(hosts) == 1 and hosts[0].kind == "person" and not scene.principals((hosts[0].id,))
    guests = [a.id for a, role in roles if role == "role-visitor" and scene.offices.titles_of(a.id)]
    if alone and land is not None and guests and land not in scene.principals(guests):
        out.parties.append(land)


def _included(scene: Scene, trigger: Trigger, out: Arguments) -> None:
    """Adds who or what is told of several: "met some leaders on Friday, including X", "toured them, including
    Oslo".
    """
    named = clauses.prepositional(trigger.token, "including") or _behind_place(trigger.token)
    among = clauses.prepositional(trigger.token, "among")
    if any(t.lower_ == "them" for t in among):  # "hosted fifty leaders, among them X and Y"
        named = [*named, *(t for t in among if t.lower_ != "them")]
    people = tuple(i for i in resolved(scene, named) if scene.actor(i).kind in PEOPLE) if named else ()
    as_guests = trigger.frame.frame in {"visit", "go", "host"}
    out.add(people, anchor(named, trigger.token), "role-visitor" if as_guests else "role-participant")
    if trigger.frame.frame in {"visit", "go"} and named and not people:
        destination(scene, named, out)


def _behind_place(verb: Token) -> list[Token]:
    """Who is told of several behind the place: "met leaders at a villa in Oslo including X"."""
    where = clauses.prepositional(verb, "at", "in")
    nouns = [x for n in where for x in (n, *clauses.prepositional(n, "in"))]
    return [x for n in nouns for x in clauses.prepositional(n, "including")]


def _named_by_phrase(trigger: Trigger) -> list[Token]:
    """Whom the preposition of a verb of two words names: "played host to X", "sat across from X", "received
    letters of credence from X".
    """
    verb, frame = trigger.token, trigger.frame
    word = partner_word(verb, frame.lemma) if frame.guard else None
    if word is None:
        return []
    whole = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "of" else word
    found = (clauses.prepositional(t, *frame.guard.split("|")) for t in (word, whole, verb))
    return next((f for f in found if f and f != [word]), [])


def _whose_hand(verb: Token) -> list[Token]:
    """Whose hand somebody shakes: "X shook Y's hand", "shook the hand of Y"."""
    hands = [o for o in clauses.objects(verb) if o.lemma_ == "hand"]
    return [
        x for o in hands for x in (*(c for c in o.lefts if c.dep_ == "poss"), *clauses.prepositional(o, "of"))
    ]


def _company(scene: Scene, verb: Token, ids: tuple[str, ...], out: Arguments) -> None:
    """Adds who goes along on a journey: "flew to Oslo with X and a delegation", "in the company of X"."""
    along = [o for c in clauses.prepositional(verb, "in") for o in clauses.prepositional(c, "of")]
    along = [o for o in along if o.head.head.lower_ == "company"]
    people = (*(i for i in ids if scene.actor(i).kind in PEOPLE), *resolved(scene, along))
    out.add(people, anchor(clauses.prepositional(verb, "with") or along, verb), "role-visitor")


def _leaves_to_bodies(scene: Scene, trigger: Trigger) -> bool:
    """Whether who agrees that bodies meet is not there himself: "agreed to bring together the commission"."""
    verb = trigger.token
    agreed = verb.dep_ == "xcomp" and verb.head.lemma_ in {"agree", "decide", "undertake", "resolve"}
    brought = [scene.actor(i) for o in clauses.objects(verb) for i in scene.resolve_all(o)]
    bodies = bool(brought) and all(a.kind == "organization" for a in brought)
    return trigger.frame.lemma == "bring together" and agreed and bodies


def _hosting(
    scene: Scene, trigger: Trigger, partners: tuple[str, ...], others: list[Token], out: Arguments
) -> None:
    """The guests, and the host of "was granted an audience with X", the place of "was feted in Oslo"."""
    verb = trigger.token
    if clauses.is_passive(verb) and not out.actors and " " in trigger.frame.lemma:
        word = partner_word(verb, trigger.frame.lemma)  # "was granted an audience with X", "by X"
        by = [] if word is None else clauses.prepositional(word, "by", "with")
        out.add(partners or resolved(scene, by), verb, "role-host")
    if not out.actors:
        destination(scene, welcomed_in(verb), out)
    guests = [*others, *clauses.objects(verb)]
    if not resolved(scene, guests):
        guests = shifted_object(scene, verb)
    out.add(resolved(scene, guests), anchor(guests, verb), "role-visitor")
    if trigger.frame.lemma == "bring together":  # "Peru, Chile and Kenya", read as appositions
        out.add(tuple(i for g in guests[:1] for i in listed_states(scene, g)), verb, "role-visitor")


def _visiting(scene: Scene, verb: Token, _: list[Token], out: Arguments) -> None:
    """The guest of "told visiting Foreign Minister X", and who told him as the host."""
    misread = clauses.visiting_guest(verb.head)
    guest = misread or verb.head
    out.add(scene.resolve(guest), guest, "role-visitor")
    hosts = clauses.doers(verb.head if misread is not None else clauses.clause_of(guest))
    if misread is not None or guest.dep_ in {"dobj", "dative", "pobj", "compound", "appos", "nsubj"}:
        others = [h for h in hosts if h.i != guest.i]
        out.add(resolved(scene, others), anchor(hosts, verb), "role-host")


def _meeting(scene: Scene, trigger: Trigger, partners: tuple[str, ...], out: Arguments) -> None:
    """The other side of "A met B", "A talked with B", "A and B conferred", "meeting in Oslo, A told B"."""
    verb, frame = trigger.token, trigger.frame.frame
    if frame in {"meet", "call", "brief", "see", "tell"}:
        objects = [o for o in clauses.objects(verb) if o.i != verb.i]
        if frame == "call" and not objects:  # "called on President X"
            ends = [*clauses.prepositional(verb, "on", "upon"), *called_to_tell(verb)]
            objects = [o for o in ends if names_person(scene, o)]
        joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and not _met_apart(verb)]
        if not objects and not partners and joined:  # "called and congratulated X"
            behind = [c for c in joined[0].children if c.dep_ == "dobj"]
            objects = [o for o in behind if frame == "call" or _of_people(scene, o)]  # "met and discussed"
        if frame == "meet" and not partners and not resolved(scene, objects):
            objects = shifted_object(scene, verb)
        by = welcomers(verb) if frame == "meet" else clauses.agent(verb)
        out.add(resolved(scene, by), verb)
        if not clauses.is_passive(verb) or by:
            out.add(resolved(scene, objects), anchor(objects, verb))
    if frame == "discuss":  # "discussed the competition with China" is not with China
        own = {
            i
            for o in clauses.prepositional(verb, "with")
            if o.head.head.i == verb.i
            for i in scene.resolve(o)
        }
        if trigger.frame.strength == "strict":
            partners = resolved(scene, raised_with(verb))
        partners = tuple(
            i for i in partners if i in own or scene.actor(i).kind in {"person", "group", "delegation"}
        )
    out.add(partners, anchor(clauses.prepositional(verb, "with"), verb))
    if frame == "gather":  # "convened the leaders of A and B", "the leaders are gathered"
        brought = called_in(verb)
        out.add(resolved(scene, brought), anchor(brought, verb))
    _speaker(scene, verb, frame, out)
    if frame == "meet" and verb.dep_ == "advcl" and verb.tag_ == "VBG" and not partners:
        told = [c for c in verb.head.children if c.dep_ in {"dobj", "dative"}]
        out.add(resolved(scene, told), anchor(told, verb))
    _inviting(scene, trigger, partners, out)
    if trigger.frame.lemma == "consult":  # "consulted his Danish counterpart", "consulted B"
        asked = [o for o in clauses.objects(verb) if o.i != verb.i]
        out.add(resolved(scene, asked), anchor(asked, verb))
    if frame in {"with", "discuss"} and trigger.frame.lemma in {"speak", "talk"}:
        addressed = clauses.prepositional(verb, "to")
        out.add(resolved(scene, addressed), anchor(addressed, verb))


def _met_apart(verb: Token) -> bool:
    """Whether the object of a further verb is not whom one met: "A and B met and thanked the hosts", "they
    met on Monday and told their experts to go on"; not "A met and congratulated X".
    """
    several = any(len(clauses.conjuncts(s)) > 1 or s.tag_ in {"NNS", "NNPS"} for s in clauses.doers(verb))
    own = any(c.dep_ == "prep" for c in verb.rights)
    return verb.lemma_ == "meet" and (several or own)


def _of_people(scene: Scene, noun: Token) -> bool:
    """Whether a noun denotes people, no state or body: "the ministers", "X"; not "Peru"."""
    return any(scene.actor(i).kind not in {"country", "organization"} for i in scene.resolve(noun))


def _inviting(scene: Scene, trigger: Trigger, partners: tuple[str, ...], out: Arguments) -> None:
    """Who asks others to meet: "A invited B and C to meet in Oslo", not "invited B to meet C"."""
    verb = trigger.token
    asked = verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ == "invite"
    if asked and trigger.frame.frame == "meet" and not (partners or clauses.objects(verb)):
        hosts = clauses.subjects(verb.head)
        out.add(resolved(scene, hosts), anchor(hosts, verb), "role-host")


def _speaker(scene: Scene, verb: Token, frame: str, out: Arguments) -> None:
    """Who speaks to those gathered: "X told the leaders [gathered] in Paris", "addressed ministers [meeting]
    in Oslo"; also where the parser has it that they gathered, "told | the leaders gathered in Paris that".
    """
    if not clauses.doers(verb):
        out.add(glad_of(scene.resolver, verb), verb)
    if frame not in {"gather", "meet"} or verb.dep_ not in {"acl", "ccomp"}:
        return
    apart = verb.dep_ == "ccomp" and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    telling = verb.head if verb.dep_ == "ccomp" else verb.head.head
    heard = apart or verb.head.dep_ in {"dobj", "dative"}
    if heard and telling.lemma_ in _ADDRESSING and telling.tag_ != "VBG" and not clauses.is_negated(telling):
        speakers = clauses.subjects(telling)
        people = (i for i in resolved(scene, speakers) if scene.actor(i).kind == "person")
        out.attending.update(dict.fromkeys(people, anchor(speakers, telling)))


_ADDRESSING = frozenset("tell address urge warn assure brief remind greet".split())
_OWN_WAY: Mapping[str, Callable[[Scene, Token, list[Token], Arguments], None]] = {
    "visiting": _visiting,
    "send": add_sent,
    "invite": add_bidden,
    "bring": add_bearer,
    "sign": add_signatories,
    "together": add_together,
}


def _place_after_object(scene: Scene, verb: Token, out: Arguments) -> None:
    """The place that hangs on the object, the partner or a meal: "met X in Oslo" parsed as "X in Oslo"."""
    if out.places:
        return
    hosts = [c for c in verb.children if c.dep_ == "dobj"] + clauses.prepositional(verb, "with")
    hosts += [o for o in clauses.prepositional(verb, "for", "over") if o.lemma_ in MEALS]
    for host in hosts:
        beside = [c for c in host.children if c.dep_ == "appos"]  # "met his colleague, X, in Oslo"
        for noun in (*clauses.conjuncts(host), *beside):
            if (verb.lemma_ == "discuss" and names_meeting(noun)) or serves_at(noun):
                continue  # "met to discuss the summit in Oslo"
            out.places.extend(p for p in scene.places.located(noun) if p not in out.places)
