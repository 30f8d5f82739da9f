"""What several articles say of one meeting: the values that stand for all, and where the articles disagree.

Bounds intersect; where they have no day in common the widest stand, and the disagreement is stated. The
status is that of the article published last. What each article says stays in its own graph.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kg.alignment.align import Alignment
from kg.alignment.meeting_views import Known, known_entities
from kg.alignment.records import ArticleRecord, MeetingRecord

Reported = tuple[ArticleRecord, MeetingRecord]

_STAGE = {"proposed": 0, "planned": 1, "ongoing": 2, "held": 3, "ended": 3}
_WEIGHT = ("proposed", "planned", "ongoing", "suspended", "held", "ended", "postponed", "cancelled")


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that some articles give: ``property`` is a term of the ontology or ``position``."""

    property: str
    value: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What articles cannot both be right about: time, place, participants, status, number."""

    aspect: str
    words: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of several articles: one value of each kind, what is said by source, what is in dispute."""

    node: str
    label: str
    format: str
    status: str
    earliest: date | None
    latest: date | None
    edtf: str | None
    ordinal: int | None
    claims: tuple[Claim, ...]
    disagreements: tuple[Disagreement, ...]


def reported_meetings(alignment: Alignment, known: Mapping[str, Known] | None = None) -> list[Meeting]:
    """The meetings that several articles report, sorted by node.

    ``known`` has the entities where the articles leave them out.
    """
    found: dict[str, list[Reported]] = defaultdict(list)
    for article in alignment.articles:
        for record in article.meetings:
            found[alignment.node(record.node)].append((article, record))
    if known is None:
        known = known_entities(alignment.articles, alignment.replaced)
    return [_meeting(node, _in_order(found[node]), alignment, known)
            for node in sorted(found) if len({a.article for a, _ in found[node]}) > 1]  # fmt: skip


def _in_order(found: Iterable[Reported]) -> list[Reported]:
    """By day of publication, unknown first, then by the weight of what is said of the status."""
    return sorted(
        found, key=lambda r: (r[0].published or date.min, _weight(r[1].status), r[0].article, r[1].node)
    )


def _weight(status: str) -> int:
    return _WEIGHT.index(status) if status in _WEIGHT else -1


def _meeting(node: str, found: list[Reported], alignment: Alignment, known: Mapping[str, Known]) -> Meeting:
    records = [record for _, record in found]
    own = [r for r in records if r.node == node] or records
    earliest, latest, disjoint = bounds(records)
    disagreements = [
        *(_disagreement("time", "no day in common", _claims(found, _times)) if disjoint else []),
        *_places(found, alignment, known),
        *_participants(found, alignment, known),
        *_statuses(found),
        *_numbers(found),
    ]
    claims = _claims(found, lambda r: [("status", r.status)])
    numbers = [r.ordinal for r in records if r.ordinal is not None]
    return Meeting(
        node=node,
        label=min(r.label for r in own),
        format=_format(records),
        status=records[-1].status,
        earliest=earliest,
        latest=latest,
        edtf=_edtf(records, earliest, latest),
        ordinal=numbers[-1] if numbers else None,
        claims=tuple(claims) if len(claims) > 1 else (),
        disagreements=tuple(disagreements),
    )


def bounds(records: Sequence[MeetingRecord]) -> tuple[date | None, date | None, bool]:
    """The common bounds, or the widest where there is no day in common, which the third value says."""
    starts = [r.earliest for r in records if r.earliest]
    ends = [r.latest for r in records if r.latest]
    earliest, latest = max(starts, default=None), min(ends, default=None)
    if earliest and latest and earliest > latest:
        return min(starts), max(ends), True
    return earliest, latest, False


def _edtf(records: Sequence[MeetingRecord], earliest: date | None, latest: date | None) -> str | None:
    """The expression of an article that has just these bounds, else one made of them."""
    given = sorted(r.edtf for r in records if r.edtf and (r.earliest, r.latest) == (earliest, latest))
    if given:
        return given[0]
    if earliest is None and latest is None:
        return min((r.edtf for r in records if r.edtf), default=None)
    if earliest == latest:
        return f"{earliest}"
    return f"{earliest or '..'}/{latest or '..'}"


