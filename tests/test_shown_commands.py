"""README and manual do what they show: each block of commands is run, and prints what it is shown to print.

``REWRITE_GOLDEN=1`` writes what is printed today into the documents; look at the difference before you commit.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.shown import Shown, alike, run_in, shown

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (
    "docs/tutorial.md",
    *(f"docs/howto/{p.name}" for p in sorted((ROOT / "docs" / "howto").glob("*.md"))),
)
REASONS = ("needs a server", "uses the network", "asks a person", "sets up", "is yours", "takes minutes")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with nothing but the examples of the checkout."""
    monkeypatch.setenv("NO_COLOR", "1")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    return tmp_path


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_do_what_is_shown(document: str, folder: Path) -> None:
    commands = list(shown(ROOT / document))
    assert commands, "a document without a command"
    answers = []
    for it in commands:
        if it.not_run:
            assert any(reason in it.not_run for reason in REASONS), it.not_run
            continue
        code, answer = run_in(folder, it.command)
        assert code == 0, f"{document}, line {it.line}: {it.command}\n{answer}"
        answers.append((it, answer))
    if os.environ.get("REWRITE_GOLDEN"):
        rewrite(ROOT / document, answers)
    for it, answer in answers:
        if it.output:
            assert alike(answer) == alike("\n".join(it.output)), f"{document}, line {it.line}: {it.command}"


def rewrite(document: Path, answers: list[tuple[Shown, str]]) -> None:
    """Puts what was printed today in the place of what is shown, where something is shown."""
    text = document.read_text(encoding="utf-8")
    for it, answer in answers:
        if it.output and alike(answer) != alike("\n".join(it.output)):
            text = text.replace("\n".join(it.output) + "\n", answer.rstrip("\n") + "\n", 1)
            it.output[:] = answer.rstrip("\n").splitlines()
    document.write_text(text, encoding="utf-8")


def test_a_wrong_answer_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo two   # a comment\nthree\n$ false\n```\n", encoding="utf-8")
    first, second = shown(page)
    assert (first.command, first.output, first.line) == ("echo two", ["three"], 2)
    assert alike(run_in(tmp_path, first.command)[1]) != alike("\n".join(first.output))
    assert run_in(tmp_path, second.command)[0] == 1
    assert run_in(tmp_path, "kg query no-such-question --graph none.ttl")[0] == 2
