"""Places that a meeting takes from its host, its partner, the event beside it, or the clause before it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import tense_of
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.places.place_words import VENUES, where_of
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.triggers.venues import STAGES, named_venue, stage_of

_HOSTING = frozenset({"host", "co-host", "cohost"})
_GOALS = ("to", "in", "at", "for", "into")
_STAYING = frozenset("be arrive travel fly land go come".split())
_LEAVING = frozenset("leave depart quit fly return come head travel".split())
_OF_ANOTHER_TIME = frozenset("after before ahead following since until prior".split())
_LASTING = frozenset("end close day hour week round session".split())
_MOVING = frozenset("go travel fly head arrive come journey return rush land drive proceed".split())


def of_host(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The city, country or house that hosts a meeting: "Oslo hosted the talks", "the summit hosted by Peru",
    "the palace in Lima was the scene of talks".

    Not the place of a person who is the host: "the president of Peru hosted a summit".
    """
    for token in (o.trigger.token for o in draft.occurrences if o.trigger.nominal):
        for host in (*_hosts(token), *_scenes(token)):
            house = scene.places.standing(host) if host.lemma_.lower() in VENUES else None
            if (place := scene.places.at(host) or scene.places.called(host) or house) is not None:
                return [_town_in(scene, token, place) or place]
    return []


def _town_in(scene: Scene, token: Token, country: str) -> str | None:
    """The town of a host that the words behind a meeting name: "Peru hosted talks with A in Lima"."""
    verb = token.head
    for noun in (t for t in token.doc[token.i : token.sent.end] if t.dep_ == "pobj" and t.head.lower_ in _IN):
        place = scene.places.at(noun) if scene.hangs_on(noun, {token.i, verb.i}) else None
        actor = scene.places.drafts[country].actor
        if place is not None and actor is not None and scene.places.drafts[place].country == actor:
            return place
    return None


_IN = frozenset({"in", "at"})


def _scenes(noun: Token) -> Iterator[Token]:
    """What is said to be where something happens: "Oslo was the scene of the talks", "will be the venue for a
    summit", "the venue of the talks is Oslo", "offered Oslo as a venue for it"; not "Peru set the scene for
    talks".
    """
    if (venue := named_venue(noun)) is not None:
        yield venue.place
        return
    stage = stage_of(noun)
    if stage is None or stage.lemma_ not in STAGES:
        return
    verb = clauses.clause_of(stage)
    played = stage.dep_ == "dobj" and stage.lemma_ == "host"  # "played host to talks"
    as_stage = stage.dep_ == "pobj" and stage.head.lower_ == "as"
    if played or stage.dep_ in {"attr", "oprd"} or as_stage:
        yield from clauses.subjects(verb)
    elif stage.dep_ == "nsubj" and verb.lemma_ == "be":
        yield from (c for c in verb.rights if c.dep_ == "attr")


def _hosts(noun: Token) -> Iterator[Token]:
    verb = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in _HOSTING:
        hosts = [t for h in clauses.doers(verb)[:1] for t in clauses.conjuncts(h)]
        yield from hosts if len(hosts) == 1 else ()  # not "Peru and Chile hosted talks"
    if noun.dep_ in {"nsubj", "nsubjpass"}:  # "is to be hosted by Peru", "is expected to be hosted by Peru"
        to_come = (c for c in verb.children if c.dep_ == "xcomp" and c.lemma_.lower() in _HOSTING)
        for hosted in to_come:
            yield from clauses.agent(hosted)[:1]
    for clause in noun.children:
        if clause.dep_ in {"acl", "relcl"} and clause.lemma_.lower() in _HOSTING:
            for verb in clauses.conjuncts(clause):  # "hosted and mediated by Peru"
                yield from clauses.agent(verb)[:1]
            if not clauses.is_passive(clause):  # "talks, which Oslo will host"
                yield from [s for s in clause.lefts if s.dep_ == "nsubj" and s.tag_ != "WDT"][:1]


