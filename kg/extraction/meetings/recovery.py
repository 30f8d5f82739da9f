"""Sides and participants that the words of a meeting leave unsaid, from its sentence and the article."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.actors.group_countries import group_class
from kg.extraction.arguments.city_asides import but_hosts, only_hosts, only_locates, where_a_city_lies
from kg.extraction.arguments.settling import RUNNING
from kg.extraction.arguments.two_events import of_others
from kg.extraction.arguments.unsaid_states import serves_nobody, told_by_unknown
from kg.extraction.grammar import clauses
from kg.extraction.grammar.saying import main_of
from kg.extraction.meetings.known_seats import name_known_sides
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.named_events import has_own_name
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.meetings.own_accounts import add_who_tells
from kg.extraction.meetings.shared_titles import add_states_of_title
from kg.extraction.meetings.spoken_states import told_together
from kg.extraction.meetings.visits import of_last_doer, on_day_of
from kg.extraction.references.last_named import is_parted, number_of_states
from kg.extraction.references.whose_meetings import both_spoken_of
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.absences import absentees
from kg.extraction.triggers.noun_readings import BACKING, SPONSORING, before_participle
from kg.extraction.triggers.triggers import names_meeting

_OUTSIDE = BACKING | SPONSORING
_FOES = frozenset("separatists rebels insurgents guerrillas militants".split())


def add_unsaid_side(scene: Scene, occurrence: Occurrence) -> None:
    """Adds the side that one-sided talks leave unsaid: of the sentence, else the most named country.

    "Talks with B will resume" in an article on A: A is the other party, not a participant. The government
    that talks with rebels is that of their country. "Talks between Libya's rival parliaments resumed in
    Morocco" leaves nobody unsaid.
    """
    add_who_tells(scene, occurrence)
    name_known_sides(scene, occurrence)
    add_states_of_title(scene, occurrence)
    arguments = occurrence.arguments
    principals = scene.principals(arguments.actors)
    token, frame = occurrence.trigger.token, occurrence.trigger.frame.frame
    if frame != "talks" or not occurrence.trigger.nominal or len(principals) != 1 or not arguments.paired:
        return
    between = clauses.prepositional(token, "between", "among")
    of_many = any(number_of_states(o) is not None for o in clauses.prepositional(token, "with"))
    if of_many or (len(between) == 1 and between[0].tag_ in {"NNS", "NNPS"}):
        return  # "with the leaders of eight nations"
    foes = {w for i in arguments.actors for w in scene.actor(i).name.lower().split()} & _FOES
    unknown = any(serves_nobody(scene, scene.actor(i)) for i in arguments.actors)
    unknown |= len(arguments.actors) > 1 and any(_of_states_unsaid(scene, i) for i in arguments.actors)
    if unknown or (len(arguments.actors) > 1 and (len(between) > 1 or foes)):
        return  # "with Commissioner X", "Peru's talks with separatists" leave nobody unsaid
    if any(t.lower_ in _BESIDE_WARS for t in clauses.prepositional(token, "with")):
        return  # "with the truce monitors", who are of neither side
    governed = any(t.lower_ == "government" for t in token.subtree)
    own = [c for p in principals if governed and (c := scene.actor(p).country) is not None]
    own += _states_named(scene, token) if governed else []  # before that of who only mediates
    found = [*own, *_who_tells(scene, token), *sentence_parties(scene, token)]
    venues = {scene.places.drafts[p].actor for p in arguments.places}  # "resumed in Morocco"
    here = [p for p in found if p not in principals and p not in venues]
    if not here and told_by_unknown(scene, token):  # "the broker X said the talks with Y"
        return
    apart = (*principals, *_goals(scene, token))
    rest = here or _most_named(scene, besides=apart, hosts=True)
    ruling = governed and any(scene.actor(p).kind == "country" for p in rest)
    arguments.parties.extend([p for p in rest if not ruling or scene.actor(p).kind == "country"][:1])


def _of_states_unsaid(scene: Scene, id_: str) -> bool:
    """Whether several states are a side that are not named: "six powers", "the Gulf states"."""
    actor = scene.actor(id_)
    words = actor.name.lower().split()
    return actor.kind == "group" and not actor.represents and not _POWERS.isdisjoint(words[-1:])


_POWERS = frozenset("powers states countries nations".split())
_BESIDE_WARS = frozenset("monitors observers inspectors mediators facilitators peacekeepers".split())


def _states_named(scene: Scene, token: Token) -> list[str]:
    """The states that the sentence of a token names itself, in order."""
    owners = (
        scene.index.owner.get(t.i) or scene.index.adjective.get(t.i)
        for t in token.sent
        if not (_is_goal(t) or where_a_city_lies(scene, t.i))
    )
    return list(dict.fromkeys(o for o in owners if o is not None and scene.actor(o).kind == "country"))


def of_other_date(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether a meeting told of before is not meant, but one of the same parties on a day of its own.

    "A met B. A meeting set for August had been called off": nobody else is named beside it. Not "a meeting of
    the board in May", nor one that was held, which may be anybody's.
    """
    token = occurrence.trigger.token
    undone = occurrence.status[0] in {"cancelled", "postponed", "planned", "suspended"}
    named = clauses.prepositional(token, "of", "with", "between")
    subject = token.dep_ in {"nsubj", "nsubjpass"}
    bare = subject and not occurrence.definite and token.tag_ == "NNS"  # "formal talks are set for Monday"
    return bool(
        undone
        and (occurrence.indefinite or bare)
        and occurrence.spans
        and not named
        and not sentence_parties(scene, token)
    )


