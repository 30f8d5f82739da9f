"""Small files in a folder of any file system that Spark reaches: local, HDFS, S3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.engines.spark.session import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder by its address; ``path`` is what Spark's readers and writers take."""

    session: SparkSession
    path: str

    def __truediv__(self, name: str) -> Folder:
        return Folder(self.session, f"{self.path.rstrip('/')}/{name}")

    def exists(self) -> bool:
        """Whether there is something."""
        file_system, path = self._java()
        return bool(file_system.exists(path))

    def is_empty(self) -> bool:
        """Whether there is nothing in it, or it is not there."""
        file_system, path = self._java()
        return not file_system.exists(path) or len(file_system.listStatus(path)) == 0

    def is_finished(self) -> bool:
        """Whether Spark has written this folder whole."""
        return (self / "_SUCCESS").exists()

    def read(self) -> str:
        """The text of a small file."""
        file_system, path = self._java()
        stream = file_system.open(path)
        try:
            return bytes(stream.readAllBytes()).decode("utf-8")
        finally:
            stream.close()

    def write(self, text: str) -> None:
        """Make this a file with this text, whole or not at all: written beside its place and moved there."""
        file_system, path = self._java()
        beside = self._jvm().org.apache.hadoop.fs.Path(f"{self.path}.part")
        try:
            stream = file_system.create(beside, True)
            try:
                stream.write(bytearray(text.encode("utf-8")))
            finally:
                stream.close()
            file_system.delete(path, False)
            done = file_system.rename(beside, path)
        except Exception as error:  # py4j has no narrower class for what Java throws
            what = str(getattr(error, "java_exception", error)).partition("\n")[0]
            raise EngineError(f"{self.path}: cannot be written ({what}).") from error
        if not done:
            raise EngineError(f"{self.path}: cannot be written.")

    def remove(self) -> None:
        """Remove it with all that is in it; nothing happens where it is not there."""
        file_system, path = self._java()
        file_system.delete(path, True)

    def rename_all(self, ending: str, new: str) -> None:
        """Give the files in it that end so another ending."""
        file_system, path = self._java()
        for status in file_system.listStatus(path):
            file = status.getPath()
            if file.getName().endswith(ending):
                name = file.getName().removesuffix(ending) + new
                file_system.rename(file, self._jvm().org.apache.hadoop.fs.Path(file.getParent(), name))

    def _jvm(self) -> Any:
        return self.session.sparkContext._jvm

    def _java(self) -> tuple[Any, Any]:
        """Java's file system and path."""
        path = self._jvm().org.apache.hadoop.fs.Path(self.path)
        return path.getFileSystem(self.session.sparkContext._jsc.hadoopConfiguration()), path
