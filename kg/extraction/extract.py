"""Everything that one parsed article says: the stage from ``Doc`` to ``Extraction``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc as Parsed

from kg.extraction.actors.actors import ActorDraft
from kg.extraction.actors.parties_named import may_tell
from kg.extraction.acts.events import Found, find_events, settled
from kg.extraction.details.occasions import complete
from kg.extraction.details.sequence import anchor_months, come_before_plans, order
from kg.extraction.details.slots import fill
from kg.extraction.issues.issue_setting import Setting
from kg.extraction.issues.issues import apart_from, issues_near
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.meetings import find_meetings
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.meetings.states_visited import further_stops
from kg.extraction.meetings.visit_meetings import with_aims
from kg.extraction.mending.set_right import view_of
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.triggers.noun_guards import SELDOM
from kg.extraction.triggers.phrasal_verbs import partner_word
from kg.extraction.triggers.triggers import frames
from kg.lexicon import per_lexicon
from kg.model import (
    Act,
    Actor,
    Article,
    Event,
    Extraction,
    Holding,
    Meeting,
    Mention,
    Office,
    Participation,
    Process,
)


def extract(doc: Parsed, article: Article) -> Extraction:
    """What the article says, each kind in the order of first mention; a pure function of its arguments.

    Nothing where it names no party (``may_tell``): who speaks or meets there does so for himself.
    """
    return read(doc, article) if may_tell(article) else Extraction(article)


def read(doc: Parsed, article: Article) -> Extraction:
    """The same whoever is named: what ``extract`` would give without its rule."""
    view = view_of(doc)
    try:
        return _extract(view, article)
    finally:
        view.release()


def _extract(doc: Doc, article: Article) -> Extraction:
    scene = Scene(doc, article)
    drafts = find_meetings(scene)
    complete(scene, drafts)
    fill(scene, drafts)
    anchor_months(scene, drafts)
    come_before_plans(scene, drafts)
    drafts = with_aims(scene, drafts)
    meetings = tuple(_meeting(scene, draft, drafts) for draft in drafts)
    found = find_events(scene)
    meetings, changes = order(scene, meetings, found.changes)
    return _assemble(scene, meetings, settled(scene, meetings, replace(found, changes=changes)))


def _meeting(scene: Scene, draft: MeetingDraft, drafts: Sequence[MeetingDraft]) -> Meeting:
    """The meeting as a value: participants with offices, the parties they act for, its places."""
    holdings = {h.person: h for h in reversed(scene.offices.told())}
    participations = tuple(
        Participation(
            id_, role, _sent_by(scene, id_),
            holdings[id_].id if id_ in holdings else None, _evidence(draft.evidence.get(id_, ()))
        )
        for id_, role in draft.participants.items()
    )  # fmt: skip
    sides = [p for p in participations if p.role != "role-mediator"]
    behalf = [
        x for p in sides for b in p.on_behalf_of for x in (scene.principals((b,)) or (b,))
    ]  # officials of a ministry or an administration are of their country
    acted = dict.fromkeys([*scene.principals(p.actor for p in sides), *behalf, *draft.extra_parties])
    parties = tuple(dict.fromkeys(x for p in acted for x in _states_of(scene, p, draft, acted)))
    triggers = [o.trigger.token for o in draft.occurrences]
    met = {h: "person" for i in draft.participants for h in scene.actor(i).heads if scene.actor(i).plural}
    setting = Setting(
        {**scene.acting, **met},
        scene.index.owner,
        scene.speaking,
        frozenset((*draft.participants, *parties)),
        draft.tokens,
        [d.tokens for d in drafts if d is not draft],
    )
    where = [m for p in draft.places[:1] for m in scene.places.drafts[p].mentions]
    names = [m for i in draft.participants for m in scene.actor(i).mentions]
    about = (
        apart_from(scene.doc, s, where)
        for s in issues_near(scene.doc, triggers, setting)
        if not any(a <= s.start and s.end <= b for a, b in names)  # "members of the | opposition"
    )
    issues = tuple(dict.fromkeys(map(scene.issue, about)))
    return Meeting(
        id=draft.id,
        format=f"format-{draft.format}",
        status=f"status-{draft.status}",
        time=draft.time,
        participations=participations,
        parties=parties,
        places=_places(scene, draft),
        issues=issues,
        ordinal=draft.ordinal,
        body=_joint_body(scene, draft),
        mentions=_evidence(_trigger_mention(scene, o, draft.confidence) for o in draft.occurrences),
    )


def _sent_by(scene: Scene, id_: str) -> tuple[str, ...]:
    """For whom somebody takes part; for a body whose states the text lists, these: "leaders of the G8"."""
    direct = scene.resolver.direct_principals(id_)
    return tuple(dict.fromkeys(s for p in direct for s in scene.members_listed.get(p, (p,))))


_AT_HOME = frozenset({"actor-ministry", "actor-legislature", "actor-armed-forces"})


def _states_of(scene: Scene, party: str, draft: MeetingDraft, acted: Collection[str]) -> tuple[str, ...]:
    """The party; for a body whose states the text lists these, and for a ministry, parliament or army of no
    known state those that its people serve.

    An army of no known state is no party, nor is a ministry, court or cabinet whose people meet, nor a
    parliament whose speaker is met beside others of his state: "met President X of Peru and Speaker of
    Parliament Y".
    """
    body = scene.actor(party)
    if states := scene.members_listed.get(party, ()):
        return states
    name = body.name.lower()
    kind = name.split(" for ")[0].split(" of ")[0]  # "Court | for Special Affairs"
    organ = not _ORGANS.isdisjoint((*kind.split()[-2:], *name.split()[-2:]))
    organ = organ or body.type == "actor-executive-office"
    organ = organ and (body.key is None or body.key.startswith("local:"))
    if (body.type not in _AT_HOME and not organ) or body.country is not None:
        return (party,)
    people = [scene.actor(i) for i in draft.participants if party in scene.actor(i).represents]
    served = tuple(a.country for a in people if a.country is not None)
    ministry = body.type in {"actor-ministry", "actor-legislature"}  # "X, head of a ministry's bureau"
    behind = party not in draft.participants and (organ or ministry or len(acted) > 2)
    told = behind or body.type == "actor-armed-forces"
    return served if served or told else (party,)


_ORGANS = frozenset(
    "cabinet court office diwan forces authority khural duma intelligence state bureau division".split()
)
"""Last words of the names of organs of a state, whichever it is: "the Royal Court", "the Armed Forces", "the
State Council", without what they are for.
"""


def _places(scene: Scene, draft: MeetingDraft) -> tuple[str, ...]:
    """The first place that is said of a meeting, and the city that the text puts it in; of a journey to a
    state also the town there, "visited Peru. She arrived in Lima", and of one to several states the places in
    the others, too: "visits to Peru, Chile and Bolivia".
    """
    first = draft.places[:1]
    within = [w for p in first if (w := scene.places.drafts[p].within) is not None]
    if draft.family != "visit":
        return (*first, *within)
    further = (*scene.places.town_and_state(draft.places), *further_stops(scene, draft))
    return tuple(dict.fromkeys((*first, *within, *further)))


def _joint_body(scene: Scene, draft: MeetingDraft) -> str | None:
    """The local id of the joint body whose session the meeting is, or ``None``."""
    for id_, role in draft.participants.items():
        if role == "role-organizer" and scene.actor(id_).type == "actor-joint-body":
            return id_
    return None


_LONGEST = 8
"""Words of an adverbial that is still quoted with its trigger."""


@per_lexicon
def _trigger_lemmas() -> frozenset[str]:
    """The lemmas of the words that denote meetings."""
    return frozenset(lemma for (lemma, _), f in frames().items() if not f.is_body and f.guard not in SELDOM)


def _trigger_mention(scene: Scene, occurrence: Occurrence, confidence: float) -> Mention:
    """The trigger word with the adverbials of place and time that follow it: "met outside of Oslo in May"."""
    token = occurrence.trigger.token
    partner = partner_word(token, occurrence.trigger.frame.lemma)
    last = (partner or token).i + 1
    words = _trigger_lemmas()
    for child in token.rights:
        inside = list(child.subtree)
        if inside[0].i < last and partner is not None:
            continue
        adverbial = child.dep_ in {"prep", "npadvmod", "prt", "advmod"} and child.left_edge.i == last
        if not adverbial or len(inside) > _LONGEST or any(t.lemma_.lower() in words for t in inside):
            break
        last = child.right_edge.i + 1
    for span in occurrence.spans[:1]:
        if token.i < span.first <= token.i + 3:
            last = span.last
    last = max(last, occurrence.until or 0)
    return scene.mention(token.i, last, occurrence.factuality, confidence)


def _evidence(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions in text order; of two with the same offsets the later one."""
    return tuple(sorted({(m.start, m.end): m for m in mentions}.values()))


