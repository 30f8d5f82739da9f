"""What the next sentence says of an event: "They agreed on a summit. It will be held in Lima"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.meetings import settle_time
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.coming_about import comes_about
from kg.extraction.triggers.unfulfilled import was_to
from kg.extraction.triggers.verb_status import CHANGE_VERBS, undoes

_STARTS = frozenset("begin start open resume end conclude".split())
_SET_DOWN = frozenset("plan schedule set slate pencil arrange".split())
_UNDATED = frozenset("duration modifier vague comparison".split())


def tell_of_events(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Gives the one event of a sentence the day and place that the next one says of it by a pronoun.

    "The talks were put off. They were to have begun in Lima on Friday"; not "The delegates left. They began
    in Lima", nor where the sentence tells of two events.
    """
    first = last = 0  # of the sentence before
    for sent in scene.doc.sents:
        told = [m for m in meetings if any(first <= i < last for i in m.tokens)]
        if told and (verbs := _said_of_event(sent)):
            by_noun = [m for m in told if any(first <= t.i < last for t in _nouns(m))]
            if len(by_noun) == 1:
                _tell(scene, by_noun[0], sent, verbs)
        to_be = len(told) == 1 and told[0].status in {"planned", "proposed", "postponed"}
        noun = _setting(sent) or _named_first(sent) if len(told) == 1 else None
        if noun is not None and (to_be or noun.lower_ in _VENUES):
            _set_down(scene, told[0], sent, noun)
        if not sent[0].is_space or sent.text.strip():
            first, last = sent.start, sent.end


def _nouns(draft: MeetingDraft) -> Iterator[Token]:
    """The nouns for the event, to which a pronoun may go back."""
    return (o.trigger.token for o in draft.occurrences if o.trigger.nominal)


def _said_of_event(sent: Span) -> list[Token]:
    """The verbs of a sentence that say of "it" or "they" that an event is or was to be; else none."""
    subject = next((t for t in sent[:4] if t.lower_ in {"it", "they", "this"}), None)
    if subject is None or subject.dep_ not in {"nsubj", "nsubjpass"}:
        return []
    verbs = [subject.head]
    while (
        inner := next((c for c in verbs[-1].children if c.dep_ in {"xcomp", "acomp"}), None)
    ) is not None and len(verbs) < 4:
        verbs.append(inner)
    event = verbs[-1]
    set_down = event.lemma_ in _SET_DOWN and clauses.is_passive(event)
    starts = event.lemma_ in _STARTS and clauses.child(event, "dobj") is None
    return verbs if set_down or starts or comes_about(event) else []


def _setting(sent: Span) -> Token | None:
    """The noun of a sentence on when or where an event is to be: "The venue will be Lima", "The date, May 3,
    was agreed on"; not "The date of the vote", "No date", "A venue is sought", "The venue is not Lima".
    """
    noun = next((t for t in sent[:4] if t.lower_ in _SETTINGS), None)
    if noun is None or noun.dep_ not in {"nsubj", "nsubjpass"} or noun.left_edge.i != sent.start:
        return None
    known = any(c.lower_ in {"the", "their", "its"} for c in noun.lefts)
    of_other = any(c.lower_ in {"of", "for"} for c in noun.rights)
    return noun if known and not of_other and not clauses.is_negated(noun.head) else None


def _named_first(sent: Span) -> Token | None:
    """The noun of "Lima City Hall was the venue"; not "Lima was the venue of the fair", "was no venue"."""
    be = sent.root
    noun = next((c for c in be.rights if c.dep_ == "attr" and c.lower_ in _VENUES), None)
    if noun is None or be.lemma_ != "be" or clauses.is_negated(be):
        return None
    of_other = any(c.lower_ in {"of", "for"} for c in noun.rights)
    return noun if any(c.lower_ == "the" for c in noun.lefts) and not of_other else None


_VENUES = frozenset({"venue", "location"})
_SETTINGS = frozenset({"date", "dates", *_VENUES})


