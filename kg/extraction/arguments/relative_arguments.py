"""Who takes part by a relative clause on the noun: "talks that X held with Y", "a summit where X pledged"."""

from __future__ import annotations

from kg.extraction.actors.group_countries import group_class
from kg.extraction.arguments.arguments import Arguments, anchor, destination, listed_states, resolved
from kg.extraction.arguments.presence_nouns import the_one_told_of as told_of
from kg.extraction.grammar import clauses
from kg.extraction.grammar.noun_control import sets_up_another
from kg.extraction.grammar.relatives import RELATIVES
from kg.extraction.grammar.saying import judges
from kg.extraction.mending.misread_objects import is_tied
from kg.extraction.places.place_words import where_of
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import group_nouns
from kg.extraction.triggers.absences import stays_away
from kg.extraction.triggers.event_course import JOURNEYS
from kg.extraction.triggers.occasion_verbs import LIGHT, RUN_BY
from kg.extraction.triggers.settled_events import journey_made

_HOSTING = frozenset("host chair convene organize organise lead sponsor co-chair co-host arrange".split())
PARTICIPANT_PREPS = ("with", "between", "among", "amongst", "involving", "including", "alongside")
_TRAVELS = JOURNEYS | {"mission"}
MEDIATING = frozenset("mediate broker facilitate moderate".split())


def agent_role(lemma: str, how_many: int = 1) -> str:
    """The role of who does something with a meeting: mediates, hosts, or just takes part, as those do by
    whom together it is led.
    """
    if lemma == "lead" and how_many > 1:
        return "role-participant"
    if lemma in MEDIATING:
        return "role-mediator"
    return "role-host" if lemma in _HOSTING else "role-participant"


_ARRANGING = frozenset("arrange organise organize set broker line".split())


def doer_role(noun: Token, lemma: str, ids: tuple[str, ...], out: Arguments) -> str:
    """The role of who holds or hosts a meeting; who arranges one between others is between them: "Norway
    arranged a meeting between Peru and Chile".
    """
    others = len(out.actors) > 1 and not set(ids) & set(out.actors)
    if lemma in _ARRANGING and others and any(c.lower_ == "between" for c in noun.rights):
        return "role-mediator"
    return "role-host" if lemma == "host" else "role-participant"


def left_to_others(scene: Scene, noun: Token, verb: Token, ids: tuple[str, ...], out: Arguments) -> bool:
    """Whether who announces or agrees on a meeting leaves it to others: "announced talks between A and B",
    "hoped to schedule a summit of A and B", "A and B agreed to hold a meeting of trade experts", which is of
    their states; not "agreed to hold talks".
    """
    others = len(scene.principals(out.actors)) > 1 and not set(ids) & set(out.actors)
    if verb.lemma_ == "schedule" and others and not clauses.prepositional(noun, "with"):
        return True
    if verb.lemma_ == "announce":
        return any(c.lower_ in {"between", "among"} for c in noun.rights)
    theirs = [o for o in clauses.prepositional(noun, "between") if o.tag_ == "NNS" and o.dep_ == "pobj"]
    if verb.lemma_ in {"set", "arrange"} and theirs and out.actors and not set(ids) & set(out.actors):
        out.parties.extend(p for p in scene.principals(ids) if p not in out.parties)
        return True  # "set up a call between their ministers"
    agreed = verb.dep_ == "xcomp" and verb.head.lemma_ in _AGREEING and verb.lemma_ in _SETTING_UP
    officials = group_nouns()
    of = [o for o in clauses.prepositional(noun, "of") if o.tag_ == "NNS"] if agreed else []
    experts = any(officials.get(o.lemma_.lower()) == "officials" for o in of)
    if not experts or not ids or any(scene.actor(i).kind != "person" for i in ids):
        return False
    out.parties.extend(p for p in scene.principals(ids) if p not in out.parties)
    return True


_AGREEING = frozenset("agree decide pledge resolve promise undertake".split())
_SETTING_UP = frozenset("hold convene organise organize arrange call".split())


_AWAITED = frozenset("due set expect schedule plan be intend slate".split())


def to_be_done(verb: Token) -> Token | None:
    """The passive of what is to be: "hosted" of "was due to be hosted", "is expected to be hosted by X"."""
    if verb.lemma_ not in _AWAITED:
        return None
    above = [verb, *(c for c in verb.rights if c.dep_ in {"acomp", "oprd"} and c.lemma_ in _AWAITED)]
    ahead = (c for a in above for c in a.rights if c.dep_ == "xcomp" and c.tag_ == "VBN")
    return next((c for c in ahead if clauses.is_passive(c)), None)


