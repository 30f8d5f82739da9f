"""Values given as words to the RDF terms that a query is bound to.

A name becomes the node that has this label, and an unknown or ambiguous name an error that says what there
is. A bound term is written into the query's own ``VALUES`` block by the RDF library, which escapes it, so
that no value can change the query around it.
"""

from __future__ import annotations

import difflib
import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from kg.codes import codes
from kg.errors import QueryError
from kg.ids import normal_name
from kg.rdf import terms
from kg.rdf.questions import Parameter, Question
from kg.resources import ontology_file
from kg.vocab import DIP, PREFIXES, shortened

if TYPE_CHECKING:
    from kg.rdf.query import Asked

Term = NamedNode | Literal

LITERAL_TYPES = ("string", "integer", "decimal", "date", "date_end")
_CURIE = re.compile(r"([a-z]+):([^\s<>\"{}|\\^`]*)")
_DECIMAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_IRI = re.compile(r"<?(https?://[^\s<>\"{}|\\^`]+)>?")


def bound(question: Question, params: Mapping[str, str], view: Asked) -> str:
    """The question's text with each given parameter in its ``VALUES`` block.

    ``view`` is the merged graph that names are looked up in. Raises ``QueryError`` for a parameter that the
    question lacks and for a value that is not of its type.
    """
    text = question.text
    declared = {parameter.name: parameter for parameter in question.parameters}
    for name, value in params.items():
        parameter = declared.get(name)
        if declared and parameter is None:
            known = "; ".join(str(each) for each in question.parameters)
            raise QueryError(f"{question.name or 'the query'} has no parameter {name!r}; it has {known}")
        term = term_of(parameter, value, view) if parameter else _untyped(value)
        text = _with_values(text, name, term)
    return text


def _with_values(text: str, name: str, term: Term) -> str:
    """Puts the term in place of the block's content, or in a block after the query where it has none."""
    variable = f"param_{name}" if re.search(rf"[?$]param_{re.escape(name)}\b", text) else name
    if not re.fullmatch(r"\w+", name) or not re.search(rf"[?$]{variable}\b", text):
        raise QueryError(f"the query has no variable ?{name} to bind")
    block = f"VALUES ?{variable} {{ {term} }}"
    pattern = re.compile(rf"VALUES\s+[?$]{variable}\s*\{{[^{{}}]*\}}", re.IGNORECASE)
    return pattern.sub(lambda _: block, text) if pattern.search(text) else f"{text}\n{block}"


def term_of(parameter: Parameter, value: str, view: Asked) -> Term:
    """The term for a value of the parameter's type."""
    if parameter.type in LITERAL_TYPES:
        return _literal(parameter, value.strip())
    if parameter.type == "Code":
        return _code(parameter.name, value.strip())
    return _iri(value.strip()) or _named(parameter, value, view)


_A_DAY = "a day (2023-05-17), month (2023-05) or year (2023)"
_FORMS = {"integer": "a whole number", "decimal": "a number such as 0.9", "date": _A_DAY, "date_end": _A_DAY}


def _literal(parameter: Parameter, value: str) -> Literal:
    try:
        if parameter.type == "integer":
            return terms.integer(int(value))
        if parameter.type == "decimal":
            if not re.fullmatch(_DECIMAL, value):
                raise ValueError(value)
            return Literal(value, datatype=terms.in_namespace("xsd", "decimal"))
        if parameter.type in ("date", "date_end"):
            return terms.day(_day(value, last=parameter.type == "date_end"))
    except ValueError as error:
        raise QueryError(f"parameter {parameter.name}: {value!r} is not {_FORMS[parameter.type]}") from error
    return terms.string(value)


