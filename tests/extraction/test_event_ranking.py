"""The models that say how likely acts and changes are, and which acts are too unlikely to keep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import TableError
from kg.extraction.acts import acts, event_ranking
from kg.extraction.acts.act_features import act_features
from kg.extraction.acts.acts import act_drafts, act_readings
from kg.extraction.acts.event_ranking import ACT, CHANGE, HIGHEST, LEAST, likelihood
from kg.extraction.grammar.speech import Voices
from kg.extraction.mending.set_right import view_of
from kg.extraction.scene import Scene
from kg.model import Article
from kg.nlp.annotate import annotate

TEXT = (
    "The foreign minister of Peru accused Norway of overfishing and demanded an apology. "
    "A fisherman said the harbour was cold."
)


def _scene() -> Scene:
    article = Article("case", TEXT)
    return Scene(view_of(annotate(article)), article)


def test_the_table_holds_both_models_and_closed_classes_only() -> None:
    table = event_ranking.weights()
    assert set(table) == {ACT, CHANGE}
    assert all("bias" in model and 20 < len(model) < 200 for model in table.values())
    scene = _scene()
    voices = Voices(scene)
    lemmas = {t.lemma_.lower() for t in scene.doc if t.pos_ in {"PROPN", "ADJ"}}
    features = act_features(voices, act_readings(scene, voices))
    assert not lemmas & {part for f in features for name in f for part in name.split(":")}


@given(st.dictionaries(st.sampled_from(["late", "early", "speaker:public", "unheard of"]), st.floats(0, 1)))
def test_a_likelihood_is_a_probability(features: Mapping[str, float]) -> None:
    assert 0 <= likelihood(ACT, features, 0.5) <= HIGHEST


def test_unknown_features_count_nothing() -> None:
    assert likelihood(CHANGE, {"unheard of": 1.0}, 0.5) == likelihood(CHANGE, {}, 0.5)


def test_without_the_table_the_rules_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_ranking, "weights", dict)
    assert likelihood(ACT, {"late": 1.0}, 0.75) == 0.75


def test_an_accusation_of_a_state_is_likelier_than_remarks_on_the_weather() -> None:
    found = {r.draft.type: r.draft.confidence for r in act_drafts(_scene())}
    assert found["accusation"] > 0.6
    assert all(sure < found["accusation"] for kind, sure in found.items() if kind != "accusation")


def test_acts_below_the_least_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acts, "likelihood", lambda *_: LEAST - 0.01)
    assert act_drafts(_scene()) == []
    monkeypatch.setattr(acts, "likelihood", lambda *_: LEAST)
    assert len(act_drafts(_scene())) >= 2


def test_a_broken_table_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "event_weights.tsv"
    path.write_text("# words\nact\tbias\t-1\nact late\n", encoding="utf-8")
    monkeypatch.setattr(event_ranking, "data_file", lambda _: path)
    event_ranking.weights.cache_clear()
    with pytest.raises(TableError, match=r"event_weights\.tsv:3: model, feature and number"):
        event_ranking.weights()
    monkeypatch.undo()
    event_ranking.weights.cache_clear()
