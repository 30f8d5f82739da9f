"""A meeting while its article is read: its occurrences and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extraction.arguments.status import future
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import Tense
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.triggers.coming_about import told_to_be
from kg.extraction.triggers.event_course import COURSES
from kg.model import Mention, Time


@dataclass(slots=True)
class MeetingDraft:
    """A meeting while its article is read: its occurrences and what they add up to."""

    id: str
    occurrences: list[Occurrence] = field(default_factory=list)
    participants: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, list[Mention]] = field(default_factory=dict)
    extra_parties: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    ordinal: int | None = None
    time: Time = field(default_factory=Time)
    status: str = "held"
    undone: str | None = None
    format: str = "meeting"
    weak: bool = False
    confidence: float = 0.85

    tokens: list[int] = field(default_factory=list)
    """The indices of its trigger words."""

    @property
    def family(self) -> str:
        """``meeting``, ``visit`` or ``remote``; a visit told of as a meeting too is a meeting."""
        first = self.occurrences[0]
        if len(self.occurrences) == 1:
            return first.trigger.family
        if "remote" in [o.trigger.family for o in self.occurrences]:
            return "remote"
        return "meeting" if self.is_visit_and_meeting else first.trigger.family

    @property
    def is_visit_and_meeting(self) -> bool:
        """Whether it is told of both as a visit and by a noun for a meeting, which is no other event.

        What a visit is for leaves it a visit, and so do talks on it: "flew to Lima for talks".
        """
        first = self.occurrences[0]
        if first.trigger.family != "visit" or any(is_aim(first, o) for o in self.occurrences):
            return False
        nouns = (o for o in self.occurrences if o.trigger.nominal)
        return "meeting" in {o.trigger.family for o in nouns if not of_a_visit(o)}

    @property
    def status_so_far(self) -> str:
        """The status with the strongest evidence among the occurrences."""
        return max((o.status for o in self.occurrences), key=lambda s: s[1])[0]

    @property
    def is_undated(self) -> bool:
        """Whether nothing is told of when it is, not even in words that give no bounds."""
        return self.time.earliest is None and self.time.latest is None and not self.time.expressions

    def take(self, occurrences: Sequence[Occurrence]) -> None:
        """Takes over the trigger words of occurrences, not yet what they say."""
        self.occurrences.extend(occurrences)
        self.tokens.extend(o.trigger.token.i for o in occurrences)

    def absorb(self, occurrence: Occurrence, scene: Scene) -> None:
        """Takes over what an occurrence says, but not of one that denies the meeting that others tell of."""
        asserted = any(o.factuality != "negated" for o in self.occurrences)
        self.take([occurrence])
        if asserted and self.participants and _denies(occurrence):
            return
        arguments = occurrence.arguments
        for id_, role in arguments.actors.items():
            if self.participants.get(id_) in {None, "role-participant"}:
                self.participants[id_] = role
            self.evidence.setdefault(id_, []).append(_participation_mention(scene, occurrence, id_))
        for id_, token in arguments.attending.items():
            self.participants.setdefault(id_, "role-participant")
            arguments.evidence.setdefault(id_, (token.i, token.i + 1))
            self.evidence.setdefault(id_, []).append(_participation_mention(scene, occurrence, id_))
        self.extra_parties.extend(p for p in arguments.parties if p not in self.extra_parties)
        self.places.extend(p for p in arguments.places if p not in self.places)
        self.ordinal = self.ordinal or occurrence.ordinal


def _denies(occurrence: Occurrence) -> bool:
    """Whether a mention denies the meeting itself: "did not meet", "the talks were not held"; not one of
    which the words take for granted that it was: "were not impressed by the Oslo meeting".
    """
    known = occurrence.definite and occurrence.trigger.token.dep_ == "pobj"
    return occurrence.factuality == "negated" and not known


def _participation_mention(scene: Scene, occurrence: Occurrence, id_: str) -> Mention:
    """The words from the actor to the trigger; only the actor's name where they stand far apart."""
    at = occurrence.arguments.evidence.get(id_)
    token = occurrence.trigger.token
    if at is None:
        return scene.mention(token.i, token.i + 1, occurrence.factuality, 0.75)
    noun = scene.doc[at[0]]
    first, last = noun.left_edge.i if noun.i - noun.left_edge.i < 8 else noun.i, noun.i + 1
    owner = scene.index.owner.get(noun.i)
    for a, b, o in scene.index.spans if owner is not None else ():
        if o == owner and a <= noun.i < b:
            first, last = min(first, a), max(last, b)
    lo, hi = min(first, token.i), max(last, token.i + 1)
    if hi - lo > 40 or noun.sent != token.sent:
        lo, hi = first, last
    return scene.mention(lo, hi, occurrence.factuality, 0.85)


