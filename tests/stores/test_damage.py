"""What can be wrong with the files of a workspace: each has its own message, and nothing gets worse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad

from kg.cli import run
from kg.errors import WorkspaceError
from kg.stores import writer as writing
from kg.stores.pinned import PINS
from kg.stores.workspace import open_workspace
from kg.stores.writer import open_writer
from tests.stores.made import NOW, article, quads

SIZE = 400
NUMBERS = range(4)


def whole() -> set[Quad]:
    return {quad for n in NUMBERS for quad in quads(article(n), SIZE)}


@pytest.fixture(scope="module")
def sound() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ws"
        with open_writer(path, create=True) as writer:
            writer.add([(article(n), quads(article(n), SIZE)) for n in NUMBERS], NOW)
        open_writer(path).close()
        yield path


def shortened(path: Path, part: float) -> None:
    os.truncate(path, int(path.stat().st_size * part))


def tables(folder: Path) -> list[Path]:
    return sorted((folder / "store").glob("*.sst"), key=lambda it: it.stat().st_size)


def manifest(folder: Path) -> Path:
    return next((folder / "store").glob("MANIFEST-*"))


STORE_FAULTS: dict[str, Callable[[Path], object]] = {
    "a table is half": lambda it: shortened(tables(it)[-1], 0.5),
    "a table is empty": lambda it: shortened(tables(it)[-1], 0),
    "all tables are empty": lambda it: [shortened(table, 0) for table in tables(it)],
    "a table is gone": lambda it: tables(it)[-1].unlink(),
    "RocksDB's manifest is half": lambda it: shortened(manifest(it), 0.5),
    "RocksDB's manifest is gone": lambda it: manifest(it).unlink(),
    "CURRENT is empty": lambda it: shortened(it / "store" / "CURRENT", 0),
    "CURRENT is gone": lambda it: (it / "store" / "CURRENT").unlink(),
    "the store is gone": lambda it: shutil.rmtree(it / "store"),
    "the store is a file": lambda it: (shutil.rmtree(it / "store"), (it / "store").write_text("x")),
}
CATALOG_FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "is gone": (lambda it: (it / "articles.sqlite").unlink(), "is missing"),
    "is empty": (lambda it: shortened(it / "articles.sqlite", 0), "is missing"),
    "is half": (lambda it: shortened(it / "articles.sqlite", 0.5), "is damaged"),
    "is something else": (lambda it: (it / "articles.sqlite").write_bytes(b"hello " * 999), "is damaged"),
}


@pytest.mark.parametrize("fault", STORE_FAULTS)
def test_a_damaged_store_is_named_and_made_anew(fault: str, sound: Path, here: Path) -> None:
    folder = shutil.copytree(sound, here / "ws")
    STORE_FAULTS[fault](folder)
    for opened in (open_workspace, open_writer):
        with pytest.raises(WorkspaceError, match=r"store: the store is damaged .* 'kg rebuild --store'"):
            opened(folder)
    assert run(["rebuild", "--store", "--workspace", str(folder), "-q"]) == 0
    with open_workspace(folder) as workspace:
        assert workspace.disagreements(deep=True) == []
        assert set(workspace.store) == whole()


@pytest.mark.parametrize("fault", CATALOG_FAULTS)
def test_a_damaged_catalogue_is_named_and_left_alone(fault: str, sound: Path, here: Path) -> None:
    hurt, message = CATALOG_FAULTS[fault]
    folder = shutil.copytree(sound, here / "ws")
    hurt(folder)
    for call in (open_workspace, open_writer, lambda it: open_writer(it, anew=True)):
        with pytest.raises(WorkspaceError, match=f"articles.sqlite: the catalogue of articles {message}"):
            call(folder)
    assert tables(folder)


def test_damage_that_shows_while_reading_is_named(sound: Path, here: Path) -> None:
    folder = shutil.copytree(sound, here / "ws")
    for table in tables(folder):
        data = bytearray(table.read_bytes())
        data[: min(len(data) // 2, 4000)] = b"\xff" * min(len(data) // 2, 4000)
        table.write_bytes(data)
    with pytest.raises(WorkspaceError, match="the store is damaged"), open_workspace(folder) as workspace:
        assert set(workspace.store) == whole()


def test_the_command_line_shows_no_traceback(
    sound: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(sound, here / "ws")
    shortened(tables(folder)[-1], 0.5)
    for command in ("status", "list", "verify", "export", "stats", "check"):
        assert run([command, "--workspace", str(folder)]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        assert err.startswith(f"kg: {folder}/store: the store is damaged")


# A full disk


@pytest.fixture
def small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        command = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder]
        if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
            pytest.skip("a disk of its own cannot be mounted here: that needs root")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> tuple[int, str]:
    """Add until that fails: how many articles were reported, and the message."""
    with open_writer(folder, create=True) as writer:
        for done in range(0, 400, 4):
            try:
                writer.add([(article(n), quads(article(n), 1500)) for n in range(done, done + 4)], NOW)
            except WorkspaceError as error:
                return done, str(error)
    pytest.fail("the disk did not get full")


def test_a_disk_that_gets_full_is_noticed_before_a_change(small_disk: Path) -> None:
    done, message = fill(small_disk / "ws")
    assert done >= 4
    assert "the disk is full, or nearly: less than 32 MB are free" in message
    with open_workspace(small_disk / "ws") as workspace:
        assert len(workspace) == done
        assert workspace.disagreements(deep=True) == []
    with open_writer(small_disk / "ws") as writer:
        assert len(writer) == done


def test_a_disk_that_is_full_in_the_middle_of_a_change_loses_nothing(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "RESERVE", 0)
    done, message = fill(small_disk / "ws")
    assert done >= 4
    assert "the disk is full. What was reported as done is safe; make room and run again." in message
    subprocess.run(["mount", "-o", "remount,size=300m", str(small_disk)], check=True)
    with open_workspace(small_disk / "ws") as workspace:
        assert len(workspace) in (done, done + 4)
        assert workspace.disagreements(deep=True) == []
        there = {it.id for it in workspace.entries()}
        assert there >= {article(n).id for n in range(done)}
    with open_writer(small_disk / "ws") as writer:
        writer.add([(article(500), quads(article(500)))], NOW)
        assert article(500) in writer


# Rights


@pytest.fixture
def unprivileged() -> Iterator[tuple[Path, Callable[[str], str]]]:
    """A folder, and a way to run Python statements as somebody who may not write to it; gives what they print."""

    def call(statements: str) -> str:
        drop = "import os\nif os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        script = f"""
