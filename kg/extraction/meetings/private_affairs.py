"""What is no matter of states: meetings of private persons, and of sport: "the owner met his coach"."""

from __future__ import annotations

from kg.extraction.actors.actors import ActorDraft, is_public
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at

_WEAK_WORDS = frozenset("see call phone contact".split())
_PRIVATE = frozenset(
    """
    chairman chairwoman chairperson executive ceo director manager owner boss coach captain founder editor
    player striker singer actor actress author professor headmaster principal
    """.split()
)
"""Offices by which nobody acts for a state."""
_SPORT = frozenset(
    """
    cricket cricketer football footballer soccer rugby hockey basketball baseball volleyball handball
    athletics golf striker midfielder goalkeeper batsman bowler championship tournament fixture wicket
    innings olympics
    """.split()
)
_OF_MATCHES = frozenset(
    """
    match qualifier squad coach kickoff goalless stadium semifinal semi quarterfinal midfielder striker
    goalkeeper football cricket rugby tournament fixture equaliser winger
    """.split()
)
"""Words of sport of which two in an article make a "meeting" of two bare states a match."""
_PLAYED = frozenset("meet host visit".split())
_FIRMS = frozenset(
    """
    carrier airline company firm bank lender giant maker operator utility retailer developer producer refiner
    miner insurer conglomerate startup newspaper daily broadcaster club manufacturer supplier shipbuilder
    """.split()
)
"""Nouns for firms, of which "India's carrier" and "the Kenyan lender" are, not of the state."""
_TRADE = _FIRMS | frozenset(
    "merge merger stake shareholder takeover acquisition profit revenue venture".split()
)
_OF_TWO_STATES = frozenset("border counterpart counterparts".split())
_OF_STATE = frozenset("minister president premier ambassador envoy king queen emir diplomat".split())


