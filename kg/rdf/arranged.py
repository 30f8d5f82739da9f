"""Nodes in the order in which files for people have them: each is made into text at once, and kept in a file.

What memory keeps of a node is where its text lies and the key by which it is sorted, some 400 bytes for each
graph that speaks of it. The order is that of ``kg.rdf.turtle.ranks``: it goes by what all graphs say of it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from typing import IO, Any

from rdflib.namespace import RDF, RDFS

from kg.rdf.turtle import BY_EVIDENCE, MENTIONS, OTHER, RANK, SECTIONS
from kg.vocab import DIP

TYPE = f"<{RDF.type}>"
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LABEL, _BEGIN, _END, _ARTICLE, _OF = (
    f"<{it}>" for it in (RDFS.label, DIP.begin, DIP.end, DIP.inArticle, DIP.mentionOf)
)
_SORTING = (TYPE, _LABEL, _BEGIN, _END, _ARTICLE, _OF)
_CLASS = {f"<{iri}>": rank for iri, rank in RANK.items()}
_NO_EVIDENCE = ("\uffff", 0, 0)
_NOWHERE = ("", 0, 0)

#: What is said of a node: terms as N-Quads has them, by predicate.
Said = dict[str, list[str]]
_Where = tuple[str, int, int]


class BlankNodeError(ValueError):
    """A blank node is among the statements; only the ways by rdflib can write it."""


def unescaped(words: str) -> str:
    """What stands between the quotes of N-Quads, with its escapes put in."""

    def char(it: re.Match[str]) -> str:
        code = it[1] or it[2]
        return chr(int(code, 16)) if code else _SHORT.get(it[3], it[3])

    return _ESCAPED.sub(char, words) if "\\" in words else words


def words_of(term: str) -> str:
    """The words of a literal, the IRI of a node."""
    return term[1:-1] if term[0] == "<" else unescaped(term[1 : term.rindex('"')])


def said_of(block: str) -> tuple[str, Said]:
    """The node of a block of lines (``kg.rdf.blocks.nodes``) and what all graphs say of it together."""
    values: Said = {}
    node, last, found = "", "", []
    for line in block.split("\n"):
        node, predicate, rest = line.split(" ", 2)
        value = rest[: rest.index(" ", rest.rindex('"'))] if rest[0] == '"' else rest[: rest.index(" ")]
        if predicate != last:
            values[predicate] = found = [value]
            last = predicate
        elif value != found[-1]:
            found.append(value)
    return node, values


def said_by_graph(block: str) -> tuple[str, dict[str, Said]]:
    """The same by graph; the default graph has no name."""
    graphs: dict[str, Said] = {}
    node = ""
    for line in block.split("\n"):
        node, predicate, rest = line.split(" ", 2)
        end = rest.index(" ", rest.rindex('"') if rest[0] == '"' else 0)
        graph = rest[end + 1 : -2]
        said = graphs.get(graph)
        if said is None:
            said = graphs[graph] = {}
        found = said.get(predicate)
        if found is None:
            said[predicate] = [rest[:end]]
        else:
            found.append(rest[:end])
    return node, graphs


class Arranged:
    """Texts of nodes, and for each graph the keys of those that it speaks of, by section."""

    def __init__(self, kept: IO[bytes]) -> None:
        self._kept = kept
        self._size = 0
        self._first: dict[str, _Where] = {}
        self._graphs: dict[str, list[list[tuple[Any, ...]]]] = {}

    def add(self, node: str, said: Iterable[Said], texts: Mapping[str, str]) -> None:
        """A node with what the graphs say of it and the text that each of these (by name) has of it."""
        number, key = self._rank(node[1:-1], _together(list(said)))
        for graph, text in texts.items():
            data = text.encode()
            self._kept.write(data)
            start = self._size
            self._size += len(data)
            sections = self._graphs.get(graph)
            if sections is None:
                sections = self._graphs[graph] = [[] for _ in range(len(SECTIONS) + 1)]
            sections[number].append((*key, start, self._size))

    def _rank(self, iri: str, values: Said) -> tuple[int, tuple[Any, ...]]:
        number, place = min([_CLASS.get(it, OTHER) for it in values.get(TYPE, ())], default=OTHER)
        where = _NOWHERE
        if _BEGIN in values:
            where = (_least(values, _ARTICLE), _whole(values, _BEGIN), _whole(values, _END))
            target = _least(values, _OF) if _OF in values else iri
            self._first[target] = min(self._first.get(target, where), where)
        if number == MENTIONS:
            return number, (where, iri)
        if number in BY_EVIDENCE:
            return number, (iri,)
        return number, (place, _least(values, _LABEL).casefold(), iri)

    def graphs(self) -> Iterator[tuple[str, Iterator[tuple[int, Iterator[bytes]]]]]:
        """The graphs in the order of their names, each with the texts of its nodes by number of section.

        What was given of a graph is let go; texts are read when their section comes.
        """
        if not self._size:
            return
        self._kept.flush()
        with mmap(self._kept.fileno(), 0, access=ACCESS_READ) as texts:
            for graph in sorted(self._graphs, key=lambda it: it[1:-1]):
                yield graph, self._sections(self._graphs.pop(graph), texts)

    def _sections(
        self, sections: list[list[tuple[Any, ...]]], texts: mmap
    ) -> Iterator[tuple[int, Iterator[bytes]]]:
        for number, nodes in enumerate(sections):
            if number in BY_EVIDENCE:
                nodes = [(self._first.get(it[0], _NO_EVIDENCE), *it) for it in nodes]
            nodes.sort()
            if nodes:
                yield number, (texts[it[-2] : it[-1]] for it in nodes)


def _together(said: list[Said]) -> Said:
    if len(said) == 1:
        return said[0]
    return {key: found for key in _SORTING if (found := [value for it in said for value in it.get(key, ())])}


@contextmanager
def arranged() -> Iterator[Arranged]:
    """An empty one, whose temporary file is there in the context."""
    with tempfile.TemporaryFile() as kept:
        yield Arranged(kept)


def _least(values: Said, predicate: str) -> str:
    found = values.get(predicate)
    if found is None:
        return ""
    return words_of(found[0]) if len(found) == 1 else min(map(words_of, found))


def _whole(values: Said, predicate: str) -> int:
    words = _least(values, predicate)
    return int(words) if words.isdecimal() else 0