from kg.stores.workspace import open_workspace
from kg.stores.writer import open_writer
from kg.cli import run
from kg.errors import KgError
{drop}
try:
    {statements}
except KgError as error:
    print(type(error).__name__, error)
"""
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout + done.stderr

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder), call


def test_a_folder_that_may_only_be_read(sound: Path, unprivileged: tuple[Path, Callable[[str], str]]) -> None:
    base, call = unprivileged
    folder = shutil.copytree(sound, base / "ws")
    before = {it: it.read_bytes() for it in folder.rglob("*") if it.is_file()}
    for it in (folder, folder / "store"):
        it.chmod(0o555)
    read = f"w = open_workspace('{folder}'); print(len(w), len(w.store), w.disagreements(deep=True))"
    assert call(read) == f"4 {len(whole())} []\n"
    message = call(f"open_writer('{folder}')")
    assert message.startswith(f"WorkspaceError {folder}: no permission (")
    assert "Nothing was changed." in message
    assert "no permission" in call(f"run(['remove', 'a0001', '-w', '{folder}'])")
    assert {it: it.read_bytes() for it in folder.rglob("*") if it.is_file()} == before


def test_a_folder_that_may_not_be_read(sound: Path, unprivileged: tuple[Path, Callable[[str], str]]) -> None:
    base, call = unprivileged
    folder = shutil.copytree(sound, base / "ws")
    for it in (*folder.rglob("*"), folder):
        it.chmod(0o700 if it.is_dir() else 0o600)
    assert "Permission denied" in call(f"open_workspace('{folder}')")
    assert "is not readable" in call(f"run(['status', '-w', '{folder}'])")


def test_a_place_where_none_can_be_made(unprivileged: tuple[Path, Callable[[str], str]]) -> None:
    base, call = unprivileged
    assert f"{base}/ws: cannot be made a workspace: Permission denied" in call(
        f"open_writer('{base}/ws', create=True)"
    )
    assert list(base.iterdir()) == []


# Two at a time


def test_a_second_writer_in_another_process(sound: Path, here: Path) -> None:
    folder = shutil.copytree(sound, here / "ws")
    command = [sys.executable, "-m", "kg", "remove", "a0001", "--workspace", str(folder)]
    with open_writer(folder):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert f"process {os.getpid()} is writing to it, and there is one writer at a time." in done.stderr
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    with open_workspace(folder) as workspace:
        assert len(workspace) == 3


READER = """
import sys
from kg.stores.workspace import open_workspace
from tests.stores.made import article, quads
seen = []
for line in sys.stdin:
    with open_workspace(sys.argv[1]) as w:
        assert w.disagreements(deep=True) == []
        assert set(w.store) == {q for e in w.entries() for q in quads(w.article(e), 60)}
        seen.append(len(w))
        print(len(w), flush=True)
