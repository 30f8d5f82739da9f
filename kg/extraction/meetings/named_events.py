"""Occasions with names of their own, and sentences that say what the one before told of.

"The Asia-Europe Meeting" is not the meeting of the sentence before; "It was their first encounter" is.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from kg.extraction.arguments.last_meetings import counts_again
from kg.extraction.arguments.relative_arguments import event_told
from kg.extraction.grammar import clauses
from kg.extraction.grammar.supposed_verbs import time_told
from kg.extraction.meetings.meeting_drafts import MeetingDraft, of_a_visit, sides_agree
from kg.extraction.meetings.occurrences import Occurrence
from kg.extraction.scene import Scene
from kg.extraction.times import times
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import depth
from kg.extraction.triggers.occasion_verbs import at_edge
from kg.extraction.triggers.paid_calls import is_paid
from kg.extraction.triggers.sittings import is_sitting

_PRONOUNS = frozenset({"it", "this", "that"})
_JUST = 90
"""How many words before a sentence with "it was" what it speaks of is told."""


def names_of(noun: Token) -> frozenset[str]:
    """The names in front of a noun in capitals: asean, china of "the ASEAN-China Summit"; else empty."""
    if not noun.text[:1].isupper() or noun.is_sent_start:
        return frozenset()
    words = [t for c in noun.lefts if c.dep_ in {"compound", "nmod", "amod", "poss"} for t in c.subtree]
    return frozenset(t.lower_ for t in words if t.text[:1].isupper() and t.pos_ == "PROPN" and t.is_alpha)


def other_name(noun: Token, other: Token) -> bool:
    """Whether two nouns name different occasions: "the ASEAN Summit" and "the East Asia Summit"."""
    mine, theirs = names_of(noun), names_of(other)
    return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)


def has_own_name(scene: Scene, noun: Token) -> bool:
    """Whether names in front of a noun in capitals are of no actor: "the Amazon Summit"; not "the Peru-Chile
    Summit", nor "the Second Summit".
    """
    if not names_of(noun):
        return False
    words = [t for c in noun.lefts if c.dep_ in {"compound", "nmod", "amod"} for t in c.subtree]
    index = scene.index
    own = (t for t in words if t.pos_ == "PROPN" and t.is_alpha and t.text[:1].isupper())
    return any(
        t.i not in index.owner and t.i not in index.adjective and times.ordinal_of(t.lower_) is None
        for t in own
    )


_OF_BODIES = frozenset({"meeting", "summit", "conference"})
BODIES = frozenset({"actor-intergovernmental", "actor-joint-body"})


def other_body(scene: Scene, first: Occurrence, second: Occurrence) -> bool:
    """Whether a noun tells of the meeting of a joint body, the other of that of another body.

    "The summit of the Union" is no session of the joint commission; a council of a body may be that body.
    Two summits of different bodies are two: "the G20 summit", "the ASEAN summit".
    """
    mine, theirs = _bodies(scene, first), _bodies(scene, second)
    joint = first.trigger.frame.frame == second.trigger.frame.frame == "summit" or any(
        scene.actor(i).type == "actor-joint-body" for i in mine | theirs
    )
    return joint and bool(mine and theirs) and not mine & theirs


def _bodies(scene: Scene, occurrence: Occurrence) -> set[str]:
    """The bodies of which the meeting is; empty for talks, which bodies join as any state does."""
    if not occurrence.trigger.nominal or occurrence.trigger.frame.frame not in _OF_BODIES:
        return set()
    return {i for i in occurrence.arguments.actors if scene.actor(i).type in BODIES}


_GREAT = frozenset({"summit", "conference"})


def is_great(event: MeetingDraft, before: int) -> bool:
    """Whether a noun before a token calls an event a summit or conference."""
    return any(
        o.trigger.nominal and o.trigger.format in _GREAT and o.trigger.token.i < before
        for o in event.occurrences
    )


_BARE = ({"the"}, {"this"}, {"that"})


def around_others(meetings: Sequence[MeetingDraft], draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether what others meet on the margins of is the summit told of before, not this meeting: "X spoke at
    the summit. He met Y. On the sidelines of the gathering he saw Z". "The talks" are not what others met
    on the margins of.
    """
    token = occurrence.trigger.token
    known = {c.lower_ for c in token.children} in _BARE
    if (known or not occurrence.arguments.actors) and _beside_alone(draft, token):
        return True
    bare = known and token.lemma_ != "meeting"
    if not bare or at_edge(token) is None or is_great(draft, token.i):
        return False
    return any(is_great(m, token.i) for m in meetings)


