"""How well what several articles report is joined: pairs and clusters of annotated meetings and actors.

Meetings that are one are listed by people (``clusters.json``, ids like ``d07:m1``). Actors of two articles
count as one where they are of one kind and the annotations call them alike: persons by surname and the first
letter of a given name, others by names that the tables hold for one, else by the same name; and where the
annotation of one gives the name of the other as a further one. Only what the graphs have is looked at:
extraction is measured elsewhere.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.quality.annotated import Sample
from kg import gazetteer
from kg.alignment.align import Alignment, align
from kg.alignment.reading import records
from kg.evaluation.forms import comparable
from kg.evaluation.gold import GoldActor
from kg.evaluation.scoring import align as paired

Pair = frozenset[str]
#: Words of a name up to so many letters need no capital: "von der Leyen".
_PARTICLE = 3


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of pairs from different articles, and the B-cubed figures over single items."""

    items: int
    right: int
    wrong: int
    missed: int
    cubed_precision: float
    cubed_recall: float

    @property
    def precision(self) -> float:
        """The share of joined pairs that are one; 1 where nothing was joined."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs that are one and were joined."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(frozen=True, slots=True)
class IdentityReport:
    """Scores by set and row; of listed pairs how many were extracted, and which of them came out wrong."""

    scores: Mapping[tuple[str, str], Scores]
    listed: Mapping[str, tuple[int, int]]
    wrong: tuple[str, ...]
    joined: Mapping[str, int]


def measure(sets: Mapping[str, Sequence[Sample]], clusters: Path) -> IdentityReport:
    """Actors of all sets, meetings of the set that ``clusters`` is about ("dev")."""
    scores, joined = {}, {}
    listed: dict[str, tuple[int, int]] = {}
    wrong: list[str] = []
    for name, samples in sets.items():
        alignment = align(records(quad for sample in samples for quad in sample.built.quads()))
        joined[name] = len({*alignment.replaced.values()})
        for kind in ("person", "organization", "country"):
            scores[name, kind] = _score(_actors(samples, alignment, kind), frozenset())
        if name == "dev" and clusters.is_file():
            told = json.loads(clusters.read_text(encoding="utf-8"))
            found = _meetings(samples, alignment)
            either = frozenset(frozenset(p) for p in told["either"])
            scores[name, "meeting"] = _score(_clustered(found, told["same"]), either)
            listed, wrong = _listed(found, told)
    return IdentityReport(scores, listed, tuple(wrong), joined)


def _meetings(samples: Iterable[Sample], alignment: Alignment) -> dict[str, str]:
    """The node of each annotated meeting that was extracted."""
    found = {}
    for sample in samples:
        for gold, ours in paired(sample.gold, sample.found).meetings.items():
            node = alignment.node(sample.found.meetings[ours].iri)
            found[f"{sample.gold.id}:{sample.gold.meetings[gold].id}"] = node
    return found


def _clustered(found: Mapping[str, str], same: Iterable[Sequence[str]]) -> dict[str, tuple[str, str]]:
    """Each annotated meeting with its node and the name of its cluster."""
    cluster = {item: item for item in found}
    for pair in same:
        one, other = (cluster.get(it, it) for it in pair)
        cluster = {item: min(one, other) if c in (one, other) else c for item, c in cluster.items()}
    return {item: (found[item], cluster[item]) for item in found}


def _actors(samples: Iterable[Sample], alignment: Alignment, kind: str) -> dict[str, tuple[str, str]]:
    """Each annotated actor of a kind that was extracted, with its node and the first of those called alike."""
    nodes, actors = {}, {}
    for sample in samples:
        ours = paired(sample.gold, sample.found).actors
        for actor in sample.gold.actors:
            if actor.kind == kind and actor.id in ours and called(actor.names[0], kind):
                item = f"{sample.gold.id}:{actor.id}"
                nodes[item] = alignment.node(_labelled(sample, actor, ours[actor.id]))
                actors[item] = actor.names
    names = alike(actors, kind)
    return {item: (node, names[item]) for item, node in nodes.items()}


def alike(actors: Mapping[str, Sequence[str]], kind: str) -> dict[str, str]:
    """Each annotated actor, given with its names of which the first is the fullest, with the first actor by id
    that is called alike, by itself or through others.
    """
    first: dict[str, str] = {item: item for item in actors}

    def root(item: str) -> str:
        while first[item] != item:
            item = first[item]
        return item

    keys = {item: called(names[0], kind) for item, names in sorted(actors.items())}
    by_key: dict[str, list[str]] = defaultdict(list)
    by_name: dict[str, list[str]] = defaultdict(list)
    for item in keys:
        if not actors[item][0].removeprefix("The ").islower():
            by_name[comparable(actors[item][0])].append(item)
        for key in keys[item]:
            by_key[key].append(item)
    groups = [*by_key.values(), *by_name.values()]
    for item in keys:
        proper = (name for name in actors[item][1:] if not name.islower())
        further = (other for name in proper for other in by_name.get(comparable(name), ()))
        groups += [[item, other] for other in further if not _known_as_two(keys[item], keys[other])]
    for group in groups:
        roots = sorted({root(item) for item in group})
        first.update(dict.fromkeys(roots[1:], roots[0]))
    return {item: root(item) for item in actors}


def _labelled(sample: Sample, actor: GoldActor, paired_with: str) -> str:
    """The node of an actor: the one that bears the name, where another only has it as evidence.

    The words "European Commission President" are evidence of the Commission and of the Union behind it.
    """
    name = comparable(actor.names[0])
    if name in sample.found.labels(paired_with):
        return paired_with
    bearing = (
        i for i, k in sample.found.actors.items() if k == actor.kind and name in sample.found.labels(i)
    )
    return next(bearing, paired_with)


def _known_as_two(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the tables hold two different things: the Council that an article calls "the UN"."""
    return all(any(":" in key for key in keys) for keys in (one, other)) and not one & other


