"""The proof of the evidence holds, and fails when one character or one offset is changed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model import Article
from kg.rdf.terms import in_namespace, integer
from kg.rdf.verify import mention_count, verify
from kg.vocab import DIP
from tests.rdf.invented import ARTICLE, TEXT

TYPE = in_namespace("rdf", "type")


def mentions(store: Store) -> list[NamedNode]:
    kind = NamedNode(DIP.Mention)
    return sorted({quad.subject for quad in store.quads_for_pattern(None, TYPE, kind, None)}, key=str)


def change(store: Store, node: NamedNode, property_: str, value: Literal | None) -> None:
    quads = list(store.quads_for_pattern(node, NamedNode(DIP[property_]), None, None))
    assert len(quads) == 1
    store.remove(quads[0])
    if value is not None:
        store.add(Quad(node, quads[0].predicate, value, quads[0].graph_name))


def test_the_invented_article_is_proved(store: Store) -> None:
    assert verify(store, [ARTICLE]) == []
    assert verify(store, {ARTICLE.digest: ARTICLE}) == []
    assert mention_count(store) == len(mentions(store)) > 35


def test_the_seed_gold_is_proved(gold: Store, seed_text: str) -> None:
    assert verify(gold, [Article("seed-article", seed_text)]) == []
    assert mention_count(gold) == 108


@pytest.mark.parametrize("position", range(0, len(TEXT), 7))
def test_one_changed_character_of_the_source_fails(store: Store, position: int) -> None:
    other = "#" if TEXT[position] != "#" else "%"
    changed = replace(ARTICLE, text=TEXT[:position] + other + TEXT[position + 1 :])
    found = verify(store, [changed])
    assert [finding.message for finding in found] == ["changed text: the source of this id has another hash"]


@pytest.mark.parametrize(("property_", "shift"), [("begin", 1), ("begin", -1), ("end", 1), ("end", -1)])
def test_one_changed_offset_of_any_mention_fails(quads: list[Quad], property_: str, shift: int) -> None:
    whole = Store()
    whole.extend(quads)
    for mention in mentions(whole):
        store = Store()
        store.extend(quads)
        old = next(iter(store.quads_for_pattern(mention, NamedNode(DIP[property_]), None, None))).object
        change(store, mention, property_, integer(int(old.value) + shift))
        found = verify(store, [ARTICLE])
        assert [finding.node for finding in found] == [mention.value]
        assert re.match("wrong quote|offsets (lie outside|are not whole)", found[0].message)


def test_a_changed_quote_fails(store: Store) -> None:
    mention = mentions(store)[0]
    change(store, mention, "quote", Literal("Norlund"))
    assert [finding.message for finding in verify(store, [ARTICLE])] == [
        "wrong quote: the source has other words there"
    ]


@pytest.mark.parametrize("value", [Literal("x"), integer(10_000), integer(-3), None])
def test_offsets_that_are_none_fail(store: Store, value: Literal | None) -> None:
    change(store, mentions(store)[0], "end", value)
    found = verify(store, [ARTICLE])
    assert len(found) == 1
    assert any(words in found[0].message for words in ("whole numbers", "outside", "exactly one"))


def test_a_missing_source_fails_and_says_which(store: Store) -> None:
    found = verify(store, [Article("other", "Other text.")])
    assert [(finding.label, finding.message.split(":")[0]) for finding in found] == [
        (ARTICLE.title, "missing source")
    ]
    assert ARTICLE.digest in found[0].value


def test_the_keys_of_a_mapping_are_not_trusted(store: Store) -> None:
    forged = {ARTICLE.digest: replace(ARTICLE, text=TEXT + " ")}
    assert [finding.message.split(":")[0] for finding in verify(store, forged)] == ["changed text"]


def test_a_forged_hash_fails(store: Store) -> None:
    changed = replace(ARTICLE, text=TEXT.replace("grain", "grape"))
    node, identifier = in_namespace("art", ARTICLE.digest[:16]), in_namespace("dcterms", "identifier")
    for quad in list(store.quads_for_pattern(node, identifier, None, None)):
        store.remove(quad)
        store.add(Quad(node, identifier, Literal(f"sha256:{changed.digest}"), quad.graph_name))
    assert "not the one in its IRI" in verify(store, [changed])[0].message


@pytest.mark.parametrize(
    "node",
    ["ev:2021-03-03-meeting-0000000001", "pt:1e4ecbc878", "hold:00000000aa", "id:Q90000001", "id:premier-cccccccccc",
     "id:old-mint-9999999999", "issue:eel-quota-dddddddddd", "issue:food-security", "ev:act-request-0000000005"],
)  # fmt: skip
def test_a_node_without_evidence_fails(store: Store, node: str) -> None:
    target = in_namespace(*node.split(":", 1))
    for quad in list(store.quads_for_pattern(None, NamedNode(DIP.mentionOf), target, None)):
        for statement in list(store.quads_for_pattern(quad.subject, None, None, None)):
            store.remove(statement)
    found = verify(store, [ARTICLE])
    assert [(finding.node, finding.message) for finding in found] == [
        (target.value, "no mention evidences this node")
    ]


def test_a_mention_of_nothing_fails(store: Store) -> None:
    target = in_namespace("ev", "gone")
    change(store, mentions(store)[0], "mentionOf", None)
    store.add(Quad(mentions(store)[0], NamedNode(DIP.mentionOf), target))
    assert (target.value, "is mentioned but not described") in {
        (it.node, it.message) for it in verify(store, [ARTICLE])
    }


def test_an_empty_graph_has_nothing_to_prove() -> None:
    assert verify(Store(), [ARTICLE]) == []
    assert mention_count(Store()) == 0
