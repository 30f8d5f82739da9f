"""The arguments of nouns that denote meetings: phrase, governing verb, relative clauses."""

from __future__ import annotations

from kg.extraction.actors.actors import is_public
from kg.extraction.actors.group_countries import group_class
from kg.extraction.arguments.arguments import (
    Arguments,
    anchor,
    at_house,
    listed_states,
    resolved,
)
from kg.extraction.arguments.bound_for import bound_for
from kg.extraction.arguments.occasion_arguments import OUTSIDE, SPEAKING_OF, occasion
from kg.extraction.arguments.other_side import add_other_side, both_ends, rings
from kg.extraction.arguments.partner_places import beside_partner
from kg.extraction.arguments.presence_nouns import (
    joint_agent,
    partakers,
    presided,
    sent_to,
    spoke_beside,
    the_one_told_of,
)
from kg.extraction.arguments.relative_arguments import (
    MEDIATING,
    PARTICIPANT_PREPS,
    agent_role,
    clauses_told,
    doer_role,
    done_at_it,
    done_too,
    relative,
    run_by,
    tells_where,
    to_be_done,
    told_of_others,
)
from kg.extraction.arguments.sides_behind import behind_setting, behind_topic, of_third, taken_for_subject
from kg.extraction.arguments.visit_arguments import (
    is_compared,
    visited,
    visitors_behind,
    visitors_of,
)
from kg.extraction.arguments.whose_journey import called_off, own_journey, toured
from kg.extraction.grammar import clauses
from kg.extraction.places.place_words import is_matter
from kg.extraction.scene import Scene
from kg.extraction.times.named_rounds import TURNS, by_part, counted_after, one_of
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.absences import stays_away
from kg.extraction.triggers.coming_about import is_convened
from kg.extraction.triggers.noun_guards import beside_government
from kg.extraction.triggers.noun_readings import (
    BACKING,
    SPONSORING,
    before_participle,
    brings_aid,
    modifiers,
    says_rank,
)
from kg.extraction.triggers.occasion_verbs import LIGHT, told_first, verb_of_occasion
from kg.extraction.triggers.paid_calls import called_on
from kg.extraction.triggers.pro_forms import counting, is_listed, whole_of
from kg.extraction.triggers.sittings import made_of
from kg.extraction.triggers.spent_time import receivers
from kg.extraction.triggers.triggers import Trigger, names_meeting
from kg.extraction.triggers.verb_status import CALLING_FOR, CHANGE_VERBS

_HOSTED = frozenset({"hosted"})
_CALLING_OFF = frozenset("cancel postpone delay scrap suspend call put break cut defer extend".split())
_PROPOSING = frozenset("use consider propose offer seek plan want mull weigh request suggest".split())
_PROPOSING |= frozenset("announce rule accept float eye".split())
_COURSE = TURNS | frozenset({"hosting", "staging", "convocation"})


def noun_arguments(scene: Scene, trigger: Trigger, out: Arguments) -> None:
    """Adds to ``out`` what the phrase of a noun, its governing verb and its relative clauses say.

    "held talks with B in Oslo" gives subject, B and Oslo; "rejected talks with B" does not give its subject.
    """
    noun = trigger.token
    if trigger.frame.frame == "phone":
        both_ends(scene, noun, clauses.clause_of(noun), out)
        return
    _phrase(scene, noun, trigger, out)
    for inner in (*made_of(noun), *counted_after(noun)):  # "a round of talks with X"
        _phrase(scene, inner, trigger, out)
    beside_partner(scene, noun, out)
    misread = [c for c in noun.lefts if c.dep_ == "nsubj"]
    if misread and any(c.tag_ in {"VBN", "VBD"} and c.lemma_ in LIGHT for c in noun.lefts):  # as one noun
        out.add(resolved(scene, misread), anchor(misread, noun))  # "A and B co-chaired talks"
    outer = whole_of(noun)
    verb = outer.head if outer.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "oprd"} else None
    if verb is None and outer.dep_ in {"pobj", "pcomp"}:
        sent_to(scene, outer, out)
        bound_for(scene, outer, out)
        among = any(c.lower_ in {"between", "among"} for c in noun.rights)
        verb = None if among and out.paired else verb_of_occasion(outer)  # "met X after talks among experts"
    if verb is not None and verb.pos_ in {"VERB", "AUX"}:
        _governor(scene, outer, verb, out, later=noun.dep_ == "conj" and out.paired)
    own = scene.places.located(noun) if is_listed(noun) and outer.dep_ == "pobj" else []
    out.places[:] = own or out.places  # "took part in the summit in Lima and the talks in Bern"
    for clause in clauses_told(noun):
        if trigger.family != "visit" or not tells_where(clause):  # whom one sees on a visit makes no visit
            relative(scene, clause, out)
        else:
            done_at_it(scene, clause, out)
    for place in clauses.prepositional(noun, "in", "at"):  # "a summit in Oslo where A pledged"
        for clause in (c for c in place.children if c.dep_ == "relcl" and tells_where(c)):
            done_at_it(scene, clause, out)
    for clause in run_by(noun) if trigger.family != "visit" else []:
        relative(scene, clause, out)
    _members(scene, noun, out)
    add_other_side(scene, trigger, outer, out)
    told = () if (counted := counting(noun) or one_of(noun)) is None else (counted,)
    out.places.extend(p for t in (noun, *told) for p in scene.places.located(t) if p not in out.places)
    if trigger.family == "visit":
        visited(scene, trigger, outer, out)


