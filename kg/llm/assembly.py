"""Located items to an ``Extraction``: no string of an answer gets into it, only codes and words of the text.

Entities of several parts that are called alike are one; events of several parts stay several. References to
what is not there are left out, and so are circles, which no order of events has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc

from kg import gazetteer
from kg.ids import normal_name
from kg.llm.circles import without_circles
from kg.llm.dates import Dates
from kg.llm.located import CONFIDENCE, Dropped, Located, Ref, in_order
from kg.model import (
    Act,
    Actor,
    Article,
    Change,
    Extraction,
    Holding,
    Issue,
    Meeting,
    Mention,
    Office,
    Participation,
    Place,
    Process,
    Time,
)

EVENTS = ("meetings", "processes", "changes", "acts")
_PREFIX = {
    "actors": "a", "places": "p", "offices": "o", "holdings": "h", "issues": "i",
    "meetings": "m", "processes": "r", "changes": "c", "acts": "s",
}  # fmt: skip
_AHEAD = frozenset({"status-proposed", "status-planned", "status-postponed"})


class Assembly:
    """What was located in one article, on its way to an extraction."""

    def __init__(self, article: Article, doc: Doc, found: Iterable[Located], dropped: Dropped) -> None:
        self._article, self._dropped = article, dropped
        self._dates = Dates(doc, article)
        self._of: dict[str, list[Located]] = {name: [] for name in _PREFIX}
        for it in found:
            self._of[it.ref[0]].append(it)
        self._ids: dict[Ref, str] = {}
        self._kinds: dict[str, str] = {}
        self._holders: dict[str, str] = {}

    def extraction(self) -> Extraction:
        """Everything in the order of first mention, under ids of its own."""
        actors = self._merged("actors", lambda it: (it.item["kind"], self._country_key(it) or self._name(it)))
        self._kinds = {self._ids[it.ref]: it.item["kind"] for group in actors for it in group}
        places = self._merged("places", lambda it: (self._name(it),))
        issues = self._merged("issues", lambda it: (it.item["concept"] or self._name(it),))
        offices = self._merged("offices", lambda it: (self._name(it), *self._actors(it, "body")))
        holdings = self._holdings()
        for name in EVENTS:
            self._number(name, [[it] for it in self._of[name]])
        countries = {self._country_key(it): self._ids[it.ref] for it in self._of["actors"]}
        return Extraction(
            article=self._article,
            actors=tuple(self._actor(group) for group in actors),
            places=tuple(self._place(group, countries) for group in places),
            offices=tuple(self._office(group) for group in offices),
            holdings=holdings,
            issues=tuple(self._issue(group) for group in issues),
            meetings=without_circles(tuple(self._meeting(it) for it in self._in_order("meetings"))),
            processes=tuple(self._process(it) for it in self._in_order("processes")),
            changes=without_circles(tuple(self._change(it) for it in self._in_order("changes"))),
            acts=without_circles(tuple(self._act(it) for it in self._in_order("acts"))),
        )

    # --- entities -----------------------------------------------------------------------------------

    def _merged(self, name: str, key: Callable[[Located], Any]) -> list[list[Located]]:
        """The items of a list by key, in the order of first mention; each group has one id."""
        groups: dict[Any, list[Located]] = {}
        for it in self._of[name]:
            groups.setdefault(key(it), []).append(it)
        return self._number(name, groups.values())

    def _number(self, name: str, groups: Iterable[list[Located]]) -> list[list[Located]]:
        """The groups in the order of first mention, each with an id from here on."""
        ordered = sorted(groups, key=lambda group: min(it.first for it in group))
        for number, group in enumerate(ordered, 1):
            for it in group:
                self._ids[it.ref] = f"{_PREFIX[name]}{number}"
        return ordered

    def _actor(self, group: list[Located]) -> Actor:
        first, id_ = group[0], self._ids[group[0].ref]
        kind = first.item["kind"]
        spoken_for = self._actors(first, "represents") if kind in ("group", "delegation") else ()
        members = self._actors(first, "members") if kind in ("organization", "group", "delegation") else ()
        names = [self._cut(it.words) for it in group]
        forms = [self._cut((m.start, m.end)) for it in group for m in it.mentions]
        scope = self._resolved(first, "scope", "meetings") if kind == "delegation" else ()
        return Actor(
            id=id_,
            kind=kind,
            name=names[0],
            names=tuple(it for it in dict.fromkeys([*names, *forms]) if it != names[0]),
            key=self._country_key(first),
            type=first.item["type"] if kind in ("organization", "group") else None,
            country=self._one(self._of_kind(self._actors(first, "country"), "country"), id_),
            represents=tuple(it for it in spoken_for if it != id_),
            members=tuple(it for it in members if it != id_),
            scope=next(iter(scope), None),
            mentions=_mentions(group),
        )

    def _place(self, group: list[Located], countries: dict[str | None, str]) -> Place:
        first, id_ = group[0], self._ids[group[0].ref]
        entry = gazetteer.country_named(self._cut(first.words))
        return Place(
            id=id_,
            name=self._cut(first.words),
            actor=countries.get(entry.key) if entry is not None else None,
            near=self._one(self._resolved(first, "near", "places"), id_),
            within=self._one(self._resolved(first, "within", "places"), id_),
            country=self._one(self._of_kind(self._actors(first, "country"), "country"), id_),
            mentions=_mentions(group),
        )

    def _office(self, group: list[Located]) -> Office:
        body = self._of_kind(self._actors(group[0], "body"), "country", "organization")
        return Office(
            id=self._ids[group[0].ref],
            title=self._cut(group[0].words),
            body=next(iter(body), None),
            mentions=_mentions(group),
        )

    def _issue(self, group: list[Located]) -> Issue:
        first = group[0]
        return Issue(self._ids[first.ref], self._cut(first.words), first.item["concept"], _mentions(group))

    def _holdings(self) -> tuple[Holding, ...]:
        kept: dict[tuple[str, str], list[Located]] = {}
        for it in self._of["holdings"]:
            person = self._of_kind(self._actors(it, "person"), "person")
            office = self._resolved(it, "office", "offices")
            if person and office:
                kept.setdefault((person[0], office[0]), []).append(it)
            else:
                self._dropped.dangling()
        self._number("holdings", kept.values())
        found = []
        for (holder, held), group in kept.items():
            id_ = self._ids[group[0].ref]
            self._holders[id_] = holder
            found.append(Holding(id_, holder, held, group[0].item["status"], _mentions(group)))
        return tuple(sorted(found, key=lambda it: int(it.id[1:])))

    # --- events -------------------------------------------------------------------------------------

    def _meeting(self, it: Located) -> Meeting:
        parts, item = self._participations(it), it.item
        ordinal = item["ordinal"]
        return Meeting(
            **self._event(it, parts),
            format=item["format"],
            participations=parts,
            places=self._resolved(it, "places", "places"),
            ordinal=ordinal if isinstance(ordinal, int) and 0 < ordinal < 10_000 else None,
            body=next(iter(self._of_kind(self._actors(it, "body"), "organization")), None),
            part_of=self._resolved(it, "part_of", "meetings", "processes"),
            precedes=self._resolved(it, "precedes", "meetings"),
        )

    def _process(self, it: Located) -> Process:
        return Process(**self._event(it, ()), type=it.item["type"])

    def _change(self, it: Located) -> Change:
        parts = self._participations(it)
        return Change(
            **self._event(it, parts),
            type=it.item["type"],
            participations=parts,
            affects=self._resolved(it, "affects", *EVENTS),
            in_response_to=self._resolved(it, "in_response_to", "changes"),
            precedes=self._resolved(it, "precedes", "changes"),
        )

    def _act(self, it: Located) -> Act:
        parts, item = self._participations(it), it.item
        statement = item["kind"] == "statement"
        return Act(
            **self._event(it, parts),
            kind=item["kind"],
            type=item["type"],
            content=it.words or it.first,
            speakers=self._actors(it, "speakers"),
            addressees=self._actors(it, "addressees"),
            reported_by=self._actors(it, "reported_by"),
            participations=parts,
            places=self._resolved(it, "places", "places"),
            made_at=self._resolved(it, "made_at", "meetings"),
            envisages=self._resolved(it, "envisages", *EVENTS),
            in_response_to=self._resolved(it, "in_response_to", "acts"),
            stance=item["stance"] if statement else None,
            stance_toward=self._resolved(it, "stance_toward", *_PREFIX) if statement else (),
        )

    def _event(self, it: Located, parts: Sequence[Participation]) -> dict[str, Any]:
        """What every event has."""
        behalf = [x for part in parts for x in part.on_behalf_of]
        return {
            "id": self._ids[it.ref],
            "status": it.item["status"],
            "time": self._time(it),
            "parties": tuple(dict.fromkeys([*self._actors(it, "parties"), *behalf])),
            "issues": self._resolved(it, "issues", "issues"),
            "mentions": it.mentions,
        }

    def _participations(self, event: Located) -> tuple[Participation, ...]:
        kept: dict[tuple[str, str], Participation] = {}
        for said in event.item["participations"]:
            part = replace(event, item=said)
            actor = self._actors(part, "actor")
            spans = [event.quotes.find(quote, event.first) for quote in said["mentions"]]
            mentions = [Mention(*span, "asserted", CONFIDENCE) for span in spans if span is not None]
            if not actor:
                self._dropped.dangling()
            elif not mentions:
                self._dropped.not_in_text()
            else:
                held = [
                    h for h in self._resolved(part, "capacity", "holdings") if self._holders[h] == actor[0]
                ]
                behalf = tuple(it for it in self._actors(part, "on_behalf_of") if it != actor[0])
                value = Participation(
                    actor[0], said["role"], behalf, next(iter(held), None), in_order(mentions)
                )
                kept.setdefault((actor[0], said["role"]), value)
        return tuple(kept.values())

    def _time(self, event: Located) -> Time:
        spans = [event.quotes.find(quote, event.first) for quote in event.item["time"]]
        for span in spans:
            if span is None:
                self._dropped.not_in_text()
        ahead = event.item["status"] in _AHEAD
        return self._dates.time([it for it in spans if it is not None], ahead=ahead)

    # --- references and words -----------------------------------------------------------------------

    def _resolved(self, it: Located, name: str, *lists: str) -> tuple[str, ...]:
        """The ids that a field refers to, without those that are not there and the item itself."""
        found = [self._ids[ref] for ref in it.refs(name, *lists) if ref in self._ids]
        return tuple(x for x in dict.fromkeys(found) if x != self._ids.get(it.ref))

    def _actors(self, it: Located, name: str) -> tuple[str, ...]:
        return self._resolved(it, name, "actors")

    def _of_kind(self, ids: Iterable[str], *kinds: str) -> list[str]:
        return [it for it in ids if self._kinds[it] in kinds]

    def _one(self, ids: Iterable[str], other_than: str) -> str | None:
        return next((it for it in ids if it != other_than), None)

    def _cut(self, span: tuple[int, int] | None) -> str:
        """The words of the text, on one line."""
        return " ".join(self._article.text[slice(*span)].split()) if span else ""

    def _name(self, it: Located) -> str:
        return normal_name(self._cut(it.words))

    def _country_key(self, it: Located) -> str | None:
        """The key of the country that an actor is, by its name, adjective or seat."""
        if it.item["kind"] != "country":
            return None
        name = self._cut(it.words)
        entry = gazetteer.country_named(name) or gazetteer.country_of_demonym(name) or gazetteer.metonym(name)
        return entry.key if entry is not None and entry.kind == "country" else None

    def _in_order(self, name: str) -> list[Located]:
        return sorted(self._of[name], key=lambda it: int(self._ids[it.ref][1:]))


def _mentions(group: Iterable[Located]) -> tuple[Mention, ...]:
    return in_order([mention for it in group for mention in it.mentions])
