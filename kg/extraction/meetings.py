"""The meetings of an article: triggers with their arguments, joined into one node for each event."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from kg.extraction import clauses, times
from kg.extraction.actors import ActorDraft
from kg.extraction.arguments import Arguments, arguments_of
from kg.extraction.modality import factuality_of
from kg.extraction.scene import Scene
from kg.extraction.status import future, settle, status_of
from kg.extraction.triggers import Trigger, find_triggers, frames
from kg.model import Factuality, Mention, Time

_COURSES = frozenset({"talk", "negotiation", "dialogue", "discussion", "consultation"})


@dataclass(slots=True)
class Occurrence:
    """One trigger with what its sentence says of its meeting."""

    trigger: Trigger
    arguments: Arguments
    spans: list[times.TimeSpan]
    status: tuple[str, int]
    factuality: Factuality
    ordinal: int | None
    definite: bool
    indefinite: bool


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
    time: Time = Time()
    status: str = "held"
    format: str = "meeting"
    weak: bool = False

    @property
    def tokens(self) -> list[int]:
        """The indices of its trigger words."""
        return [o.trigger.token.i for o in self.occurrences]

    @property
    def family(self) -> str:
        """``meeting``, ``visit`` or ``remote``."""
        return self.occurrences[0].trigger.family

    @property
    def status_so_far(self) -> str:
        """The status with the strongest evidence among the occurrences."""
        return max((o.status for o in self.occurrences), key=lambda s: s[1])[0]

    def absorb(self, occurrence: Occurrence, scene: Scene) -> None:
        """Takes over what an occurrence says."""
        self.occurrences.append(occurrence)
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


def _participation_mention(scene: Scene, occurrence: Occurrence, id_: str) -> Mention:
    at = occurrence.arguments.evidence.get(id_)
    token = occurrence.trigger.token
    if at is None:
        return scene.mention(token.i, token.i + 1, occurrence.factuality, 0.75)
    noun = scene.doc[at[0]]
    first, last = noun.left_edge.i if noun.i - noun.left_edge.i < 8 else noun.i, noun.i + 1
    owner = scene.index.owner.get(noun.i)
    for a, b, o in scene.index.spans:
        if o == owner and a <= noun.i < b:
            first, last = min(first, a), max(last, b)
    lo, hi = min(first, token.i), max(last, token.i + 1)
    if hi - lo > 40 or noun.sent != token.sent:
        lo, hi = first, last
    return scene.mention(lo, hi, occurrence.factuality, 0.85)


# --- occurrences -----------------------------------------------------------------------------------


def _occurrence(scene: Scene, trigger: Trigger) -> Occurrence:
    token = trigger.token
    arguments = arguments_of(scene, trigger)
    left = [c.lower_ for c in token.lefts]
    definite = any(
        w in {"the", "this", "these", "that", "those", "their", "its", "his", "her", "both"} for w in left
    ) or any(c.dep_ == "poss" for c in token.lefts)
    indefinite = any(
        w in {"a", "an", "another", "any", "some", "new", "further", "more", "other", "separate"}
        for w in left
    )
    ordinal = next((n for w in left if (n := times.ordinal_of(w)) is not None), None)
    if ordinal is None and trigger.nominal:
        ordinal = next(
            (
                n
                for c in token.lefts
                for t in c.subtree
                if (n := times.ordinal_of(t.lower_)) is not None
                and t.ent_type_ in {"ORDINAL", ""}
                and t.dep_ == "amod"
            ),
            None,
        )
    factuality = factuality_of(token)
    return Occurrence(
        trigger,
        arguments,
        scene.time_spans(token),
        status_of(token, nominal=trigger.nominal),
        factuality,
        ordinal,
        definite,
        indefinite,
    )


def _keep(scene: Scene, occurrence: Occurrence) -> bool:
    """Whether the occurrence can denote a meeting between states, bodies or parties, rather than any contact."""
    trigger, arguments = occurrence.trigger, occurrence.arguments
    frame = trigger.frame
    actors = [scene.actor(i) for i in arguments.actors]
    principals = set(scene.principals(arguments.actors)) | set(arguments.parties)
    if trigger.nominal:
        if frame.strength == "core":
            return True
        if frame.strength == "with":
            return len(actors) >= 2
        if frame.strength == "possessive":
            return bool(actors) and bool(arguments.places)
        if arguments.attending and occurrence.definite and frame.frame == "conference":
            return True
        return len(actors) >= 1 and (
            len(actors) >= 2 or len(principals) >= 2 or any(a.plural for a in actors)
        )
    return _keep_verb(scene, occurrence, actors, principals)


def _keep_verb(scene: Scene, occurrence: Occurrence, actors: list, principals: set[str]) -> bool:  # type: ignore[type-arg]
    trigger, arguments = occurrence.trigger, occurrence.arguments
    kind = trigger.frame.frame
    diplomatic = [
        a
        for a in actors
        if a.type != "actor-population"
        and (a.country or a.represents or a.kind in {"country", "organization"} or a.plural)
    ]
    if kind == "visit":
        return (
            bool(diplomatic)
            and (bool(arguments.places) or len(actors) >= 2)
            and not _home(scene, actors, arguments)
        )
    if kind == "go":
        people = [a for a in diplomatic if a.kind in {"person", "delegation", "group"}]
        if occurrence.factuality == "negated" or (
            trigger.frame.strength == "strict" and _leads_to_meeting(trigger.token)
        ):
            return False
        return bool(people) and bool(arguments.places) and not _home(scene, actors, arguments)
    if kind == "host":
        strict = trigger.frame.strength == "strict"
        return len(actors) >= 2 and (
            not strict
            or (all(a.kind in {"person", "delegation", "group", "country"} for a in actors)
            and len(principals) >= 2)
        )
    if kind == "call":
        return (
            len(actors) >= 2
            and not clauses.prepositional(trigger.token, "for", "on", "upon")
            and not any(c.dep_ in {"oprd", "ccomp"} for c in trigger.token.children)
        )
    if kind == "meet" and clauses.is_passive(trigger.token):
        return False  # "protesters were met by police"
    if trigger.frame.lemma == "speak" and (
        trigger.token.tag_ == "VBG"
        or any((a.kind == "organization" and not _public(a)) or a.type == "actor-legislature" for a in actors)
    ):
        return False  # "speaking to the Senate committee", "spoke with reporters"
    if kind == "meet":
        return (
            len(actors) >= 2
            or (bool(diplomatic) and any(a.plural for a in actors) and not _takes_thing(trigger.token))
            or (bool(diplomatic) and _reciprocal(trigger.token))
        )
    if kind == "sign":
        return len(principals) >= 2 and _signs_agreement(trigger.token)
    if kind == "visiting":
        return bool(diplomatic) and len(actors) >= 2
    if kind == "shake":
        return len(actors) >= 2 and any(
            c.dep_ == "dobj" and c.lemma_ == "hand" for c in trigger.token.children
        )
    if kind == "gather":
        return any(a.plural or a.kind == "country" for a in diplomatic) and not _takes_thing(trigger.token)
    if kind == "discuss":
        return len(actors) >= 2
    return len(actors) >= 2 and bool(diplomatic)


def _signs_agreement(verb: Token) -> bool:
    things = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}] + (
        [verb.head] if verb.dep_ in {"acl", "relcl"} else []
    )
    return any(
        t.lemma_.lower()
        in {
            "agreement",
            "accord",
            "deal",
            "treaty",
            "pact",
            "memorandum",
            "protocol",
            "declaration",
            "contract",
            "mou",
            "document",
        }
        for t in things
    )


def _leads_to_meeting(verb: Token) -> bool:
    """Whether the journey only leads to a meeting told of in the same sentence: "went to Oslo, where he met X"."""
    return any(t.i > verb.i and (t.lemma_.lower(), t.pos_) in frames() for t in verb.subtree)


def _reciprocal(verb: Token) -> bool:
    return not _takes_thing(verb) and any(c.dep_ in {"prep", "advmod", "npadvmod"} for c in verb.children)


def _takes_thing(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def _home(scene: Scene, actors: list, arguments: Arguments) -> bool:  # type: ignore[type-arg]
    """Whether somebody only travels inside the own country."""
    own = {a.country for a in actors if a.country}
    return bool(own) and bool(arguments.parties) and set(arguments.parties) <= own


# --- joining ---------------------------------------------------------------------------------------


class Joiner:
    """Joins occurrences into meetings, in the order of the text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.meetings: list[MeetingDraft] = []

    def place(self, occurrence: Occurrence) -> None:
        """Adds the occurrence to the meeting that it fits best, or to a new one."""
        self._complete(occurrence)
        best, score = None, 0.0
        for draft in self.meetings:
            value = 9.0 if self._linked(draft, occurrence) else self._fit(draft, occurrence)
            if value > score:
                best, score = draft, value
        if best is None and not self._founds(occurrence):
            return
        if best is None:
            best = MeetingDraft(f"m{len(self.meetings) + 1}")
            self.meetings.append(best)
            if not occurrence.arguments.actors:
                self._recover(best, occurrence)
        best.absorb(occurrence, self.scene)

    def _complete(self, occurrence: Occurrence) -> None:
        """Adds the side that one-sided talks leave unsaid: of the subject of the sentence, else the most named country.

        "Talks with B will resume" in an article on A: A is the other party. Taken as a party, not as participant.
        """
        arguments, scene = occurrence.arguments, self.scene
        principals = scene.principals(arguments.actors)
        if (
            occurrence.trigger.frame.frame != "talks"
            or not occurrence.trigger.nominal
            or len(principals) != 1
            or not arguments.paired
        ):
            return
        counts = {
            d.id: len(d.mentions)
            for d in scene.index.drafts.values()
            if d.kind == "country" and d.id not in principals
        }
        here = [p for p in self._sentence_parties(occurrence.trigger.token) if p not in principals]
        top = here[:1] or sorted(counts, key=lambda k: (-counts[k], int(k[1:])))[:1]
        arguments.parties.extend(top)

    def _linked(self, draft: MeetingDraft, occurrence: Occurrence) -> bool:
        """Whether a noun is the occasion of a verb that is already of the meeting: "met for a crisis meeting"."""
        token = occurrence.trigger.token
        if not occurrence.trigger.nominal or draft.family != occurrence.trigger.family:
            return False
        while token.dep_ in {"compound", "conj"} or (token.dep_ == "pobj" and token.head.lower_ == "of"):
            token = token.head if token.dep_ != "pobj" else token.head.head
            if token.pos_ not in {"NOUN", "PROPN"}:
                return False
        verb = (
            token.head.head
            if token.dep_ == "pobj" and token.head.lower_ in {"for", "at", "in", "during"}
            else None
        )
        return verb is not None and verb.i in draft.tokens and verb.pos_ == "VERB"

    def _founds(self, occurrence: Occurrence) -> bool:
        """Whether an occurrence that fits no meeting is one of its own: it needs actors, or a country near it."""
        if occurrence.arguments.actors or occurrence.arguments.attending:
            return True
        token = occurrence.trigger.token
        if not occurrence.trigger.nominal or occurrence.trigger.frame.strength != "core":
            return False
        return len(self._sentence_parties(token)) >= 1

    def _sentence_parties(self, token: Token) -> list[str]:
        out: dict[str, None] = {}
        for i in range(token.sent.start, token.sent.end):
            id_ = self.scene.index.owner.get(i)
            if id_ is not None:
                for principal in self.scene.principals((id_,)):
                    out.setdefault(principal)
        return list(out)

    def _recover(self, draft: MeetingDraft, occurrence: Occurrence) -> None:
        """Who meets where the words name nobody: two persons of different states in the sentence, else its parties.

        "In an Oval Office meeting, A pressed B" -> A and B; "peace talks are to resume" -> the countries of the
        sentence, as parties, else the two that the article names most.
        """
        scene, token = self.scene, occurrence.trigger.token
        persons = [
            o
            for a, b, o in sorted(scene.index.spans)
            if token.sent.start <= a < token.sent.end
            and scene.actor(o).kind == "person"
            and scene.actor(o).country
        ]
        distinct = list(dict.fromkeys(persons))
        if len(distinct) == 2 and len({scene.actor(p).country for p in distinct}) == 2:
            for id_ in distinct:
                occurrence.arguments.add((id_,), token)
            return
        parties = self._sentence_parties(occurrence.trigger.token)
        if len(parties) < 2:
            counts = {d.id: len(d.mentions) for d in self.scene.index.drafts.values() if d.kind == "country"}
            top = sorted(counts, key=lambda k: (-counts[k], int(k[1:])))[:2]
            parties = list(dict.fromkeys([*parties, *top]))[:2]
        draft.extra_parties.extend(parties)
        draft.weak = True

    def _fit(self, draft: MeetingDraft, occurrence: Occurrence) -> float:
        """How well an occurrence fits a meeting; 0 or less means not at all."""
        trigger = occurrence.trigger
        same_family = draft.family == trigger.family
        distance = trigger.token.i - draft.occurrences[-1].trigger.token.i
        if not same_family:
            return self._cross_family(draft, occurrence, distance)
        if self._vetoed(draft, occurrence):
            return 0.0
        new, old = set(occurrence.arguments.actors), set(draft.participants)
        if not new:
            return self._fit_bare(draft, occurrence, distance)
        value = self._fit_actors(draft, occurrence, new, old, distance)
        if (
            value <= 0
            and trigger.nominal
            and occurrence.definite
            and not occurrence.arguments.paired
            and len(new) == 1
            and trigger.family == "meeting"
        ):
            return 0.8 * self._fit_bare(
                draft, occurrence, distance
            )  # "the talks are led by X": one more of them
        return value

    def _cross_family(self, draft: MeetingDraft, occurrence: Occurrence, distance: int) -> float:
        return 0.0

    def _vetoed(self, draft: MeetingDraft, occurrence: Occurrence) -> bool:
        if occurrence.ordinal and draft.ordinal and occurrence.ordinal != draft.ordinal:
            return True
        a, b = occurrence.status, max((o.status for o in draft.occurrences), key=lambda s: s[1])
        future_ = {"planned", "proposed"}
        past = {"held", "ongoing"}
        definite = occurrence.definite and occurrence.trigger.nominal
        if (
            a[1] >= 2
            and b[1] >= 2
            and not definite
            and ((a[0] in future_ and b[0] in past) or (a[0] in past and b[0] in future_))
        ):
            return True
        if occurrence.spans and any(o.spans for o in draft.occurrences):
            mine = self._time(occurrence)
            theirs = next(self._time(o) for o in draft.occurrences if o.spans)
            if _disjoint(mine, theirs):
                return True
        return self._places_differ(draft, occurrence)

    def _time(self, occurrence: Occurrence) -> Time:
        tense = future(occurrence.status[0])
        resolved = times.resolve(occurrence.spans[0].text, self.scene.article.published, tense=tense)
        return resolved or Time()

    def _places_differ(self, draft: MeetingDraft, occurrence: Occurrence) -> bool:
        mine, theirs = occurrence.arguments.places, draft.places
        if not mine or not theirs:
            return False
        return not any(self._same_area(a, b) for a in mine for b in theirs)

    def _same_area(self, a: str, b: str) -> bool:
        if a == b:
            return True
        x, y = self.scene.places.drafts[a], self.scene.places.drafts[b]
        if x.near == b or y.near == a:
            return True
        if (x.actor is not None and x.actor == y.country) or (y.actor is not None and y.actor == x.country):
            return True
        return (x.key is None and x.actor is None) or (y.key is None and y.actor is None)

    def _fit_bare(self, draft: MeetingDraft, occurrence: Occurrence, distance: int) -> float:
        """An occurrence without actors: "the talks" repeats the last meeting of its family."""
        trigger = occurrence.trigger
        if not trigger.nominal or distance > 400:
            return 0.0
        if occurrence.indefinite and not occurrence.definite:
            return 0.0
        same_class = any(o.trigger.frame.frame == trigger.frame.frame for o in draft.occurrences)
        if not same_class and distance > 80:
            return 0.0
        base = 1.0 if occurrence.definite else 0.6
        return base + (0.5 if same_class else 0.0) + 1.0 / (1 + distance / 40)

    def _fit_actors(
        self, draft: MeetingDraft, occurrence: Occurrence, new: set[str], old: set[str], distance: int
    ) -> float:
        scene = self.scene
        if draft.weak and not old:
            parties_new = set(scene.principals(new))
            return 1.0 if parties_new and parties_new <= set(draft.extra_parties) else 0.0
        persons_new = {i for i in new if scene.actor(i).kind == "person"}
        persons_old = {i for i in old if scene.actor(i).kind == "person"}
        parties_new = set(scene.principals(new)) | set(occurrence.arguments.parties)
        parties_old = set(scene.principals(old)) | set(draft.extra_parties)
        if draft.family == "visit":
            return self._fit_visit(draft, occurrence, new, old)
        if persons_new and persons_old:
            shared = persons_new & persons_old
            if len(shared) >= 2 or (
                shared
                and (persons_new <= persons_old or persons_old <= persons_new)
                and _agree(parties_new, parties_old)
            ):
                return 2.0 + len(shared)
            return 0.0
        if persons_new and old and not persons_old and len(persons_new) > 1 and not occurrence.definite:
            return 0.0  # two persons met: another event than that of the groups named before
        if (
            self._unattached(new, parties_new)
            and distance < 60
            and occurrence.status[0] == draft.status_so_far
        ):
            return 0.9
        if (
            new == old
            and occurrence.trigger.nominal == draft.occurrences[-1].trigger.nominal
            and not occurrence.indefinite
        ):
            return 1.7
        bare = occurrence.trigger.frame.frame == "talks" and not occurrence.indefinite
        if bare and parties_new and parties_new <= parties_old and len(parties_old) <= 3 and not persons_new:
            return 1.2
        if new <= old and (occurrence.definite or len(new) > 1):
            return 1.8
        if len(parties_new) >= 2 and parties_new == parties_old:
            return 1.5
        if (
            _agree(parties_new, parties_old)
            and (occurrence.definite or distance < 60)
            and (not occurrence.indefinite)
        ):
            return 1.0 if parties_new & parties_old else 0.0
        return 0.0

    def _unattached(self, new: set[str], parties: set[str]) -> bool:
        """Whether the actors are only bodies of which nothing is known: "a newly formed working group met"."""
        return all(
            self.scene.actor(i).type == "actor-joint-body" and not self.scene.actor(i).members for i in new
        )

    def _fit_visit(self, draft: MeetingDraft, occurrence: Occurrence, new: set[str], old: set[str]) -> float:
        scene = self.scene
        visitors = {i for i, r in occurrence.arguments.actors.items() if r == "role-visitor"}
        known = {i for i, r in draft.participants.items() if r == "role-visitor"}
        if visitors & known:
            return 2.5
        countries_new, countries_old = set(scene.principals(visitors)), set(scene.principals(known))
        people = any(scene.actor(i).kind == "person" for i in visitors) and any(
            scene.actor(i).kind == "person" for i in known
        )
        kinds = {scene.actor(i).kind for i in visitors | known}
        if (
            countries_new & countries_old
            and not people
            and len(kinds) == 1
            and (occurrence.definite or (occurrence.arguments.places and draft.places))
        ):
            return 1.2
        if not known or not visitors:
            return 1.0 if (new & old or not old) and occurrence.definite else 0.0
        return 0.0


