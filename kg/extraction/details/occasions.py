"""What the rest of the article adds to its meetings: bodies that convene, heads of delegation, summits."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.actors.group_countries import group_class
from kg.extraction.actors.team_heads import add_chairs, add_team_heads
from kg.extraction.details.attendance import add_attendance
from kg.extraction.details.delegates import add_delegates
from kg.extraction.details.group_members import add_members_of_groups
from kg.extraction.details.known_members import drop_known
from kg.extraction.details.speakers import add_speakers
from kg.extraction.details.stayed_away import leave_out_absent
from kg.extraction.grammar import clauses
from kg.extraction.meetings.colleagues import HEADS, add_colleagues
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.offices.service import serve
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at

_TELLING = frozenset("convey tell inform assure brief thank offer promise receive host welcome".split())
_LEADING = frozenset({"lead", "head"})
_SENT = frozenset({"send", "dispatch", "deploy"})
_TEAM_NOUNS = frozenset({"delegation", "team", "mission", "group"})


def complete(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Completes the meetings in place, in this order: joint bodies, delegations, their heads, summits."""
    for draft in meetings:
        _convening_body(scene, draft)
    for token in _perhaps_sent(scene.doc):
        if (token.head.lemma_ in _SENT or _leads(token)) and group_class(token) == "delegation":
            scene.resolve(token)
    _join_delegations(scene, meetings)
    add_attendance(scene, meetings)
    leave_out_absent(scene, meetings)
    for draft in meetings:
        _delegations(scene, draft, meetings)
    _send_led_teams(scene, meetings)
    for draft in meetings:
        _led_by(scene, draft)
        add_chairs(scene, draft)
    _heads_of_delegation(scene, meetings)
    add_team_heads(scene, meetings)
    add_members_of_groups(scene, meetings)
    add_colleagues(scene, meetings)
    add_speakers(scene, meetings)
    add_delegates(scene, meetings)
    drop_known(scene, meetings)
    for draft in meetings:
        _at_home(scene, draft)
        _hosts(scene, draft)
        _summit(scene, draft)


def _convening_body(scene: Scene, draft: MeetingDraft) -> None:
    """A joint body among the participants convenes: it is the organizer, the parties are its members."""
    for id_ in draft.participants:
        body = scene.actor(id_)
        if body.type != "actor-joint-body":
            continue
        draft.participants[id_] = "role-organizer"
        others = [i for i in draft.participants if i != id_]
        parties = [p for p in scene.principals(others) if scene.actor(p).kind == "country"]
        if not body.members:
            body.members.extend(parties)
        if draft.format in {"meeting", "talks"}:
            draft.format = "working-group-session"


def _teams(scene: Scene) -> list[ActorDraft]:
    """The delegations and groups of officials that act for somebody."""
    return [
        d
        for d in scene.index.drafts.values()
        if d.kind in {"delegation", "group"} and d.type == "actor-officials" and d.represents
    ]


