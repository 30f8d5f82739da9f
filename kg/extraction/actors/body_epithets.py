"""Bodies told of before that another word stands for, as whose somebody is: "the alliance's secretary
general", "the leader of the movement".
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import gazetteer
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import starts_before, words_behind_article
from kg.gazetteer import Entry, Match

_STATES_OF = frozenset({"actor-intergovernmental"})
_FIGHTERS = frozenset({"actor-armed-group", "actor-political-party"})
_TYPES = {
    **dict.fromkeys(("alliance", "bloc", "grouping", "union", "body", "agency", "watchdog"), _STATES_OF),
    **dict.fromkeys(("organisation", "organization", "group"), _STATES_OF | _FIGHTERS),
    **dict.fromkeys(("movement", "militia", "faction", "militants", "rebels", "insurgents"), _FIGHTERS),
    "authority": frozenset({"actor-government-body", "actor-executive-office"}),
}
"""What sort of body each word may stand for."""
_UNITED_NATIONS = "body:UN"
_NEVER = {
    "bloc": {_UNITED_NATIONS, "body:NATO"},
    "alliance": {_UNITED_NATIONS, "body:EU"},
    "grouping": {_UNITED_NATIONS},
}
"""Bodies that are not called so."""
_WORLD = frozenset({"world", "global"})
_BEFORE = frozenset("ADJ NOUN PROPN PUNCT".split())
_SENTENCES = 4
"""How many sentences, up to that of the word, may name the body."""
_LONGEST = 3


def body_epithets(doc: Doc, matches: Sequence[Match]) -> list[Match]:
    """The words that stand for bodies told of before, each as a name of its body, in text order."""
    named = {i for m in matches for i in range(m.start, m.end)}
    bodies = [m for m in matches if m.via == "body"]
    found: list[Match] = []
    for noun in doc if bodies else ():
        if noun.lower_ in _TYPES and noun.i not in named and _whose_somebody_is(noun):
            first = words_behind_article(noun, named, _BEFORE, _LONGEST)
            body = None if first is None else _last_named(doc, bodies, noun, first)
            if first is not None and body is not None:
                found.append(Match(first, noun.i + 1, body, "body"))
    return found


def _whose_somebody_is(noun: Token) -> bool:
    """Whether the word stands as whose an office is: "the bloc's chairman", "the leader of the group"; not of
    one that it names itself, "the head of the bloc Unasur".
    """
    if noun.dep_ == "poss":
        return is_title(noun.head)
    behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    last = behind is None or not (behind.lower_ in {"of", "that", "which"} or behind.pos_ == "PROPN")
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and is_title(noun.head.head) and last


def _last_named(doc: Doc, bodies: Sequence[Match], noun: Token, first: int) -> Entry | None:
    """The body that is meant: the last of its sort that is named, or whose organ is."""
    words = {t.lower_ for t in doc[first : noun.i]}
    start = starts_before(noun, _SENTENCES - 1)
    for match in reversed(bodies):
        if match.end > noun.i or match.start < start:
            continue
        entry = match.entry
        if entry.country is not None and entry.country.startswith("body:"):
            entry = gazetteer.entry(entry.country)  # "the European Commission": the bloc
        if entry.type not in _TYPES[noun.lower_]:
            continue
        world = noun.lower_ == "body" and bool(words & _WORLD)
        union = noun.lower_ != "union" or "Union" in entry.name
        united = entry.key in _NEVER.get(noun.lower_, ())
        if union and not united and (entry.key == _UNITED_NATIONS or not world):
            return entry
    return None
