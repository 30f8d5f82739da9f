"""The issue scheme: every concept read, one tree, no label that names two concepts."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import kg.scheme
from kg.errors import TableError
from kg.extraction.issues.issue_terms import label_words
from kg.scheme import ancestors, scheme

GROUPS = {"relations", "security", "conflict", "economy", "technology", "crime-drugs", "people-society"}


def test_every_concept_of_the_file_is_read(root: Path) -> None:
    text = (root / "ontology" / "issues.ttl").read_text(encoding="utf-8")
    slugs = [line.removeprefix("issue:") for line in text.splitlines() if line.startswith("issue:")]
    assert len(slugs) == len(set(slugs)) == 102
    assert list(scheme()) == sorted(slugs)


def test_a_concept_has_its_labels_and_parent() -> None:
    fentanyl = scheme()["fentanyl"]
    assert (fentanyl.label, fentanyl.broader) == ("fentanyl", "synthetic-opioids")
    assert "fentanyl crisis" in fentanyl.alt
    assert list(fentanyl.alt) == sorted(fentanyl.alt)


def test_ancestors_end_at_a_group() -> None:
    assert ancestors("fentanyl") == ("synthetic-opioids", "narcotics", "crime-drugs")
    assert {slug for slug in scheme() if not ancestors(slug)} == GROUPS
    assert all((ancestors(slug) or (slug,))[-1] in GROUPS for slug in scheme())


def test_no_label_names_two_concepts() -> None:
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for concept in scheme().values():
        for label in (concept.label, *concept.alt):
            owners[label_words(label)].add(concept.slug)
    assert len(owners) > 1100
    assert {words: slugs for words, slugs in owners.items() if len(slugs) > 1} == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("this is not Turtle", "cannot be read"),
        (
            "@prefix i: <https://w3id.org/diplokg/issue/> . @prefix s: <http://www.w3.org/2004/02/skos/core#> .\n"
            'i:a s:prefLabel "a"@en ; s:broader i:b .',
            "unknown parent b",
        ),
    ],
)
def test_a_broken_scheme_is_named(
    text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "issues.ttl"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(kg.scheme, "ontology_file", lambda _: path)
    with pytest.raises(TableError, match=message):
        kg.scheme.shipped.__wrapped__()


def test_a_missing_scheme_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.scheme, "ontology_file", lambda _: tmp_path / "none.ttl")
    with pytest.raises(TableError, match=r"none\.ttl"):
        kg.scheme.shipped.__wrapped__()
