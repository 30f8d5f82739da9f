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
_LEAD = re.compile(r"^\s*(?:[A-ZÀ-Ý]['A-ZÀ-Ý-]+|A)(?: (?:[A-ZÀ-Ý]['A-ZÀ-Ý-]+|A))+(?=,? [a-z])")
"""The capitals with which some papers begin: "JUAN SOTO, who heads", "TO COAX the rebels"; no dateline, which
ends in a mark, nor "NATO ministers", whose first word alone is in capitals."""
_WORD = re.compile(r"[^\W\d_]+(?:'S)?")
_VOWELS = frozenset("AEIOUY")
_ACRONYMS = frozenset(
    """
    UN EU US USA UK UAE USSR ROK NSA CEO AU OAS OAU PLO ANC IRA IMF SCO NATO ASEAN APEC OPEC IAEA ECOWAS
    SADC IGAD OSCE UNESCO UNICEF UNHCR BRICS SAARC MERCOSUR CARICOM UNITA SWAPO FARC KFOR SFOR CIS EEC
    """.split()
)
_SMALL_WORDS = frozenset(
    """
    the a an in on at to of for by with from as and or but if when while after before since until it he she
    they his her its their this that these those is are was were be been has have had will would not no
    """.split()
)


def _in_small(lead: re.Match[str]) -> str:
    """A beginning in capitals as it stands within a text: "Juan Soto", "To coax"; acronyms stay."""
    out, before = "", ""
    for number, word in enumerate(lead[0].split(" ")):
        small = word not in _ACRONYMS and (before == "to" or (number > 0 and word.lower() in _SMALL_WORDS))
        told = word.lower() if small else _WORD.sub(_capitalized, word)
        out, before = f"{out} {told}" if number else told, told.lower()
    return out


def _capitalized(part: re.Match[str]) -> str:
    """A word in capitals with one alone: "Soto's"; acronyms stay: "EU", "PM"."""
    word = part[0].removesuffix("'S")
    return part[0] if word in _ACRONYMS or _VOWELS.isdisjoint(word) else part[0].capitalize()


def plain(text: str) -> str:
    """The text as the model reads it, of the same length: plain quotes and spaces, dashes, titles in words.

    >>> plain("the \u201csecretary-general\u201d, dr. Ruiz")
    'the "secretary general", Dr. Ruiz'
    >>> plain("JUAN SOTO, who heads NATO, met")
    'Juan Soto, who heads NATO, met'
    """
    if ".-" in text:
        text = _DATELINE.sub(r"\1 -", text)
    if " - " in text:
        text = _SPACED.sub(" – ", text)
    text = _LEAD.sub(_in_small, text.translate(_PLAIN))
    if "-" in text:
        text = _PARTED.sub(r"\1 ", text)
        text = _SMALL.sub(r"\1 ", text)
    if "'S" in text:
        text = _POSSESSIVE.sub("'s", text)
    text = _FORMS.sub(lambda form: form[0].title(), text)
    return _APART.sub(r"–\1–", text) if "-" in text else text
