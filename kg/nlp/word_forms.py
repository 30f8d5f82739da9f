"""Parts of speech, morphology and lemmas: what the pipeline's rules for single words give, looked up.

The model's ``attribute_ruler`` and ``lemmatizer`` run a matcher and Python for every token. Nearly all of
their rules look at one token only: its spelling, tag and dependency; the rest at two. What they give is
kept by these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

_MOST_FORMS = 24_000
"""Forms that are remembered: some ten megabytes."""
_SET: list[int | str] = ["TAG", "POS", "MORPH", "DEP", "LEMMA"]
_TOLD_BY: list[int | str] = ["ORTH", "TAG", "DEP"]
_KEY_SIZE = 8 * len(_TOLD_BY)

Key = bytes
"""The numbers of ``_TOLD_BY``."""


class _Form(NamedTuple):
    """What the rules say of a token: the numbers of ``_SET``, and the lemma as text, for spaCy ends to know
    its words with their article.
    """

    numbers: bytes
    lemma: str


class WordForms:
    """The two components in one, with a bounded memory of what they said."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        ruler: Any = nlp.get_pipe("attribute_ruler")
        self._ruler = ruler
        self._lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self._forms: dict[Key, _Form | None] = {}
        self._earlier: dict[Key, _Form | None] = {}
        self._pairs: dict[tuple[Key, Key], list[_Form]] = {}
        self._beginnings = _beginnings(ruler.patterns)

    def __call__(self, doc: Doc) -> Doc:
        """The document with these attributes set, as the two components would have set them."""
        told = doc.to_array(_TOLD_BY).tobytes()
        keys = [told[at : at + _KEY_SIZE] for at in range(0, len(told), _KEY_SIZE)]
        known = self._forms
        single = [known[key] if key in known else self._learn(doc, i, key) for i, key in enumerate(keys)]
        forms = [form for form in single if form is not None]
        if len(forms) < len(single):
            forms = self._with_pairs(doc, keys, single)
        if forms:
            add = self._vocab.strings.add
            for form in forms:
                add(form.lemma)
            rows: Any = np.frombuffer(bytearray().join(form.numbers for form in forms), dtype=np.uint64)
            doc.from_array(_SET, rows.reshape(len(forms), len(_SET)))
        return doc

    def _with_pairs(self, doc: Doc, keys: list[Key], single: list[_Form | None]) -> list[_Form]:
        """The forms of a document with tokens with which a rule for two may begin."""
        forms: list[_Form] = []
        while (i := len(forms)) < len(single):
            form = single[i]
            if form is not None:
                forms.append(form)
            elif i + 1 < len(single) and single[i + 1] is not None:
                pair = (keys[i], keys[i + 1])
                if pair not in self._pairs:
                    self._bound()
                    self._pairs[pair] = self._by_rules(doc, i, i + 2)
                forms += self._pairs[pair]
            else:
                stop = next((j for j in range(i, len(single)) if single[j] is not None), len(single)) + 1
                forms += self._by_rules(doc, i, min(stop, len(single)))
        return forms

    def _learn(self, doc: Doc, i: int, key: Key) -> _Form | None:
        """What the rules say of a token on its own, ``None`` when it may be the first of two."""
        token = doc[i]
        if key in self._earlier:
            form = self._earlier.pop(key)
        else:
            begins = any(matches(token.lower_, token.dep_) for matches in self._beginnings)
            form = None if begins else self._by_rules(doc, i, i + 1)[0]
        self._bound()
        self._forms[key] = form
        return form

    def _by_rules(self, doc: Doc, start: int, stop: int) -> list[_Form]:
        """What the components say of these tokens on their own."""
        part = Doc(self._vocab, words=[token.text for token in doc[start:stop]])
        for copy, token in zip(part, doc[start:stop], strict=True):
            copy.tag, copy.dep = token.tag, token.dep
        self._lemmatizer(self._ruler(part))
        rows = part.to_array(_SET)
        return [_Form(row.tobytes(), token.lemma_) for row, token in zip(rows, part, strict=True)]

    def _bound(self) -> None:
        """When half of what may be remembered is new, what was not used since the last time is forgotten."""
        if len(self._forms) + len(self._pairs) >= _MOST_FORMS // 2:
            self._earlier = self._forms
            self._forms = {}
            self._pairs.clear()
            self._lemmatizer.cache.clear()


def _beginnings(patterns: Any) -> list[Callable[[str, str], bool]]:
    """For each rule for two tokens whether it may begin with a token of this word, in small letters, and this
    dependency. Raises ValueError for rules of a kind that the model's are not.
    """
    out: list[Callable[[str, str], bool]] = []
    for pattern in (tokens for rule in patterns for tokens in rule["patterns"] if len(tokens) > 1):
        word, relation = pattern[0].get("LOWER"), pattern[0].get("DEP")
        if len(pattern) > 2 or (word is None and relation is None):
            raise ValueError(f"the rule {pattern} of the model cannot be looked up")
        expression = (
            word["REGEX"] if isinstance(word, dict) else "" if word is None else rf"^{re.escape(word)}$"
        )
        out.append(partial(_may_begin, re.compile(expression), relation))
    return out


def _may_begin(word: re.Pattern[str], relation: str | None, lower: str, dependency: str) -> bool:
    return word.search(lower) is not None and relation in (None, dependency)
