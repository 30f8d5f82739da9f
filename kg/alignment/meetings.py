"""The judgement of two meetings: who, when, where, which of a series; every reason with its weight.

Vetoes keep apart: a visit from the meeting on it, bounds without a day in common, other numbers in a series,
other towns or countries, other people for the same side. Beyond them a pair needs both: that the same meet,
and something that ties the occasion (a day, a place and month, a number in a series).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kg import gazetteer
from kg.alignment.judging import Judgement, Reason, judgement
from kg.alignment.meeting_views import Known, MeetingView, Told

_WEEK, _MONTH = 7, 31
_REPORTED_WITHIN = 3
_AHEAD = 31
_SERIES_WITHIN = 120
_MANY_SIDES = 4
_FUTURE = frozenset({"planned", "proposed"})
_PAST = frozenset({"held", "ended"})


def judge_meetings(one: MeetingView, other: MeetingView, known: Mapping[str, Known]) -> Judgement:
    """The judgement of two meetings, in any order."""
    if one.family != other.family:
        words = " and ".join(sorted((one.family, other.family)))
        return judgement(one.node, other.node, [Reason("format", -6.0, f"{words}")], veto=True)
    if other.node < one.node:
        one, other = other, one
    reasons: list[Reason] = []
    veto = _numbers(one, other, reasons)
    veto |= when(one, other, reasons)
    veto |= _where(one, other, known, reasons)
    veto |= _who(one, other, known, reasons)
    _what(one, other, reasons)
    if not veto and not _is_tied(reasons):
        reasons.append(Reason("occasion", -2.5, "nothing ties the two to one occasion"))
    return judgement(one.node, other.node, reasons, veto=veto)


def _is_tied(reasons: list[Reason]) -> bool:
    """Whether a day or place and month or number tells the occasion, and two sides or the visitor agree."""

    def sum_of(*criteria: str) -> float:
        return sum(r.weight for r in reasons if r.criterion in criteria and r.weight > 0)

    far = any(r.criterion == "date" and r.weight < 0 for r in reasons)
    occasion = sum_of("date", "place", "ordinal") - (2.0 if far else 0.0)
    return occasion >= 1.0 and sum_of("participants", "parties") >= 1.5


def _numbers(one: MeetingView, other: MeetingView, reasons: list[Reason]) -> bool:
    if not (one.ordinals and other.ordinals):
        return False
    if one.ordinals & other.ordinals:
        reasons.append(Reason("ordinal", 2.5, f"number {min(one.ordinals & other.ordinals)} of a series"))
        return False
    reasons.append(Reason("ordinal", -6.0, "other numbers of a series"))
    return True


def when(one: MeetingView, other: MeetingView, reasons: list[Reason]) -> bool:
    """Bounds; where one has none, the day of its report. Adds its reason; True is a veto."""
    if _order_excludes(one, other) or _order_excludes(other, one):
        reasons.append(Reason("status", -6.0, "planned after the other was held"))
        return True
    start = max((d for d in (one.earliest, other.earliest) if d), default=None)
    end = min((d for d in (one.latest, other.latest) if d), default=None)
    if start and end and start > end:
        reasons.append(Reason("date", -6.0, f"no day in common: from {start}, to {end}"))
        return True
    if one.is_dated and other.is_dated:
        reasons.append(_both_dated(one, other))
    elif one.is_dated or other.is_dated:
        dated, open_ = (one, other) if one.is_dated else (other, one)
        reasons.append(_one_dated(dated, open_))
    elif one.ordinals & other.ordinals and _reports_within(one, other, _SERIES_WITHIN):
        reasons.append(Reason("publication", 0.5, "undated, reported in the same months"))
    else:
        reasons.append(Reason("date", -2.0, "neither is dated"))
    return False


def _span(view: MeetingView) -> int:
    return (view.latest - view.earliest).days if view.latest and view.earliest else 9999


def _both_dated(one: MeetingView, other: MeetingView) -> Reason:
    short, long = sorted((_span(one), _span(other)))
    start = max(d for d in (one.earliest, other.earliest) if d)
    if (one.earliest, one.latest) == (other.earliest, other.latest) and short == 0:
        return Reason("date", 3.0, f"same day: {start}")
    if long <= _WEEK:
        return Reason("date", 2.0, f"the same days: {start}")
    if long <= _MONTH:
        same = short == long
        return Reason("date", 1.5 if same else 1.0, f"the same month: {start:%Y-%m}")
    return Reason("date", -0.5, "days in common, but far bounds")


def _one_dated(dated: MeetingView, undated: MeetingView) -> Reason:
    """An undated report counts as of the days before it, an announcement as of the weeks after it."""
    best = -2.5
    for told in undated.told:
        best = max(best, _reported_near(dated, told))
    words = {1.0: "reported when the other was held", 0.5: "announced shortly before the other"}
    return Reason("date", best, words.get(best, "one is undated, and reported at another time"))


def _reported_near(dated: MeetingView, told: Told) -> float:
    if told.published is None or dated.latest is None or dated.earliest is None:
        return -1.5
    if told.status in _FUTURE:
        ahead = (dated.latest - told.published).days
        return 0.5 if 0 <= ahead <= _AHEAD and _span(dated) <= _MONTH else -2.5
    since = (told.published - dated.latest).days
    return 1.0 if 0 <= since <= _REPORTED_WITHIN and _span(dated) <= _WEEK else -2.5


def _order_excludes(planned: MeetingView, held: MeetingView) -> bool:
    """Whether all reports of one announce it after the other had been reported as held, or had passed."""
    if not all(t.status in _FUTURE and t.published for t in planned.told):
        return False
    first = min(t.published for t in planned.told if t.published)
    done = [t.published for t in held.told if t.status in _PAST and t.published]
    if planned.is_dated and held.is_dated:
        return False
    return bool(done) and min(done) < first


def _reports_within(one: MeetingView, other: MeetingView, days: int) -> bool:
    ours, theirs = ([t.published for t in v.told if t.published] for v in (one, other))
    return any(abs((a - b).days) <= days for a in ours for b in theirs)


def _where(one: MeetingView, other: MeetingView, known: Mapping[str, Known], reasons: list[Reason]) -> bool:
    """Places: the same, one within the other, or apart; calls have none that count."""
    if one.family == "remote" or not (one.places and other.places):
        return False
    shared = sorted(p for p in one.places & other.places)
    towns = [p for p in shared if p in known and known[p].kind != "country"]
    if shared:
        place = (towns or shared)[0]
        words = known[place].label if place in known else place  # a graph may leave a place undescribed
        reasons.append(
            Reason("place", 2.0 if towns or one.family == "visit" else 1.0, f"same place: {words}")
        )
        return False
    pairs = [(a, b) for a in one.places for b in other.places]
    if any(_contains(a, b, known) or _contains(b, a, known) or _one_house(a, b, known) for a, b in pairs):
        reasons.append(Reason("place", 1.0, "one place lies in the other"))
        return False
    if any(_may_be_near(a, b, known) for a, b in pairs):
        reasons.append(Reason("place", -1.0, "different places, perhaps near each other"))
        return False
    reasons.append(Reason("place", -6.0, "different places"))
    return True


def _contains(whole: str, part: str, known: Mapping[str, Known]) -> bool:
    it = known.get(part)
    return it is not None and whole in it.countries | it.within


def _one_house(one: str, other: str, known: Mapping[str, Known]) -> bool:
    """Whether both names are of the house of one body: the White House and the Oval Office."""
    houses = [_house(known[place].label) for place in (one, other) if place in known]
    return len(houses) == 2 and houses[0] is not None and houses[0] == houses[1]


def _house(label: str) -> str | None:
    body = gazetteer.body_named(label) or gazetteer.metonym(label)
    return body.key if body is not None and body.kind == "organization" else None


def _may_be_near(one: str, other: str, known: Mapping[str, Known]) -> bool:
    """Whether a venue of which no town is known may lie in the other place: countries do not differ."""
    a, b = known.get(one), known.get(other)
    if a is None or b is None:
        return True
    if a.kind == "country" or b.kind == "country":
        return not (a.kind == b.kind or (a.countries | b.countries))
    if a.countries and b.countries and not a.countries & b.countries:
        return False
    return not _is_town(a) or not _is_town(b)


def _is_town(it: Known) -> bool:
    found = gazetteer.city_named(it.label)
    return found is not None and found.type != "venue"


def _who(one: MeetingView, other: MeetingView, known: Mapping[str, Known], reasons: list[Reason]) -> bool:
    """Persons, then the sides behind them, then bodies."""
    ours, theirs = (v.visitors if v.family == "visit" else frozenset(v.persons) for v in (one, other))
    shared = sorted(ours & theirs)
    for person in shared[:3]:
        reasons.append(Reason("participants", 2.0, f"the same person: {known[person].label}"))
    by_name = {one.persons[p] for p in ours - theirs} & {other.persons[p] for p in theirs - ours}
    for _ in sorted(by_name)[:2]:
        reasons.append(Reason("participants", 1.0, "a person called alike"))
    if _other_people(one, other, ours, theirs, by_name, reasons):
        return True
    _sides(one, other, shared, reasons, known)
    bodies = sorted((one.others & other.others) - one.sides)
    for body in bodies[:2]:
        reasons.append(Reason("participants", 1.0, f"the same body: {known[body].label}"))
    return False


def _other_people(
    one: MeetingView,
    other: MeetingView,
    ours: frozenset[str],
    theirs: frozenset[str],
    by_name: set[str],
    reasons: list[Reason],
) -> bool:
    """Whether a side is stood for by other persons: the foreign minister is not the president."""
    if not (ours and theirs):
        return False
    if one.family == "visit" and not ours & theirs and not by_name:
        reasons.append(Reason("participants", -6.0, "other visitors"))
        return True
    for side in sorted(one.sides & other.sides):
        a = {p for p in ours if side in one.side_of[p]}
        b = {p for p in theirs if side in other.side_of[p]}
        named_alike = {one.persons[p] for p in a} & {other.persons[p] for p in b} & by_name
        if a and b and not a & b and not named_alike:
            reasons.append(Reason("participants", -6.0, "other persons for the same side"))
            return True
    if not ours & theirs and not by_name:
        reasons.append(Reason("participants", -6.0, "other persons"))
        return True
    return False


def _sides(
    one: MeetingView, other: MeetingView, shared: list[str], reasons: list[Reason], known: Mapping[str, Known]
) -> None:
    common = sorted(one.sides & other.sides)
    if common:
        words = ", ".join(known[s].label if s in known else s for s in common[:4])
        whole = 0.5 if one.sides == other.sides and len(common) > 1 else 0.0
        reasons.append(Reason("parties", min(len(common), 3) + whole, f"the same sides: {words}"))
    ours, theirs = one.sides - other.sides, other.sides - one.sides
    if ours and theirs:
        reasons.append(Reason("parties", -3.0, "each has a side that the other lacks"))
    elif max(len(one.sides), len(other.sides)) >= _MANY_SIDES and min(len(one.sides), len(other.sides)) < 3:
        reasons.append(Reason("parties", -3.0, "a meeting of many and a meeting of few"))
    elif ours or theirs:
        reasons.append(_side_more(one, other, known))
    if one.persons and other.persons and len(common) > 1:
        named = {s for v in (one, other) for p in v.persons for s in v.side_of[p]}
        matched = {s for p in shared for s in one.side_of[p]}
        if one.family != "visit" and (named - matched) & set(common):
            reasons.append(Reason("participants", -2.0, "a side is named in one and general in the other"))
    elif bool(one.persons) != bool(other.persons) and one.family != "visit":
        reasons.append(Reason("participants", -1.0, "persons are named in one only"))


def _side_more(one: MeetingView, other: MeetingView, known: Mapping[str, Known]) -> Reason:
    """A third side beside two may go untold where it lends the place; where its persons sit at the table, and
    not in their own capital, the meetings are two. A number in a series tells the occasion all the same.
    """
    few, many = sorted((one, other), key=lambda v: len(v.sides))
    lands = {c for p in (*one.places, *other.places) if p in known for c in (p, *known[p].countries)}
    more = many.sides - few.sides
    if len(few.sides) != 2 or one.family == "visit" or one.ordinals & other.ordinals:
        return Reason("parties", -1.0, "one has a side more")
    names = ", ".join(sorted(known[s].label if s in known else s for s in more))
    at_table = any(of and of <= more for p, of in many.side_of.items() if p not in few.persons)
    if not at_table or len(few.persons) < 2:
        return Reason("parties", -1.0 if more <= lands else -2.5, f"one has a third side: {names}")
    home = more <= lands and any(_is_home(p, known) for p in (*one.places, *other.places))
    return Reason("parties", -2.5 if home else -6.0, f"a third side at the table in one: {names}")


def _is_home(place: str, known: Mapping[str, Known]) -> bool:
    """Whether a place is a country or a capital."""
    it = known.get(place)
    city = gazetteer.city_named(it.label) if it else None
    return it is not None and (it.kind == "country" or (city is not None and gazetteer.is_capital(city.key)))


def _what(one: MeetingView, other: MeetingView, reasons: list[Reason]) -> None:
    if one.formats & other.formats:
        reasons.append(Reason("format", 0.5, f"the same format: {min(one.formats & other.formats)}"))
    if one.issues & other.issues:
        reasons.append(Reason("issue", 0.5, "an issue in common"))


def reports(view: MeetingView) -> list[date]:
    """The days on which a meeting was reported, sorted."""
    return sorted(t.published for t in view.told if t.published)
