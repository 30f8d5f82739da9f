"""What the user is told when Spark cannot be used. None of it starts a session."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.cli import run as kg

ARTICLE = "examples/seed-article.txt"


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert kg(["build", ARTICLE, "--engine", "spark", *arguments]) == 2
    err = capsys.readouterr().err
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "writes a folder; name it: --output"),
        (["-o", "-"], "writes a folder; name it: --output"),
        (["-o", "out", "--split", "s"], "--split goes without --engine spark"),
        (["-o", "out", "--workspace", "w"], "--workspace goes without --engine spark"),
        (["-o", "out", "--format", "trig"], "--format nquads leaves out all but N-Quads"),
        (["-o", "out", "--title", "t"], "--title goes without --engine spark"),
        (["-o", "out", "--spark", "memory=4g"], "write spark.KEY=VALUE"),
        (["-o", "out", "--batch", "0"], "--batch"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert words in " ".join(said(arguments, capsys).split())


@pytest.mark.parametrize("option", [["--master", "local[2]"], ["--spark", "spark.a=b"], ["--batch", "5"]])
def test_options_of_spark_need_spark(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(["build", ARTICLE, *option]) == 2
    assert "goes with --engine spark" in capsys.readouterr().err


@pytest.mark.parametrize("library", ["pyspark", "pyarrow"])
def test_without_the_library(
    library: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    err = said(["-o", "out"], capsys)
    assert f"needs {library}, which is not installed" in err
    assert 'pip install "diplokg[spark]"' in err


def _no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    from pyspark.sql import SparkSession

    monkeypatch.setattr(SparkSession, "getActiveSession", classmethod(lambda _: None))


def test_without_java(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _no_session(monkeypatch)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "needs Java 17 or later, which is not installed" in said(["-o", "out"], capsys)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo 'openjdk version \"11.0.2\" 2019-01-15' >&2", "of version 11"),
        ("exit 3", "does not run"),
    ],
)
def test_with_a_java_that_will_not_do(
    script: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _no_session(monkeypatch)
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    err = said(["-o", "out"], capsys)
    assert words in err
    assert "apt-get install default-jre-headless" in err


def test_a_master_that_is_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _no_session(monkeypatch)
    monkeypatch.setattr("kg.engines.spark.session._require_java", lambda: None)
    err = said(["-o", "out", "--master", "cluster:7077"], capsys)
    assert "no master of Spark. Write local[N], spark://HOST:PORT" in err


def test_where_executors_have_no_diplokg() -> None:
    from kg.engines.spark.session import job_error

    java = (
        "An error occurred while calling o12.parquet.\n: org.apache.spark.SparkException: Job aborted.\n"
        "Caused by: org.apache.spark.SparkException: EOFException occurred while reading the port number from"
        " kg.engines.spark.daemon's stdout."
    )
    assert "Install diplokg with its model there" in str(job_error(RuntimeError(java)))
