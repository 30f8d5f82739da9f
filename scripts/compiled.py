"""A build hook: wheels in which extraction is compiled to machine code by mypyc, where asked for.

    HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 pip install .

It needs a C compiler and the headers of Python, and takes some minutes. What comes out is a wheel for one
Python on one kind of machine that has the modules of ``COMPILED`` twice, as source and as extension modules,
which Python prefers. The same statements come out; only the time differs. An editable install is never
compiled, so that what is edited is what runs. ``DIPLOKG_COMPILE_LEVEL`` sets how hard the C compiler tries
(0 to 3, else 2); 0 is for comparing statements, it is no faster than the source.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILED = (
    "kg/extraction/**/*.py", "kg/gazetteer/*.py", "kg/ids.py", "kg/lexicon/active.py",
    "kg/linking/[!o]*.py", "kg/rdf/describe*.py", "kg/rdf/*labels.py", "kg/rdf/terms.py", "kg/rdf/written.py",
)  # fmt: skip
"""The modules that are compiled: what reads an article, names what was found and writes it down. Not
``linking/online.py``, which waits for answers, nor ``rdf/scope.py``, which has cached properties.
"""
_SUFFIXES = (".so", ".pyd")
_CONSTANT = re.compile("_?[A-Z][A-Z0-9_]*")
_FIRST = "from __future__ import annotations"
_BUILD = """
import os, sys
from setuptools import setup
from mypyc.build import mypycify
level, *modules = sys.argv[1:]
extensions = mypycify(
    ["--ignore-missing-imports", "--follow-imports=silent", *modules],
    opt_level=level, debug_level="0", multi_file=True,
)
arguments = ["build_ext", "--inplace", f"-j{os.cpu_count() or 1}"]
setup(name="compiled", packages=[], ext_modules=extensions, script_args=arguments)
"""


class CompiledHook(BuildHookInterface):  # type: ignore[type-arg] # generic only to type checkers
    """Adds the extension modules to a wheel that is not editable."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles, unless ``version`` is "editable". Raises ``RuntimeError`` with the last words of the
        compiler where it fails.
        """
        if version == "editable":
            return
        self._folder = tempfile.mkdtemp()
        where = Path(self._folder)
        try:
            libraries = compiled(Path(self.root), where, os.environ.get("DIPLOKG_COMPILE_LEVEL", "2"))
        except BaseException:
            shutil.rmtree(where)
            raise
        for library in libraries:
            build_data["force_include"][str(library)] = str(library.relative_to(where))
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Removes the folder in which it was compiled."""
        if version != "editable":
            shutil.rmtree(self._folder)


def compiled(root: Path, where: Path, level: str) -> list[Path]:
    """The extension modules of the package below ``root``, built below the empty folder ``where``."""
    shutil.copytree(
        root / "kg", where / "kg", ignore=shutil.ignore_patterns("__pycache__", *("*" + s for s in _SUFFIXES))
    )
    modules = modules_in(where)
    for module in modules:
        source = module.read_text(encoding="utf-8")
        if "extraction" in module.relative_to(where).parts:
            source = with_tokens(source)
        module.write_text(with_constants(source), encoding="utf-8")
    names = [str(p.relative_to(where)) for p in modules]
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", _BUILD, level, *names],
        cwd=where,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr).splitlines()
        raise RuntimeError("extraction was not compiled:\n" + "\n".join(said[-20:]))
    return sorted(
        p for p in where.rglob("*") if p.suffix in _SUFFIXES and "build" not in p.relative_to(where).parts
    )


def modules_in(root: Path) -> list[Path]:
    """The files of ``COMPILED`` below ``root``; what a package says of itself stays as it is."""
    return [p for pattern in COMPILED for p in sorted(root.glob(pattern)) if p.stem != "__init__"]


def with_constants(source: str) -> str:
    """The source with the constants of the module said to be final, which spares a look-up at each use.

    A constant is a name in capitals to which the module gives a value once, at its top.
    """
    tree = ast.parse(source)
    assigned: dict[str, list[ast.Name]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            assigned.setdefault(node.id, []).append(node)
    lines = source.splitlines(keepends=True)
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(name := statement.targets[0], ast.Name):
            once = len(statement.targets) == 1 and assigned[name.id] == [name]
            if once and _CONSTANT.fullmatch(name.id):
                line = lines[name.lineno - 1]
                lines[name.lineno - 1] = f"{name.id}: _Final{line[name.end_col_offset :]}"
    return "".join(lines).replace(_FIRST, f"{_FIRST}; from typing import Final as _Final", 1)  # lines stay


def with_tokens(source: str) -> str:
    """The source with documents asked for their tokens straight away, without a method in between.

    ``doc[i]`` becomes ``doc.tokens[i]``, ``doc[a:b]`` becomes ``doc.tokens[a:b]`` where its tokens are gone
    through and ``doc.cut(a, b)`` elsewhere, ``for token in doc`` goes through ``doc.tokens``; so what ends in
    ``.doc``. They give the same.
    """
    tree = ast.parse(source)
    loops = [node.iter for node in ast.walk(tree) if isinstance(node, (ast.For, ast.comprehension))]
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    spots: list[tuple[int, int, int, str]] = []  # the line, the columns of what is replaced, by what
    for loop in loops:
        if _is_doc(loop):
            line, column = _end(loop)
            spots.append((line, column, column, ".tokens"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Subscript) or not _is_doc(node.value):
            continue
        line, column = _end(node.value)
        if isinstance(node.slice, ast.Call) and ast.unparse(node.slice.func) == "slice":
            continue
        if not isinstance(node.slice, ast.Slice) or node in loops:
            spots.append((line, column, column, ".tokens"))
        elif node.slice.step is None:
            low, high = node.slice.lower, node.slice.upper
            after = _end(low) if low is not None else (line, column + 1)
            colon = lines[after[0] - 1].index(b":", after[1])
            last = _end(node)
            rest = "," if high is not None else f", len({ast.unparse(node.value)})"
            spots.append((line, column, column + 1, ".cut(" if low is not None else ".cut(0"))
            spots.append((after[0], colon, colon + 1, rest))
            spots.append((last[0], last[1] - 1, last[1], ")"))
    for line, first, last_, words in sorted(spots, reverse=True):
        text = lines[line - 1]
        lines[line - 1] = text[:first] + words.encode() + text[last_:]
    return b"".join(lines).decode()


def _is_doc(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id == "doc") or (
        isinstance(node, ast.Attribute) and node.attr == "doc"
    )


def _end(node: ast.expr) -> tuple[int, int]:
    """The line of the end of an expression, from 1, and its column in bytes, from 0."""
    if node.end_lineno is None or node.end_col_offset is None:
        raise ValueError(f"an expression without a place: {ast.unparse(node)}")
    return node.end_lineno, node.end_col_offset