def _used(events: Iterable[Event]) -> set[str]:
    """Local ids of the actors that events speak of."""
    out: set[str] = set()
    for event in events:
        out.update(event.parties)
        if not isinstance(event, Process):
            out.update(p.actor for p in event.participations)
            out.update(x for p in event.participations for x in p.on_behalf_of)
        if isinstance(event, Act):
            out.update((*event.speakers, *event.addressees, *event.reported_by, *event.stance_toward))
    return out


def _evidence_of_inferred(scene: Scene, drafts: Mapping[str, ActorDraft], used: set[str]) -> None:
    """Gives a country that only a person's office or fame implies the words that name the person.

    Its confidence is lower than that of a country that the text names.
    """
    referred = {d.country for d in drafts.values() if d.country and d.mentions} | {
        r for d in drafts.values() if d.mentions for r in (*d.represents, *d.members)
    }
    referred |= {p.country for p in scene.places.drafts.values() if p.country} | {
        o.body for o in scene.offices.offices.values() if o.body
    }
    for id_ in sorted((used | referred) & drafts.keys(), key=lambda x: int(x[1:])):
        draft = drafts[id_]
        if draft.mentions:
            continue
        for mention in sorted(scene.implying(id_, drafts.values()))[:1]:
            draft.mentions[mention.start, mention.end] = replace(mention, confidence=0.6)