def done_too(verb: Token) -> list[Token]:
    """What else was done to an event, by others: "was opened by X and [addressed] by Y"; not "and the session
    was closed by Y".
    """
    if not clauses.is_passive(verb):
        return []
    more = [c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBN" and clauses.agent(c)]
    return [c for c in more if not any(s.dep_ in {"nsubj", "nsubjpass"} for s in c.lefts)]


def clauses_told(noun: Token) -> list[Token]:
    """What is said of an event itself; not "talks [to hold a summit with Peru]", which says it of another."""
    return [c for c in noun.children if c.dep_ in {"relcl", "acl"} and not sets_up_another(noun, c)]


def relative(scene: Scene, clause: Token, out: Arguments) -> None:
    """What a relative clause says: "talks that X held with Y", "a meeting attended by X", "due to be attended
    by X".
    """
    if (done := to_be_done(clause)) is not None:
        relative(scene, done, out)
    for more in (c for c in clause.rights if c.dep_ == "conj" and c.lower_ in _WITH_ALL):
        objects = [c for c in more.rights if c.dep_ == "dobj"]  # "mediated by X and involving Y"
        out.add(tuple(i for o in objects for i in scene.resolve_all(o)), anchor(objects, more))
    if (made := journey_made(clause.head, clause)) is not None:  # "the visit which X is to make to Lima"
        own = clauses.subjects(clause)
        out.add(resolved(scene, own), anchor(own, clause), "role-visitor")
        destination(scene, clauses.prepositional(made, "to"), out)
        return
    lemma = clause.lemma_
    if lemma == "come" and any(c.dep_ == "prt" and c.lower_ == "up" for c in clause.rights):
        return  # "talks in which Kosovo came up"
    agents = [] if stays_away(clause) else clauses.agent(clause)
    _joined_mediation(scene, clause, agents, out)
    if lemma in MEDIATING or (lemma == "help" and any(c.lemma_ in MEDIATING for c in clause.rights)):
        between = agents or [s for s in clauses.subjects(clause) if s.lower_ not in RELATIVES]
        out.add(resolved(scene, between), anchor(between, clause), "role-mediator")
    elif lemma == "attend" and (come := agents or _attenders(clause)) and told_of(clause.head, out, clause):
        out.attending.update({i: anchor(come, clause) for i in resolved(scene, come)})
    elif lemma in LIGHT | _GATHERING | {"attend", "involve", "include", "bring", "call", "request"}:
        own = [c for c in clause.children if c.dep_ == "nsubj" and c.lower_ not in RELATIVES]
        own = [] if stays_away(clause) else own  # "a summit that X did not attend"
        travels = lemma in {"lead", "head"} and clause.head.lemma_.lower() in _TRAVELS  # "a mission led by X"
        role = "role-visitor" if travels else agent_role(lemma)
        out.add(resolved(scene, agents), anchor(agents, clause), role)
        out.add(
            tuple(i for o in own for i in scene.resolve_all(o)),
            anchor(own, clause),
            "role-host" if lemma in {"host"} else "role-participant",
        )
        with_ = [o for o in clauses.prepositional(clause, *PARTICIPANT_PREPS) if not is_tied(o)]
        out.add(resolved(scene, with_), anchor(with_, clause))
        together = lemma in {"bring", "gather"} and any(c.lower_ == "together" for c in clause.children)
        if lemma in {"involve", "include"} or together or (lemma in _GATHERING and not own):
            objects = [c for c in clause.children if c.dep_ == "dobj"]
            out.add(tuple(i for o in objects for i in scene.resolve_all(o)), anchor(objects, clause))
            out.add(tuple(i for o in objects[:1] for i in listed_states(scene, o)), anchor(objects, clause))
    elif lemma == "invite" and not clauses.is_negated(clause):
        guests = [g for g in _invited(clause) if g.lower_ not in RELATIVES]
        out.add(resolved(scene, guests), anchor(guests, clause))
    elif tells_where(clause):
        done_at_it(scene, clause, out)
    out.places.extend(p for p in scene.places.located(clause) if p not in out.places)


def _invited(clause: Token) -> list[Token]:
    """Who is invited to an event by a clause on it: "a summit to which [X and Y] have been invited", "to
    which he has invited [X]"; not "a summit that he invited X to boycott".
    """
    to = any(c.lower_ == "to" and any(o.lower_ == "which" for o in c.children) for c in clause.lefts)
    if not to or any(c.dep_ == "xcomp" for c in clause.rights):
        return []
    return clauses.subjects(clause) if clauses.is_passive(clause) else clauses.objects(clause)


def _attenders(clause: Token) -> list[Token]:
    """Who will be at a meeting by a clause on it: "the meeting, which [he] will attend along with [X]"."""
    if stays_away(clause):
        return []
    own = [s for s in clauses.subjects(clause) if s.lower_ not in RELATIVES]
    return [*own, *clauses.prepositional(clause, "with", "alongside")] if own else []


_WITH_ALL = frozenset("involving including bringing gathering grouping".split())
_GATHERING = frozenset("gather group assemble".split())
"""What an event does with those who come: "a summit that gathered X and Y", "sessions grouping X and Y"."""


def event_told(verb: Token) -> set[int]:
    """The event of which a word is one more telling: "the | summit that [gathered] X and Y", "| met to hold
    another [round] of talks", "sat down to open a [summit]", "agreed in Oslo to a truce after [talks]"; not
    "the town where X gathered them", "met to prepare another round", "agreed in Oslo after talks in Lima". So
    of "held [talks] with X, and the two sides | signed a pact".
    """
    signer = clauses.child(verb, "nsubj") if verb.lemma_ in _SIGNING and verb.dep_ == "conj" else None
    if signer is not None and signer.lemma_.lower() in _BOTH:
        return {o.i for o in clauses.objects(verb.head) if o.lemma_ in _TALKS}
    after = verb.head if verb.dep_ == "pobj" and verb.head.lower_ in {"after", "following"} else verb
    if after is not verb and after.head.lemma_ == "agree":
        return set() if clauses.prepositional(verb, "with", "between", "in", "at") else {after.head.i}
    held = verb.head
    if verb.dep_ == "dobj" and held.lemma_ in _HOLDING and clauses.is_infinitive(held):
        return {held.head.i} if held.dep_ in {"xcomp", "advcl"} and held.head.lemma_ in _MEET else set()
    told = verb.dep_ in {"relcl", "acl"} and verb.lemma_ in _GATHERING and not clauses.is_passive(verb)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return {verb.head.i} if told and all(c.lower_ in RELATIVES for c in subjects) else set()


_BOTH = frozenset("they side two both party minister leader country president pair".split())
_SIGNING, _TALKS = frozenset("sign ink initial".split()), frozenset("talk meeting discussion".split())
_HOLDING = frozenset("hold conduct open begin start".split())
_MEET = frozenset("meet sit gather convene assemble".split())


def run_by(noun: Token) -> list[Token]:
    """Who runs it, where the parser says so of whose it is: "a meeting of the council, chaired by X"."""
    at = noun.right_edge.i + 2
    behind = [c for o in clauses.prepositional(noun, "of") for c in o.rights if c.dep_ == "acl"]
    behind += [c for c in clauses.clause_of(noun).rights if c.dep_ == "advcl" and c.left_edge.i == at]
    return [c for c in behind if c.tag_ == "VBN" and c.lemma_ in RUN_BY]


def _joined_mediation(scene: Scene, clause: Token, agents: list[Token], out: Arguments) -> None:
    """Who mediates by one of several verbs: "talks hosted and mediated by X", "brokered by X and hosted by
    Y"; not "hosted by X and praised by Y".
    """
    verbs = [clause, *(c for c in clause.rights if c.dep_ == "conj" and c.tag_ == "VBN")]
    if len(verbs) < 2 or clause.tag_ != "VBN" or stays_away(clause):
        return
    for i, verb in enumerate(verbs):
        by = next((a for v in verbs[i:] if (a := agents if v is clause else clauses.agent(v))), [])
        if verb.lemma_ in MEDIATING and not (verb is clause and agents):
            out.add(resolved(scene, by), anchor(by, verb), agent_role(verb.lemma_))


def done_at_it(scene: Scene, clause: Token, out: Arguments) -> None:
    """Who does something at the meeting by a clause with "where"; not "in which [Kosovo] figured"."""
    missed = clause.head.dep_ == "dobj" and stays_away(clause.head.head)
    if clause.lemma_ in _BEING_RAISED or missed:  # "X skipped a summit at which he was to have met Y"
        return
    subject = {"nsubj", "nsubjpass"} if clause.lemma_ == "expect" else {"nsubj"}  # "at which X is expected"
    own = [c for c in clause.children if c.dep_ in subject and c.lower_ not in RELATIVES]
    if clause.lemma_ == "join" and clauses.is_passive(clause):  # "in Oslo, where she was joined by X"
        own = [*own, *clauses.subjects(clause), *clauses.agent(clause)]
    of = clauses.prepositional(clause.head, "of", "by", "between", "among")
    if any(o.lower_ == "they" for o in own) and any(map(group_class, of)):
        return  # "a meeting by the heads of state in which they agreed"
    ids = tuple(i for o in own for i in scene.resolve_all(o) if _could_attend(scene, i))
    if not clauses.is_negated(clause):
        out.add(ids, anchor(own, clause))


_BEING_RAISED = frozenset("feature figure dominate loom surface arise prevail overshadow".split())
"""What is done by that of which a meeting speaks: "at which Kosovo figured"."""


def tells_where(clause: Token) -> bool:
    """Whether the clause tells what is done at it: "a summit where A pledged", "talks at which A said".

    So does what a visit is made of, whose people are no visitors: "a visit that will include talks with A".
    """
    if clause.lemma_.lower() in {"include", "feature", "comprise"}:
        return True
    for word in clause.subtree:
        if word.i >= clause.i:
            return False
        if word.lower_ == "where" and word.dep_ == "advmod":
            return True
        if (
            word.lower_ in {"which", "whom"}
            and word.dep_ == "pobj"
            and word.head.lower_ in {"at", "in", "during"}
        ):
            return True
    return False


def traveller(scene: Scene, id_: str) -> bool:
    """Whether the actor is a person, a delegation or officials, who alone make visits."""
    actor = scene.actor(id_)
    return actor.kind in {"person", "delegation"} or (
        actor.kind == "group" and actor.type == "actor-officials"
    )


def _could_attend(scene: Scene, id_: str) -> bool:
    actor = scene.actor(id_)
    return actor.kind in {"person", "country", "delegation", "group"} and actor.type != "actor-population"


def travelling_there(scene: Scene, noun: Token, out: Arguments) -> None:
    """Who goes where a meeting is set down: X of "X will fly to Oslo, where talks are planned with Y", "X's
    last stop is Oslo, where meetings are planned with Y", "X was in Oslo, where trade was raised in talks
    with Y".
    """
    verb, inside = noun.head, noun.dep_ == "pobj" and noun.head.lower_ in {"in", "at", "during"}
    if inside:
        verb = verb.head
        inside = clauses.is_passive(verb) and not clauses.agent(verb)
    told = inside or noun.dep_ in {"nsubj", "nsubjpass"}
    if not told or verb.dep_ != "relcl" or where_of(verb) is None:
        return
    if len(scene.principals(out.actors)) > 1:
        return
    above = clauses.clause_of(verb.head)
    people = clauses.subjects(above)
    if above.lemma_ == "be" and not (inside and clauses.prepositional(above, "in")):
        people = [c for s in people if s.lemma_.lower() in _STOPS for c in s.lefts if c.dep_ == "poss"]
    elif above.lemma_ not in _GOING | {"be"}:
        return
    ids = tuple(i for i in resolved(scene, people) if traveller(scene, i))
    out.add(ids, anchor(people, verb))


_STOPS = frozenset("stop destination leg visit trip stopover".split())
_GOING = frozenset("travel fly go head leave depart arrive proceed continue return visit move".split())


def told_of_others(scene: Scene, noun: Token, verb: Token, ids: tuple[str, ...], out: Arguments) -> bool:
    """As in "X called the talks between A and B a success", "ruled out a meeting between A and B", "X will go
    to the signing, ending years of talks".
    """
    aside = noun.ent_type_ == "DATE" and any(c.tag_ == "MD" for c in verb.head.lefts)
    aside = aside and verb.tag_ == "VBG" and len(scene.principals(ids)) < 2
    between = verb.lemma_ == "rule" and any(c.lower_ == "between" for c in noun.rights)
    judged = judges(verb) and (len(out.actors) > 1 or not out.paired)
    return aside or between or judged or left_to_others(scene, noun, verb, ids, out)
