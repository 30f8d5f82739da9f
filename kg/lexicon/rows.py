"""Rows of tables, and a lexicon: the rows that a user adds to those that ship."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.notebook import table, words


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column, all of them, and where they stand ("bodies.tsv:12"), for messages."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Rows that are added to the shipped tables; ``SHIPPED`` adds none.

    ``tables`` holds (name of the table, its rows) by name. ``digest`` are 12 hexadecimal digits that depend
    on the cells alone, not on files, order of files or comments; "" where nothing is added. Two lexicons of
    one digest say the same. ``name`` is for people. Make one by ``kg.read_lexicon``; it can be pickled.

    >>> from kg.lexicon import SHIPPED
    >>> print(SHIPPED)
    the shipped lexicon
    """

    name: str = ""
    tables: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    digest: str = ""

    def _repr_html_(self) -> str:
        counts = ((words(name), str(len(rows))) for name, rows in self.tables)
        return table(("table", "rows added"), counts, str(self))

    def rows(self, table: str) -> tuple[Row, ...]:
        """What is added to one table, in the order of the file."""
        return next((rows for name, rows in self.tables if name == table), ())

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and other.digest == self.digest

    def __str__(self) -> str:
        if not self.tables:
            return "the shipped lexicon"
        sizes = ", ".join(f"{table} {len(rows)}" for table, rows in self.tables)
        return f"lexicon {self.name} ({sizes}; {self.digest})"


SHIPPED = Lexicon()
