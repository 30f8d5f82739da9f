"""The language of a text, guessed from its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.errors import TableError
from kg.resources import data_file

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ru", re.compile(r"[Ѐ-ӿ]")),
    ("el", re.compile(r"[Ͱ-Ͽ]")),
    ("he", re.compile(r"[֐-׿]")),
    ("ar", re.compile(r"[؀-ۿ]")),
    ("hi", re.compile(r"[ऀ-ॿ]")),
    ("th", re.compile(r"[฀-๿]")),
    ("ja", re.compile(r"[぀-ヿ]")),
    ("ko", re.compile(r"[가-힯]")),
    ("zh", re.compile(r"[一-鿿]")),
)
_ANY_SCRIPT = re.compile("|".join(script.pattern for _, script in _SCRIPTS))
NAMES = {
    "ar": "Arabic", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "zh": "Chinese",
}  # fmt: skip

SAMPLE = 20_000
MIN_WORDS = 20
_CLEAR_LEAD = 1.3
_WORD = re.compile(r"(?<![\w])[^\W\d_]+(?![\w])")
_NO_TEXT = re.compile(r"<[^<>]*>|\S{0,40}://\S*|\bwww\.\S*")
"""Tags and addresses, whose parts look like words: "831w" and "?w=831" are not Polish."""


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Language code to its frequent function words, from ``kg/data/function_words.tsv``; read once."""
    path = data_file("function_words.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for number, row in enumerate(rows):
        if len(row) != 2 or not row[1].strip():
            raise TableError(f"{path}: row {number + 1}: expected a language code and words, apart by a tab")
    return {code: frozenset(words.split()) for code, words in rows[1:]}


@cache
def _languages_of_words() -> dict[str, list[str]]:
    """Function word to the codes of the languages that it is one of."""
    found: dict[str, list[str]] = {}
    for code, listed in function_words().items():
        for word in listed:
            found.setdefault(word, []).append(code)
    return found


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that the text is in, ``None`` where that cannot be told.

    Looks at the first SAMPLE code points. Scripts other than Latin decide by their letters, Latin script by
    function words; fewer than MIN_WORDS words decide nothing, nor does a lead of one language over English
    that is not clear, for names and quotations are foreign in English news, too.
    """
    sample = _NO_TEXT.sub(" ", text[:SAMPLE])
    # Counting letters takes longer than all else, and most texts have none of these.
    letters = sum(c.isalpha() for c in sample) if _ANY_SCRIPT.search(sample) else 0
    for code, script in _SCRIPTS if letters else ():
        if len(script.findall(sample)) > letters / 2 - (letters / 4 if code == "ja" else 0):
            return code
    words = Counter(_WORD.findall(sample.lower()))
    if sum(words.values()) < MIN_WORDS:
        return None
    counts = dict.fromkeys(function_words(), 0)
    for word in words.keys() & _languages_of_words().keys():
        for code in _languages_of_words()[word]:
            counts[code] += words[word]
    best = max(counts, key=lambda code: (counts[code], code))
    if counts[best] == 0:
        return None
    return best if best == "en" or counts[best] > _CLEAR_LEAD * counts["en"] else None


def language_name(code: str) -> str:
    """The English name of a language code, the code itself where it is not among NAMES."""
    return NAMES.get(code, code)
