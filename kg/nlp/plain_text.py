"""The text as the model reads it: characters that it knows, and words in the form in which it knows them."""

from __future__ import annotations

import re

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\n": " ",
        "\t": " ",
    }
)

_PARTED = re.compile(
    r"\b(secretary|director|attorney|solicitor|auditor|surveyor|consul|governor|commander|inspector"
    r"|major|lieutenant|brigadier|vice)"
    r"-(?=(?:general|president|presidents|premier|chair\w*|chancellor|minister|speaker|prime)\b)",
    re.IGNORECASE,
)
"""The hyphen of a title, which spaCy reads well in two words and badly with it: in "the UN secretary-general
called on P" it has a secretary, on whom a general calls."""
_SMALL = re.compile(r"\b([Mm]ini)-(?=(?:summit|conference|meeting|plenary)s?\b)")
"""The hyphen of "an EU mini-summit", whose parts are read as three things."""
_APART = re.compile(r"(?<=\s)-(?=\w)((?:[^\n-]|(?<=\w)-(?=\w)){2,120})(?<=[\w.])-(?=[\s,.;:])")
"""Hyphens for brackets, which would be parts of words: "his guests -Ana Ruiz and Jan Maes- said"."""
_SPACED = re.compile(r"(?<=[\w.,)\"'”’]) - (?=[^\W\d]|[\"'“‘(])(?<!\d - )(?<!inister - (?=Minister))")
"""A hyphen between blanks, which stands for a dash and would join the words beside it: "X - a former envoy -
held talks"; not "2 - 1", nor "the Deputy Prime Minister - Minister of Trade"."""
_DATELINE = re.compile(r"^([A-ZÀ-Ý]{3,}(?: [A-ZÀ-Ý]{3,}){0,2})\.-(?=\s|$)", re.MULTILINE)
"""The mark behind a town by which papers begin, which would be part of its name: "LIMA.- The envoys met"."""
_POSSESSIVE = re.compile(r"(?<=[A-Z]{2})'S\b")
"""The possessive of the capitals with which some papers begin: "ZAMBIA'S foreign minister"."""
_FORMS = re.compile(r"\b(?:dr|mr|mrs|prof)\.(?= [A-ZÀ-Ž])")
"""Forms of address in small letters, which would end a sentence: "met Prime Minister dr. Ana Ruiz"."""


def plain(text: str) -> str:
    """The text as the model reads it, of the same length: plain quotes and spaces, dashes, titles in words.

    >>> plain("the \u201csecretary-general\u201d, dr. Ruiz")
    'the "secretary general", Dr. Ruiz'
    """
    if ".-" in text:
        text = _DATELINE.sub(r"\1 -", text)
    if " - " in text:
        text = _SPACED.sub(" – ", text)
    text = text.translate(_PLAIN)
    if "-" in text:
        text = _PARTED.sub(r"\1 ", text)
        text = _SMALL.sub(r"\1 ", text)
    if "'S" in text:
        text = _POSSESSIVE.sub("'s", text)
    text = _FORMS.sub(lambda form: form[0].title(), text)
    return _APART.sub(r"–\1–", text) if "-" in text else text
