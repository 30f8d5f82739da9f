"""A whole workspace as a file: the bytes of its quads, whatever way they are written."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import GraphError
from kg.rdf import blocks
from kg.rdf.aligned import ALIGNMENT, REPLACED_BY, flat
from kg.rdf.terms import in_namespace
from kg.rdf.together import FLAT
from kg.rdf.write import FORMATS, dumps
from kg.stores.export import export
from kg.stores.workspace import open_workspace
from kg.stores.writer import open_writer
from tests.stores.made import NOW, article, quads
from tests.stores.thousand import VERSIONS, articles

NAMES = sorted(set(FORMATS.values()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty articles, of which two share a text and one has words that need escapes."""
    place = tmp_path_factory.mktemp("export") / "workspace"
    with open_writer(place, create=True) as writer:
        writer.add(articles(38), VERSIONS)
        first, second = article(1), replace(article(1), id="elsewhere", url="https://other.example/1")
        odd = Quad(in_namespace("id", "odd"), in_namespace("dip", "quote"), Literal('a "b"\n\u2028 \\'))
        writer.add([(first, quads(first)), (second, [*quads(second, 3), odd])], NOW)
    return place


@pytest.mark.parametrize("name", NAMES)
def test_the_bytes_are_those_of_the_store(folder: Path, tmp_path: Path, name: str) -> None:
    with open_workspace(folder) as opened:
        expected = dumps(opened.store, name)
        stream = io.BytesIO()
        export(opened, stream, name)
        export(opened, tmp_path / "graph", name)
    assert stream.getvalue().decode() == expected
    assert (tmp_path / "graph").read_text("utf-8") == expected


@pytest.mark.parametrize("name", NAMES)
def test_and_so_they_are_by_files(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(blocks, "AT_ONCE", 30_000)
    for found in (blocks.nodes, blocks.runs):
        monkeypatch.setattr(found, "__defaults__", (0, 30_000))
    with open_workspace(folder) as opened:
        assert sum(map(len, opened.texts())) > 10 * 30_000
        stream = io.BytesIO()
        export(opened, stream, name)
        assert stream.getvalue().decode() == dumps(opened.store, name)


@pytest.mark.parametrize("name", NAMES)
def test_an_alignment_is_written_beside_or_applied(folder: Path, name: str) -> None:
    with open_workspace(folder) as opened:
        node = min(
            (it.subject for it in opened.store if isinstance(it.subject, NamedNode)),
            key=lambda it: ("/event/" not in it.value, it.value),
        )
        new = in_namespace("ev", "joined")
        label = in_namespace("rdfs", "label")
        said = [Quad(node, REPLACED_BY, new, ALIGNMENT), Quad(new, label, Literal("One"), ALIGNMENT)]
        stream = io.BytesIO()
        export(opened, stream, name, said)
        every = [*opened.store, *said]
    assert stream.getvalue().decode() == dumps(flat(every) if name in FLAT else every, name)


def test_an_empty_workspace(tmp_path: Path) -> None:
    open_writer(tmp_path / "w", create=True).close()
    with open_workspace(tmp_path / "w") as opened:
        for name in NAMES:
            stream = io.BytesIO()
            export(opened, stream, name)
            assert stream.getvalue().decode() == dumps([], name)


def test_a_place_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    with open_workspace(folder) as opened, pytest.raises(GraphError, match="nowhere"):
        export(opened, tmp_path / "nowhere" / "a.nq")
