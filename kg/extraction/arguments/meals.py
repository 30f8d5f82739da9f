"""Who eats with whom: "gave a dinner for X", "a banquet in honour of X", "shared a meal with Y"."""

from __future__ import annotations

from kg.extraction.arguments.arguments import Arguments, anchor, resolved
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.event_course import JOURNEYS, MEALS
from kg.extraction.triggers.occasion_verbs import SAYING
from kg.extraction.triggers.triggers import Trigger

_SHARING = frozenset("share eat".split())
_TELLING = frozenset("tell urge warn press ask assure brief inform persuade".split())
_GIVING = frozenset("give host hold offer throw lay arrange organise organize tender".split())


def at_table(scene: Scene, trigger: Trigger, out: Arguments) -> None:
    """Adds host and guests of a meal that somebody gives for others, and who share one.

    "A gave a dinner in honour of B" gives A and B; "had dinner for his birthday" gives nobody.
    """
    noun = trigger.token
    if trigger.frame.guard == "hosted":
        _hosted(scene, noun, out)
    if not trigger.nominal or trigger.frame.lemma not in MEALS:
        return
    on = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "on" else None  # "laid on a lunch for B"
    verb = noun.head if on is None else on.head
    if noun.dep_ == "pobj" and noun.head.lower_ in {"to", "for"} and noun.head.head.lemma_ == "have":
        _had_to(scene, noun.head.head, out)  # "had X to lunch"
    given = verb.lemma_ in _GIVING and (on is not None or noun.dep_ in {"dobj", "nsubjpass"})
    hosts = [t for t in clauses.doers(verb) if t.i != noun.i] if given else []
    guests = _guests(noun) + ([*_guests(verb), *clauses.prepositional(verb, "to")] if given else [])
    guests += _as_guests(verb) if given else []
    counted = [
        o for g in guests if given for o in clauses.prepositional(g, "of")
    ]  # "for 12 of her colleagues"
    told_of = [noun, verb, *guests, *counted] if given else []
    guests += [x for t in told_of for x in clauses.prepositional(t, "including")]
    if given:
        told = clauses.subjects(verb) if clauses.is_passive(verb) and noun.dep_ == "dobj" else []
        guests += [*told, *(c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP")]
    if noun.dep_ == "dobj" and verb.lemma_ in _SHARING:
        both = [*clauses.doers(verb), *clauses.prepositional(verb, "with")]
        out.add(resolved(scene, both), anchor(both, verb))
    if noun.dep_ == "pobj" and noun.head.lower_ == "over" and set(out.actors.values()) <= {"role-host"}:
        _did_over(scene, noun, out)
    if not (hosts or guests):
        hosts, guests = _given_by(scene, noun)
    own = set(scene.principals(resolved(scene, hosts)))
    known = resolved(scene, guests) or _told_before(scene, guests, own)
    theirs = tuple(i for i in known if set(scene.principals((i,))) - own or not own)
    if theirs:  # "a dinner for members of her party" has no guest from elsewhere
        out.add(theirs, anchor(guests, noun), "role-visitor")
        out.add(resolved(scene, hosts), anchor(hosts, verb), "role-host")


def _given_by(scene: Scene, noun: Token) -> tuple[list[Token], list[Token]]:
    """The host of "a lunch given by Y", and who is there: "X's visit ended with", "X was a guest at", "X
    attended".
    """
    given = (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _GIVING)
    hosts = [x for c in given for x in clauses.agent(c)]
    verb = clauses.clause_of(noun)
    there = noun.dep_ == "pobj" and noun.head.lower_ in _AT and verb.lemma_ not in SAYING
    there = there or (noun.dep_ == "dobj" and verb.lemma_ in {"attend", "join"})
    if not hosts or not there or clauses.is_negated(verb):
        return hosts, []
    subjects = clauses.subjects(verb)
    whose = [c for s in subjects if s.lemma_.lower() in JOURNEYS for c in s.lefts if c.dep_ == "poss"]
    people = [t for t in whose or subjects if any(scene.actor(i).kind == "person" for i in scene.resolve(t))]
    return hosts, people


_AT = frozenset("at with after before during following".split())


def _hosted(scene: Scene, noun: Token, out: Arguments) -> None:
    """Guest and host of "X was the guest of Y in Oslo" and "X was Y's guest"."""
    hosts = [*(c for c in noun.lefts if c.dep_ == "poss"), *clauses.prepositional(noun, "of")]
    guests = clauses.subjects(noun.head)
    out.actors.clear()
    out.add(resolved(scene, hosts), anchor(hosts, noun), "role-host")
    out.add(resolved(scene, guests), anchor(guests, noun), "role-visitor")


def _had_to(scene: Scene, verb: Token, out: Arguments) -> None:
    """Host and guests of "A had B to dinner"."""
    guests = [x for c in verb.children if c.dep_ == "dobj" for x in clauses.conjuncts(c)]
    if resolved(scene, guests):
        out.add(resolved(scene, clauses.subjects(verb)), verb, "role-host")
        out.add(resolved(scene, guests), anchor(guests, verb), "role-visitor")


def _did_over(scene: Scene, noun: Token, out: Arguments) -> None:
    """Who does something together at a meal: "A and B settled their differences over dinner", "the ministers
    of P and Q agreed over dinner", "A told B over lunch that".
    """
    verb = clauses.clause_of(noun)
    doers = clauses.doers(verb)
    told = clauses.objects(verb) if verb.lemma_ in _TELLING else []
    ids = resolved(scene, [*doers, *told, *clauses.prepositional(verb, "with")])
    several = len(ids) > 1 or any(scene.actor(i).plural for i in ids)
    if several and len(scene.principals(ids)) > 1:
        out.add(ids, anchor(doers, verb))


def _told_before(scene: Scene, guests: list[Token], own: set[str]) -> tuple[str, ...]:
    """Who "the guests" are: those of other states whom this sentence or the one before it names.

    "X and Y came to Oslo. The king gave a lunch for his two guests": X and Y. () where the number differs.
    """
    guest = next((g for g in guests if g.lemma_.lower() in _STRANGERS), None)
    if guest is None or guest.sent.start == 0:
        return ()
    start = guest.doc[guest.sent.start - 1].sent.start
    named = (scene.index.owner[i] for i in range(start, guest.i) if i in scene.index.owner)
    people = dict.fromkeys(i for i in named if scene.actor(i).kind in {"person", "group", "delegation"})
    found = tuple(i for i in people if set(scene.principals((i,))) - own and own)
    two = any(c.lower_ in {"two", "both"} for c in guest.lefts)
    wrong = len(found) != 1 if guest.tag_ == "NN" else two and len(found) != 2
    return () if wrong else found


_STRANGERS = frozenset({"guest", "visitor"})


def _as_guests(verb: Token) -> list[Token]:
    """Who is said to be there as guests: "gave a banquet, with [X] and Y as his guests"."""
    beside = [o for t in (verb, *clauses.objects(verb)) for o in clauses.prepositional(t, "with")]
    roles = [o for t in (verb, *beside) for o in clauses.prepositional(t, "as")]
    return beside if any(o.lemma_.lower() == "guest" for o in roles) else []


def _guests(token: Token) -> list[Token]:
    """For whom something is: "for X", "in honour of X", "in X's honour"."""
    honours = [o for o in clauses.prepositional(token, "in") if o.lower_ in {"honour", "honor"}]
    whose = [c for o in honours for c in o.lefts if c.dep_ == "poss" and c.pos_ != "PRON"]
    of = [x for o in honours for x in clauses.prepositional(o, "of")]
    return [*clauses.prepositional(token, "for"), *of, *whose]
