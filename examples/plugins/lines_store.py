"""A store: N-Quads in one sorted file, to be kept under version control.

kg build news/ --store lines_store:LinesStore -o graph.nq
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat


class LinesStore:
    """The quads of a file, which is written when the store is closed."""

    def __init__(self, target: str) -> None:
        self._path = Path(target)
        old = self._path.read_bytes() if self._path.exists() else b""
        self._quads: set[Quad] = set(pyoxigraph.parse(old, format=RdfFormat.N_QUADS))

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; those that are there already change nothing."""
        self._quads.update(quads)

    def quads(self) -> Iterator[Quad]:
        """All quads, sorted."""
        yield from sorted(self._quads, key=str)

    def close(self) -> None:
        """Write the file."""
        lines = pyoxigraph.serialize(self.quads(), format=RdfFormat.N_QUADS)
        self._path.write_bytes(lines or b"")
