"""Trains the models of ``kg.extraction.meetings.ranking`` and measures them by outlet, each left out in turn.

    python scripts/train_meetings.py ../shared/eval/train [--press FOLDER ...] [--mentions FOLDER ...]
        [--only same] [--penalty C] [-o meeting_weights.tsv]

Needs scikit-learn, which the package does not. Which drafts are meetings is learnt from the articles written
for the project and from further press articles (``--press``), too; which mentions are of one meeting is not
learnt from those written, since that made it worse on the press, but from articles in which only that is
annotated (``--mentions``: each meeting has ``mentions`` as pairs of offsets). Labels: a mention belongs to
the gold meeting whose trigger string covers it (the longest wins); a draft is a meeting if it is the best
match of a gold meeting that shares an actor with it. Gold and texts are only read; of them the table keeps
weights of closed-class features that at least three articles have. With ``--only same`` the weights of
``keep`` stay as they are.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.weights import SHARE, WRITTEN
from kg.extraction.extract import extract
from kg.extraction.meetings import ranking
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.meeting_features import Features, meeting_features
from kg.extraction.meetings.meeting_pairs import pair_features, seen
from kg.extraction.meetings.mention_order import standings
from kg.extraction.meetings.two_meetings import of_two
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_doc import Doc
from kg.ids import normal_name
from kg.model import Article, Extraction
from kg.nlp.annotate import annotate
from kg.resources import data_file

PENALTIES = (0.05, 0.1, 0.2, 0.5)
ARTICLES, SMALLEST, FEWEST = 3, 0.02, 6
HEADER = """\
# Weights of the logistic models that correct which mentions are one meeting (same) and which drafts are
# meetings (keep). Columns: model, feature, weight. Trained by scripts/train_meetings.py; C by the log loss
# with each outlet left out in turn; features of fewer than three articles and weights below {smallest} are
# left out.
"""
Table = dict[str, float]


@dataclass(frozen=True)
class Text:
    """One annotated article, parsed."""

    article: Article
    doc: Doc
    gold: Mapping[str, Any]
    outlet: str


@dataclass(frozen=True)
class Example:
    """What a model learns from: features, whether it is so, how much it counts."""

    text: str
    outlet: str
    features: Features
    right: bool
    weight: float = 1.0


def read(folder: Path) -> list[Text]:
    """The articles in the order of their names; outlets with few articles are one group."""
    raw = []
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        meta = json.loads((folder / f"{name}.meta.json").read_text(encoding="utf-8"))
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        article = Article(name, text, published=_day(meta))
        raw.append(
            (article, json.loads(path.read_text(encoding="utf-8")), meta["source"].lower().split("-")[0])
        )
    sizes = Counter(outlet for *_, outlet in raw)
    return [Text(a, annotate(a), g, o if sizes[o] >= FEWEST else "others") for a, g, o in raw]


def read_written(file: Path) -> list[Text]:
    """The articles of a file of lines (JSON, xz), as one outlet."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        values = [json.loads(line) for line in lines]
    articles = [(Article(v["id"], v["text"], published=_day(v)), v["gold"]) for v in values]
    return [Text(a, annotate(a), g, "written") for a, g in articles]


