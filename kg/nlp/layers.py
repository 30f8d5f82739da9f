"""Layers that stand in for those of the model's encoders: where they go, and what thinc asks of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from spacy.language import Language
from thinc.api import Model

Taken = TypeVar("Taken")
Given = TypeVar("Given")


def encoders(nlp: Language) -> tuple[Model[Any, Any], Model[Any, Any]]:
    """The encoder of tagger and parser, and that of the recogniser."""
    return (
        nlp.get_pipe("tok2vec").model,  # type: ignore[attr-defined] # components are callables to the stubs
        nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0],  # type: ignore[attr-defined]
    )


def stand_in(name: str, width: int, compute: Callable[[Taken], Given]) -> Model[Taken, Given]:
    """A layer of thinc's that gives what ``compute`` does, in rows of so many columns."""

    def forward(_model: Model[Taken, Given], taken: Taken, is_train: bool) -> tuple[Given, Any]:
        if is_train:
            raise NotImplementedError("the model is used as it is, not trained")
        return compute(taken), list

    return Model(name, forward, dims={"nO": width})
