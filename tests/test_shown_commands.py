"""README and manual do what they show: each block of commands is run, and prints what it is shown to print.

``REWRITE_GOLDEN=1`` writes what is printed today into the documents; look at the difference before you commit.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.shown import Shown, alike, run_in, shown

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (
    "README.md",
    "docs/tutorial.md",
    "docs/own-domain.md",
    "docs/plug-ins.md",
    *(f"docs/howto/{p.name}" for p in sorted((ROOT / "docs" / "howto").glob("*.md"))),
)
REASONS = ("needs a server", "uses the network", "asks a person", "sets up", "is yours", "takes minutes")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with nothing but the examples and documents of the checkout."""
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("examples", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def of_the_reader(folder: Path) -> None:
    """What the README takes a reader to have: articles, a folder and an archive of them, and what ./demo made."""
    seed = (ROOT / "examples" / "seed-article.txt").read_text(encoding="utf-8")
    (folder / "article.txt").write_text(seed, encoding="utf-8")
    (folder / "news").mkdir()
    for name in ("seed-article", "nile-dam-talks", "xian-summit-planned"):
        shutil.copy(ROOT / "examples" / f"{name}.txt", folder / "news")
    rows = [
        {"id": "kept", "text": seed, "published": "2024-01-31"},
        {
            "id": "gone",
            "text": "Norway and Chile held talks in Oslo.",
            "url": "https://news.example/withdrawn",
        },
    ]
    (folder / "archive.jsonl").write_text("".join(json.dumps(it) + "\n" for it in rows), encoding="utf-8")
    page = "<html><head><title>Envoys meet</title></head><body><p>The envoys of Peru and Ghana met in Lima.</p></body></html>"
    (folder / "today.html").write_text(page, encoding="utf-8")
    (folder / "output").mkdir()
    code, told = run_in(folder, "kg build examples/ -o output/examples.ttl --quiet")
    assert code == 0, told


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_do_what_is_shown(document: str, folder: Path) -> None:
    commands = list(shown(ROOT / document))
    assert commands, "a document without a command"
    if document == "README.md":
        of_the_reader(folder)
    answers, here, block = [], folder, -1
    for it in commands:
        if it.not_run:
            assert any(reason in it.not_run for reason in REASONS), it.not_run
            continue
        here = folder if it.block != block else here  # "cd" holds until the block ends
        block = it.block
        if it.command.startswith("cd "):
            here = here / it.command.removeprefix("cd ")
            continue
        code, answer = run_in(here, it.command)
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
