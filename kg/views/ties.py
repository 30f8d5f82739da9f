"""The statements of a view: every tie between two nodes, in readable direction, with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Store

from kg.views.asked import Rows, asked, shown
from kg.views.contents import Evidence, Node, Statement
from kg.views.evidence import Mentions
from kg.vocab import DIP, PREFIXES

#: Property -> relation, and whether the sentence begins with the property's object.
LINKS: dict[str, tuple[str, bool]] = {
    str(DIP.hasParticipant): ("participant", True),
    str(DIP.hasParty): ("party", True),
    str(DIP.speaker): ("speaker", True),
    str(DIP.addressee): ("addressee", True),
    str(DIP.reportedBy): ("reporter", True),
    str(DIP.about): ("about", False),
    str(DIP.takesPlaceAt): ("place", False),
    PREFIXES["schema"] + "contentLocation": ("concerns", False),
    str(DIP.partOf): ("part", False),
    str(DIP.precedes): ("before", False),
    str(DIP.inResponseTo): ("answer", False),
    str(DIP.affects): ("affects", False),
    str(DIP.madeAt): ("made-at", False),
    str(DIP.envisages): ("envisages", False),
    str(DIP.stanceToward): ("stance", False),
    str(DIP.represents): ("represents", False),
    str(DIP.country): ("country", False),
    str(DIP.near): ("near", False),
}
_TENSE = {
    "planned": "-planned",
    "proposed": "-planned",
    "cancelled": "-off",
    "postponed": "-off",
    "suspended": "-off",
}
_TENSED = {"participant", "party", "place"}


@dataclass(frozen=True, slots=True)
class Told:
    """Named graph -> the place of the source whose statements it holds."""

    place_of: Mapping[str, int]

    def sources(self, graphs: Iterable[str]) -> tuple[int, ...] | None:
        """The sources of the graphs; ``None`` where graphs are not kept apart."""
        found = sorted({self.place_of[graph] for graph in graphs if graph in self.place_of})
        return tuple(found) or None


@dataclass(slots=True)
class _Draft:
    details: dict[str, None]
    behalf: dict[str, None]
    evidence: dict[Evidence, None]
    graphs: set[str]


def tied(
    view: Store | Rows, nodes: Mapping[str, Node], told: Told, mentions: Mentions
) -> tuple[tuple[Statement, ...], dict[str, list[str]]]:
    """All statements in order, and the offices of each person in words."""
    drafts: dict[tuple[str, str, str], _Draft] = {}
    _participations(view, nodes, mentions, told, drafts)
    offices = _offices(view, nodes, mentions, told, drafts)
    for source, property_, target, graph in asked(view, "links"):
        if source in nodes and target in nodes and source != target:
            relation, turned = LINKS[property_]
            key = (target, relation, source) if turned else (source, relation, target)
            _draft(drafts, key).graphs.add(graph)
    _drop_doubles(drafts)
    statements = [
        _statement(key, draft, nodes, told, mentions) for key, draft in sorted(drafts.items(), key=_key)
    ]
    speakers: dict[str, list[str]] = defaultdict(list)
    for statement in statements:
        if statement.relation in {"speaker", "reporter"}:
            speakers[statement.object].append(nodes[statement.subject].label)
    said = _said(nodes, speakers)
    return tuple(_attributed(it, said) for it in statements), offices


def _attributed(it: Statement, said: Callable[[Evidence], Evidence]) -> Statement:
    if all(stretch.factuality != "attributed" for stretch in it.evidence):
        return it
    return replace(it, evidence=tuple(map(said, it.evidence)))


def _key(item: tuple[tuple[str, str, str], _Draft]) -> tuple[str, str, str]:
    return item[0]


def _draft(drafts: dict[tuple[str, str, str], _Draft], key: tuple[str, str, str]) -> _Draft:
    return drafts.setdefault(key, _Draft({}, {}, {}, set()))


def _participations(
    view: Store | Rows,
    nodes: Mapping[str, Node],
    mentions: Mentions,
    told: Told,
    drafts: dict[tuple[str, str, str], _Draft],
) -> None:
    for part, event, actor, role, behalf, office, how, graph in asked(view, "participations"):
        if event in nodes and actor in nodes:
            draft = _draft(drafts, (actor, "participant", event))
            if role and role != "participant":
                draft.details[shown(role)] = None
            if office:
                draft.details[_held(shown(office), how)] = None
            if behalf in nodes and behalf != actor:
                draft.behalf[nodes[behalf].label] = None
            draft.evidence |= dict.fromkeys(mentions.of(part, told.sources([graph])))
            draft.graphs.add(graph)


def _held(office: str, how: str) -> str:
    """``"Speaker (then)"``: how an office is held, where that is not now."""
    shown = "then" if how == "held at the time told about" else how
    return office if shown in {"", "current"} else f"{office} ({shown})"


def _offices(
    view: Store | Rows,
    nodes: Mapping[str, Node],
    mentions: Mentions,
    told: Told,
    drafts: dict[tuple[str, str, str], _Draft],
) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for holding, holder, office, body, how, earliest, latest, graph in asked(view, "holdings"):
        words = _held(shown(office), how)
        span = "–".join((earliest[:10], latest[:10])) if earliest or latest else ""
        found[holder][f"{words}, {span}" if span else words] = None
        if holder in nodes and body in nodes and body != holder:
            draft = _draft(drafts, (holder, "office", body))
            draft.details[words] = None
            draft.evidence |= dict.fromkeys(mentions.of(holding, told.sources([graph])))
            draft.graphs.add(graph)
    return {holder: list(words) for holder, words in found.items()}


def _drop_doubles(drafts: dict[tuple[str, str, str], _Draft]) -> None:
    """A plain participant of an act who is its speaker or addressee is told once, with the details."""
    for actor, relation, event in list(drafts):
        if relation != "participant":
            continue
        for stronger in ("speaker", "addressee"):
            other = drafts.get((actor, stronger, event))
            if other is not None:
                draft = drafts.pop((actor, relation, event), None)
                if draft is not None:
                    other.details |= draft.details
                    other.behalf |= draft.behalf
                    other.evidence |= draft.evidence


def _statement(
    key: tuple[str, str, str],
    draft: _Draft,
    nodes: Mapping[str, Node],
    told: Told,
    mentions: Mentions,
) -> Statement:
    subject, relation, object_ = key
    sources = told.sources(draft.graphs)
    evidence = tuple(draft.evidence)
    event, other = (object_, subject) if nodes[object_].is_event else (subject, object_)
    if not evidence:
        evidence = mentions.between(event, other, sources)
    if relation in _TENSED:
        relation += _TENSE.get(nodes[event].status, "")
    return Statement(subject, relation, object_, "; ".join(draft.details), tuple(draft.behalf), evidence)


def _said(nodes: Mapping[str, Node], speakers: Mapping[str, list[str]]) -> Callable[[Evidence], Evidence]:
    """Names in evidence that an article attributes who says it: the speaker of the act there."""
    acts: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for iri, names in speakers.items():
        for stretch in nodes[iri].evidence:
            acts[stretch.source].append((stretch.begin, stretch.end, ", ".join(sorted(set(names)))))

    def named(it: Evidence) -> Evidence:
        if it.factuality != "attributed":
            return it
        around = [act for act in acts[it.source] if act[0] <= it.begin and it.end <= act[1]]
        if not around:
            return it
        return replace(it, said_by=min(around, key=lambda act: (act[1] - act[0], act))[2])

    return named
