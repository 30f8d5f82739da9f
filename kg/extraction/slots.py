"""Places and dates that stand near a meeting's words but not in its phrase."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction import times
from kg.extraction.meeting_drafts import MeetingDraft
from kg.extraction.meetings import settle_time
from kg.extraction.scene import Scene
from kg.extraction.under_way import mark_under_way

_PREPS = frozenset({"in", "at"})
_DATED = frozenset({"weekday", "date", "span"})


def fill(scene: Scene, meetings: list[MeetingDraft]) -> None:
    """Fills empty places and dates in place, each by the only candidate in the sentences of the meeting; then
    sees which visits are under way.
    """
    for draft in meetings:
        if not draft.places:
            others = {i for m in meetings if m is not draft for i in m.tokens}
            draft.places.extend(_sole_place(scene, draft, others) or _visited(scene, draft, meetings))
    for draft in meetings:
        if draft.time.earliest is None and draft.time.latest is None and not draft.time.expressions:
            _sole_date(scene, draft)
        mark_under_way(draft, scene.article.published)


def _sentences(draft: MeetingDraft) -> Iterator[Token]:
    seen: set[int] = set()
    for occurrence in draft.occurrences:
        sent = occurrence.trigger.token.sent
        if sent.start not in seen:
            seen.add(sent.start)
            yield occurrence.trigger.token


def _sole_place(scene: Scene, draft: MeetingDraft, others: set[int]) -> list[str]:
    """The one city or venue that a sentence of the meeting gives with "in" or "at", not to another.

    ``others`` are the tokens of the other meetings' words.
    """
    for token in _sentences(draft):
        found: dict[str, None] = {}
        for noun in token.sent:
            if (
                noun.dep_ == "pobj"
                and noun.head.lower_ in _PREPS
                and noun.ent_type_ not in {"DATE", "ORG", "PERSON"}
            ):
                match = scene.index.by_token.get(noun.i)
                if (
                    scene.hangs_on(noun.head.head, others)
                    or match is None
                    or match.via != "city"
                    or match.entry.type not in {"city", "venue"}
                ):
                    continue
                if noun.head.head.pos_ == "NOUN" and noun.head.head.i != token.i and noun.head.head.ent_type_:
                    continue
                id_ = scene.places.at(noun)
                if id_ is not None:
                    found.setdefault(id_)
        if len(found) == 1:
            return list(found)
    return []


def _occasions(token: Token) -> Iterator[Token]:
    """The nouns that say on which occasion a verb happens: "met X during a visit to Y"."""
    for host in {token.i: token, token.head.i: token.head}.values():
        for prep in host.children:
            if prep.dep_ == "prep" and prep.lower_ in {"during", "on"}:
                yield from (c for c in prep.children if c.dep_ == "pobj")


def _visited(scene: Scene, draft: MeetingDraft, meetings: list[MeetingDraft]) -> list[str]:
    """The place of a visit by one participant to the country of another, told of in the same article."""
    if draft.family != "meeting":
        return []
    for occurrence in draft.occurrences:
        for noun in _occasions(occurrence.trigger.token):
            visit = next((v for v in meetings if noun.i in v.tokens and v.family == "visit"), None)
            if visit is not None and visit.places:
                return visit.places[:1]
    for visit in meetings:
        if visit.family != "visit" or not visit.places or visit.status != draft.status:
            continue
        visitors = {i for i, r in visit.participants.items() if r == "role-visitor"}
        place = scene.places.drafts[visit.places[0]]
        country = place.actor or place.country
        others = [i for i in draft.participants if i not in visitors]
        if visitors & set(draft.participants) and country is not None and country in scene.principals(others):
            return visit.places[:1]
    return []


def _dates_speech(scene: Scene, span: times.TimeSpan) -> bool:
    """Whether the words date what was said, not what was met for: "officials said on Tuesday"."""
    head = scene.doc[span.first : span.last].root.head
    verb = head.head if head.pos_ == "ADP" else head
    return verb.lemma_ in {"say", "tell", "report", "write", "announce"}


def _sole_date(scene: Scene, draft: MeetingDraft) -> None:
    """The one day that a sentence of the meeting names."""
    for occurrence in draft.occurrences:
        sent = occurrence.trigger.token.sent
        spans = [
            s for s in scene.times
            if sent.start <= s.first < sent.end and s.kind in _DATED and not _dates_speech(scene, s)
        ]  # fmt: skip
        if len(spans) == 1 and abs(spans[0].first - occurrence.trigger.token.i) < 12:
            occurrence.spans.append(spans[0])
            settle_time(scene, draft)
            return
