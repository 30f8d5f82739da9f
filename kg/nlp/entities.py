"""Named entities: what the pipeline's recogniser gives, decided for all tokens of many documents at once.

The recogniser of the model goes through a text token by token and asks before each step for every one of its
moves whether it is allowed, which takes most of its time. Outside of an entity, though, what it decides of a
token depends on that token alone, and within one on the first token of the entity and the last two read.
So the first kind of decision is made for all tokens by one product of matrices, and the second for all
entities that may begin anywhere, one token further at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]


class Entities:
    """The component ``ner`` of a pipeline, with the same weights and the same decisions.

    Raises ValueError for a recogniser of another build: with a beam, or with other features.
    """

    def __init__(self, nlp: Language) -> None:
        ner: Any = nlp.get_pipe("ner")
        model: Any = ner.model
        self._encoder = model.get_ref("tok2vec")
        self._lower = model.get_ref("lower")
        self._upper = model.get_ref("upper")
        shape = self._lower.get_dim("nF"), self._lower.get_dim("nP")
        if ner.cfg["beam_width"] != 1 or model.attrs["unseen_classes"] or shape != (3, 2):
            raise ValueError("the recogniser of the model is of a build whose decisions are not known here")
        moves = [ner.moves.get_class_name(i).partition("-") for i in range(ner.moves.n_moves)]
        kinds = np.array([kind for kind, _, _ in moves])
        labels = [label for _, _, label in moves]
        self._labels = [nlp.vocab.strings.add(label) for label in labels]
        named = np.array([bool(label) for label in labels])
        self._begins = (kinds == "B") & named
        self._units = (kinds == "U") & named
        self._closed = self._begins | self._units | (kinds == "O")
        self._inside, self._last = (
            np.array(
                [
                    next((i for i, move in enumerate(moves) if move[::2] == (kind, label)), -1)
                    for label in labels
                ]
            )
            for kind in "IL"
        )

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Sets the entities of parsed documents that have none yet; each alike in any company."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        found = self._spans(docs)
        start = 0
        ahead = next(found, None)
        for doc in docs:
            stop = start + len(doc)
            own = []
            while ahead is not None and ahead[0] < stop:
                first, last, label = ahead
                own.append(Span(doc, first - start, last - start, label=label))
                ahead = next(found, None)
            doc.set_ents(own, default="outside")
            start = stop

    def _spans(self, docs: list[Doc]) -> Iterator[tuple[int, int, int]]:
        """First token, end and label of each entity; tokens are counted through all documents."""
        spaces, extends = _bounds(docs)
        rows: Floats = self._lower.predict(self._encoder.predict(docs))
        scores = self._scores(rows[1:, 0] + rows[0, 1] + rows[0, 2])
        allowed = np.broadcast_to(self._closed, scores.shape).copy()
        allowed[spaces] &= ~(self._begins | self._units)
        allowed[~extends] &= ~self._begins
        decided = np.where(allowed, scores, -np.inf).argmax(axis=1)
        begun = np.flatnonzero(self._begins[decided])
        ends = dict(
            zip(begun.tolist(), self._ends(rows, begun, decided[begun], extends).tolist(), strict=True)
        )
        free = 0
        for first in np.flatnonzero((self._begins | self._units)[decided]).tolist():
            if first >= free:
                free = ends.get(first, first + 1)
                yield first, free, self._labels[decided[first]]

    def _ends(self, rows: Floats, begun: Integers, decided: Integers, extends: Bools) -> Integers:
        """For tokens at which an entity may begin, with these moves, the ends of these entities."""
        ends = np.zeros(len(begun), dtype=np.int64)
        inside, last = self._inside[decided], self._last[decided]
        active = np.arange(len(begun))
        at = begun + 1
        while len(active):
            scores = self._scores(rows[at + 1, 0] + rows[begun[active] + 1, 1] + rows[at, 2])
            each = np.arange(len(active))
            goes_on, stops = scores[each, inside[active]], scores[each, last[active]]
            first = inside[active] < last[active]
            longer = extends[at] & ((goes_on > stops) | (first & (goes_on == stops)))
            ends[active[~longer]] = at[~longer] + 1
            active, at = active[longer], at[longer] + 1
        return ends

    def _scores(self, sums: Floats) -> Floats:
        """The score of each move, from the sums of what the three tokens of a state contribute."""
        sums += self._lower.get_param("b")
        hidden: Floats = np.maximum(sums[:, :, 0], sums[:, :, 1])
        found: Floats = self._upper.predict(hidden)
        return found


def _bounds(docs: list[Doc]) -> tuple[Bools, Bools]:
    """For each token whether it is blank, and whether an entity may go on after it."""
    values = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs])
    extends = np.append(values[1:, 1] != 1, False)
    extends[np.cumsum([len(doc) for doc in docs]) - 1] = False
    return values[:, 0] == 1, extends