def _day(value: str, *, last: bool) -> date:
    """The day, or the first (else the last) day of the month ``2023-05`` or year ``2023``."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value)
    if parts is None:
        raise ValueError(value)
    year = int(parts.group(1))
    month = int(parts.group(2) or (12 if last else 1))
    if not 1 <= month <= 12:
        raise ValueError(value)
    return date(year, month, int(parts.group(3) or (monthrange(year, month)[1] if last else 1)))


def _untyped(value: str) -> Term:
    """For queries without a header: an IRI, a number, a day or a plain string, by its look."""
    iri = _iri(value)
    if iri is not None:
        return iri
    if re.fullmatch(r"[+-]?[0-9]+", value):
        return Literal(value, datatype=terms.in_namespace("xsd", "integer"))
    if re.fullmatch(_DECIMAL, value):
        return Literal(value, datatype=terms.in_namespace("xsd", "decimal"))
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return Literal(value, datatype=terms.in_namespace("xsd", "date"))
    return terms.string(value)


def _iri(value: str) -> NamedNode | None:
    """The node of a full IRI or of a name with a known prefix, else ``None``."""
    full = _IRI.fullmatch(value)
    short = _CURIE.fullmatch(value)
    try:
        if full:
            return NamedNode(full.group(1))
        known = short and short.group(1) in PREFIXES
        return NamedNode(PREFIXES[short.group(1)] + short.group(2)) if short and known else None
    except ValueError as error:
        raise QueryError(f"{value!r} is no IRI: {error}") from error


def _code(name: str, value: str) -> NamedNode:
    """A code by prefixed name, name (``"status-held"``), or its name without the list's (``"held"``)."""
    iri = _iri(value)
    if iri is not None:
        return iri
    wanted = "-".join(value.casefold().split())
    found = [code for code in codes() if wanted in {code, code.split("-", 1)[1]}]
    if len(found) == 1:
        return terms.in_namespace("dipc", found[0])
    if found:
        raise QueryError(f"parameter {name}: {value!r} may be {' or '.join(found)}")
    near = difflib.get_close_matches(wanted, [*codes(), *(code.split("-", 1)[1] for code in codes())], n=3)
    raise QueryError(
        f"parameter {name}: no code is called {value!r}" + (f"; near are {', '.join(near)}" if near else "")
    )


def _named(parameter: Parameter, value: str, view: Asked) -> NamedNode:
    """The node of the parameter's class whose label, alternative label or local name is the value."""
    labels = _labels(parameter, view)
    wanted = normal_name(value)
    for kinds in (("label",), ("local",), ("alt",)):
        found = sorted({node for node, kind, name, _ in labels if kind in kinds and name == wanted})
        if len(found) == 1:
            return NamedNode(found[0])
        if found:
            raise QueryError(
                f"parameter {parameter.name}: {value!r} names {len(found)} nodes: "
                f"{_listed(found, view)}; give one of these as {parameter.name}=IRI"
            )
    names = {name: written for _, kind, name, written in sorted(labels) if kind != "local"}
    near = (
        difflib.get_close_matches(wanted, names, n=3)
        + [name for name in names if wanted and wanted in name][:3]
    )
    hint = f"; near are {', '.join(dict.fromkeys(names[it] for it in near))}" if near else ""
    raise QueryError(f"parameter {parameter.name}: no {parameter.type} is called {value!r}{hint}")


def _listed(found: list[str], view: Asked) -> str:
    """The first nodes with their kind and country, as far as the graph has them."""
    text = ontology_file("choices.rq").read_text(encoding="utf-8")
    told: dict[str, str] = {}
    for node in found[:8]:
        for row in view.query(_with_values(text, "node", NamedNode(node)), prefixes=PREFIXES):  # type: ignore[union-attr]
            words = [terms.value_of(row[name]) for name in ("kind", "country") if row[name] is not None]
            told.setdefault(node, ", ".join(words))
    more = f" and {len(found) - 8} more" if len(found) > 8 else ""
    return ", ".join(shortened(n) + (f" ({told[n]})" if told.get(n) else "") for n in found[:8]) + more


def _labels(parameter: Parameter, view: Asked) -> list[tuple[str, str, str, str]]:
    """Node, kind of name (label, alt, local), normal name and name of everything of the parameter's class."""
    if parameter.type != "Node" and parameter.type not in DIP:
        raise QueryError(
            f"parameter {parameter.name}: {parameter.type} is neither a class of the ontology nor Node"
        )
    text = ontology_file("names.rq").read_text(encoding="utf-8")
    if parameter.type != "Node":
        text = _with_values(text, "class", NamedNode(DIP[parameter.type]))
    found = []
    for row in view.query(text, prefixes=PREFIXES):  # type: ignore[union-attr]
        node, label, kind = (row[name] for name in ("node", "label", "kind"))
        local = node.value.rsplit("/", 1)[-1]
        found.append((node.value, kind.value, normal_name(label.value), label.value))
        found.append((node.value, "local", normal_name(local), local))
    return found
