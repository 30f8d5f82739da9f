"""Whether two titles say one office, and whether a title says an office at all: "minister" of a person may be
the "foreign minister" told of before; "General" before a name is a rank.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extraction.tokens.words import titles
from kg.ids import normal_name

_RANKS = frozenset(
    "general colonel admiral marshal captain major lieutenant brigadier commodore commandant".split()
)
_OF_RANKS = _RANKS | frozenset(
    "field air vice rear chief senior deputy retired army navy force first second four three star".split()
)
_GENERALS = frozenset(
    """
    secretary attorney director governor inspector consul solicitor auditor advocate prosecutor commissioner
    surgeon comptroller adjutant quartermaster administrator controller accountant
    """.split()
)
"""Offices whose own last word is "general"."""
_ANYBODY = frozenset("official diplomat delegate member counterpart homologue colleague guest".split())
_OF_ANYBODY = frozenset("unnamed anonymous unidentified first second third fellow visiting other".split())
_KINDS = frozenset(
    "vice deputy assistant under prime crown former junior associate opposition shadow attorney".split()
)
"""Words that make another office of the same noun: a deputy minister is no minister."""


def is_rank(word: str) -> bool:
    """Whether a word in lower case is a military rank or its abbreviation without the dot: "gen"."""
    return word in _RANKS or titles("short").get(f"{word}.") in _RANKS


def same_title(a: str, b: str) -> bool:
    """Whether two titles name one office: equal, or "minister of X" and "X minister"."""
    return a == b or _flat(a) == _flat(b)


def shorter_title(short: str, long: str) -> bool:
    """Whether one title is the other's in short, as a name bears it later: "Minister" of a foreign minister.

    >>> shorter_title("minister", "minister of trade"), shorter_title("minister", "prime minister")
    (True, False)
    """
    few, many = set(_flat(short)), set(_flat(long))
    if not few < many or _KINDS & few != _KINDS & many:
        return False
    heads = titles("head").keys()
    return few & heads == many & heads != set()


_SENT = frozenset("envoy mediator facilitator emissary".split())
_SENT_FOR = frozenset("special high personal".split())
_OF_SENT = _SENT_FOR | frozenset("chief joint peace top lead senior representative".split()) | _SENT


def both_sent(title: str, held: str) -> bool:
    """Whether who is spoken of as an envoy may hold an office of one who is sent for somebody, by whatever
    name: "the UN envoy" of a special representative or a mediator; not of an ambassador.

    >>> both_sent("envoy", "special representative for libya"), both_sent("envoy", "permanent representative")
    (True, False)
    """
    said, own = title.lower().split(), held.lower().replace("-", " ").split()
    end = next((n for n, word in enumerate(own) if word in {"for", "to", "of", "in", "on"}), len(own))
    head, before = own[:end][-1:], set(own[:end])
    sent = bool(set(head) & _SENT) or (head == ["representative"] and bool(before & _SENT_FOR))
    return sent and set(said) <= _OF_SENT and bool(set(said) & (_SENT | {"representative"}))


def is_envoy(title: str) -> bool:
    """Whether a title is that of an envoy and says not to what: "special envoy", not "envoy to Peru"."""
    words = set(title.lower().split())
    return "envoy" in words and words <= _OF_SENT


_GENERAL = "secretary general"
_OF_GENERAL = frozenset(
    "envoy representative adviser advisor mediator facilitator rapporteur spokesman spokeswoman spokesperson "
    "coordinator aide deputy assistant under".split()
)
"""Words of the titles of those who serve under or are sent by a secretary-general."""
_OF_OTHERS = frozenset("prime crown vice deputy assistant foreign defence defense interior finance".split())


def may_be_held(title: str, word: str, held: str) -> bool:
    """Whether an office told of, whose noun is given, may be one that is held: "the minister" of a foreign
    minister and "the UN envoy" of a mediator, not "the crown prince" of a prince.

    >>> may_be_held("minister", "minister", "foreign minister")
    True
    >>> may_be_held("minister", "minister", "prime minister")
    False
    >>> may_be_held("secretary general", "general", "secretary general special envoy for syria")
    False
    """
    words = held.split()
    if title == _GENERAL and _OF_GENERAL & set(words):
        return False  # who is sent by him
    prime = title == "minister" and "prime" in words
    shorter = word in words and not prime and _OF_OTHERS & set(title.split()) <= set(words)
    return shorter or same_title(held, title) or both_sent(title, held)


def says_office(title: str, *, unnamed: bool = False) -> bool:
    """Whether a title says what a person is charged with: not "General X", nor "a French diplomat".

    ``unnamed``: whether the person is known by these words only; then a general word for who serves a state
    says no office, unless something is added: "a senior official".

    >>> says_office("major-general"), says_office("secretary general"), says_office("diplomat", unnamed=True)
    (False, True, False)
    """
    words = title.lower().replace("-", " ").split()
    if set(words) <= _OF_RANKS and words[-1:] and words[-1] in _RANKS:
        return False
    if not unnamed or not words or words[-1] not in _ANYBODY:
        return True
    return not set(words[:-1]) <= _OF_ANYBODY


def without_rank(title: str) -> str:
    """An office without the rank of its holder behind it.

    >>> without_rank("army chief general"), without_rank("secretary general")
    ('army chief', 'secretary general')
    """
    office, _, after = title.partition(" , ")
    if set(after.lower().split()) <= _OF_RANKS | set(office.lower().split()):
        title = office  # "commander-in-chief, senior general"
    words = title.split()
    end = len(words)
    while end > 1 and (set(words[end - 1].lower().split("-")) <= _RANKS or _seated(words[:end])):
        end -= 1
    cut = words[:end]
    whole = any(w.lower() in titles("head") for w in cut) and cut[-1].lower() not in _GENERALS
    return " ".join(cut) if whole else title


_ADDRESSES = frozenset("senator mp prince princess".split())


def _seated(words: list[str]) -> bool:
    """Whether the last word is no office: "foreign minister senator", "defence minister prince"."""
    return words[-1].lower() in _ADDRESSES and words[-2].lower() in {"minister", "secretary", "leader"}


_SYNONYMS = {"pontiff": "pope", "premier": "prime minister"}


@lru_cache(maxsize=4096)
def _flat(title: str) -> tuple[str, ...]:
    """The words of a title in normal form and order, without the small ones."""
    words = [
        word
        for w in normal_name(title).replace("defence", "defense").replace("advisor", "adviser").split()
        if w not in {"of", "for", "the", "affairs", "and"}
        for word in _SYNONYMS.get(w, w).split()
    ]
    return tuple(sorted(words))


_OFFICIALS = frozenset("minister secretary envoy ambassador chief diplomat official adviser advisor".split())
_DIPLOMATS = frozenset("foreign state external envoy ambassador diplomat consul negotiator".split())


def is_under_leader(title: str) -> bool:
    """Whether an office is one under who leads a state.

    >>> is_under_leader("foreign minister"), is_under_leader("prime minister"), is_under_leader("speaker")
    (True, False, False)
    """
    words = set(title.split())
    return bool(words & _UNDER) and not words & {"prime", "first", "chief"}


_UNDER = frozenset("minister ambassador envoy spokesman spokeswoman negotiator diplomat".split())


def fits_official(word: str, title: str) -> bool:
    """Whether "the diplomat" or "the official" may be who holds an office; a prime minister is neither."""
    words = set(title.split())
    fits = bool(words & (_DIPLOMATS if word == "diplomat" else _OFFICIALS)) or both_sent("envoy", title)
    return "prime" not in words and fits