def _beside_alone(draft: MeetingDraft, noun: Token) -> bool:
    """Whether an occasion is only told of as that beside which others meet, so that "the talks" are theirs:
    "X will meet Y on the sidelines of the session. The talks"; not "the session" nor "the summit".
    """
    edges = all(o.trigger.nominal and at_edge(o.trigger.token) is not None for o in draft.occurrences)
    lemmas = {o.trigger.frame.lemma for o in draft.occurrences if o.trigger.token.tag_ != "NNS"}
    return edges and noun.lemma_ in _SMALL and noun.lemma_ not in lemmas


_SMALL = frozenset({"talk", "meeting", "encounter", "negotiation"})


def of_a_body(scene: Scene, occurrence: Occurrence, added: set[str]) -> bool:
    """Whether a noun is for a meeting of a body not told of before: "the first meeting of the group"."""
    return occurrence.trigger.nominal and any(scene.actor(i).type in BODIES for i in added)


def says_what_it_was(noun: Token) -> bool:
    """Whether a noun says what was told of before: "It was their first meeting since May".

    So does "This will be the fifth round", as does "X called it a courtesy call", "described it as a courtesy
    call"; "It is time for a meeting" does not.
    """
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_ in _DESCRIBING:
        return any(o.lower_ in _PRONOUNS for o in clauses.objects(verb.head))
    if noun.dep_ == "oprd" and verb.lemma_ in _DESCRIBING:
        return any(c.lower_ in _PRONOUNS for c in (*verb.children, *noun.children) if c.i < noun.i)
    if noun.dep_ != "attr" or verb.lemma_ != "be":
        return False
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(s.lower_ in _PRONOUNS and s.i < noun.i and not list(s.children) for s in subjects)


_DESCRIBING = frozenset("describe call term label characterise characterize dub regard bill".split())


def said_to_be(noun: Token) -> Token | None:
    """The noun of which a sentence says that it is this: "meeting" of "Monday's meeting will be the first
    summit since May"; ``None`` where it says so of nothing, or that it is not. So of which a noun is a part:
    "round" of "the tenth round of Foreign Office Consultations".
    """
    verb = noun.head
    part = verb.head if noun.dep_ == "pobj" and verb.lower_ == "of" else noun
    if part is not noun and is_sitting(part, noun):
        return part
    if counts_again(noun):
        return verb
    if noun.dep_ != "attr" or verb.lemma_ != "be" or clauses.is_negated(verb):
        return None
    plan = next((c for c in verb.rights if c.dep_ == "xcomp" and c.i < noun.left_edge.i), None)
    if plan is not None and any(c.tag_ == "PRP$" for c in noun.lefts):
        return plan  # "are to meet on Monday, their first talks since May"
    subjects = (c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ in {"NOUN", "PROPN"})
    return next(subjects, None)


