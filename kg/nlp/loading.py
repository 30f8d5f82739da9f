"""spaCy and its model without what no article needs.

Left out are spaCy's command line, whose libraries for downloads and projects are a third of its import; YAML;
and the list of every word that has a vector: vectors are found by the number of a word, which follows from
its letters, and the words of an article are put into the list as they are read.
"""

from __future__ import annotations

import gc
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_STAND_INS = {
    "spacy.cli": (),
    "spacy.cli.info": ("info",),
    "srsly._yaml_api": ("read_yaml", "write_yaml", "yaml_dumps", "yaml_loads", "is_yaml_serializable"),
}
"""Modules that are not loaded with spaCy, and the functions that spaCy and srsly take from them."""
_TOKENIZER = "diplokg.from_disk"
_LEFT_OUT = ("strings", "senter")
"""The list of words, and a component that the pipeline does not run."""


def load_spacy() -> None:
    """Import spaCy, if it is not there yet. Its command line is imported by who asks for it afterwards.

    For the functions that ``spacy/__init__.py`` and ``srsly/__init__.py`` take from what is left out others
    stand in that look these up when called.
    """
    if "spacy" in sys.modules:
        return
    stand_ins = {name: _stand_in(name) for name in _STAND_INS if name not in sys.modules}
    sys.modules |= stand_ins
    try:
        with _without_collecting():
            import_module("spacy")
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _stand_in(name: str) -> ModuleType:
    module = ModuleType(name)
    module.__path__ = []
    vars(module).update({it: _later(name, it) for it in _STAND_INS[name]})
    return module


def _later(module: str, name: str) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **options)

    return call


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Much is made while loading, and nothing of it is done with: looking for that took a twentieth."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def load_model(name: str) -> Language:
    """The pipeline of an installed model, which reads as ``spacy.load`` of it does.

    The model states spaCy < 3.8; its output under 3.8 was compared token by token and a golden test
    guards it, so the warning W095 says nothing new here.
    """
    import spacy
    from spacy.util import registry

    registry.tokenizers(_TOKENIZER, func=_empty_tokenizer)
    with warnings.catch_warnings(), _without_collecting():
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")
        nlp = spacy.load(name, exclude=_LEFT_OUT, config={"nlp": {"tokenizer": {"@tokenizers": _TOKENIZER}}})
    _keep_labels(nlp)
    return nlp


def _empty_tokenizer() -> Any:
    """Makes a tokenizer without rules, for it gets those of the model."""
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found] # compiled, without a stub

    def make(nlp: Language) -> Any:
        return Tokenizer(nlp.vocab)

    return make


def _keep_labels(nlp: Language) -> None:
    """Puts the labels of all components into the list of words for good, as nothing else may do it.

    A label of the parser may stand for two, "nsubj||ccomp", of which it gives the first.
    """
    add: Any = nlp.vocab.strings.add  # the stub lacks a parameter
    for _, component in nlp.pipeline:
        labels = getattr(component, "labels", ())
        moves = getattr(component, "moves", None)
        if moves is not None:
            labels = [*labels, *(moves.get_class_name(i).partition("-")[2] for i in range(moves.n_moves))]
        for label in labels:
            for part in (label, *label.split("||")):
                add(part, allow_transient=False)