def _join_delegations(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Folds a delegation that a country sent without saying where into its officials at the first meeting.

    "Officials of A and B met. ... A's president dispatched a delegation": the same people, when the article
    has one meeting at which officials of that country take part.
    """
    for team in _teams(scene):
        if any(team.id in m.participants for m in meetings) or team.kind != "delegation":
            continue
        if not any(scene.doc[i].head.lemma_ in _SENT for i in team.heads):
            continue
        same = [
            (m, o) for m in meetings for o in _teams(scene)
            if o.id in m.participants and o.id != team.id and o.represents == team.represents
        ]  # fmt: skip
        if len(same) == 1:
            target = same[0][1]
            target.mentions.update(team.mentions)
            target.names.update(dict.fromkeys([team.name, *team.names]))
            team.mentions.clear()


def _delegations(scene: Scene, draft: MeetingDraft, meetings: list[MeetingDraft]) -> None:
    """Officials of one state who take part in one meeting are a delegation to it."""
    for id_, role in draft.participants.items():
        actor = scene.actor(id_)
        if actor.type != "actor-officials" or not actor.represents or role == "role-host":
            continue
        if sum(id_ in m.participants for m in meetings) > 1 or any(
            "authorit" in n.lower() for n in (actor.name, *actor.names)
        ):
            continue
        if len(actor.represents) == 1 and draft.status in {"held", "ongoing"}:
            actor.kind = "delegation"
            actor.scope = draft.id


def _send_led_teams(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Makes a delegation that is led by somebody a participant where its state or body is one.

    "A and B hold talks. ... A's delegation, led by X, ...": where the article has one meeting of the kind.
    """
    for team in _teams(scene):
        if any(team.id in m.participants for m in meetings):
            continue
        leads = [c for i in team.heads for c in _leads(scene.doc[i])]
        told = [m for m in meetings if _takes_part(scene, m, team)]
        told = [m for m in told if _sent_there(scene, m, team)] or told
        heads = {i for c in leads for t in _leaders(c) for i in scene.resolve(t)}
        elsewhere = [m for m in meetings if m not in told and heads & set(m.participants)]
        for person in (scene.actor(i) for i in heads if elsewhere and scene.actor(i).kind == "person"):
            _serves(scene, person, team)
        if leads and len(told) == 1 and not elsewhere:
            head = leads[0].head
            if any(scene.doc[i].head.lemma_ in _SENT for i in team.heads):
                told[0].participants.pop(team.represents[0], None)  # whom its team stands for
            told[0].participants[team.id] = "role-participant"
            words = scene.mention(head.left_edge.i, head.i + 1, "asserted", 0.7)
            told[0].evidence.setdefault(team.id, []).append(words)


def _takes_part(scene: Scene, draft: MeetingDraft, team: ActorDraft) -> bool:
    """Whether those for whom a team acts take part in the meeting themselves, and it is no plan but one to
    which they are told to send it: "will send a team led by X to the talks".
    """
    present = set(team.represents) <= set(draft.participants)
    there = draft.status in {"held", "ongoing"} or _sent_there(scene, draft, team)
    return present and draft.family == "meeting" and there


def _sent_there(scene: Scene, draft: MeetingDraft, team: ActorDraft) -> bool:
    """Whether the sentence that tells of a meeting says that a team is sent."""
    sent = (scene.doc[i].sent for i in team.heads if scene.doc[i].head.lemma_ in _SENT)
    return any(s.start <= t < s.end for s in sent for t in draft.tokens)


def _perhaps_sent(doc: Doc) -> list[Token]:
    """The words for those who may be said to be sent or led, in order."""
    senders, leading = (doc[i] for i in lemmas_at(doc, _SENT)), [doc[i] for i in lemmas_at(doc, _LEADING)]
    near = {t.i for sender in senders for t in sender.children} | {t.head.i for t in leading}
    return [doc[i] for i in sorted(near.union(lemmas_at(doc, _TEAM_NOUNS) if leading else ()))]


def _leads(team: Token) -> list[Token]:
    """The participles that say who leads: "a delegation led by X", "a team of envoys headed by X"."""
    led = [c for c in team.children if c.dep_ == "acl" and c.lemma_ in _LEADING]
    if not led and team.lemma_.lower() in _TEAM_NOUNS:
        behind = [c for o in clauses.prepositional(team, "of", "from") for c in o.children if c.dep_ == "acl"]
        led = [c for c in behind if c.lemma_ == "head" or (c.lemma_ == "lead" and c.head.tag_ == "NNS")]
    return led


def _under(team: Token) -> list[Token]:
    """The preposition that says the same: "a delegation under X"."""
    return [c for c in team.rights if c.dep_ == "prep" and c.lower_ == "under"]


def _leaders(clause: Token) -> list[Token]:
    """Who leads: X of "led by X" and of "under X"."""
    if clause.dep_ == "prep":
        return [c for c in clause.rights if c.dep_ == "pobj"]
    return clauses.agent(clause)


def _led_by(scene: Scene, draft: MeetingDraft) -> None:
    """Makes X of "a delegation led by X" a participant, its head, serving whom it represents."""
    for id_ in list(draft.participants):
        team = scene.actor(id_)
        if team.kind not in {"delegation", "group"}:
            continue
        for clause in (c for i in team.heads for c in (*_leads(scene.doc[i]), *_under(scene.doc[i]))):
            for person in (p for t in _leaders(clause) for p in scene.resolve(t)):
                if scene.actor(person).kind != "person":
                    continue
                draft.participants[person] = "role-head-of-delegation"
                last = min(clause.right_edge.i + 1, clause.i + 12)
                draft.evidence.setdefault(person, []).append(scene.mention(clause.i, last, "asserted", 0.85))
                team.members.append(person)
                _serves(scene, scene.actor(person), team)


def _serves(scene: Scene, person: ActorDraft, team: ActorDraft) -> None:
    """Lets who leads a team and is said to serve nobody serve those for whom the team acts."""
    if person.country is not None or person.represents:
        return
    for body in team.represents[:1]:
        serve(scene.index, person, body)
    if not person.represents:
        person.country = team.country


def _heads_of_delegation(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """The "US team leader X" takes part in the meeting at which a US delegation does, as its head; not "the
    head of the EU delegation in Lima, X", which sits there.
    """
    for person, country, first, last in scene.offices.team_leads:
        posted = scene.actor(country).kind == "organization" and _is_posted(scene, first, last)
        found = [m for m in meetings if person in m.participants] or [
            m
            for m in ([] if posted else meetings)
            if any(
                country in scene.actor(i).represents and scene.actor(i).kind == "delegation"
                for i in m.participants
            )
        ]
        if not found:
            continue
        draft = found[0]
        draft.participants[person] = "role-head-of-delegation"
        draft.evidence.setdefault(person, []).append(scene.mention(first, last, "asserted", 0.85))
        for id_ in draft.participants:
            team = scene.actor(id_)
            if team.kind == "delegation" and country in team.represents:
                team.members.append(person)
                scene.index.mention(team, first, _team_end(scene, first, last), 0.8)


def _is_posted(scene: Scene, first: int, last: int) -> bool:
    """Whether a team stays where it is said to be: "the EU delegation in Lima", "to Peru"."""
    team = scene.doc[_team_end(scene, first, last) - 1]
    return any(o.ent_type_ == "GPE" for o in clauses.prepositional(team, "in", "to"))


def _team_end(scene: Scene, first: int, last: int) -> int:
    """The token after the word for the team in "US team leader X"."""
    words = [t.lower_ for t in scene.doc[first:last]]
    at = next((n for n, w in enumerate(words) if w in {"team", "delegation", "mission"}), 0)
    return first + at + 1


def _countries_visited(scene: Scene, draft: MeetingDraft) -> set[str | None]:
    """The country of the first place of a visit."""
    return scene.places.states(draft.places[:1])


def _at_home(scene: Scene, draft: MeetingDraft) -> None:
    """Makes hosts of visitors who serve the country visited, where others come: "on A's visit to Peru, its
    president B said".
    """
    visited = _countries_visited(scene, draft)
    came = {i: r for i, r in draft.participants.items() if r in {"role-visitor", "role-head-of-delegation"}}
    guests = {i: set(scene.principals((i,))) for i in came}
    if draft.family == "visit" and any(served - visited for served in guests.values()):
        at_home = [i for i, served in guests.items() if served and served <= visited]
        at_home = [i for i in at_home if came[i] == "role-visitor" and not _is_led(scene, i, came)]
        draft.participants |= dict.fromkeys(at_home, "role-host")


def _is_led(scene: Scene, id_: str, came: Mapping[str, str]) -> bool:
    """Whether a team comes under somebody who comes, too: the delegation of "a delegation led by X"."""
    return bool({m for m in scene.actor(id_).members if came.get(m) == "role-head-of-delegation"})


def _hosts(scene: Scene, draft: MeetingDraft) -> None:
    """Officials of the country visited who tell the visitors something in the sentence of the visit host it.

    "Officials of B conveyed sympathy, said a delegation that visited B's capital": probable, not sure.
    """
    visited = _countries_visited(scene, draft)
    if draft.family != "visit" or "role-host" in draft.participants.values():
        return
    for occurrence in draft.occurrences:
        for verb in occurrence.trigger.token.sent:
            if verb.lemma_ not in _TELLING or verb.pos_ != "VERB":
                continue
            if any(occurrence.trigger.token in c.subtree for c in verb.children if c.dep_ == "ccomp"):
                continue  # "X will pay a visit to Oslo, the Norwegian minister told a briefing"
            for subject in clauses.subjects(verb):
                for id_ in scene.resolve(subject):
                    if (
                        id_ not in draft.participants
                        and scene.actor(id_).kind in {"group", "person"}
                        and visited & set(scene.principals((id_,)))
                    ):
                        draft.participants[id_] = "role-host"
                        sent = verb.sent
                        last = min(sent.end, occurrence.trigger.token.i + 1)
                        draft.evidence.setdefault(id_, []).append(
                            scene.mention(subject.left_edge.i, max(last, verb.i + 1), "attributed", 0.6)
                        )


def _summit(scene: Scene, draft: MeetingDraft) -> None:
    """A meeting in person of heads of state or government of different countries is a summit."""
    people = [scene.actor(i) for i in draft.participants if scene.actor(i).kind == "person"]
    if draft.format not in {"meeting", "talks"} or len(people) < 2 or len(people) != len(draft.participants):
        return
    offices = [set(scene.offices.titles_of(p.id)) for p in people]
    if all(o & HEADS for o in offices) and len({p.country for p in people}) == len(people):
        draft.format = "summit"
