"""The workspace: what goes in comes out, readers see one moment, damage has its own message."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import WorkspaceError
from kg.model import Article
from kg.stores import writer as writing
from kg.stores.figures import figures_of
from kg.stores.manifest import FORMAT, MARKER
from kg.stores.workspace import Workspace, find_workspace, open_workspace
from kg.stores.writer import open_writer
from tests.stores.made import NOW, OLD, article, quads


def filled(folder: Path, numbers: Iterable[int]) -> Path:
    with open_writer(folder, create=True) as writer:
        writer.add([(article(n), quads(article(n))) for n in numbers], NOW)
    return folder


def union(articles: Iterable[Article]) -> set[Quad]:
    return {quad for it in articles for quad in quads(it)}


def content(workspace: Workspace) -> set[Quad]:
    assert workspace.disagreements(deep=True) == []
    lines = [line for text in workspace.texts() for line in text.splitlines()]
    assert len(lines) == len(set(lines))
    found = set(workspace.store)
    assert set(pyoxigraph.parse(b"\n".join(lines), format=RdfFormat.N_QUADS)) == found
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return filled(tmp_path / "ws", range(5))


def test_articles_come_back_as_they_were(folder: Path) -> None:
    with open_workspace(folder) as workspace:
        assert len(workspace) == 5
        assert list(workspace.articles()) == [article(n) for n in range(5)]
        entry = workspace.entry("a0003")
        it = article(3)
        assert (entry.id, entry.digest, entry.title, entry.published, entry.url) == (
            it.id, it.digest, it.title, it.published, it.url,
        )  # fmt: skip
        assert (entry.statements, entry.versions) == (14, NOW)
        assert set(workspace.quads(entry)) == set(quads(it))
        assert content(workspace) == union(article(n) for n in range(5))
        assert workspace.decisions.parent == folder
        assert workspace.manifest.versions == NOW


@pytest.mark.parametrize(
    "name", ["a0002", "https://news.example/2", article(2).digest, article(2).digest[:8]]
)
def test_an_article_goes_by_id_url_or_hash(folder: Path, name: str) -> None:
    with open_workspace(folder) as workspace:
        assert workspace.article(name) == article(2)


@pytest.mark.parametrize("name", ["a9", "", "*", "a*", "https://news.example/", article(2).digest[:7]])
def test_other_names_mean_nothing(folder: Path, name: str) -> None:
    with open_workspace(folder) as workspace, pytest.raises(WorkspaceError, match="no article"):
        workspace.article(name)


def test_a_name_of_several_articles_lists_them(folder: Path) -> None:
    with open_writer(folder) as writer:
        again = article(1, "They met again.")
        writer.add([(again, quads(again))], NOW)
    with open_workspace(folder) as workspace, pytest.raises(WorkspaceError) as error:
        workspace.entry("a0001")
    assert article(1).digest[:16] in str(error.value)
    assert again.digest[:16] in str(error.value)


def test_the_same_article_is_there_once(folder: Path) -> None:
    with open_writer(folder) as writer:
        assert article(1) in writer
        assert article(9) not in writer
        before = set(writer.store)
        writer.add([(article(1), quads(article(1)))] * 2, NOW)
        assert len(writer) == 5
        assert set(writer.store) == before


def test_new_quads_replace_the_old_ones(folder: Path) -> None:
    new = quads(article(1), 3, "new")
    with open_writer(folder) as writer:
        writer.add([(article(1), new)], OLD)
    with open_workspace(folder) as workspace:
        assert content(workspace) == union(article(n) for n in (0, 2, 3, 4)) | set(new)
        assert workspace.entry("a0001").versions == OLD


def test_one_text_with_two_addresses_is_a_union_until_one_goes(folder: Path) -> None:
    other = replace(article(1), id="copy", url="https://other.example/1")
    extra = quads(other, 20)
    with open_writer(folder) as writer:
        before = set(writer.store)
        writer.add([(other, extra)], NOW)
        assert set(writer.store) == before | set(extra)
        with open_workspace(folder) as workspace:
            assert content(workspace) == before | set(extra)
        writer.remove([writer.entry("copy")])
        assert set(writer.store) == before
    with open_workspace(folder) as workspace:
        assert workspace.article("a0001") == article(1)
        assert content(workspace) == before


def test_removed_equals_never_added(folder: Path, tmp_path: Path) -> None:
    with open_writer(folder) as writer:
        writer.remove([writer.entry("a0001"), writer.entry("a0004")])
    with open_workspace(folder) as one, open_workspace(filled(tmp_path / "never", (0, 2, 3))) as never:
        assert content(one) == content(never)
        assert list(one.articles()) == list(never.articles())


def test_a_reader_sees_one_moment(folder: Path) -> None:
    with open_workspace(folder) as before, open_writer(folder) as writer:
        for n in range(5, 30):
            writer.add([(article(n), quads(article(n)))], NOW)
        writer.remove([writer.entry(f"a{n:04}") for n in range(5)])
        writer.store.optimize()
        with open_workspace(folder) as after:
            assert content(after) == union(article(n) for n in range(5, 30))
            assert after.generation > before.generation
        assert content(before) == union(article(n) for n in range(5))
        assert list(before.articles()) == [article(n) for n in range(5)]


def test_a_second_writer_is_told_of_the_first(folder: Path) -> None:
    with open_writer(folder), pytest.raises(WorkspaceError, match=rf"process {os.getpid()} is writing to it"):
        open_writer(folder)
    open_writer(folder).close()


def test_a_store_that_is_thrown_away_is_made_anew(folder: Path) -> None:
    with open_workspace(folder) as workspace:
        before = content(workspace)
    shutil.rmtree(folder / "store")
    with pytest.raises(WorkspaceError, match="kg rebuild --store"):
        open_workspace(folder)
    with pytest.raises(WorkspaceError, match="kg rebuild --store"):
        open_writer(folder)
    open_writer(folder, anew=True).close()
    with open_workspace(folder) as workspace:
        assert content(workspace) == before


def test_a_store_that_lost_a_graph_is_found_out(folder: Path) -> None:
    store = Store(str(folder / "store"))
    with open_writer(folder.parent / "other", create=True) as writer:
        del writer
    store.remove_graph(next(iter(store.named_graphs())))
    del store
    with open_workspace(folder) as workspace:
        (line,) = workspace.disagreements()
        assert "the store lacks the graph of an article" in line


def test_a_newer_format_is_left_alone(folder: Path) -> None:
    (folder / MARKER).write_text(json.dumps({"format": FORMAT + 1, "things": []}), encoding="utf-8")
    for opened in (open_workspace, open_writer):
        with pytest.raises(WorkspaceError, match=f"has format {FORMAT + 1}, made by a newer version of kg"):
            opened(folder)


@pytest.mark.parametrize("words", ["", "{", "[]", '{"format": "1"}', '{"versions": {}}', "\0\0"])
def test_a_damaged_manifest_is_named(folder: Path, words: str) -> None:
    (folder / MARKER).write_text(words, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=f"{MARKER}: is damaged"):
        open_workspace(folder)


def test_what_is_no_workspace_is_not_made_one(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="is not a workspace"):
        open_workspace(tmp_path)
    with pytest.raises(WorkspaceError, match=r"holds other files \(notes.txt\)"):
        open_writer(tmp_path, create=True)
    with pytest.raises(WorkspaceError, match="no such folder"):
        open_writer(tmp_path / "none")
    assert [it.name for it in tmp_path.iterdir()] == ["notes.txt"]


def test_the_workspace_of_a_folder(folder: Path, tmp_path: Path) -> None:
    assert find_workspace(tmp_path) is None
    assert find_workspace(folder) == folder
    folder.rename(tmp_path / "workspace")
    assert find_workspace(tmp_path) == tmp_path / "workspace"


def test_what_a_store_lacks_of_a_text_that_is_known_comes_back(folder: Path) -> None:
    """Texts that the catalogue knows are compared with the store, whoever touched that."""
    with open_writer(folder) as writer:
        gone = quads(article(2))[0]
        writer.store.remove(gone)
        writer.add([(article(2), quads(article(2)))], NOW)
        assert gone in writer.store
    with open_workspace(folder) as workspace:
        assert content(workspace) == union(article(n) for n in range(5))


def test_a_new_text_takes_the_place_of_a_graph_that_belonged_to_none(folder: Path) -> None:
    with open_writer(folder) as writer:
        writer.store.bulk_extend(quads(article(9), salt="stray"))
        writer.add([(article(9), quads(article(9)))], NOW)
    with open_workspace(folder) as workspace:
        assert content(workspace) == union(article(n) for n in (*range(5), 9))


def test_statements_by_the_catalogue_are_those_of_the_store(folder: Path) -> None:
    """Also where articles share a text and each gave some quads of its own."""
    twin = replace(article(3), id="twin", url="https://other.example/3")
    with open_writer(folder) as writer:
        writer.add([(twin, [*quads(article(3), 4), *quads(article(3), 5, salt="own")])], NOW)
        assert writer.statements() == len(writer.store) == 5 * 14 + 5
        assert figures_of(writer.store, writer.statements()) == figures_of(writer.store)
        writer.remove([writer.entry("a0003")])
        assert writer.statements() == len(writer.store)


@pytest.mark.parametrize("logged", [False, True])
def test_a_backup_lacks_what_was_removed(
    logged: bool, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the removal is only in the log of the store, as earlier writers left it."""
    if logged:
        monkeypatch.setattr(writing, "_flush", lambda _: None)
    with open_writer(folder) as writer:
        writer.remove([writer.entry("a0001")])
    with open_workspace(folder) as workspace:
        before = content(workspace)
        workspace.backup(tmp_path / "copy")
    with open_workspace(tmp_path / "copy") as copy:
        assert content(copy) == before
        assert len(copy) == 4
