"""Answers as frames of pandas and polars: a column for each variable, of the type of its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from kg.errors import KgError, not_installed
from kg.rdf.terms import value_of
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import pandas
    import polars

    from kg.rdf.results import Term

_XSD = PREFIXES["xsd"]
_WHOLE = [f"{_XSD}{name}" for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger")]
_READ: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    **dict.fromkeys(_WHOLE, ("integer", int)),
    **dict.fromkeys((f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"), ("number", float)),
    f"{_XSD}boolean": ("boolean", lambda words: words in ("true", "1")),
    f"{_XSD}date": ("day", lambda words: date.fromisoformat(words[:10])),
}
_LARGEST = 2**63
_PANDAS = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "day": "datetime64[s]"}


def columns(names: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> dict[str, tuple[str, list[Any]]]:
    """Name -> kind and values: integer, number, boolean and day as Python has them, else text.

    A column is text where its values are of several kinds, or one of them is not what its type says.
    IRIs are written in full, absent values ``None``.
    """
    return {name: _column([row[place] for row in rows]) for place, name in enumerate(names)}


def pandas_frame(names: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> pandas.DataFrame:
    """A pandas DataFrame; days are ``datetime64[s]``, absent values ``pd.NA`` or ``NaT``."""
    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        raise missing("pandas") from error
    found = columns(names, rows)
    made = {
        name: pd.Series(values, dtype=_PANDAS.get(kind, "string"), name=name)
        for name, (kind, values) in found.items()
    }
    return pd.DataFrame(made, columns=list(names))


def polars_frame(names: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> polars.DataFrame:
    """A polars DataFrame; days are ``Date``, absent values null."""
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        raise missing("polars") from error
    types = {"integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "day": pl.Date}
    found = columns(names, rows)
    return pl.DataFrame(
        [pl.Series(name, values, dtype=types.get(kind, pl.String)) for name, (kind, values) in found.items()]
    )


def missing(library: str) -> KgError:
    """What to say where a library of frames is not there."""
    return KgError(not_installed("a frame", library, "frames"))


def _column(terms: Sequence[Term | None]) -> tuple[str, list[Any]]:
    kinds = {_kind(term) for term in terms if term is not None}
    kind = "number" if kinds == {"integer", "number"} else next(iter(kinds), "text")
    if kind != "text" and kinds <= {kind, "integer"}:
        try:
            values = [None if term is None else _read(term) for term in terms]
            return kind, [float(it) if kind == "number" and it is not None else it for it in values]
        except ValueError:
            pass  # not in the form that the type asks for: as it is written
    return "text", [None if term is None else value_of(term) for term in terms]


def _kind(term: Term) -> str:
    return _READ[term.datatype.value][0] if isinstance(term, Literal) and _typed(term) else "text"


def _typed(term: Literal) -> bool:
    return not term.language and term.datatype.value in _READ


def _read(term: Term) -> Any:
    assert isinstance(term, Literal)  # noqa: S101 - of a kind that only literals have
    found = _READ[term.datatype.value][1](term.value)
    if isinstance(found, int) and abs(found) >= _LARGEST:
        raise ValueError(term.value)
    return found
