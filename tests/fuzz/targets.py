"""What is fuzzed: functions of bytes that return whatever the bytes are, or show a fault of the program.

An error that a user can mend (``KgError``) is an answer. Anything else that is raised is a finding, and so is an
answer that breaks what the function promises. ``TARGETS`` names them; ``seeds/NAME`` holds inputs to begin with
and every input that was a finding.
"""

from __future__ import annotations

import io
import json
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache, partial
from pathlib import Path

from pyoxigraph import Store

from kg.alignment.decisions import decisions, parse
from kg.api import extract
from kg.errors import GraphError, KgError, SourceError
from kg.evaluation.gold import read_gold
from kg.extraction.times.calendar_bounds import edtf_bounds, edtf_of
from kg.extraction.times.times import resolve
from kg.lexicon.forms import FORMS
from kg.lexicon.overlay import read_lexicon
from kg.model import Article
from kg.pipeline import process
from kg.rdf.algebra import algebra, checked, kind_of, with_prefixes
from kg.rdf.load import load, union
from kg.rdf.query import run
from kg.rdf.questions import questions
from kg.rdf.verify import verify
from kg.rdf.write import dumps
from kg.server.requests import chosen
from kg.sources.dates import day_in, is_plausible
from kg.sources.decode import normalize
from kg.sources.formats import FORMATS
from kg.sources.markdown import front_matter
from kg.sources.page_date import published_day
from kg.sources.read import Given, read_each
from kg.sources.sidefile import side_file
from kg.stores.manifest import MARKER, read_manifest
from kg.views.passages import sentences

Target = Callable[[bytes], None]

LONGEST = 20_000
"""Bytes of an input that are looked at: what is slow only because it is long is no finding here."""


def articles(data: bytes, format: str | None) -> None:
    """Reading gives articles in the promised form, or errors that name the source."""
    for item in read_each(["-"], Given(format=format), stdin=io.BytesIO(data[:LONGEST])):
        if isinstance(item, SourceError):
            assert str(item), "an error without words"
            assert "\n" not in str(item), "an error of several lines"
            continue
        sound(item)


def sound(article: Article) -> None:
    """What ``kg.model.Article`` promises of its text, and what its fields are."""
    assert article.text.strip(), "an article without words"
    assert article.text == normalize(article.text), "not normalised"
    assert unicodedata.is_normalized("NFC", article.text)
    assert "\r" not in article.text
    article.text.encode("utf-8")  # no lone surrogates
    assert article.id
    assert "/" not in article.id
    assert article.published is None or is_plausible(article.published)
    for value in (article.title, article.url, article.publisher):
        assert value is None or value.encode("utf-8"), "an empty field"


def text_of(data: bytes) -> str:
    """The bytes as text, whatever they are."""
    return data[:LONGEST].decode("utf-8", "replace")


def beside(name: str, data: bytes) -> Iterator[Path]:
    """A file of this name with these bytes, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data[:LONGEST])
        yield path


def decision_file(data: bytes) -> None:
    """Decisions that are read are written and read again alike."""
    with suppress(KgError):
        found = parse(text_of(data))
        written = "\n".join(it.text() for it in found)
        again = parse(written)
        assert [(it.verdict, it.one, it.other, it.when) for it in again] == [
            (it.verdict, it.one, it.other, it.when) for it in found
        ]
        decisions(found)


def front(data: bytes) -> None:
    """The text after front matter is the end of the whole."""
    text = text_of(data)
    fields, rest = front_matter(text)
    assert text.endswith(rest)
    assert all(name == name.lower() and value for name, value in fields.items())


def side(data: bytes) -> None:
    """Fields of a side file are words."""
    for path in beside("a.meta.json", data):
        with suppress(KgError):
            found = side_file(path.with_name("a.txt"))
            assert all(isinstance(value, str) for value in found.fields.values())


def gold(data: bytes) -> None:
    """An annotation is read or refused with its file's name."""
    for path in beside("a.gold.json", data):
        path.with_name("a.txt").write_text("Envoys met.", encoding="utf-8")
        with suppress(KgError):
            assert read_gold(path).id == "a"


def lexicon(data: bytes) -> None:
    """A user's table, named by the first line, is refused with file and line, or articles are read with it."""
    name, _, table = data[:LONGEST].partition(b"\n")
    tables = sorted(FORMS)
    chosen_table = tables[sum(name) % len(tables)]
    suffix = ".ttl" if chosen_table == "issues" and sum(name) % 2 else ".tsv"
    for path in beside(chosen_table + suffix, table):
        with suppress(KgError):
            own = read_lexicon(path.parent)
            extract("Norway and Chile held a stocktake on fish in Oslo in May 2021.", lexicon=own)


def manifest(data: bytes) -> None:
    """A manifest is read or refused."""
    for path in beside(MARKER, data):
        with suppress(KgError):
            read_manifest(path.parent)


@cache
def small_graph() -> Store:
    """The graph of a small invented article, merged for questions."""
    text = "Foreign Minister Ada Brandt of Norway met President Ilo Varga of Chile in Oslo on 3 March 2021."
    store = Store()
    store.extend(process(Article(id="a", text=text)).quads)
    return union(store)


def sparql(data: bytes) -> None:
    """A query is looked at, and run if it is one; nothing else than ``QueryError`` refuses it."""
    text = text_of(data)[:2_000]
    with suppress(KgError):
        plain = checked(text)
        assert kind_of(plain) in ("table", "boolean", "graph")
        assert with_prefixes(plain).endswith(plain)
        algebra(with_prefixes(plain))
    with suppress(KgError):
        run(small_graph(), text + " ")


