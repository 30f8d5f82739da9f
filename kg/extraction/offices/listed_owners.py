"""Whose a plural office is: the states and bodies listed before or behind it, named or not: "of Peru and
Chile", "of the two countries", "of the Peruvian and Chilean delegations".
"""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex

BETWEEN = frozenset({",", "and", "the", "&"})
"""What stands between the members of a list."""
MOST = 6
"""So many members of a list are read at most."""
_TEAMS = frozenset("delegation team side".split())


def behind_unnamed(index: ActorIndex, at: int) -> int:
    """The token behind states that are not named: "the ministers of | the two countries, | X and Y", "of |
    both sides |, X and Y", "of | the group |"; the token itself where none are meant.
    """
    words = [t.lower_ for t in index.doc[at : at + 3]]
    if words[:2] == ["the", "group"]:
        return at + 2
    first = 1 + (words[:1] == ["the"])
    told = len(words) > first and words[first - 1] in {"two", "both", "three"}
    return at + first + 1 if told and index.tokens[at + first].lemma_.lower() in _STATES else at


_STATES = frozenset("country nation state side neighbor neighbour government party delegation".split())


def delegations(index: ActorIndex, at: int) -> tuple[list[str], int]:
    """The nationalities of the delegations named at a token, and the token after the last word of them.

    Of "the heads of | the Peruvian and Chilean delegations" both.
    """
    teams = [t.i for t in index.doc[at : at + 8] if t.lemma_.lower() in _TEAMS]
    whole = len(teams) == 2 and index.doc[teams[0] + 1].text in {"'", "’"}  # "both sides' teams"
    end = teams[-1 if whole else 0] if teams else None
    if end is None:
        return [], at
    inner = index.doc[at:end]
    if not all(t.lower_ in BETWEEN | _OWN_TEAMS or t.i in index.by_token for t in inner):
        return [], at
    plain = next((t.i for t in inner if t.lower_ == "negotiating"), end)
    return bodies_until(index, plain), end + 1


_OWN_TEAMS = frozenset("negotiating both two sides parties ' ’".split())


def bodies_from(index: ActorIndex, at: int, *, seats: bool = False) -> tuple[list[str], int]:
    """Local ids of the countries and bodies listed from a token on, and the token after the list.

    With ``seats`` capitals stand for their states: "the negotiators of | Lima and Quito, X and Y".
    """
    found: list[str] = []
    end = at
    while at < len(index.doc) and len(found) < MOST:
        match = index.by_token.get(at)
        capital = match is not None and seats and match.via == "city"
        entry = gazetteer.metonym(match.entry.name) if match is not None and capital else None
        if match is not None and match.start == at and (entry or match.via in {"name", "body"}):
            found.append(index.known(entry or match.entry).id)
            at = end = match.end
        elif index.tokens[at].lower_ in BETWEEN:
            at += 1
        else:
            break
    return found, end


def bodies_until(index: ActorIndex, at: int) -> list[str]:
    """Local ids of the nationalities and bodies up to a token: "Peruvian and UN | envoys"."""
    found: list[str] = []
    while at > 0 and len(found) < MOST:
        match = index.by_token.get(at - 1)
        if match is not None and match.via in {"demonym", "name", "body"}:
            found.insert(0, index.known(match.entry).id)
            at = match.start
        elif index.tokens[at - 1].lower_ in BETWEEN:
            at -= 1
        else:
            break
    return found
