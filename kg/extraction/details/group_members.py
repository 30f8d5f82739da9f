"""Who is of a group takes part wherever it does: "the envoys (X of Peru, Y of Chile) flew in. They met Z"."""

from __future__ import annotations

from kg.extraction.actors.team_heads import is_team, leading_verbs, led_teams, named_leaders
from kg.extraction.arguments.person_lists import first_person, listed_within
from kg.extraction.details.meeting_told import add_participant
from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at

_GROUPS = frozenset({"group", "delegation"})
_DASHES = frozenset({"-", "–", "—", "--"})
_PLURAL = frozenset({"NNS", "NNPS"})
_TO_NAME = 5
"""How many words of titles may stand before the first name of a list."""
_TO_MARK = 9
"""How many words may stand between a plural and the dash or bracket that tells who they are."""


def add_members_of_groups(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Adds to the meetings, in place, the persons of whom a group consists that takes part in them."""
    teams = [d for d in scene.index.drafts.values() if d.kind in _GROUPS]
    told = _told_of(scene) if teams else {}
    for at, team in sorted(((i, d) for d in teams for i in d.heads), key=lambda g: g[0]):
        team.members.extend(i for i in _who(scene.doc[at], told) if i not in team.members)
    _led(scene)
    _with_teams(scene, meetings)
    _sent_to(scene, meetings)
    for draft in meetings:
        for id_ in [i for i in draft.participants if scene.actor(i).kind in _GROUPS]:
            team, role = scene.actor(id_), draft.participants[id_]
            if role in {"role-mediator", "role-host"}:
                continue  # "a summit under the auspices of the co-chairs", who need not all be there
            heads = [scene.doc[i] for i in team.heads]
            at_it = [h for h in heads if any(h.sent.start <= i < h.sent.end for i in draft.tokens)]
            for head in (at_it or heads)[:1]:
                for person in (i for i in team.members if scene.actor(i).kind == "person"):
                    add_participant(scene, draft, person, head, head, role)


def _led(scene: Scene) -> None:
    """Makes who leads a team one of it: "Senator X is leading the delegation"."""
    for verb in leading_verbs(scene.doc):
        for team in (scene.actor(i) for t in led_teams(verb) for i in scene.resolve(t)):
            leaders = [i for n in named_leaders(verb) for i in scene.resolve(n) if team.kind in _GROUPS]
            persons = [i for i in leaders if scene.actor(i).kind == "person"]
            team.members.extend(i for i in persons if i not in team.members)


def _with_teams(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Lets the team come along of which a visitor is said to be the head, or with which he travels: "visited
    Oslo at the head of a delegation", "X, heading a delegation, came", "is in Oslo. She is travelling with a
    delegation".
    """
    visits = [m for m in meetings if m.family == "visit"]
    for team in (t for t in scene.doc if is_team(t) and t.dep_ in {"pobj", "dobj"}) if visits else ():
        head, verb = team.head.head, clauses.clause_of(team)
        leads = head.lemma_ == "head" and team.head.lower_ == "of" and head.head.lower_ in {"at", "as"}
        goes = head.lemma_ == "travel" and team.head.lower_ == "with"
        led = team.dep_ == "dobj" and verb.tag_ == "VBG" and verb.lemma_ in {"lead", "head"}
        if not (leads or goes or led):
            continue
        doers = {i for t in clauses.doers(verb) for i in scene.resolve(t)}
        here = [m for m in visits if any(t.i in m.tokens for t in (verb, head.head.head, verb.head, head))]
        for draft in here or [m for m in visits[-1:] if doers & set(m.participants)]:
            for id_ in (i for i in scene.resolve(team) if scene.actor(i).kind in _GROUPS):
                add_participant(scene, draft, id_, team, verb, "role-visitor")


_OF_TEAM = frozenset("head leader chief member".split())
_SENT = frozenset("delegate negotiator representative envoy".split())
_TEAM_WORDS = _OF_TEAM | _SENT


def _sent_to(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Adds who is told to be of a team at an event, or to be sent to it: "X, head of the Peruvian delegation
    to the talks", "X, Peru's chief negotiator at the talks"; not "a former delegate to the talks".
    """
    for noun in (scene.doc[i] for i in (lemmas_at(scene.doc, _TEAM_WORDS) if meetings else ())):
        teams = [t for t in clauses.prepositional(noun, "of") if is_team(t)]
        if not (teams or noun.lemma_.lower() in _SENT) or any(c.lower_ in _NO_MORE for c in noun.lefts):
            continue
        events = {o.i for t in (noun, *teams) for o in _events_of(t)}
        name = noun
        while name.dep_ in {"appos", "conj"} and name.head.i < name.i:
            name = name.head
        ids = dict.fromkeys([*scene.resolve(noun), *(scene.resolve(name) if name is not noun else ())])
        persons = [i for i in ids if scene.actor(i).kind == "person" and not scene.actor(i).unnamed]
        for draft in (m for m in meetings if events and not events.isdisjoint(m.tokens)):
            for person in persons[:1]:
                add_participant(scene, draft, person, noun, noun)


_NO_MORE = frozenset({"former", "ex", "then", "no"})


def _events_of(team: Token) -> list[Token]:
    """To what a team is sent: "to the talks", also where the parser hangs it on what stands before."""
    behind = team.doc[team.i + 1 : team.i + 2]
    close = [o for p in behind if p.lower_ in {"to", "at"} for o in p.rights if o.dep_ == "pobj"]
    return [*close, *clauses.prepositional(team, "to", "at")]


def _who(head: Token, told: dict[int, list[str]]) -> list[str]:
    """Who people are that are named behind their noun, or behind the same noun before: "the co-chairs", not
    "the co-chairs of the forum".
    """
    if head.i in told:
        return told[head.i]
    known = [c.lower_ for c in head.lefts] == ["the"] and not any(c.dep_ == "prep" for c in head.rights)
    before = [i for i in told if i < head.i and head.doc[i].lower_ == head.lower_] if known else []
    return told[max(before)] if before else []


def _told_of(scene: Scene) -> dict[int, list[str]]:
    """The persons named between dashes or brackets behind a plural, by its token: "the envoys - X of Peru and
    Y of Chile - met".

    Not "the envoys - among them X - met", nor one alone: "the envoys (X's men)".
    """
    out: dict[int, list[str]] = {}
    for mark in (t for t in scene.doc if t.text == "(" or t.text in _DASHES):
        nouns = [t for t in scene.doc[max(mark.sent.start, mark.i - _TO_MARK) : mark.i] if t.tag_ in _PLURAL]
        noun = next((t for t in nouns if _of_it(t, mark)), None)
        people = _between(scene, mark) if noun is not None else []
        if noun is not None and len(people) > 1:
            out[noun.i] = people
    return out


def _between(scene: Scene, mark: Token) -> list[str]:
    """The persons of the list that fills the words between a dash or bracket and the next."""
    doc, last = scene.doc, mark.sent.end
    closing = {")"} if mark.text == "(" else _DASHES
    end = next((t.i for t in doc[mark.i + 1 : last] if t.text in closing), mark.i)
    if end == mark.i and mark.text != "(":
        end = next((t.i for t in doc[mark.i + 1 : last] if t.text == "."), mark.i)  # up to the full stop
    first = first_person(scene, mark.i + 1, min(end, mark.i + 1 + _TO_NAME))
    if first is None:
        return []
    titles = all(t.text[:1].isupper() or t.lower_ in _OF_TITLES for t in doc[mark.i + 1 : first])
    inside = [(a, b, o) for a, b, o in scene.index.spans if mark.i < a < end]
    people = [i for i, _ in listed_within(scene, first, end) if i in {o for _, _, o in inside}]
    whole = doc[end].text != "." or (bool(people) and max(b for _, b, _ in inside) == end)
    return people if titles and whole else []


_OF_TITLES = frozenset("the of and minister president premier king ambassador ambassadors".split())


def _of_it(noun: Token, mark: Token) -> bool:
    """Whether nothing but whose or what people they are stands between a plural and a mark."""
    between = noun.doc[noun.i + 1 : mark.i]
    of = [t for t in between if t.pos_ == "ADP"]
    plain = all(t.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "ADP", "NUM", "PART"} for t in between)
    return plain and all(t.lower_ in {"of", "from"} for t in of)
