"""Offices that a verb says somebody takes, holds, is given, leaves or loses.

"Vega was elected president of Peru" makes Vega its president, "Vega stepped down as president" a former
one, and "Rojas replaced Vega as Peru's premier" does both. "Vega resigned" and "Vega replaced a lamp" say
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.names.title_heads import is_title
from kg.extraction.offices.service import serve
from kg.extraction.titles.title_joints import right_edge
from kg.extraction.titles.titles import parse_title
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.word_places import lemmas_at

if TYPE_CHECKING:
    from kg.extraction.offices.office_index import OfficeIndex

_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"NOUN", "PROPN", "ADJ"}
_GIVEN = frozenset(
    """
    elect appoint name nominate choose select pick swear reappoint reappointe reelect inaugurate install
    instal confirm designate make proclaim tap reinstate accredit crown
    """.split()
)
_HELD = frozenset("become serve be remain act work return".split())
_TAKEN = frozenset("take assume enter accept resume".split())
_LEFT = frozenset("resign quit retire step stand bow leave lose relinquish vacate depart abdicate".split())
_LOST = frozenset("dismiss sack oust fire remove depose topple overthrow unseat recall relieve strip".split())
_SERVING = frozenset("serve act work".split())
_FOLLOWS = frozenset({"succeed", "replace"})
_ALONE = frozenset("resign quit retire".split())
_POSTS = frozenset("post position office job role duty portfolio oath helm seat".split())
_TO_COME = frozenset("will to would may could might shall should can must".split())
_SUBJECT = {"nsubj", "nsubjpass"}
_TITLED = {"oprd", "attr", "dobj", "xcomp", "acomp"}


def offices_by_verbs(offices: OfficeIndex) -> None:
    """Adds the offices that verbs tell of."""
    index = offices.index
    for token in (index.tokens[i] for i in lemmas_at(index.doc, _ALL)):
        if token.pos_ in _VERBAL:
            for person, title, status in _paired(offices, token) or _told(offices, token):
                _add(offices, person, title, status, token)


def _paired(offices: OfficeIndex, verb: Token) -> list[tuple[str, Token, str | None]]:
    """Whose title is which where a verb gives several, each behind its name: "named A as interior minister, B
    as foreign minister and C as envoy", "appointed A envoy and B foreign minister"; empty where it gives one.
    """
    index, end = offices.index, verb.sent.end
    if verb.lemma_.lower() not in _GIVEN or any(c.dep_ == "neg" for c in verb.children):
        return []
    found: list[tuple[str, Token, str | None]] = []
    for a, b, o in sorted(index.spans):
        if not verb.i < a < end or index.drafts[o].kind != "person" or b >= end:
            continue
        first = b + 1 if index.tokens[b].lower_ == "as" else b
        span = None
        if first < end and index.tokens[first].pos_ in _NOMINAL:
            span = parse_title(index.doc, first, right_edge(index.doc, first, index.by_token), index.by_token)
        if span is not None and span.first == first:
            found.append((o, index.tokens[span.head], _status(verb)))
    return found if len({o for o, _, _ in found}) > 1 else []


def _told(offices: OfficeIndex, verb: Token) -> Iterator[tuple[str, Token, str | None]]:
    """Who has or had which title; the status is that of the title where it is ``None``."""
    lemma = verb.lemma_.lower()
    if any(c.dep_ == "neg" for c in verb.children):
        return
    if verb.lower_ == "was" and (ranked := _ranked(verb)) is not None:
        last = _named(offices, next((c for c in verb.rights if c.dep_ == "nsubj"), None))
        if last is not None and not offices.of(last):
            yield last, ranked, "holding-then"
        return
    title = _title(verb)
    if verb.dep_ == "amod" and lemma in _GIVEN and verb.head.dep_ == "appos" and is_title(verb.head):
        person = _named(offices, verb.head.head)  # "Vega, elected president in May"
        if person is not None:
            yield person, verb.head, None
        return
    if lemma in _FOLLOWS:
        yield from _in_turn(offices, verb, title)
        return
    if title is None or title.lower_ == "candidate":
        return
    person = _person(offices, verb, title)
    if person is None or (lemma == "be" and not _is_in_office(offices, person, verb, title)):
        return
    if lemma in _GIVEN | _TAKEN | _HELD:
        if lemma not in _TAKEN or _takes(verb):
            yield person, title, _status(verb)
    elif lemma in _LOST or _leaves(verb):
        yield person, title, _ended(verb)


def _ranked(was: Token) -> Token | None:
    """The title before "was" of who was the first or last to do something: "The last president to visit Peru
    was X".
    """
    return next((c for c in was.lefts if c.dep_ == "attr" and is_title(c)), None)


def _status(verb: Token) -> str | None:
    """The status of who takes or holds an office; ``None``: that which the title says, or current."""
    if _to_come(verb) or verb.lemma_ in {"nominate", "pick", "tap"}:
        return "holding-designate"
    if verb.lemma_ in _SERVING and verb.tag_ in {"VBD", "VBN"}:
        return "holding-former"
    return None


def _ended(verb: Token) -> str:
    done = verb.tag_ in {"VBD", "VBN"} and not _to_come(verb)
    return "holding-former" if done else "holding-current"


def _to_come(verb: Token) -> bool:
    return any(c.lower_ in _TO_COME for c in verb.lefts if c.dep_ == "aux")


def _in_turn(
    offices: OfficeIndex, verb: Token, title: Token | None
) -> Iterator[tuple[str, Token, str | None]]:
    """Who follows whom in an office: "Rojas replaced Vega as premier", "Vega was replaced by Rojas".

    "Rojas became premier, replacing Vega" has the title before it.
    """
    if title is None and verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.lemma_ in _GIVEN | _HELD:
        title = _title(verb.head)
        left = _named(offices, next((c for c in verb.rights if c.dep_ == "dobj"), None))
        if title is not None and left is not None:
            yield left, title, "holding-former"
        return
    agent = next((o for c in verb.rights if c.dep_ == "agent" for o in c.rights if o.dep_ == "pobj"), None)
    if agent is not None:
        title = title or _after_as(agent)
        new, old = _named(offices, agent), _person(offices, verb, title)
    else:
        new = _subject(offices, verb, {"nsubj"})
        old = _named(offices, next((c for c in verb.rights if c.dep_ == "dobj"), None))
    if title is None and new is not None and old is not None:
        title = _own_title(offices, old)  # "Foreign Minister Vega was replaced by Rojas"
    if title is None:
        return
    if new is not None:
        yield new, title, "holding-designate" if _to_come(verb) else None
    if old is not None:
        yield old, title, _ended(verb)


def _own_title(offices: OfficeIndex, person: str) -> Token | None:
    """The head of the title of who is told to hold one office now, beside the name."""
    held = offices.of(person)
    if len(held) != 1 or held[0].status != "holding-current":
        return None
    said = min(offices.offices[held[0].office].mentions)
    span = offices.index.doc.char_span(*said)
    return next((t for t in span if is_title(t)), None) if span is not None else None


def _takes(verb: Token) -> bool:
    """Whether an office is taken: "took office as", "took over as", "assumed the post of"."""
    over = any(c.dep_ == "prt" and c.lower_ in {"over", "up"} for c in verb.rights)
    return over or any(c.dep_ == "dobj" and c.lemma_.lower() in _POSTS for c in verb.rights)


def _leaves(verb: Token) -> bool:
    """Whether an office is left: "resigned as", "stepped down as", "left the post of"; not "left Oslo as"."""
    down = any(c.dep_ in {"prt", "advmod"} and c.lower_ in {"down", "aside", "out"} for c in verb.rights)
    posts = any(c.dep_ == "dobj" and c.lemma_.lower() in _POSTS for c in verb.rights)
    return down or posts or verb.lemma_.lower() in _ALONE


_ALL = _GIVEN | _HELD | _TAKEN | _LEFT | _LOST | _FOLLOWS


def _add(offices: OfficeIndex, person: str, title: Token, status: str | None, verb: Token) -> None:
    index = offices.index
    names = [b for a, b, o in index.spans if o == person and title.left_edge.i <= a < title.i]
    first = max([title.left_edge.i, *names])  # "named | X | foreign minister", where the parse joins them
    first = max([first, *(c.right_edge.i + 1 for c in title.lefts if _without_name(c))])
    if verb.lower_ == "was":
        first = max([first, *(c.i + 1 for c in title.lefts if c.text in {"first", "last", "only"})])
    span = parse_title(index.doc, first, right_edge(index.doc, first, index.by_token), index.by_token)
    if span is None or span.head < first:
        return
    draft = index.drafts[person]
    own = any(c.tag_ == "PRP$" for c in title.lefts) and verb.lemma_ in _GIVEN  # "named her as his envoy"
    body = span.body[0] if span.body else None
    owner = None if own else draft.country
    if body is not None:
        owner = index.owner.get(body) or index.adjective.get(body)
    if owner is None and verb.lemma_ in _GIVEN | _LOST:
        owner = _appointer(offices, verb)
    if owner is not None and status != "holding-former":
        of_states = index.drafts[owner].type == "actor-intergovernmental"
        if index.drafts[owner].kind == "country":
            draft.country = draft.country or owner
        elif of_states and verb.lemma_ in _SERVING:  # "a Chilean jurist serving as UN envoy"
            serve(index, draft, owner)
    office = (span.first, span.last)
    offices.add(person, span.title, owner, status or span.status, {"office": office, "holding": office})
    for i in range(*office):
        if i not in index.owner or index.drafts[index.owner[i]].kind != "person":
            index.title_owner.setdefault(i, person)


def _without_name(owner: Token) -> bool:
    """Whether a possessive says nothing of whose office it is: "her new envoy", "the country's premier"."""
    return owner.tag_ == "PRP$" or (owner.dep_ == "poss" and owner.lemma_.lower() in {"country", "nation"})


def _appointer(offices: OfficeIndex, verb: Token) -> str | None:
    """The country of who gives or takes an office: Peru of "Peru's president named Vega as envoy"."""
    index = offices.index
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    named = index.owner.get(subject.i) if subject is not None else None
    if named is None:
        return None
    draft = index.drafts[named]
    if draft.kind == "country":
        return named
    return draft.country if draft.kind in {"person", "organization"} else None


def _is_in_office(offices: OfficeIndex, person: str, verb: Token, title: Token) -> bool:
    """Whether "is" says who holds an office now: "X is Peru's foreign minister", not "X was a minister"."""
    since = verb.tag_ == "VBN" and any(c.lower_ in {"has", "'s"} for c in verb.lefts if c.dep_ == "aux")
    since = since and any(c.lower_ == "since" for c in verb.rights)
    now = verb.tag_ in {"VBZ", "VBP"} and not any(c.dep_ in {"neg", "aux"} for c in verb.children)
    owned = any(c.dep_ == "poss" for c in title.lefts) or any(c.lower_ == "of" for c in title.rights)
    return (now or since) and owned and title.tag_ in {"NN", "NNP"} and not offices.of(person)


def _person(offices: OfficeIndex, verb: Token, title: Token | None) -> str | None:
    """Who gets, holds or loses the office: the subject, of what is done to somebody the object."""
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if passive:
        return _subject(offices, verb, {"nsubjpass"})
    if verb.lemma_.lower() not in _GIVEN | _LOST:
        return _subject(offices, verb, {"nsubj"})
    if verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"}:
        return _named(offices, verb.head)  # "Vega, elected president in May"
    for child in verb.rights:
        if child.dep_ in {"dobj", "oprd"} and child != title:
            return _named(offices, child)
    if title is not None and title.left_edge.i == verb.i + 1:
        return offices.index.person_at(verb.i + 1)
    again = verb.i > 2 and verb.nbor(-1).text == "-" and verb.nbor(-2).lower_ == "re"
    parts = (verb.nbor(-2), *(c for c in verb.nbor(-2).lefts if c.dep_ == "auxpass")) if again else ()
    found = (_subject(offices, part, _SUBJECT) for part in parts)  # "was re-|elected"
    return next((id_ for id_ in found if id_ is not None), None)


def _subject(offices: OfficeIndex, verb: Token, wanted: set[str]) -> str | None:
    """The person who is the subject, of a verb without one that of the verb it is joined to."""
    for child in verb.lefts:
        if child.dep_ in wanted:
            relative = child.lower_ in {"who", "that"} and verb.dep_ == "relcl"
            return _named(offices, verb.head if relative else child)
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and verb.lemma_ in _SERVING:
        return _named(offices, verb.head)  # "Vega, a jurist serving as envoy"
    if verb.head.pos_ not in _VERBAL or verb.dep_ not in {"conj", "xcomp"}:
        return None
    if verb.dep_ == "xcomp":  # "asked Vega to step down", "agreed to serve"
        told = next((c for c in verb.head.rights if c.dep_ == "dobj"), None)
        return _named(offices, told) if told is not None else _subject(offices, verb.head, _SUBJECT)
    return _subject(offices, verb.head, wanted)


def _named(offices: OfficeIndex, token: Token | None) -> str | None:
    """The person whom a word names, not whom it describes."""
    if token is None:
        return None
    beside = [c.i for c in token.rights if c.dep_ == "appos" and is_title(token)]
    beside += [token.head.i] if token.dep_ == "appos" else []  # "Vega, a jurist | who"
    return next((id_ for i in (token.i, *beside) if (id_ := offices.index.person_at(i)) is not None), None)


def _title(verb: Token) -> Token | None:
    """The title among the complements: "elected president", "became premier", "left the post of envoy"."""
    for child in verb.rights:
        if child.dep_ in _TITLED and is_title(child):
            return child
        if (found := _after_as(child)) is not None:
            return found
        if child.dep_ == "dobj" and child.lemma_.lower() in _POSTS:
            found = next((t for c in child.rights if (t := _after_as(c, "of", "as")) is not None), None)
            if found is not None:
                return found
        if child.dep_ == "prep" and child.lower_ in {"from", "to", "as"}:
            for post in (o for o in child.rights if o.dep_ == "pobj" and o.lemma_.lower() in _POSTS):
                found = next((t for c in post.rights if (t := _after_as(c, "of", "as")) is not None), None)
                if found is not None:
                    return found
    return None


def _after_as(token: Token, *words: str) -> Token | None:
    """The title that follows "as": of the word itself, or of a preposition below it."""
    wanted = words or ("as",)
    prepositions = [token] if token.dep_ == "prep" else [] if words else token.rights
    for preposition in prepositions:
        if preposition.dep_ == "prep" and preposition.lower_ in wanted:
            for inner in preposition.rights:
                if inner.dep_ == "pobj" and is_title(inner):
                    return inner
    return None
