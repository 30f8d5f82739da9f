"""Who does something on the occasion of a meeting: "arrived for talks", "said at a meeting with X"."""

from __future__ import annotations

from kg.extraction.actors.actors import is_public
from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.arguments.presence_nouns import seen_in, there_too
from kg.extraction.arguments.settling import (
    JOURNEYS_TOLD,
    PEOPLE,
    RUNNING,
    WITHIN,
    acting,
    add_those_there,
    goes_on_to,
    is_outcome,
    once_before,
    refuses_there,
    settling_verb,
    tells_after,
    two_sides,
    unmet,
)
from kg.extraction.grammar import clauses
from kg.extraction.grammar.control import SENDING
from kg.extraction.names.title_heads import is_title
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.absences import after_own_journey, stays_away, withdraws
from kg.extraction.triggers.occasion_verbs import HAVING_IN, LIGHT, SAYING, TELLING, at_edge, follows_up
from kg.extraction.triggers.triggers import frames, is_word, names_meeting

SPEAKING_OF = frozenset(
    "condemn criticise criticize welcome praise hail denounce announce confirm reveal report".split()
)
"""What is said of a meeting by others, elsewhere: "the visit was announced in Oslo by X"."""
OUTSIDE = SPEAKING_OF | frozenset("dominate overshadow mar disrupt watch boycott authorise authorize".split())
"""What is done to a meeting by who is not there, or is its topic: "the summit was overshadowed by Peru"."""
_LOCKED = frozenset("lock engage embroil engross hole closet tie huddle".split())
_AT_IT, _CALLS = frozenset("in at during on to".split()), frozenset("call conversation phonecall".split())
_UPON, _LATER = frozenset("after following during in at".split()), frozenset({"after", "following"})


def occasion(
    scene: Scene, noun: Token, verb: Token, subjects: list[Token], ids: tuple[str, ...], out: Arguments
) -> None:
    """Who does something on the occasion of a meeting: "arrived for talks", "said at a meeting with X"."""
    ahead = noun.head.lower_ == "of" and noun.head.head.lower_ == "ahead"
    prep, lemma = "before" if ahead else noun.head.lower_, verb.lemma_
    settles = lemma == "agree" and prep in {"during", "in", "at"}  # "agreed with X during talks"
    tells = (lemma.lower(), "VERB") not in frames() and not _holds_another(verb, noun)
    if noun.lemma_.lower() not in JOURNEYS_TOLD and (
        settles or (prep in _AT_IT and tells)
    ):  # "said during a meeting in Rome with X": hangs on the verb
        partners = [p for p in clauses.prepositional(verb, "with") if p.i > noun.i or settles]
        out.add(resolved(scene, partners), anchor(partners, verb))
    if seen_in(scene, noun, verb, out):
        return
    if (instead := _brought_in(noun, verb, prep)) is not None:
        subjects = instead
        locked = verb.lemma_ in _LOCKED and prep == "in"  # "Peru and Chile are engaged in talks"
        ids = tuple(i for i in resolved(scene, subjects) if locked or scene.actor(i).kind in PEOPLE)
    seated = any(role not in RUNNING for role in out.actors.values())
    there = acting(scene, ids, lemma if seated else settling_verb(verb).lemma_, seated=seated)
    states = any(scene.actor(i).kind == "country" for i in there)
    people = after_own_journey(noun, prep, out.actors, there, states=states)
    if prep in WITHIN and lemma in _ADDRESSING and not (clauses.is_passive(verb) or clauses.is_negated(verb)):
        told = [t for t in clauses.objects(verb) if t.pos_ != "PRON"]
        hearers = tuple(i for i in resolved(scene, told) if _serves(scene, i))
        attend(hearers, told, verb, out)
        attend(tuple(i for i in ids if hearers and _serves(scene, i)), subjects, verb, out)
    _conveyed(scene, noun, verb, subjects, out)
    if prep in WITHIN and (is_outcome(scene, lemma, prep, ids) or refuses_there(verb)):
        sides = tuple(i for i in ids if scene.actor(i).kind != "organization" or is_public(scene.actor(i)))
        add_those_there(scene, noun, sides, anchor(subjects, verb), out)
        partners = [p for o in clauses.objects(verb) for p in clauses.prepositional(o, "with")]
        out.add(resolved(scene, partners), anchor(partners, verb))  # "struck a deal with X at a summit"
        return
    after = {c.lower_ for c in noun.rights}
    owned = "with" in after and any(c.dep_ == "poss" and c.pos_ != "PRON" for c in noun.lefts)
    all_told = len(out.actors) > 1 and (owned or {"between", "among"} & after)  # "after X's call with Y"
    if stays_away(verb) or unmet(verb) or not people or (all_told and prep in _LATER):
        return  # "X arrived late after talks between Y and Z"
    if at_edge(noun) is not None:  # who meets on the sidelines of a summit is there
        attend(tuple(i for i in people if scene.actor(i).kind == "person"), subjects, verb, out)
        met = _met(verb)
        attend(tuple(i for i in resolved(scene, met) if _serves(scene, i)), met, verb, out)
        return
    if there_too(verb, noun, out):
        attend(people, subjects, verb, out)
    elif (
        two_sides(scene, verb, prep, people, out)
        or _is_there(scene, verb, prep, people, out)
        or _comes_or_tells(lemma, prep, out)
        or (instead is not None and lemma in _TAKING)
        or (bool(out.actors) and withdraws(noun))
        or (prep in {"after", "following"} and not out.actors and once_before(noun, verb))
        or (prep == "before" and not out.actors and goes_on_to(noun))
        or follows_up(noun.head)
    ):
        add_those_there(scene, noun, people, anchor(subjects, verb), out)
    elif (
        _present(lemma, prep)
        or _acts_at(verb, noun)
        or (lemma == "expect" and instead is not None)
        or (not out.actors and tells_after(noun, verb))
    ):
        persons = tuple(i for i in people if scene.actor(i).kind == "person")
        attend(persons, subjects, verb, out)
    own = prep == "during" and any(c.lower_ in {"to", "in"} for c in noun.rights)  # "a visit to Oslo"
    held = lemma in LIGHT and (lemma != "join" or prep == "for")  # "joined X in Oslo for a dinner"
    if held and not (own or prep in {"after", "before", "following", "since"}):
        out.places.extend(p for p in scene.places.located(verb) if p not in out.places)