def _agree(a: set[str], b: set[str]) -> bool:
    return not a or not b or a <= b or b <= a


def _disjoint(a: Time, b: Time) -> bool:
    if a.latest and b.earliest and a.latest < b.earliest:
        return True
    return bool(b.latest and a.earliest and b.latest < a.earliest)


def find_meetings(scene: Scene) -> list[MeetingDraft]:
    """The meetings of the article in the order of their first mention; also stored as ``scene.meetings``."""
    joiner = Joiner(scene)
    for trigger in find_triggers(scene.doc):
        occurrence = _occurrence(scene, trigger)
        if _keep(scene, occurrence):
            joiner.place(occurrence)
    out = []
    for draft in joiner.meetings:
        _settle(scene, draft)
        if _credible(scene, draft):
            out.append(draft)
    for number, draft in enumerate(out, start=1):
        draft.id = f"m{number}"
    scene.meetings = out
    return out


def _settle(scene: Scene, draft: MeetingDraft) -> None:
    """Time, status and format from all occurrences."""
    if draft.weak and not draft.participants and draft.family == "meeting":
        _parties_take_part(scene, draft)
    settle_time(scene, draft)
    _drop_represented(scene, draft)
    ranked = [o.trigger.format for o in draft.occurrences]
    specific = [f for f in ranked if f not in {"meeting", "talks", "visit"}]
    draft.format = specific[0] if specific else ranked[0]


