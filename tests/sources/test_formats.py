"""The seed article is the same article whatever file it comes in: its words, and what is known of it."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.model import Article
from kg.pipeline import process
from kg.sources.read import Given, read, read_each
from tests.sources.seed_formats import FORMATS, PUBLISHED, PUBLISHER, URL, write_seed

Facts = Counter[tuple[str, str, str]]
HASH = re.compile(r"(?<=/mention/).*|(?<=[-/])[0-9a-f]{10,64}\b")


@pytest.fixture(scope="module")
def seed(root: Path) -> str:
    return (root / "examples" / "seed-article.txt").read_text(encoding="utf-8")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def facts(article: Article) -> Facts:
    return _facts(replace(article, id="seed"))


@cache
def _facts(article: Article) -> Facts:
    """What the graph of an article says, with how often, apart from where it stands: offsets and hashes of the
    text are left out, words are compared without their line ends.
    """
    found: Counter[tuple[str, str, str]] = Counter()
    for quad in process(article).quads:
        subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value
        if predicate.endswith(("#begin", "#end", "/identifier")):
            continue
        if isinstance(quad.object, NamedNode):
            value = HASH.sub("", value)
        found[HASH.sub("", subject), predicate, squeezed(value)] += 1
    return found


@pytest.fixture(scope="module")
def plain(seed: str) -> Facts:
    return facts(
        Article(
            "seed",
            seed,
            squeezed(seed.split("\n\n")[0]),
            date.fromisoformat(PUBLISHED),
            URL,
            PUBLISHER,
            title_in_text=True,
        )
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_seed_is_one_article_in_every_format(name: str, seed: str, tmp_path: Path) -> None:
    (article,) = read([write_seed(tmp_path, name, seed)])
    assert squeezed(article.text) == squeezed(seed)
    assert (article.title, article.title_in_text) == (squeezed(seed.split("\n\n")[0]), True)
    assert (article.published, article.url, article.publisher, article.language) == (
        date.fromisoformat(PUBLISHED), URL, PUBLISHER, "en",
    )  # fmt: skip
    assert article.place is not None
    assert article.place.startswith(str(tmp_path / name))


@pytest.mark.parametrize("name", FORMATS)
def test_the_seed_gives_the_same_graph_in_every_format(
    name: str, seed: str, plain: Facts, tmp_path: Path
) -> None:
    (article,) = read([write_seed(tmp_path, name, seed)])
    found = facts(article)
    assert plain.total() > 1500
    sure, as_sure = (sorted(_confidences(it)) for it in (plain, found))
    assert as_sure == pytest.approx(sure, abs=0.02)  # how far on in the text a thing stands counts a little
    assert _without_confidence(found) == _without_confidence(plain)


def _confidences(all_facts: Facts) -> list[float]:
    return [float(f[2]) for f in all_facts.elements() if f[1].endswith("confidence")]


def _without_confidence(all_facts: Facts) -> Facts:
    return Counter({f: n for f, n in all_facts.items() if not f[1].endswith("confidence")})


@pytest.mark.parametrize("name", [name for name in FORMATS if name.count(".") == 1])
def test_standard_input_tells_its_format_by_how_it_begins_or_is_told(name: str, seed: str) -> None:
    told = {
        "md": "markdown",
        "csv": "csv",
        "tsv": "csv",
        "json": "json",
        "eml": "mail",
        "mhtml": "mhtml",
    }.get(name.partition(".")[2])
    (item,) = read_each(["-"], Given(format=told), stdin=io.BytesIO(FORMATS[name](seed)))
    assert isinstance(item, Article)
    assert squeezed(item.text) == squeezed(seed)


def test_every_format_is_tried() -> None:
    assert len(FORMATS) == 22