def _format(records: Sequence[MeetingRecord]) -> str:
    """The format that most articles give; of equally frequent ones not the general one."""
    counted = Counter(r.format for r in records)
    return min(counted, key=lambda f: (-counted[f], f == "meeting", f))


def _claims(
    found: Sequence[Reported], values: Callable[[MeetingRecord], list[tuple[str, str]]]
) -> list[Claim]:
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for article, record in found:
        for key in values(record):
            said[key].add(article.article)
    return [Claim(key[0], key[1], tuple(sorted(said[key]))) for key in sorted(said)]


def _times(record: MeetingRecord) -> list[tuple[str, str]]:
    days = (("earliest", record.earliest), ("latest", record.latest))
    return [("edtf", record.edtf)] if record.edtf else [(p, f"{d}") for p, d in days if d]


def _disagreement(aspect: str, words: str, claims: list[Claim]) -> list[Disagreement]:
    return [Disagreement(aspect, words, tuple(claims))] if len(claims) > 1 else []


def _places(
    found: Sequence[Reported], alignment: Alignment, known: Mapping[str, Known]
) -> list[Disagreement]:
    def fits(one: str, other: str) -> bool:
        a, b = known.get(one), known.get(other)
        inside = (a is not None and other in a.countries | a.within) or (
            b is not None and one in b.countries | b.within
        )
        return one == other or inside

    by_article = _by_article(found, lambda r: {alignment.node(p) for p in r.places})
    apart = any(
        ours and theirs and not any(fits(a, b) for a in ours for b in theirs)
        for ours, theirs in combinations(by_article.values(), 2)
    )
    claims = _claims(found, lambda r: [("takesPlaceAt", alignment.node(p)) for p in r.places])
    return _disagreement("place", "different places", claims) if apart else []


def _participants(
    found: Sequence[Reported], alignment: Alignment, known: Mapping[str, Known]
) -> list[Disagreement]:
    """Each article names a person whom the other lacks, and both name persons."""

    def persons(record: MeetingRecord) -> set[str]:
        nodes = {alignment.node(p.actor) for p in record.parts}
        return {n for n in nodes if n in known and known[n].kind == "person"}

    by_article = _by_article(found, persons)
    apart = any(a - b and b - a for a, b in combinations(by_article.values(), 2))
    claims = _claims(found, lambda r: [("hasParticipant", n) for n in sorted(persons(r))])
    return _disagreement("participants", "other persons are named", claims) if apart else []


def _by_article(
    found: Sequence[Reported], values: Callable[[MeetingRecord], set[str]]
) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for article, record in found:
        out[article.article] |= values(record)
    return dict(sorted(out.items()))


def _statuses(found: Sequence[Reported]) -> list[Disagreement]:
    """A later article steps back (held, then planned), or held and called off are both said."""
    back = False
    for (first, one), (second, other) in combinations(found, 2):
        a, b = _STAGE.get(one.status), _STAGE.get(other.status)
        later = bool(first.published and second.published and first.published < second.published)
        back |= later and a is not None and b is not None and a > b
        held = {one.status, other.status} & {"held", "ended"}
        back |= bool(held and {one.status, other.status} & {"cancelled", "postponed"})
    claims = _claims(found, lambda r: [("status", r.status)])
    return _disagreement("status", "one steps behind the other", claims) if back else []


def _numbers(found: Sequence[Reported]) -> list[Disagreement]:
    numbers = {r.ordinal for _, r in found if r.ordinal is not None}
    if len(numbers) < 2:
        return []
    claims = _claims(found, lambda r: [("position", f"{r.ordinal}")] if r.ordinal is not None else [])
    return _disagreement("number", "other numbers of a series", claims)