def _who_tells(scene: Scene, token: Token) -> list[str]:
    """The countries that the subjects of the clauses around act for, the nearest clause first.

    "A said that B had announced talks with C" -> B, A: who opens talks is nearer than who speaks of it.
    """
    verb = clauses.clause_of(token)
    out: list[str] = []
    while verb.pos_ in {"VERB", "AUX"}:
        acting = [i for s in clauses.doers(verb) for i in scene.resolve_all(s)]
        out.extend(p for p in scene.principals(acting) if scene.actor(p).kind == "country")
        if verb.head.i == verb.i:
            break
        verb = clauses.clause_of(verb.head)
    return list(dict.fromkeys(out))


def _most_named(scene: Scene, besides: tuple[str, ...] = (), *, hosts: bool = False) -> list[str]:
    """The countries and armed groups of the article but for some, the most named first; those that are only
    told as where people meet for ``hosts`` alone.
    """
    countries = [
        d
        for d in scene.index.drafts.values()
        if (d.kind == "country" or d.type == "actor-armed-group" or d.key == "body:EU")
        and d.id not in besides
        and not only_locates(scene, d.id, d.heads)
        and (hosts or not only_hosts(scene, d.id, d.heads))
        and (_is_named(scene, d, hosts=hosts) or _is_implied(scene, d.id, hosts=hosts))
    ]
    return [d.id for d in sorted(countries, key=lambda d: (-len(d.mentions), int(d.id[1:])))]


def _is_named(scene: Scene, draft: ActorDraft, *, hosts: bool) -> bool:
    """Whether a state is told of, also by a town in it for ``hosts`` alone: "said in Lima" names no Peru."""
    told = hosts or draft.heads or draft.kind != "country" or draft.id in scene.index.adjective.values()
    return bool(draft.mentions and told)


def _is_implied(scene: Scene, id_: str, *, hosts: bool) -> bool:
    """Whether an actor of the article stands for a state, or, for ``hosts``, a town lies in it."""
    drafts = scene.index.drafts.values()
    if hosts:
        return any(scene.implying(id_, drafts))
    return any(id_ == d.country or id_ in d.represents for d in drafts)


def sentence_parties(scene: Scene, token: Token) -> list[str]:
    """The countries and bodies for which the named actors of the token's sentence stand, in order."""
    return _parties_besides(scene, token, of_others(token))


