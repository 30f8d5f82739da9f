"""spaCy and its model without what no article needs.

Left out are spaCy's command line, whose libraries for downloads and projects are a third of its import, and
the list of every word that has a vector: vectors are found by the number of a word, which follows from its
letters, and the words of an article are put into the list as they are read.
"""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

_CLI, _INFO = "spacy.cli", "spacy.cli.info"
_TOKENIZER = "diplokg.from_disk"
_LEFT_OUT = ("strings", "senter")
"""The list of words, and a component that the pipeline does not run."""


def load_spacy() -> None:
    """Import spaCy, if it is not there yet. Its command line is imported by who asks for it afterwards.

    ``spacy/__init__.py`` takes one function from there, for which one stands in that looks it up when called.
    """
    if "spacy" in sys.modules:
        return
    package, module = ModuleType(_CLI), ModuleType(_INFO)
    package.__path__ = []
    vars(module)["info"] = _info
    sys.modules |= {_CLI: package, _INFO: module}
    try:
        import_module("spacy")
    finally:
        del sys.modules[_CLI], sys.modules[_INFO]


def _info(*arguments: Any, **options: Any) -> Any:
    return import_module(_INFO).info(*arguments, **options)


def load_model(name: str) -> Language:
    """The pipeline of an installed model, which reads as ``spacy.load`` of it does.

    The model states spaCy < 3.8; its output under 3.8 was compared token by token and a golden test
    guards it, so the warning W095 says nothing new here.
    """
    import spacy

    spacy.registry.tokenizers(_TOKENIZER, func=_empty_tokenizer)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")
        nlp = spacy.load(name, exclude=_LEFT_OUT, config={"nlp": {"tokenizer": {"@tokenizers": _TOKENIZER}}})
    _keep_labels(nlp)
    return nlp


def _empty_tokenizer() -> Any:
    """Makes a tokenizer without rules, for it gets those of the model."""
    from spacy.tokenizer import Tokenizer

    def make(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return make


def _keep_labels(nlp: Language) -> None:
    """Puts the labels of all components into the list of words for good, as nothing else may do it.

    A label of the parser may stand for two, "nsubj||ccomp", of which it gives the first.
    """
    for _, component in nlp.pipeline:
        labels = getattr(component, "labels", ())
        moves = getattr(component, "moves", None)
        if moves is not None:
            labels = [*labels, *(moves.get_class_name(i).partition("-")[2] for i in range(moves.n_moves))]
        for label in labels:
            for part in (label, *label.split("||")):
                nlp.vocab.strings.add(part, allow_transient=False)
