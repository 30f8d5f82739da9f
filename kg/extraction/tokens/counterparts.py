"""Nouns for who holds the same office elsewhere: "her Hungarian counterpart", "his opposite number"."""

from __future__ import annotations

from collections.abc import Collection

from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import title_heads

_EQUALS = frozenset({"counterpart", "homologue", "opposite"})
_NUMBERS = frozenset({"number", "numbers"})
_COLLEAGUES = frozenset({"colleague", "peer"})
_AT_HOME = frozenset({"host", "guest", "interlocutor"})
_NEIGHBOURS = frozenset({"neighbour", "neighbor"})
TRANSATLANTIC = {"foreign minister": "secretary of state", "defense minister": "secretary of defense"}
"""The American offices whose holders meet these ministers as counterparts."""

_WITHOUT_PRESIDENT = frozenset(
    "GB NO SE DK NL BE LU ES JP CA AU NZ TH MY KH BT KW SA QA AE OM BH JO MA LS SZ TO JM PG LI MC VA".split()
)
_FIGUREHEADS = frozenset("DE IT IL IN GR AT".split())
_WITHOUT_PREMIER = frozenset(
    "US MX BR AR CL CO UY PY BO EC CR GT HN NI PA SV DO CH ID PH CY SA DE AT VA LR SL GM ZM MW".split()
)
"""Countries by constitution: kingdoms; republics that a chancellor or prime minister leads; the others."""


def is_counterpart(noun: Token) -> bool:
    """Whether a noun says counterpart by itself: "her counterpart", "his Danish opposite number"."""
    return noun.lemma_.lower() in _EQUALS or (noun.lower_ in _NUMBERS and _opposite_number(noun))


def is_equal(noun: Token) -> bool:
    """The same for nouns that need a country to say it: "her Danish colleague", not "her colleague".

    So does "her Danish host", not "the hotel's Danish guests".
    """
    lemma = noun.lemma_.lower()
    if lemma in _EQUALS or lemma in _COLLEAGUES:
        return True
    if lemma in _AT_HOME and any(c.tag_ == "PRP$" for c in noun.lefts):
        return True
    return noun.lower_ in _NUMBERS and _opposite_number(noun)


def is_abroad(noun: Token) -> bool:
    """Whether a noun with a nationality is of somebody who serves that state: also "his neighbour"."""
    return noun.lemma_.lower() in _NEIGHBOURS or is_equal(noun)


def beside_equal(name: Span) -> bool:
    """Whether two words or more are the name of a counterpart: "his Estonian colleague, Marina Kask,".

    So is the second of two who hold an office: "presidents Oleg Zarin and | Taras Bond".
    """
    noun = name.root.head
    if name.root.dep_ == "conj" and noun.ent_type_ == "PERSON" and 1 < len(name) < 4:
        several = any(c.tag_ in {"NNS", "NNPS"} and c.lower_[:-1] in title_heads()[0] for c in noun.lefts)
        return several and name[0].i > 0 and name[0].nbor(-1).lower_ == "and"
    return name.root.dep_ == "appos" and len(name) > 1 and noun.tag_ == "NN" and is_equal(noun)


def _opposite_number(noun: Token) -> bool:
    return noun.i > 0 and noun.nbor(-1).lower_ == "opposite"


def equal_office(title: str, key: str | None) -> str | None:
    """The office of the counterpart of who holds ``title``, in the country of that key; ``None`` if unsaid.

    A president's counterpart in a kingdom may be its prime minister, a premier's in Chile its president.
    """
    land = (key or "").partition(":")[2]
    if title == "president":
        return None if land in _WITHOUT_PRESIDENT | _FIGUREHEADS else title
    if title in {"prime minister", "premier"}:
        return None if land in _WITHOUT_PREMIER else title
    ours = next((o for o, american in TRANSATLANTIC.items() if american == title), None)
    if ours is None:
        ministry = title.endswith("minister") or title.startswith("minister of")
        ours = title if ministry and "deputy" not in title.split() else None
    return TRANSATLANTIC.get(ours, ours) if ours is not None and land == "US" else ours


def equal_secretary(title: str, keys: Collection[str]) -> str | None:
    """The office of the counterpart of a foreign secretary, where it is that of a diplomat: in South Asia.

    ``keys`` are of his own country, if known, and of the other's: "Foreign Secretary X met her Pakistani
    counterpart Y" of India; not of Britain, whose foreign secretary is a minister.
    """
    lands = {key.partition(":")[2] for key in keys}
    return title if title == "foreign secretary" and lands <= _DIPLOMATS_AS_SECRETARIES else None


_DIPLOMATS_AS_SECRETARIES = frozenset("IN PK BD NP LK MV BT".split())


_FIELDS = {
    **dict.fromkeys(("defense", "defence"), "defence"),
    **dict.fromkeys(("state", "foreign", "external"), "foreign"),
    **dict.fromkeys(("treasury", "finance"), "finance"),
    **dict.fromkeys(("interior", "homeland"), "interior"), "trade": "trade",
}  # fmt: skip
_DEPUTIES = frozenset("deputy vice assistant under undersecretary".split())


def field_of(title: str) -> str | None:
    """The department of a minister or secretary, the same where states name it otherwise; else ``None``."""
    words = title.replace("-", " ").split()
    if not {"minister", "secretary"} & set(words) or _DEPUTIES & set(words):
        return None
    return next((_FIELDS[w] for w in words if w in _FIELDS), None)


_LEADING = frozenset(
    "win take assume lose show provide praise hail laud need lack contest seek demand give exercise".split()
)


def is_leading(noun: Token) -> bool:
    """Whether "leadership" is what somebody does or strives for, not those who lead: "under the leadership
    of X", "won the leadership", "US leadership on trade"; not "met the Serbian leadership".
    """
    if noun.lower_ != "leadership":
        return False
    after = noun.doc[noun.i + 1 : noun.i + 2].text
    of = [o for c in noun.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    person = any(o.ent_type_ == "PERSON" for o in of) or any(c.tag_ == "PRP$" for c in noun.lefts)
    done = noun.dep_ == "dobj" and noun.head.lemma_ in _LEADING
    return noun.dep_ == "compound" or noun.head.lower_ == "under" or after in {"on", "over"} or person or done


def rank_of_ministries(noun: Token) -> str | None:
    """The class of those who head what foreign ministries call political affairs, and of people of politics:
    "political directors", "several opposition figures"; not "unemployment figures".
    """
    left, lemma = {c.lower_ for c in noun.lefts}, noun.lemma_.lower()
    political = lemma == "director" and "political" in left
    return "officials" if political or (lemma == "figure" and left & _OF_POLITICS) else None


_OF_POLITICS = frozenset("opposition political rebel leading senior prominent".split())


def has_neighbours(owner: Token) -> bool:
    """Whether those around a state are meant, not itself: "ministers from Iraq's neighbours"."""
    if owner.dep_ != "poss":
        return False
    noun = owner.head
    return noun.tag_ == "NNS" and any(t.lower_ in _AROUND for t in (noun, *noun.lefts))


_AROUND = frozenset("neighbours neighbors neighbouring neighboring".split())
