"""What becomes of an answer: facts whose words are in the text are kept, all others dropped and counted."""

from __future__ import annotations

import doctest
import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trial
from hypothesis import strategies as st
from pyoxigraph import Store

import kg
from kg import llm, testing
from kg.codes import codes
from kg.glossary import code_list, definitions
from kg.lexicon import using
from kg.llm import endpoint, quotes
from kg.llm.assembly import Assembly
from kg.llm.located import Dropped, located, parsed
from kg.llm.quotes import Quotes
from kg.llm.schema import ITEMS, item, schema
from kg.model import Article, Extraction
from kg.nlp.annotate import annotate
from kg.plugins.results import wrong_extraction
from kg.rdf.check import check
from kg.rdf.verify import verify
from kg.scheme import scheme
from tests.llm.answers import answer, answer_to
from tests.llm.conftest import TEXT
from tests.llm.served import MODEL, Served, completion

Answer = dict[str, Any]


def read(article: Article, said: Answer) -> tuple[Extraction, dict[str, int]]:
    """The extraction of an answer, and what was dropped."""
    dropped = Dropped()
    found = list(located(parsed(json.dumps(said)), Quotes(article.text), 0, dropped))
    extraction = Assembly(article, annotate(article), found, dropped).extraction()
    assert wrong_extraction(extraction, article) is None
    return extraction, dict(dropped.counts)


@pytest.fixture
def said() -> Answer:
    """A good answer to the article, to be spoilt."""
    value: Answer = json.loads(answer_to(TEXT))
    return value


# --- the schema ------------------------------------------------------------------------------------------


def test_the_schema_has_every_code_and_issue() -> None:
    text = json.dumps(schema())
    left_out = ("verdict-", "criterion-", "aspect-", "fact-")
    wanted = [it for it in codes() if not it.startswith(left_out)]
    assert len(wanted) > 80
    assert [it for it in [*wanted, *scheme()] if f'"{it}"' not in text] == []
    assert all(f'"{it.removeprefix("fact-")}"' in text for it in code_list("factuality"))
    assert set(schema()["properties"]) == set(ITEMS)
    assert len(item("meetings")["properties"]["format"]["enum"]) == len(code_list("meeting-format")) >= 13
    assert item("meetings")["properties"]["format"]["description"] == definitions()["meetingFormat"]


def test_the_schema_has_the_issues_of_a_lexicon(tmp_path: Path) -> None:
    (tmp_path / "issues.tsv").write_text("slug\tlabel\nsquid\tsquid quotas\n", encoding="utf-8")
    with using(kg.read_lexicon(tmp_path)):
        assert "squid" in item("issues")["properties"]["concept"]["enum"]
    assert "squid" not in item("issues")["properties"]["concept"]["enum"]


def test_good_answers_are_by_the_schema(said: Answer) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(said, schema())
    assert len(said["meetings"]) == 2


# --- quotes ----------------------------------------------------------------------------------------------

FOUND = [
    ("met Japan's Foreign Minister", "met Japan's Foreign Minister"),
    ("met Japan’s Foreign Minister", "met Japan's Foreign Minister"),
    ("fisheries.\nThe two sides", "fisheries.\n\nThe two sides"),
    ("  Oslo ", "Oslo"),
    ("fisheries. The two", "fisheries.\n\nThe two"),
]
NOT_FOUND = [
    "", " ", "met japan's foreign minister", "Kenji  Itō", "met Foreign Minister Kenji Ito", "slo", "Osl",
    "Anna Berg ... Oslo", "Norway's Prime Minister Anna Berg met Japan's Foreign Minister Kenji Ito in Bergen",
    ".*", "(?:Oslo)", "Oslo\x00", "\ud800", "Oslo" * 1_000, "Anna Berg met Kenji Ito",
]  # fmt: skip


@pytest.mark.parametrize(("quote", "words"), FOUND)
def test_quotes_that_are_there_are_found(quote: str, words: str) -> None:
    span = Quotes(TEXT).find(quote)
    assert span is not None
    assert TEXT[slice(*span)] == words


@pytest.mark.parametrize("quote", NOT_FOUND)
def test_quotes_that_are_not_there_are_not_found(quote: str) -> None:
    assert Quotes(TEXT).find(quote) is None


def test_offsets_count_code_points_of_the_text() -> None:
    text = "“Łódź” — the envoy’s 𝒯own, cafe\u0301 and all; the envoy left Łódź."
    text = unicodedata.normalize("NFC", text)
    first, last = Quotes(text).find("Łódź"), Quotes(text).find("Łódź", near=(50, 55))
    assert first is not None and last is not None and first < last  # noqa: PT018 - for the types
    assert text[slice(*first)] == text[slice(*last)] == "Łódź"
    span = Quotes(text).find('"Łódź" - the envoy\'s 𝒯own, cafe\u0301')
    assert span is not None
    assert text[slice(*span)].endswith("café")


