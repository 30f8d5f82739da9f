"""All that is known of one article while it is read: document, actors, offices, places, times, meetings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.actors.member_lists import members_listed
from kg.extraction.actors.named_actors import find_actors
from kg.extraction.grammar import clauses
from kg.extraction.grammar.modality import Tense, factuality_of, tense_of
from kg.extraction.issues.issues import IssueSpan
from kg.extraction.offices.office_index import OfficeIndex
from kg.extraction.places.places import PlaceIndex
from kg.extraction.references.lead_holders import settle_lead
from kg.extraction.references.offices import find_offices
from kg.extraction.references.references import Resolver
from kg.extraction.times import times
from kg.extraction.times.chronicles import heads_entry
from kg.extraction.times.spoken_days import day_said, week_told
from kg.extraction.times.time_references import resolve_in_text, year_of_entry
from kg.extraction.times.written import day_written
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers import datings, topic_times
from kg.extraction.triggers.later_starts import after_arrival, day_then, set_anew, till_it_resumes
from kg.extraction.triggers.topic_times import is_term
from kg.extraction.triggers.verb_status import puts_off
from kg.ids import normal_name
from kg.model import Article, Factuality, Issue, Mention, Time

if TYPE_CHECKING:
    from kg.extraction.meetings.meeting_drafts import MeetingDraft


def _counts_to(span: times.TimeSpan, told: Sequence[times.TimeSpan], token: Token) -> bool:
    """Whether words only tell of what time an event is one of several, for its day is told in front: "on June
    21, X hosted [this year's] third meeting"; not "were hosted twice this year, on June 21 and on July 3". Or
    how long before, for the day is told right behind: "phoned Y [a week earlier], on June 21".
    """
    if span.kind == "anaphoric" and token.doc[span.last : span.last + 1].text == ",":
        return any(s.first == span.last + 1 and s.kind in {"date", "weekday"} for s in told)
    long = span.text.lower().removesuffix("'s") in {"this year", "this month", "this week"}
    ahead = (s for s in told if s.first < min(token.i, span.first))
    return long and any(s.kind in {"date", "weekday", "span"} for s in ahead)


def _broken(words: Span) -> bool:
    """Whether a line ends within the words."""
    return any("\n" in t.text for t in words)


@dataclass(slots=True)
class IssueDraft:
    """An issue of the article while it is read."""

    id: str
    label: str
    concept: str | None
    mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)


class Scene:
    """One article while it is read. ``doc[i].idx`` is the offset in ``article.text``.

    The stages fill it in order: actors and offices at once, then ``meetings``, then acts, processes and
    changes read from it. ``resolve`` and its like give local ids of actors (``"a3"``).
    """

    def __init__(self, doc: Doc, article: Article) -> None:
        self.doc = doc
        self.article = article
        self.index: ActorIndex = find_actors(doc, article)
        self.offices: OfficeIndex = find_offices(self.index)
        self.resolver = Resolver(self.index, self.offices)
        settle_lead(self.resolver)
        self.places = PlaceIndex(self.index)
        datelines = [(s.start, s.end) for s in doc.spans.get("dateline", [])]
        self.times = [  # the date of a dateline dates the report, never what it tells of
            s for s in times.find_times(doc) if not any(a <= s.first < b for a, b in datelines)
        ]
        self.headings = [s for s in self.times if heads_entry(doc, s)]
        self.written = day_written(doc, article.published)
        self.issues: dict[str, IssueDraft] = {}
        self.meetings: list[MeetingDraft] = []
        self._sentence_starts: list[int] | None = None  # these are worked out when first asked for
        self._members_listed: Mapping[str, tuple[str, ...]] | None = None
        self._acting: Mapping[int, str] | None = None
        self._speaking: Mapping[int, tuple[str, ...]] | None = None
        self._told_at: Mapping[int, MeetingDraft] | None = None

    # --- actors ------------------------------------------------------------------------------------

    def resolve(self, token: Token) -> tuple[str, ...]:
        """Local ids of the actors that the noun phrase headed by ``token`` denotes, without conjuncts."""
        return self.resolver.resolve(token)

    def resolve_all(self, token: Token) -> tuple[str, ...]:
        """The same with conjuncts ("A, B and C")."""
        return self.resolver.resolve_all(token)

    def denoted(self, token: Token) -> tuple[str, ...]:
        """The same, and for an adjective its country: Serbia of "Serbian"."""
        own = self.index.adjective.get(token.i) if token.pos_ == "ADJ" else None
        return (own,) if own is not None else self.resolve_all(token)

    def actor(self, id_: str) -> ActorDraft:
        """The draft with this local id."""
        return self.index.drafts[id_]

    def implying(self, id_: str, actors: Iterable[ActorDraft]) -> Iterator[Mention]:
        """The first words for each actor and place that implies another actor: a minister, a delegation or
        a city its country.
        """
        for draft in actors:
            if draft.country == id_ or id_ in draft.represents:
                yield from sorted(draft.mentions.values())[:1]
        for place in self.places.drafts.values():
            if place.country == id_:
                yield from sorted(place.mentions.values())[:1]

    @property
    def sentence_starts(self) -> list[int]:
        """The tokens with which sentences begin."""
        if self._sentence_starts is None:
            self._sentence_starts = [t.i for t in self.doc if t.is_sent_start]
        return self._sentence_starts

    @property
    def members_listed(self) -> Mapping[str, tuple[str, ...]]:
        """The states of which bodies consist, by the local ids of the bodies, where the text lists them."""
        if self._members_listed is None:
            self._members_listed = members_listed(self.index)
        return self._members_listed

    @property
    def acting(self) -> Mapping[int, str]:
        """Which tokens name a ``person``, a ``body`` (no country) or an ``office``."""
        if self._acting is None:
            kinds = {"person": "person", "organization": "body", "group": "body"}
            owners = self.index.owner.items()
            out = {i: kinds[kind] for i, id_ in owners if (kind := self.actor(id_).kind) in kinds}
            self._acting = out | dict.fromkeys(self.index.title_owner, "office")
        return self._acting

    @property
    def speaking(self) -> Mapping[int, tuple[str, ...]]:
        """Whom each subject of a verb denotes, and each agent of a passive."""
        if self._speaking is None:
            subjects = (
                t
                for t in self.doc
                if t.dep_ in {"nsubj", "nsubjpass"} or (t.dep_ == "pobj" and t.head.dep_ == "agent")
            )
            self._speaking = {t.i: ids for t in subjects if (ids := self.resolve_all(t))}
        return self._speaking

    def principals(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The countries and bodies that the actors act for, in order."""
        return self.resolver.principals(ids)

    # --- evidence ----------------------------------------------------------------------------------

    def mention(
        self, first: int, last: int, factuality: Factuality = "asserted", confidence: float = 0.9
    ) -> Mention:
        """The stretch of tokens [first, last) without outer blanks and punctuation."""
        start, end = clauses.trimmed(self.doc, first, last)
        if start >= end:
            token = self.doc[min(first, len(self.doc) - 1)]
            start, end = token.idx, token.idx + len(token)
        return Mention(start, end, factuality, confidence)

    def factuality(self, token: Token) -> Factuality:
        """How the clause of a verb or noun presents it."""
        return factuality_of(token)

    def issue(self, span: IssueSpan) -> str:
        """The local id of an issue; registers the span as a mention of it."""
        key = span.concept or normal_name(span.label)
        draft = self.issues.get(key)
        if draft is None:
            draft = self.issues[key] = IssueDraft(f"i{len(self.issues) + 1}", span.label, span.concept)
        draft.mentions.setdefault(
            (span.start, span.end), Mention(span.start, span.end, "asserted", 0.9 if span.concept else 0.75)
        )
        return draft.id

    def frozen_issues(self) -> tuple[Issue, ...]:
        """The issues as values, in the order of their first mention."""
        drafts = sorted(self.issues.values(), key=lambda d: (min(d.mentions), d.id))
        return tuple(Issue(d.id, d.label, d.concept, tuple(sorted(d.mentions.values()))) for d in drafts)

    # --- time --------------------------------------------------------------------------------------

    def times_near(self, token: Token) -> Time:
        """The time said of a verb or noun: in its own phrase, or else attached to its governing verb."""
        return self.time_of(self.time_spans(token), token)

    def times_in(self, sentence: Span) -> list[times.TimeSpan]:
        """The expressions of time that begin in a sentence, in text order."""
        first = bisect_left(self.times, sentence.start, key=attrgetter("first"))
        return self.times[first : bisect_left(self.times, sentence.end, key=attrgetter("first"))]

    def time_spans(self, token: Token) -> list[times.TimeSpan]:
        """The dating expressions attached to the token or its governing verb, nearest first."""
        told_here = self.times_in(token.sent)
        if not told_here and not self.headings:
            return []  # most sentences have no time; whose it were takes long to find
        verb, hosts = clauses.clause_of(token), datings.hosts_of(token)
        found = []
        for span in told_here:
            root = self.doc[span.first : span.last].root
            told = span.kind == "modifier" and root.head.i == token.i  # "the 2014 summit"
            if span.kind in {"duration", "modifier", "vague", "comparison"} and not told:
                continue
            if is_term(self.doc, span.first, span.last):
                continue  # "signed a plan for 2024-2026"
            resumes = verb.i in hosts and till_it_resumes(verb, span.text)
            if resumes and not self.hangs_on(root, {c.i for c in verb.rights if c.dep_ == "conj"}):
                continue  # "were adjourned until Friday"
            undone = verb.i in hosts and puts_off(verb) and not self.hangs_on(root, hosts - {verb.i})
            if undone and not {t.lower_ for t in self.doc[span.first - 1 : span.first + 1]} & datings.UNTIL:
                continue  # "cancelled the visit on Monday"
            own = self.hangs_on(root, hosts) and not datings.of_another(
                self.doc[span.first], root, token, hosts
            )
            words = self.doc[span.first : span.last]
            moved = datings.before_verb(words, verb, hosts)
            if own or moved or datings.closes_front(words, token):
                # "X, in Oslo since May, met Y on Monday", "met X at the spring meetings last week"
                since = span.text.lower().startswith("since ")
                aside = since or topic_times.names_another(words, span.kind, token)
                aside = aside or _counts_to(span, told_here, token)
                found.append((aside, abs(span.first - token.i), span))
        if not found and datings.told_outright(token, verb, hosts):
            entry = [
                s for s in self.headings if s.last < token.i and not _broken(self.doc[s.last + 1 : token.i])
            ]
            found.extend((False, 0, s) for s in entry[-1:])
        ordered = [s for *_, s in sorted(found, key=lambda p: (*p[:2], p[2].first))]
        if any(v.i in hosts and puts_off(v) for v in (verb, *(c for c in verb.rights if c.dep_ == "conj"))):
            ordered = datings.new_day_first(self.doc, verb, ordered)
        ordered = set_anew(token, after_arrival(token, ordered))
        return [day_then(token, datings.last_met(token, s)) for s in ordered]

    def hangs_on(self, token: Token, hosts: set[int]) -> bool:
        """Whether the token reaches a host through nouns and prepositions only ("met X in Y on Monday").

        Not through what was before or comes after: "met X after talks in Y on Monday", "in the wake of them".
        """
        for step in range(8):
            if token.i in hosts:
                return True
            if step > 1 and token.lower_ in {"after", "before", "following"} and token.dep_ == "prep":
                return False
            if step > 1 and token.lower_ == "since" and not clauses.is_negated(token.head):
                return False  # "the first since the death of X in May"
            if step > 1 and token.lower_ in datings.CAUSES | {"ahead", "prior"}:
                return False
            if token.pos_ in {"VERB", "AUX"} or token.head.i == token.i:
                return False
            token = token.head
        return False

    def time_of(self, spans: Iterable[times.TimeSpan], token: Token) -> Time:
        """The time of the first span, with its words; the tense comes from the clause."""
        out = Time()
        for span in list(spans)[:1]:
            resolved = self.resolve_time(span, tense_of(token))
            if resolved is not None:
                out = resolved
        return out

    def resolve_time(self, span: times.TimeSpan, tense: Tense | None) -> Time | None:
        """The time that an expression denotes, counted from the day of writing or a day told of before it."""
        said = day_said(self.doc, self.article.text, self.times, span, self.written)
        if said is None and tense == "past":
            said = week_told(self.doc, self.times, span, self.written)
        if said is None and year_of_entry(self.doc, self.headings, span) is not None:
            tense = "past"
        return resolve_in_text(self.doc, self.times, span, said or self.counted_from(span), tense)

    def counted_from(self, span: times.TimeSpan) -> date | None:
        """The day from which words of time are counted: of writing, in a chronicle the end of its year."""
        return year_of_entry(self.doc, self.headings, span) or self.written

    # --- meetings ----------------------------------------------------------------------------------

    @property
    def told_at(self) -> Mapping[int, MeetingDraft]:
        """The meetings by the tokens of their triggers, once they are all read."""
        if self._told_at is None:
            self._told_at = {i: meeting for meeting in reversed(self.meetings) for i in meeting.tokens}
        return self._told_at

    def meeting_at(self, token: Token) -> str | None:
        """The local id of the meeting of which the token is a trigger, or ``None``."""
        meeting = self.told_at.get(token.i)
        return None if meeting is None else meeting.id

    def meetings_in(self, first: int, last: int) -> list[MeetingDraft]:
        """The meetings that have a trigger among tokens [first, last)."""
        if not any(first <= i < last for i in self.told_at):
            return []
        return [m for m in self.meetings if any(first <= i < last for i in m.tokens)]
