"""What Spark starts on each machine to make its Python workers from (``spark.python.daemon.module``).

It reads the language model and the tables once; its workers are copies of it (``fork``) that share what it
read. Spark's own daemon has read nothing, so that each worker reads the model anew, and after each task looks
through all of it for values bound in circles.
"""

from __future__ import annotations

import gc
import sys
from contextlib import redirect_stdout, suppress
from importlib import import_module

MODULE = "kg.engines.spark.daemon"
_STEPS = ("reading", "settling", "facts", "aligning", "columns", "merging", "tables")
#: What Spark's own worker imports for columns of Arrow, which takes each worker a second.
_LIBRARIES = ("pyarrow.compute", "pandas", "pyspark.sql.pandas.serializers", "pyspark.sql.pandas.types")
_TEXT = "The president of France met the king of Jordan in Paris on Monday to discuss trade."


def main() -> None:
    """Prepare, then do as Spark's own daemon; ends when Spark ends it."""
    from pyspark.daemon import manager

    with redirect_stdout(sys.stderr):  # Spark reads the number of a port from what is written
        prepare()
    manager()


def prepare() -> None:
    """Read what a worker needs, and let what was read out of each later search for circles.

    What fails here fails again in the worker, which says which article and why. No thread of Python is left
    running: a copy of the process would not have it. (Arrow has one of its own, which it starts anew.)
    """
    with suppress(Exception):
        for step in _STEPS:
            import_module(f"kg.engines.spark.{step}")
        _read()
    for library in _LIBRARIES:
        with suppress(Exception):
            import_module(library)
    gc.collect()
    gc.freeze()


def _read() -> None:
    """An article, for what is loaded and compiled with the first one."""
    from kg import pipeline
    from kg.model import Article

    pipeline.versions()
    pipeline.together([Article("prepared", _TEXT)], True)


if __name__ == "__main__":
    main()