def settle_time(scene: Scene, draft: MeetingDraft) -> None:
    """Time and status from all occurrences, each checked against the other."""
    votes = [o.status for o in draft.occurrences]
    open_ended = (
        all(o.trigger.format == "talks" and o.trigger.frame.lemma in _COURSES for o in draft.occurrences)
        and draft.ordinal is None
    )
    status = settle(votes, Time(), None)
    draft.time = Time()
    for occurrence in draft.occurrences:
        for span in occurrence.spans[:1]:
            tense = future(occurrence.status[0] if occurrence.status[1] >= 1 else status)
            found = times.resolve(span.text, scene.article.published, tense=tense)
            if found is not None:
                draft.time = times.intersect(draft.time, found)
    draft.time = _lasting(scene, draft)
    draft.status = settle(
        votes, draft.time, scene.article.published, open_ended=open_ended and not draft.time.latest
    )


def _parties_take_part(scene: Scene, draft: MeetingDraft) -> None:
    """Makes participants of the parties that alone are known: "the talks" of an article on two countries."""
    token = draft.occurrences[0].trigger.token
    for id_ in draft.extra_parties:
        draft.participants.setdefault(id_, "role-participant")
        draft.evidence.setdefault(id_, []).append(
            scene.mention(token.i, token.i + 1, draft.occurrences[0].factuality, 0.5)
        )


