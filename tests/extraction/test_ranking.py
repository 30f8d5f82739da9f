"""The models that correct which mentions are one meeting and which drafts are meetings."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import TableError
from kg.extraction.meetings import ranking
from kg.extraction.meetings.joining import Joiner
from kg.extraction.meetings.meeting_drafts import MeetingDraft
from kg.extraction.meetings.meeting_features import meeting_features
from kg.extraction.meetings.meeting_pairs import pair_features, seen
from kg.extraction.meetings.meetings import settle_time
from kg.extraction.meetings.occurrences import Occurrence, read_occurrence
from kg.extraction.mending.set_right import view_of
from kg.extraction.scene import Scene
from kg.extraction.triggers.linkage import clusters
from kg.extraction.triggers.triggers import find_triggers, frames
from kg.model import Article
from kg.nlp.annotate import annotate

TWICE = (
    "The foreign ministers of Norway and Kenya met in Oslo on Monday. "
    "Kenya's president visited Chile. The meeting in Oslo lasted two hours."
)
UNSAID = "Norway and Kenya will hold talks on fishing. Kenya's president visited Chile."
"""Neither where and when, nor who acted for whom, is said of either."""


@cache
def _read(text: str) -> tuple[Scene, tuple[MeetingDraft, ...]]:
    """The scene and the drafts as the rules have them."""
    scene = Scene(view_of(annotate(Article("case", text))), Article("case", text))
    joiner = Joiner(scene)
    for trigger in find_triggers(scene.doc):
        occurrence = read_occurrence(scene, trigger)
        if occurrence is not None:
            joiner.place(occurrence)
    return scene, tuple(joiner.meetings)


def _no_actors(draft: MeetingDraft, occurrence: Occurrence) -> None:
    """Recovers nobody."""


def _with(monkeypatch: pytest.MonkeyPatch, table: ranking.Weights) -> None:
    monkeypatch.setattr(ranking, "weights", lambda: table)


def _tokens(drafts: list[MeetingDraft]) -> list[list[int]]:
    return [d.tokens for d in drafts]


# --- the table -------------------------------------------------------------------------------------


def test_table_holds_both_models_and_closed_classes_only() -> None:
    table = ranking.weights()
    assert sorted(table) == [ranking.KEEP, ranking.SAME]
    assert all(50 < len(t) < 600 and "bias" in t for t in table.values())
    lemmas = {lemma for lemma, _ in frames()}
    used = {
        word
        for model in table.values()
        for name in model
        if (found := re.fullmatch(r"lemmas?=(.*)", name))
        for word in found.group(1).split("+")
    }
    assert len(used) > 5
    assert used <= lemmas


@pytest.fixture
def table_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "meeting_weights.tsv"
    monkeypatch.setattr(ranking, "data_file", lambda name: tmp_path / name)
    ranking.weights.cache_clear()
    yield path
    ranking.weights.cache_clear()


@pytest.mark.parametrize("line", ["keep\tbias", "keep\tbias\tmuch", "keep\tbias\t1\t2"])
def test_bad_line_is_named(table_file: Path, line: str) -> None:
    table_file.write_text(f"# weights\n{line}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"meeting_weights\.tsv:2"):
        ranking.weights()


def test_without_table_rules_stand(table_file: Path) -> None:
    assert not table_file.exists()
    scene, drafts = _read(TWICE)
    assert ranking.weights() == {}
    assert ranking.rejoined(scene, drafts, _no_actors) == list(drafts)
    assert ranking.worth_keeping(scene, drafts) == list(drafts)


def test_log_odds_sum_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, {"keep": {"bias": 0.5, "a": 2.0, "b": -1.0}})
    assert ranking.log_odds("keep", {"a": 1.0, "b": 0.5, "unheard": 9.0}) == pytest.approx(2.0)
    assert ranking.log_odds("same", {"a": 1.0}) is None


# --- joining ---------------------------------------------------------------------------------------

CLUSTERS = [
    (3, {(0, 1): 0.9, (0, 2): 0.1, (1, 2): 0.1}, [[0, 1], [2]]),
    (3, {(0, 1): 0.9, (0, 2): 0.2, (1, 2): 0.8}, [[0, 1, 2]]),  # mean of .2 and .8 reaches .5
    (3, {(0, 1): 0.9, (0, 2): 0.1, (1, 2): 0.8}, [[0, 1], [2]]),  # mean .45 does not
    (3, {(0, 1): 0.7, (0, 2): 0.0, (1, 2): 0.7}, [[0, 1], [2]]),  # a tie goes to the first
    (2, {(0, 1): 0.49}, [[0], [1]]),
    (2, {(0, 1): 0.5}, [[0, 1]]),
]


def test_number_of_cases() -> None:
    assert len(CLUSTERS) == 6


@pytest.mark.parametrize(("number", "scores", "expected"), CLUSTERS)
def test_clusters(number: int, scores: dict[tuple[int, int], float], expected: list[list[int]]) -> None:
    assert clusters(number, scores, 0.5) == expected


@given(st.integers(2, 7), st.randoms(use_true_random=False))
def test_clusters_hold_each_number_once(number: int, random: object) -> None:
    draw = random.random  # type: ignore[attr-defined]
    scores = {(i, j): draw() for i in range(number) for j in range(i + 1, number)}
    found = clusters(number, scores, ranking.JOIN)
    assert sorted(i for c in found for i in c) == list(range(number))
    assert found == clusters(number, dict(reversed(scores.items())), ranking.JOIN)


def test_far_odds_join_or_split_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, drafts = _read(TWICE)
    tokens = sorted(i for d in drafts for i in d.tokens)
    assert len(tokens) == 3
    _with(monkeypatch, {"same": {"bias": 9.0}})
    assert _tokens(ranking.rejoined(scene, drafts, _no_actors)) == [tokens]
    _with(monkeypatch, {"same": {"bias": -9.0}})
    assert _tokens(ranking.rejoined(scene, drafts, _no_actors)) == [[i] for i in tokens]


def test_odds_a_little_against_leave_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, drafts = _read(TWICE)
    _with(monkeypatch, {"same": {"bias": -0.3}})
    found = ranking.rejoined(scene, drafts, _no_actors)
    assert [id(d) for d in found] == [id(d) for d in drafts]


def test_years_apart_are_never_joined_by_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, {"same": {"bias": 9.0}})
    scene, drafts = _read("Peru and Chile held talks in 2019. Peru and Chile held talks in 2022.")
    assert len(ranking.rejoined(scene, drafts, _no_actors)) == 2
    scene, drafts = _read(
        "Peru and Chile held talks in 2019. Peru hosted a visit by Kenya's president in 2019."
    )
    assert len(drafts) == 2
    assert len(ranking.rejoined(scene, drafts, _no_actors)) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Peru and Chile held talks in Lima. Norway and Kenya held talks.", 2),  # no side in common
        ("Peru and Chile held talks in Lima. Peru and Kenya held talks.", 1),
        (
            "Peru and Chile held talks on 3 May 2024. Peru and Chile held talks on 9 May 2024.",
            2,
        ),  # days apart
        ("Peru and Chile held talks on 3 May 2024. Peru and Chile held talks on 4 May 2024.", 1),
        ("Peru and Chile held the second round of talks. Peru and Chile held the third round.", 2),
        ("Peruvian President Luis Rey met leaders. Peruvian Minister Ana Ruiz held talks with Chile.", 2),
        ("Peruvian President Luis Rey met leaders. Mr Rey held talks with Chile.", 1),
    ],
)
def test_two_meetings_stay_two_whatever_the_model_says(
    monkeypatch: pytest.MonkeyPatch, text: str, number: int
) -> None:
    _with(monkeypatch, {"same": {"bias": 9.0}})
    scene, drafts = _read(text)
    assert len(ranking.rejoined(scene, drafts, _no_actors)) == number


def test_improbable_drafts_go_and_a_sole_one_needs_less(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, {"keep": {"bias": -9.0}})
    scene, drafts = _read(UNSAID)
    assert len(drafts) > 1
    assert ranking.worth_keeping(scene, drafts) == []
    assert ranking.worth_keeping(scene, drafts[:1]) == []
    between = (ranking.SOLE + ranking.LEAST) / 2
    _with(monkeypatch, {"keep": {"bias": math.log(between / (1 - between))}})
    assert ranking.worth_keeping(scene, drafts) == []
    assert ranking.worth_keeping(scene, drafts[:1]) == [drafts[0]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (TWICE, 1),  # the visit has no day
        ("Kenyan officials met in Oslo. Kenya's foreign minister will fly to Lima on 3 May 2019.", 2),
        ("Kenyan officials met in Oslo. Kenya's foreign minister will return to Lima on 3 May 2019.", 1),
        ("Norway proposed a summit with Kenya's president in Oslo. Kenya's president may visit Chile.", 0),
    ],
)
def test_what_words_tell_outright_is_kept(monkeypatch: pytest.MonkeyPatch, text: str, number: int) -> None:
    _with(monkeypatch, {"keep": {"bias": -9.0}})
    scene, drafts = _read.__wrapped__(text)
    for draft in drafts:
        settle_time(scene, draft)
    assert len(ranking.worth_keeping(scene, drafts)) == number


def test_actors_and_places_follow_their_mentions(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, drafts = _read(TWICE)
    _with(monkeypatch, {"same": {"bias": 9.0}})
    (joined,) = ranking.rejoined(scene, drafts, _no_actors)
    assert set(joined.participants) == {i for d in drafts for i in d.participants}
    assert set(joined.places) == {p for d in drafts for p in d.places}


def test_mention_without_actors_is_given_them(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, drafts = _read(TWICE)
    asked: list[int] = []

    def recover(draft: MeetingDraft, occurrence: Occurrence) -> None:
        asked.append(occurrence.trigger.token.i)
        draft.extra_parties.append("a1")
        draft.weak = True

    _with(monkeypatch, {"same": {"bias": -9.0}})
    found = ranking.rejoined(scene, drafts, recover)
    assert [scene.doc[i].text for i in asked] == ["meeting"]
    assert found[-1].weak
    assert found[-1].extra_parties == ["a1"]


# --- what the shipped weights say ------------------------------------------------------------------


def _pair(text: str) -> float:
    """The probability that the first and the last mention of a text are of one meeting."""
    scene, drafts = _read(text)
    mentions = sorted((o for d in drafts for o in d.occurrences), key=lambda o: o.trigger.token.i)
    assert len(mentions) >= 2
    return ranking.same_meeting_probability(scene, mentions, 0, len(mentions) - 1)


def test_repeated_meeting_beats_another_one() -> None:
    again = _pair("Norway and Kenya held talks in Oslo on Monday. The talks in Oslo ended late.")
    other = _pair("Norway and Kenya held talks in Oslo on Monday. Chile's president will visit Peru in May.")
    assert again > 0.5 > other


def _first(text: str) -> float:
    scene, drafts = _read(text)
    return ranking.meeting_probability(scene, drafts[0], drafts)


def test_presidents_beat_party_business() -> None:
    states = _first("President Anna Berg of Norway met President John Otieno of Kenya in Oslo on Monday.")
    home = _first(
        "Anna Berg was gathering with union members at the company.\n\nTalks with Kenya will follow."
    )
    assert states > ranking.LEAST
    assert states > home


def test_features_are_the_same_each_time() -> None:
    scene, drafts = _read(TWICE)
    mentions = [seen(scene, o) for d in drafts for o in d.occurrences]
    assert pair_features(scene, mentions[0], mentions[1], 0) == pair_features(
        scene, mentions[0], mentions[1], 0
    )
    features = [meeting_features(scene, d, drafts) for d in drafts]
    assert features == [meeting_features(scene, d, drafts) for d in drafts]
    assert all(math.isfinite(v) and v > 0 for f in features for v in f.values())