@pytest.mark.parametrize("module", [quotes, endpoint])
def test_examples_run(module: Any) -> None:
    assert doctest.testmod(module).attempted > 0
    assert doctest.testmod(module).failed == 0


# --- facts that are dropped ------------------------------------------------------------------------------


def spoil(said: Answer, *path: str | int, by: Any) -> Answer:
    """The answer with one value replaced."""
    at: Any = said
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = by
    return said


def names(found: Extraction) -> set[str]:
    return {it.name for it in (*found.actors, *found.places)}


def test_a_good_answer_is_kept_whole(article: Article, said: Answer) -> None:
    found, dropped = read(article, said)
    assert dropped == {}
    assert {"Anna Berg", "Kenji Ito", "Oslo", "Tokyo"} <= names(found)
    assert [it.format for it in found.meetings] == ["format-meeting", "format-talks"]
    assert found.meetings[0].time.edtf == "2024-04-30"
    assert (str(found.meetings[1].time.earliest), str(found.meetings[1].time.latest)) == (
        "2024-06-01",
        "2024-06-30",
    )
    assert {it.confidence for it in found.meetings[0].mentions} == {0.7}


def test_an_invented_actor_is_dropped_with_what_rests_on_it(article: Article, said: Answer) -> None:
    number = next(n for n, it in enumerate(said["actors"]) if it["name"] == "Kenji Ito")
    spoil(said, "actors", number, "name", by="Taro Aso")
    found, dropped = read(article, said)
    assert "Kenji Ito" not in names(found)
    assert "Taro Aso" not in names(found)
    assert dropped["not_in_text"] == 1
    assert dropped["dangling"] >= 2  # his part in the meeting, his office


def test_an_invented_meeting_is_dropped(article: Article, said: Answer) -> None:
    spoil(
        said, "meetings", 0, "mentions", by=[{"quote": "signed a treaty in Oslo", "factuality": "asserted"}]
    )
    found, dropped = read(article, said)
    assert len(found.meetings) == 1
    assert dropped["not_in_text"] == 1


def test_a_meeting_keeps_what_is_there_of_its_quotes(article: Article, said: Answer) -> None:
    said["meetings"][0]["mentions"].append({"quote": "signed a treaty", "factuality": "asserted"})
    found, dropped = read(article, said)
    assert (len(found.meetings), dropped) == (2, {})


@pytest.mark.parametrize("words", ["on Friday", "2024-04-30", "30 April 2024", "Tuesday 30 April"])
def test_an_invented_date_is_dropped(article: Article, said: Answer, words: str) -> None:
    found, dropped = read(article, spoil(said, "meetings", 0, "time", by=[words]))
    assert found.meetings[0].time.earliest is None
    assert dropped == {"not_in_text": 1}


def test_without_a_day_of_publication_words_of_time_stay_open(article: Article, said: Answer) -> None:
    found, _ = read(replace(article, published=None), said)
    assert found.meetings[0].time.earliest is None
    assert found.meetings[0].time.expressions == ("on Tuesday",)


def test_words_that_are_no_time_give_none(article: Article, said: Answer) -> None:
    found, _ = read(article, spoil(said, "meetings", 0, "time", by=["a spokesman said"]))
    assert found.meetings[0].time.expressions == ()


def test_an_invented_part_is_dropped(article: Article, said: Answer) -> None:
    spoil(said, "meetings", 0, "participations", 0, "mentions", by=["the King of Norway"])
    found, dropped = read(article, said)
    assert dropped == {"not_in_text": 1}
    assert len(found.meetings[0].participations) == len(said["meetings"][0]["participations"]) - 1


@pytest.mark.parametrize(
    ("path", "by"),
    [
        (("meetings", 0, "format"), "format-tea"),
        (("meetings", 0, "format"), None),
        (("meetings", 0, "id"), 7),
        (("meetings", 0, "id"), "m2"),
        (("meetings", 0, "time"), "on Tuesday"),
        (("meetings", 0, "mentions"), ["met"]),
        (("meetings", 0, "mentions", 0, "factuality"), "certain"),
        (("meetings", 0, "ordinal"), "third"),
        (("meetings", 0, "extra"), "x"),
        (("meetings", 0), None),
        (("meetings", 0), [[[[]]]]),
        (("meetings", 0, "participations"), [{"actor": "a1"}]),
    ],
)
def test_malformed_facts_are_dropped(article: Article, said: Answer, path: Any, by: Any) -> None:
    assert said["meetings"][1]["id"] == "m2"
    found, dropped = read(article, spoil(said, *path, by=by))
    assert len(found.meetings) == 1
    assert dropped["malformed"] == 1


