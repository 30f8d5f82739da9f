"""The order of imports of docs/design.md: who may import whom, and which library is used where."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kg"
MAX_LINES = 320

LEVELS = {
    0: ("allocator", "errors", "model", "plugins", "ids", "notebook", "resources", "lexicon"),
    1: ("vocab", "codes", "gazetteer", "scheme", "glossary"),
    2: ("sources", "nlp", "extraction", "linking", "llm"),
    3: ("rdf", "alignment"),
    4: ("built", "stores", "views", "evaluation"),
    5: ("pipeline", "engines", "server"),
    6: ("cli", "api", "conversion", "component", "testing", "__init__", "__main__"),
}
LEVEL_OF = {name: level for level, names in LEVELS.items() for name in names}
MAY_IMPORT = {0: {0}, 1: {0}, 2: {0, 1}, 3: {0, 1}, 4: {0, 1, 3}, 5: {0, 1, 2, 3, 4}, 6: {0, 1, 2, 3, 4, 5}}
WITHIN_LEVEL = {
    ("engines", "pipeline"),
    ("__init__", "api"),
    ("__init__", "conversion"),
    ("component", "conversion"),
    ("component", "api"),
    ("__main__", "cli"),
    ("alignment", "rdf"),
    ("glossary", "scheme"),  # one reader of files of terms
    ("glossary", "codes"),  # the order of codes
    ("glossary", "vocab"),  # prefixes
    ("llm", "extraction"),  # words of time are read by the one grammar
}

# Each imports those before it: what stands under kg/extraction, see docs/design.md.
EXTRACTION = (
    "tokens", "names", "grammar", "times", "titles", "actors", "places", "triggers", "offices", "references",
    "mending", "issues", "scene", "arguments", "meetings", "details", "acts", "extract",
)  # fmt: skip
MAX_MODULES = 45

# Library -> the packages or files that may import it. Everything else that is not standard is refused.
FENCES = {
    "click": ("cli",),
    "rich": ("cli",),
    "spacy": ("nlp", "extraction", "llm", "component.py", "pipeline.py"),
    "numpy": ("sources", "nlp", "extraction"),
    "thinc": ("nlp",),
    "threadpoolctl": ("nlp",),
    "ahocorasick": ("extraction",),
    "markdown_it": ("sources",),
    "pyshacl": ("rdf/check.py",),
    "rdflib": ("vocab.py", "codes.py", "rdf", "conversion.py"),
    "oxrdflib": ("rdf/dataset.py",),
    "pyparsing": (
        "rdf/algebra.py",
    ),  # the parser that rdflib's SPARQL is written in; its errors show through
    "pyoxigraph": (
        "lexicon/turtle.py",
        "scheme.py",
        "glossary.py",
        "vocab.py",
        "rdf",
        "alignment",
        "stores",
        "server",
        "views",
        "evaluation",
        "engines",
        "built.py",
        "pipeline.py",
        "api.py",
        "conversion.py",
        "component.py",
        "testing.py",
        "cli",
    ),
    "networkx": ("views", "conversion.py"),
    "pyspark": ("engines/spark",),
    "feedparser": ("sources",),
    "lxml": ("sources",),
    "trafilatura": ("sources",),
    "zstandard": ("sources",),
    "pyarrow": ("sources", "engines"),
    "warcio": ("sources",),
    "pypdfium2": ("sources",),
    "docx": ("sources",),
    "httpx": ("sources/fetch.py", "stores/http.py", "linking/online.py", "llm/endpoint.py"),
    "jsonschema": ("llm",),
    "matplotlib": ("views",),
    "pandas": ("views", "conversion.py", "rdf/frames.py", "rdf/results.py"),
    "polars": ("rdf/frames.py", "rdf/results.py"),
    "prompt_toolkit": ("cli",),
    "starlette": ("server",),
    "uvicorn": ("server", "cli/serve.py"),
}
NETWORK = {"socket", "http", "urllib.request", "ftplib", "ssl", "asyncio"}
NETWORK_PLACES = ("sources/fetch.py", "stores/http.py", "server", "linking/online.py")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(source: str) -> Iterator[str]:
    """Every imported module by its full name, wherever in the file the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            module = node.module or ""
            whole = module in {"kg", "kg.extraction"}
            yield from (f"{module}.{alias.name}" for alias in node.names) if whole else (module,)


def within(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}/") for place in places)


def order_faults(name: str, source: str) -> list[str]:
    part = name.split("/")[0].removesuffix(".py")
    faults = []
    for imported in imports(source):
        pieces = imported.split(".")
        if pieces[0] != "kg":
            continue
        other = pieces[1] if len(pieces) > 1 else "__init__"
        if other == part or (part, other) in WITHIN_LEVEL:
            continue
        if other not in LEVEL_OF:
            faults.append(f"{name}: {imported} has no level")
        elif LEVEL_OF[other] not in MAY_IMPORT[LEVEL_OF[part]]:
            faults.append(f"{name} (level {LEVEL_OF[part]}) imports {imported} (level {LEVEL_OF[other]})")
        elif LEVEL_OF[other] == LEVEL_OF[part] == 2:
            faults.append(f"{name}: {part} imports {other}")
    return faults


