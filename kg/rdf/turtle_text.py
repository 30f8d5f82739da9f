"""Turtle from lines of N-Quads: the bytes that ``kg.rdf.turtle`` writes, in a tenth of the time.

A node is turned into text as soon as its lines are there; what is kept of it is where that text lies in a
temporary file and the key by which it is sorted. Blank nodes, which no graph of ours has, go the slow way.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from typing import IO, Any

from rdflib.namespace import RDF, RDFS, XSD

from kg.rdf.turtle import (
    BY_EVIDENCE,
    LOCAL_NAME,
    MENTIONS,
    NUMBER,
    OTHER,
    PREDICATES,
    PREFIX_OF,
    RANK,
    SECTIONS,
    quoted,
)
from kg.vocab import DIP, PREFIXES

#: Terms whose text is remembered.
_MANY = 200_000
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_TYPE, _LABEL, _BEGIN, _END, _ARTICLE, _OF = (
    f"<{it}>" for it in (RDF.type, RDFS.label, DIP.begin, DIP.end, DIP.inArticle, DIP.mentionOf)
)
_PLACE = {f"<{iri}>": number for number, iri in enumerate(PREDICATES)}
_CLASS = {f"<{iri}>": rank for iri, rank in RANK.items()}
_INTEGER, _DECIMAL, _STRING = (f"<{it}>" for it in (XSD.integer, XSD.decimal, XSD.string))
_NO_EVIDENCE = ("\uffff", 0, 0)
_NOWHERE = ("", 0, 0)

Where = tuple[str, int, int]


class BlankNodeError(ValueError):
    """A blank node is among the statements; only ``kg.rdf.turtle`` can write it."""


def write_turtle_text(blocks: Iterable[bytes], stream: IO[bytes]) -> None:
    """Writes what is said of each node (``kg.rdf.blocks.nodes``) as Turtle in UTF-8.

    Memory grows by what sorts a node, some 400 bytes. Raises ``BlankNodeError`` before anything is written.
    """
    with tempfile.TemporaryFile() as kept:
        writer = _Writer(kept)
        for block in blocks:
            writer.add(block.decode())
        chunks = writer.chunks()
        stream.write(next(chunks, b"").removeprefix(b"\n") or b"\n")
        stream.writelines(chunks)


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
            shown = quoted(_unescaped(words))
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
    """What was made of the nodes so far; their texts are in the file ``kept``."""

    def __init__(self, kept: IO[bytes]) -> None:
        self.kept = kept
        self.size = 0
        self.names = _Names()
        self.verbs: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        self.first: dict[str, Where] = {}
        self.sections: list[list[tuple[Any, ...]]] = [[] for _ in range(len(SECTIONS) + 1)]

    def chunks(self) -> Iterator[bytes]:
        """The parts of the file in their order."""
        if head := "".join(f"@prefix {it}: <{PREFIXES[it]}> .\n" for it in PREFIXES if it in self.names.used):
            yield head.encode()
        if not self.size:
            return
        self.kept.flush()
        with mmap(self.kept.fileno(), 0, access=ACCESS_READ) as texts:
            for number, nodes in enumerate(self.sections):
                if number in BY_EVIDENCE:
                    nodes = [(self.first.get(it[0], _NO_EVIDENCE), *it) for it in nodes]
                nodes.sort()
                if nodes and number < len(SECTIONS):
                    yield f"\n# --- {SECTIONS[number][0]}\n".encode()
                for it in nodes:
                    yield texts[it[-2] : it[-1]]

    def add(self, block: str) -> None:
        """One node: its text to the file, its key to its section."""
        values: dict[str, list[str]] = {}
        last, found = "", []
        for line in block.split("\n"):
            node, predicate, rest = line.split(" ", 2)
            value = rest[: rest.index(" ", rest.rindex('"'))] if rest[0] == '"' else rest[: rest.index(" ")]
            if predicate != last:
                values[predicate] = found = [value]
                last = predicate
            elif value != found[-1]:
                found.append(value)
        names = self.names
        parts = []
        for predicate, verb in self.verbs.get(tuple(values)) or self.ordered(tuple(values)):
            found = values[predicate]
            if len(found) == 1:
                parts.append(f"{verb} {names[found[0]]}")
            else:
                found.sort(key=_value_key)
                words = ",\n        ".join([names[it] for it in found])
                parts.append(f"{verb} {words}")
        described = " ;\n    ".join(parts)
        text = f"\n{names[node]} {described} .\n".encode()
        self.kept.write(text)
        start = self.size
        self.size += len(text)
        self.rank(node[1:-1], values, start)

    def rank(self, iri: str, values: dict[str, list[str]], start: int) -> None:
        """The key by which the node is sorted, as ``kg.rdf.turtle.ranks`` has it."""
        number, place = min([_CLASS.get(it, OTHER) for it in values.get(_TYPE, ())], default=OTHER)
        where = _NOWHERE
        if _BEGIN in values:
            where = (_least(values, _ARTICLE), _whole(values, _BEGIN), _whole(values, _END))
            target = _least(values, _OF) or iri
            self.first[target] = min(self.first.get(target, where), where)
        if number == MENTIONS:
            self.sections[number].append((where, iri, start, self.size))
        elif number in BY_EVIDENCE:
            self.sections[number].append((iri, start, self.size))
        else:
            key = (place, _least(values, _LABEL).casefold(), iri, start, self.size)
            self.sections[number].append(key)

    def ordered(self, predicates: tuple[str, ...]) -> list[tuple[str, str]]:
        """The predicates in their order, each with its text; remembered."""
        order = sorted(predicates, key=lambda it: (_PLACE.get(it, len(_PLACE)), it[1:-1]))
        if len(self.verbs) >= _MANY:
            self.verbs.clear()
        known = self.verbs[predicates] = [(it, "a" if it == _TYPE else self.names[it]) for it in order]
        return known


def _unescaped(words: str) -> str:
    def char(it: re.Match[str]) -> str:
        code = it[1] or it[2]
        return chr(int(code, 16)) if code else _SHORT.get(it[3], it[3])

    return _ESCAPED.sub(char, words) if "\\" in words else words


def _words(term: str) -> str:
    """The words of a literal, the IRI of a node."""
    return term[1:-1] if term[0] == "<" else _unescaped(term[1 : term.rindex('"')])


def _value_key(term: str) -> tuple[Any, ...]:
    if term[0] == "<":
        return (0, term[1:-1], "", "")
    tail = term[term.rindex('"') + 1 :]
    language, kind = (tail[1:], "") if tail[:1] == "@" else ("", tail[3:-1] or _STRING[1:-1])
    return (1, _words(term), language, kind)


def _least(values: dict[str, list[str]], predicate: str) -> str:
    found = values.get(predicate)
    if found is None:
        return ""
    return _words(found[0]) if len(found) == 1 else min(map(_words, found))


def _whole(values: dict[str, list[str]], predicate: str) -> int:
    words = _least(values, predicate)
    return int(words) if words.isdecimal() else 0