def sides_agree(a: set[str], b: set[str]) -> bool:
    """Whether two sets of sides may be those of one meeting: one is empty or within the other."""
    return not a or not b or a <= b or b <= a


def unattached(scene: Scene, actors: set[str]) -> bool:
    """Whether actors are only bodies of which nothing is known: "a new working group met"."""
    return all(scene.actor(i).type == "actor-joint-body" and not scene.actor(i).members for i in actors)


def is_aim(visit: Occurrence, talks: Occurrence) -> bool:
    """Whether talks with nobody of their own are what a visit is for: "arrived in Lima for talks on water",
    not "for talks with President X".
    """
    token = talks.trigger.token
    if token.dep_ != "pobj" or token.head.lower_ != "for" or token.lemma_.lower() not in COURSES:
        return False
    going = visit.trigger.family == "visit" and not visit.trigger.nominal
    alone = talks.arguments.actors.keys() <= visit.arguments.actors.keys()
    return alone and going and clauses.clause_of(token).i == visit.trigger.token.i


def runs_on(occurrence: Occurrence) -> bool:
    """Whether a clause in the present says until when an event lasts: "the summit runs until Friday"."""
    if not (occurrence.spans and occurrence.trigger.nominal):
        return False
    until = occurrence.spans[0].text.lower().startswith(("until ", "till ", "through "))
    return until and clauses.clause_of(occurrence.trigger.token).tag_ in {"VBZ", "VBP"}


def first_tense(occurrence: Occurrence) -> Tense:
    """The tense that the first time of a mention is read in: "runs until Friday" is of the next Friday."""
    return "future" if runs_on(occurrence) else future(occurrence.status[0])


def on_its_day(draft: MeetingDraft) -> bool:
    """Whether a main clause says, with the day, that it comes about; one whose sides are only inferred where
    it is a conference that was held.
    """
    if draft.weak and not (draft.format == "conference" and draft.status in {"held", "ongoing"}):
        return False
    nouns = (o.trigger.token for o in draft.occurrences if o.trigger.nominal and o.spans)
    return draft.family == "meeting" and any(map(told_to_be, nouns))


def of_agents(scene: Scene, draft: MeetingDraft) -> bool:
    """Whether a verb tells of it, or somebody is there for a state or body."""
    agents = [i for i in draft.participants if scene.actor(i).kind in {"person", "group", "delegation"}]
    told = any(not o.trigger.nominal for o in draft.occurrences) or bool(scene.principals(agents))
    return draft.status != "proposed" and told


def of_a_visit(occurrence: Occurrence) -> set[int]:
    """The words for the visit of which talks of nobody named are told: "during her visit, [talks] will cover
    trade", "her trip to Peru, where [talks] were held on trade"; not "during her visit, talks with X", nor
    "is in Peru, where talks are being held".
    """
    trigger, own = occurrence.trigger, occurrence.arguments
    if not trigger.nominal or trigger.format not in {"talks", "meeting"} or occurrence.definite:
        return set()
    if own.actors or own.attending or occurrence.spans:
        return set()
    verb = clauses.clause_of(trigger.token)
    nouns = [n for host in (trigger.token, verb) for n in clauses.prepositional(host, "during")]
    being = any(c.lower_ == "being" for c in verb.lefts)
    if verb.dep_ == "relcl" and not being and any(c.lower_ == "where" for c in verb.lefts):
        nouns += [verb.head, *clauses.ancestors_in_sentence(verb.head)]
    return {n.i for n in nouns if n.lemma_.lower() in _STAYS}


_STAYS = frozenset({"visit", "trip", "tour"})