assert seen == sorted(seen)
"""


def test_readers_in_another_process_during_a_write(here: Path) -> None:
    folder = here / "ws"
    open_writer(folder, create=True).close()
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdin is not None
    assert reader.stdout is not None
    with reader, open_writer(folder) as writer:
        reader.stdin.write("\n" * 12)
        reader.stdin.close()
        for n in range(0, 200, 4):
            writer.add([(article(k), quads(article(k), 60)) for k in range(n, n + 4)], NOW)
            if n == 100:
                writer.store.optimize()
        seen = [int(line) for line in reader.stdout]
    assert reader.returncode == 0
    assert len(seen) == 12
    assert all(number % 4 == 0 for number in seen)


def _grown(folder: Path) -> int:
    """A workspace whose store has more files than are opened with it; the number of its articles."""
    number = 0
    while number < 100 or len(list((folder / "store").glob("*.sst"))) <= 16:  # it joins files when it likes
        assert number < 800
        with open_writer(folder, create=True) as writer:
            writer.add([(article(k), quads(article(k), 20)) for k in range(number, number + 4)], NOW)
        number += 4
    return number


def test_a_reader_keeps_its_moment_while_the_files_of_the_store_are_replaced(here: Path) -> None:
    folder = here / "ws"
    number = _grown(folder)
    before = set((folder / "store").glob("*.sst"))
    with open_workspace(folder) as reader:
        with open_writer(folder) as writer:
            writer.add([(article(number), quads(article(number), 20))], NOW)
            writer.store.optimize()
        assert not before <= set((folder / "store").glob("*.sst"))
        assert reader.disagreements(deep=True) == []
        assert len(reader) == number
    assert list((folder / PINS).iterdir()) == []
    with open_workspace(folder) as reader:
        assert len(reader) == number + 1


def test_what_killed_readers_pinned_is_let_go(sound: Path, here: Path) -> None:
    folder = shutil.copytree(sound, here / "ws")
    script = "import os, sys; from kg.stores.workspace import open_workspace\n" + (
        "w = open_workspace(sys.argv[1]); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], check=False)
    assert done.returncode == -9
    assert len(list((folder / PINS).iterdir())) == 1
    with open_workspace(folder) as first, open_workspace(folder) as second:
        assert len(list((folder / PINS).iterdir())) == 2
        assert first.disagreements(deep=True) == second.disagreements(deep=True) == []
    assert list((folder / PINS).iterdir()) == []


def test_a_workspace_without_second_names_is_read_as_it_is(
    sound: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(sound, here / "ws")

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with open_workspace(folder) as reader:
        assert reader.disagreements(deep=True) == []
        assert list((folder / PINS).iterdir()) == []


def test_a_reader_that_let_go_of_an_open_workspace_leaves_no_names(sound: Path, here: Path) -> None:
    folder = shutil.copytree(sound, here / "ws")
    reader = open_workspace(folder)
    assert len(list((folder / PINS).iterdir())) == 1
    del reader
    assert list((folder / PINS).iterdir()) == []
