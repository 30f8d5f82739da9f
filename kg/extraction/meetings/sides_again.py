"""Sides that stand for those who met: "A of Peru received B of Chile. The two sides discussed trade"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.grammar import clauses
from kg.extraction.grammar.clauses import clause_of
from kg.extraction.meetings.calls import talk_on
from kg.extraction.meetings.colleagues import HEADS
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.triggers.event_course import RESUMING

_SIDES = frozenset("side party country state nation".split())
_EXCHANGING = frozenset({"exchange view", "exchange opinion", "exchange idea", "compare note"})
_TALKING = frozenset({"exchange", "discussion", "conversation", "talk"})
_HAVING = frozenset({"have", "hold", "conduct"})
_STATUS = frozenset({"held", "planned"})
_NEAR = 80


def name_those_who_met(scene: Scene, meetings: Sequence[MeetingDraft], occurrence: Occurrence) -> None:
    """Puts the persons who met in place of the sides that they are of, where sides "discussed" something.

    Not where day or place is told ("the two sides held talks in Oslo in May"), of other sides, nor "the two
    sides of the conflict".
    """
    own, status = occurrence.arguments, occurrence.status[0]
    _add_partner(scene, occurrence)
    if not _is_anaphor(occurrence) or own.places or occurrence.spans or status not in _STATUS:
        return
    sides = set(scene.principals(own.actors))
    for draft in reversed(meetings):
        near = occurrence.trigger.token.i - draft.tokens[-1] < _NEAR and draft.status_so_far == status
        people = [i for i in draft.participants if scene.actor(i).kind == "person"]
        if near and draft.family == "meeting" and len(people) > 1:
            met = set(scene.principals(draft.participants)) | set(draft.extra_parties)
            if met == sides and len(sides) > 1 and not set(own.actors) & set(draft.participants):
                evidence = next(iter(own.evidence.values()))
                own.actors = dict.fromkeys(draft.participants, "role-participant")
                own.evidence = dict.fromkeys(draft.participants, evidence)
            return


def _add_partner(scene: Scene, occurrence: Occurrence) -> None:
    """Adds with whom somebody had bilateral talks, of whom the sentence before tells beside him: "A of Peru
    and B of Chile agreed to open the border. Speaking after bilateral talks, A said"; not "after talks".
    """
    noun, actors = occurrence.trigger.token, list(occurrence.arguments.actors)
    after = noun.dep_ == "pobj" and noun.head.lower_ in {"after", "following"}
    both = after and any(c.lower_ in _OF_TWO for c in noun.lefts)
    before = sentence_before(noun) if both and len(actors) == 1 else None
    if before is None or occurrence.trigger.frame.frame not in {"talks", "meeting"}:
        return
    told = {o for a, _, o in scene.index.spans if before.start <= a < before.end}
    people = [o for o in told if scene.actor(o).kind == "person"]
    if len(people) == len(actors) + 1 and actors[0] in people and len(scene.principals(people)) > 1:
        occurrence.arguments.add(tuple(o for o in people if o != actors[0]), noun)


_OF_TWO = frozenset({"bilateral", "face", "delegation"})


def _is_anaphor(occurrence: Occurrence) -> bool:
    """Whether a verb of talking has "the two sides", "both countries" for its subject, with nothing more; so
    "the two sides had an exchange of views".
    """
    frame, verb = occurrence.trigger.frame, occurrence.trigger.token
    if occurrence.trigger.nominal:
        told = frame.lemma in _TALKING and verb.dep_ == "dobj" and verb.head.lemma_ in _HAVING
        verb = verb.head
        if verb.lower_ == "in" and verb.head.lemma_ == "engage":
            told, verb = frame.lemma in _TALKING, verb.head
    else:
        told = frame.frame == "discuss" or frame.lemma in _EXCHANGING or talk_on(occurrence)
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    if not told or len(subjects) != 1 or list(subjects[0].rights):
        return False
    if subjects[0].lower_ == "they":
        return True
    known = {c.lower_ for c in subjects[0].lefts} & {"the", "both", "two"}
    return subjects[0].lemma_.lower() in _SIDES and subjects[0].tag_ == "NNS" and bool(known)


def by_the_sides(first: Occurrence, second: Occurrence) -> bool:
    """Whether the second only says how the sides of the first talked: "X met Y. The two sides held detailed
    discussions"; not "held discussions in Oslo", nor "will hold discussions" of those who met, nor "they".
    """
    own, word = second.arguments, second.trigger.token
    if not _is_anaphor(second) or own.places or second.spans or first.status[0] != second.status[0]:
        return False
    if any(c.lower_ == "they" for t in (word, word.head) for c in t.lefts if c.dep_ == "nsubj"):
        return False
    meetings = first.trigger.family == second.trigger.family == "meeting"
    return meetings and first.trigger.token.sent.start != word.sent.start


def by_their_people(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    """Whether the second tells in the next sentence which persons met for the states of the first.

    "Peru and Chile held talks in Lima. Minister X of Peru and his Chilean counterpart, Y, discussed trade" is
    one meeting; not "Minister X of Peru also met Y of Chile", "had met Y before".
    """
    states, people = list(first.arguments.actors), list(second.arguments.actors)
    if len(states) < 2 or len(people) < 2 or {first.trigger.family, second.trigger.family} != {"meeting"}:
        return False
    if any(scene.actor(i).kind != "country" for i in states) or first.trigger.frame.lemma == "dialogue":
        return False
    served = [scene.principals((i,)) for i in people]
    told = {p for of in served for p in of}
    known = told == set(states) or (len(served) == len(states) == 2 and () in served and len(told) == 1)
    if any(scene.actor(i).kind != "person" for i in people) or not known or not told <= set(states):
        return False
    heads = [bool(HEADS & set(scene.offices.titles_of(i))) for i in people]
    if any(heads) and not all(heads):
        return False  # a minister whom the host's president receives is there for talks, too
    word = second.trigger.token
    before = sentence_before(word)
    if before is None or not before.start <= first.trigger.token.i < before.end:
        return False
    signed = [o.trigger.frame.frame == "signing" for o in (first, second)]
    apart = second.indefinite and second.trigger.nominal and bool(second.arguments.places or second.spans)
    return signed[0] == signed[1] and not apart and not _besides(word) and first.status[0] == second.status[0]


def _besides(word: Token) -> bool:
    """Whether the clause of a meeting sets it apart from the one just told of: "also met", "had met"."""
    clause = clause_of(word)
    said = {c.lower_ for t in (word, clause) for c in t.children if c.dep_ in {"advmod", "aux", "amod"}}
    return not said.isdisjoint(_APART)


_APART = frozenset(
    """
    also separately later earlier previously then again meanwhile had before afterwards separate another
    subsequent previous earlier last next new further
    """.split()
)


def between_the_two(first: Occurrence, second: Occurrence) -> bool:
    """Whether a noun is of the two who met, told of right before: "X and Y held a summit. Talks between the
    two leaders were attended by Z"; not of those to come, "Talks between the two will resume".
    """
    noun, met = second.trigger.token, set(first.arguments.actors)
    before = sentence_before(noun)
    if not second.trigger.nominal or before is None or first.status[0] != second.status[0] or second.spans:
        return False
    two = any(
        c.lower_ in {"two", "both"} for o in clauses.prepositional(noun, "between") for c in (o, *o.lefts)
    )
    near = before.start <= first.trigger.token.i < before.end
    return two and near and len(met) == 2 and set(second.arguments.actors) == met


def _again(verb: Token) -> bool:
    return verb.lemma_ in RESUMING or (verb.lemma_ == "go" and any(c.lower_ == "on" for c in verb.rights))


_SAME_COURSE = 150


def resumed(scene: Scene, told: Sequence[MeetingDraft], occurrence: Occurrence) -> bool:
    """Gives talks that go on the sides of those told of last: "negotiations were to resume on Friday", "said
    talks would go on".

    The last of ``told`` is their own draft. Not so of "peace talks", which may be those of others.
    """
    noun = occurrence.trigger.token
    bare = not any(noun.rights) and all(c.lower_ == "the" for c in noun.lefts)
    if not bare or noun.dep_ not in {"nsubj", "nsubjpass"} or occurrence.trigger.frame.frame != "talks":
        return False
    verbs = [noun.head, *(c for c in noun.head.children if c.dep_ in {"xcomp", "acomp"})]
    verbs += [x for v in verbs[1:] for x in v.children if x.dep_ == "xcomp"]
    before = next((m for m in reversed(told[:-1]) if m.family == "meeting"), None)
    if before is None or not any(map(_again, verbs)) or noun.i - before.tokens[-1] > _SAME_COURSE:
        return False
    sides = list(dict.fromkeys([*scene.principals(before.participants), *before.extra_parties]))
    told[-1].extra_parties.extend(sides)
    told[-1].weak = True
    return bool(sides)
