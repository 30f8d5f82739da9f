"""The alignment of a set of articles: entities first, then meetings, then what hangs on them.

A pure function of the set of records and the decisions: order, repetition and batches do not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.alignment.blocking import meeting_candidates
from kg.alignment.clusters import Clusters, Forbids, cluster, unambiguous
from kg.alignment.decisions import NONE, Decision, Decisions
from kg.alignment.entities import entity_candidates, judge_entities
from kg.alignment.entity_views import EntityView, entity_views
from kg.alignment.judging import CANDIDATE, Judgement, Verdict
from kg.alignment.meeting_views import MeetingView, known_entities, meeting_views
from kg.alignment.meetings import judge_meetings
from kg.alignment.names import words
from kg.alignment.records import ArticleRecord, EntityKind
from kg.vocab import shortened

#: Kinds in the order in which they are aligned: each may depend on those before it.
_KINDS: tuple[EntityKind, ...] = ("organization", "place", "position", "person")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which node stands for which (``replaced``), by which judgements, and what is left to ask.

    ``merged`` are the pairs that the machine joined, ``decided`` what people said of nodes that are here,
    ``asked`` the pairs that it would not join alone. ``warnings`` are about decisions.
    """

    articles: tuple[ArticleRecord, ...]
    replaced: Mapping[str, str]
    merged: tuple[Judgement, ...] = ()
    decided: tuple[Decision, ...] = ()
    asked: tuple[Judgement, ...] = ()
    warnings: tuple[str, ...] = ()

    def node(self, iri: str) -> str:
        """The node that stands for this one."""
        return self.replaced.get(iri, iri)

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Each node that stands for others, with all that it stands for and itself, sorted."""
        found: dict[str, set[str]] = defaultdict(set)
        for old, new in self.replaced.items():
            found[new].update((old, new))
        return {new: tuple(sorted(found[new])) for new in sorted(found)}


@dataclass(slots=True)
class _State:
    articles: Sequence[ArticleRecord]
    decisions: Decisions
    nodes: frozenset[str]
    canon: dict[str, str] = field(default_factory=dict)
    merged: list[Judgement] = field(default_factory=list)
    asked: list[Judgement] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def pairs(self, verdict: Verdict, nodes: frozenset[str]) -> list[tuple[str, str]]:
        return [p for p in self.decisions.pairs(verdict) if p[0] in nodes and p[1] in nodes]


def align(articles: Iterable[ArticleRecord], decisions: Decisions = NONE) -> Alignment:
    """The alignment of the articles. Decisions on nodes that no article has are warned of and ignored."""
    distinct = tuple(sorted(set(articles), key=lambda a: a.graph))
    nodes = frozenset(_nodes(distinct))
    state = _State(distinct, decisions, nodes, warnings=[*decisions.warnings])
    for kind in _KINDS:
        _align_entities(state, kind)
    _align_others(state)
    _align_meetings(state)
    _align_dependents(state)
    known = [d for d in decisions.of.values() if d.one in nodes and d.other in nodes]
    state.warnings += _unfit(distinct, decisions, nodes)
    asked = sorted(state.asked, key=lambda j: (-j.score, j.pair))
    return Alignment(
        distinct, dict(sorted(state.canon.items())), tuple(sorted(state.merged, key=lambda j: j.pair)),
        tuple(known), tuple(asked), tuple(state.warnings),
    )  # fmt: skip


def _unfit(articles: Iterable[ArticleRecord], decisions: Decisions, nodes: frozenset[str]) -> Iterator[str]:
    """What is said of decisions that nothing comes of: nodes that are not there, things of two kinds."""
    kinds: dict[str, str] = {r.node: r.kind for a in articles for r in a.entities}
    for decision in decisions.of.values():
        for node in sorted({decision.one, decision.other} - nodes):
            what = f"no article has an entity or meeting {shortened(node)}; the decision waits"
            yield f"line {decision.line}: {what}"
        ours, theirs = kinds.get(decision.one), kinds.get(decision.other)
        if ours and theirs and ours != theirs and decision.verdict == "same":
            names = f"{shortened(decision.one)} is a {ours} and {shortened(decision.other)} a {theirs}"
            yield f"line {decision.line}: {names}; they are not joined"


def _nodes(articles: Iterable[ArticleRecord]) -> Iterator[str]:
    for article in articles:
        yield from (r.node for r in article.entities)
        yield from (r.node for r in article.meetings)
        yield from (r.node for r in article.holdings)


def _align_entities(state: _State, kind: EntityKind) -> None:
    views = {v.node: v for v in entity_views(state.articles, kind, state.canon)}
    judged = [judge_entities(one, other) for one, other in entity_candidates(list(views.values()))]

    @cache
    def excludes(one: str, other: str) -> bool:
        return judge_entities(views[one], views[other]).veto

    kept, doubtful = unambiguous(judged, excludes, lambda _one, _other: False, lambda _node: 0)
    clusters = _clusters(state, kept, excludes, frozenset(views))
    _keep(state, judged, doubtful, clusters)
    _warn(state, frozenset(views), lambda a, b: judge_entities(views[a], views[b]))
    for group in clusters.all():
        best = min(group, key=lambda n: _entity_rank(views[n]))
        state.canon.update({node: best for node in group if node != best})


def _entity_rank(view: EntityView) -> tuple[bool, int, str]:
    """A linked node first, then the fullest name."""
    return not view.same_as, -len(words(view.label)), view.node


def _align_others(state: _State) -> None:
    """Countries, groups and delegations are joined by people only."""
    kinds: dict[str, str] = {r.node: r.kind for a in state.articles for r in a.entities}
    nodes = frozenset(n for n, kind in kinds.items() if kind not in _KINDS)
    clusters = _clusters(state, [], lambda _one, _other: False, nodes)
    for group in clusters.all():
        state.canon.update(dict.fromkeys(group[1:], group[0]))


def _align_meetings(state: _State) -> None:
    known = known_entities(state.articles, state.canon)
    views = {v.node: v for v in meeting_views(state.articles, known, state.canon)}

    @cache
    def compared(one: str, other: str) -> Judgement:
        return judge_meetings(views[one], views[other], known)

    def told_together(one: str, other: str) -> bool:
        return bool(views[one].articles & views[other].articles)

    def forbids(one: str, other: str) -> bool:
        return told_together(one, other) or compared(one, other).veto

    judged = [compared(one.node, other.node) for one, other in meeting_candidates(list(views.values()))]
    kept, doubtful = unambiguous(
        judged, forbids, lambda a, b: compared(a, b).is_same, lambda n: views[n].richness
    )
    clusters = _clusters(state, kept, forbids, frozenset(views))
    _keep(state, judged, doubtful, clusters)
    _warn(state, frozenset(views), compared)
    for group in clusters.all():
        best = min(group, key=lambda n: _meeting_rank(views[n]))
        state.canon.update({node: best for node in group if node != best})


def _meeting_rank(view: MeetingView) -> tuple[int, str]:
    """The node that knows the day best."""
    span = (view.latest - view.earliest).days if view.latest and view.earliest else 1 << 20
    return span, view.node


def _align_dependents(state: _State) -> None:
    """Delegations to one meeting, parts in one event and holdings of one office follow what they hang on."""
    canon = state.canon
    represents = {r.node: r.represents for a in state.articles for r in a.entities if r.kind == "delegation"}
    delegations: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for article in state.articles:
        for meeting in article.meetings:
            for part in meeting.parts:
                stands_for = sorted({canon.get(r, r) for r in represents.get(part.actor, ())})
                if stands_for:
                    delegations[(canon.get(meeting.node, meeting.node), *stands_for)].add(part.actor)
    _replace(canon, delegations)
    parts: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for article in state.articles:
        told = [(m.node, p) for m in article.meetings for p in m.parts] + list(article.other_parts)
        for event, part in told:
            key = (canon.get(event, event), canon.get(part.actor, part.actor), part.role)
            parts[key].add(part.node)
        for held in article.holdings:
            key = ("", canon.get(held.person, held.person), canon.get(held.position, held.position))
            parts[key].add(held.node)
    _replace(canon, parts)


def _replace(canon: dict[str, str], groups: Mapping[tuple[str, ...], set[str]]) -> None:
    for key in sorted(groups):
        best, *others = sorted({canon.get(node, node) for node in groups[key]})
        canon.update(dict.fromkeys(others, best))
    for node in sorted(canon):
        while canon[node] in canon:
            canon[node] = canon[canon[node]]


def _clusters(
    state: _State, judged: Iterable[Judgement], forbids: Forbids, nodes: frozenset[str]
) -> Clusters:
    apart = frozenset([*state.pairs("different", nodes), *state.pairs("unsure", nodes)])
    return cluster(judged, forbids, state.pairs("same", nodes), apart)


def _keep(
    state: _State, judged: Iterable[Judgement], doubtful: Iterable[Judgement], clusters: Clusters
) -> None:
    """Remember what was joined, and what a person should look at: near misses and what was given up."""
    decided = state.decisions.of
    state.merged += [j for j in clusters.joined if j.pair not in decided]
    near = [j for j in judged if not j.veto and not j.is_same and j.score >= CANDIDATE]
    for it in (*near, *doubtful, *(j for j, _ in clusters.refused)):
        if it.pair not in decided and it.other not in clusters.of(it.one):
            state.asked.append(it)


def _warn(state: _State, nodes: frozenset[str], judge: Callable[[str, str], Judgement]) -> None:
    """Say where a decision goes against the evidence."""
    verdicts: tuple[Verdict, ...] = ("same", "different")
    for verdict in verdicts:
        for pair in state.pairs(verdict, nodes):
            judged = judge(*pair)
            against = judged.veto if verdict == "same" else judged.is_same
            if against:
                line = state.decisions.of[pair].line
                reasons = "; ".join(r.words for r in judged.reasons if (r.weight < 0) == (verdict == "same"))
                names = f"{shortened(pair[0])} and {shortened(pair[1])}"
                state.warnings.append(f"line {line}: {names} are decided {verdict}, against: {reasons}")