def is_first_time(occurrence: Occurrence, draft: MeetingDraft, told: Sequence[MeetingDraft]) -> bool:
    """Whether a meeting is said to be the time that a clause tells of, whose tense and day are not its own:
    "the talks will be the first time X and Y [have met]"; "it" is the last ``told`` of, of "was" the last
    not to come. So what is marked.
    """
    if any(t.i in draft.tokens for t in marked_by(occurrence.trigger.token)):
        occurrence.status = (occurrence.status[0], 0)
        occurrence.spans.clear()
        occurrence.arguments.actors.clear()
        return True
    event = first_time(occurrence.trigger.token)
    if event is None or occurrence.trigger.family != draft.family:
        return False
    was = event.head.lower_ == "was"
    last = next((m for m in reversed(told) if not was or m.status_so_far != "planned"), told[-1])
    it = event.pos_ == "PRON" and draft is last and draft.occurrences[0].trigger.format != "signing"
    if it or event.i in draft.tokens:
        occurrence.status = (occurrence.status[0], 0)
        occurrence.spans.clear()
        return True
    return False


def first_time(verb: Token) -> Token | None:
    """What is said to be the time at which somebody meets, or ``None``: "talks" of "the talks will be the
    first time X and Y [met]", "it" of "it is the second time they [met]"; not of "it was time to meet".
    """
    above = time_told(verb)
    counted = (times.ordinal_of(c.lower_) or c.lower_ in {"first", "last", "only"} for c in verb.head.lefts)
    return clauses.child(above, "nsubj") if above is not None and verb.tag_ != "VB" and any(counted) else None


def marked_by(noun: Token) -> list[Token]:
    """The words of which a count is told behind "mark": "will [visit] Oslo, marking the first visit by a
    president in years", "the [visit] marks the first trip since"; else none.
    """
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in _MARKING:
        return []
    if not any(times.ordinal_of(c.lower_) or c.lower_ in {"first", "last", "only"} for c in noun.lefts):
        return []
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl"}:
        return [c for c in verb.lefts if c.dep_ == "nsubj"]
    inner = (c for c in verb.head.subtree if c.i < verb.i)
    return [verb.head, *(c for c in inner if c.dep_ in {"dobj", "xcomp", "pobj", "conj"})]


_MARKING = frozenset({"mark", "constitute", "represent"})


def of_clause_on_another(word: Token, occurrence: Occurrence) -> bool:
    """Whether it is of what a relative clause tells of another noun: 2003 of "the bloc it joined in 2003"."""
    verb = clauses.clause_of(word)
    return verb.dep_ == "relcl" and not verb.is_ancestor(occurrence.trigger.token)


def says_why(occurrence: Occurrence, told: Sequence[int]) -> bool:
    """Whether a verb says for what those met of whom one of the words ``told`` tells: "held a meeting with X
    [to brief him]"; not "to brief the council".
    """
    verb = occurrence.trigger.token
    if occurrence.trigger.nominal or not clauses.is_infinitive(verb):
        return False
    partners = [*clauses.objects(verb), *clauses.prepositional(verb, "with", "to")]
    again = bool(partners) and all(p.pos_ == "PRON" for p in partners)
    return again and any(t.i in told for t in (verb.head, *clauses.objects(verb.head)))


def another_name(draft: MeetingDraft, occurrence: Occurrence) -> bool:
    """Whether an occasion with a name is not the meeting: that has another name, or no such noun at all."""
    token = occurrence.trigger.token
    known = any(o.trigger.frame.lemma == occurrence.trigger.frame.lemma for o in draft.occurrences)
    if names_of(token) and not known:
        return True
    return any(other_name(token, o.trigger.token) for o in draft.occurrences if o.trigger.nominal)


def has_own_pronoun(noun: Token) -> bool:
    """Whether a pronoun says whose it is: "their first meeting"."""
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.lefts)