def is_private(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether it is sport, the business of firms or a quarrel over work that people meet for, or a sight."""
    if draft.family == "visit" and of_sights(scene, draft):
        return True
    return of_sport(scene, draft) or of_firms(scene, draft) or of_labour(scene, draft)


def of_sights(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether only a sight is visited: "will visit the National Museum"; not "visited Oslo and a museum"."""
    hosts = [scene.actor(i) for i, role in draft.participants.items() if role == "role-host"]
    sights = [h for h in hosts if h.kind == "organization" and _SIGHTS & set(h.name.lower().split())]
    return bool(hosts) and len(sights) == len(hosts) and not draft.places


_SIGHTS = frozenset(
    """
    church cathedral mosque museum temple monastery memorial monument cemetery library gallery theatre shrine
    basilica synagogue university school hospital factory
    """.split()
)


def of_persons_of_no_state(scene: Scene, draft: MeetingDraft, parties: set[str]) -> bool:
    """Whether all who meet are persons, none for a state or a body of states: at most parties."""
    people = all(scene.actor(i).kind == "person" for i in draft.participants)
    return people and all(
        scene.actor(p).type == "actor-political-party" and scene.actor(p).country is None for p in parties
    )


def of_two_persons(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether two persons meet of whom the text says no state, but who speak of states.

    "Mr Kazimir met Mr Jonaitis on the border with Poland"; not "called" nor "saw", which is said of anybody,
    nor "the owner, Mr Kazimir, met his coach, Mr Jonaitis".
    """
    if any(o.trigger.frame.frame in _WEAK_WORDS for o in draft.occurrences):
        return False
    people = [i for i in draft.participants if scene.actor(i).kind == "person"]
    private = any({t.split()[-1].lower() for t in scene.offices.titles_of(i)} & _PRIVATE for i in people)
    if len(people) < 2 or private:
        return False
    return any(_for_a_state(scene, i) for i in people) or speaks_of_states(scene, draft)


def speaks_of_states(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether a sentence that tells of a meeting names a state, a border or a counterpart."""
    index = scene.index
    for token in (o.trigger.token for o in draft.occurrences):
        for i in range(token.sent.start, token.sent.end):
            if index.tokens[i].lower_ in _OF_TWO_STATES:
                return True
            match = index.by_token.get(i)
            if match is not None and match.via == "name" and match.entry.kind == "country":
                return True
    return False


def of_sport(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether it is sport that people meet for or tour a country for, and nobody of a state takes part.

    "The cricket boards met", "the team's tour of Peru, where it plays football", "Peru host Chile" beside
    words for matches; not "the presidents met at the cricket".
    """
    played = all(o.trigger.frame.frame in _PLAYED and not o.trigger.nominal for o in draft.occurrences)
    if played and draft.participants and all(scene.actor(i).kind == "country" for i in draft.participants):
        found = (scene.doc[i] for i in lemmas_at(scene.doc, _OF_MATCHES))
        return len({t.lemma_.lower() for t in found if t.pos_ != "VERB"}) >= 2
    triggers = [o.trigger.token for o in draft.occurrences]
    said = {t.lemma_.lower() for token in triggers for t in token.sent}
    if {t.lemma_.lower() for t in triggers} == {"tour"}:
        said = {t.lower_ for t in scene.doc}
    return bool(said & _SPORT) and not any(_for_a_state(scene, i) for i in draft.participants)


def of_firms(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether only firms take part, some of them told by their states: "Peru's Alta and Chile's Cobresa are
    in talks", "Boeing negotiates with India's carrier"; not "Boeing negotiates with India".
    """
    actors = [scene.actor(i) for i in draft.participants]
    sentences = [o.trigger.token.sent for o in draft.occurrences]
    tokens = [scene.index.tokens[i] for s in sentences for i in range(s.start, s.end)]
    told = [_by_its_firm(scene, a, tokens) for a in actors]
    return any(told) and all(
        firm or (a.kind == "organization" and not is_public(a)) for firm, a in zip(told, actors, strict=True)
    )


def of_labour(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether people meet over work, and nobody of a state takes part: "the airline's chief met union leaders
    to avert a strike", "met the head of the Trades Union Congress"; not "the minister met union leaders".
    """
    actors = [scene.actor(i) for i in draft.participants]
    if any(a.kind == "country" or _for_a_state(scene, a.id) or _of_bodies(scene, a) for a in actors):
        return False
    said = {t.text for o in draft.occurrences for t in o.trigger.token.sent}
    names = [scene.actor(p).name for p in scene.principals(draft.participants)]
    return bool(actors) and (len(_AT_WORK & said) > 1 or any(_UNIONS in n for n in names))


_AT_WORK = frozenset(
    """
    union unions unionists strike strikes strikers walkout lockout stoppage picket workers staff crew pilots
    teachers nurses drivers wage wages pay airline employers management
    """.split()
)
"""Words of which two in a sentence tell of a quarrel over work: one alone may be of war or of customs."""
_UNIONS = "Union Congress"


def _of_bodies(scene: Scene, actor: ActorDraft) -> bool:
    """Whether somebody is there for a body of states, or officials or soldiers for their own."""
    bodies = [actor, *(scene.actor(p) for p in scene.principals((actor.id,)))]
    return actor.plural or any(b.type in {"actor-intergovernmental", "actor-armed-group"} for b in bodies)


def _by_its_firm(scene: Scene, actor: ActorDraft, tokens: list[Token]) -> bool:
    """Whether a state is named only as that of a firm: "Peru's Minera Alta", "the Peruvian carrier"."""
    index = scene.index
    own = [t for t in tokens if actor.id in {index.owner.get(t.i), index.adjective.get(t.i)}]
    if actor.kind != "country" or not own:
        return False
    heads = [t.head for t in own if t.dep_ in {"poss", "amod", "nmod", "compound"} and t.head.i > t.i]
    trade = any(t.lemma_.lower() in _TRADE for t in tokens)
    return len(heads) == len(own) and all(
        h.lemma_.lower() in _FIRMS or (trade and h.pos_ == "PROPN" and _nobody_of_state(scene, h))
        for h in heads
    )


def _nobody_of_state(scene: Scene, name: Token) -> bool:
    """Whether a name is not that of a public body nor of somebody in office."""
    owner = scene.index.owner.get(name.i)
    return owner is None or not (is_public(scene.actor(owner)) or scene.offices.titles_of(owner))


def _for_a_state(scene: Scene, id_: str) -> bool:
    """Whether a participant is there for a state: its minister or president, its officials; not a board's."""
    actor, offices = scene.actor(id_), scene.offices
    if actor.plural:
        return bool(_OF_STATE & {w.removesuffix("s") for w in actor.name.lower().split()})
    held = (offices.offices[h.office] for h in offices.holdings.values() if h.person == id_)
    states = (
        (o.title.split()[-1].lower(), o.body and scene.actor(o.body).kind)
        for o in held
        if not o.title.endswith("chief minister")
    )
    return any(word in _OF_STATE and (word != "president" or kind == "country") for word, kind in states)


_STATE_OFFICES = frozenset(
    "president premier chancellor king queen emir sultan prince minister secretary envoy ambassador".split()
)


def between_office_holders(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether two persons who hold offices of state meet, though nothing says of which states."""
    titles = [{t.split()[-1] for t in scene.offices.titles_of(i)} for i in draft.participants]
    return sum(bool(t & _STATE_OFFICES) for t in titles) >= 2
