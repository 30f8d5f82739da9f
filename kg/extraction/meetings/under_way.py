"""Whether a visit, or a meeting that has only begun, is still under way when the article is written."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extraction.grammar import clauses
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.arrivals import has_arrived
from kg.extraction.triggers.event_course import STARTS
from kg.model import Time

_STAY = frozenset({"visit", "trip", "tour"})
_TELLING = frozenset("say report announce tell state confirm add".split())
_OVER = frozenset("end conclude finish wrap wind close complete leave depart".split())
_GOES_ON = frozenset("negotiate talk bargain haggle mediate be stay".split())


def mark_under_way(draft: MeetingDraft, published: date | None) -> None:
    """Makes a visit that was held ongoing where nothing says that it is over and it has only begun.

    "Lund arrived in Lima on Monday", written on Monday or Tuesday; not "visited Lima on Monday" nor "returned
    after a visit to Lima". Without any day an arrival alone says that the guest is there. So of talks that
    opened or a summit that somebody began the day before or on the day of writing, and of what goes on ever
    since.
    """
    if draft.status == "held" and any(_ever_since(o.trigger.token) for o in draft.occurrences):
        draft.status = "ongoing"
        return
    together = draft.family == "meeting" or draft.format == "video-call"
    if together and draft.status == "held" and not _told_over(draft):
        opened = recent(draft.time, published) and any(opens(o.trigger.token) for o in draft.occurrences)
        that_day = _of_the_day(draft.time, published) and _meeting_that_day(draft)
        if opened or that_day or _have_gathered(draft, published):
            draft.status = "ongoing"
        return
    if (
        draft.family != "visit"
        or draft.status != "held"
        or any(tells_over(o.trigger.token) for o in draft.occurrences)
    ):
        return
    if any(_tells_on(o.trigger.token) for o in draft.occurrences):
        return
    now = published is None or recent(draft.time, published)
    begun = any(_at_start(o.trigger.token) for o in draft.occurrences)
    if begun and (draft.is_undated or recent(draft.time, published, _A_STAY)):
        draft.status = "ongoing"
    if now and any(_more_to_do(o.trigger.token) for o in draft.occurrences):
        draft.status = "ongoing"
    came = [_arrives(o.trigger.token) for o in draft.occurrences]
    stays = (c or o.trigger.frame.lemma in _STAY for c, o in zip(came, draft.occurrences, strict=True))
    if (any(came) and (draft.is_undated or recent(draft.time, published, _A_STAY))) or (
        all(stays) and recent(draft.time, published) and _staying(draft)
    ):
        draft.status = "ongoing"


def _at_start(journey: Token) -> bool:
    """Whether who does something is only beginning a journey: "opening her visit to Lima, X said", "at the
    start of a visit to Lima"; not "at the end of", nor "after opening her visit".
    """
    verb = journey.head
    if _is_being_opened(journey):
        return not any(c.dep_ in {"aux", "mark", "prep"} for c in verb.lefts)
    start = verb.head if journey.dep_ == "pobj" and verb.lower_ == "of" else None
    if start is None or start.lemma_ not in {"start", "beginning", "outset"}:
        return False
    return start.head.lower_ in {"at", "in"} and start.head.head.pos_ in {"VERB", "AUX"}


def _is_being_opened(event: Token) -> bool:
    """Whether a free participle opens an event: "[opening] talks in Lima, X said"."""
    verb = event.head
    return event.dep_ == "dobj" and verb.lemma_ in STARTS and verb.tag_ == "VBG" and verb.dep_ == "advcl"


def _arrives(token: Token) -> bool:
    return token.lemma_.lower() == "arrival" or has_arrived(token)


def _more_to_do(token: Token) -> bool:
    """Whether who has come somewhere is yet to do something there: "flew to Lima and was due to meet X later
    in the day", "travelled to Lima and will address parliament"; not "flew to Lima and will visit Peru next".
    """
    if token.lemma_ not in _COMING or token.tag_ not in {"VBD", "VBN"}:
        return False
    for verb in (c for c in token.rights if c.dep_ == "conj" and clauses.child(c, "nsubj") is None):
        due = next((t for t in (verb, *verb.rights) if t.lower_ in _DUE), None)
        inner = due is not None and (clauses.child(due, "xcomp") or clauses.child(due, "pcomp"))
        will = any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "’ll"} for c in verb.lefts)
        doing = verb if will else inner or None
        if doing is None or doing.lemma_ in _COMING | {"return", "leave"}:
            continue
        return doing.lemma_ != "visit" or not any(o.ent_type_ == "GPE" for o in clauses.objects(doing))
    return False


_COMING = frozenset("fly travel go come head arrive".split())
_DUE = frozenset("due expected scheduled set slated".split())


def _ever_since(token: Token) -> bool:
    """Whether a verb says that something goes on: "have negotiated since May", "has been in Lima since
    Monday"; not "have not talked since May", "had been in Lima since Monday" nor "has been to Lima since".
    """
    if token.lemma_ not in _GOES_ON or token.tag_ != "VBN" or clauses.is_negated(token):
        return False
    if token.lemma_ == "be" and any(c.dep_ == "prep" and c.lower_ == "to" for c in token.rights):
        return False
    perfect = any(c.dep_ == "aux" and c.lower_ in {"has", "have", "'ve"} for c in token.children)
    return perfect and any(c.dep_ == "prep" and c.lower_ == "since" for c in token.children)


def opens(token: Token) -> bool:
    """Whether a main clause says that an event begins or is taken up: "the summit opened", "resumed talks",
    "the summit opened, officials said", "as talks opened, X said", "gathered to open a summit"; not "the
    talks began and lasted an hour", nor "opened the talks by saying".
    """
    verb = token.head
    if _is_being_opened(token):
        return verb.head.dep_ == "ROOT" and not any(c.dep_ in {"aux", "mark"} for c in verb.lefts)
    aim = verb.lemma_ in STARTS and clauses.is_infinitive(verb) and verb.dep_ in {"advcl", "xcomp"}
    if aim and token.dep_ == "dobj" and verb.head.tag_ == "VBD" and verb.head.lemma_ in _TOGETHER:
        return verb.head.dep_ == "ROOT" and not clauses.is_negated(verb.head)
    begins = verb.lemma_ in STARTS | {"resume", "reconvene", "continue"} or (
        verb.lemma_ == "get" and (_under_way(verb) or _off_to(verb))
    )
    whole = token.dep_ in {"nsubj", "nsubjpass", "dobj"} and begins
    if token.pos_ != "NOUN" or not whole or verb.tag_ not in {"VBD", "VBN"}:
        return False
    told = verb.dep_ == "ccomp" and verb.head.lemma_ in _TELLING
    at_once = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.lefts)
    main = verb.dep_ == "ROOT" or at_once or ((verb.dep_ == "conj" or told) and verb.head.dep_ == "ROOT")
    after = any(c.dep_ == "conj" and c.lemma_ in _OVER | {"last", "close", "break"} for c in verb.rights)
    return main and not after and not _by_word(verb) and not clauses.is_negated(verb)


def _by_word(verb: Token) -> bool:
    """Whether somebody opened an event by what he did or said first, which tells of one that went on:
    "opened the talks by saying", "with a call for patience"; not "started talks with Oman as broker".
    """
    ways = [c for c in verb.rights if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "with"}]
    return any(o.ent_type_ not in _NAMED for w in ways for o in w.rights)


_NAMED = frozenset({"GPE", "ORG", "PERSON", "NORP"})


_TOGETHER = frozenset("meet gather come assemble convene sit".split())


def _of_the_day(time: Time, published: date | None) -> bool:
    """Whether the time is the day of writing."""
    return published is not None and time.earliest == time.latest == published


def _meeting_that_day(draft: MeetingDraft) -> bool:
    """Whether it is told of those who meet that they came together for a summit or conference, or were
    meeting: "leaders gathered on Wednesday for a summit", "X and Y were meeting on Wednesday".
    """
    verbs = [o.trigger for o in draft.occurrences if not o.trigger.nominal]
    gathered = draft.format in {"summit", "conference"} and all(v.frame.frame == "gather" for v in verbs)
    return any((gathered and v.token.tag_ in {"VBD", "VBN"}) or _was_at_it(v.token) for v in verbs)


def _have_gathered(draft: MeetingDraft, published: date | None) -> bool:
    """Whether it is told of those who meet that they have come together, of no past day: "leaders have
    gathered in Oslo for a summit"; not "have gathered twice", nor "have met".
    """
    first, last = draft.time.earliest, draft.time.latest
    past = published is not None and last is not None and last < published
    verbs = [o.trigger.token for o in draft.occurrences if o.trigger.frame.lemma in _GATHERING]
    have = (
        v.tag_ == "VBN"
        and any(c.dep_ == "aux" and c.lower_ in {"has", "have", "'ve"} for c in v.lefts)
        and not any(c.lower_ in _TIMES for c in v.children)
        for v in verbs
    )
    return not (past or (first is None and last is not None)) and any(have)


_GATHERING = frozenset("gather assemble convene".split())
_TIMES = frozenset(
    "already never ever once twice times often regularly before since previously not n't".split()
)


def _was_at_it(verb: Token) -> bool:
    """Whether a verb in the past tells of what was going on: "were meeting"."""
    past = any(c.dep_ == "aux" and c.lower_ in {"was", "were"} for c in verb.lefts)
    return verb.tag_ == "VBG" and past and not clauses.is_negated(verb)


def _off_to(verb: Token) -> bool:
    """Whether a verb says how something began: "got off to a slow start"."""
    to = (o for p in verb.rights if p.lower_ == "to" for o in p.rights)
    return any(c.lower_ == "off" for c in verb.rights) and any(o.lemma_ in {"start", "beginning"} for o in to)


def _under_way(verb: Token) -> bool:
    """Whether a verb says that something began: "got under way", "got underway"."""
    under = any(o.lower_ == "way" for p in verb.children if p.lower_ == "under" for o in p.children)
    return under or any(c.lower_ == "underway" for c in verb.children)


def _told_over(draft: MeetingDraft) -> bool:
    """Whether a mention says that a meeting is over: "after the talks", "the summit ended"."""
    return any(tells_over(o.trigger.token) for o in draft.occurrences)


def _staying(draft: MeetingDraft) -> bool:
    """Whether a noun speaks of the stay: the verb "visited" tells of one that is over."""
    return any(o.trigger.nominal and o.status[1] < 3 for o in draft.occurrences)


def tells_over(token: Token) -> bool:
    """Whether the words say that a visit is over: "after the visit", "ended her visit", "cut short a visit",
    "a recent visit".
    """
    if token.dep_ == "pobj" and token.head.lower_ in {"after", "following", "from", "since"}:
        return True
    if token.head.lemma_ == "cut" and any(c.lower_ == "short" for c in token.head.children):
        return True
    recent = any(c.lower_ in {"recent", "last", "previous", "earlier"} for c in token.lefts)
    return recent or token.head.lemma_ in _OVER or any(c.lemma_ in _OVER for c in token.children)


def _tells_on(token: Token) -> bool:
    """Whether the story goes on in the past from an arrival: "arrived in Lima, where she met X"."""
    return any(
        t.dep_ == "relcl" and t.tag_ == "VBD" and any(c.lower_ == "where" for c in t.children)
        for t in token.subtree
    )


def recent(time: Time, published: date | None, back: int = 1) -> bool:
    """Whether the time is the day of writing or one of the ``back`` before, or days that have come to that of
    writing.
    """
    first, last = time.earliest, time.latest
    if published is None or first is None or last is None:
        return False
    if first == last:
        return published - timedelta(days=back) <= last <= published
    return first <= published <= last and (last - first).days < _DAYS


_A_STAY = 2
_DAYS = 10
"""A stay of so many days is a month or a season in which it was rather than its days."""