def _brought_in(noun: Token, verb: Token, prep: str) -> list[Token] | None:
    """Who is in a meeting by the verb, not as its subject alone: "sent X to talks", "joined X for talks",
    "thanked X for his visit".
    """
    whose = any(c.lower_ in {"his", "her", "their"} for c in noun.lefts)
    seen = whose and noun.lemma_.lower() in {"call", "phonecall", "visit", "trip"}
    if verb.lemma_ == "thank" and prep == "for" and seen and not clauses.is_passive(verb):
        return [*clauses.doers(verb), *clauses.objects(verb)]
    sent = clauses.objects(verb) if verb.lemma_ in SENDING else []
    if sent and (
        prep in {"for", "to"} or (prep == "on" and any(is_title(o) or o.pos_ == "PROPN" for o in sent))
    ):
        return sent
    if verb.lemma_ == "come" and prep in _LATER:  # "X's remarks came after a meeting with Y"
        said = (s for s in clauses.subjects(verb) if s.lemma_.lower() in _WORDS)
        return [c for s in said for c in s.lefts if c.dep_ == "poss"] or None
    joins = verb.lemma_ == "join" and prep in WITHIN | {"for", "on"}
    joins = joins or (verb.lemma_ in HAVING_IN and prep == "to")  # "hosted X to a summit"
    along = verb.lemma_ == "accompany" and prep in {"in", "at", "during"}
    along = along or (verb.lemma_ == "engage" and prep == "in" and not clauses.is_passive(verb))
    if joins or along:  # "X was joined by Y at talks", "X engaged Y in talks"
        return [*clauses.doers(verb), *clauses.objects(verb)]
    awaited = verb.lemma_ in {"expect", "await"} and prep in {"for", "at"}  # "is expected in Oslo for talks"
    taken = verb.lemma_ in _TAKING and prep in {"to", "for"}  # "X was driven to the palace for talks"
    passive = (awaited or taken or verb.lemma_ in _LOCKED) and clauses.is_passive(verb)
    return clauses.subjects(verb) if passive else None


_TAKING = frozenset("take drive lead escort usher whisk fly bring".split())
_WORDS = frozenset(
    "word remark comment statement announcement commitment decision pledge assurance warning appeal".split()
)


