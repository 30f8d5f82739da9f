"""Whose an office is that stands in another's title, and which of its places are what it is for."""

from __future__ import annotations

from kg.extraction.names.leader_names import is_leader
from kg.extraction.names.title_heads import is_title
from kg.extraction.titles.title_joints import behind_link, of_a_country
from kg.extraction.tokens.frozen_doc import Doc
from kg.gazetteer import Match

_LINKS = frozenset({"of", "for", "to", "on"})


def behind_possessor(doc: Doc, first: int, last: int) -> int | None:
    """Where an office begins behind another one whose it is: "President X's | envoy", "the king's | envoy";
    "Torres's | envoy"; not "the minister for women's affairs", nor "Peru's premier".
    """
    owner = next((i for i in range(first, last) if doc[i].text in _OWNING), last)
    held = [i for i in range(first, owner) if is_title(doc[i]) or doc[i].ent_type_ == "PERSON"]
    if not held or any(doc[i].lower_ in _LINKS for i in range(held[0], owner)):
        return None
    own = any(is_title(t) and not behind_link(doc, t.i) for t in doc[owner + 1 : last])
    return owner + 1 if own else None


def behind_person(doc: Doc, first: int) -> int:
    """The token behind a person's name with a possessive that begins at a token: "Soto's | chief adviser";
    where none does, that token.
    """
    end = first
    while end < len(doc) and _of_name(doc, end):
        end += 1
    return end + 1 if end > first and doc[end : end + 1].text in _OWNING else first


def _of_name(doc: Doc, i: int) -> bool:
    if doc[i].text in _OWNING or is_title(doc[i]):
        return False
    return doc[i].ent_type_ == "PERSON" or (doc[i].ent_type_ == "ORG" and is_leader(doc[i : i + 1]))


_OWNING = frozenset({"'s", "’s", "'", "’"})


def says_of_what(doc: Doc, match: Match, words: list[str], by_token: dict[int, Match]) -> bool:
    """Whether a place or body inside a title is what the office is about, not whose: "envoy to | Peru"."""
    about = match.via == "city" or (bool(words) and words[-1] in {"to", "for", "on", "in"})
    about = about or (match.via == "body" and of_a_country(doc, match.end, by_token))
    after = doc[match.end : match.end + 1].text.lower()
    return about or after == "staff" or (after == "-" and match.end + 1 in by_token)  # "Peru-Chile group"


def goes_on_to(doc: Doc, about: int, match: Match) -> bool:
    """Whether a place is joined to one before it that ends at ``about``: "envoy for Chad and | Mali"; not
    "envoy for Chad and | Mali's premier".
    """
    first, owns = match.start, doc[match.end : match.end + 1].text in {"'s", "’s", "'"}
    return 0 < about < first and not owns and {t.lower_ for t in doc[about:first]} <= _JOINING


_JOINING = frozenset({"and", "&", ",", "the"})
