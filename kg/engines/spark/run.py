"""A whole run: read, settle, process in batches, align, write. What was finished is not done again.

Every step writes a folder, which Spark marks when it is whole; a step that finds its mark is passed over, one
without its mark is done anew. So a run that was killed is finished by the same command, with the same result.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg import pipeline
from kg.alignment.align import Alignment
from kg.built import Skipped
from kg.engines.spark import aligning, tables
from kg.engines.spark.asked import FORMS, Asked, configuration
from kg.engines.spark.facts import FACT, facts
from kg.engines.spark.folder import Folder
from kg.engines.spark.listing import File, listed
from kg.engines.spark.merging import merged_of
from kg.engines.spark.reading import ITEM, items
from kg.engines.spark.session import EngineError, job_error
from kg.engines.spark.settling import ARTICLE, place_of, settled
from kg.engines.spark.tables import MEETING
from kg.errors import ArticleError, KgError, SourceError
from kg.rdf.aligned import rewriting

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: Whether Hadoop marks a folder in which all is written.
_MARKED = "mapreduce.fileoutputcommitter.marksuccessfuljobs"
Part = Literal["all", "first", "last"]
_COUNTED = ("articles", "statements", "meetings", "batches")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run gave. ``done_before`` are the batches that it found finished, of ``batches``."""

    articles: int
    statements: int
    meetings: int
    skipped: Sequence[Skipped]
    batches: int
    done_before: int
    alignment: Alignment | None = None


def run(session: SparkSession, asked: Asked) -> Ran:
    """Build into the folder ``asked.output``: the articles, and the graph in the forms that are asked for.

    Raises KgError: for sources that cannot be read, an article that fails (both unless ``keep_going``), a
    folder that holds something else, and a job that fails.
    """
    try:
        return _Run(session, asked).all()
    except KgError:
        raise
    except Exception as error:  # py4j has no narrower class for what Java throws
        raise job_error(error) from error


