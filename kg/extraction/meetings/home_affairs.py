"""Meetings inside one country, which are no diplomacy: "the president met governors", "talks with unions"."""

from __future__ import annotations

import re

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.arguments.contact import TRAVELLERS
from kg.extraction.grammar import clauses
from kg.extraction.meetings.journeys import on_journey
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.private_affairs import speaks_of_states
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.forming_governments import FORMING, how_often

_AT_HOME = frozenset(
    """
    governor senator lawmaker legislator parliamentarian mp congressman mayor councillor adviser advisor aide
    policeman police judge prosecutor lawyer union teacher nurse doctor farmer worker trader student pupil
    family relative parliament survivor victim resident villager voter supporter citizen
    businessman businessmen entrepreneur
    executive investor shareholder employer employee cleric bishop elder journalist youth athlete player
    volunteer troop soldier veteran pensioner parent fan cabinet
    """.split()
)
"""Whom a government meets at home, by the noun that names them."""
_FROM_ABROAD = frozenset({"visiting", "foreign", "overseas", "international"})
_LEADERS = frozenset(
    "leader leadership chief minister premier official commander head boss representative ruler".split()
)
_OF_HOME = frozenset(
    """
    business religious community union tribal army police security party provincial senior cabinet political
    regional local village labour labor industry student youth church opposition congressional school
    district municipal university club traditional
    """.split()
)
"""What makes leaders, chiefs or ministers those of home: "business leaders", "provincial premiers"."""
_OF_CONFLICTS = frozenset("tribal religious community army security elders clerics bishops".split())
"""What makes people of home a side of their own where no government meets them."""
_STATE_OFFICES = frozenset("president premier chancellor king queen prime minister secretary".split())
_OFTEN = 3
"""How often an article speaks of such before people of no known state are taken for those of parties."""
_OF_WAR = re.compile(
    r"\b(?:rebels?|militias?|insurgents?|mediat\w+|cease-?fire|truce|peace|transition\w*|junta|armed|war"
    r"|military|unity government)\b"
)
"""Words for parties to a conflict, whose meetings count in their own country, too."""
_PARTY_WORDS = frozenset("party parties opposition coalition partners faction factions bloc alliance".split())
_BODIES = frozenset("Association Bank Board Cabinet Commission Committee Council Federation".split())
_BODIES |= frozenset("Parliament parliament Politburo Representatives Senate".split())
_INSTITUTIONS = frozenset({"actor-legislature", "actor-agency", "actor-political-party"})