def after_partner(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The place right after the name of a partner, read as part of it: "met with King X in Oman".

    A name is in no place, an office may be: not "met the ambassador in Oman". So is a colleague where a day
    follows: "with her French counterpart in Oman on Monday". So is a side: "signed it with P and Q in Lima".
    """
    for token in (o.trigger.token for o in draft.occurrences):
        for prep in token.sent:
            if prep.i <= token.i or prep.lower_ not in {"in", "at"} or prep.dep_ != "prep":
                continue
            owner = scene.index.owner.get(prep.head.i)
            kind = scene.actor(owner).kind if owner is not None else ""
            side = kind in {"person", "country"} and owner in draft.participants
            if not (side or _colleague(scene, prep)) or not scene.hangs_on(prep, {token.i}):
                continue
            found = [p for n in prep.children if n.dep_ == "pobj" and (p := scene.places.at(n)) is not None]
            if found and (kind != "country" or scene.places.drafts[found[0]].actor is None):
                return found[:1]
    return []


def _colleague(scene: Scene, prep: Token) -> bool:
    """Whether a place stands between a colleague who is met and the day of the meeting."""
    after = prep.right_edge.i + 1
    dated = any(s.first == after and s.kind in _DATED for s in scene.times)
    return dated and prep.head.lemma_.lower() in {"counterpart", "colleague", "minister", "director"}


_DATED = frozenset({"weekday", "weekdays", "date", "span", "deictic"})


def of_stay_before(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The city that the sentence before puts the subject in: "X was in Lima this week. He met Y".

    Not "X was in Lima. The minister met Y", nor "X was born in Lima. He met Y".
    """
    for token in (o.trigger.token for o in draft.occurrences if not o.trigger.nominal):
        root = stay_before(token)
        goals = clauses.prepositional(root, *_GOALS[:3]) if root is not None else []
        city = (n for n in goals if (m := scene.index.by_token.get(n.i)) is not None and m.via == "city")
        found = [p for n in city if (p := scene.places.at(n)) is not None]
        if found:
            return found[:1]
    return []


def stay_before(token: Token) -> Token | None:
    """The verb of the sentence before by which who meets somebody was or came somewhere: "was in Lima"."""
    subject, before = clauses.child(token, "nsubj"), sentence_before(token)
    if token.tag_ != "VBD" or subject is None or subject.lower_ not in {"he", "she", "they"}:
        return None
    root = before.root if before is not None else token
    stays = root.lemma_ in _STAYING and root.tag_ in {"VBD", "VBZ"} and root.pos_ in {"AUX", "VERB"}
    return root if stays else None


def of_clause_before(scene: Scene, draft: MeetingDraft, meetings: list[MeetingDraft]) -> list[str]:
    """The place of the clause that goes on with a meeting: "met X in Oslo and will then see Y", "flew to Oslo
    and met X", "met X in Oslo, and after that she met Y".

    Not "left Oslo and met X", nor "met X in Oslo and will see Y in Lima", which has its own.
    """
    for token in (o.trigger.token for o in draft.occurrences):
        verb = clauses.clause_of(token)
        own = token.i == verb.i or token.head.i == verb.i
        if not own or verb.dep_ != "conj" or not same_doer(verb):
            continue
        before = verb.head
        if before.pos_ != "VERB":
            continue
        event = next((m for m in meetings if before.i in m.tokens), None)
        if event is not None and times.disjoint(draft.time, event.time):
            continue  # "visited Peru in May and met X in June"
        at_one = any(o.ent_type_ == "FAC" for o in clauses.prepositional(before, "at"))
        alone = event is None and at_one and before.lemma_ not in _MOVING  # "prayed at a mosque and met X"
        found = [] if alone else event.places if event is not None else scene.places.located(before)
        if not found and before.lemma_ in _MOVING:
            goals = clauses.prepositional(before, *_GOALS)
            found = [p for n in goals if (p := scene.places.at(n)) is not None]
        if found:
            return found[:1]
    return []


_SOON = frozenset({"then", "later", "afterwards", "afterward"})


def same_doer(verb: Token) -> bool:
    """Whether a verb goes on with who does the one before it: "met X and saw Y", "met X, and later she saw
    Y", "met X and will then see Y"; not "met X, and she had seen Y", "met X and will see Y".
    """
    subject = clauses.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        soon = any(c.lower_ in _SOON for c in verb.children)
        return soon or (tense_of(verb.head), tense_of(verb)) != ("past", "future")
    own, before = ({c.lower_ for c in v.children if c.dep_ == "aux"} for v in (verb, verb.head))
    return subject.lower_ in {"he", "she", "they"} and verb.tag_ == verb.head.tag_ and own == before


def left_after(scene: Scene, draft: MeetingDraft) -> list[str]:
    """Where a visitor leaves when a visit or talks are over: "flew out of Lima after a visit", "left Lima
    after holding talks", "at the end of the talks"; a country that is visited is a party.
    """
    for token in (o.trigger.token for o in draft.occurrences):
        noun = token.head if token.dep_ == "dobj" and token.head.dep_ == "pcomp" else token
        while (
            noun.dep_ in {"pobj", "pcomp"} and noun.head.lower_ == "of" and noun.head.head.lemma_ in _LASTING
        ):
            noun = noun.head.head
        if noun.dep_ not in {"pobj", "pcomp"} or noun.head.lower_ not in {"after", "following", "at"}:
            continue
        verb = clauses.clause_of(noun.head)
        if verb.lemma_ not in _LEAVING:
            continue
        out = [p for p in verb.children if p.dep_ in {"prep", "prt", "advmod"} and p.lower_ == "out"]
        goals = [
            *clauses.prepositional(verb, "from"),
            *(n for p in out for n in clauses.prepositional(p, "of")),
        ]
        if verb.lemma_ in {"leave", "depart", "quit"}:
            goals += clauses.objects(verb)
        for goal in goals:
            place = scene.places.at(goal)
            if place is not None:
                country = scene.places.drafts[place].state
                draft.extra_parties.extend([country] if country and draft.family == "visit" else [])
                return [place]
    return []


def before_leaving(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The place that somebody leaves after a meeting: "met X before leaving Oslo", "before he left Oslo"."""
    for token in (o.trigger.token for o in draft.occurrences):
        verb = clauses.clause_of(token)
        if token.i != verb.i and token.head.i != verb.i:
            continue
        before = [c for p in verb.children if p.lower_ == "before" for c in p.children if c.dep_ == "pcomp"]
        before += [
            c for c in verb.children if c.dep_ == "advcl" and any(m.lower_ == "before" for m in c.lefts)
        ]
        for going in (v for v in before if v.lemma_ in {"leave", "depart", "quit"}):
            goals = [*clauses.objects(going), *clauses.prepositional(going, "from")]
            if found := [p for n in goals if (p := scene.places.at(n)) is not None]:
                return found[:1]
    return []


def of_where(scene: Scene, draft: MeetingDraft) -> list[str]:
    """The place of the clause on what happens there: "left for Oslo, where he will join a summit".

    Not "left for Oslo, where he will speak before a summit".
    """
    for token in (o.trigger.token for o in draft.occurrences if o.trigger.nominal):
        verb = clauses.clause_of(token)
        above = {t.lower_ for t in token.ancestors if t.i > verb.i}
        if where_of(verb) is not None and not above & _OF_ANOTHER_TIME:
            return scene.places.located(verb)[:1]
    for token in (o.trigger.token for o in draft.occurrences if not o.trigger.nominal):
        verb = token.head if token.dep_ == "xcomp" else token
        if verb.dep_ == "relcl" and where_of(token) is not None:  # "due in Oslo for a vote, where they meet"
            if (there := scene.places.at(verb.head)) is not None:
                return [there]  # "will arrive from Oslo, where she is to meet X"
            matrix = clauses.clause_of(verb.head)
            goals = clauses.prepositional(matrix, *_GOALS)
            due = (c for c in matrix.children if c.dep_ == "acomp")
            goals += [n for c in due for n in clauses.prepositional(c, *_GOALS)]
            goals += clauses.objects(matrix) if matrix.lemma_ == "visit" else []
            if found := [p for n in goals if (p := scene.places.at(n)) is not None]:
                return found[:1]
    return []


def of_company(scene: Scene, draft: MeetingDraft) -> list[str]:
    """Where the words put who does something, or what he does meanwhile: "X, visiting Oslo, met Y", "X, in
    Oslo for a summit, met Y", "X was in Oslo on Monday, meeting Y"; not "X, born in Oslo, met Y".
    """
    for token in (o.trigger.token for o in draft.occurrences):
        verb = clauses.clause_of(token)
        if token.i != verb.i and token.head.i != verb.i:
            continue
        meanwhile = verb.tag_ == "VBG" and verb.dep_ == "advcl" and clauses.child(verb, "nsubj") is None
        if meanwhile and (found := _of_stay(scene, verb.head)):
            return found
        for subject in (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.i):
            if found := _beside_name(scene, subject, verb):
                return found
    return []


def _of_stay(scene: Scene, verb: Token) -> list[str]:
    """Where a verb says that somebody is or goes: "was in Oslo", "flew to Oslo", "spent a day in Oslo"."""
    if verb.lemma_ not in _STAYING | _MOVING | {"spend", "stop", "visit", "stay"}:
        return []
    goals = clauses.objects(verb) if verb.lemma_ == "visit" else clauses.prepositional(verb, *_GOALS[:4])
    return [p for n in goals if (p := scene.places.at(n)) is not None][:1]


def _beside_name(scene: Scene, subject: Token, verb: Token) -> list[str]:
    """Where the words between commas after a name put its bearer: "X, visiting Oslo, met Y", "X, who had gone
    to Oslo for a rite, met Y".
    """
    for clause in (
        c for c in subject.rights if c.dep_ == "relcl" and c.lemma_ in _MOVING and c.tag_ == "VBN"
    ):
        for goal in clauses.prepositional(clause, "to", "in"):
            if (there := scene.places.at(goal)) is not None:
                return [there]
    for word in scene.doc[subject.i + 1 : verb.i]:
        if word.text != "," or word.i + 2 >= verb.i:
            continue
        after = scene.doc[word.i + 1]
        noun: Token | None = None
        if after.lower_ == "visiting":
            noun = next(
                (t for t in scene.doc[after.i + 1 : after.i + 4] if scene.places.at(t) is not None), None
            )
        elif after.lower_ == "in" and after.dep_ == "prep" and after.head.i == subject.i:
            noun = clauses.child(after, "pobj")
        place = scene.places.at(noun) if noun is not None else None
        if place is not None:
            return [place]
    return []
