"""Parts of speech, morphology and lemmas: what the pipeline's rules for single words give, looked up.

The model's ``attribute_ruler`` and ``lemmatizer`` run a matcher and Python for every token. Nearly all of
their rules look at one token only: its spelling, tag and dependency; the rest at two. What they give is
kept by these.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

_MOST_FORMS = 24_000
"""Forms that are remembered: some ten megabytes."""
_SET: list[int | str] = ["TAG", "POS", "MORPH", "DEP", "LEMMA"]
_TOLD_BY: list[int | str] = ["ORTH", "TAG", "DEP", "LOWER"]
_KEY_SIZE = 8 * 3

Numbers = NDArray[np.uint64]
Key = bytes
"""The numbers of spelling, tag and dependency; the last only where a rule asks for it."""


class _Form(NamedTuple):
    """What the rules say of a token: the numbers of ``_SET``, with 0 for the dependency where they leave it,
    and the lemma as text, for spaCy ends to know its words with their article.
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
        add = nlp.vocab.strings.add
        relations, words = _asked(ruler.patterns)
        self._relations, self._words = (
            np.array([add(it) for it in its], np.uint64) for its in (relations, words)
        )
        given = {rule["attrs"].get("DEP") for rule in ruler.patterns}
        labels: Any = nlp.get_pipe("parser").labels  # type: ignore[attr-defined]
        self._any_relation = add(next(it for it in labels if it not in relations and it not in given))

    def __call__(self, doc: Doc) -> Doc:
        """The document with these attributes set, as the two components would have set them."""
        values: Any = doc.to_array(_TOLD_BY)
        told: Numbers = values
        keys = self._keys(told)
        known = self._forms
        if not all(key in known for key in keys):
            self._learn(doc, keys)
            known = self._forms
        single = [known[key] for key in keys]
        forms = [form for form in single if form is not None]
        if len(forms) < len(single):
            forms = self._with_pairs(doc, keys, single)
        if forms:
            add = self._vocab.strings.add
            for form in forms:
                add(form.lemma)
            joined = bytearray().join(form.numbers for form in forms)
            rows: Numbers = np.frombuffer(joined, dtype=np.uint64).reshape(len(forms), len(_SET))
            np.copyto(rows[:, 3], told[:, 2], where=rows[:, 3] == 0)
            values = rows
            doc.from_array(_SET, values)
        return doc

    def _keys(self, told: Numbers) -> list[Key]:
        """The key of each token; tokens differ by their dependency only where a rule may ask for it."""
        asked = np.isin(told[:, 2], self._relations) | np.isin(told[:, 3], self._words)
        kept = told[:, :3].copy()
        kept[~asked, 2] = self._any_relation
        joined = kept.tobytes()
        return [joined[at : at + _KEY_SIZE] for at in range(0, len(joined), _KEY_SIZE)]

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
                    self._pairs[pair] = self._by_rules(doc, keys, [i, i + 1])
                forms += self._pairs[pair]
            else:
                stop = next((j for j in range(i, len(single)) if single[j] is not None), len(single)) + 1
                forms += self._by_rules(doc, keys, range(i, min(stop, len(single))))
        return forms

    def _learn(self, doc: Doc, keys: list[Key]) -> None:
        """Remembers what the rules say of each token on its own, ``None`` when it may be the first of two."""
        self._bound()
        fresh: dict[Key, int] = {}
        for i, key in enumerate(keys):
            if key in self._forms or key in fresh:
                continue
            if key in self._earlier:
                self._forms[key] = self._earlier.pop(key)
            elif any(matches(doc[i].lower_, doc[i].dep_) for matches in self._beginnings):
                self._forms[key] = None
            else:
                fresh[key] = i
        self._forms.update(zip(fresh, self._by_rules(doc, keys, list(fresh.values())), strict=True))

    def _by_rules(self, doc: Doc, keys: list[Key], places: Sequence[int]) -> list[_Form]:
        """What the components say of these tokens without those around them."""
        part = Doc(self._vocab, words=[doc[i].text for i in places])
        relations = [int.from_bytes(keys[i][-8:], sys.byteorder) for i in places]
        for token, i, relation in zip(part, places, relations, strict=True):
            token.tag, token.dep = doc[i].tag, relation
        self._lemmatizer(self._ruler(part))
        values: Any = part.to_array(_SET)
        rows: Numbers = values
        rows[rows[:, 3] == np.array(relations, np.uint64), 3] = 0
        return [_Form(row.tobytes(), token.lemma_) for row, token in zip(rows, part, strict=True)]

    def _bound(self) -> None:
        """When half of what may be remembered is new, what was not used since the last time is forgotten."""
        if len(self._forms) + len(self._pairs) >= _MOST_FORMS // 2:
            self._earlier = self._forms
            self._forms = {}
            self._pairs.clear()
            self._lemmatizer.cache.clear()


def _asked(patterns: Any) -> tuple[set[str], set[str]]:
    """The dependencies for which rules ask at any word, and the words, in small letters, at which they ask
    for any. Raises ValueError for rules that ask in another way than the model's do.
    """
    relations, words = set[str](), set[str]()
    asked: Any
    at: Any
    for token in (it for rule in patterns for tokens in rule["patterns"] for it in tokens if "DEP" in it):
        asked = (
            [token["DEP"]]
            if isinstance(token["DEP"], str)
            else token["DEP"].get("IN", token["DEP"].get("NOT_IN"))
        )
        lower = token.get("LOWER")
        at = [lower] if isinstance(lower, str) else (lower or {}).get("IN")
        if asked is None or (lower is not None and at is None):
            raise ValueError(f"the rule {token} of the model cannot be looked up")
        if lower is None:
            relations.update(asked)
        else:
            words.update(at)
    return relations, words


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
