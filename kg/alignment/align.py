"""The alignment of a set of articles: entities first, then meetings, then what hangs on them.

A pure function of the set of records and the decisions: order, repetition and batches do not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from kg.alignment.clusters import Clusters, Forbids, cluster, unambiguous
from kg.alignment.decisions import NONE, Decision, Decisions
from kg.alignment.entities import judge_entities
from kg.alignment.entity_views import EntityView
from kg.alignment.judging import CANDIDATE, Judgement, Verdict
from kg.alignment.material import InMemory, Material
from kg.alignment.meeting_views import MeetingView
from kg.alignment.meetings import judge_meetings
from kg.alignment.names import words
from kg.alignment.records import ArticleRecord, EntityKind
from kg.vocab import shortened

#: Kinds in the order in which they are aligned: each may depend on those before it.
_KINDS: tuple[EntityKind, ...] = ("organization", "place", "position", "person")
_EVENTS = ("meeting", "holding")


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
    material: Material
    decisions: Decisions
    kinds: Mapping[str, str]
    canon: dict[str, str] = field(default_factory=dict)
    merged: list[Judgement] = field(default_factory=list)
    asked: list[Judgement] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def pairs(self, verdict: Verdict, nodes: Container[str]) -> list[tuple[str, str]]:
        return [p for p in self.decisions.pairs(verdict) if p[0] in nodes and p[1] in nodes]


def align(articles: Iterable[ArticleRecord], decisions: Decisions = NONE) -> Alignment:
    """The alignment of the articles. Decisions on nodes that no article has are warned of and ignored."""
    distinct = tuple(sorted(set(articles), key=lambda a: a.graph))
    return replace(align_material(InMemory(distinct), decisions), articles=distinct)


def align_material(material: Material, decisions: Decisions = NONE) -> Alignment:
    """As ``align``, of articles that may lie elsewhere; those of the alignment are left empty."""
    state = _State(material, decisions, material.kinds(), warnings=[*decisions.warnings])
    for kind in _KINDS:
        _align_entities(state, kind)
    _align_others(state)
    _align_meetings(state)
    _replace(state.canon, material.delegations(state.canon))
    _replace(state.canon, material.parts(state.canon))
    known = [d for d in decisions.of.values() if d.one in state.kinds and d.other in state.kinds]
    state.warnings += _unfit(decisions, state.kinds)
    asked = sorted(state.asked, key=lambda j: (-j.score, j.pair))
    return Alignment(
        (), dict(sorted(state.canon.items())), tuple(sorted(state.merged, key=lambda j: j.pair)),
        tuple(known), tuple(asked), tuple(state.warnings),
    )  # fmt: skip


def _unfit(decisions: Decisions, kinds: Mapping[str, str]) -> Iterator[str]:
    """What is said of decisions that nothing comes of: nodes that are not there, things of two kinds."""
    for decision in decisions.of.values():
        for node in sorted({n for n in (decision.one, decision.other) if n not in kinds}):
            what = f"no article has an entity or meeting {shortened(node)}; the decision waits"
            yield f"line {decision.line}: {what}"
        ours, theirs = (_entity_kind(kinds.get(n)) for n in (decision.one, decision.other))
        if ours and theirs and ours != theirs and decision.verdict == "same":
            names = f"{shortened(decision.one)} is a {ours} and {shortened(decision.other)} a {theirs}"
            yield f"line {decision.line}: {names}; they are not joined"


def _entity_kind(kind: str | None) -> str | None:
    return None if kind in _EVENTS else kind


def _align_entities(state: _State, kind: EntityKind) -> None:
    found = state.material.entities(kind, state.canon)
    views, judged = found.views, found.judgements

    @cache
    def excludes(one: str, other: str) -> bool:
        return judge_entities(views[one], views[other]).veto

    kept, doubtful = unambiguous(judged, excludes, lambda _one, _other: False, lambda _node: 0)
    clusters = _clusters(state, kept, excludes, views)
    _keep(state, judged, doubtful, clusters)
    _warn(state, views, lambda a, b: judge_entities(views[a], views[b]))
    for group in clusters.all():
        best = min(group, key=lambda n: _entity_rank(views[n]))
        state.canon.update({node: best for node in group if node != best})


def _entity_rank(view: EntityView) -> tuple[bool, int, str]:
    """A linked node first, then the fullest name."""
    return not view.same_as, -len(words(view.label)), view.node


def _align_others(state: _State) -> None:
    """Countries, groups and delegations are joined by people only."""
    nodes = frozenset(n for n, kind in state.kinds.items() if kind not in (*_KINDS, *_EVENTS))
    clusters = _clusters(state, [], lambda _one, _other: False, nodes)
    for group in clusters.all():
        state.canon.update(dict.fromkeys(group[1:], group[0]))


def _align_meetings(state: _State) -> None:
    known = state.material.known(state.canon)
    found = state.material.meetings(known, state.canon)
    views, judged = found.views, found.judgements

    @cache
    def compared(one: str, other: str) -> Judgement:
        return judge_meetings(views[one], views[other], known)

    def told_together(one: str, other: str) -> bool:
        return bool(views[one].articles & views[other].articles)

    def forbids(one: str, other: str) -> bool:
        return told_together(one, other) or compared(one, other).veto

    kept, doubtful = unambiguous(
        judged, forbids, lambda a, b: compared(a, b).is_same, lambda n: views[n].richness
    )
    clusters = _clusters(state, kept, forbids, views)
    _keep(state, judged, doubtful, clusters)
    _warn(state, views, compared)
    for group in clusters.all():
        best = min(group, key=lambda n: _meeting_rank(views[n]))
        state.canon.update({node: best for node in group if node != best})


def _meeting_rank(view: MeetingView) -> tuple[int, str]:
    """The node that knows the day best."""
    span = (view.latest - view.earliest).days if view.latest and view.earliest else 1 << 20
    return span, view.node


def _replace(canon: dict[str, str], groups: Mapping[tuple[str, ...], set[str]]) -> None:
    """Delegations to one meeting, parts in one event and holdings of one office follow what they hang on."""
    for key in sorted(groups):
        best, *others = sorted({canon.get(node, node) for node in groups[key]})
        canon.update(dict.fromkeys(others, best))
    for node in sorted(canon):
        while canon[node] in canon:
            canon[node] = canon[canon[node]]


def _clusters(
    state: _State, judged: Iterable[Judgement], forbids: Forbids, nodes: Container[str]
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


def _warn(state: _State, nodes: Container[str], judge: Callable[[str, str], Judgement]) -> None:
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