def _day(meta: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(meta["published"][:10]) if meta.get("published") else None


def occurrences(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the strings stand in the text."""
    return [(m.start(), m.end()) for w in words for m in re.finditer(re.escape(w), text)]


# --- labels ----------------------------------------------------------------------------------------


def label(text: Text, offset: int) -> str | None:
    """The gold meeting whose trigger, or mention, covers the offset."""
    found = [
        (end - start, meeting["id"])
        for meeting in text.gold["meetings"]
        for start, end in meeting.get("mentions") or occurrences(text.article.text, meeting["triggers"])
        if start <= offset < end
    ]
    return max(found, key=lambda f: f[0])[1] if found else None


def matched(text: Text, result: Extraction) -> set[str]:
    """The local ids of the meetings that match a gold one, one to one, the greatest overlap first."""
    known = {
        a["id"]: {normal_name(n) for n in (a["name"], *a.get("aliases", ()))} for a in text.gold["actors"]
    }
    named = {
        a.id: {
            normal_name(n)
            for n in (a.name, *a.names, *(text.article.text[m.start : m.end] for m in a.mentions))
        }
        for a in result.actors
    }
    pairs = []
    for gold in text.gold["meetings"]:
        places = occurrences(text.article.text, gold["triggers"])
        wanted = [known[i] for i in dict.fromkeys([*gold["participants"], *gold["parties"]])]
        for meeting in result.meetings:
            if not any(m.start < e and s < m.end for m in meeting.mentions for s, e in places):
                continue
            ids = dict.fromkeys([*(p.actor for p in meeting.participations), *meeting.parties])
            got = [named.get(i, set()) for i in ids]
            shared = sum(any(w & g for g in got) for w in wanted)
            if shared or not wanted:
                pairs.append((-shared / max(1, len(wanted) + len(got) - shared), gold["id"], meeting.id))
    return set(best(pairs).values())


def best(pairs: Sequence[tuple[float, str, str]]) -> dict[str, str]:
    """A greedy one-to-one choice, lowest first."""
    out: dict[str, str] = {}
    for _, left, right in sorted(pairs):
        if left not in out and right not in out.values():
            out[left] = right
    return out


# --- examples --------------------------------------------------------------------------------------


def watched(
    text: Text, table: Mapping[str, Table], *, keep: bool = False
) -> tuple[Scene, Extraction, list[Any]]:
    """Extracts with the weights given; also the drafts before joining and before the choice."""
    caught: list[Any] = []
    rejoined, worth = ranking.rejoined, ranking.worth_keeping

    def join(scene: Scene, drafts: Sequence[MeetingDraft], recover: Any) -> list[MeetingDraft]:
        caught.extend([scene, list(drafts)])
        return rejoined(scene, drafts, recover)

    def choose(scene: Scene, drafts: Sequence[MeetingDraft]) -> list[MeetingDraft]:
        caught.append([meeting_features(scene, d, drafts) for d in drafts])
        return worth(scene, drafts) if keep else list(drafts)

    with (
        patch.object(ranking, "weights", lambda: table),
        patch.object(ranking, "rejoined", join),
        patch.object(ranking, "worth_keeping", choose),
        patch.object(Doc, "release", lambda _: None),  # the scene is read once more afterwards
        patch("kg.extraction.extract.may_tell", lambda _: True),  # every article has a scene
        # meetings are counted as they were chosen, before visits take theirs in
        patch("kg.extraction.extract.with_aims", lambda _, drafts: drafts),
    ):
        result = extract(text.doc, text.article)
    return caught[0], result, caught[1:]


def pair_examples(text: Text) -> list[Example]:
    """Every pair of labelled mentions; an article counts by the root of the number of its mentions."""
    scene, _, (drafts, _) = watched(text, {})
    mentions = sorted((o for d in drafts for o in d.occurrences), key=lambda o: o.trigger.token.i)
    views = [seen(scene, o) for o in mentions]
    labels = [label(text, o.trigger.token.idx) for o in mentions]
    own = {o.trigger.token.i: n for n, d in enumerate(drafts) for o in d.occurrences}
    joined = [own[o.trigger.token.i] for o in mentions]
    pairs = list(combinations(range(len(mentions)), 2))
    apart = {(i, j) for i, j in pairs if joined[i] != joined[j] and of_two(views[i], views[j])}
    standing = standings(views, apart)
    return [
        Example(
            text.article.id, text.outlet,
            pair_features(scene, views[i], views[j], j - i - 1, standing[i, j]),
            labels[i] == labels[j], len(mentions) ** -0.5,
        )
        for i, j in pairs if labels[i] is not None and labels[j] is not None
    ]  # fmt: skip


def draft_examples(text: Text, same: Table) -> list[Example]:
    """Every draft of the article after joining."""
    _, result, (_, features) = watched(text, {ranking.SAME: same})
    right = matched(text, result)
    ids = sorted((m.id for m in result.meetings), key=lambda i: int(i[1:]))
    return [Example(text.article.id, text.outlet, f, i in right) for i, f in zip(ids, features, strict=True)]


# --- models ----------------------------------------------------------------------------------------


def fit(examples: Sequence[Example], penalty: float) -> Table:
    """The weights of a logistic regression with ridge penalty, small ones left out."""
    texts = defaultdict(set)
    for example in examples:
        for name in example.features:
            texts[name].add(example.text)
    names = sorted(n for n, t in texts.items() if len(t) >= ARTICLES)
    column = {n: i for i, n in enumerate(names)}
    matrix = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if name in column:
                matrix[row, column[name]] = value
    model = LogisticRegression(solver="liblinear", C=penalty, max_iter=1000, random_state=0)
    model.fit(matrix, [e.right for e in examples], sample_weight=[e.weight for e in examples])
    pairs = zip(names, model.coef_[0], strict=True)
    return {"bias": float(model.intercept_[0])} | {n: float(w) for n, w in pairs if abs(w) >= SMALLEST}


def left_out(examples: Sequence[Example], penalty: float, more: Sequence[Example]) -> dict[str, Table]:
    """For each outlet the weights learnt from all others and ``more``."""
    outlets = sorted({e.outlet for e in examples})
    return {o: fit([*(e for e in examples if e.outlet != o), *more], penalty) for o in outlets}


def choose(
    name: str, examples: Sequence[Example], more: Sequence[Example] = ()
) -> tuple[float, dict[str, Table]]:
    """The penalty with the least log loss out of fold, with its weights for each outlet left out.

    ``more`` are examples of no outlet, which all learn from.
    """
    found = []
    for penalty in PENALTIES:
        tables = left_out(examples, penalty, more)
        odds = []
        for e in examples:
            with patch.object(ranking, "weights", lambda t=tables[e.outlet]: {name: t}):
                odds.append(ranking.log_odds(name, e.features) or 0.0)
        chance = 1 / (1 + np.exp(-np.array(odds)))
        loss = log_loss([e.right for e in examples], chance)
        print(f"{name} C={penalty}: log loss {loss:.4f} of {len(examples)} examples")
        found.append((round(loss, 3), penalty, tables))  # of equal ones the stronger penalty
    return min(found, key=lambda f: f[0])[1:]


def report(title: str, texts: Sequence[Text], tables: Mapping[str, Mapping[str, Table]]) -> None:
    """Prints precision, recall and F1 of the meetings, each with the weights that left its outlet out."""
    right = system = gold = 0
    for text in texts:
        table = {model: t[text.outlet] for model, t in tables.items()}
        _, result, _ = watched(text, table, keep=True)
        right += len(matched(text, result))
        system += len(result.meetings)
        gold += len(text.gold["meetings"])
    print(f"{title}: {right / system:.3f} {right / gold:.3f} {2 * right / (system + gold):.3f}")


def main() -> None:
    """Trains, measures and writes the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--also", type=Path, default=WRITTEN, help="further articles, never left out")
    parser.add_argument(
        "--press", type=Path, nargs="*", default=[], help="folders of further annotated press articles"
    )
    parser.add_argument(
        "--mentions",
        type=Path,
        nargs="*",
        default=[],
        help="folders of articles with annotated mentions only",
    )
    parser.add_argument(
        "--penalty",
        type=float,
        help="C of the model of pairs, where whole articles ask for another than the log loss does",
    )
    parser.add_argument("--only", choices=[ranking.SAME], help="the other model stays as it is")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    texts, told = read(options.folder), [text for folder in options.mentions for text in read(folder)]
    pairs, more_pairs = ([e for t in some for e in pair_examples(t)] for some in (texts, told))
    penalty, same = choose(ranking.SAME, pairs, more_pairs)
    if options.penalty:
        penalty, same = options.penalty, left_out(pairs, options.penalty, more_pairs)
    all_same = fit([*pairs, *more_pairs], penalty)
    said = f"{len(texts)} annotated articles and the mentions of {len(told)} press articles of other outlets"
    notes = {ranking.SAME: f"# same: on {said}, C = {penalty}"}
    shipped = {ranking.SAME: all_same}
    if options.only:
        report(
            "joined and chosen",
            texts,
            {ranking.SAME: {t.outlet: same.get(t.outlet, all_same) for t in texts}},
        )
    else:
        shipped[ranking.KEEP], notes[ranking.KEEP] = learn_keep(options, texts, same, all_same)
    if options.output:
        write(options.output, shipped, notes)


def learn_keep(
    options: argparse.Namespace, texts: Sequence[Text], same: Mapping[str, Table], all_same: Table
) -> tuple[Table, str]:
    """The weights of the model ``keep``, with a line that says of what; prints what they bring."""
    written, press = read_written(options.also), [t for folder in options.press for t in read(folder)]
    # outlets without a pair of mentions, and those of further articles, are in nothing to be left out of
    tables = {t.outlet: same.get(t.outlet, all_same) for t in (*texts, *press)}
    drafts = [e for t in (*texts, *press) for e in draft_examples(t, tables[t.outlet])]
    more = [replace(e, weight=SHARE) for t in written for e in draft_examples(t, all_same)]
    penalty, keep = choose(ranking.KEEP, drafts, more)
    for name, some in (("", texts), ("further press: ", press)):
        if some:
            report(f"{name}rules", some, {})
            report(f"{name}joined", some, {ranking.SAME: tables})
            report(f"{name}joined and chosen", some, {ranking.SAME: tables, ranking.KEEP: keep})
    said = f"those written for the project and {len(press)} press articles of other outlets"
    return fit(
        [*drafts, *more], penalty
    ), f"# keep: on {len(texts)} annotated articles, {said}, C = {penalty}"


def write(file: Path, shipped: Mapping[str, Table], notes: Mapping[str, str]) -> None:
    """Writes the table; of a model that was not trained now, the rows and the line that are there stay."""
    old = data_file("meeting_weights.tsv").read_text(encoding="utf-8").splitlines()
    lines = [line for line in old if line.split("\t")[0] not in shipped and line[:1] != "#"]
    lines += [f"{m}\t{n}\t{w:.3f}" for m, t in shipped.items() for n, w in t.items()]
    said = [line for line in old if line.startswith("# keep:") and ranking.KEEP not in notes]
    head = HEADER.format(smallest=SMALLEST) + "\n".join([*notes.values(), *said])
    file.write_text("\n".join([head, *sorted(lines)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
