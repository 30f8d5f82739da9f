"""What is a copy of a text, what is not, and how it enters the graph."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import run
from kg.model import Article
from kg.pipeline import process
from kg.sources.copies import MIN_WORDS, Copies
from kg.sources.read import read

PARAGRAPHS = [
    "Officials of Norway and Chile met in Oslo on Tuesday to discuss fishing rights in the high seas, and agreed to"
    " set up a working group that is to report within a year on what both sides call a question of survival.",
    "The working group will be led by Anna Berg of the Norwegian foreign ministry, who said that the talks had been"
    " open and that the two countries share more than they knew when they first sat down in the spring of 2019.",
    "Chile has asked for stricter rules since its own fleet was halved; Norway has so far wanted to keep what there is,"
    " but both now say that they are ready to give up some of their quotas if others at the table do the same.",
]
FIRST = Article(
    "a",
    "Envoys Meet\n\n" + "\n\n".join(PARAGRAPHS),
    "Envoys Meet",
    date(2024, 1, 31),
    "https://a.example/1",
    "A",
    title_in_text=True,
)


def again(text: str = FIRST.text, **changes: object) -> Article:
    given = {"id": "b", "url": "https://b.example/2", "publisher": "B", "published": date(2024, 2, 1)}
    return replace(FIRST, text=text, **{**given, **changes})  # type: ignore[arg-type] # fields of Article


def settled(*articles: Article) -> list[Article]:
    copies = Copies()
    try:
        return [copies.settle(article) for article in articles]
    finally:
        copies.close()


def test_a_text_that_was_seen_costs_little_memory() -> None:
    dice = random.Random(1)
    texts = [" ".join(f"w{dice.randrange(400)}" for _ in range(80)) for _ in range(600)]
    copies = Copies()
    try:
        for number, text in enumerate(texts):
            if number == 100:  # the libraries are there
                tracemalloc.start()
            assert copies.settle(again(body(text), id=f"a{number}")).copy_of is None
        grown, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        copies.close()
    assert grown / 500 < 600, "bytes for each text"


def body(*paragraphs: str, title: str = "Envoys Meet") -> str:
    return "\n\n".join([title, *paragraphs])


SAME = {
    "word for word": FIRST.text,
    "other spaces": FIRST.text.replace("\n\n", "\n \n").replace(" the ", "  the "),
    "another headline": body(*PARAGRAPHS, title="Fishing Talks in Norway"),
    "other quotes and dashes": FIRST.text.replace(";", " –"),
    "a word in another case": FIRST.text.replace("Chile has asked", "chile has asked"),
    "a typo mended": FIRST.text.replace("stricter rules", "more strict rules"),
    "a sentence less": FIRST.text.replace(" and that the two countries share more than they knew", ""),
}
OTHER = {
    "another name": FIRST.text.replace("Anna Berg", "Jan Hagen"),
    "another country": FIRST.text.replace("Chile", "Peru"),
    "another number": FIRST.text.replace("2019", "2018"),
    "one number more": FIRST.text + " There were 14 of them.",
    "another day": FIRST.text.replace("Tuesday", "Friday"),
    "a byline": body("By Jane Roe, Example News", *PARAGRAPHS),
    "a paragraph more": body(
        *PARAGRAPHS,
        "they left in the evening, and nobody at the door would say what had been served for dinner or who had paid for it, which is a pity.",
    ),
    "a paragraph less": body(*PARAGRAPHS[:2]),
    "another article": "Envoys Meet\n\n"
    + "nothing that was said in the morning was said again at night, " * 20,
}


@pytest.mark.parametrize("case", SAME)
def test_a_copy_is_the_text_that_came_first_with_a_source_of_its_own(case: str) -> None:
    first, copy = settled(
        FIRST, again(SAME[case], title="x", title_in_text="headline" in case or FIRST.title_in_text)
    )
    assert first is FIRST
    assert copy.copy_of == "a"
    assert copy == replace(FIRST, id="b", url="https://b.example/2", publisher="B")


@pytest.mark.parametrize("case", OTHER)
def test_what_says_something_else_is_no_copy(case: str) -> None:
    other = again(OTHER[case])
    assert settled(FIRST, other) == [FIRST, other]
    assert other.copy_of is None


def test_the_tables_are_whole() -> None:
    assert (len(SAME), len(OTHER)) == (7, 9)


@pytest.mark.parametrize(("days", "same"), [(0, True), (7, True), (8, False), (400, False)])
def test_what_is_nearly_repeated_in_another_week_is_no_copy(days: int, same: bool) -> None:
    later = again(SAME["a sentence less"], published=date.fromordinal(FIRST.published.toordinal() + days))  # type: ignore[union-attr] # it has one
    assert (settled(FIRST, later)[1].copy_of == "a") is same


def test_an_unknown_day_is_no_hindrance() -> None:
    assert settled(FIRST, again(SAME["a sentence less"], published=None))[1].copy_of == "a"


def test_short_texts_have_exact_copies_only() -> None:
    words = "the two sides met and said that they would meet again in spring "
    short = again(words * (MIN_WORDS // 14))
    assert settled(FIRST, short, again(short.text + " ", id="c"))[2].copy_of is None
    assert settled(FIRST, short, again(short.text, id="c"))[2].copy_of == "b"


def test_a_copy_of_a_copy_points_to_the_first() -> None:
    near = SAME["a sentence less"]
    assert [it.copy_of for it in settled(FIRST, again(near), again(near, id="c"), again(id="d"))] == [
        None,
        "a",
        "a",
        "a",
    ]


def test_many_texts_are_told_apart() -> None:
    articles = [
        replace(
            FIRST,
            id=str(n),
            text=FIRST.text.replace("Anna Berg", f"Anna Berg-{chr(65 + n % 26)}{n}"),
            url=None,
        )
        for n in range(60)
    ]
    assert all(it.copy_of is None for it in settled(*articles))
    found = settled(*articles, *(replace(it, id=f"again-{it.id}") for it in articles))
    assert [it.copy_of for it in found[60:]] == [it.id for it in articles]


@given(st.permutations([0, 1, 2, 3]))
def test_which_texts_are_kept_apart_does_not_depend_on_the_order(order: list[int]) -> None:
    group = [FIRST, again(id="b"), again(OTHER["another name"], id="c"), again(OTHER["another name"], id="d")]
    found = {it.id: it for it in settled(*(group[n] for n in order))}
    assert found["a"].text == found["b"].text
    assert found["c"].text == found["d"].text != found["a"].text


def quads(articles: Iterable[Article]) -> set[str]:
    return {str(quad) for article in articles for quad in process(article).quads}


def test_a_text_with_several_sources_is_one_article_in_the_graph(tmp_path: Path) -> None:
    rows = [
        {
            "id": "a",
            "text": FIRST.text,
            "url": "https://a.example/1",
            "publisher": "A",
            "published": "2024-01-31",
        },
        {
            "id": "b",
            "text": SAME["a sentence less"],
            "url": "https://b.example/2",
            "publisher": "B",
            "published": "2024-02-01",
        },
        {"id": "c", "text": FIRST.text, "url": "https://c.example/3", "publisher": "C"},
    ]
    path = tmp_path / "n.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    articles = list(read([path]))
    assert [it.copy_of for it in articles] == [None, "a", "a"]
    found = quads(articles)
    about = [line for line in found if "schema.org/url" in line]
    assert len(about) == 3
    assert len({line.split(" ")[0] for line in about}) == 1, "one article has the three addresses"
    alone = quads(articles[:1])
    assert all(
        "schema.org/url" in it or "schema.org/publisher" in it or "terms/identifier" in it
        for it in found - alone
    )
    assert alone <= found


def test_equal_copies_give_the_same_graph_in_any_order(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(FIRST.text, encoding="utf-8")
        known = {"url": f"https://{name}.example/1", "publisher": name, "published": "2024-01-31"}
        (tmp_path / f"{name}.meta.json").write_text(json.dumps(known), encoding="utf-8")
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    assert quads(read(files)) == quads(read(files[::-1])) == quads(read([tmp_path]))


def test_a_text_is_proved_though_a_near_copy_of_it_is_read_before(tmp_path: Path) -> None:
    texts = {"a": SAME["a sentence less"], "b": FIRST.text}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert [it.copy_of for it in read([tmp_path])] == [None, "a"]
    graph = str(tmp_path / "b.ttl")
    assert run(["build", str(tmp_path / "b.txt"), "-o", graph, "-q"]) == 0
    assert run(["verify", graph, "--source", str(tmp_path)]) == 0


def test_eval_articles_are_no_copies_of_each_other(shared: Path) -> None:
    articles = list(read([shared / "eval" / "train", shared / "eval" / "dev"]))
    assert len(articles) >= 165
    assert [it.id for it in articles if it.copy_of] == []


def test_a_copy_that_comes_on_another_day_adds_a_source_and_no_second_reading(tmp_path: Path) -> None:
    for name, day in (("a", "2024-01-31"), ("b", "2024-03-01")):
        row = {"id": name, "text": FIRST.text, "url": f"https://{name}.example/1", "published": day}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
        assert run(["build", str(tmp_path / f"{name}.jsonl"), "--workspace", str(tmp_path / "w"), "-q"]) == 0
    assert run(["export", "-o", str(tmp_path / "g.nt"), "--workspace", str(tmp_path / "w")]) == 0
    lines = (tmp_path / "g.nt").read_text(encoding="utf-8").splitlines()
    assert sum("schema.org/url>" in line for line in lines) == 2
    assert sum("schema.org/datePublished>" in line for line in lines) == 1
    earliest = [line.split(" ")[0] for line in lines if "ns#earliest>" in line]
    assert len(earliest) == len(set(earliest)) > 0
    assert run(["build", str(tmp_path / "b.jsonl"), "--workspace", str(tmp_path / "w"), "-q"]) == 0, (
        "known by now"
    )
    assert run(["verify", "--workspace", str(tmp_path / "w")]) == 0
