"""A Spark session, or an error that says what is missing: pyspark, Java, the master, workers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from kg.engines.spark import daemon
from kg.errors import KgError, not_installed

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = 17
_WAIT = 180.0
#: Articles whose lines Java hands to Python at once: some have a few megabytes each.
_AT_ONCE = 25
#: Into how many tasks Spark deals what it reads from files at least: with few that differ in length, cores
#: wait for the longest.
_PARTS = "spark.sql.files.minPartitionNum"
_TASKS_EACH = 8
_LOCAL = re.compile(r"^local(\[|$)|^spark://(127\.|localhost[:,]|\[::1\])")
_MASTER = re.compile(r"^(local(\[(\*|\d+)(,\s*\d+)?\])?|spark://\S+:\d+|yarn|k8s://\S+)$")


class EngineError(KgError):
    """Spark cannot be used as asked, or a job failed; says what to do."""


@contextmanager
def opened(master: str | None, settings: Mapping[str, str]) -> Iterator[SparkSession]:
    """The session, ended afterwards; one that is running already in this process is used and left running.

    ``master`` is ``None`` for that of the environment (``spark-submit``, ``spark-defaults.conf``), else
    ``local[*]``. Raises EngineError.
    """
    _require_libraries()
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    _require_java()
    if master is not None and not _MASTER.match(master):
        raise EngineError(
            f"{master}: no master of Spark. Write local[N], spark://HOST:PORT, yarn or k8s://HOST:PORT."
        )
    session = _started(master, settings)
    try:
        yield session
    finally:
        session.stop()


def _started(master: str | None, settings: Mapping[str, str]) -> SparkSession:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if master is None or _LOCAL.match(master):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.appName("kg build")
    if master is not None:
        builder = builder.master(master)
    for key, value in {**_defaults(master), **settings}.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        if _PARTS not in settings:
            session.conf.set(_PARTS, str(_TASKS_EACH * session.sparkContext.defaultParallelism))
        _await_workers(session)
        Thread(target=_warm, args=(session,), daemon=True).start()
    except EngineError:
        raise
    except Exception as error:  # py4j has no narrower class for what Java throws
        what = _cause(error)
        raise EngineError(f"{master or 'Spark'}: no session could be started ({what}).") from error
    return session


def _warm(session: SparkSession) -> None:
    """Have the executors read the language model while sources are listed; what fails, fails again later."""
    context = session.sparkContext
    tasks = max(1, context.defaultParallelism // 2)
    with suppress(Exception):
        context.setJobDescription("starting Python")
        context.parallelize(range(tasks), tasks).count()


def _defaults(master: str | None) -> dict[str, str]:
    """Quiet, times in UTC, and a driver that only this machine sees where all is on this machine."""
    found = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.sql.session.timeZone": "UTC",
        "spark.executorEnv.OMP_NUM_THREADS": "1",
        "spark.python.daemon.module": daemon.MODULE,
        # Else Spark starts a second daemon, which reads the model once more, for what goes by Arrow.
        "spark.sql.execution.pyspark.udf.simplifiedTraceback.enabled": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_AT_ONCE),
        # Three times as fast as the level that is usual, for files a fifth larger.
        "spark.hadoop.zlib.compress.level": "BEST_SPEED",
    }
    if master is None or _LOCAL.match(master):
        found |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if master is None or master.startswith("local"):
        # Java only cuts, sorts and writes what Python makes: its better compiler costs more than it gives.
        found["spark.driver.extraJavaOptions"] = "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC"
    return found


def _await_workers(session: SparkSession) -> None:
    """Return when an executor is there; a standalone cluster without one would be waited for for ever."""
    context = session.sparkContext
    if not str(context.master).startswith("spark://"):
        return
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        java = context._jsc.sc()
        if java.isStopped():
            break
        if java.getExecutorMemoryStatus().size() > 1:
            return
        time.sleep(0.2)
    session.stop()
    raise EngineError(
        f"{context.master}: no executor came within {_WAIT:.0f} seconds. Does the master answer there, are"
        " workers registered, and have they the memory and cores that are asked for"
        " (--spark spark.executor.memory=1g)?"
    )


def _require_libraries() -> None:
    for name in ("pyspark", "pyarrow"):
        try:
            __import__(name)
        except ImportError as error:
            raise EngineError(not_installed("--engine spark", name, "spark")) from error


def _require_java() -> None:
    """Raise EngineError where there is no Java, or one that Spark cannot use."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    needs = f"--engine spark needs Java {JAVA} or later"
    how = "Install it (on Debian: apt-get install default-jre-headless), or set JAVA_HOME."
    if java is None:
        raise EngineError(f"{needs}, which is not installed. {how}")
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)  # noqa: S603 - the user's own Java
    except (OSError, subprocess.CalledProcessError) as error:
        raise EngineError(f"{needs}; {java} does not run. {how}") from error
    version = re.search(r'version "(\d+)', told.stderr + told.stdout)
    if version is not None and int(version[1]) < JAVA:
        raise EngineError(f"{needs}; {java} is of version {version[1]}. {how}")


def job_error(error: Exception) -> EngineError:
    """What a failed job says, in one line."""
    return EngineError(f"a Spark job failed: {_cause(error)}. What was finished is kept: run again to go on.")


def _cause(error: Exception) -> str:
    """The most telling line of an error of Spark, which may be long and of two languages."""
    text = str(error)
    ours = re.findall(r"^\s*(?:kg\.errors\.\w+|kg\.engines\.spark\.\w+\.\w+): (.+)$", text, re.MULTILINE)
    if ours:
        return str(ours[-1])
    if daemon.MODULE in text:
        return (
            f"the Python of an executor cannot run {daemon.MODULE}. Install diplokg with its model there, and"
            " let PYSPARK_PYTHON name that Python"
        )
    reasons = re.findall(
        r"^(?:Caused by: |: )?(?:[\w.$]+\.)?\w*(?:Exception|Error): (.+)$", text, re.MULTILINE
    )
    lines = reasons[-1:] or text.strip().splitlines()[:1] or [type(error).__name__]
    return " ".join(lines[0].split())[:300].rstrip(".")
