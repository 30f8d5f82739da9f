"""Spark for the tests of engines: one session for all of them, on two cores of this machine."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def require_spark() -> None:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed, which Spark needs")


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    require_spark()
    from kg.engines.spark.session import opened

    with opened("local[2]", {"spark.sql.shuffle.partitions": "2"}) as session:
        yield session
