"""What only tells where or what a city is: "in Lima, Peru", "in Lima, the Peruvian capital"."""

from __future__ import annotations

from kg.extraction.arguments.process_parties import is_seat
from kg.extraction.scene import Scene
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import names_meeting

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SEATS = frozenset("capital seat home headquarters base".split())


def where_a_city_lies(scene: Scene, i: int) -> bool:
    """Whether a country or body only says where or what the city before it is: "began in Oslo, | Norway",
    "in Lima, the | Peruvian capital and seat of the | Union".
    """
    token = scene.doc[i]
    above = (token, *token.ancestors)
    if any(t.lemma_.lower() in _SEATS and t.dep_ in {"appos", "conj"} for t in above[:4]):
        return True
    country = scene.index.by_token.get(i)
    first = country.start if country is not None else i
    if country is None or country.entry.kind != "country" or first < 2:
        return False
    city = scene.index.by_token.get(first - 2)
    after = scene.doc[country.end : country.end + 1]  # "At talks in Nairobi, Kenya and Somalia agreed"
    acts = any(t.lower_ == "and" or t.tag_ in _FINITE for t in after)
    apart = scene.doc[first - 1].text in {",", "("} and not acts
    return apart and city is not None and city.via == "city" and city.entry.country == country.entry.key


def only_locates(scene: Scene, id_: str, heads: list[int]) -> bool:
    """Whether a state is only told to say where a city lies."""
    told = [*heads, *(i for i, o in scene.index.adjective.items() if o == id_)]
    return bool(told) and all(where_a_city_lies(scene, i) for i in told)


def only_hosts(scene: Scene, id_: str, heads: list[int]) -> bool:
    """Whether a state or its city is only told as where people meet or speak: "talks [in Oman] on Sunday
    went well", "the two met [in Oman]", "said [in Muscat]"; not one of which "Omani" is said.
    """
    owned = any(o == id_ for o in scene.index.adjective.values())
    return (
        bool(heads)
        and not owned
        and all(_is_venue(scene.doc[i]) or is_seat(scene, scene.doc[i]) for i in heads)
    )


def but_hosts(scene: Scene, ids: list[str]) -> list[str]:
    """The states and bodies but for those that are only told as where people meet."""
    return [i for i in ids if not only_hosts(scene, i, scene.actor(i).heads)]


def _is_venue(word: Token) -> bool:
    """Whether people are told to meet in what a word names."""
    if word.dep_ != "pobj" or word.head.lower_ not in {"in", "at"}:
        return False
    above = word.head.head
    return names_meeting(above) or (above.pos_ == "VERB" and above.lemma_ in _MEETING)


_MEETING = frozenset("meet gather convene hold take sit resume reconvene begin open start".split())