def _set_down(scene: Scene, draft: MeetingDraft, sent: Span, noun: Token) -> None:
    """Gives an event the day or place that a sentence says is its; "the new date" takes the place of what was
    put off.
    """
    if not noun.lower_.startswith("date"):
        around = noun.head.lefts if noun.dep_ == "attr" else noun.head.rights
        said = [c for c in around if c.dep_ in {"nsubj", "attr", "oprd"}]
        at = (scene.places.at(c) or scene.places.house(c) for c in said)
        named = next((p for p in at if p is not None), None)
        found = [named] if named is not None else [p for c in said for p in scene.places.located(c)]
        draft.places.extend([] if draft.places else found[:1])
        return
    days = [s for s in scene.times_in(sent) if s.kind in _DAYS]
    own = [s for s in days if scene.hangs_on(scene.doc[s.first : s.last].root, {noun.i, noun.head.i})]
    own = [s for s in own if noun.i < s.first <= noun.i + 2] or own  # "The date, May 3, was agreed on Monday"
    new = any(c.lower_ == "new" for c in noun.lefts)
    if len(own) != 1 or (draft.time.expressions and not (new or draft.time.earliest != draft.time.latest)):
        return
    for occurrence in draft.occurrences if new else ():
        occurrence.spans.clear()
    draft.occurrences[-1].spans[:] = own
    settle_time(scene, draft)


_DAYS = frozenset({"weekday", "date", "span"})


def _tell(scene: Scene, draft: MeetingDraft, sent: Span, verbs: list[Token]) -> None:
    """Puts the day and the place of the verbs where the event has none."""
    if not draft.places and draft.family != "remote":
        draft.places.extend(scene.places.located(verbs[0])[:1])
    if draft.time.expressions:
        return
    hosts = {v.i for v in verbs}
    for span in scene.times:
        root = scene.doc[span.first : span.last].root
        dated = sent.start <= span.first < sent.end and span.kind not in _UNDATED
        if dated and scene.hangs_on(root, hosts):
            draft.occurrences[-1].spans.append(span)
            settle_time(scene, draft)
            return


def given_up(scene: Scene, meetings: Sequence[MeetingDraft]) -> None:
    """Gives what was planned the status of what the next verb of the subject says of it without naming it.

    "Was due in Oslo on Monday but cancelled", "was to meet X but put the journey off", "X was due in Oslo. He
    has now cancelled"; not "was due in Oslo but cancelled a speech".
    """
    for draft in (m for m in meetings if m.status == "planned"):
        for occurrence in draft.occurrences:
            token = occurrence.trigger.token
            verb = clauses.clause_of(token)
            while verb.dep_ in {"xcomp", "acomp"} and verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
                verb = verb.head
            later = [c for c in verb.rights if c.dep_ == "conj"]
            after = token.doc[token.sent.end : token.sent.end + 1]
            root = after[0].sent.root if len(after) else verb
            subject = clauses.child(root, "nsubj")
            if subject is not None and set(scene.resolve_all(subject)) & set(draft.participants):
                later.append(root)
            found = next((CHANGE_VERBS[v.lemma_] for v in later if _calls_it_off(v)), None)
            if found is not None and verb.dep_ == "ROOT":
                draft.undone = draft.status = found


def _calls_it_off(verb: Token) -> bool:
    """Whether a verb in the active calls off what was told of before: "cancelled", "put the journey off"."""
    if verb.lemma_ not in CHANGE_VERBS or clauses.is_passive(verb) or not undoes(verb):
        return False
    objects = [c for c in verb.rights if c.dep_ in {"dobj", "dative"}]
    whole = all(o.lemma_ in _JOURNEYS and not o.n_rights for o in objects)
    alone = verb.lemma_ in {"cancel", "postpone"} and clauses.child(verb, "ccomp", "xcomp") is None
    return bool(objects and whole) or (not objects and alone)


_JOURNEYS = frozenset("journey trip visit it meeting appointment talk".split())


def fall_with(meetings: Sequence[MeetingDraft]) -> None:
    """Gives what was planned for a visit the status of the visit that was given up in the sentence before.

    "X called off a trip to Oslo. He was scheduled to meet Y": neither takes place; not "He will meet Y".
    """
    for visit in (m for m in meetings if m.status in {"cancelled", "postponed"}):
        given_up = max(o.trigger.token.sent.end for o in visit.occurrences)
        for draft in (m for m in meetings if m.status == "planned" and m.family == "meeting"):
            token = draft.occurrences[0].trigger.token
            follows = not token.doc[given_up : token.sent.start].text.strip() and token.sent.start >= given_up
            if follows and set(visit.participants) & set(draft.participants) and was_to(token):
                draft.status = visit.status