def _members(scene: Scene, noun: Token, out: Arguments) -> None:
    """Whose event it is: P and Q of "the 8th P-Q Joint Commission", the body of "the 31st P Forum opened"."""
    id_ = scene.index.owner.get(noun.i)
    body = scene.actor(id_) if id_ is not None else None
    if body is not None and body.type == "actor-joint-body" and len(body.members) > 1:
        out.add(tuple(body.members), noun)
    if body is not None and body.type == "actor-intergovernmental" and is_convened(noun):
        out.add((body.id,), noun)


def _phrase(scene: Scene, noun: Token, trigger: Trigger, out: Arguments) -> None:
    """Arguments inside the noun phrase: prepositions, possessive, compounds."""
    missed = noun.dep_ == "dobj" and stays_away(noun.head)  # "some will miss the summit, including X"
    preps = [c for c in noun.children if c.dep_ in {"prep", "agent"} or c.lower_ in PARTICIPANT_PREPS]
    with_one = any(p.lower_ == "with" for p in preps)  # "the talks of X with Y"
    for prep in [w for p in preps for w in (p.children if p.lower_ == "along" else (p,))]:
        if missed and prep.lower_ == "including":
            continue
        inside = [p for p in prep.children if p.dep_ in {"pobj", "dobj", "pcomp"}]
        objects = [x for p in inside for x in clauses.conjuncts(p)]
        lower = prep.lower_
        objects += taken_for_subject(prep, objects)
        of_gathering = (
            lower in {"of", "for"}
            and trigger.family != "visit"
            and (trigger.frame.frame in {"meeting", "summit", "conference"} or with_one)
            and not (lower == "for" and brings_aid(noun))
        )
        paid = trigger.format == "meeting" and lower in {"on", "upon"}  # "a courtesy call on X"
        called = trigger.frame.frame == "call" and (lower == "to" or paid)
        called = called or (trigger.format == "meeting" and trigger.frame.frame == "visit" and lower == "to")
        if lower in PARTICIPANT_PREPS or of_gathering or called or lower in {"by", "from"}:
            if lower in {"of", "for", "from", "to"}:
                objects = [x for o in objects for x in _resolvable(scene, o, 4 if of_gathering else 1)]
            objects = [o for o in objects if trigger.family != "visit" or not is_compared(o)]
            ids = resolved(scene, objects)
            if of_gathering and trigger.frame.frame == "summit":
                _of_states(scene, ids)
            out.paired = out.paired or (bool(ids) and lower in PARTICIPANT_PREPS)
            out.add(ids, anchor(objects, noun))
    out.add(resolved(scene, hosts := called_on(noun)), anchor(hosts, noun))
    out.add(resolved(scene, there := partakers(noun)), anchor(there, noun))
    presided(scene, noun, out)
    sides = [] if out.paired else behind_topic(noun) or behind_setting(noun)
    out.paired = out.paired or bool(sides)
    out.add(resolved(scene, sides), anchor(sides, noun))
    if trigger.family == "visit":
        people = [*visitors_of(scene, trigger), *visitors_behind(scene, noun)]
        out.add(resolved(scene, people), anchor(people, noun), "role-visitor")
    for child in _possessors(noun):
        _possessor(scene, child, trigger, out)
    named = [c for c in noun.lefts if (c.dep_, c.tag_) == ("compound", "NNS") and group_class(c)]
    named += [c for c in noun.lefts if c.lower_ == "heads" and any(x.dep_ == "compound" for x in c.lefts)]
    out.add(resolved(scene, named), noun)  # "EU foreign ministers | meeting in Oslo agreed"
    for word in modifiers(noun):
        if word.dep_ != "poss" and not any(c.left_edge.i <= word.i <= c.i for c in named):
            _modifier(scene, word, trigger, out)