def of_home(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether a government meets only people of its own country, or a national body only itself.

    "The president of Peru met governors", "talks between the government and the unions", "the Senate met on
    Tuesday"; not "the president of Peru met senators of Chile" nor what takes place abroad.
    """
    actors = [scene.actor(i) for i in draft.participants]
    lands = _lands(scene, draft)
    if draft.family == "visit":
        return _travels_at_home(scene, draft, lands)
    if _of_parties(scene, draft):
        return True
    if _with_own_bodies(scene, draft, actors):
        return True
    if len(lands) == 1 and any(_own_staff(o.trigger.token) for o in draft.occurrences):
        return True
    if len(lands) > 1 or _abroad(scene, draft, lands):
        return False
    if len(actors) == 2 and _of_one_government(scene, draft, actors, lands):
        return True
    if any(_before_or_after_in_office(o.trigger.token) for o in draft.occurrences):
        return True
    if len(actors) == 1 and _institution(actors[0]):
        return draft.format in {"meeting", "conference"}
    groups = [a for a in actors if a.kind in {"group", "delegation"}]
    heads = any(_in_office(scene, a) for a in actors)
    if heads and any({"other", "regional"} <= set(a.name.lower().split()) for a in groups):
        return False  # "Prime Minister X and other regional leaders", who are heads of states as he is
    official = bool(lands) or heads
    abroad = not all(_people_at_home(a) and not _of_states(scene, a) for a in groups)
    if groups and (abroad or _sent_to_parties(scene, draft, groups)):
        return False
    if groups and len(actors) > 1:
        apart = any(_OF_CONFLICTS & set(a.name.lower().split()) for a in groups)
        return official or not (apart or speaks_of_states(scene, draft))
    return (
        len(actors) <= 1
        and (official or bool(groups))
        and any(_partner_at_home(o.trigger.token) for o in draft.occurrences)
    )


def _sent_to_parties(scene: Scene, draft: MeetingDraft, groups: list[ActorDraft]) -> bool:
    """Whether somebody of a body of states meets people of parties: "the UN envoy met representatives of ten
    parties"; not "met students", nor who also serves a state.
    """
    sides = [scene.actor(p) for p in {*scene.principals(draft.participants), *draft.extra_parties}]
    sent = bool(sides) and all(a.type == "actor-intergovernmental" for a in sides)
    return sent and all(_PARTY_WORDS & set(g.name.lower().split()) for g in groups)


def _with_own_bodies(scene: Scene, draft: MeetingDraft, actors: list[ActorDraft]) -> bool:
    """Whether people of one state meet bodies that every state has and of which no other's is told: "the
    president met the Supreme Court"; not "the International Court", "the Supreme Court of Chile".
    """
    unknown = (a for a in actors if a.kind == "organization" and a.country is None and a.key is None)
    bodies = [a for a in unknown if _OF_A_STATE & (words := set(a.name.split())) and not _OF_MANY & words]
    rest = {a.country for a in actors if a not in bodies}
    lands = {land for land in rest if land is not None}
    sides = {*scene.principals(draft.participants), *draft.extra_parties} - {a.id for a in bodies}
    return (
        bool(bodies) and len(lands) == len(rest) == 1 and sides <= lands and not _abroad(scene, draft, lands)
    )


_OF_A_STATE = frozenset("Court Assembly Congress Senate Parliament Legislature Cabinet Electoral".split())
_OF_MANY = frozenset("International European African Arab World General Criminal Justice Regional".split())


def _of_one_government(scene: Scene, draft: MeetingDraft, actors: list[ActorDraft], lands: set[str]) -> bool:
    """Whether two persons meet who serve one government: "the foreign minister phoned Prime Minister X of his
    country"; not two who both claim an office, nor where words of war make sides of them.
    """
    held = [_governing(scene, a, lands) for a in actors]
    at_war = any(_OF_WAR.search(o.trigger.token.sent.text) for o in draft.occurrences)
    return len(lands) == 1 and all(held) and held[0].isdisjoint(held[1]) and not at_war


def _governing(scene: Scene, actor: ActorDraft, lands: set[str]) -> set[str]:
    """The offices of government that a person holds in the text, of the one country."""
    offices = scene.offices
    if actor.country not in lands:
        return set()
    held = (h for h in offices.of(actor.id) if h.status == "holding-current")
    own = (offices.offices[h.office] for h in held)
    return {o.title for o in own if o.title.split()[-1] in _GOVERNING and o.body in {None, actor.country}}


_GOVERNING = frozenset("president premier chancellor minister state".split())


def _lands(scene: Scene, draft: MeetingDraft) -> set[str]:
    """The states on the sides; a body of no single state is a side of its own, a party at home is none."""
    parties = {*scene.principals(draft.participants), *draft.extra_parties}
    actors = [scene.actor(p) for p in parties]
    return {a.country or a.id for a in actors if a.country or a.type != "actor-political-party"}


def _abroad(scene: Scene, draft: MeetingDraft, lands: set[str]) -> bool:
    """Whether it takes place in another state than that of those who meet, or on a journey to one."""
    drafts = (scene.places.drafts[p] for p in draft.places)
    return bool(lands) and (bool({d.state for d in drafts} - {None} - lands) or on_journey(scene, draft))


def _travels_at_home(scene: Scene, draft: MeetingDraft, lands: set[str]) -> bool:
    """Whether people of a state only travel in it: "Premier X arrived in the province of Y", or in a town of
    no known state where the article speaks of no other state; or people of home call on who governs them:
    "the governors were on a visit to President X".
    """
    guests = [scene.actor(i) for i, role in draft.participants.items() if role != "role-host"]
    hosts = [scene.actor(i) for i, role in draft.participants.items() if role == "role-host"]
    if hosts and guests and not draft.places and {a.country for a in hosts} == lands:
        return all(a.plural and a.country is None and _people_at_home(a) for a in guests)
    if len(lands) != 1 or not guests or hosts:
        return False
    if any({a.country} != lands or a.kind not in TRAVELLERS for a in guests):
        return False
    where = scene.places.states(draft.places)
    named = (a for a in scene.index.drafts.values() if a.mentions)
    known = {a.country or a.id for a in named if a.kind == "country" or a.country or a.key}
    known |= {i for key, i in scene.index.by_key.items() if key.startswith("country:")}
    if not where:
        return known <= lands and all(map(_bare, (o.trigger.token for o in draft.occurrences)))
    return where == lands or (where == {None} and known <= lands and _towns(scene, draft))


def _bare(word: Token) -> bool:
    """Whether the words do not say where somebody is: "during the visit", not "a Middle East trip"."""
    return not (
        clauses.prepositional(word, "to", "of", "in", "across", "around")
        or any(c.dep_ in {"compound", "amod", "dobj"} for c in word.children)
    )


def _towns(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether the places are towns or provinces, not "the Baltic states" nor "the Pacific"."""
    said = [m for p in draft.places for m in scene.places.drafts[p].mentions]
    spans = [scene.doc.char_span(*m) for m in said]
    return all(s is not None and s.root.ent_type_ == "GPE" for s in spans)


def _of_parties(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether the parties of one country meet about who governs it, which is no affair of states.

    "The chancellor and the leader of the Greens met for coalition talks"; not rebels, nor with a mediator,
    nor abroad, nor one whose partners are not told unless the words of the meeting say so.
    """
    actors = [scene.actor(i) for i in draft.participants]
    sides = [scene.actor(p) for p in {*scene.principals(draft.participants), *draft.extra_parties}]
    sides = [a for a in sides if a.country or a.type not in {"actor-political-party", "actor-legislature"}]
    lands = {a.country or a.id for a in sides if a.country or a.key or a.kind == "country"}
    if len(lands) > 1 or _abroad(scene, draft, lands) or not how_often(scene.doc):
        return False
    tokens = [o.trigger.token for o in draft.occurrences]
    said = [t.sent.text for t in tokens]
    if any(_OF_WAR.search(s) for s in said) or any(a.kind == "country" or a.key in lands for a in actors):
        return False
    if any(a.country is None and not a.represents and _in_office(scene, a) for a in actors) and lands:
        return False  # "Prime Minister X", who may be of another state
    if len(actors) > 1:
        near = any(FORMING.search(s) for s in said)
        own = [a.country in lands or _of_party(scene, a) for a in actors]
        often = how_often(scene.doc) >= _OFTEN and {a.country for a in actors} <= {*lands, None}
        return near or all(own) or (often and any(own))
    words = (scene.doc[t.left_edge.i : t.right_edge.i + 1].text for t in tokens)
    return any(FORMING.search(w) for w in words) or any(_of_party(scene, a) and a.plural for a in actors)


def _of_party(scene: Scene, actor: ActorDraft) -> bool:
    """Whether somebody acts for a party: its leader or chairman, "party leaders", "leaders of the Greens"."""
    if actor.plural and _PARTY_WORDS & set(actor.name.lower().split()):
        return True
    if actor.country is not None or any(scene.actor(b).key for b in actor.represents):
        return False
    if actor.kind == "organization":
        return actor.key is None
    if actor.plural:
        return bool(actor.represents)
    return bool(actor.represents) or any(t.endswith("leader") for t in scene.offices.titles_of(actor.id))


def _institution(actor: ActorDraft) -> bool:
    """Whether an actor is a body of one country: its legislature or central bank, a party, a federation."""
    named = actor.kind == "organization" and bool(_BODIES & set(actor.name.split()))
    return bool(actor.country) and (
        actor.type in _INSTITUTIONS or (named and actor.type != "actor-joint-body")
    )


def _in_office(scene: Scene, actor: ActorDraft) -> bool:
    titles = scene.offices.titles_of(actor.id) if actor.kind == "person" else ()
    return any(t.split()[-1].lower() in _STATE_OFFICES for t in titles)


def _people_at_home(actor: ActorDraft) -> bool:
    """Whether the words for a group tell people of home: "governors of six regions", "business leaders"."""
    said = actor.name.replace("-", " ").split()
    words = [w for w in said if w.islower()] + [w.lower() for w in said[-1:] if not w.islower()]
    if _FROM_ABROAD & set(words):
        return False
    if actor.name.lower().endswith((" of state", " of government")):
        return False  # "regional heads of state"
    if "chief minister" in actor.name.lower() or said[-1:] == ["CMs"]:
        return True  # "the chief ministers of six states"
    lemmas = {*words, *(_singular(w) for w in words)}
    return bool(lemmas & _AT_HOME) or (bool(lemmas & _LEADERS) and bool(_OF_HOME & set(words)))


def _of_states(scene: Scene, actor: ActorDraft) -> bool:
    """Whether people are of a body of several states, or of many: "a delegation of the European Parliament",
    "security advisers from 30 countries".
    """
    bodies = (scene.actor(b) for b in actor.represents)
    whose = (o for h in actor.heads for o in clauses.prepositional(scene.doc[h], "from", "of"))
    many = any(o.tag_ == "NNS" and o.lemma_ in {"country", "nation"} for o in whose)
    return many or any(b.kind == "organization" and b.country is None and b.key for b in bodies)


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _partner_at_home(token: Token) -> bool:
    """Whether those met with are people of home: "talks between the government and the unions", "a joint
    cabinet meeting".
    """
    if token.pos_ == "NOUN" and any(c.lower_ == "cabinet" for c in token.lefts):
        return True
    partners = clauses.prepositional(token, "with", "between", *(["of"] if token.pos_ == "NOUN" else []))
    partners += clauses.objects(token) if token.pos_ == "VERB" else []
    return any(
        p.pos_ == "NOUN" and p.lemma_.lower() in _AT_HOME and not _FROM_ABROAD & {c.lower_ for c in p.lefts}
        for p in partners
    )


def _own_staff(token: Token) -> bool:
    """Whether somebody meets those who work for him: "met members of his delegation", "met with X, his envoy
    for Peru"; not "met the envoy of Peru and his delegation".
    """
    partners = [*clauses.prepositional(token, "with"), *(c for c in token.rights if c.dep_ == "dobj")]
    partners += [c for p in partners for c in p.rights if c.dep_ == "appos"]
    partners += [o for p in partners for o in clauses.prepositional(p, "of")]
    staff = [p for p in partners if p.lemma_.lower() in _STAFF]
    return any(c.lower_ in {"his", "her"} for p in staff for c in p.lefts)


_STAFF = frozenset("delegation team staff aide adviser advisor cabinet envoy representative".split())


def _before_or_after_in_office(token: Token) -> bool:
    """Whether somebody meets who held the same office: "hosted three of her predecessors"."""
    partners = [*clauses.prepositional(token, "with", "of"), *(c for c in token.rights if c.dep_ == "dobj")]
    words = (t for p in partners for t in p.subtree if t.lemma_.lower() in {"predecessor", "successor"})
    return any(c.tag_ == "PRP$" for t in words for c in t.lefts)
