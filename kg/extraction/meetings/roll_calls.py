"""Sentences that call the roll of a meeting: who was there, on which side, at whose head.

"Among those present were A and B. The Chilean side was led by E. G sat in the chair, in the presence of H."
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.actors.group_countries import countries_of, group_class
from kg.extraction.arguments.mediators import (
    SERVING,
    as_mediator,
    goes_between,
    known_meeting,
    mediators,
)
from kg.extraction.arguments.person_lists import named_from
from kg.extraction.arguments.presence_nouns import SIGHT, all_told, came_in, looks_on, those_told
from kg.extraction.arguments.relative_arguments import MEDIATING
from kg.extraction.arguments.signed_for import leads_other
from kg.extraction.grammar import clauses
from kg.extraction.meetings.line_lists import held_with, in_lines
from kg.extraction.meetings.states_told import states_among, states_listed
from kg.extraction.offices.service import serve
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import words_within
from kg.extraction.triggers.absences import in_his_stead

_OPENING = frozenset(
    "present attending participating participants attendees those among taking on in at around also".split()
)
_THERE = frozenset("present attending attendance participating participants attendees part hand".split())
_ROOM = frozenset("table room meeting talks summit conference session ceremony call".split())
_LEADING = frozenset({"lead", "head", "represent"})
_TEAMS = frozenset("side delegation team mission party panel".split())
_ENTOURAGE = frozenset("party delegation entourage team retinue".split())
_AT, _SIGNING = frozenset({"at", "for"}), frozenset({"attend", "sign", "initial"})
_TRAVELLING = frozenset({"travelling", "traveling", "accompanying"})
_PRESIDING = frozenset("chair witness co-chair join steer oversee moderate".split())
_RITES = frozenset("funeral burial inauguration coronation wedding requiem parade".split())
_GUESTS = frozenset("participant attendee guest invitee".split())
_COMING = frozenset("attend participate expect gather invite take join arrive come".split())
_BEING, _SENDING = frozenset({"be", "include", "comprise"}), frozenset({"send", "dispatch"})
_SENT_THERE = frozenset("envoy representative observer negotiator diplomat".split())
_SAW, _SEEN = frozenset({"see", "witness", "record"}), frozenset({"presence", "participation", "attendance"})
CALLING = _SIGNING | _BEING | _LEADING | MEDIATING | SERVING | _PRESIDING | _SENDING | _SAW
"""The verbs, by their lemmas, that may call the roll whatever stands below them."""
_OPENS = _OPENING | _THERE | _TRAVELLING | {"other", "others"}
_LONGEST, _REACH = 14, 80


def called(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """Who is said by a verb to be at the meeting that the sentences around tell of, with the words."""
    lemma = verb.lemma_.lower()
    if lemma in _BEING:
        yield from _told_after(scene, verb)
    elif held_with(verb, lemma):
        yield from _by(scene, verb)  # "was attended by A and, on the other side, by B"
        yield from in_lines(scene, verb)
    elif lemma == "chair" and clauses.is_passive(verb) and any(map(_chaired, clauses.objects(verb))):
        yield from _by(scene, verb)
    elif lemma in _LEADING and not _at_rites(verb) and clauses.is_passive(verb):
        team_only = verb.dep_ == "acl" and lemma != "represent"  # "a mission led by X may come"
        if not team_only and any(_side(scene, t) for t in clauses.objects(verb)):
            yield from _by(scene, verb)
    elif (lemma in MEDIATING and not clauses.is_passive(verb)) or as_mediator(verb):
        yield from mediators(scene, verb)
    elif (lemma in {"lead", "head"} and any(map(_team, clauses.objects(verb)))) or (
        lemma in _PRESIDING and any(map(known_meeting, clauses.objects(verb)))
    ):
        yield from _persons(scene, clauses.doers(verb))
        yield from leads_other(scene, verb, next(filter(_team, clauses.objects(verb)), verb))
    elif lemma in _SENDING:
        yield from _sent(scene, verb)
    elif lemma in _SAW and any(map(known_meeting, clauses.subjects(verb))):
        there = (c for c in verb.rights if c.dep_ == "dobj" and c.lower_ in _SEEN)
        for noun in there:  # "the summit saw the presence of other leaders, including X and Y"
            yield from _named(scene, noun.i + 1, verb.sent.end)
    yield from _looking_on(scene, verb)


def _chaired(noun: Token) -> bool:
    """Whether it is a team or meeting told of: "the consultations were chaired by X"."""
    return _team(noun) or known_meeting(noun)


def _looking_on(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """Before whom it is done: "met in the presence of X", "with X present, it was the third meeting"; and
    under whom: "the session was held under the chairmanship of X and in the presence of Y".
    """
    further = (c for p in verb.children if p.dep_ == "prep" for c in p.rights if c.dep_ == "conj")
    for child in (*verb.children, *further):
        if child.dep_ in {"prep", "conj"} and child.lower_ in {"in", "under"}:
            yield from _in_presence(scene, child)
            under = [c for c in child.rights if c.lower_ == "chairmanship"]
            if under and any(map(known_meeting, clauses.subjects(verb))):
                yield from _persons(scene, clauses.prepositional(under[0], "of"))
        elif child.dep_ == "prep" and child.lower_ == "before" and verb.lemma_ in {"sign", "initial"}:
            yield from _persons(scene, [x for o in child.children for x in clauses.conjuncts(o)])
        elif child.dep_ == "advcl" and child.lower_ == "present" and child.left_edge.lower_ == "with":
            yield from _persons(scene, clauses.subjects(child))
        for watching in [c for c in (child, *child.children) if looks_on(c)]:
            yield from _persons(scene, clauses.subjects(watching))


def _told_after(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """Who is listed after "were" or "included" as being there."""
    if _at_rites(verb):
        return
    if told := states_listed(verb):
        yield from states_among(scene, told)
    elif _calls(scene, verb) or ((verb.lemma_.lower() != "be" or _is_listed(verb)) and _guests(verb)):
        yield from _after(scene, verb)
    elif those_told(verb):
        yield from all_told(scene, verb)


def _persons(scene: Scene, tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    for token in tokens:
        yield from ((i, token) for i in scene.resolve(token) if scene.actor(i).kind == "person")


def _calls(scene: Scene, verb: Token) -> bool:
    """Whether the words before "were" or "included" only say that those who follow were there."""
    first = next((t for t in scene.doc[verb.sent.start : verb.i] if t.is_alpha), None)
    if first is None or not (first.lower_ in _OPENS or first.lemma_ in _LEADING or goes_between(first, verb)):
        return False
    before = [t for t in scene.doc[first.i : verb.i] if t.is_alpha]
    words = [t.lower_ for t in before]
    also = words[:1] == ["also"]
    opening = words[also:]
    if verb.lemma_.lower() == "be" and opening and opening[0] in _THERE and (also or _AT & {*opening[1:2]}):
        return len(words) <= _REACH  # "(Also) present at the talks between A and B were"
    if len(words) > _LONGEST:
        return False
    if before[0].tag_ == "VBG" and before[0].lemma_ in _LEADING:
        led = [c for c in before[0].rights if c.dep_ == "dobj"]
        return any(_side(scene, t) for t in led)  # "Leading the Peruvian side was X"
    if goes_between(first, verb):
        return _of_people(scene, verb)
    if verb.lemma_.lower() == "be" and (words[0] in _TRAVELLING or _in_entourage(before)):
        return True
    if words[0] in {"other", "others"} or words == ["also", "there"]:
        arrived = not {"arrived", "already"}.isdisjoint(words)  # "Others already in Lima were X and Y"
        people = _is_listed(verb) or _of_people(scene, verb)
        return people and not arrived  # "Others were X and Y", "Also there was X of Peru"
    if words[0] not in _OPENING or any(scene.index.person_at(t.i) for t in before):
        return False
    if words[:2] == ["among", "the"] and group_class(before[-1]) == "officials":
        return verb.lemma_.lower() == "be"  # "Among the ministers were X and Y"
    if words[0] == "on" and words[-1] == "side":
        return any(_side(scene, t) for t in before)
    if words[:2] == ["those", "who"] and before[2:3] and before[2].lemma_ in _COMING:
        return before[2].tag_ == "VBD"  # "Those who attended the dinner included X"
    begun = words[0] in {"also", "around", "at", "in", "among", "those"}
    return bool(_THERE & set(words)) or (
        begun and not _ROOM.isdisjoint((words[-1], before[-1].lemma_.lower())) and "who" not in words
    )


def _of_people(scene: Scene, verb: Token) -> bool:
    """Whether persons or their groups follow a verb as what it tells: "Others were X", not "were killed"."""
    told = [c for c in verb.rights if c.dep_ in {"attr", "nsubj", "dobj"}]
    kinds = {scene.actor(i).kind for c in told[:1] for i in scene.resolve_all(c)}
    return bool(kinds) and kinds <= {"person", "group", "delegation"}


def _guests(verb: Token) -> bool:
    """Whether the subject is for those who are there: "the participants", "leaders expected at the talks"."""
    awaited = verb.head if verb.dep_ in {"xcomp", "conj"} and verb.head.lemma_ == "expect" else verb
    if awaited.i < verb.i:  # "said leaders expected at the talks to include X"
        told = [awaited.head, *(c for c in awaited.lefts if c.dep_ in {"nsubj", "nsubjpass"})]
        return any(group_class(t) is not None and t.tag_ in {"NNS", "NNPS"} for t in told)
    for noun in (c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ in {"NNS", "NNPS"}):
        if noun.lemma_.lower() in _GUESTS:
            return True
        if group_class(noun) is not None:
            acting = [c for c in noun.rights if c.dep_ in {"acl", "relcl"}]
            return any(c.lemma_.lower() in _COMING for c in acting)
    return False


def _is_listed(verb: Token) -> bool:
    """Whether a list follows that is set apart: "Ministers attending the meeting are: X and Y"."""
    return bool(verb.doc[verb.i + 1 : verb.i + 2].text == ":")


def _at_rites(verb: Token) -> bool:
    """Whether a funeral or the like is told of, whose guests no more than attend it."""
    return bool(words_within(verb.doc, _RITES, max(0, verb.i - _REACH), verb.sent.end))


def _in_entourage(before: list[Token]) -> bool:
    """Whether a sentence begins with "In his party": "his" being the traveller told of."""
    return (
        len(before) == 3
        and before[0].lower_ == "in"
        and before[1].tag_ == "PRP$"
        and before[2].lower_ in _ENTOURAGE
    )


def _team(noun: Token) -> bool:
    return noun.lemma_.lower() in _TEAMS - {"party"}


def of_two_led(scene: Scene, last: Token) -> bool:
    """Whether the sentence after a word of a meeting says who led the sides of two states: "The Peruvian
    side was headed by A and the Chilean side by B".
    """
    if last.sent.end >= len(scene.doc):
        return False
    sent = scene.doc[last.sent.end].sent
    teams = [t for t in sent if _team(t)] if any(t.lemma_ in _LEADING for t in sent) else []
    return len(teams) > 1 and len({c for t in teams for c in countries_of(scene.index, t)}) > 1


def _side(scene: Scene, noun: Token) -> bool:
    """Whether a noun is a side or delegation, a country or a body."""
    ids = (scene.index.owner.get(noun.i), scene.index.adjective.get(noun.i))
    people = noun.tag_ == "NNPS" and bool(scene.principals(scene.resolve(noun)))  # "the Chileans"
    return (
        _team(noun)
        or people
        or came_in(noun)
        or any(i and scene.actor(i).kind in {"country", "organization"} for i in ids)
    )


def _after(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """The persons listed after the verb, and after each further "side", and the groups listed with them."""
    behind = (t.i for t in scene.doc[verb.i : verb.sent.end] if t.text == ":")
    starts = [
        next(behind, verb.i) + 1,
        *(t.i + 1 for t in scene.doc[verb.i : verb.sent.end] if t.lower_ == "side"),
    ]
    for start in starts:
        yield from _named(scene, start, verb.sent.end)
    yield from _teams(scene, [c for c in verb.rights if c.dep_ in {"nsubj", "attr", "dobj"}])


def _teams(scene: Scene, tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    for token in tokens:
        for id_ in scene.resolve_all(token):
            actor = scene.actor(id_)
            team = actor.kind in {"group", "delegation"} and actor.type != "actor-population"
            if team or (actor.kind == "person" and actor.unnamed):
                yield id_, token


def _named(scene: Scene, first: int, last: int) -> Iterator[tuple[str, Token]]:
    """The first person named from a token on, unless a verb stands before, and those listed after."""
    for token in scene.doc[first:last]:
        if scene.index.person_at(token.i):
            after = scene.doc[token.i + 1 : token.i + 2]
            if any(t.tag_ == "POS" or scene.index.person_at(t.i) for t in after):
                continue  # "President X's envoy Y"
            for id_ in named_from(scene, token.i):
                _serves(scene, id_, first)
                yield id_, token
            return
        if token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG":
            return


def _serves(scene: Scene, person: str, i: int) -> None:
    """Gives who serves nobody yet the side named just before: "the Peruvian side was led by | X"."""
    if scene.actor(person).country or scene.actor(person).represents:
        return
    sent = scene.doc[i - 1].sent
    for token in reversed(scene.doc[max(sent.start, i - 8) : i]):
        id_ = scene.index.adjective.get(token.i) or scene.index.owner.get(token.i)
        if id_ is not None and id_ != person:
            if scene.actor(id_).kind in {"country", "organization"}:
                serve(scene.index, scene.actor(person), id_)
            return


def _by(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """The persons after each "by": "the Peruvian side was led by A and the Chilean side by their envoy"."""
    for token in scene.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ == "by" and token.nbor(-1).lower_ != "not":
            named = list(_named(scene, token.i + 1, verb.sent.end))
            yield from named or _teams(scene, [c for c in token.rights if c.dep_ == "pobj"])


def _sent(scene: Scene, verb: Token) -> Iterator[tuple[str, Token]]:
    """Whom a state sends to the meeting: "Peru sent X and Chile its minister, Y"; not "sent X to Oslo". Who
    sends a team takes part: "China sent a delegation". So whom a leader sends who stays away: "President X
    skipped the summit and sent Y".
    """
    senders = [i for s in clauses.subjects(verb) for i in scene.resolve(s)]
    elsewhere = any(c.dep_ in {"prep", "dative"} and c.lower_ == "to" for c in verb.children)
    if elsewhere or clauses.is_passive(verb):
        return
    if not any(scene.actor(i).kind in {"country", "organization"} for i in senders):
        if in_his_stead(verb):
            yield from _persons(scene, clauses.objects(verb))
            yield from _teams(scene, clauses.objects(verb))
        return
    if any(_team(o) or o.lemma_.lower() in _SENT_THERE for o in clauses.objects(verb)):
        yield from ((i, verb) for i in senders)
    for token in verb.subtree:
        person = scene.index.person_at(token.i)
        if token.i > verb.i and person and token.dep_ in {"dobj", "conj", "appos", "npadvmod"}:
            _serves(scene, person, token.i)
            yield person, token


def _in_presence(scene: Scene, prep: Token) -> Iterator[tuple[str, Token]]:
    """In whose presence something is done: "met in X's presence", "signed under the eyes of X"."""
    for noun in (c for c in prep.children if c.dep_ == "pobj" and c.lower_ in SIGHT):
        yield from _persons(scene, [c for c in noun.lefts if c.dep_ == "poss"])
        if there := clauses.prepositional(noun, "of"):
            yield from _named(scene, noun.i + 2, noun.sent.end)
            yield from _teams(scene, there)