_UNIONS = frozenset(
    """
    organization organisation council community union forum league alliance association commission group
    movement partnership conference initiative process cooperation
    """.split()
)


def _of_states(scene: Scene, ids: tuple[str, ...]) -> None:
    """Takes a body that only the text knows for one of states where its summit is told of."""
    for actor in map(scene.actor, ids):
        if actor.kind == "organization" and actor.type is None and _UNIONS & set(actor.name.lower().split()):
            actor.type = "actor-intergovernmental"


def _resolvable(scene: Scene, noun: Token, depth: int) -> list[Token]:
    """The noun if it denotes actors, else what it is made of: "the conference of the heads of the Union"."""
    if scene.resolve(noun):
        return [noun]
    inner = clauses.prepositional(noun, "of") if depth > 1 else []
    return [x for o in inner for x in _resolvable(scene, o, depth - 1)]


def _possessors(noun: Token) -> list[Token]:
    """Whose the noun is, also where the name hangs on a measure: "X's eight-country swing"."""
    before = noun.doc[max(0, noun.i - 2) : noun.i]
    joined = len(before) == 2 and before[0].text == "-" and before[1].pos_ == "NOUN"
    measures = [before[1]] if joined and before[1].head.i == noun.i else []
    if noun.dep_ == "conj" and noun.tag_ == "NNS" and not any(noun.lefts) and names_meeting(noun.head):
        measures.append(noun.head)  # "X's meeting with Y and talks with Z"
    if (course := by_part(noun, _COURSE)).i != noun.i:
        measures.append(course)  # "X's holding of talks with Y"
    return [c for t in (noun, *measures) for c in t.lefts if c.dep_ == "poss" and not says_rank(c)]


def _possessor(scene: Scene, word: Token, trigger: Trigger, out: Arguments) -> None:
    """Whose meeting it is ("the president's visit"), or where, when the possessor is nobody but a place."""
    ids = tuple(i for c in clauses.conjuncts(word) for i in scene.resolve(c))
    if ids:
        hosted = word.head.lower_ in {"hosting", "staging"}
        role = "role-visitor" if trigger.family == "visit" else "role-participant"
        out.add(ids, word, "role-host" if hosted else role)
    elif (place := scene.places.at(word)) is not None:
        out.places.append(place)


def _modifier(scene: Scene, word: Token, trigger: Trigger, out: Arguments) -> None:
    """A word before the noun: actors of "US-China talks" and "the EU summit", the place of "Geneva talks"."""
    index = scene.index
    if (match := index.by_token.get(word.i)) and (match.via == "city" or match.entry.kind == "place"):
        pair = any(t.text == "-" for t in word.doc[max(0, match.start - 1) : match.end + 1])
        if pair and word.doc[match.end : match.end + 2].text in {"-format", "-style", "-based"}:
            return  # "the Astana-format summit"
        unlike = any(c.dep_ == "conj" and c.i not in index.by_token for c in word.rights)
        if pair and (seat := scene.resolve(word)):
            out.add(seat, word)
        elif not pair and not unlike and not is_matter(match, trigger.token):
            out.places.extend(p for p in (scene.places.at(word),) if p is not None and p not in out.places)
        return
    other = scene.resolve(word) if beside_government(word) else ()
    out.paired = out.paired or bool(other)
    id_ = index.owner.get(word.i) or index.adjective.get(word.i) or next(iter(other), None)
    if id_ is None or id_ == index.owner.get(trigger.token.i) or at_house(scene, word, out):
        return  # "the East Asia Summit" is the occasion itself
    if trigger.family == "visit" and (scene.actor(id_).kind == "country" or toured(trigger.token)):
        return
    if not before_participle(word, BACKING):
        hosted = "role-host" if before_participle(word, _HOSTED) else "role-participant"
        role = "role-mediator" if before_participle(word, SPONSORING - _HOSTED) else hosted
        out.add(tuple(index.shared.get(word.i, (id_,))), word, role)  # both of "the U.S.-China talks"


