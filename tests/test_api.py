"""The public names of ``kg``: each documented with an example that runs; what they give, and their errors."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
import rdflib

import kg

PACKAGE = Path(kg.__file__).parent
#: Modules with examples: those of the public names and any other.
SHOWING = [
    "kg." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    for path in sorted(PACKAGE.rglob("*.py"))
    if re.search(r"^ *>>> (?!#)", path.read_text(encoding="utf-8"), re.MULTILINE)
]
FUNCTIONS = sorted(name for name in kg.__all__ if name != "__version__")
MISSING = """
import sys
class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {library!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Refusing())
import kg
try:
    {call}
except kg.KgError as error:
    print(error)
"""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_public_names_have_examples_that_run(name: str) -> None:
    thing = getattr(kg, name)
    finder = doctest.DocTestFinder(recurse=False)
    module = sys.modules[thing.__module__]
    (test,) = finder.find(thing, name, module=module, globs={**vars(module)})
    assert test.docstring is not None
    assert len(test.docstring) > 120
    assert test.examples, f"kg.{name} has no example"
    failed = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed
    assert failed == 0


def test_many_modules_have_examples() -> None:
    assert len(SHOWING) >= 33


@pytest.mark.parametrize("name", SHOWING)
def test_examples_of_the_modules_run(name: str) -> None:
    done = doctest.testmod(import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert done.attempted > 0
    assert done.failed == 0


def test_there_are_about_twenty_names() -> None:
    assert 15 <= len(kg.__all__) <= 21


@pytest.fixture(scope="module")
def seed() -> kg.Extraction:
    path = Path(__file__).resolve().parents[1] / "examples" / "mascarene-call-readout.txt"
    return kg.extract(path.read_text(encoding="utf-8"), id="mascarene")


def test_sources_of_every_kind_give_the_same_meetings(seed: kg.Extraction, tmp_path: Path) -> None:
    from kg.built import Built
    from kg.pipeline import versions
    from kg.stores.writer import open_writer

    from_extraction = list(kg.meetings(seed))
    quads = kg.to_quads(seed)
    kg.build([seed.article], tmp_path / "graph.trig")
    with open_writer(tmp_path / "workspace", create=True) as writer:
        writer.add([(seed.article, tuple(quads))], versions())
    assert Built(seed.article, tuple(quads)).quads
    sources = [
        quads,
        iter(quads),
        kg.to_rdflib(seed),
        tmp_path / "graph.trig",
        str(tmp_path / "graph.trig"),
        tmp_path / "workspace",
    ]
    assert len(from_extraction) >= 2
    for source in sources:
        assert list(kg.meetings(source)) == from_extraction


def test_a_plain_rdflib_graph_is_a_source_too(seed: kg.Extraction) -> None:
    graph = rdflib.Graph()
    for subject, predicate, value, _ in kg.to_rdflib(seed).quads():
        graph.add((subject, predicate, value))
    assert [met.iri for met in kg.meetings(graph)] == [met.iri for met in kg.meetings(seed)]


def test_evidence_is_the_words_of_the_text(seed: kg.Extraction) -> None:
    text = seed.article.text
    shown = 0
    for met in kg.meetings(seed):
        for it in (*met.evidence, *(e for who in met.participants for e in who.evidence)):
            assert text[it.start : it.end] == it.quote
            shown += 1
    assert shown > 5


def test_conversions_agree(seed: kg.Extraction) -> None:
    records = list(kg.meetings(seed))
    frame = kg.to_pandas(seed)
    assert list(frame["meeting"].unique()) == [met.label for met in records]
    assert len(frame) == sum(max(1, len(met.participants)) for met in records)
    told = json.loads(kg.to_json(seed))
    assert [it["iri"] for it in told] == [met.iri for met in records]
    assert told[0]["participants"][0]["evidence"][0]["quote"] == records[0].participants[0].evidence[0].quote
    nodes = dict(kg.to_networkx(seed).nodes(data="kind"))
    assert {met.iri for met in records} <= set(nodes)
    assert len(kg.to_rdflib(seed)) == len(kg.to_quads(seed))


def test_meetings_come_in_the_order_of_their_days() -> None:
    found = kg.extract(
        "President Anna Berg held talks with Prime Minister Kenji Ito in Oslo on 3 June 2024.\n\n"
        "On 3 May 2024 Chancellor Olaf Scholz met Foreign Minister Maria Lund in Berlin."
    )
    days = [met.latest for met in kg.meetings(found)]
    assert days == [date(2024, 5, 3), date(2024, 6, 3)]


@pytest.mark.parametrize(
    ("source", "error"),
    [("none.ttl", "none.ttl"), (".", "is not a workspace"), (["word"], "give an extraction, quads, a path")],
)
def test_a_wrong_source_is_named(source: str | list[str], error: str, tmp_path: Path) -> None:
    given = source if isinstance(source, list) else str(tmp_path / source)
    with pytest.raises(kg.KgError, match=error):
        list(kg.meetings(given))  # type: ignore[arg-type] # a mistake on purpose


def test_without_pandas_the_rest_works_and_says_what_to_install() -> None:
    call = "found = kg.extract('They met.'); kg.to_json(found); kg.to_networkx(found); kg.to_pandas(found)"
    code = MISSING.format(library="pandas", call=call)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        'a frame needs pandas, which is not installed. Install it: pip install "diplokg[frames]"\n'
    )
