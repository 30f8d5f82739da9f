"""Further meetings of people told of before: "X also met Z", "a bilateral meeting of X and Y also took
place"; and which of several "the meeting" is in a paragraph that tells of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.extraction.arguments.two_events import is_held
from kg.extraction.grammar import clauses
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before
from kg.extraction.triggers.coming_about import comes_about
from kg.extraction.triggers.triggers import is_word

if TYPE_CHECKING:
    from kg.extraction.meetings.meeting_drafts import MeetingDraft
    from kg.extraction.meetings.occurrences import Occurrence

_AFTERWARDS = frozenset("later then subsequently afterwards afterward".split())
_RECEIVING = frozenset("receive welcome host".split())
_APART = frozenset({"also", "separately", "earlier", "later"})
_AGAIN = _AFTERWARDS | {"also", "earlier", "separately"}


def met_others(scene: Scene, new: Iterable[str], sides: set[str]) -> bool:
    """Whether people of no side told of are met: "X held talks with the leaders of eight nations" after
    "X met Y"; not with Y's officials.
    """
    groups = (scene.actor(i) for i in new if scene.actor(i).kind in {"group", "delegation"})
    return any(not set(g.represents) & sides for g in groups)


_OF_NO_STATE = frozenset(
    "opposition rebel ethnic tribal religious business separatist union community church".split()
)
_OF_STATE = frozenset("president premier minister king emir sultan chancellor".split())


def _another_camp(scene: Scene, new: set[str], old: set[str]) -> bool:
    """Whether somebody met people who are of no government, and in the other one who heads one, or is in it:
    "met ethnic Peruvian leaders" and "held talks with President X".
    """
    gone, added = old - new, new - old
    pairs = ((gone, added), (added, gone))
    return bool(new & old) and any(_of_no_state(scene, a) and _of_state(scene, b) for a, b in pairs)


def _of_no_state(scene: Scene, ids: set[str]) -> bool:
    groups = [scene.actor(i) for i in ids]
    return bool(groups) and all(
        g.kind == "group" and not _OF_NO_STATE.isdisjoint(g.name.lower().split()) for g in groups
    )


def _of_state(scene: Scene, ids: set[str]) -> bool:
    people = [i for i in ids if scene.actor(i).kind == "person"]
    return any(t.split()[-1].lower() in _OF_STATE for i in people for t in scene.offices.titles_of(i))


def another_partner(scene: Scene, occurrence: Occurrence, new: set[str], old: set[str]) -> bool:
    """Whether "a" meeting is with somebody in place of a group: "X held a call with Y" after "X spoke with
    European leaders"; or between groups in place of persons: "a meeting between their defence ministers".
    """
    trigger = occurrence.trigger
    if _another_camp(scene, new, old):
        return True
    if not (trigger.nominal and occurrence.indefinite and trigger.token.tag_ == "NN"):
        return False
    added, gone = ({scene.actor(i).kind for i in ids} for ids in (new - old, old - new))
    between = any(c.lower_ == "between" for c in trigger.token.rights)
    instead = added == {"group"} and gone == {"person"} and between and len(old) > 1 and not new & old
    return instead or ("person" in added and "group" in gone)


def met_further(scene: Scene, word: Token, new: set[str], old: set[str]) -> bool:
    """Whether words tell of a further meeting, with others: "X also met Z" after "Y received X", "Z later
    received the two delegations" after "they met".

    Of "a" meeting it is enough that not all are the same: "X and Y met Z. Later X had a meeting with Z"; so
    it is of two of several: "X, Y and Z met. X also met Y", "X met separately with Y", "X met Y earlier on
    Monday".
    """
    held = is_held(word) or _took_place(word)
    verb = word.head if held else word
    hosts = (verb, *(c for c in verb.children if c.dep_ == "prep"))  # "earlier on Monday"
    said = {c.lower_ for h in hosts for c in h.children if c.dep_ == "advmod"}
    if verb.pos_ != "VERB" or not said & _AGAIN:
        return False
    if held:
        return new != old and (len(new) > 1 or word.tag_ == "NN")
    people = [{i for i in ids if scene.actor(i).kind == "person"} for ids in (new - old, old - new)]
    if len(new) == 2 and new < old and len(people[1]) == len(old) - 2 and said & _APART:
        return True
    return all(people) or bool(people[0] and said & _AFTERWARDS and verb.lemma_ in _RECEIVING)


def _took_place(noun: Token) -> bool:
    """Whether a noun with "a" is what took place."""
    subject = noun.dep_ in {"nsubj", "nsubjpass"} and "a" in {c.lower_ for c in noun.lefts}
    return subject and comes_about(noun.head)


def only_told_here(meetings: Sequence[MeetingDraft], draft: MeetingDraft, noun: Token) -> bool:
    """Whether a meeting told of by a verb is the only one of the paragraph before "the meeting"."""
    if draft.occurrences[-1].trigger.nominal or noun.lemma_ != "meeting":
        return False
    if [c.lower_ for c in noun.children] != ["the"]:
        return False
    return _told_here(draft, noun) and not any(
        _told_here(m, noun) for m in meetings if m is not draft and m.family == "meeting"
    )


def _told_here(draft: MeetingDraft, noun: Token) -> bool:
    last = max((i for i in draft.tokens if i < noun.i), default=None)
    return last is not None and "\n" not in noun.doc[last : noun.i].text


_GREAT = frozenset("summit conference forum congress".split())
_SPEAKING = frozenset(
    """
    welcome praise hail commend laud applaud note stress underline underscore emphasise emphasize highlight
    congratulate thank appreciate support express reaffirm reiterate affirm review discuss recall touch brief
    update celebrate anticipate await look
    """.split()
)
_WHEN = frozenset("upcoming forthcoming recent last next future coming previous successful".split())


def spoken_of(draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether those who met speak of a summit or conference that is told apart by its topic or time: "X met
    Y. They stressed the importance of the conference on water in Oslo"; not "praised the summit", nor "the
    summit on water", where a noun for that was told of before.
    """
    noun = occurrence.trigger.token
    lemma = noun.lemma_.lower()
    if (
        lemma not in _GREAT
        or not occurrence.trigger.nominal
        or any(o.trigger.nominal and o.trigger.frame.lemma in _GREAT for o in draft.occurrences)
    ):
        return False
    which = any(c.dep_ == "prep" and c.lower_ == "on" and not _dated(c) for c in noun.rights)
    ahead = occurrence.status[0] == "planned" and occurrence.spans
    if not (which or ahead or _WHEN & {c.lower_ for c in noun.lefts}):
        return False
    above = noun
    while above.dep_ in {"pobj", "prep", "conj"} and above.pos_ in {"NOUN", "PROPN", "ADP"}:
        above = above.head
    if above.dep_ == "dobj":
        above = above.head
    return above.pos_ == "VERB" and above.i < noun.i and above.lemma_ in _SPEAKING


