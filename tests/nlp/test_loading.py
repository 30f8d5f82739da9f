"""spaCy is loaded without its command line, which is there for who asks, and its model without its words."""

from __future__ import annotations

import subprocess
import sys
import warnings

import pytest
import spacy
from spacy.language import Language

from kg.model import Article
from kg.nlp.annotate import (
    _ABBREVIATED,
    _GIVEN,
    _GLUED,
    _JOINT,
    _SLASHED,
    MODEL,
    annotate,
    article_memory,
    pipeline,
)

_LOADED = """
import sys
import kg.nlp.annotate
import spacy
print(*(name in sys.modules for name in ("spacy", "spacy.cli", "requests", "weasel", "srsly.ruamel_yaml")))
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, "spacy.cli" in sys.modules)
import spacy.cli
print(callable(spacy.cli.download), spacy.cli.info is not None)
import srsly
print("srsly.ruamel_yaml" in sys.modules, srsly.yaml_loads(srsly.yaml_dumps({"a": [1]})) == {"a": [1]})
kg.nlp.annotate.pipeline()
print(*(name in sys.modules for name in ("kg.component", "rdflib", "markdown_it")))
"""


@pytest.fixture(scope="module")
def plain() -> Language:
    """The model as its distribution gives it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(MODEL)


def test_the_command_line_is_loaded_when_asked_for() -> None:
    run = subprocess.run([sys.executable, "-c", _LOADED], check=True, capture_output=True, text=True)
    assert run.stdout.splitlines() == [
        "True False False False False",
        "True True",
        "True True",
        "True True",
        "True False False",
    ]


def test_the_words_of_the_model_are_left_out_and_its_vectors_are_not(plain: Language) -> None:
    assert len(plain.vocab.strings) > 700_000
    assert len(pipeline().vocab.strings) < 50_000
    assert pipeline().vocab.vectors.shape == plain.vocab.vectors.shape
    words = "Ministers met in Lima , Qwertyland 's capital ; NATO 1,500 Côte d'Ivoire 😀".split()
    for word in words:
        ours, theirs = pipeline().vocab[word], plain.vocab[word]
        assert (ours.orth, ours.norm_, ours.shape_, ours.rank) == (
            theirs.orth, theirs.norm_, theirs.shape_, theirs.rank,
        )  # fmt: skip
        assert ours.has_vector == theirs.has_vector
        assert (ours.vector == theirs.vector).all()


def test_the_tokenizer_is_that_of_the_model(plain: Language) -> None:
    """But for abbreviations of ranks and forms of address, "co-chaired", "Jae-in" and "SPLM/A", which are words
    of one token, for initials and titles against a name, which are words of their own, and for "Md." and its
    kin, which are a given name.
    """
    ours, theirs = pipeline().tokenizer, plain.tokenizer
    apart = ["vocab", "exceptions", "prefix_search"]
    assert ours.to_bytes(exclude=apart) == theirs.to_bytes(exclude=apart)
    assert ours.prefix_search.__self__.pattern == f"{_GLUED}|{theirs.prefix_search.__self__.pattern}"
    assert [word for word, rule in theirs.rules.items() if ours.rules[word] != rule] == ["Md."]
    assert sorted(ours.rules.keys() - theirs.rules.keys()) == sorted(
        ["MD.", "Mohd.", *_ABBREVIATED, *_JOINT, *_GIVEN, *_SLASHED]
    )


def test_every_label_is_known_for_good(monkeypatch: pytest.MonkeyPatch, plain: Language) -> None:
    strings = pipeline().vocab.strings
    labels = {label for _, pipe in plain.pipeline for label in getattr(pipe, "labels", ())}
    moves = plain.get_pipe("parser").moves  # type: ignore[attr-defined] # components are callables to the stubs
    labels |= {moves.get_class_name(i).partition("-")[2] for i in range(moves.n_moves)} - {""}
    morphs = {str(rule["attrs"].get("MORPH", "")) for rule in plain.get_pipe("attribute_ruler").patterns}  # type: ignore[attr-defined]
    parts = {
        part for morph in morphs for it in morph.split("|") for part in (morph, it, it.partition("=")[0])
    }
    labels |= parts - {""}
    assert len(labels) > 200
    monkeypatch.setattr("kg.nlp.annotate._MOST_TOKENS", 1)
    for _ in range(2):  # labels that were words of an article, too, outlive it
        with article_memory():
            annotate(Article("case", " ".join(sorted(labels))))
    annotate(Article("case", "Peru met Chile."))
    assert [label for label in sorted(labels) if label not in strings] == []
