"""Offices of which a text names neither holder nor state, as releases do: "The Secretary-General met X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.actors.actors import is_public
from kg.extraction.names.title_heads import is_title
from kg.extraction.offices.home_country import home_country
from kg.extraction.titles.same_offices import same_title
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.words import titles

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorIndex
    from kg.extraction.references.references import Resolver
    from kg.extraction.titles.titles import TitleSpan

_HIGH = (
    *("president", "vice president", "prime minister", "deputy prime minister", "chancellor", "king"),
    *("vice chancellor", "vice premier", "premier"),
    *("crown prince", "deputy crown prince", "emir", "amir", "deputy amir", "deputy emir", "sultan"),
    *("secretary", "deputy secretary"),
    *("secretary general", "deputy secretary general"),
    *("foreign minister", "minister of foreign affairs", "deputy foreign minister", "foreign secretary"),
    *("secretary of state", "high representative", "director general"),
)
_UN = "body:UN"
_OF_UN = frozenset({_UN, "body:UNSC", "body:UNGA"})
_OTHERS = frozenset(
    f"body:{name}"
    for name in (
        *("NATO", "OAS", "ASEAN", "OIC", "Arab-League", "GCC", "SCO", "Council-of-Europe", "OSCE", "CARICOM"),
        *("Commonwealth", "OECD", "OPEC", "SAARC", "Pacific-Islands-Forum", "EFTA", "ECO", "CSTO", "OTS"),
        *("Francophonie", "OAU", "BSEC", "UNASUR", "SICA", "BIMSTEC"),
    )
)
"""Bodies of states other than the United Nations of which the first officer is a secretary-general."""


def is_high(title: str) -> bool:
    """Whether a title in capitals says who is meant where nothing else does: "The Foreign Secretary met X".

    >>> is_high("minister for foreign affairs"), is_high("director")
    (True, False)
    """
    return any(same_title(title, high) for high in _HIGH)


def body_of_bare(index: ActorIndex, title: str) -> str | None:
    """Whose a "Secretary-General" is where nobody says: the only body named that has one, else of the UN.

    ``None`` for other titles, and where the text names two other bodies.
    """
    if not same_title(title, "secretary general"):
        return None
    named = index.by_key
    others = [key for key in named if key in _OTHERS]
    if not others or named.keys() & _OF_UN:
        return index.known(gazetteer.entry(_UN)).id
    return named[others[0]] if len(others) == 1 else None


def owner_of_bare(resolver: Resolver, token: Token, title: str) -> str | None:
    """Whose an office in capitals alone is: the body's that has a secretary-general, else the country's that
    an article names most but for those of the sentence: "The Vice President will meet President X of Peru".
    """
    index = resolver.index
    if (body := body_of_bare(index, title)) is not None:
        return body
    others = {index.owner.get(t.i) or index.adjective.get(t.i) for t in token.sent}
    drafts = [index.drafts[o] for o in others if o is not None]
    keys = {d.key for d in drafts if d.kind == "country"}
    keys |= {index.drafts[d.country].key for d in drafts if d.kind == "person" and d.country is not None}
    met = frozenset(k for k in keys if k is not None)
    return home_country(index, met) if met else None


def sender(index: ActorIndex, title: str) -> str | None:
    """For whom an envoy "of the Secretary-General" is there, where nobody says whose he is."""
    words = title.replace("-", " ")
    sent = "of the secretary general" in words or words.startswith("secretary general ")
    return body_of_bare(index, "secretary general") if sent and _SENT & set(words.split()) else None


def goal(doc: Doc, span: TitleSpan) -> int:
    """Where the words of a title begin that say to whom or for what one is sent: "envoy | for Yemen".

    An envoy serves no country named there; the end of the title for others: "minister for Scotland".
    """
    sent = range(span.head + 1, span.last) if _SENT & set(span.title.lower().split()) else ()
    return next((i for i in sent if doc[i].lower_ in {"for", "to", "on"}), span.last)


_SENT = frozenset(
    "envoy representative mediator facilitator rapporteur adviser advisor ambassador consul emissary".split()
)


def title_extent(resolver: Resolver, token: Token) -> tuple[int, int]:
    """Tokens [first, last) of the title around its head, without relative clauses and appositions."""
    last = token.i + 1
    if [t.lower_ for t in resolver.doc[last : last + 2]] in _NOT_YET:
        last += 2
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "to"} and child.i == last:
            owned = any(o.dep_ == "poss" for c in child.rights for o in c.lefts)
            sent = any(resolver.index.person_at(c.i) for c in child.rights)  # "the envoy | of President X"
            thanked = child.lower_ == "for" and owned  # "thanked the minister for | Peru's support"
            going = child.lower_ == "to" and token.lemma_.lower() in _AT_HOME  # "a visit by X | to Peru"
            if not (thanked or sent or going):
                last = child.right_edge.i + 1
    apart = (t.left_edge for t in resolver.doc[token.i + 1 : last] if t.dep_ in {"relcl", "acl", "appos"})
    relative = [t.i - (resolver.tokens[t.i - 1].text == "(") for t in apart]
    first = token.i
    while (
        first > token.left_edge.i
        and (
            resolver.tokens[first - 1].pos_ not in _BREAKS or resolver.tokens[first - 1].lower_ == "managing"
        )
        and resolver.tokens[first - 1].text != ","
        and resolver.tokens[first - 1].ent_type_ not in {"DATE", "TIME"}
    ):
        first -= 1
    return first, min([last, *relative])


_BREAKS = frozenset({"PUNCT", "SPACE", "VERB"})
_NOT_YET = (["-", "elect"], ["-", "designate"])
_AT_HOME = frozenset("minister president premier official leader king queen emir chancellor senator".split())
"""Titles of those who are not accredited "to" a state."""


def of_nobody(token: Token) -> bool:
    """Whether a title means nobody in particular: "ministers", "any envoy", "was president", "justice"."""
    if token.tag_ in {"NNS", "NNPS"} or token.lower_ in titles("civil"):
        return True
    if token.lower_ == "commander" and token.dep_ == "conj" and any(c.lower_ == "in" for c in token.rights):
        return True  # "the President and Commander-in-Chief", who is one
    if token.text == "justice" and not any(c.dep_ in {"det", "poss"} for c in token.lefts):
        return True
    unknown = any(c.lower_ in {"any", "no", "every", "each", "some", "another"} for c in token.children)
    told = token.dep_ == "attr" and not any(c.lower_ in _THERE for c in token.head.lefts)
    return unknown or told or token.dep_ in {"compound", "amod"}


_THERE = frozenset({"present", "attending"})  # "Present at the talks was the ambassador"


def presides(resolver: Resolver, token: Token) -> bool:
    """Whether what is also an office of companies is one of a body of states: "the chairman of the OSCE",
    "the OSCE chairman", and "the chairman" where somebody is told to be that; not "as OSCE chairman".
    """
    if token.lower_ not in {"director", "chairman"} or token.dep_ == "compound" or token.head.lower_ == "as":
        return False
    of = [o for c in token.rights if c.lower_ == "of" for o in c.rights]
    before = [c for c in token.lefts if c.dep_ in {"compound", "nmod", "poss"}]
    owners = [resolver.index.owner.get(t.i) for t in (*of, *before)]
    if not of and not before and token.lower_ == "chairman" and resolver.definite(token):
        owners = [o.body for o in resolver.offices.offices.values() if o.title == "chairman"]
    bodies = [resolver.index.drafts[i] for i in owners if i is not None]
    if token.lower_ == "director":
        of_states = any(
            c.lower_ in {"managing", "executive"} for c in token.lefts
        )  # "the IMF managing director"
        kinds = {"actor-intelligence-service", "actor-intergovernmental" if of_states else ""}
        return any(b.type in kinds for b in bodies)
    if not of:
        return any(b.type == "actor-intergovernmental" for b in bodies)
    return any(is_public(b) and b.kind != "country" for b in bodies)


def place_in_clause(token: Token) -> str:
    """What an office is in its clause; what the first of a list is, where it has an article of its own or the
    list is longer: "met the President [and the Foreign Minister]", "met the King, [Premier and Speaker]".

    Not so the second of two, who may be one person: "met the Chancellor and Foreign Minister".
    """
    first, behind = token, 0
    while first.dep_ == "conj":
        first, behind = first.head, behind + 1
    own = any(c.lower_ == "the" for c in token.lefts)
    listed = behind > 1 or any(c.dep_ == "conj" for c in token.rights)
    alone = first is not token and is_title(first) and first.text[:1].isupper() and (own or listed)
    return first.dep_ if alone else token.dep_


def holders_told(resolver: Resolver, title: str, body: str | None) -> list[str]:
    """Who is told to hold an office; of one without a body not those whom the text gives another one."""
    held = resolver.offices.holders(title, body)
    return held if body is not None else [h for h in held if not _of_another_body(resolver, title, h)]


def _of_another_body(resolver: Resolver, title: str, person: str) -> bool:
    """Whether somebody is told to be secretary-general of another body than the one that a release without a
    name means: "the Secretary-General met [X, Secretary-General of the OSCE]" of the United Nations.
    """
    own = body_of_bare(resolver.index, title)
    held = (resolver.offices.offices[h.office] for h in resolver.offices.of(person))
    bodies = [o.body for o in held if o.body is not None and same_title(o.title, title)]
    return own is not None and bool(bodies) and own not in bodies
