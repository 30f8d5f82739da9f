"""The headline with which a text begins, if it begins with one."""

from __future__ import annotations

import re

_OPENING = "'\"‘“«¿¡$€£"
MAX_WORDS = 30
MAX_CHARACTERS = 220

_SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’)\]]*$")
_ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Jr|Sr|Gov|Gen|Sen|Rep|Co|Ltd|St)\.$")
_DATELINE = re.compile(
    r"^[A-ZÀ-Ý][\w'’.\- ]{2,40}(?:, [^()\n]{2,30})? ?(?:\([^()\n]{2,40}\) ?)?[-–—]{1,2} ?$"
)


def headline_of(text: str) -> str | None:
    """The first line that is not blank when it is a headline, else ``None``.

    A headline stands alone (a blank line or the end of the text follows), is short, and does not end like
    a sentence; a question or an exclamation may be one, for headlines ask and shout, when more text
    follows. "Ministers Agree on Ceasefire Talks" is one; "The ministers met on Monday." is none, nor is
    the first line of a hard-wrapped paragraph, nor a dateline on a line of its own.
    """
    body = text.lstrip("\n \t")
    line, _, rest = body.partition("\n")
    line = line.strip()
    if not line or len(line) > MAX_CHARACTERS or len(line.split()) > MAX_WORDS:
        return None
    stands_alone = not rest.strip() or not rest.partition("\n")[0].strip()
    if not stands_alone or not (line[0].isalnum() or line[0] in _OPENING):
        return None
    if not _ends_like_headline(line, more=bool(rest.strip())) or _DATELINE.match(line):
        return None
    return line


def _ends_like_headline(line: str, *, more: bool) -> bool:
    if line.endswith("...") or _ABBREVIATION_END.search(line):
        return True
    ending = _SENTENCE_END.search(line)
    return ending is None or (more and ending[0][0] in "!?…")