def extraction_faults(name: str, source: str) -> list[str]:
    """What a module of extraction imports that comes after it, for types only left out."""
    rank = {part: i for i, part in enumerate(EXTRACTION)}
    pieces = name.removesuffix(".py").split("/")
    if pieces[0] != "extraction" or pieces[1] == "__init__":
        return []
    loaded = [
        it.removeprefix("kg.extraction.").split(".")[0] for it in loaded_with(source) if "extraction" in it
    ]
    return [f"{name} imports of {it}" for it in loaded if rank[it] > rank[pieces[1]]]


def fence_faults(name: str, source: str) -> list[str]:
    faults = []
    for imported in imports(source):
        library = imported.split(".")[0]
        if library == "kg" or library == "__future__":
            continue
        if imported in NETWORK or library in NETWORK:
            if not within(name, NETWORK_PLACES):
                faults.append(f"{name}: {imported} reaches the network")
        elif library not in sys.stdlib_module_names and not within(name, FENCES.get(library, ())):
            faults.append(f"{name}: {imported} is not allowed here")
    return faults


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_follow_the_order(path: Path) -> None:
    assert part_of(path) in LEVEL_OF, f"{name_of(path)} has no level"
    assert order_faults(name_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "extraction").rglob("*.py")), ids=name_of)
def test_extraction_follows_its_order(path: Path) -> None:
    assert extraction_faults(name_of(path), path.read_text(encoding="utf-8")) == []


def test_folders_can_be_overlooked() -> None:
    folders = Counter(path.parent for path in modules() if path.parent != PACKAGE)
    assert {name_of(folder): n for folder, n in folders.items() if n > MAX_MODULES} == {}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_libraries_stay_in_their_fences(path: Path) -> None:
    assert fence_faults(name_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_modules_are_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MAX_LINES, f"{name_of(path)} has {lines} lines: it wants to be two modules"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_names_are_bound_once(path: Path) -> None:
    """A second constant of the same name takes the place of the first for all who read it, unseen."""
    bound = [
        target.id
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]
    assert len(bound) == len(set(bound)), sorted(n for n in set(bound) if bound.count(n) > 1)


DRAWERS = (
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "tools",
    "base",
    "manager",
    "handler",
    "core",
)


def test_no_module_is_a_drawer() -> None:
    assert [name_of(path) for path in modules() if path.stem in DRAWERS] == []


def loaded_with(source: str) -> Iterator[str]:
    """The modules of ours that are imported when the module is: not in functions, not for types only."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (name for name in imports(ast.unparse(node)) if name.startswith("kg."))


def cycle(graph: dict[str, set[str]]) -> list[str]:
    """A chain of modules that comes back to its first; empty where there is none."""
    done: set[str] = set()

    def walk(name: str, chain: list[str]) -> list[str]:
        if name in chain:
            return [*chain[chain.index(name) :], name]
        if name in done:
            return []
        for other in sorted(graph.get(name, ())):
            if found := walk(other, [*chain, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := walk(name, []))), [])


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {}
    for path in modules():
        name = "kg." + name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        graph[name] = set(loaded_with(path.read_text(encoding="utf-8")))
    assert len(graph) > 200
    assert cycle(graph) == []
    assert cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == ["a", "b", "c", "a"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("sources/read.py", "from kg.nlp.annotate import annotate"),
        ("rdf/write.py", "from kg.linking.link import link"),
        ("views/page.py", "import kg.evaluation.forms"),
        ("model.py", "from kg.vocab import DIP"),
        ("extraction/extract.py", "def f():\n    from kg.cli import main"),
        ("evaluation/gold.py", "from kg.sources.read import read"),
        ("rdf/verify.py", "from kg import extract"),
        ("rdf/load.py", "from kg.alignment.align import align"),
        ("alignment/align.py", "from kg.linking.link import link"),
    ],
)
def test_forbidden_order_is_found(name: str, source: str) -> None:
    assert order_faults(name, source)


@pytest.mark.parametrize(
    ("name", "source", "faults"),
    [
        ("extraction/times/times.py", "from kg.extraction.meetings import joining", 1),
        ("extraction/times/times.py", "from kg.extraction.scene import Scene", 1),
        ("extraction/scene.py", "from kg.extraction.acts.acts import read_acts", 1),
        ("extraction/acts/acts.py", "from kg.extraction.scene import Scene", 0),
        ("extraction/times/times.py", "if TYPE_CHECKING:\n    from kg.extraction.scene import Scene", 0),
        ("rdf/write.py", "from kg.extraction.scene import Scene", 0),
    ],
)
def test_forbidden_order_of_extraction_is_found(name: str, source: str, faults: int) -> None:
    assert len(extraction_faults(name, source)) == faults


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("rdf/write.py", "import click"),
        ("sources/read.py", "import spacy"),
        ("rdf/query.py", "from pyshacl import validate"),
        ("nlp/annotate.py", "import urllib.request"),
        ("linking/link.py", "import requests"),
    ],
)
def test_forbidden_library_is_found(name: str, source: str) -> None:
    assert fence_faults(name, source)


def test_allowed_imports_pass() -> None:
    assert order_faults("pipeline.py", "from kg.rdf.describe import describe") == []
    assert fence_faults("nlp/annotate.py", "import spacy\nimport re") == []


def test_there_are_modules() -> None:
    assert len(modules()) > 30