def just_told(scene: Scene, meetings: Sequence[MeetingDraft], occurrence: Occurrence) -> MeetingDraft | None:
    """The meeting that "it was their first meeting" speaks of, among those told of so far; else ``None``.

    It is the main event of the last sentence that tells of one, of the same family, with no other side; of
    visits that to the state named: "flew to Lima before going on to Chile. It was her first visit to Peru".
    """
    token, family = occurrence.trigger.token, occurrence.trigger.family
    told = [(i, m) for m in meetings for i in m.tokens if i < token.sent.start]
    lands = scene.places.states(occurrence.arguments.places) - {None} if family == "visit" else set()
    if there := [(i, m) for i, m in told if m.family == family and lands & scene.places.states(m.places)]:
        return max(there, key=itemgetter(0))[1]
    start = max((scene.doc[i].sent.start for i, _ in told), default=0)
    here = [(depth(scene.doc[i]), i, m) for i, m in told if i >= start and m.family == family]
    if occurrence.status == ("planned", 3):  # "this will be the second round" is not what was held
        here = [it for it in here if it[2].status_so_far != "held"]
    if not here or token.sent.start - start > _JUST:
        return None
    draft = min(here, key=lambda t: t[:2])[2]
    people = {i for i in occurrence.arguments.actors if scene.actor(i).kind == "person"}
    if len(people) > 1 and not people <= set(draft.participants):  # "between the two top diplomats"
        latest = sorted(told, key=itemgetter(0), reverse=True)
        return next((m for _, m in latest if people <= set(m.participants)), None)
    mine = set(scene.principals(occurrence.arguments.actors))
    theirs = set(scene.principals(draft.participants)) | set(draft.extra_parties)
    return draft if has_own_pronoun(token) or sides_agree(mine, theirs) else None


def joined(occurrence: Occurrence) -> bool:
    """Whether others come to what is under way: "X and Y, who had joined the talks", "the summit will be
    mediated by X and Y", "the talks are being led by X and Y", "there were ministers at the talks from A".
    """
    noun, roles = occurrence.trigger.token, occurrence.arguments.actors.values()
    there = noun.dep_ == "pobj" and noun.head.lower_ == "at" and noun.head.head.dep_ == "attr"
    top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return (
        there
        or (top.dep_ == "nsubjpass" and top.head.lemma_ in {"lead", "chair", "head"})
        or (noun.dep_ == "dobj" and noun.head.lemma_ in {"join", "rejoin"})
        or _RUNNING.issuperset(roles)
    )


_RUNNING = frozenset({"role-mediator", "role-host"})


def told_within(occurrence: Occurrence) -> set[int]:
    """The words for the meeting in which people are said to meet: "in a separate meeting chaired by X, Y met
    Z"; not "in the meeting", nor "at a meeting of the council". So those that say how they met: "received X
    when he paid a courtesy call on her", "held a meeting when she received X".
    """
    trigger, found, paid = occurrence.trigger, of_a_visit(occurrence), occurrence.trigger.token.head
    when = paid.dep_ == "advcl" and any(c.lower_ == "when" for c in paid.lefts)
    if when and trigger.nominal and is_paid(trigger.token):
        hosts = (paid.head, *clauses.ancestors_in_sentence(paid.head))
        found.update(t.i for v in hosts for t in (v, *v.children) if t.dep_ == "dobj" or t.pos_ == "VERB")
    found.update(event_told(verb := trigger.token))
    if verb.dep_ == "advcl" and trigger.frame.frame in {"meet", "host"} and _when_they(verb):
        held = [c for c in verb.head.rights if c.dep_ == "dobj" and c.lemma_ in {"meeting", "talk"}]
        found.update(n.i for n in held if not clauses.prepositional(n, "of", "with", "between"))
    for noun in clauses.prepositional(verb, "in") if trigger.frame.frame == "meet" else ():
        alone = not clauses.prepositional(noun, "of", "with", "between")
        if noun.lemma_ == "meeting" and alone and any(c.lower_ in {"a", "another"} for c in noun.lefts):
            found.add(noun.i)
    return found


def _when_they(verb: Token) -> bool:
    """Whether a verb says when somebody did something, whom it names by a pronoun: "when she received"."""
    when = any(c.lower_ == "when" for c in verb.lefts)
    return when and any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in verb.lefts)
