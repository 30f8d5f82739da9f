"""Answers as frames: a column for each variable, of the type of its values, in both libraries."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pandas as pd
import polars as pl
import pytest
from pyoxigraph import Literal, NamedNode, Triple

import kg
from kg.rdf.results import Result, Term
from kg.vocab import PREFIXES
from tests.test_api import MISSING


def xsd(words: str, kind: str) -> Literal:
    return Literal(words, datatype=NamedNode(PREFIXES["xsd"] + kind))


CASES: list[tuple[str, list[Term | None], str, list[object]]] = [
    ("whole numbers", [xsd("3", "integer"), None, xsd("-4", "long")], "Int64", [3, None, -4]),
    ("decimals", [xsd("0.90", "decimal"), xsd("1", "double"), None], "Float64", [0.9, 1.0, None]),
    ("truth", [xsd("true", "boolean"), xsd("0", "boolean")], "boolean", [True, False]),
    ("days", [xsd("2024-05-03", "date"), None, xsd("0750-01-01", "date")], "datetime64[s]", [date(2024, 5, 3), None, date(750, 1, 1)]),
    ("words", [Literal("a"), Literal("b", language="en"), None], "string", ["a", "b", None]),
    ("IRIs", [NamedNode("urn:a"), None], "string", ["urn:a", None]),
    ("mixed", [xsd("3", "integer"), Literal("x")], "string", ["3", "x"]),
    ("numbers of two kinds", [xsd("3", "integer"), xsd("0.5", "decimal")], "Float64", [3.0, 0.5]),
    ("not what its type says", [xsd("many", "integer"), xsd("3", "integer")], "string", ["many", "3"]),
    ("too large", [xsd(str(2**70), "integer")], "string", [str(2**70)]),
    ("years", [xsd("2024", "gYear")], "string", ["2024"]),
    ("nothing at all", [None, None], "string", [None, None]),
    ("no day", [xsd("2024-13-45", "date")], "string", ["2024-13-45"]),
]  # fmt: skip


@pytest.mark.parametrize(("terms", "dtype", "values"), [it[1:] for it in CASES], ids=[it[0] for it in CASES])
def test_a_column_has_the_type_of_its_values(
    terms: list[Term | None], dtype: str, values: list[object]
) -> None:
    result = Result("table", ("x",), tuple((it,) for it in terms))
    frame = result.to_pandas()
    assert str(frame["x"].dtype) == dtype
    plain = [None if pd.isna(it) else it.date() if isinstance(it, datetime) else it for it in frame["x"]]
    assert plain == values
    other = result.to_polars()
    assert other["x"].to_list() == values
    kinds = {"Int64": pl.Int64, "Float64": pl.Float64, "boolean": pl.Boolean, "datetime64[s]": pl.Date}
    assert other["x"].dtype == kinds.get(dtype, pl.String)


def test_there_are_thirteen_columns() -> None:
    assert len(CASES) == 13


def test_no_rows_keep_their_columns() -> None:
    result = Result("table", ("a", "b"))
    assert list(result.to_pandas().columns) == list(result.to_polars().columns) == ["a", "b"]
    assert result.to_pandas().shape == result.to_polars().shape == (0, 2)


def test_graphs_and_truth_are_frames_too() -> None:
    triple = Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"))
    graph = Result("graph", triples=(triple,))
    assert graph.to_pandas().to_dict("list") == {
        "subject": ["urn:a"],
        "predicate": ["urn:b"],
        "object": ["c"],
    }
    assert graph.to_polars().rows() == [("urn:a", "urn:b", "c")]
    assert Result("boolean", boolean=True).to_pandas()["answer"].to_list() == [True]


def test_an_answer_can_be_counted_on() -> None:
    found = kg.extract("President Anna Berg met Minister Kenji Ito in Oslo on 3 May 2024.")
    frame = kg.query(found, "evidence").to_pandas()
    assert (frame["end"] - frame["begin"] == frame["quote"].str.len()).all()
    assert 0 < float(frame["confidence"].mean()) < 1


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_without_the_library_the_message_says_what_to_install(library: str) -> None:
    call = f"r = kg.query([], 'ASK {{}}'); r.render(); r.to_{library}()"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", MISSING.format(library=library, call=call)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == (
        f'a frame needs {library}, which is not installed. Install it: pip install "diplokg[frames]"\n'
    )
