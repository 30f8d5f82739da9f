"""Extraction compiled to machine code says what its source says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.compiled import COMPILED, modules_in, with_constants, with_tokens

#: Prints where extraction was imported from, and the digest of the graph of each article.
SCRIPT = """
import hashlib, json, sys
import kg.extraction.extract
from benchmarks.quality.annotated import articles_of
from pathlib import Path
from kg import pipeline
found = {}
for source in map(Path, sys.argv[1:]):
    for _, article, _ in articles_of(source):
        found[article.id] = hashlib.sha256(pipeline.process(article).lines).hexdigest()
print(json.dumps([kg.extraction.extract.__file__, found]))
"""

CONSTANTS = [
    ("ONE = 1\n", "ONE: _Final = 1\n"),
    ("_WORDS = frozenset(\n    'a b'.split()\n)\n", "_WORDS: _Final = frozenset(\n    'a b'.split()\n)\n"),
    ("TWICE = 1\nTWICE = 2\n", "TWICE = 1\nTWICE = 2\n"),
    ("SUM = 1\nSUM += 1\n", "SUM = 1\nSUM += 1\n"),
    ("TYPED: int = 1\n", "TYPED: int = 1\n"),
    ("lower = 1\nMixed = 2\n", "lower = 1\nMixed = 2\n"),
    ("A = B = 1\n", "A = B = 1\n"),
    ("if True:\n    INSIDE = 1\n", "if True:\n    INSIDE = 1\n"),
    ("SET = 1\ndef f():\n    global SET\n    SET = 2\n", "SET = 1\ndef f():\n    global SET\n    SET = 2\n"),
]


TOKENS = [
    ("doc[i + 1].text", "doc.tokens[i + 1].text"),
    ("token.doc[-1]", "token.doc.tokens[-1]"),
    ("doc[a:b].text", "doc.cut(a,b).text"),
    ("doc[a : b + 1][:2]", "doc.cut(a , b + 1)[:2]"),
    ("doc[:b].root", "doc.cut(0,b).root"),
    ("index.doc[a:].root", "index.doc.cut(a, len(index.doc)).root"),
    ("any(t for t in doc[a:b])", "any(t for t in doc.tokens[a:b])"),
    ("doc[doc[i].head.i : (n)]", "doc.cut(doc.tokens[i].head.i , (n))"),
    ("doc[\n    a : b\n].text", "doc.cut(\n    a , b\n).text"),
    ("'é', doc[i]", "'é', doc.tokens[i]"),
    ("doc[slice(*where)]", "doc[slice(*where)]"),
    ("doc[a:b:2]", "doc[a:b:2]"),
    ("[t.i for t in index.doc if t in doc]", "[t.i for t in index.doc.tokens if t in doc]"),
    ("docs[0], span[1], doc.tokens[2]", "docs[0], span[1], doc.tokens[2]"),
]


def test_the_cases_are_all_there() -> None:
    assert len(CONSTANTS) == 9
    assert len(TOKENS) == 14


@pytest.mark.parametrize(("source", "said"), TOKENS)
def test_documents_are_asked_for_their_tokens(source: str, said: str) -> None:
    assert with_tokens(source) == said


@pytest.mark.parametrize(("source", "said"), CONSTANTS)
def test_a_constant_is_what_is_given_a_value_once(source: str, said: str) -> None:
    assert with_constants(source) == said


def test_lines_stay_where_they_are() -> None:
    source = '"""Words."""\n\nfrom __future__ import annotations\n\nONE = 1\n'
    said = with_constants(source).splitlines()
    assert said[2].startswith("from __future__ import annotations; from typing import Final")
    assert said[4] == "ONE: _Final = 1"
    assert len(said) == len(source.splitlines())


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an unpacked wheel with extraction compiled, as quickly as the C compiler can."""
    include = Path(sys.base_prefix, "include", f"python3.{sys.version_info.minor}", "Python.h")
    if not shutil.which("gcc") or not include.exists():
        pytest.skip("needs a C compiler and the headers of Python (Debian: gcc, python3-dev)")
    folder = tmp_path_factory.mktemp("compiled")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=root,
        env={**os.environ, "HATCH_BUILD_HOOK_ENABLE_CUSTOM": "1", "DIPLOKG_COMPILE_LEVEL": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    (built,) = folder.glob("*.whl")
    assert "none-any" not in built.name
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder)
    return folder


def digests(sources: list[Path], first: Path, root: Path) -> tuple[str, dict[str, str]]:
    """Where extraction was imported from, by a process that looks in ``first`` first, and the digests."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, sources)],
        cwd=first,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(first), str(root)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    where, found = json.loads(done.stdout)
    return where, found


def test_every_module_is_compiled(wheel: Path, root: Path) -> None:
    modules = {p.relative_to(root).with_suffix("") for p in modules_in(root)}
    libraries = (p.relative_to(wheel) for p in (wheel / "kg").rglob("*.so"))
    assert {p.with_name(p.name.partition(".")[0]) for p in libraries} == modules
    assert len(modules) > 330


@pytest.mark.parametrize("pattern", COMPILED)
def test_each_pattern_names_modules(root: Path, pattern: str) -> None:
    assert list(root.glob(pattern))


def test_the_compiled_modules_say_the_same(wheel: Path, root: Path, tmp_path: Path) -> None:
    sources = [root / "examples", root / "benchmarks" / "quality" / "written.jsonl.xz"]
    sources += [p for p in (root.parent / "shared" / "eval" / "train",) if p.exists()]
    source = shutil.copytree(wheel, tmp_path / "source", ignore=shutil.ignore_patterns("*.so", "*.whl"))
    where, found = digests(sources, wheel, root)
    plainly, expected = digests(sources, source, root)
    assert where.startswith(str(wheel))
    assert not where.endswith(".py")
    assert plainly == str(source / "kg" / "extraction" / "extract.py")
    assert len(found) > 100
    assert [it for it in expected if found[it] != expected[it]] == []
