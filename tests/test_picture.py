"""The picture of the README shows the graph of today, and any viewer can show it."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"
MAX_BYTES = 30_000


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("picture", ROOT / "scripts" / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["picture"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def committed() -> str:
    return (ROOT / "docs" / "picture.svg").read_text(encoding="utf-8")


def test_committed_picture_is_what_the_script_makes() -> None:
    assert script().picture() == committed(), "run python scripts/picture.py and look at the picture"


def test_picture_is_xml_without_scripts_or_anything_fetched() -> None:
    root = ElementTree.fromstring(committed())  # noqa: S314 - the project's own file
    assert root.tag == f"{SVG}svg"
    tags = {element.tag for element in root.iter()}
    assert tags == {
        f"{SVG}{name}" for name in ("svg", "title", "rect", "path", "circle", "g", "text", "tspan")
    }
    assert not [
        key for element in root.iter() for key in element.attrib if key.startswith("on") or "href" in key
    ]
    assert len(committed().encode()) <= MAX_BYTES


def test_evidence_on_the_picture_is_cut_from_the_article_at_its_offsets() -> None:
    root = ElementTree.fromstring(committed())  # noqa: S314 - the project's own file
    quote = " ".join(word.text or "" for word in root.iter(f"{SVG}tspan"))
    offsets = re.search(r"characters (\d+)–(\d+) of the article", committed())
    assert offsets is not None
    text = (ROOT / "examples" / "seed-article.txt").read_text(encoding="utf-8")
    assert quote == text[int(offsets[1]) : int(offsets[2])]


def test_all_text_lies_inside_of_the_picture() -> None:
    root = ElementTree.fromstring(committed())  # noqa: S314 - the project's own file
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    placed = root.findall(f"{SVG}text")
    assert placed
    for element in placed:
        words = "".join(element.itertext())
        reach = float(element.attrib["x"]) + 0.55 * float(element.attrib["font-size"]) * len(words)
        assert reach <= width, words
        assert 0 < float(element.attrib["y"]) < height, words


def test_bounds_of_time_are_said_with_the_words_of_the_article() -> None:
    when = script()._when
    assert when("in May", "2024-05", "2024-05-01", "2024-05-31") == "“in May” → 2024-05"
    assert when("", "/2022", "", "2022-12-31") == "until 2022"
    assert when("on Friday", "", "2024-05-01", "") == "“on Friday” → from 2024-05-01"
    assert when("", "2024-05-01/2024-05-03", "2024-05-01", "2024-05-03") == "2024-05-01–2024-05-03"
    assert when("recently", "", "", "") == "“recently”"


def test_readme_shows_the_picture_with_an_alternative_text() -> None:
    shown = re.search(r"!\[([^\]]+)\]\(docs/picture\.svg\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown is not None
    assert len(shown[1]) > 40


def test_evidence_in_the_diagram_of_the_readme_is_that_of_the_picture() -> None:
    drawn = re.search(
        r"characters (\d+)-(\d+), confidence ([\d.]+)\"", (ROOT / "README.md").read_text(encoding="utf-8")
    )
    assert drawn is not None
    assert f"characters {drawn[1]}–{drawn[2]} of the article, confidence {drawn[3]}<" in committed()
