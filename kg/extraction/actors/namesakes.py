"""States of one name, told of together: "the two Koreas", "inter-Korean"; provinces with a state's name."""

from __future__ import annotations

from collections.abc import Sequence

from kg import gazetteer
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.word_places import words_at
from kg.gazetteer import Match

NAMESAKES = {
    "Koreas": ("country:KP", "country:KR"),
    "Sudans": ("country:SD", "country:SS"),
    "Congos": ("country:CD", "country:CG"),
    "Germanys": ("country:DE", "country:DD"),
    "Germanies": ("country:DE", "country:DD"),
}
"""Each plural with the keys of the states that it stands for."""


BETWEEN = frozenset({"inter", "intra"})
"""What stands before "-Korean" where both Koreas are meant."""


def namesakes(doc: Doc, matches: Sequence[Match]) -> list[Match]:
    """Both states of "the two Koreas", each by the one word, in text order; none of "the Carolinas".

    Of "inter-Korean" the first word stands for the North, the last for the South unless it is in one of the
    ``matches``.
    """
    named = ((i, NAMESAKES.get(doc[i].text, ())) for i in words_at(doc, _IN_SMALL))
    out = [Match(i, i + 1, gazetteer.entry(key), "name") for i, keys in named for key in keys]
    for i in words_at(doc, BETWEEN):
        if doc[i : i + 3].text.lower().endswith("-korean"):
            halves = ((i, "country:KP"), (i + 2, "country:KR"))
            out += [
                Match(k, k + 1, gazetteer.entry(key), "demonym")
                for k, key in halves
                if not any(m.start <= k < m.end for m in matches)
            ]
    return out


_IN_SMALL = frozenset(map(str.lower, NAMESAKES))


def of_a_province(doc: Doc, match: Match) -> bool:
    """Whether a state's name is a part of a province's: "East New | Britain", "Niger State", "Niger Delta";
    not "New Zealand", which is one name, "Niger State Television" nor "New Britain" that opens a sentence.
    """
    first, after = match.start, [t.text for t in doc[match.end : match.end + 2]]
    if first > 1 and doc[first - 1].text == "New" and not doc[first - 1].is_sent_start:
        return doc[first - 1].head.i >= first - 1 and doc[first - 1].dep_ in {"compound", "amod"}
    if doc[first].text != "Niger" or not after:
        return False
    return after[0] == "Delta" or (after[0] == "State" and not "".join(after[1:])[:1].isupper())