def called(name: str, kind: str) -> frozenset[str]:
    """What two annotations have in common that speak of one actor; nothing for a bare surname and no name.

    "Bashar al-Assad" and "B. Assad" share "b assad".
    """
    if kind == "person":
        words = name.partition(",")[0].replace("-", " ").split()
        parts = comparable(" ".join(words)).split()
        proper = all(word[:1].isupper() for word in words if len(word) > _PARTICLE)
        if len(words) < 2 or not proper or words[0].casefold() == "the":
            return frozenset()
        return frozenset(f"{given[0]} {parts[-1]}" for given in parts[:-1] if len(given.strip(".")) > 1)
    known = gazetteer.country_named(name) if kind == "country" else gazetteer.body_named(name)
    return frozenset({known.key if known else comparable(name)})


def _score(items: Mapping[str, tuple[str, str]], either: frozenset[Pair]) -> Scores:
    """Pairs of different articles, but for those in ``either``; B-cubed over all items."""
    right = wrong = missed = 0
    for one, other in combinations(sorted(items), 2):
        if one.partition(":")[0] == other.partition(":")[0] or frozenset((one, other)) in either:
            continue
        ours, theirs = (items[one][n] == items[other][n] for n in (0, 1))
        right += ours and theirs
        wrong += ours and not theirs
        missed += theirs and not ours
    by_node, by_name = defaultdict(set), defaultdict(set)
    for item, (node, name) in items.items():
        by_node[node].add(item)
        by_name[name].add(item)
    shared = {i: len(by_node[node] & by_name[name]) for i, (node, name) in items.items()}
    count = len(items) or 1
    precision = sum(shared[i] / len(by_node[items[i][0]]) for i in sorted(items)) / count
    recall = sum(shared[i] / len(by_name[items[i][1]]) for i in sorted(items)) / count
    return Scores(len(items), right, wrong, missed, precision, recall)


def _listed(
    found: Mapping[str, str], told: Mapping[str, list[list[str]]]
) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Of the pairs listed as same and as distinct: how many were extracted and are right; the others."""
    counts, wrong = {}, []
    for verdict in ("same", "distinct"):
        both = [pair for pair in told[verdict] if all(it in found for it in pair)]
        bad = [p for p in both if (found[p[0]] == found[p[1]]) != (verdict == "same")]
        counts[verdict] = (len(both), len(both) - len(bad))
        wrong += [f"{verdict}: {one} and {other}" for one, other in bad]
    return counts, wrong
