"""What each stage makes of two short examples, kept in ``golden/`` so that a change shows in a diff.

A golden file says what is, not what is right: the tests of quality do that. When a change is wanted::

    REWRITE_GOLDEN=1 pytest tests/test_golden_stages.py

writes the files anew; read their diff before it is committed. ``annotation.tsv`` guards the model: it states
another spaCy than the one installed, so its words, tags, heads and entities must stay as they are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from kg.extraction.extract import extract
from kg.linking.link import link
from kg.model import Article, Extraction
from kg.nlp.annotate import annotate
from kg.rdf.describe import RunInfo, describe
from kg.sources.read import read
from kg.vocab import PREFIXES

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = Path(__file__).parents[1] / "examples"
SHORT = ("macron-germany-state-visit", "mascarene-call-readout")
SEED_PARAGRAPHS = 3
RUN = RunInfo(version="0", model="model", model_version="0")


@cache
def article_of(name: str) -> Article:
    """The example with what its side file says of it."""
    (article,) = read([EXAMPLES / f"{name}.txt"])
    return article


@cache
def extraction_of(name: str) -> Extraction:
    return extract(annotate(article_of(name)), article_of(name))


def annotation(article: Article, paragraphs: int) -> str:
    """One line for each token of the headline and the first paragraphs: offset, word, tag, relation, head's
    distance, entity, and whether a sentence begins.
    """
    doc = annotate(article)
    spans = [*doc.spans["headline"], *doc.spans["paragraphs"]][: paragraphs + 1]
    lines = ["offset\tword\ttag\trelation\thead\tentity\tsentence"]
    for span in spans:
        for token in span:
            entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
            first = "S" if token.is_sent_start else ""
            head = token.head.i - token.i
            fields = [
                token.idx,
                json.dumps(token.text, ensure_ascii=False)[1:-1],
                token.tag_,
                token.dep_,
                head,
                entity,
                first,
            ]
            lines.append("\t".join(map(str, fields)))
    return "\n".join(lines) + "\n"


def extraction(name: str) -> str:
    """JSON with one thing found a line; mentions as "begin-end factuality confidence", nothing empty."""
    found = extraction_of(name)
    lines = []
    for kind, things in asdict(found).items():
        if kind != "article":
            rows = [json.dumps(_compact(thing), ensure_ascii=False) for thing in things]
            lines.append(
                f'"{kind}": [' + "".join(f"\n  {row}," for row in rows).rstrip(",") + ("\n]" if rows else "]")
            )
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: Any) -> Any:
    if isinstance(value, Mapping):
        if set(value) == {"start", "end", "factuality", "confidence"}:
            return f"{value['start']}-{value['end']} {value['factuality']} {value['confidence']:g}"
        kept = {key: _compact(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, [], {}, "")}
    if isinstance(value, list | tuple):
        return [_compact(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def linking(name: str) -> str:
    """A line for each local id: kind, local part of the IRI, label, Wikidata id, other names."""
    found = link(extraction_of(name))
    lines = ["id\tkind\tIRI\tlabel\tsame as\tnames"]
    for local_id, entity in found.entities.items():
        fields = [
            local_id,
            entity.kind,
            entity.local,
            entity.label,
            entity.same_as or "",
            "; ".join(entity.names),
        ]
        lines.append("\t".join(fields))
    for kind, nodes in (("event", found.events), ("holding", found.holdings)):
        lines += [f"{local_id}\t{kind}\t{local}\t\t\t" for local_id, local in nodes.items()]
    return "\n".join([lines[0], *sorted(lines[1:])]) + "\n"


def quads(name: str) -> str:
    """A line for each node: its name, then its properties with their values; graph names left out."""
    found = extraction_of(name)
    nodes: dict[str, dict[str, list[str]]] = {}
    for quad in describe(found, link(found), RUN):
        values = nodes.setdefault(_short(quad.subject), {}).setdefault(_short(quad.predicate), [])
        values.append(_short(quad.object))
    return "".join(f"{node}{_properties(of)}\n" for node, of in sorted(nodes.items(), key=_place))


def _place(item: tuple[str, Mapping[str, Iterable[str]]]) -> tuple[bool, int, int, str]:
    """Mentions come last, in the order of the text."""
    node, of = item
    offsets = [int(next(iter(of.get(f"dip:{name}", "0")))) for name in ("begin", "end")]
    return "dip:begin" in of, offsets[0], offsets[1], node


def _properties(of: Mapping[str, Iterable[str]]) -> str:
    return "".join(f"\t{name} {', '.join(sorted(set(values)))}" for name, values in sorted(of.items()))


def _short(term: object) -> str:
    """A term in as few signs as name it: prefixed IRI, or the literal without its type."""
    if isinstance(term, NamedNode):
        for prefix, namespace in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
        return f"<{term.value}>"
    assert isinstance(term, Literal)
    if term.datatype.value.endswith(("#integer", "#decimal", "#date")):
        return term.value
    return json.dumps(term.value, ensure_ascii=False)


def compare(made: str, path: Path) -> None:
    """Fails where the file differs from what is made now; writes it when asked to."""
    if os.environ.get("REWRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8")
    assert made.splitlines() == kept.splitlines(), "REWRITE_GOLDEN=1 writes the golden files anew"


STAGES = {"extraction.json": extraction, "linking.tsv": linking, "quads.tsv": quads}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", SHORT)
def test_stage(name: str, stage: str) -> None:
    compare(STAGES[stage](name), GOLDEN / name / stage)


def test_annotation_of_the_seed_article() -> None:
    compare(
        annotation(article_of("seed-article"), SEED_PARAGRAPHS), GOLDEN / "seed-article" / "annotation.tsv"
    )


def test_no_golden_file_is_left_over() -> None:
    kept = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()}
    assert kept == {f"{name}/{stage}" for name in SHORT for stage in STAGES} | {"seed-article/annotation.tsv"}


def test_golden_files_hold_something() -> None:
    rows = {path.name: path.read_text(encoding="utf-8") for path in (GOLDEN / SHORT[0]).iterdir()}
    assert len(json.loads(rows["extraction.json"])["meetings"]) >= 1
    assert len(rows["linking.tsv"].splitlines()) > 10
    assert len(rows["quads.tsv"].splitlines()) > 30
    tokens = (GOLDEN / "seed-article" / "annotation.tsv").read_text(encoding="utf-8").splitlines()
    assert len(tokens) > 80


def test_a_difference_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REWRITE_GOLDEN", raising=False)
    path = tmp_path / "golden.tsv"
    path.write_text("a\tb\n", encoding="utf-8")
    compare("a\tb\n", path)
    with pytest.raises(AssertionError, match="REWRITE_GOLDEN=1"):
        compare("a\tc\n", path)
