"""The page ``docs/quality.md``: Markdown from the measurements, the same bytes for the same figures."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.annotated import Sample, by_outlet, scored
from benchmarks.quality.built import Built
from benchmarks.quality.error_classes import error_classes, status_confusion
from benchmarks.quality.false_meetings import meeting_count
from benchmarks.quality.identity import IdentityReport
from benchmarks.quality.linked_actors import LinkReport
from benchmarks.quality.plover import NOTHING, OF_WORDS, PloverReport
from benchmarks.quality.readouts import ReadoutReport
from benchmarks.quality.reliability import bins, judged
from kg.evaluation.counting import ROWS, Row

TYPICAL_ERRORS = Path(__file__).with_name("typical_errors.md")
WIDTH = 110
SLOTS = tuple(row for row in ROWS if row != "actor type")
_SHORT_OUTLETS = 3
REFERENCE = {
    "two readers": (0.99, 1.0, 0.96, 0.90, 0.92, 0.97, 1.0, 0.91, 0.98, 0.87, 0.76, 0.83),
    "baseline": (0.80, 0.0, 0.52, 0.28, 0.43, 0.20, 0.26, 0.48, 0.97, 0.0, 0.0, 0.0),
    "target": (0.92, 0.86, 0.81, 0.72, 0.78, 0.74, 0.80, 0.87, 0.97, 0.66, 0.50, 0.45),
}

_HEAD = """
How well the graphs agree with what careful people read in the same articles. This page is written by
`python scripts/quality.py`; do not edit it. Figures are F1 unless they say otherwise, as `kg evaluate` counts
them. Each article is built with its date and without its title. Apart from `examples/` and the articles written
for measuring (`benchmarks/quality/written.md`), the articles and the other material are not part of the
project; every example on this page is invented.
"""
_TABLE = """
Rules are developed on *train*, half of *written* and invented sentences; *dev* confirms. *written* holds many more
meetings an article than the press does, in odder words, and says where words are missing. The weights that
join and choose meetings and that rank issues, acts and changes are fitted on train, written and further press
articles, so the figures of train and written flatter; `scripts/train_meetings.py` prints those of train out of fold
by outlet. The reference rows are on dev: two people who annotated ten of its press articles apart, an afternoon's
baseline (entities, trigger words, same sentence), and what was set as the target.
"""
_OUTLETS = """
The train set; outlets with fewer than three articles are summed up as *others*. "doc." is the number of
articles, "-" stands where nothing was annotated.
"""
_ERRORS = """
Counts of the classes of error. Slots are looked at in meetings that match one of the annotation; *missed* is
annotated and not found, *extra* the reverse.
"""
_RELIABILITY = """
Facts of the train graphs by the highest confidence among their mentions: how many, their mean confidence, and
the share that the annotation has. Participants are those of meetings that match one of the annotation.
Annotators list at most twelve acts an article, so that a good act may count as wrong.
"""
_READOUTS = """
White House readouts of 2021 and 2022, whose titles name both parties, built without their titles. Right is a
readout with both parties in one meeting of the right family (visit, call, meeting): **{} of {}**
({:.1%}; target 95 %) with a foreign or international party, and {} of {} with domestic groups, which are no
meetings by the annotation's rules.
"""
_PLOVER = """
Sentences of the CAMEO manual with one marked event each; the class is the note of the lexicon row. Deeds
(aid, assault, fighting ...) are outside of the ontology. Right class: **{} of {}** ({:.0%}) in classes of
words and meetings, {} of {} of all; source attached {} of {}, target {} of {}.
"""
_LINKS = """
News items of 2025 in which people linked the names. Of the linked persons, countries and organizations,
**{} of {}** ({:.1%}; target 93 %) come out as actors of that kind.
"""
_IDENTITY = """
Meetings and actors of several articles that are one node after alignment, against people's word. Pairs are
of different articles; B-cubed (B³) is over the items of single articles. Of meetings, people listed which
are one; of actors, those of one kind that the annotations call alike: a person by surname and a given name,
others by name, any by a name that the other annotation gives as well. Only what the graphs have is looked at. Of the listed pairs, both sides of {} that are the same were
extracted and {} came out as one; of {} listed as distinct {} stayed apart. A visit and the meeting on it are
two, unless the words on the visit tell who received whom and nobody else meets.
"""
_ABSENT = "Not measured: the material is not here."


@dataclass(frozen=True, slots=True)
class Measured:
    """All that the page tells; ``None`` where the material is not at hand."""

    sets: dict[str, list[Sample]]
    readouts: ReadoutReport | None = None
    plover: PloverReport | None = None
    links: LinkReport | None = None
    corpus: list[Built] | None = None
    identity: IdentityReport | None = None


def page(measured: Measured) -> str:
    """The whole page."""
    parts = ["# Quality\n", paragraph(_HEAD)]
    parts += [section("Agreement with annotations", _TABLE), _agreement(measured.sets)]
    detail = next((s for name, s in measured.sets.items() if name == "train"), None)
    if detail is not None:
        parts += [section("By outlet", _OUTLETS), _by_outlet(detail)]
    parts += [
        section("Why facts are wrong", _ERRORS),
        _error_table(measured.sets),
        _statuses(detail or measured.sets["examples"]),
    ]
    parts += [
        section("What confidence is worth", _RELIABILITY),
        _reliability(detail or measured.sets["examples"]),
    ]
    parts += [_identity(measured.identity)]
    parts += [_readouts(measured.readouts), _plover(measured.plover), _links(measured.links)]
    parts += [_without_diplomacy(measured), _soundness(measured.sets)]
    parts += ["\n## Typical errors\n\n", TYPICAL_ERRORS.read_text(encoding="utf-8")]
    return "".join(parts)


def paragraph(words: str) -> str:
    """The words as one paragraph after a blank line."""
    return f"\n{textwrap.fill(' '.join(words.split()), WIDTH)}\n"


def section(title: str, words: str) -> str:
    """A heading and the paragraph below it."""
    return f"\n## {title}\n{paragraph(words)}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, the first column to the left and the others to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def f1(row: Row) -> str:
    """The F1 of a row, "-" where nothing was annotated."""
    return figure(row.f1) if row.gold else "-"


def figure(value: float) -> str:
    """Two digits without the leading zero, as in ".87"; "1.0" for one."""
    return "1.0" if value >= 0.995 else f"{value:.2f}"[1:]


def _agreement(sets: dict[str, list[Sample]]) -> str:
    rows = [[name, *map(figure, values)] for name, values in REFERENCE.items()]
    for name, samples in sets.items():
        found, _ = scored(samples)
        rows.append([f"**{name}** ({len(samples)} articles)", *(f1(found[slot]) for slot in SLOTS)])
        for what in ("precision", "recall"):
            rows.append([f"{name}, {what}", *(figure(getattr(found[slot], what)) for slot in SLOTS)])
    return table(["", *SLOTS], rows)


def _by_outlet(samples: list[Sample]) -> str:
    groups: dict[str, list[Sample]] = {}
    for name, members in by_outlet(samples).items():
        groups.setdefault(name if len(members) >= _SHORT_OUTLETS else "others", []).extend(members)
    others = groups.pop("others", [])
    rows = []
    for name, members in [*groups.items(), *([("others", others)] if others else [])]:
        found, _ = scored(members)
        rows.append([name, str(len(members)), *(f1(found[slot]) for slot in SLOTS)])
    return table(["", "doc.", *SLOTS], rows)


def _error_table(sets: dict[str, list[Sample]]) -> str:
    counts = {name: error_classes(samples) for name, samples in sets.items()}
    total: Counter[tuple[str, str]] = sum(counts.values(), Counter())
    order = sorted(total, key=lambda key: (ROWS.index(key[0]), -total[key], key[1]))
    return table(
        ["row: error", *counts], [[f"{r}: {w}", *(str(c[r, w]) for c in counts.values())] for r, w in order]
    )


def _statuses(samples: list[Sample]) -> str:
    confusion = status_confusion(samples)
    pairs = sorted(confusion.items(), key=lambda item: (-item[1], item[0]))
    rows = [[f"{wanted} read as {got}", str(count)] for (wanted, got), count in pairs]
    return "\nStatus of meetings, annotated and found:\n" + table(["status", "meetings"], rows)


def _reliability(samples: list[Sample]) -> str:
    rows = [
        [f"{b.kind}, {b.low:.2f} to {b.high:.2f}", str(b.count), figure(b.confidence), figure(b.right)]
        for b in bins(judged(samples))
    ]
    return table(["confidence", "facts", "mean", "right"], rows)


def _identity(report: IdentityReport | None) -> str:
    if report is None or not report.listed:
        return section("Identity across articles", _ABSENT)
    (same, joined), (distinct, apart) = report.listed["same"], report.listed["distinct"]
    rows = [
        [
            f"{name}: {kind}", str(it.items), str(it.right), str(it.wrong), str(it.missed),
            figure(it.precision), figure(it.recall), figure(it.cubed_precision), figure(it.cubed_recall),
        ]
        for (name, kind), it in report.scores.items()
    ]  # fmt: skip
    header = [
        "",
        "items",
        "right pairs",
        "wrong",
        "missed",
        "precision",
        "recall",
        "B³ precision",
        "B³ recall",
    ]
    words = _IDENTITY.format(same, joined, distinct, apart)
    return section("Identity across articles", words) + table(header, rows)


def _readouts(report: ReadoutReport | None) -> str:
    if report is None:
        return section("Readouts", _ABSENT)
    share = report.right / report.total
    words = _READOUTS.format(report.right, report.total, share, report.other_right, report.other_total)
    faults = sorted(report.faults.items(), key=lambda item: (-item[1], item[0]))
    rows = [[fault, str(count)] for fault, count in faults]
    return section("Readouts", words) + table(["fault", "readouts"], rows)


def _plover(report: PloverReport | None) -> str:
    if report is None:
        return section("PLOVER classes", _ABSENT)
    own, total = report.right(OF_WORDS)
    words = _PLOVER.format(own, total, own / total, *report.right(), *report.sources, *report.targets)
    wanted = sorted({pair[0] for pair in report.confusion}, key=lambda name: (name not in OF_WORDS, name))
    found = [*sorted({pair[1] for pair in report.confusion} - {NOTHING}), NOTHING]
    rows = [[name, *(str(report.confusion[name, got] or "") for got in found)] for name in wanted]
    header = ["wanted, found", *(name.lower() for name in found)]
    return section("PLOVER classes", words) + table(header, rows)


def _links(report: LinkReport | None) -> str:
    if report is None:
        return section("Actors that people linked", _ABSENT)
    total = sum(report.counts.values())
    right = sum(count for key, count in report.counts.items() if key[2] == "actor")
    pairs = sorted({(category, kind) for category, kind, _ in report.counts})
    outcomes = sorted({outcome for _, _, outcome in report.counts})
    rows = [[f"{c}: {k}", *(str(report.counts[c, k, o]) for o in outcomes)] for c, k in pairs]
    words = _LINKS.format(right, total, right / total)
    return section("Actors that people linked", words) + table(["", *outcomes], rows)


def _without_diplomacy(measured: Measured) -> str:
    text = section("Texts without diplomacy", "Meetings read where few or none are:")
    rows = []
    for name, samples in measured.sets.items():
        bare = [sample for sample in samples if not sample.gold.meetings]
        if bare:
            count = sum(len(sample.found.meetings) for sample in bare)
            rows.append([f"{name}: articles annotated as having no meeting", str(len(bare)), str(count)])
    if measured.links is not None:
        without = list(measured.links.without)
        rows.append(
            ["news items on crime, business, disasters ...", str(len(without)), str(meeting_count(without))]
        )
    if measured.corpus is not None:
        rows.append(
            [
                "White House documents by rule, no readouts",
                *map(str, (len(measured.corpus), meeting_count(measured.corpus))),
            ]
        )
    return text + table(["texts", "articles", "meetings"], rows)


def _soundness(sets: dict[str, list[Sample]]) -> str:
    rows = []
    for name, samples in sets.items():
        failed = sum(sample.built.failure is not None for sample in samples)
        findings = sum(len(sample.built.findings) for sample in samples)
        rows.append([name, str(len(samples)), str(failed), str(findings)])
    head = (
        "\n## Soundness\n\nArticles that raise, and findings of `kg verify` and violations of `kg check`:\n"
    )
    return head + table(["", "articles", "raise", "findings"], rows)
