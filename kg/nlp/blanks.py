"""Runs of blanks within a paragraph, which the model takes for words: left out as it reads, put back after.

Pages and agencies set two blanks behind a full stop, no-break spaces beside others, or marks of no width.
spaCy makes a token of each run, and says other things of the words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from spacy.tokens import Doc

from kg.nlp.layout import Segment

CLOSE = "kg.close"
"""Key in ``Doc.user_data``, set where there are such runs: the document without them, as it was parsed, and
the offset of each of its tokens in the text of the article.
"""
_RUN = re.compile(r"[ \t\n\r\u00a0\u2009\u202f\u200b\u200e\u200f\u2060\ufeff]{2,}")
_ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB"]
_WITHIN, _OUTSIDE = 1, 2
"""Of ``ENT_IOB``: in an entity, not at its begin; in none."""


class Closed(NamedTuple):
    """A text whose runs of blanks are one blank each, its segments, and the place of each code point in the
    text as it was; no places where it is the same text.
    """

    text: str
    parts: list[Segment]
    places: list[int]


def closed(text: str, parts: list[Segment]) -> Closed:
    """The text as the model is to read it: within its segments each run of blanks is one.

    >>> closed("A met B.  They", [Segment(0, 14, "paragraph")]).text
    'A met B. They'
    """
    runs = [m.span() for part in parts for m in _RUN.finditer(text, part.start, part.end)]
    if not runs:
        return Closed(text, parts, [])
    ends = [0, *(end for _, end in runs)]
    kept = [range(a, b + 1) for a, (b, _) in zip(ends, runs, strict=False)]
    places = [*chain(*kept), *range(ends[-1], len(text))]
    blank = {start for start, _ in runs}
    new = {place: at for at, place in enumerate(places)}
    new[len(text)] = len(places)
    moved = [replace(part, start=new[part.start], end=_moved(part.end, new)) for part in parts]
    return Closed("".join(" " if i in blank else text[i] for i in places), moved, places)


def _moved(end: int, new: dict[int, int]) -> int:
    while end not in new:
        end -= 1
    return new[end]


def spread(doc: Doc, text: str, places: Sequence[int]) -> Doc:
    """The document of the whole text, from that of ``closed``: each further blank of a run is part of a token
    of blanks that hangs on the word before, as spaCy has it. It holds the other as ``CLOSE``.
    """
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[int] = []
    idx = [places[token.idx] for token in doc]
    for token, after in zip(doc, [*idx[1:], len(text)], strict=True):
        rows.append(len(words))
        words.append(token.text)
        end = places[token.idx + len(token) - 1] + 1 if len(token) else idx[token.i]
        blank = bool(token.whitespace_)
        spaces.append(blank)
        if after > end + blank:
            words.append(" " * (after - end - blank))
            spaces.append(False)
    out = Doc(doc.vocab, words=words, spaces=spaces)
    said: Any = doc.to_array(_ATTRIBUTES)
    values: Any = np.zeros((len(words), len(_ATTRIBUTES)), dtype=said.dtype)
    column = dict(zip(_ATTRIBUTES, values.T, strict=True))
    add = doc.vocab.strings.add
    column["TAG"][:], column["POS"][:], column["DEP"][:] = add("_SP"), add("SPACE"), add("dep")
    column["HEAD"][:] = _distance(-1, said.dtype)
    values[rows] = said
    column["HEAD"][rows] = [_distance(rows[t.head.i] - rows[t.i], said.dtype) for t in doc]
    for i in sorted({*range(len(words))} - {*rows}):
        inside = i + 1 < len(words) and column["ENT_IOB"][i + 1] == _WITHIN
        column["ENT_IOB"][i] = _WITHIN if inside else _OUTSIDE
        column["ENT_TYPE"][i] = column["ENT_TYPE"][i + 1] if inside else 0
    out.from_array(_ATTRIBUTES, values)
    out.user_data[CLOSE] = doc, idx
    return out


def _distance(tokens: int, kind: Any) -> Any:
    """How far a head is, as spaCy keeps it: below nothing as a number without a sign."""
    return np.array(tokens, dtype="int64").astype(kind)