def _actor(draft: ActorDraft) -> Actor:
    """The actor as a value; a person known by office only bears the words that say so as a name."""
    return Actor(
        draft.id,
        draft.kind,
        draft.name if not draft.unnamed else next(iter(draft.names), draft.name),
        tuple(draft.names),
        draft.key,
        draft.type,
        draft.country,
        tuple(draft.represents),
        tuple(dict.fromkeys(draft.members)),
        draft.scope,
        tuple(sorted(draft.mentions.values())),
    )


def _without_reporters(scene: Scene, used: set[str]) -> dict[str, ActorDraft]:
    """The actors without the media that only report: "told Reuters", not "condemned Reuters"."""
    drafts = scene.index.drafts
    bound = {r for d in drafts.values() for r in (*d.represents, *d.members)}
    bound |= used | {o.body for o in scene.offices.offices.values() if o.body}
    return {id_: d for id_, d in drafts.items() if d.type != "actor-media" or id_ in bound}


def _assemble(scene: Scene, meetings: tuple[Meeting, ...], found: Found) -> Extraction:
    """All that was found as values; only actors that the text mentions are in it.

    An office says something of a person with a name, or of one who does something: "blamed the head of the
    navy" alone names no holder.
    """
    used = _used((*meetings, *found.acts, *found.processes, *found.changes))
    drafts = _without_reporters(scene, used)
    _evidence_of_inferred(scene, drafts, used)
    holdings = [h for h in scene.offices.told() if h.person in used or not drafts[h.person].unnamed]
    held = {h.office for h in holdings}
    return Extraction(
        article=scene.article,
        actors=tuple(_actor(d) for d in drafts.values() if d.mentions),
        places=scene.places.frozen(),
        offices=tuple(
            Office(o.id, o.title, o.body, o.key, tuple(sorted(o.mentions.values())))
            for o in scene.offices.offices.values()
            if o.id in held
        ),
        holdings=tuple(
            Holding(h.id, h.person, h.office, h.status, tuple(sorted(h.mentions.values()))) for h in holdings
        ),
        issues=scene.frozen_issues(),
        meetings=tuple(replace(m, part_of=found.part_of.get(m.id, ())) for m in meetings),
        processes=found.processes,
        changes=found.changes,
        acts=found.acts,
    )