def _lasting(scene: Scene, draft: MeetingDraft) -> Time:
    """The time with the duration that the noun phrases give: "a two-day meeting"; whole days extend one day."""
    for occurrence in draft.occurrences:
        token = occurrence.trigger.token
        if not occurrence.trigger.nominal:
            continue
        duration = times.duration_of(scene.doc[token.left_edge.i : token.i + 1])
        if duration is None:
            continue
        days = int(duration[1:-1]) if duration.endswith("D") and duration[1:-1].isdigit() else 0
        time = draft.time
        if days > 1 and time.earliest is not None and time.earliest == time.latest:
            time = times.with_duration(time, days)
        return replace(time, duration=duration)
    return draft.time


_PUBLIC = frozenset(
    "actor-intergovernmental actor-armed-group actor-legislature actor-ministry actor-executive-office actor-government-body "
    "actor-joint-body actor-political-party actor-armed-forces actor-agency".split()
)


def _public(actor: ActorDraft) -> bool:
    """Whether the actor is a state, an international body, or a public institution or party."""
    return actor.kind == "country" or actor.type in _PUBLIC


def _business(scene: Scene, id_: str) -> bool:
    """Whether a person is known by an office in business only ("chief executive", "founder")."""
    held = {scene.offices.offices[h.office].title.split()[-1].lower() for h in scene.offices.of(id_)}
    return bool(held) and held <= {"ceo", "executive", "founder", "manager", "analyst", "economist", "boss"}


def _drop_represented(scene: Scene, draft: MeetingDraft) -> None:
    """Takes out a country for which a person, delegation or group of the same meeting acts."""
    acting = {
        p for i in draft.participants if scene.actor(i).kind != "country" for p in scene.principals((i,))
    }
    for id_ in [i for i in draft.participants if scene.actor(i).kind == "country" and i in acting]:
        del draft.participants[id_]
        draft.evidence.pop(id_, None)


def _credible(scene: Scene, draft: MeetingDraft) -> bool:
    """Drops what is nobody's meeting: only proposed and vague, or all of one country without a body."""
    parties = set(scene.principals(draft.participants)) | set(draft.extra_parties)
    if not any(_public(scene.actor(p)) for p in parties) and not any(
        scene.actor(i).plural for i in draft.participants
    ):
        return False
    if (
        any(_business(scene, i) for i in draft.participants)
        and sum(_public(scene.actor(p)) for p in parties) < 2
    ):
        return False
    if draft.weak and len(parties) < 2:
        return False
    return True