def parameters(data: bytes) -> None:
    """Any words may be given as any parameter of any question."""
    which, _, value = text_of(data).partition(" ")
    places = [(q, p) for q in questions() for p in q.parameters]
    question, parameter = places[sum(which.encode()) % len(places)]
    with suppress(KgError):
        run(small_graph(), question.name, {parameter.name: value})
    with suppress(KgError):
        run(small_graph(), "SELECT ?m { ?m a dip:Meeting }", {"m": value})


def graph(data: bytes, format: str) -> None:
    """A graph file is loaded, or refused as ``GraphError``; what is loaded is written."""
    with suppress(GraphError):
        dumps(list(load(io.BytesIO(data[:LONGEST]), format)), "nquads")


def day(data: bytes) -> None:
    """A day that is read off words is plausible."""
    text = text_of(data)
    for first in (None, True, False):
        found = day_in(text, day_first=first)
        assert found is None or is_plausible(found)


def dating(data: bytes) -> None:
    """Bounds are in order, and EDTF says just them."""
    text = text_of(data)[:200]
    for anchor in (None, date(2024, 1, 31), date.min, date.max):
        time = resolve(text, anchor)
        if time is None:
            continue
        assert not (time.earliest and time.latest) or time.earliest <= time.latest
        if time.edtf is not None:
            assert edtf_bounds(time.edtf) == (time.earliest, time.latest)


def edtf(data: bytes) -> None:
    """What reads as EDTF is written as the same bounds."""
    try:
        earliest, latest = edtf_bounds(text_of(data))
    except ValueError:
        return
    if earliest and latest and earliest > latest:
        return
    written = edtf_of(earliest, latest)
    assert (written is None) == (earliest is None and latest is None)
    assert written is None or edtf_bounds(written) == (earliest, latest)


def accept(data: bytes) -> None:
    """A header of a request chooses one of what is offered, or nothing."""
    offered = ("application/sparql-results+json", "text/csv")
    assert chosen(text_of(data), offered) in (None, *offered)


def sentence_offsets(data: bytes) -> None:
    """Sentences cover the text, in order and without gaps."""
    text = text_of(data)
    found = sentences(text)
    assert "".join(text[begin:end] for begin, end in found) == text


WORDS = """the a of in on with and to by for at after before from President Minister Foreign Xi Jinping Joe Biden Wang
Yi Lavrov China US U.S. Russia Norway Chile Beijing Oslo Geneva Ukraine EU UN Brussels Kyiv met meets meeting talks summit
visit visited will hold held call called phone said told asked urged pledged promised agreed refused rejected denied that
he she they his their its two sides both countries delegation led officials counterpart spokesman not no if may reportedly
allegedly Monday Tuesday yesterday tomorrow last next week month year 3 March 2021 2023-05-04 November 1990s first third
round trade tariffs fentanyl climate grain sanctions ceasefire nuclear deal cooperation suspended resumed launched ended
postponed cancelled working group dialogue committee ambassador envoy former then-Speaker Nancy Pelosi Taiwan , . ; : - — ( )
“ ” ' " ’s 's ! ? … \n \n\n ** # | 1. • 😀 é \u200b \u0301 É Zürich São 中国 Аня""".replace(
    "\\n", "\n"
).split(" ")


def composed(data: bytes) -> str:
    """A text that the bytes choose word by word, from words of the field, marks and odd characters."""
    words = [WORDS[b % len(WORDS)] for b in data[:400]]
    return normalize(" ".join(words))


def described(data: bytes) -> None:
    """The graph of any text: every quote stands where it says, and the graph can be written."""
    text = composed(data)
    if not text.strip():
        return
    dated = date(2024, 1, 31) if len(data) % 2 else None
    article = Article(id="fuzz", text=text, published=dated, title_in_text=len(data) % 3 == 0)
    quads = process(article).quads
    store = Store()
    store.extend(quads)
    assert [finding.line() for finding in verify(store, [article])] == []
    for form in ("turtle", "jsonld"):
        dumps(quads, form)


def page_dates(data: bytes) -> None:
    """The day of a page is a plausible one, or none."""
    from kg.sources.page import page_text, parsed_page
    from kg.sources.page_facts import page_facts

    tree = parsed_page(page_text(data[:LONGEST]))
    if tree is None:
        return
    found = published_day(tree, page_facts(tree), None, None)
    assert found is None or is_plausible(found)


def loaded_lines(data: bytes) -> None:
    """Strings of JSON Lines as odd as JSON allows."""
    text = text_of(data)
    for key in ("text", "title", "published", "url", "publisher", "id", "language"):
        row = json.dumps({"text": "Envoys met.", key: text}).encode()
        articles(row, "jsonl")
        if key in ("text", "published", "language"):
            continue
        for item in read_each(["-"], Given(format="jsonl"), stdin=io.BytesIO(row)):
            if isinstance(item, Article):
                dumps(process(item).quads, "turtle")


TARGETS: dict[str, Target] = {
    **{f"read-{name}": partial(articles, format=name) for name in FORMATS},
    "read-any": partial(articles, format=None),
    "fields": loaded_lines,
    "front-matter": front,
    "side-file": side,
    "page-date": page_dates,
    "day": day,
    "dating": dating,
    "edtf": edtf,
    "sentences": sentence_offsets,
    "decisions": decision_file,
    "gold": gold,
    "manifest": manifest,
    "lexicon": lexicon,
    "sparql": sparql,
    "parameters": parameters,
    "accept": accept,
    **{f"graph-{name}": partial(graph, format=name) for name in ("turtle", "trig", "nquads", "jsonld")},
    "describe": described,
}
