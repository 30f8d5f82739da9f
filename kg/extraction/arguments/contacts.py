"""Which verbs of contact tell of a meeting between states, bodies or parties, by the frame of the verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extraction.actors.actors import ActorDraft, is_public
from kg.extraction.actors.group_countries import group_class
from kg.extraction.arguments.accords import agree, signs
from kg.extraction.arguments.arguments import Arguments
from kg.extraction.arguments.contact import (
    TRAVELLERS,
    Contact,
    asks,
    between_unlike,
    governs,
    holds_office,
    leads_to_meeting,
    met_on_arrival,
    of_two_camps,
    spoke_before,
    with_envoy,
    with_no_party,
    with_rebels,
    with_ruler,
)
from kg.extraction.arguments.errands import back_at_post, brings_letter, is_bidden, is_sent
from kg.extraction.arguments.gatherings import gathers, members_together, takes_in
from kg.extraction.arguments.seeing import sees, tells
from kg.extraction.arguments.together import are_together
from kg.extraction.grammar import clauses
from kg.extraction.grammar.speeches import in_one_voice, speaks_next
from kg.extraction.grammar.supposed_verbs import is_doing
from kg.extraction.scene import Scene
from kg.extraction.triggers.absences import is_no_journey, is_off, kept_apart
from kg.extraction.triggers.phrasal_verbs import partner_word
from kg.extraction.triggers.triggers import Trigger, names_meeting
from kg.extraction.triggers.verb_guards import (
    attends_rite,
    by_wire,
    called,
    calls_on,
    faces,
    has_aim,
    is_hosted_aside,
    is_stage,
    never,
    not_on_terms,
    placed,
    plays,
    raised_with,
    takes_epithet,
    takes_thing,
    to_region,
    to_town,
    welcomed_in,
)
from kg.model import Factuality


def verb_counts(scene: Scene, trigger: Trigger, arguments: Arguments, factuality: Factuality) -> bool:
    """Whether a verb with these arguments tells of a meeting: "the ministers met", not "met the deadline"."""
    actors = [scene.actor(i) for i in arguments.actors]
    principals = set(scene.principals(arguments.actors)) | set(arguments.parties)
    diplomatic = [a for a in actors if _diplomatic(a) or holds_office(a, scene.offices.titles_of)]
    lands = {d.state for d in (scene.places.drafts[p] for p in arguments.places)} - {None}
    abroad = bool(lands - principals)
    contact = Contact(
        trigger, arguments, factuality, actors, diplomatic, principals, abroad, scene.offices.titles_of,
        scene.resolve,
    )  # fmt: skip
    if trigger.frame.lemma in {"speak", "talk", "discuss"} and not_on_terms(trigger.token):
        return False
    if trigger.frame.frame == "meet" and (plays(trigger.token) or kept_apart(trigger.token)):
        return False
    if trigger.frame.lemma == "have word" and not clauses.prepositional(trigger.token, "with"):
        return False  # "had harsh words about X"
    if trigger.frame.frame in {"meet", "with"} and with_no_party(scene.resolver, trigger.token):
        return False
    if trigger.frame.lemma == "speak" and (_speech(contact) or in_one_voice(contact.verb)):
        return False
    if trigger.frame.frame in _BETWEEN and contact.several and _of_one_state(contact):
        return False
    if trigger.frame.lemma == "talk" and any(a.type == "actor-media" for a in actors):
        return False
    return _TESTS.get(trigger.frame.frame, _other)(contact)


_BETWEEN = frozenset("meet with host discuss see brief".split())


def _of_one_state(c: Contact) -> bool:
    """Whether all serve one state: "the US president met congressional leaders", not "met rebel chief X"."""
    one = len(c.principals) == 1 and not with_rebels(c) and not of_two_camps(c)
    return one and all({a.country, a.id} & c.principals for a in c.actors)


def _diplomatic(actor: ActorDraft) -> bool:
    acts = actor.country or actor.represents or actor.kind in {"country", "organization"} or actor.plural
    return bool(acts) and actor.type != "actor-population"


def _visit(c: Contact) -> bool:
    """As in "A visited Oslo", not "A visited the fair" or a firm, nor who travels inside the own country."""
    if c.trigger.frame.lemma == "attend":
        return attends_rite(c.verb) and _travels_abroad(c)
    if c.trigger.frame.lemma in {"reach", "enter"}:
        return to_town(c.verb) and all(a in c.diplomatic for a in c.actors) and _travels_abroad(c)
    hosts = [a for a in c.actors if a.kind != "organization" or is_public(a)]
    there = bool(c.arguments.places or c.arguments.parties) or len(hosts) >= 2 or to_region(c.verb)
    return bool(c.diplomatic) and there and not _home(c)


def _go(c: Contact) -> bool:
    """As in "A arrived in Oslo", "will not go there", not "did not go" nor what only leads to a meeting.

    "A led a delegation to Oslo" is one, "A led the way to Oslo" and "led it at the talks in Oslo" are not.
    """
    undone = c.factuality == "negated" and not is_off(c.verb)
    if undone or (c.strict and leads_to_meeting(c.verb)) or back_at_post(c):
        return False
    if c.trigger.frame.lemma == "lead":
        to_town = any(o.ent_type_ == "GPE" for o in clauses.prepositional(c.verb, "to", "into"))
        led = any(group_class(o) == "delegation" for o in clauses.objects(c.verb))
        led = led and c.verb.dep_ != "acl"  # "sat opposite a team led by X in Oslo"
        if not led or (leads_to_meeting(c.verb) and not to_town):
            return False
    if c.trigger.frame.frame == "leave" and not clauses.prepositional(c.verb, "for"):
        return False  # "set off an alarm in Oslo"
    if is_no_journey(c.verb):
        return False
    people = any(a.kind in TRAVELLERS for a in c.diplomatic)
    if c.trigger.frame.frame == "stay" and not has_aim(c.verb):
        people = people and bool(set(c.arguments.parties) - {a.country for a in c.actors})
        if c.verb.tag_ in {"VBZ", "VBP"}:  # "the minister of Peru is in Oslo", not "X is in Oslo"
            people = people and any(governs(c, a) for a in c.diplomatic)
    return people and (bool(c.arguments.places or c.arguments.parties) or to_region(c.verb)) and not _home(c)


def _host(c: Contact) -> bool:
    """As in "A hosted B"; a strict verb ("A received B") only for people and countries of two parties."""
    roles = c.arguments.actors
    if "role-visitor" not in roles.values() or is_hosted_aside(c.verb) or takes_in(c):
        return False  # "both welcomed the outcome"
    if "role-host" not in roles.values() and welcomed_in(c.verb):
        return c.factuality != "negated" and all(a in c.diplomatic for a in c.actors) and _travels_abroad(c)
    if c.trigger.frame.lemma == "bring together":  # not "the war brought A and B together"
        return any(a.kind in {"person", "country"} and roles[a.id] == "role-host" for a in c.actors)
    if not c.strict:
        return c.several
    acceptable = all(a.kind in TRAVELLERS | {"country"} for a in c.actors)
    joins = len(c.principals) >= 2 or with_envoy(c) or with_ruler(c) or between_unlike(c) or with_rebels(c)
    return c.several and acceptable and joins


def _travels_abroad(c: Contact) -> bool:
    """Whether people who act for a state are said to be in another one."""
    people = any(a.kind in {"person", "delegation"} or a.type == "actor-officials" for a in c.diplomatic)
    abroad = set(c.arguments.parties) - {a.country for a in c.actors}
    return people and bool(c.arguments.places) and bool(abroad) and not _home(c)


def _call(c: Contact) -> bool:
    """As in "A called B on Monday", not "A called for restraint" nor "A called B a liar"."""
    if calls_on(c.verb):
        return _pays_call(c)
    if clauses.has_particle(c.verb, "off") or any(takes_epithet(x) for x in called(c.verb)):
        return False  # "what both called a truce", "calling him “a liar”"
    if clauses.is_passive(c.verb) and not any(c.resolve(s) for s in clauses.subjects(c.verb)):
        return False  # "the summit was called by A and B"
    ends = {x.i for x in called(c.verb)}
    if c.trigger.frame.lemma == "call" and any(names_meeting(x) for x in clauses.objects(c.verb)):
        return False  # "called the talks with B constructive"
    asked = [o for o in clauses.prepositional(c.verb, "for", "on", "upon") if o.ent_type_ != "DATE"]
    return (
        c.several
        and (bool(ends) or c.trigger.frame.lemma != "call" or not asked)
        and not any(x.dep_ in {"oprd", "ccomp"} and x.i not in ends for x in c.verb.children)
    )


def _pays_call(c: Contact) -> bool:
    """As in "A called on President B on Monday", not "A called on B to resign" nor "for a truce"."""
    return c.several and not asks(c.verb) and (len(c.principals) >= 2 or with_envoy(c) or between_unlike(c))


def _meet(c: Contact) -> bool:
    """As in "A met B", "the leaders met in Oslo", not "protesters were met by police"."""
    if clauses.is_passive(c.verb):
        return met_on_arrival(c)
    if never(c.verb) or (c.trigger.frame.lemma == "face table" and not faces(c.verb)):
        return False
    if c.several:
        return not c.strict or len(c.principals) >= 2  # "sounded out voters"
    joined = not _among_themselves(c) if any(a.plural for a in c.actors) else placed(c.verb)
    return bool(c.diplomatic) and not takes_thing(c.verb) and joined


_OFFICIALS = frozenset("lawmaker legislator senator parliamentarian deputy mp minister official".split())


def _among_themselves(c: Contact) -> bool:
    """Whether officials of one state meet at home: "Peruvian lawmakers met", not "met in Geneva"."""
    heads = [t.lemma_.lower() for t in clauses.subjects(c.verb)]
    state = len(c.principals) == 1 and all(a.country for a in c.actors)
    return state and bool(heads) and set(heads) <= _OFFICIALS and not c.abroad


def _visiting(c: Contact) -> bool:
    """As in "A told visiting Minister B", not "visiting fans", "the two visiting ministers" of nobody."""
    guests = [a for a in c.actors if c.arguments.actors[a.id] == "role-visitor"]
    people = any(a.kind in {"person", "delegation"} or a.type == "actor-officials" for a in guests)
    return people and bool(c.diplomatic) and c.several and len(guests) < len(c.actors)


def _shake(c: Contact) -> bool:
    """As in "A and B shook hands", not "A shook the party"."""
    return c.both_sides and any(x.dep_ == "dobj" and x.lemma_ == "hand" for x in c.verb.children)


def _discuss(c: Contact) -> bool:
    """As in "A and B discussed trade", not "A discussed his book"; "A raised the matter with B".

    Of verbs that mean more, people of two states have done it: "A and B reviewed ties", not "their budgets".
    """
    if not c.strict:
        return c.both_sides or members_together(c)
    people = all(a.kind in TRAVELLERS and a in c.diplomatic for a in c.actors)
    matters = any(x.dep_ in {"dobj", "pobj"} and x.lemma_.lower() in _MATTERS for x in c.verb.subtree)
    shared = any(map(c.resolve, raised_with(c.verb))) or (matters and c.trigger.frame.lemma in _LOOKING_INTO)
    done = is_doing(c.verb) and c.factuality not in {"negated", "hypothetical"}
    return done and c.both_sides and people and len(c.principals) >= 2 and shared


_LOOKING_INTO = frozenset({"review", "examine", "explore", "go over", "go through", "take stock"})
_MATTERS = frozenset(
    """
    tie relation relationship cooperation situation issue matter way prospect progress state implementation
    development plan possibility opportunity option agenda link question dispute crisis draft agreement text
    accord arrangement term subject topic proposal list
    """.split()
)


def _other(c: Contact) -> bool:
    """As in "A conferred with B", "ministers of A and B sat down", "will confer", not two private persons."""
    together = len(c.principals) >= 2 and any(a.plural for a in c.actors) and not _takes_more(c)
    meal = c.trigger.frame.lemma in {"dine", "lunch", "breakfast"} and bool(c.arguments.places)
    among = meal or c.trigger.frame.frame == "sit" or c.trigger.frame.lemma in {"confer", "deliberate"}
    if among and not takes_thing(c.verb) and not any(a.country for a in c.actors):
        together = together or any(a.plural and a.type == "actor-officials" for a in c.actors)
    return (c.several or together) and bool(c.diplomatic)


def _brief(c: Contact) -> bool:
    """As in "the envoy briefed the council", not "A briefed reporters" nor officials of the own state, nor
    "held a call with B and briefed the latter".
    """
    if any(o.lower_ == "latter" for o in clauses.objects(c.verb)):
        return False
    bodies = (a.type == "actor-intergovernmental" or (a.country and a.kind != "country") for a in c.actors)
    return c.several and len(c.diplomatic) == len(c.actors) and len(c.principals) >= 2 and any(bodies)


def _mediate(c: Contact) -> bool:
    """As in "an envoy shuttled between A and B", not "talks shuttled between Rome and Oslo", "C mediated"."""
    roles = set(c.arguments.actors.values())  # of "C mediated" other words tell the meeting
    return ("role-mediator" in roles) and roles != {"role-mediator"} and _other(c)


_TESTS: Mapping[str, Callable[[Contact], bool]] = {
    "visit": _visit,
    **dict.fromkeys(("go", "leave", "due", "stay"), _go),
    "mediate": _mediate,
    "host": _host,
    "call": _call,
    "meet": _meet,
    "sign": signs,
    "visiting": _visiting,
    "shake": _shake,
    "gather": gathers,
    "brief": _brief,
    "tell": tells,
    "see": sees,
    "agree": agree,
    "send": is_sent,
    "invite": is_bidden,
    "bring": brings_letter,
    "together": are_together,
    "discuss": _discuss,
}


def _speech(c: Contact) -> bool:
    """Whether somebody speaks to an audience: "speaking to the Senate committee", "spoke at a rally"."""
    at = clauses.prepositional(c.verb, "at")
    events = (o for o in at if o.tag_ == "WDT" or names_meeting(o))  # "at which X spoke", too
    where = [*events, *(o for o in at if is_stage(o))]
    media = any(a.type in {"actor-media", "actor-population"} for a in c.actors)
    audience = any(
        (a.kind == "organization" and not is_public(a)) or a.type == "actor-legislature" for a in c.actors
    )
    others = [a for a in c.diplomatic if a.kind != "organization" or is_public(a)]
    many = (len(c.actors) > 2 or speaks_next(c.verb)) and not by_wire(c.verb)  # "A, B and C were to speak"
    alone = (bool(where) or many) and not clauses.prepositional(c.verb, "with", "to")
    spoken = c.verb.tag_ == "VBG" and not (by_wire(c.verb) or spoke_before(c))  # "speaking by phone with Y"
    return alone or media or spoken or (audience and len(others) < 2)


def _takes_more(c: Contact) -> bool:
    """As ``takes_thing``, but for the word that makes the verb one of contact: "crossed paths"."""
    word = partner_word(c.verb, c.trigger.frame.lemma)
    return any(x.dep_ == "dobj" and (word is None or x.i != word.i) for x in c.verb.children)


def _home(c: Contact) -> bool:
    """Whether somebody only travels inside the own country."""
    guests = [a for a in c.actors if c.arguments.actors[a.id] != "role-host"]
    own = {a.country for a in guests if a.country} | {r for a in guests for r in a.represents}
    return bool(own) and bool(c.arguments.parties) and set(c.arguments.parties) <= own
