"""Turtle and TriG from lines of N-Quads: the bytes that ``kg.rdf.turtle`` writes, in a tenth of the time.

A node is turned into text as soon as its lines are there, and kept as such (``kg.rdf.arranged``). Blank
nodes, which no graph of ours has, go the slow way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from rdflib.namespace import XSD

from kg.rdf.arranged import (
    TYPE,
    Arranged,
    BlankNodeError,
    Said,
    arranged,
    said_by_graph,
    said_of,
    unescaped,
    words_of,
)
from kg.rdf.turtle import LOCAL_NAME, NUMBER, PREDICATES, PREFIX_OF, SECTIONS, quoted
from kg.vocab import PREFIXES

#: Terms whose text is remembered.
_MANY = 200_000
_PLACE = {f"<{iri}>": number for number, iri in enumerate(PREDICATES)}
_INTEGER, _DECIMAL, _STRING = (f"<{it}>" for it in (XSD.integer, XSD.decimal, XSD.string))
_INDENT = "    "


def write_turtle_text(blocks: Iterable[bytes], stream: IO[bytes]) -> None:
    """Writes what is said of each node (``kg.rdf.blocks.nodes``) as Turtle in UTF-8, graph names dropped.

    Memory grows by what sorts a node. Raises ``BlankNodeError`` before anything is written.
    """
    with arranged() as nodes:
        writer = _Writer()
        for block in blocks:
            node, said = said_of(block.decode())
            nodes.add(node, [said], {"": f"\n{writer.names[node]} {writer.described(said)} .\n"})
        _to(stream, writer.names.prefixes(), _turtle(nodes))


def write_trig_text(blocks: Iterable[bytes], stream: IO[bytes]) -> None:
    """The same as TriG: the default graph first, then the named graphs by IRI."""
    with arranged() as nodes:
        writer = _Writer()
        for block in blocks:
            node, graphs = said_by_graph(block.decode())
            start = f"\n{_INDENT}{writer.names[node]} "
            writer.names.use(graphs)
            texts = {}
            for graph, said in graphs.items():
                described = writer.described(said).replace("\n", f"\n{_INDENT}")
                texts[graph] = f"{start}{described} .\n"
            nodes.add(node, graphs.values(), texts)
        _to(stream, writer.names.prefixes(), _trig(nodes, writer.names))


def _to(stream: IO[bytes], head: str, chunks: Iterator[bytes]) -> None:
    """Without a line break at the beginning, and never without anything."""
    first = head.encode() or next(chunks, b"").removeprefix(b"\n")
    stream.write(first or b"\n")
    stream.writelines(chunks)


def _turtle(nodes: Arranged) -> Iterator[bytes]:
    for _, sections in nodes.graphs():
        for number, texts in sections:
            if number < len(SECTIONS):
                yield f"\n# --- {SECTIONS[number][0]}\n".encode()
            yield from texts


def _trig(nodes: Arranged, names: _Names) -> Iterator[bytes]:
    """A heading stands where another section begins than that which the graph before has ended with."""
    last = -1
    for graph, sections in nodes.graphs():
        yield f"\n{names[graph]} {{".encode() if graph else b"\n{"
        for number, texts in sections:
            if number != last and number < len(SECTIONS):
                yield f"\n{_INDENT}# --- {SECTIONS[number][0]}\n".encode()
            last = number
            yield from texts
        yield b"}\n"


class _Names(dict[str, str]):
    """Terms as Turtle writes them, remembered; ``used`` are the prefixes that they needed."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def __missing__(self, term: str) -> str:
        if len(self) >= _MANY:
            self.clear()
        found = self[term] = self.literal(term) if term[0] == '"' else self.name(term)
        return found

    def prefixes(self) -> str:
        """The declarations of those in use, in the order of ``kg.vocab``."""
        return "".join(f"@prefix {it}: <{PREFIXES[it]}> .\n" for it in PREFIXES if it in self.used)

    def use(self, graphs: Iterable[str]) -> None:
        """Have the prefixes of these names of graphs declared."""
        for graph in graphs:
            if graph and graph not in self:
                self[graph] = self.name(graph)

    def name(self, term: str) -> str:
        """A node, by a prefix where it has one."""
        if term[0] == "_":
            raise BlankNodeError(term)
        cut = max(term.rfind("/"), term.rfind("#")) + 1
        prefix, local = PREFIX_OF.get(term[1:cut]), term[cut:-1]
        if prefix is None or not LOCAL_NAME.fullmatch(local):
            return term
        self.used.add(prefix)
        return f"{prefix}:{local}"

    def literal(self, term: str) -> str:
        """A literal on one line, whose escapes are those of N-Triples where all of it can be seen."""
        end = term.rindex('"')
        words, tail = term[1:end], term[end + 1 :]
        shown = term[: end + 1]
        if not words.isprintable() or "\\u" in words or "\\U" in words:
            shown = quoted(unescaped(words))
        if tail[:1] == "@":
            return shown + tail
        kind = tail[2:] or _STRING
        name = self[kind]
        if kind == _INTEGER and words.isascii() and words.removeprefix("-").isdecimal():
            return words
        if kind == _DECIMAL and NUMBER.fullmatch(words):
            return words if "." in words else f"{words}.0"
        return shown if kind == _STRING else f"{shown}^^{name}"


class _Writer:
    """What is said of a node as Turtle has it."""

    def __init__(self) -> None:
        self.names = _Names()
        self._verbs: dict[tuple[str, ...], list[tuple[str, str]]] = {}

    def described(self, said: Said) -> str:
        """Predicates and values, without the node and the dot."""
        names = self.names
        parts = []
        for predicate, verb in self._verbs.get(tuple(said)) or self._ordered(tuple(said)):
            found = said[predicate]
            if len(found) == 1:
                parts.append(f"{verb} {names[found[0]]}")
            else:
                found.sort(key=_value_key)
                words = ",\n        ".join([names[it] for it in found])
                parts.append(f"{verb} {words}")
        return " ;\n    ".join(parts)

    def _ordered(self, predicates: tuple[str, ...]) -> list[tuple[str, str]]:
        """The predicates in their order, each with its text; remembered."""
        order = sorted(predicates, key=lambda it: (_PLACE.get(it, len(_PLACE)), it[1:-1]))
        if len(self._verbs) >= _MANY:
            self._verbs.clear()
        known = self._verbs[predicates] = [(it, "a" if it == TYPE else self.names[it]) for it in order]
        return known


def _value_key(term: str) -> tuple[Any, ...]:
    if term[0] == "<":
        return (0, term[1:-1], "", "")
    tail = term[term.rindex('"') + 1 :]
    language, kind = (tail[1:], "") if tail[:1] == "@" else ("", tail[3:-1] or _STRING[1:-1])
    return (1, words_of(term), language, kind)