class _Run:
    def __init__(self, session: SparkSession, asked: Asked) -> None:
        self.session, self.asked = session, asked
        self.output = Folder(session, _address(asked.output))
        self.work = self.output / "work"
        self.batches = self.done_before = 0

    def all(self) -> Ran:
        files = listed(self.session, self.asked.sources, self.asked.given)
        self._claim(files)
        if (self.output / "summary.json").exists():
            return self._found()
        self._step(self.output / "items", "reading", lambda: items(self.session, files, self.asked.given))
        refused = self._refused()
        count, self.batches = self._settle()
        for number in range(self.batches):
            self._batch(number, count)
        alignment = self._write(count)
        return self._finished(self._told(refused, alignment))

    def _step(
        self,
        folder: Folder,
        words: str,
        make: Callable[[], DataFrame],
        *by: str,
        text: bool = False,
        part: Part = "all",
    ) -> bool:
        """Write what ``make`` gives, unless it is there; whether there was something to do.

        Of a folder that is written in two parts the last is put beside the first and marks it.
        """
        if folder.is_finished():
            return False
        self._begin(words)
        writer = make().write.mode("append" if part == "last" else "overwrite")
        writer = writer.option(_MARKED, str(part != "first").lower())
        if by:
            writer = writer.partitionBy(*by)
        if text:
            writer.option("compression", "gzip").option("lineSep", "\n").text(folder.path)
        else:
            writer.option("compression", "zstd").parquet(folder.path)
        return True

    def _begin(self, words: str) -> None:
        """Tell what is done now, to the user and in Spark's own account of its jobs."""
        self.asked.tell(words)
        self.session.sparkContext.setJobDescription(words)

    def _frame(self, columns: str, *folders: Folder) -> DataFrame:
        """What was written there; the columns are told, for Spark would start a job to find them."""
        return self.session.read.schema(columns).parquet(*(folder.path for folder in folders))

    def _claim(self, files: list[File]) -> None:
        """Make the folder this run's; raise EngineError where it is another's."""
        mine = configuration(self.asked, files)
        note = self.output / "run.json"
        if note.exists():
            theirs = json.loads(note.read())
            differ = sorted(key for key in mine if theirs.get(key) != mine[key])
            if differ:
                raise EngineError(
                    f"{self.asked.output}: holds what another run made; different: {', '.join(differ)}."
                    " Name another folder, or remove this one."
                )
        elif not self.output.is_empty():
            raise EngineError(
                f"{self.asked.output}: is not empty, and not of a run of this engine. Name another folder."
            )
        else:
            note.write(json.dumps(mine, indent=1, ensure_ascii=False) + "\n")

    def _refused(self) -> list[Skipped]:
        """Sources and records that could not be read, in order; raises the first unless it is skipped."""
        read = self._frame(ITEM, self.output / "items")
        rows = read.where("error is not null").select("file", "number", "place", "error").collect()
        found = [Skipped(None, row.error, row.place) for row in sorted(rows, key=place_of)]
        if found and not self.asked.keep_going:
            raise SourceError(found[0].reason, found[0].place)
        return found

    def _settle(self) -> tuple[int, int]:
        read = self._frame(ITEM, self.output / "items")
        count = read.where("error is null").count()
        batches = max(1, math.ceil(count / self.asked.batch))

        def make() -> DataFrame:
            return settled(self.session, read, batches).repartition("batch")

        self._step(self.output / "articles", f"{count:,} articles: ids and copies", make, "batch")
        return count, batches

    def _batch(self, number: int, count: int) -> None:
        def make() -> DataFrame:
            articles = self._frame(ARTICLE, self.output / "articles").where(f"batch = {number}")
            return facts(self.session, articles, count // self.batches, pipeline.versions())

        folder = self.work / f"facts-{number:06}"
        words = f"batch {number + 1:,} of {self.batches:,}, {count:,} articles in all"
        self.done_before += not self._step(folder, words, make)
        if self.asked.keep_going:
            return
        made = self._frame(FACT, folder)
        rows = made.where("cause = 'failed'").select("file", "number", "reason").collect()
        if rows:
            raise ArticleError(f"{min(rows, key=place_of).reason} --keep-going skips such articles.")

    def _facts(self) -> DataFrame:
        folders = [self.work / f"facts-{number:06}" for number in range(self.batches)]
        return self._frame(FACT, *folders)

    def _form(self, name: str) -> Folder:
        """Where a form of the graph is written; what is not asked for and yet needed goes with the work."""
        return (self.output if name in self.asked.forms else self.work) / name

    def _write(self, count: int) -> Alignment | None:
        """The graph in its forms; the alignment, where it was made in this run.

        Side by side, so that the cores that one step leaves idle work for another.
        """
        forms = self.asked.forms
        nquads, merged, table, meetings = (self._form(name) for name in FORMS)
        if all(self._form(name).is_finished() for name in {*forms, "meetings"}):
            return None
        session, step, facts_ = self.session, self._step, self._facts()
        own = facts_.where("lines is not null").select("lines")
        alignment, about = None, None
        with ThreadPoolExecutor(len(FORMS)) as pool:

            def write(lines: DataFrame, part: Part) -> Iterator[Future[bool]]:
                if "quads" in forms:
                    yield pool.submit(
                        step, table, "writing Parquet", lambda: tables.quads_of(lines), part=part
                    )
                yield pool.submit(step, nquads, "writing N-Quads", lambda: lines, text=True, part=part)

            steps: list[Future[bool]] = []
            if self.asked.decisions is None:
                steps.extend(write(own, "all"))
            else:
                self._begin("aligning")
                alignment, quads = aligning.aligned(
                    facts_, count, self.asked.decisions, meanwhile=lambda: steps.extend(write(own, "first"))
                )
                joined = self.work / "alignment"
                step(joined, "writing the alignment", lambda: tables.lines_of(session, quads))
                about = self._frame("lines string", joined)
            records, replaced = aligning.records_of(facts_), alignment.replaced if alignment else {}
            if "merged" in forms:
                by = tables.rewriting_of(about) if about is not None else rewriting(())
                lines = own.union(about) if about is not None else own
                merge = partial(merged_of, session, lines, by, count)
                steps.append(pool.submit(step, merged, "writing the merge", merge, text=True))
            steps.append(
                pool.submit(
                    step, meetings, "writing meetings", lambda: tables.meetings_of(session, records, replaced)
                )
            )
            for done in steps:
                done.result()
            if about is not None:
                for done in [*write(about, "last")]:
                    done.result()
        for name in {"nquads", "merged"}.intersection(forms):
            self._form(name).rename_all(".txt.gz", ".nq.gz")
        return alignment

    def _told(self, refused: list[Skipped], alignment: Alignment | None) -> Ran:
        made = self._facts()
        row = made.selectExpr("count_if(reason is null)", "coalesce(sum(statements), 0)").first()
        told = ("file", "number", "id", "reason", "place", "cause")
        rows = made.where("reason is not null").select(*told).collect()
        skipped = [Skipped(r.id, r.reason, r.place, r.cause) for r in sorted(rows, key=place_of)]
        meetings = self._frame(MEETING, self._form("meetings")).select("aligned").distinct().count()
        built, statements = (int(value) for value in row) if row else (0, 0)
        return Ran(
            built, statements, meetings, [*refused, *skipped], self.batches, self.done_before, alignment
        )

    def _finished(self, ran: Ran) -> Ran:
        """Say in the folder what was done, and remove what only a run that goes on needs."""
        lines = [json.dumps(asdict(it), ensure_ascii=False) + "\n" for it in ran.skipped]
        (self.output / "rejects.jsonl").write("".join(lines))
        counted = {key: getattr(ran, key) for key in _COUNTED}
        (self.output / "summary.json").write(json.dumps(counted, indent=1) + "\n")
        self.work.remove()
        (self.output / "items").remove()
        return ran

    def _found(self) -> Ran:
        """What the run that made the folder gave."""
        lines = (self.output / "rejects.jsonl").read().splitlines()
        counted = json.loads((self.output / "summary.json").read())
        return Ran(
            **counted, skipped=[Skipped(**json.loads(it)) for it in lines], done_before=counted["batches"]
        )


def _address(output: str) -> str:
    """The output as Spark takes it: a local folder by its full path."""
    return output if "://" in output or output.startswith("file:") else f"file:{Path(output).absolute()}"