def test_lists_that_are_missing_are_empty(article: Article, said: Answer) -> None:
    found, dropped = read(article, {"actors": said["actors"], "meetings": None, "acts": "none", "more": {}})
    assert (len(found.actors), found.meetings, found.acts, dropped) == (len(said["actors"]), (), (), {})


def test_more_than_a_thousand_facts_of_a_kind_are_not_looked_at(article: Article, said: Answer) -> None:
    actor = said["actors"][0]
    said = {"actors": [{**actor, "id": f"a{n}"} for n in range(1_500)]}
    found, dropped = read(article, said)
    assert len(found.actors) == 1  # all are called alike
    assert dropped == {"malformed": 500}


@pytest.mark.parametrize(
    ("spoilt", "left"),
    [
        (
            ("meetings", 0, "precedes", ["m1", "m2", "m9", "a1"]),
            lambda it: it.meetings[0].precedes == ("m2",),
        ),
        (("meetings", 0, "part_of", ["m1", "m2"]), lambda it: it.meetings[0].part_of == ("m2",)),
        (("meetings", 0, "issues", ["m1", "i9"]), lambda it: it.meetings[0].issues == ()),
        (("meetings", 0, "places", ["p9", ""]), lambda it: it.meetings[0].places == ()),
        (("meetings", 0, "parties", ["a1", "a1", "a77"]), lambda it: "a1" in it.meetings[0].parties),
        (("meetings", 0, "ordinal", -3), lambda it: it.meetings[0].ordinal is None),
        (("meetings", 0, "ordinal", 10**30), lambda it: it.meetings[0].ordinal is None),
        (("actors", 0, "country", "a1"), lambda it: it.actors[0].country is None),
        (("actors", 0, "represents", ["a2"]), lambda it: it.actors[0].represents == ()),
        (("actors", 0, "type", "actor-ministry"), lambda it: it.actors[0].type is None),
    ],
)
def test_references_that_cannot_be_are_left_out(
    article: Article, said: Answer, spoilt: Any, left: Callable[[Extraction], bool]
) -> None:
    *path, by = spoilt
    assert said["actors"][0]["kind"] == "person"
    found, _ = read(article, spoil(said, *path, by=by))
    assert left(found)


def test_circles_of_order_are_broken(article: Article, said: Answer) -> None:
    for name in ("precedes", "part_of"):
        said["meetings"][0][name], said["meetings"][1][name] = ["m2"], ["m1"]
    found, _ = read(article, said)
    assert [it.precedes for it in found.meetings] == [("m2",), ()]
    assert [it.part_of for it in found.meetings] == [("m2",), ()]


def test_what_the_days_deny_is_no_order(article: Article, said: Answer) -> None:
    found, _ = read(article, spoil(said, "meetings", 1, "precedes", by=["m1"]))
    assert found.meetings[1].precedes == ()