def _parties_besides(scene: Scene, token: Token, others: Collection[int]) -> list[str]:
    """The same without those whom other words tell of, and who only backs it: "UN-backed talks"."""
    out: dict[str, None] = {}
    for i in range(token.sent.start, token.sent.end):
        id_ = scene.index.owner.get(i) if i not in others else None
        if id_ is None and i not in others and is_parted(scene.doc[i]):
            id_ = next(iter(scene.resolve(scene.doc[i])), None)
        if id_ is None or before_participle(scene.doc[i], _OUTSIDE) or where_a_city_lies(scene, i):
            continue
        if _is_topic(scene.doc[i]) or _is_goal(scene.doc[i]):
            continue
        held = [h.status for h in scene.offices.of(id_)]
        if held and set(held) <= {"holding-former", "holding-then"}:
            continue  # "the mediator, former president X of Peru"
        if scene.actor(id_).type != "actor-media":  # "told Xinhua that"
            for principal in scene.principals((id_,)):
                out.setdefault(principal)
    return list(out) or _of_delegations(scene, token, others)


def _of_delegations(scene: Scene, token: Token, others: Collection[int]) -> list[str]:
    """Whose the delegations of the sentence are, "talks broke down after the Peruvian delegation left", else
    the officials of two states: "Peruvian and Chilean officials traded blame after talks broke down".
    """
    people = [(t, group_class(t)) for t in token.sent if t.i not in others]
    teams = [t for t, kind in people if kind == "delegation"]
    if sent := list(scene.principals(i for t in teams for i in scene.resolve(t))):
        return sent
    ranks = [t for t, kind in people if kind == "officials"]
    two = list(scene.principals(i for t in ranks for i in scene.resolve(t)))
    return two if len(two) == 2 else []


def _is_topic(word: Token) -> bool:
    """Whether a state is what is spoken of: "the talks focused on oil and Syria", "talks about Chad"."""
    while word.dep_ == "compound" or (word.dep_ == "conj" and word.head.i < word.i):
        word = word.head
    above = word.head.head
    if word.dep_ != "pobj" or word.head.lower_ not in {"on", "about", "over", "upon"}:
        return False
    return above.lemma_ in _SPENT or (above.pos_ == "NOUN" and names_meeting(above))


def _goals(scene: Scene, token: Token) -> list[str]:
    """The states to which the sentence of a token says that somebody goes on, or to whose towns: "met X
    before leaving for Tehran", "left Lima for Oslo after talks".
    """
    over = token.dep_ == "pobj" and token.head.lower_ in {"after", "following"}
    goals = [t for t in token.sent if _is_goal(t, after=over)]
    named = [m.entry for t in goals if (m := scene.index.by_token.get(t.i)) is not None]
    keys = (e.key if e.kind == "country" else e.country for e in named)
    return [id_ for k in keys if k is not None and (id_ := scene.index.by_key.get(k)) is not None]


def _is_goal(word: Token, *, after: bool = False) -> bool:
    """Whether a state or capital is where somebody goes on to: "met X before leaving for Tehran", or where it
    is: "in the kingdom of Bahrain"; ``after`` a meeting any goal is: "flew to Tehran after talks with X".
    """
    realm = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "of" else word
    if realm.lower_ in {"kingdom", "sultanate", "emirate", "state", "nation"} and realm.dep_ == "pobj":
        return realm.head.lower_ in {"in", "at"}
    on = word.dep_ == "pobj" and word.head.lower_ in {"to", "for"}
    return on and (after or word.head.head.tag_ == "VBG") and word.head.head.lemma_ in _GOING_ON


_GOING_ON = frozenset("head leave fly travel go return depart move proceed continue".split())
_SPENT = frozenset("focus centre center concentrate dwell touch revolve".split())