def _dated(prep: Token) -> bool:
    return any(o.ent_type_ in {"DATE", "TIME"} for o in prep.rights)


def of_other_sides(scene: Scene, draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether the sides that a mention names are not those of a meeting: "talks between A and world powers"
    where A and B are, "between A, B and C" where X of A met Y of D.
    """
    trigger, new, old = occurrence.trigger, set(occurrence.arguments.actors), set(draft.participants)
    sides = {*scene.principals(old), *draft.extra_parties}
    if trigger.nominal and any(c.lower_ in {"between", "among"} for c in trigger.token.rights):
        people = any(scene.actor(i).kind == "person" for i in old)
        others = {*scene.principals(new)} - sides
        if len(others) > 1 if people else met_others(scene, new - old, sides):
            return True
    return another_partner(scene, occurrence, new, old) or met_further(scene, trigger.token, new, old)


def part_stops(scene: Scene, meetings: Sequence[MeetingDraft], occurrence: Occurrence) -> None:
    """Tells what a traveller does with people without names at one stop from what he does at the next: "will
    visit Lima, where she will meet officials. She will also visit Quito. In her meetings with officials, she
    will discuss trade"; not "the meeting".
    """
    known = any(c.lower_ in {"the", "this", "these"} for c in occurrence.trigger.token.lefts)
    if occurrence.trigger.family == "visit" or known or not occurrence.arguments.actors:
        return
    people = {i for i in occurrence.arguments.actors if scene.actor(i).kind == "person"}
    stops = [m for m in meetings if m.family == "visit" and m.places and people <= set(m.participants)]
    for draft in meetings if stops and len(people) == 1 else ():
        first, last = draft.occurrences[-1].trigger.token.i, occurrence.trigger.token.i
        others = people != {i for i in draft.participants if scene.actor(i).kind == "person"}
        if draft.family != "visit" and not others and any(first < m.tokens[0] < last for m in stops):
            occurrence.keep_from(draft.tokens)


def part_clauses(scene: Scene, occurrence: Occurrence) -> None:
    """Tells whom a verb says to be met from those whom the verb before it does: "will meet President X and
    meet with other dignitaries", "met X and held talks with officials"; not "met X and held talks with her".
    """
    verb, theirs = _partners(occurrence.trigger.token)
    if verb.dep_ != "conj" or not theirs or clauses.child(verb, "nsubj") is not None:
        return
    mine = {i for t in theirs for i in scene.resolve(t)}
    if any(scene.actor(i).kind == "delegation" for i in mine):
        return  # "received X and held talks with the visiting delegation"
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
        for word in (verb, *clauses.objects(verb)):
            others = {i for t in _partners(word)[1] for i in scene.resolve(t)} if is_word(word) else set()
            if mine and others and not mine & others:
                occurrence.keep_from((word.i,))


def _partners(word: Token) -> tuple[Token, list[Token]]:
    """The verb of a meeting and whom it names as met: "met X", "met with X", "held talks with X"."""
    held = word.dep_ == "dobj" and word.head.lemma_ in {"hold", "have"}
    verb = word.head if held else word
    own = [] if held or word.pos_ != "VERB" else clauses.objects(word)
    return verb, [*own, *(o for h in dict.fromkeys((word, verb)) for o in clauses.prepositional(h, "with"))]


_ONLY_WHEN = frozenset("after before since following when".split())


def may_be_again(
    scene: Scene, meetings: Sequence[MeetingDraft], draft: MeetingDraft, occurrence: Occurrence
) -> bool:
    """Whether a noun without actors, "the meeting", may be of a meeting told of before; not of one that is
    ``_told_aside`` or ``_of_other_states``.
    """
    bare = occurrence.trigger.nominal and (occurrence.definite or not occurrence.indefinite)
    aside = bare and _told_aside(meetings, draft, occurrence.trigger.token)
    return bare and not (aside or _of_other_states(scene, meetings, draft, occurrence))


def _told_aside(meetings: Sequence[MeetingDraft], draft: MeetingDraft, token: Token) -> bool:
    """Whether the sentence before a noun tells of a meeting only to say when another was: Washington's of
    "began talks in Oslo, a week after their teams met in Washington. The session lasted an hour".
    """
    before, last = sentence_before(token), draft.occurrences[-1].trigger.token
    if before is None or not before.start <= last.i < before.end or not _is_aside(last):
        return False
    told = (o.trigger.token for m in meetings if m is not draft for o in m.occurrences)
    return any(before.start <= t.i < before.end and not _is_aside(t) for t in told)


def _of_other_states(
    scene: Scene, meetings: Sequence[MeetingDraft], draft: MeetingDraft, occurrence: Occurrence
) -> bool:
    """Whether those who attend "the meeting" serve none of its states, but those of one told of before it: of
    "Peru's president met Chile's minister, who then flew to Quito for talks. Peru's minister attended the
    meeting" the talks in Quito.
    """
    there, sent = list(occurrence.arguments.attending), occurrence.trigger.token.sent
    if not there and sent.doc[sent.start].lower_ in {"present", "attending"}:  # "Present at the talks were X"
        there = [o for i in range(sent.start, sent.end) if (o := scene.index.owner.get(i)) is not None]
    own = set(scene.principals([i for i in there if scene.actor(i).kind == "person"]))
    sides = _sides(scene, draft)
    if not own or own & sides or len(sides) != 2:
        return False
    told = (m for m in meetings if m is not draft and m.family == "meeting")
    return any(own & theirs for m in told if len(theirs := _sides(scene, m)) == 2)


def _sides(scene: Scene, draft: MeetingDraft) -> set[str]:
    return {*scene.principals(draft.participants), *draft.extra_parties}


_SITES = frozenset({"site", "scene", "venue", "seat", "host", "birthplace"})


def _is_aside(token: Token) -> bool:
    """Whether a word stands in what only says when, or what a place is: "after they met", "following talks",
    "in Oslo, site of the talks".
    """
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _SITES:
        return token.head.head.dep_ == "appos"
    verb = clauses.clause_of(token)
    if token.i != verb.i and token.dep_ == "pobj" and token.head.lower_ in _ONLY_WHEN:
        return True
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in _ONLY_WHEN
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _ONLY_WHEN for c in verb.lefts)


def take_visitor(scene: Scene, meetings: Sequence[MeetingDraft], occurrence: Occurrence) -> None:
    """Makes who visits by the last visit told of the visitor by one more that is only said to have come to
    nothing: "X will visit Lima on Monday. A visit planned for July was called off"; in place.
    """
    trigger, own = occurrence.trigger, occurrence.arguments
    alone = trigger.family == "visit" and trigger.nominal and not (own.actors or own.attending or own.parties)
    if not alone or occurrence.definite or occurrence.status[0] not in {"cancelled", "postponed"}:
        return
    token = trigger.token
    last = next((m for m in reversed(meetings) if m.family == "visit"), None)
    if token.dep_ not in {"nsubj", "nsubjpass"} or last is None or token.i - last.tokens[-1] > _NEAR:
        return
    guests = tuple(i for i, role in last.participants.items() if role == "role-visitor")
    if len(guests) == 1 and not any(scene.index.person_at(i) for i in range(token.sent.start, token.i)):
        own.add(guests, token, "role-visitor")
        states = (s for s in scene.places.states(last.places) if s is not None and not own.places)
        own.parties.extend(sorted(states))


_NEAR = 150