HOSTILE = [
    "<script>alert(1)</script>", '"; DROP TABLE articles; --', "\x1b[31mred\x1b[0m", "../../../etc/passwd",
    "http://127.0.0.1/", "\u202eevil", "{{7*7}}", "\x00", "> <http://e/x> <http://e/y> .", "é" * 5_000, "\ud800\udfff",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_string_of_an_answer_gets_into_the_graph(
    served: Served, settings: llm.Settings, article: Article, words: str
) -> None:
    said = json.loads(answer_to(TEXT))
    text = json.dumps(said).replace('"a1"', json.dumps(words))
    hostile = json.loads(text)
    hostile["actors"].append({**hostile["actors"][0], "id": "x", "name": words, "mentions": [words]})
    hostile["issues"].append({"id": words, "label": words, "concept": None, "mentions": ["fisheries"]})
    for meeting in hostile["meetings"]:
        meeting["time"].append(words)
    served.answer = lambda _text, _number: completion(json.dumps(hostile))
    with llm.using(settings) as run:
        quads = kg.build([article], align=False)
    served.answer = lambda text, _number: completion(answer_to(text))
    with llm.using(replace(settings, cache=settings.folder / "good")):
        good = kg.build([article], align=False)
    assert quads == good, "ids and invented words leave no trace"
    assert run.spent().counts["not_in_text"] == 2 + len(said["meetings"])
    assert all(words not in str(quad) for quad in quads)


# --- the graph -------------------------------------------------------------------------------------------


def violations(quads: Any) -> list[str]:
    store = Store()
    store.bulk_extend(quads)
    return [it.line() for it in check(store) if it.severity == "violation"]


def unproved(quads: Any, *articles: Article) -> list[str]:
    store = Store()
    store.bulk_extend(quads)
    return [it.line() for it in verify(store, articles)]


def test_it_passes_the_tests_that_every_extractor_must(settings: llm.Settings) -> None:
    with llm.using(settings):
        testing.check_extractor("llm")


def test_every_example_is_proved_and_conforms_alone_and_beside_the_default(
    settings: llm.Settings, root: Path
) -> None:
    from kg.sources.read import Given, read_each

    paths = sorted((root / "examples").glob("*.txt"))
    articles = [it for it in read_each(paths, Given()) if isinstance(it, Article)]
    assert len(articles) == len(paths) == 13
    with llm.using(settings) as run:
        quads = kg.build(articles, align=False)
    default = kg.build(articles, align=False)
    mentions = {str(it.subject) for it in quads if it.predicate.value.endswith("ns#quote")}
    others = {str(it.subject) for it in default if it.predicate.value.endswith("ns#quote")}
    assert len(mentions) > 900
    assert not mentions & others, "a mention is that of one run"
    assert unproved(quads, *articles) == []
    assert violations(quads) == []
    assert unproved([*quads, *default], *articles) == []
    assert violations([*quads, *default]) == []
    assert run.spent().counts["kept"] > 600


def test_the_run_is_of_its_own_and_names_model_and_temperature(
    settings: llm.Settings, article: Article
) -> None:
    with llm.using(settings):
        quads = kg.build([article], align=False)
    both = [*quads, *kg.build([article], align=False)]
    store = Store()
    store.bulk_extend(both)
    runs = store.query(
        "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "PREFIX dip: <https://w3id.org/diplokg/ns#> "
        "SELECT ?run ?label (COUNT(DISTINCT ?m) AS ?n) { GRAPH ?g { ?run a prov:Activity ; rdfs:label ?label ; prov:used ?a . "
        "?m a dip:Mention ; prov:wasGeneratedBy ?run } } GROUP BY ?run ?label ORDER BY ?label"
    )
    found = [(str(it["run"]), it["label"].value, int(it["n"].value)) for it in runs]
    assert len({run for run, _, _ in found}) == len(found) == 2
    assert all(number > 10 for _, _, number in found)
    labels = [label for _, label, _ in found]
    assert sum(f"extractor llm {MODEL} at temperature 0 by prompt 1-" in it for it in labels) == 1


def test_another_temperature_is_another_run(settings: llm.Settings, article: Article) -> None:
    runs = set()
    for heat in (0.0, 0.7, None):
        with llm.using(replace(settings, temperature=heat)):
            quads = kg.build([article], align=False)
        runs |= {str(it.object) for it in quads if it.predicate.value.endswith("#wasGeneratedBy")}
    assert len(runs) == 3


def test_equal_answers_give_equal_bytes_whoever_asks(
    settings: llm.Settings, served: Served, article: Article, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        with llm.using(replace(settings, cache=tmp_path / f"cache-{name}")):
            kg.build([article], tmp_path / f"{name}.trig")
    assert (tmp_path / "one.trig").read_bytes() == (tmp_path / "two.trig").read_bytes()
    assert len(served.asked) == 2


# --- any answer at all -----------------------------------------------------------------------------------

PLACES = (
    "Norway's Prime Minister Anna Berg met Japan's Foreign Minister Kenji Ito in Oslo on Tuesday.",
    "The second round of talks between China and the United States was postponed, Beijing said on 3 May.",
)
GOOD = [answer(kg.extract(text, published="2024-05-03")) for text in PLACES]
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5),
    st.sampled_from(["a1", "a2", "m1", "p1", "o1", "h1", "i1", "c1", "s1", "Oslo", "China", "met", *codes()]),
    st.lists(st.sampled_from(["a1", "a2", "a3", "m1", "m2", "c1", "r1", "s1", "Oslo", "on Tuesday"]), max_size=3),
)  # fmt: skip


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(it for step, inner in steps for it in leaves(inner, (*path, step)))] if path else [
        it for step, inner in steps for it in leaves(inner, (step,))
    ]  # fmt: skip


@trial(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, len(PLACES) - 1), st.data())
def test_whatever_is_answered_the_graph_is_proved(which: int, data: st.DataObject) -> None:
    article = Article("any", PLACES[which], published=date(2024, 5, 3))
    said = json.loads(json.dumps(GOOD[which]))
    for _ in range(data.draw(st.integers(1, 6))):
        *path, last = data.draw(st.sampled_from(leaves(said)))
        at = said
        for step in path:
            at = at[step]
        at[last] = data.draw(VALUES)
    found, _ = read(article, said)
    quads = kg.to_quads(found)
    assert unproved(quads, article) == []
    if data.draw(st.integers(0, 9)) == 0:
        assert violations(quads) == []
