"""What README and docs show is what the program draws today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from kg.views.contents import Contents
from kg.views.figure import figure

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def words(data: bytes) -> list[str]:
    root = etree.fromstring(data)
    texts = ["".join(it.itertext()) for it in root.iter("{http://www.w3.org/2000/svg}text")]
    return [it for it in texts if "Drawn by" not in it]


def test_matrix_in_docs_is_drawn_from_the_graph_of_today(seed: Contents) -> None:
    drawn = figure(seed, "matrix", "svg", title=seed.sources[0].title, tool="DiploKG")
    committed = (ROOT / "docs" / "matrix.svg").read_bytes()
    assert words(drawn) == words(committed), "run python scripts/screenshots.py and look at the pictures"


@pytest.mark.parametrize("name", ["page-light.png", "page-dark.png", "page-mobile.png", "explorer-light.png"])
def test_screenshots_are_small_and_have_an_alternative_text(name: str) -> None:
    data = (ROOT / "docs" / name).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < 160_000
    shown = re.search(rf'!\[([^\]]+)\]\(docs/{name}\)|<img src="docs/{name}" alt="([^"]+)"', README)
    assert shown is not None
    assert len(shown[1] or shown[2]) > 15


def test_evidence_in_the_diagram_of_the_readme_is_in_the_graph(seed: Contents) -> None:
    drawn = re.search(r"q>\"'(.+?)'<br/>characters (\d+)-(\d+)\"", README)
    assert drawn is not None
    meetings = [node for node in seed.nodes if node.kind == "meeting"]
    found = {(it.quote, it.begin, it.end) for node in meetings for it in node.evidence}
    assert (drawn[1], int(drawn[2]), int(drawn[3])) in found
