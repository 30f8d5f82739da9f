"""What a query would do, read off its parse: whether it asks other servers, and its algebra as a tree.

The tree is rdflib's SPARQL 1.1 algebra. Oxigraph gives its own to nobody, so a query that has the word
``SERVICE`` anywhere must be understood by both before it runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyparsing import ParseBaseException, ParseResults
from rdflib.paths import Path
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Literal, URIRef, Variable

from kg.errors import QueryError
from kg.rdf.tokens import OPAQUE
from kg.vocab import PREFIXES, shortened

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LEFT = re.compile(r"\\[uU]")
_OPERATORS = frozenset(
    "SelectQuery AskQuery ConstructQuery DescribeQuery Project Distinct Reduced OrderBy Slice Filter Join"
    " LeftJoin Union Minus Extend Group AggregateJoin Graph BGP ToMultiSet values".split()
)
_UNSAID = frozenset({"_vars", "PV", "lazy", "datasetClause"})
_FORM = re.compile(r"(?<![\w:?$-])(SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!:)", re.IGNORECASE)
_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w.-]*)?:", re.IGNORECASE)


def checked(text: str) -> str:
    """The query text that may be run: the same, or with its code point escapes put in (SPARQL 1.1, 19.2).

    Raises ``QueryError`` for a query whose algebra has a ``SERVICE``. A text without these seven letters,
    escaped ones included, cannot have one and is not parsed; a text with them is read by rdflib and by the
    engine in exactly the same form, so that neither can see a string where the other sees code.
    """
    plain = _expanded(text)
    if "service" not in plain.casefold():
        return text
    if _LEFT.search(plain):
        raise QueryError("syntax error: a code point escape is left after escapes were put in")
    if any(node.name == "ServiceGraphPattern" for node in _nodes(_parsed(plain))):
        raise QueryError("SERVICE asks another server; queries here stay offline")
    return plain


def _expanded(text: str) -> str:
    def char(match: re.Match[str]) -> str:
        code = int(match.group(1) or match.group(2), 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise QueryError(f"syntax error: {match.group()} is no character")
        return chr(code)

    return _ESCAPE.sub(char, text)


def with_prefixes(text: str) -> str:
    """The query with the known prefixes that it uses declared before it, on its own first line."""
    return missing_prefixes(text).replace("\n", " ") + text


def missing_prefixes(text: str) -> str:
    """The known prefixes that the query uses and does not declare, declared line by line."""
    declared = set(_DECLARED.findall(text))
    missing = [name for name in PREFIXES if name not in declared and f"{name}:" in text]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing)


def kind_of(text: str) -> str:
    """What a query answers with: ``"table"``, ``"boolean"`` or ``"graph"``, by its first word of form."""
    visible = OPAQUE.sub(" ", text)
    word = _FORM.search(visible)
    return {"select": "table", "ask": "boolean"}.get(word.group(1).casefold() if word else "select", "graph")


def algebra(text: str) -> str:
    """The algebra tree of the query, two spaces a level, one operator or triple pattern a line."""
    parsed = _parsed(text)
    try:
        tree = translateQuery(parsed).algebra
    except RecursionError as error:
        raise QueryError("the query is nested too deeply") from error
    except Exception as error:  # rdflib raises plain exceptions, as for an unknown prefix
        raise QueryError(f"the query means nothing: {' '.join(str(error).split())[:200]}") from error
    return "".join(f"{line}\n" for line in _lines(tree, 0))


def _lines(node: CompValue, depth: int) -> Iterator[str]:
    """The operator, what it works by, then what it works on."""
    known = [(name, value) for name, value in node.items() if name not in _UNSAID]
    below = [value for _, value in known if isinstance(value, CompValue) and value.name in _OPERATORS]
    said = [f"{name}={_words(value)}" for name, value in known if name != "triples" and value not in below]
    yield "  " * depth + " ".join([node.name, *said])
    for triple in dict(node).get("triples", ()):
        yield "  " * (depth + 1) + " ".join(_words(term) for term in triple)
    for value in below:
        yield from _lines(value, depth + 1)


def _words(value: object) -> str:
    if isinstance(value, CompValue):
        return f"{value.name}({', '.join(_words(v) for k, v in value.items() if k not in _UNSAID)})"
    if isinstance(value, Path):
        return str(value.n3())
    if isinstance(value, URIRef):
        return shortened(str(value))
    if isinstance(value, (Variable, Literal, BNode)):
        return value.n3()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_words(it) for it in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_words(k)}: {_words(v)}" for k, v in value.items()) + "}"
    return str(value)


def well_formed(text: str) -> bool:
    """Whether the grammar of SPARQL 1.1 has such a query, by rdflib; what it means is not looked at."""
    try:
        _parsed(text)
    except QueryError:
        return False
    return True


def _parsed(text: str) -> ParseResults:
    # On lines of their own: rdflib reads nothing of SERVICE behind the hash of an IRI on the same line.
    known = missing_prefixes(text)
    try:
        found: ParseResults = parseQuery(known + text)
    except RecursionError as error:
        raise QueryError("the query is nested too deeply") from error
    except ParseBaseException as error:
        raise QueryError(
            f"syntax error at line {error.lineno - known.count(chr(10))}, column {error.column}:"
            " not SPARQL 1.1 there"
        ) from error
    except Exception as error:
        raise QueryError(f"syntax error: {' '.join(str(error).split())[:200]}") from error
    return found


def _nodes(tree: object) -> Iterator[CompValue]:
    """Every node of the parse, in no order; walks with a stack of its own, not by recursion."""
    waiting = [tree]
    while waiting:
        found = waiting.pop()
        if isinstance(found, CompValue):
            yield found
            waiting.extend(found.values())
        elif not isinstance(found, str) and hasattr(found, "__iter__"):
            waiting.extend(found)
