"""Who holds the office that the lead tells of, by the name that the next sentence begins with.

"The UN envoy for Libya held talks in Tripoli on Friday. Jan Holm met ...": news agencies name in the second
sentence whom the first calls by office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.title_heads import is_title
from kg.extraction.offices.service import serve
from kg.extraction.references.subjects_aside import is_subject
from kg.extraction.titles.same_offices import is_under_leader
from kg.extraction.tokens.counterparts import is_equal
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.sentences import sentence_before

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver

_NEXT = 2
"""In how many sentences after the lead the name is told."""


def settle_lead(resolver: Resolver) -> None:
    """Finds at once whom the office of the lead denotes, where the next sentences name him: his state or body
    is known then whoever is asked for first.
    """
    paragraphs = list(resolver.doc.spans.get("paragraphs", ()))
    if not paragraphs:
        return
    for token in resolver.tokens[paragraphs[0].start].sent:
        if _tells_by_office(resolver, token) and _named_next(resolver, token) is not None:
            resolver.resolve(token)
            return


def named_after_office(resolver: Resolver, token: Token, title: str, body: str | None) -> str | None:
    """The local id of the person whom the next sentences name first, without another office or state.

    Only for the one office that is the subject of the first sentence; he then serves ``body``.
    """
    if body is None or not _opens(token) or not _tells_by_office(resolver, token):
        return None
    person = _named_next(resolver, token)
    return person if person is not None and _may_hold(resolver, person, title, body) else None


def _tells_by_office(resolver: Resolver, token: Token) -> bool:
    """Whether a word is a subject in the singular that is known by office, alone in its sentence."""
    if token.dep_ not in {"nsubj", "nsubjpass"} or not _is_office(token) or resolver.index.person_at(token.i):
        return False
    return not any(c.lower_ in {"a", "an"} for c in token.lefts) and not _others(resolver, token)


def _named_next(resolver: Resolver, token: Token) -> str | None:
    end = token.sent.end
    for _ in range(_NEXT):
        if end >= len(resolver.doc):
            return None
        sentence = resolver.tokens[end].sent
        if _names_person(resolver, sentence):
            return _first_named(resolver, sentence)
        end = sentence.end
    return None


def _opens(token: Token) -> bool:
    """Whether a token stands in the first sentence of the body."""
    paragraphs = token.doc.spans.get("paragraphs", ())
    return any(p.start <= token.i < p.end and token.sent.start <= p.start for p in list(paragraphs)[:1])


def _others(resolver: Resolver, token: Token) -> bool:
    """Whether the sentence names a person or tells of another one by office."""
    sent = token.sent
    for other in sent:
        if other.i != token.i and (resolver.index.person_at(other.i) or _is_office(other)):
            return True
    return False


def _is_office(token: Token) -> bool:
    return token.tag_ in {"NN", "NNP"} and token.dep_ not in {"compound", "amod", "nmod"} and is_title(token)


def _names_person(resolver: Resolver, sentence: Span) -> bool:
    spans, drafts = resolver.index.spans, resolver.index.drafts
    return any(sentence.start <= s[0] < sentence.end and drafts[s[2]].kind == "person" for s in spans)


def _first_named(resolver: Resolver, sentence: Span) -> str | None:
    """The person whom a sentence names first, by a full name that is its subject or owns it."""
    index = resolver.index
    spans = (s for s in index.spans if sentence.start <= s[0] < sentence.end)
    for first, last, owner in sorted(s for s in spans if index.drafts[s[2]].kind == "person"):
        name = index.doc[first:last].root
        owns = name.dep_ == "poss" and name.head.dep_ in {"nsubj", "nsubjpass"}
        bare = name.left_edge.i == first or resolver.offices.of(owner)  # not "analyst X", "New Yorker X"
        return owner if bare and last - first > 1 and (owns or is_subject(name)) else None
    return None


def _may_hold(resolver: Resolver, person: str, title: str, body: str) -> bool:
    """Whether nothing else is said of a person than that he is an "envoy"; he then serves the body."""
    draft = resolver.index.drafts[person]
    held = [resolver.offices.offices[h.office] for h in resolver.offices.of(person)]
    if draft.country is not None or draft.represents or any(o.body is not None for o in held):
        return False
    if any(not set(o.title.split()) <= set(title.split()) for o in held):
        return False
    serve(resolver.index, draft, body)
    return True


def without_peers(resolver: Resolver, token: Token, persons: list[str]) -> list[str]:
    """Those who hold an office by a title of their own, not whom the text only calls another's like: "X met
    her Chilean counterpart Y. The minister then left" is X; all where Y has done something since.
    """
    doers = {
        i for at, i in resolver.named_before(token.i, ("person",), token.i) if _does(resolver.tokens[at])
    }
    own = [p for p in persons if p in doers or not _only_as_peer(resolver, p)]
    return own or persons


def _only_as_peer(resolver: Resolver, person: str) -> bool:
    starts = [h.first for h in resolver.offices.of(person)]
    return bool(starts) and all(any(map(is_equal, resolver.doc[i : i + _LONG])) for i in starts)


def _does(name: Token) -> bool:
    head = name.head if name.dep_ in {"appos", "compound"} else name
    return head.dep_ in {"nsubj", "nsubjpass"} and not is_equal(head)


_PASSED = 3
"""Sentences in which who was told of is sought: "The call dealt with trade" and "They spoke of it" go on."""
_LONG = 6
"""Words from the begin of "his newly elected Chilean counterpart" to its noun."""


def gone_on_about(resolver: Resolver, token: Token, persons: list[str]) -> list[str]:
    """Persons who may be meant by an office, with him last of whom the sentence before tells as its subject,
    or one before it that only goes on about the event.

    "Minister X met the Chilean minister, Y. They spoke of trade. The minister also met Z": X, though Y is
    named later.
    """
    at: Token | None = token if len(persons) > 1 and is_subject(token) else None
    about: list[str] = []
    for _ in range(_PASSED):
        before = sentence_before(at) if at is not None else None
        if before is None:
            return persons
        told = [c for c in before.root.lefts if is_subject(c)]
        about = [i for t in told[:1] if t.dep_ != "csubj" for i in resolver.resolve(t)]
        if told and len([i for i in about if resolver.index.drafts[i].kind == "person"]) != 1:
            at = before.root
        else:
            break
    if len(about) != 1 or about[0] not in persons:
        return persons
    named = {p: any(token.lower_ in t for t in resolver.offices.titles_of(p)) for p in persons}
    if named[persons[-1]] and not named[about[0]]:  # "the premier" is Premier Y, not Prime Minister X
        return persons
    return [*(p for p in persons if p != about[0]), about[0]]


def named_next(resolver: Resolver, token: Token, person: str) -> bool:
    """Whether somebody is named by title right after the sentence of a bare title: "The minister is in Oslo.
    Minister X said"; not "The prime minister accepted. Y, the Italian prime minister, said".
    """
    first = resolver.first_place(person)
    before = resolver.doc[max(first - _SHORT, token.sent.end) : first]  # "Ambassador to Peru | X"
    near = token.sent.end <= first < token.sent.end + _NEAR and all(t.text != "," for t in before)
    return near and any(is_title(t) for t in before)


_NEAR, _SHORT = 30, 4


LEADING = frozenset({"president", "prime minister", "premier", "chancellor", "king"})
"""The titles of who leads a state."""


def last_leading(resolver: Resolver, people: list[str]) -> str | None:
    """Who of the people of a state leads it, by office, also by "Peru's premier"; or the only one of them,
    "Speaker X", unless he is under who leads it, as a foreign minister is.
    """
    known = [(p, resolver.offices.titles_of(p)) for p in people]
    one = len(people) == 1
    found = [p for p, said in known if set(said) & LEADING or (one and not all(map(is_under_leader, said)))]
    return found[-1] if found else None


def leader_without_country(resolver: Resolver, token: Token, body: str) -> tuple[str, ...]:
    """The last head of government of no known country: "Prime Minister X ... the Malaysian leader"."""
    for _, id_ in reversed(resolver.named_before(token.i, ("person",), 200)):
        draft = resolver.index.drafts[id_]
        if draft.country is None and not draft.represents and set(resolver.offices.titles_of(id_)) & LEADING:
            serve(resolver.index, draft, body)
            return (id_,)
    return ()
