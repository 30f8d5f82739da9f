"""The questions that ship with the project: SPARQL files of ``ontology/questions`` with their headers.

A header is comment lines before the query::

    # title: Everything on an issue
    # description: What is reported on an issue and on all issues below it.
    # parameters: issue: Issue = issue:narcotics; party: Actor
    # order: 4

A parameter ``issue`` stands in the query as ``VALUES ?param_issue { issue:narcotics }`` (or ``{ UNDEF }``
where nothing is asked by default), so that every file is plain SPARQL and runs anywhere as it is. The types
are local names of classes of the ontology, ``Node`` (anything with a label), ``Code`` (a concept of a code
list), ``string``, ``integer``, ``decimal``, ``date`` or ``date_end`` (a day; of a month or year the last one,
where ``date`` is the first).
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.resources import ontology_file

_HEADER = re.compile(r"^#\s*(title|description|parameters|order)\s*:\s*(.*?)\s*$", re.MULTILINE)
_PARAMETER = re.compile(r"\s*([A-Za-z]\w*)\s*:\s*(\w+)\s*(?:=\s*(.+?))?\s*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a question can be narrowed by; without ``default`` it is left open unless given."""

    name: str
    type: str
    default: str | None = None

    def __str__(self) -> str:
        shown = f" = {self.default}" if self.default else ""
        return f"{self.name}: {self.type}{shown}"


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name, what it answers, and its parameters in the order of its header."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    order: int = 0


@cache
def questions() -> tuple[Question, ...]:
    """The shipped questions in their order; read once."""
    files = ontology_file("questions").glob("*.rq")
    found = [_question(path.stem, path.read_text(encoding="utf-8")) for path in files]
    return tuple(sorted(found, key=lambda question: (question.order, question.name)))


def question_of(query: str) -> Question:
    """The question that ``query`` names: a shipped one, the path of a ``.rq`` file, or SPARQL text itself.

    Raises ``QueryError`` for a name that is none, with the names nearest to it, and for a missing file.
    """
    shipped = {question.name: question for question in questions()}
    if query in shipped:
        return shipped[query]
    if query.casefold().endswith(".rq"):
        return _from_file(Path(query))
    if re.search(r"\s|\{", query.strip()):
        return _question("", query)
    near = difflib.get_close_matches(query.casefold(), shipped, n=3, cutoff=0.4)
    near += [name for name in shipped if query and query.casefold() in name and name not in near]
    hint = f"did you mean {' or '.join(near)}?" if near else "'kg questions' lists them"
    raise QueryError(f"no question is called {query!r}; {hint}")


def _from_file(path: Path) -> Question:
    try:
        return _question(str(path), path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QueryError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: is not UTF-8 text") from error


def _question(name: str, text: str) -> Question:
    header = dict(_HEADER.findall(text))
    order = header.get("order", "0")
    return Question(
        name=name,
        title=header.get("title", name),
        description=header.get("description", ""),
        parameters=tuple(_parameters(name, header.get("parameters", ""))),
        text=text,
        order=int(order) if order.isdecimal() else 0,
    )


def _parameters(name: str, header: str) -> list[Parameter]:
    found = []
    for part in header.split(";"):
        if not part.strip():
            continue
        match = _PARAMETER.fullmatch(part)
        if match is None:
            raise QueryError(f"{name}: a parameter is written 'name: Type = default', not {part.strip()!r}")
        found.append(Parameter(*match.groups()))
    return found
