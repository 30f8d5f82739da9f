"""States told of before that another word stands for: "the kingdom", "the West African nation's president".

Words that only few states are called (``kg/data/epithets.tsv``) mean the last one of these that is named.
"The country" means the last one named near by, and is looked at only as whose somebody is ("the country's
foreign minister, X") or with whom somebody speaks ("held talks with the country").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg import gazetteer
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import starts_before, words_behind_article
from kg.extraction.tokens.words import group_nouns
from kg.gazetteer import Match

_COMMON = frozenset("country nation state republic".split())
_WORDS = _COMMON | frozenset(
    "kingdom monarchy emirate sultanate duchy principality island islands archipelago city-state".split()
)
_BEFORE = frozenset("ADJ NOUN PROPN ADV VERB PUNCT".split())
_LONGEST = 6
"""How many words may stand between "the" and the noun."""
_NEAR, _FAR = 3, 12
"""How many sentences, up to its own, may name the state of "the country", and of a word for few states."""
_ORGANS = frozenset(
    """
    government army military parliament opposition junta regime ministry cabinet leadership authority
    ruler leader negotiator
    """.split()
)


def epithets(doc: Doc, matches: Sequence[Match]) -> list[Match]:
    """The words that stand for states told of before, each as a name of its state, in text order.

    The words from behind "the" to the noun: "West African nation" of "the West African nation".
    """
    named = {i for m in matches if m.entry.kind != "place" for i in range(m.start, m.end)}
    found: list[Match] = []
    for noun in doc:
        if noun.lower_ not in _WORDS or noun.i in named or noun.i == 0:
            continue
        first = _first_word(doc, noun, named)
        if first is None:
            continue
        few = _states_meant(doc, noun, first)
        if few is None and not _of_interest(noun):
            continue
        key = _last_named(doc, matches, noun, few)
        if key is not None:
            found.append(Match(first, noun.i + 1, gazetteer.entry(key), "name"))
    return found


def _first_word(doc: Doc, noun: Token, named: set[int]) -> int | None:
    """Where the words before the noun begin, behind "the"; ``None`` where none or a name stands before it,
    and where what follows says which is meant: "the country where", "the island of Bali".
    """
    told = noun.i + 1 < len(doc) and doc[noun.i + 1].lower_ in _TELLING
    return None if told else words_behind_article(noun, named, _BEFORE, _LONGEST)


_TELLING = frozenset("of where that which whose".split())


def _states_meant(doc: Doc, noun: Token, first: int) -> frozenset[str] | None:
    """The states that the words may mean, ``None`` where they may mean any."""
    words = [t.lower_ for t in doc[first : noun.i + 1]]
    sets = []
    for i, word in enumerate(words):
        pair = " ".join(words[i : i + 2])
        single = None if word in _COMMON else gazetteer.states_called(word)
        sets.append(gazetteer.states_called(pair) or single)
    own = [s for s in sets if s is not None]
    if not own:
        return None
    meant = frozenset.intersection(*own)
    return meant or own[-1]


def _of_interest(noun: Token) -> bool:
    """Whether "the country" is whose an office, people or body is, or with whom somebody speaks."""
    if noun.lower_ != "country":
        return False
    if noun.dep_ == "poss":
        head = noun.head
        return is_title(head) or head.lemma_.lower() in group_nouns() or head.lemma_.lower() in _ORGANS
    if noun.dep_ != "pobj":
        return False
    return noun.head.lower_ == "with" or (noun.head.lower_ == "of" and is_title(noun.head.head))


def _last_named(doc: Doc, matches: Sequence[Match], noun: Token, few: frozenset[str] | None) -> str | None:
    """The key of the last of these states that is named before the noun, also by its people or its capital.

    Of any states the last that is named by its name or a town in it, or is the subject of the sentence
    before, but not that of somebody's office: "Peru's president flew to Mali and met the country's leaders".
    """
    start = starts_before(noun, (_NEAR if few is None else _FAR) - 1)
    before = [m for m in matches if start <= m.start and m.end <= noun.i]
    if few is not None:
        meant = [(m, key) for m in before if (key := _state_of(m)) is not None and key in few]
        named = [key for m, key in meant if m.via != "demonym" and not _of_office(doc, m)]
        # "met his Afghan counterpart in Dushanbe ... in the Central Asian country"
        last_of_all = meant[-1][1] if meant else None
        return named[-1] if named and _is_where(noun) else last_of_all
    own = noun.sent.start
    candidates = [
        (m, key) for m in before if (key := _state_of(m)) is not None and not is_listed(doc[m.end - 1])
    ]
    free = [(m, key) for m, key in candidates if m.via != "demonym" and not _of_office(doc, m)]
    if not free:
        return _only(key for m, key in candidates if m.start < own)
    last = doc[free[-1][0].start].sent.start
    if last < own:  # "Mali cut ties with France. The country's minister"
        told = [key for m, key in free if m.start >= last and doc[m.end - 1].dep_ in {"nsubj", "nsubjpass"}]
        return told[0] if told else free[-1][1]
    return free[-1][1]


def _is_where(noun: Token) -> bool:
    """Whether it is where somebody is or goes: "arrived in the kingdom", "visited the Gulf state"."""
    if noun.dep_ == "dobj":
        return noun.head.lemma_ in {"visit", "tour", "leave"}
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "to", "into", "from"}


def _only(keys: Iterable[str]) -> str | None:
    """The one key of all, ``None`` where there are several or none."""
    different = set(keys)
    return different.pop() if len(different) == 1 else None


def _state_of(match: Match) -> str | None:
    """The key of the state that a match names, or in which the town lies."""
    if match.entry.kind == "country":
        return match.entry.key
    return match.entry.country if match.via == "city" else None


def is_listed(name: Token) -> bool:
    """Whether a state, of whose name this is the last word, is one of several that are named together."""
    while name.dep_ == "compound" and name.head.pos_ == "PROPN":
        name = name.head
    return name.dep_ == "conj" or any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in name.rights)


def _of_office(doc: Doc, match: Match) -> bool:
    """Whether a state is named as whose somebody is: "Peru's president", "the president of Peru"."""
    name = doc[match.end - 1]
    while name.dep_ == "compound" and name.head.i != name.i:
        name = name.head
    if name.dep_ == "poss" or (name.dep_ == "pobj" and name.head.lower_ == "of"):
        held = name.head if name.dep_ == "poss" else name.head.head
        return is_title(held) or held.ent_type_ == "PERSON"
    return is_title(name) or name.ent_type_ == "PERSON"
