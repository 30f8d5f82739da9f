"""Who is called another's like behind his name: "Jose Diaz, her Chilean counterpart"."""

from __future__ import annotations

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.group_countries import countries_of
from kg.extraction.offices.service import serve
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.tokens.frozen_token import Token

_WHOSE = frozenset({"his", "her", "its", "their"})
_LONG = 5
"""Words at most from the pronoun to the noun: "his newly elected Chilean counterpart"."""


def like_behind(index: ActorIndex, person: str, last: int) -> None:
    """Gives a person the country that "X, her Chilean counterpart" and "X, his opposite number from Chile"
    say; the words then denote him. ``last`` is the token behind the name.
    """
    noun = like_noun(index, last)
    countries = countries_of(index, noun) if noun is not None else []
    if noun is None or not countries:
        return
    draft = index.drafts[person]
    serve(index, draft, countries[0])
    index.mention(draft, last + 1, noun.i + 1, 0.75)
    for i in range(last + 1, noun.i + 1):
        index.title_owner.setdefault(i, person)


def like_noun(index: ActorIndex, last: int) -> Token | None:
    """The noun "counterpart" or "colleague" that goes on about the name before ``last``; not that of another:
    "X, her Chilean counterpart Y and Z".
    """
    doc = index.doc
    if last + 2 >= len(doc) or doc[last].text != "," or doc[last + 1].lower_ not in _WHOSE:
        return None
    words = doc[last + 2 : last + 2 + _LONG]
    noun = next((t for t in words if is_equal(t) and t.lower_ != "opposite"), None)
    if noun is None or any(t.text == "," for t in doc[last + 2 : noun.i]):
        return None
    after = noun.i + 1
    named = after < len(doc) and (doc[after].ent_type_ == "PERSON" or after in index.owner)
    return None if named else noun


def whence(index: ActorIndex, at: int) -> bool:
    """Whether a word may be of where somebody's like is from: "his counterpart | from the Bank of Peru"."""
    owner = index.drafts.get(index.owner.get(at, ""))
    return index.doc[at].lower_ in {"from", "the"} or (owner is not None and owner.kind != "person")
