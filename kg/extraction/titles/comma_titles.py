"""Titles that end at a comma, told by their words where the parse is lost: "the head of the council, X"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction.names.name_words import capitalised
from kg.extraction.names.title_heads import is_title
from kg.extraction.titles.title_fields import listed_fields
from kg.extraction.titles.title_joints import bracketed_acronym
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token

if TYPE_CHECKING:
    from kg.extraction.titles.titles import TitleSpan

_OF = frozenset({"of", "for", "to", "at"})
_POSTED = frozenset("consul general ambassador envoy representative commissioner".split())
"""Titles of those who are sent to a place: "the consul in Oslo"."""
_INNER = _OF | frozenset({"in", "the", "and", "'s", "’s", "'", "’", "-", "&"})
_LONGEST = 16
PUBLIC_BODIES = frozenset(
    """
    bureau office council committee service army navy party ministry department agency commission authority
    delegation bloc movement parliament assembly chamber senate court bank union force directorate
    secretariat mission team staff organization organisation federation league front cabinet
    """.split()
)
_CLOSING = frozenset({",", ".", ")", ";"})


def title_up_to(doc: Doc, comma: int) -> int | None:
    """Where a title begins that says of what it is and ends at a comma, without its article; or ``None``.

    "Met and the | head of the European Commission, Ana Ruiz", "Peru's | envoy for water, Ana Ruiz", "the |
    Peruvian consul in Oslo, Ana Ruiz"; not "told the minister, Ana Ruiz", "the ministers of Peru and Chile,
    Ana Ruiz and Jan Maes" nor "the head of the chess club, Ana Ruiz".
    """
    found, public = None, False
    for i in range(comma - 1, max(-1, comma - _LONGEST), -1):
        token = doc[i]
        if i >= comma - 3 and token.text in "()" and bracketed_acronym(doc, i):
            continue  # "the head of the European Union (EU), Ana Ruiz"
        inside = _may_be_inside(token) or (token.text == "," and listed_fields(doc, i) > 0)
        if not inside or (doc[i + 1].is_sent_start and i + 1 < comma):
            break
        public = (
            public or token.lemma_.lower() in PUBLIC_BODIES or (capitalised(token) and not is_title(token))
        )
        inside = doc[i + 1].lower_ == "in"  # "secretary in the | department of trade, X"
        seated = inside and any(t.lemma_.lower() in PUBLIC_BODIES for t in doc[i + 2 : i + 5])
        posted = seated or (inside and token.lemma_.lower() in _POSTED)
        if is_title(token) and (posted or doc[i + 1].lower_ in _OF) and public:
            begin = _begin(doc, i)
            if token.tag_ in {"NNS", "NNPS"} or begin is None:
                return found
            found = begin
            if begin < 2 or doc[begin - 2].lower_ != "of":
                break  # "the head of | the office of the president of Peru, X" is the head
    return found


def closes(doc: Doc, last: int) -> bool:
    """Whether a name between commas ends at a token: not so in "told the head of the union, Ruiz said"."""
    return last < len(doc) and (doc[last].text in _CLOSING or doc[last].pos_ in {"ADP", "CCONJ"})


def acts_itself(head: Token, behind: Token) -> bool:
    """Whether an office behind a name and a comma is the subject of its own clause, alone or with others:
    "during talks with X, the minister said", "invited by X, the minister and his wife will come".
    """
    if head.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    listed = behind.dep_ == "cc" and behind.head is head and head.head.i > behind.i
    commas = listed and any(t.text == "," for t in head.doc[behind.i : head.head.i])
    return behind.pos_ in {"VERB", "AUX", "ADV"} or (listed and not commas)


def of_next(
    doc: Doc,
    first: int,
    before: TitleSpan | None,
    after: TitleSpan | None,
    person_at: Callable[[int], str | None],
) -> bool:
    """Whether the title behind a name is of the next in a list in which each office has its holder behind
    it: "attended by the minister of trade, X, | the envoy of Peru, Y, and the spokesman, Z".

    Not so in "Minister X, the envoy of Peru, Y and Z", where no comma is between the minister and his name.
    """
    if before is None or after is None or before.last != first - 1 or after.last + 1 >= len(doc):
        return False
    commas = doc[before.last].text == doc[after.last].text == ","
    return commas and person_at(after.last + 1) is not None


def _may_be_inside(token: Token) -> bool:
    plain = token.pos_ in {"NOUN", "ADJ", "PROPN"} or capitalised(token) or token.lower_ in _INNER
    person = token.ent_type_ == "PERSON" and not (is_title(token) or _after_article(token))
    return plain and not token.is_space and not person


def _after_article(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "the"


def _begin(doc: Doc, head: int) -> int | None:
    """The token after the article or possessive before a title whose head is given; without one where the
    words of a title in capitals begin: "met | Foreign Minister of Peru, Ana Ruiz"; else ``None``.
    """
    for i in range(head, max(-1, head - (9 if doc[head - 1].text == ")" else 6)), -1):
        before = doc[i - 1] if i and not doc[i].is_sent_start else None
        if before is not None and before.text in "()" and bracketed_acronym(doc, i - 1):
            continue  # "the | African Union (AU) commissioner for peace, Ana Ruiz"
        if before is not None and (before.lower_ == "the" or before.text in {"'s", "’s"}):
            return i
        if before is not None and before.lower_ == "and" and i > 1 and is_title(doc[i - 2]):
            return _begin(doc, i - 2)  # "Peru's | negotiator and secretary in the department of trade, X"
        noun = before is not None and before.pos_ in {"NOUN", "ADJ", "PROPN"} and before.ent_type_ != "DATE"
        if before is None or not (noun or before.text == "-"):
            behind_name = before is not None and before.text == "," and doc[i - 2].ent_type_ == "PERSON"
            return (
                i if doc[i].text[:1].isupper() and doc[head].text[:1].isupper() and not behind_name else None
            )
    return None


def sender_behind(doc: Doc, first: int, stop: int) -> int | None:
    """The preposition behind an office that says whose it is by a name: "envoy | of Ugandan President | X".

    ``None`` where the words up to the name are no such thing: "the ministers, President | X", nor in a list:
    "Ambassador Y, the envoy of President | X, and Z"; another office may follow: "| X and the head of Z".
    """
    if not first < stop < len(doc) or doc[stop].ent_type_ != "PERSON" or is_title(doc[stop]):
        return None
    behind = next((i for i in range(stop, len(doc)) if doc[i].ent_type_ != "PERSON"), len(doc) - 1)
    second = doc[behind].lower_ == "and" and doc[behind + 1 : behind + 2].text.lower() in {"the", "a", "an"}
    if not (second or doc[behind].text in {",", "."}) or doc[behind : behind + 2].text.endswith(("and", "&")):
        return None
    for i in range(stop - 1, first, -1):
        if doc[i].lower_ in {"of", "to", "from"}:
            held = doc[i - 1].lower_ == "staff" or is_title(doc[i - 1])
            return i if held and doc[i - 1].tag_ not in {"NNS", "NNPS"} else None
        if not (is_title(doc[i]) or doc[i].pos_ in {"ADJ", "PROPN"} or doc[i].lower_ in {"the", "-"}):
            return None
    return None