def _governor(scene: Scene, noun: Token, verb: Token, out: Arguments, *, later: bool) -> None:
    """Participants that the governing verb gives: subject of "hold talks", agent of "were held by"; to a
    ``later`` noun of a list, which has sides of its own, not those of ``noun``.
    """
    lemma = verb.lemma_
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        for told in (verb, *done_too(verb)):
            _as_subject(scene, told, out)
        return
    subjects = receivers(noun) or [*clauses.doers(verb), *spoke_beside(noun, verb)]
    ids = resolved(scene, subjects)
    if noun.dep_ == "pobj":
        for_it = noun.head.lower_ == "for" and lemma in CALLING_FOR and out.paired
        sides, own = (set(scene.principals(i) if for_it else ()) for i in (out.actors, ids))
        if sides and not (own and own <= sides):  # "called for a summit with Y", not "between us and Y"
            out.add(tuple(i for i in ids if scene.actor(i).kind != "organization"), anchor(subjects, verb))
        occasion(scene, noun, verb, subjects, ids, out)
    elif told_of_others(scene, noun, verb, ids, out):
        return
    elif lemma in _CALLING_OFF and not clauses.is_negated(verb):
        called_off(scene, noun, ids, anchor(subjects, verb), out)
    elif lemma in _PROPOSING and (out.paired or own_journey(noun, lemma)) and not clauses.is_negated(verb):
        people = tuple(i for i in ids if scene.actor(i).kind != "organization" or is_public(scene.actor(i)))
        out.add(people, anchor(subjects, verb))  # "A is considering a summit with B"
    elif out.actors and (lemma == "discuss" or (lemma == "resume" and of_third(scene, noun, ids, out))):
        return  # "discussed the visit by X", "the talks between A and B", which are others'
    elif lemma == "tell" and not clauses.is_negated(verb):  # "X told the conference in Oslo that"
        out.add(tuple(i for i in ids if scene.actor(i).kind == "person"), anchor(subjects, verb))
    elif lemma == "attend" and the_one_told_of(noun, out) and not stays_away(verb):
        out.attending.update({i: anchor(subjects, verb) for i in ids})
    elif (lemma in LIGHT or receivers(noun) or rings(noun, lemma)) and not stays_away(verb):
        out.add(ids, anchor(subjects, verb), doer_role(noun, lemma, ids, out))
        ends = ("from", "to") if rings(noun, lemma) else ("on", "upon") if lemma == "pay" else ()
        met = () if later else clauses.prepositional(verb, *PARTICIPANT_PREPS, *ends)
        between = [o for o in met if o.i > verb.i or o.lower_ == "whom" or told_first(o, subjects)]
        out.add(resolved(scene, between), anchor(between, verb))
        out.places.extend(p for p in scene.places.located(verb) if p not in out.places)


def _as_subject(scene: Scene, verb: Token, out: Arguments) -> None:
    """Who takes part where the meeting is the subject: "talks were held by A", "the summit brought B"."""
    lemma = verb.lemma_
    if (done := to_be_done(verb)) is not None:
        _as_subject(scene, done, out)
    if clauses.is_passive(verb):
        there = resolved(scene, agents := [] if stays_away(verb) else joint_agent(verb))
        if lemma in {"attend", "join"}:  # "the audience was attended by A and B": not they alone
            out.attending.update({i: anchor(agents, verb) for i in there})
        elif lemma not in OUTSIDE:
            out.add(there, anchor(agents, verb), agent_role(lemma, len(there)))
    broken = lemma in CHANGE_VERBS and not clauses.is_passive(verb)  # "broke off, with the two apart"
    preps = ["between"] if broken else [] if lemma == "coordinate" else PARTICIPANT_PREPS
    if lemma in MEDIATING and (beside := clauses.prepositional(verb, "alongside")):  # "by X alongside Y"
        out.add(resolved(scene, beside), anchor(beside, verb), agent_role(lemma))
    presided(scene, verb, out)
    out.add(resolved(scene, taking_part := partakers(verb)), anchor(taking_part, verb))
    if lemma in LIGHT or clauses.is_passive(verb) or lemma in {"be", "involve", "bring", *CHANGE_VERBS}:
        out.add(resolved(scene, between := clauses.prepositional(verb, *preps)), anchor(between, verb))
    where = [o for p in verb.children if p.dep_ == "prep" for o in p.children if o.dep_ == "pobj"]
    involving = [c for t in (verb, *where) for c in t.children if c.lower_ in {"involving", "bringing"}]
    for told in [verb, *involving] if lemma in {"involve", "include", "bring", "draw"} else involving:
        out.add(resolved(scene, objects := clauses.objects(told)), anchor(objects, told))
        out.add(tuple(i for o in objects[:1] for i in listed_states(scene, o)), anchor(objects, told))
    here = [] if clauses.is_passive(verb) and lemma in SPEAKING_OF else scene.places.located(verb)
    out.places.extend(p for p in here if p not in out.places)