def recover(scene: Scene, draft: MeetingDraft, occurrence: Occurrence) -> None:
    """Who meets where the words name nobody: two persons of two states in the sentence, else its parties.

    "In an Oval Office meeting, A pressed B" -> A and B; "peace talks are to resume" -> the countries of
    the sentence, as parties, else the two that the article names most.
    """
    token = occurrence.trigger.token
    visit = occurrence.trigger.family == "visit"
    if guests := (on_day_of(scene, token) or of_last_doer(scene, occurrence)) if visit else ():
        occurrence.arguments.add(guests, token, "role-visitor")
        return
    if both := both_spoken_of(scene.resolver, main_of(clauses.clause_of(token))):
        occurrence.arguments.add(both, token)
        return
    away = frozenset[int]() if occurrence.status[0] in _OFF else absentees(token)  # "off as X stayed away"
    others = of_others(token) | away
    spans, sent = sorted(scene.index.spans), token.sent
    here = dict.fromkeys(o for a, _, o in spans if sent.start <= a < sent.end and a not in others)
    distinct = [o for o in here if scene.actor(o).kind == "person" and scene.actor(o).country]
    courses = occurrence.trigger.frame.frame == "talks"  # who speaks of negotiations is seldom in them
    if (
        (not courses or told_together(token))
        and len(distinct) == 2
        and len({scene.actor(p).country for p in distinct}) == 2
    ):
        occurrence.arguments.add(tuple(distinct), token)
        return
    hosts = scene.principals(i for i, r in draft.participants.items() if r in RUNNING)
    venues = {*hosts, *(scene.places.drafts[p].actor for p in occurrence.arguments.places)}
    parties = [p for p in _parties_besides(scene, token, others) if p not in venues]
    apart = courses and not occurrence.arguments.attending  # a summit in Peru is Peru's, too
    parties = but_hosts(scene, parties) if apart else parties
    alone = not courses and [scene.actor(p).type for p in parties] == ["actor-intergovernmental"]
    own = alone or has_own_name(scene, token)  # "the Amazon Summit"
    lands = {scene.places.drafts[p].country for p in occurrence.arguments.places}
    if lands and not courses and any(c.lower_ in _OF_MANY for c in token.lefts):
        hosting = lands | {scene.places.drafts[p].actor for p in occurrence.arguments.places}
        draft.extra_parties.extend(sorted(land for land in hosting if land is not None))
        return  # "Monday's regional summit in Lima": of whom, the article need not say
    if len(parties) < 2 and not own and token.head.i not in others:  # beside another nothing tells whose
        index = scene.index
        team = {i for i in away if group_class(scene.doc[i].head) == "delegation"}  # "the Kenyan delegation"
        gone = (index.owner.get(i) or (index.adjective.get(i) if i in team else None) for i in sorted(away))
        absent = scene.principals(o for o in gone if o is not None)
        held_there = not apart and occurrence.trigger.frame.frame != "sign"
        named = _most_named(scene, besides=(*hosts, *absent), hosts=held_there)[:2]
        parties = list(dict.fromkeys([*parties, *named]))[:2]
    if len(parties) > 2:  # of many the two that the article is about, where both are among them
        named = _most_named(scene, hosts=not apart)
        clear = len({len(scene.actor(i).mentions) for i in named[1:3]}) == len(named[1:3])
        parties = top if clear and len(top := [p for p in parties if p in named[:2]]) == 2 else parties
    if apart and len(parties) == 1 and lands and parties[0] not in {*venues, *lands}:
        occurrence.arguments.add(tuple(parties), token)  # "Peru said the talks in Oman went well"
        return
    draft.extra_parties.extend(parties)
    draft.weak = not alone


_OF_MANY, _OFF = frozenset("regional continental sub-regional".split()), {"cancelled", "postponed"}


def of_host_alone(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether of talks only who runs them is told, "negotiations hosted by Norway", "mediated by Peru"; gives
    them the two sides that the words around or the article tell, where these are two.
    """
    talks = all(o.trigger.format in {"talks", "negotiation-round"} for o in draft.occurrences)
    roles = list(draft.participants.values())
    if not talks or roles not in (["role-host"], ["role-mediator"]) or draft.extra_parties:
        return False
    if roles == ["role-mediator"]:  # the sentence alone says between whom
        run_by = set(scene.principals(draft.participants))
        told = but_hosts(scene, sentence_parties(scene, draft.occurrences[0].trigger.token))
        told = [p for p in told if p not in run_by]
        draft.extra_parties.extend(told if len(told) == 2 else ())
        draft.weak = bool(draft.extra_parties)
        return draft.weak
    recover(scene, draft, draft.occurrences[0])
    if len(draft.extra_parties) != 2:
        draft.extra_parties.clear()
        draft.weak = False
    return bool(draft.extra_parties)
