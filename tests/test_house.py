"""What a newcomer's shell and machine see: help, completion, doctor, colours, exit codes, missing extras."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from kg.cli import health, kg, overview, run

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def bash(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": f"{BIN}:/usr/bin:/bin", **environment},
    )  # fmt: skip


# --- help -------------------------------------------------------------------------------------------


def test_help_lists_every_command_once_in_a_section(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "\nMore:" not in shown, "a command without a section in kg/cli/overview.py"
    for name in kg.commands:
        assert len(re.findall(rf"^  {name} +\S", shown, re.MULTILINE)) == 1, name
    assert max(map(len, shown.splitlines())) <= 80


def test_help_and_manual_tell_the_same_of_codes_and_environment(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    manual = (ROOT / "docs" / "reference" / "exit-codes.md").read_text(encoding="utf-8")
    for code, _ in overview.EXIT_CODES:
        assert re.search(rf"^  {code} +\w", shown, re.MULTILINE)
        assert f"| {code} |" in manual
    named = {name for names, _ in overview.ENVIRONMENT for name in names.split(", ")}
    assert {name for name in named if name not in shown} == set()
    assert {name for name in named if f"`{name}`" not in manual} == set()
    assert set(re.findall(r"`(KG_\w+)`", manual)) == {n for n in named if n.startswith("KG_")}


@pytest.mark.parametrize("name", sorted(kg.commands))
def test_every_command_has_help_with_examples_and_every_option_words(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"^  (Examples?|A first round):", shown, re.MULTILINE)
    assert len(shown.splitlines()) > 8


# --- exit codes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["questions"], 0),
        (["read", "FOREIGN", "TEXT", "--keep-going"], 0),
        (["verify", "GRAPH"], 1),
        (["check", "BAD"], 1),
        (["no-such-command"], 2),
        (["build", "--no-such-option"], 2),
        (["build", "no-such.txt", "-o", "x.ttl"], 2),
        (["query", "SELECT nonsense {", "--graph", "GRAPH"], 2),
        (["query", "no-such-question", "--graph", "GRAPH"], 2),
        (["status", "--workspace", "none"], 2),
    ],
    ids=lambda it: " ".join(it) if isinstance(it, list) else str(it),
)
def test_exit_codes(
    arguments: list[str],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "FOREIGN": (
            "foreign.txt",
            "Die Minister trafen sich am Dienstag in Oslo, um über die Fischerei zu sprechen.",
        ),
        "TEXT": ("text.txt", "Envoys met in Oslo."),
        "GRAPH": ("graph.ttl", "<http://e/a> <http://e/b> <http://e/c> ."),
        "BAD": ("bad.ttl", "@prefix dip: <https://w3id.org/diplokg/ns#> . <http://e/m> a dip:Meeting ."),
    }
    for file, text in files.values():
        Path(file).write_text(text, encoding="utf-8")
    assert run([files[it][0] if it in files else it for it in arguments]) == code
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    assert (code != 2) or told.err.strip()


def test_interrupted_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kg, "main", interrupt)
    assert run(["questions"]) == 130
    assert "interrupted" in capsys.readouterr().err


# --- colours ----------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("script") is None, reason="needs script(1), which makes a terminal")
def test_no_color_is_obeyed_on_a_terminal() -> None:
    command = f"{BIN}/kg read no-such-file.txt"
    plain = bash(f"script -qec '{command}' /dev/null", NO_COLOR="1", TERM="xterm-256color").stdout
    coloured = bash(f"env -u NO_COLOR script -qec '{command}' /dev/null", TERM="xterm-256color").stdout
    assert "no-such-file.txt" in plain
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured


# --- completion -------------------------------------------------------------------------------------


def completed(*words: str) -> set[str]:
    """What bash offers for the last of the words."""
    line = " ".join(f"'{word}'" for word in words)
    script = (
        'eval "$(kg completion bash)"\n'
        f"COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}\n"
        "_kg_completion kg\n"
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = bash(script)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_bash_completes_commands_options_choices_and_questions() -> None:
    assert completed("kg", "re") == {"read", "rebuild", "remove", "review"}
    assert {"--workspace", "--published"} <= completed("kg", "build", "--")
    assert completed("kg", "query", "--format", "t") == {"table", "tsv", "turtle"}
    assert completed("kg", "query", "who-") == {"who-in-what-capacity", "who-met-whom"}


@pytest.mark.parametrize(("shell", "word"), [("zsh", "compdef"), ("fish", "complete --")])
def test_other_shells_get_their_script(shell: str, word: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert word in capfd.readouterr().out


# --- doctor -----------------------------------------------------------------------------------------


def doctor(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, dict[str, str]]]:
    code = run(["doctor", "--json", *arguments])
    lines = capfd.readouterr().out.splitlines()
    return code, {it["what"]: it for it in map(json.loads, lines)}


def test_doctor_finds_all_well_here(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, found = doctor(capfd)
    assert code == 0
    assert found["reading"]["state"] == "ok"
    assert found["diplokg"]["found"] == importlib.metadata.version("diplokg")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {it.removeprefix("extra ") for it in found if it.startswith("extra ")}
    declared = {it["what"] for it in found.values()}
    assert extras <= set(project["optional-dependencies"])
    assert {"pdf", "server", "pictures"} <= extras, declared
    assert list(tmp_path.iterdir()) == [], "looking leaves nothing behind"


def test_every_extra_has_words_for_what_it_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(project["optional-dependencies"]) - set(health._APART)
    assert extras - set(health._FOR) == set()


def test_doctor_names_a_missing_extra_with_its_remedy(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_has", lambda name: name != "warcio")
    code, found = doctor(capfd)
    assert code == 0
    assert found["extra warc"]["state"] == "missing"
    assert found["extra warc"]["remedy"] == "pip install 'diplokg[warc]'"
    assert found["extra word"]["state"] == "ok"


def test_doctor_finds_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def no_model(*_: object, **__: object) -> None:
        raise OSError("[E050] Can't find model 'en_core_web_md'.")

    talks = tmp_path / "talks"
    talks.mkdir()
    monkeypatch.setattr("kg.pipeline.extract_article", no_model)
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 5 << 20))  # type: ignore[attr-defined]
    code, found = doctor(capfd, "--workspace", str(talks))
    assert code == 1
    faults = {what for what, it in found.items() if it["state"] == "fault"}
    assert faults == {"reading", "disk", "workspace"}
    assert all(found[what]["remedy"] for what in faults)


def test_doctor_sees_where_it_may_not_write(tmp_path: Path) -> None:
    assert health._writable("this folder", tmp_path).state == "ok"
    found = health._writable("this folder", tmp_path / "gone")
    assert (found.state, bool(found.remedy)) == ("fault", True)


# --- extras -----------------------------------------------------------------------------------------

WITHOUT = {
    "pypdfium2": (["read", "a.pdf"], "diplokg[pdf]"),
    "docx": (["read", "a.docx"], "diplokg[word]"),
    "pyarrow": (["read", "a.parquet"], "diplokg[parquet]"),
    "warcio": (["read", "a.warc"], "diplokg[warc]"),
    "matplotlib": (["view", "g.ttl", "-o", "g.svg"], "diplokg[pictures]"),
    "starlette": (["serve", "--workspace", "."], "diplokg[server]"),
    "uvicorn": (["serve", "--workspace", "."], "diplokg[server]"),
}


@pytest.mark.parametrize("library", WITHOUT)
def test_without_a_library_its_command_says_what_to_install_and_others_work(
    library: str, tmp_path: Path
) -> None:
    arguments, remedy = WITHOUT[library]
    for name in ("a.pdf", "a.docx", "a.parquet", "a.warc"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "g.ttl").write_text("<http://e/a> <http://e/b> <http://e/c> .", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Envoys met.", encoding="utf-8")
    code = (
        f"import sys; sys.modules[{library!r}] = None; from kg.cli import run\n"
        f"codes = run({arguments!r}), run(['read', 'a.txt']), run(['stats', 'g.ttl'])\n"
        "print(codes, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert "(2, 0, 0)" in done.stderr, done.stderr
    assert remedy in done.stderr


# --- releases and CI --------------------------------------------------------------------------------


def test_two_builds_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    made = []
    for place, stamp in (("one", 1_000_000_000), ("another-place", 1_700_000_000)):
        tree = tmp_path / place
        shutil.copytree(
            ROOT, tree, symlinks=True,
            ignore=lambda folder, names: {
                n for n in names
                if n in ("__pycache__", "node_modules") or (folder == str(ROOT) and n.startswith(".") and n != ".gitignore")
                or (folder == str(ROOT) and n in ("output", "dist"))
            },
        )  # fmt: skip
        for path in tree.rglob("*"):
            if path.is_file():
                os.utime(path, (stamp, stamp))
        done = subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "--directory", str(tmp_path / f"{place}-dist")],
            cwd=tree, capture_output=True, text=True, check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1764028800", "TZ": "UTC" if stamp < 1_500_000_000 else "Asia/Tokyo"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        made.append({f.name: f.read_bytes() for f in (tmp_path / f"{place}-dist").iterdir()})
    assert sorted(f.rpartition(".")[2] for f in made[0]) == ["gz", "whl"]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("found", "code", "words"),
    [
        (
            [{"name": "a", "version": "1", "vulns": []}],
            0,
            "x.lock: 1 audited, 0 of them with known weaknesses",
        ),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}],
            1,
            "x.lock: a 1: PYSEC-1, mended in 2",
        ),
        ([{"name": "a", "skip_reason": "not found"}], 2, "x.lock: 1 of 1 could not be audited: not found"),
        ([], 2, "x.lock: 0 audited"),
    ],
)
def test_an_audit_proves_only_what_the_registry_says(
    found: list[dict[str, object]], code: int, words: str
) -> None:
    told = subprocess.run(
        [sys.executable, ROOT / "scripts" / "audited.py", "x.lock"],
        input=json.dumps({"dependencies": found}), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == code
    assert words in told.stdout


def test_the_workflow_calls_legs_that_exist() -> None:
    import yaml

    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    legs = set(re.findall(r"^    ([a-z |]+)\)$", script, re.MULTILINE))
    known = {leg.strip() for group in legs for leg in group.split("|")}
    assert known == {"wheel", "extras", "audit", "fuzz", "links"}
    named = {
        leg.split()[0]
        for job in workflow["jobs"].values()
        for leg in job.get("strategy", {}).get("matrix", {}).get("leg", [])
    }
    assert named == known
    assert workflow["jobs"]["check"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert any(".ci/run" in str(step.get("run")) for step in workflow["jobs"]["check"]["steps"])