def _holds_another(verb: Token, noun: Token) -> bool:
    """Whether a verb holds a meeting of its own on the occasion: "on the visit she held talks with X"."""
    things = (c for c in verb.children if c.dep_ == "dobj" and c.i != noun.i)
    return any(names_meeting(c) for c in things)


def attend(ids: tuple[str, ...], subjects: list[Token], verb: Token, out: Arguments) -> None:
    """Adds who is there, on whichever side."""
    for id_ in ids:
        out.attending.setdefault(id_, anchor(subjects, verb))


def _met(verb: Token) -> list[Token]:
    """With whom a verb says that somebody meets: "met [X]", "held talks with [X]"; none of "spoke of X"."""
    things = clauses.objects(verb)
    partners = [p for t in (verb, *things) for p in clauses.prepositional(t, "with")]
    return [*things, *partners] if any(is_word(t) for t in (verb, *things)) else []


def _is_there(scene: Scene, verb: Token, prep: str, people: tuple[str, ...], out: Arguments) -> bool:
    """Whether who does it on the occasion was there: "X is at the talks", "X won after talks with Y"."""
    if verb.lemma_ in {"be", "represent"}:  # "X represents Peru at the talks"
        return prep in {"for", "on", "at", "in"}
    agents = all(scene.actor(i).kind in PEOPLE for i in people)
    told = not clauses.is_passive(verb) or bool(clauses.agent(verb))  # "was told by X during talks with Y"
    return prep in _UPON and bool(out.actors) and agents and told


def _comes_or_tells(lemma: str, prep: str, out: Arguments) -> bool:
    """Whether who comes to or speaks at a meeting is one of its sides: the words name the other side."""
    if (prep, lemma) in {("of", "walk"), ("of", "storm"), ("to", "agree")}:  # "walked out of the talks"
        return True
    for_it = lemma in LIGHT | _LOCKED and prep in {"in", "for", "on", "into"}
    if for_it or (lemma, prep) in {("expect", "for"), ("await", "for")}:
        return True
    comes = (lemma in LIGHT and prep in _AT_IT) or (lemma, prep) == ("visit", "for")
    tells = lemma in TELLING and prep in WITHIN | {"after", "following", "before"}
    return bool(out.actors) and (comes or tells)


def _present(lemma: str, prep: str) -> bool:
    """Whether somebody is at the meeting by the verb, on whichever side."""
    return (lemma in LIGHT | SAYING and prep in WITHIN | {"to", "for"}) or (
        lemma == "speak" and prep in {"at", "during"}
    )


_ADDRESSING = frozenset(
    "tell press urge thank assure inform warn brief welcome greet congratulate confront remind wish".split()
)
_CONVEYING = frozenset(
    "relay convey pass deliver express extend offer repeat reiterate explain voice give send present".split()
)


def _conveyed(scene: Scene, noun: Token, verb: Token, subjects: list[Token], out: Arguments) -> None:
    """Both ends of a call in which something is conveyed: "relayed the remark to X in a telephone call"."""
    inside = noun.head.lower_ in WITHIN and noun.lemma_.lower() in _CALLS
    if not inside or verb.lemma_ not in _CONVEYING:
        return
    told = [t for host in (verb, *clauses.objects(verb)) for t in clauses.prepositional(host, "to")]
    hearers = tuple(i for i in resolved(scene, told) if scene.actor(i).kind in PEOPLE)
    if hearers and not clauses.is_negated(verb):
        out.add(resolved(scene, subjects), anchor(subjects, verb))
        out.add(hearers, anchor(told, verb))


def _acts_at(verb: Token, noun: Token) -> bool:
    """Whether the subject does something at or during the meeting: "gave X his support at the summit"."""
    modal = any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children)
    known = any(c.lower_ in {"the", "this"} for c in noun.lefts)
    there = known and noun.head.lower_ in {"at", "during"}
    return there and verb.tag_ in {"VBD", "VBZ", "VBP"} and not modal and not clauses.is_passive(verb)


def _serves(scene: Scene, id_: str) -> bool:
    """Whether the actor is a person who serves a state or body."""
    actor = scene.actor(id_)
    return actor.kind == "person" and bool(actor.country or actor.represents or scene.offices.titles_of(id_))
