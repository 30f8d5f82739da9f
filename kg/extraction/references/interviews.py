"""Who speaks: the name before a colon that opens an answer of an interview, or the subject of "said"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extraction.grammar import clauses
from kg.extraction.grammar.saying import is_glad
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.tokens.per_token import per_token
from kg.extraction.tokens.word_places import words_within

if TYPE_CHECKING:
    from kg.extraction.arguments.arguments import Arguments
    from kg.extraction.references.references import Resolver
    from kg.extraction.scene import Scene

_REACH = 300
"""Tokens that an answer may have had before the words."""
_LABEL = 6
"""Tokens of a label at most: "Foreign Minister Juan Soto:"."""
_QUOTES = frozenset({'"', "“", "”", "''", "``", "«", "»"})
_MARKS = _QUOTES | {":", "."}
_YOU = frozenset({"you"})
_ASKING = frozenset({"q", "question"})
_WE = frozenset({"we", "us", "our"})
FIRST = _WE | {"i", "me", "my"}
SAYING = frozenset("say tell add write tweet stress note declare state explain insist".split())


def answering(resolver: Resolver, token: Token) -> list[tuple[int, str]]:
    """The name that opens the answer in which a word stands, and whose it is: "Juan Soto: I met her in May".

    None where there is no such label, or a question ("Q: Whom will you meet?") or a quotation in between.
    """
    doc = token.doc
    for colon in reversed(words_within(doc, _MARKS, max(1, token.i - _REACH + 1), token.i)):
        text = doc[colon].text
        if text in _QUOTES:
            return []
        first = _begin(doc[colon])
        if first is None:
            continue
        if doc[first].lower_ in _ASKING and colon == first + 1:
            return []
        person = resolver.index.person_at(colon - 1) if text == ":" else None
        if person is not None:
            return [(colon - 1, person)]
    return []


def meets_asker(resolver: Resolver, verb: Token) -> bool:
    """Whether who answers meets only who asks: "X: I am glad to meet with you again"."""
    if not words_within(verb.doc, _YOU, verb.sent.start, verb.sent.end):
        return False
    partners = [*clauses.objects(verb), *clauses.prepositional(verb, "with")]
    alone = bool(partners) and all(p.lower_ == "you" for p in partners)
    return alone and bool(answering(resolver, verb))


@per_token
def _begin(colon: Token) -> int | None:
    """Where the label before a colon begins: at the start of a line or behind the end of a sentence."""
    for at in range(colon.i - 1, max(-1, colon.i - 1 - _LABEL), -1):
        before = colon.doc[at - 1].text if at else "\n"
        if "\n" in before or before in {".", "?", "!", '"', "”"}:
            return at
        if colon.doc[at].pos_ in {"VERB", "AUX", "PUNCT"}:
            return None
    return None


def quoted_speaker(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """The speaker of the quotation in which a first person stands: subject of the verb of saying near it.

    "We" of a spokesman is the state or body that he speaks for.
    """
    named = [i for c in token.rights if c.dep_ == "appos" for i in resolver.resolve(c)]
    for person in (*(p for _, p in answering(resolver, token)), *named):
        return (person,)  # "We, the leaders of the Union, met"
    words = (t for sentence in sentences_around(resolver, token) for t in sentence)
    for verb in (t for t in words if t.lemma_ in SAYING | _AFTERWORDS and t.pos_ == "VERB"):
        subject = next(iter(clauses.subjects(verb)), None)
        if verb.lemma_ in _AFTERWORDS and (subject is None or not _behind_quotation(subject, verb)):
            continue
        if subject is not None and subject.lower_ not in FIRST and (ids := resolver.resolve(subject)):
            return _spoken_for(resolver, ids) if token.lower_ in _WE else ids
    ids = _whose_statement(resolver, token) or _whose_release(resolver, token)
    return _spoken_for(resolver, ids) if token.lower_ in _WE else ids


def _whose_statement(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Who speaks in a statement that the article gives as a whole, up to a quotation in it: X of "X made the
    following statement: I met", "Statement by X: I met".
    """
    doc = token.doc
    marks = words_within(doc, _QUOTES | {":"}, 0, token.i)
    colon = next((i for i in reversed(marks) if doc[i].text == ":"), None)
    inside = [i for i in marks if colon is not None and i > colon]
    if colon is None or len(inside) > 1 or (inside and doc[colon + 1 : inside[0]].text.strip()):
        return ()
    for noun in (t for t in doc[doc[colon].sent.start : colon] if t.lemma_.lower() in _STATEMENTS):
        verb = clauses.clause_of(noun)
        behind = clauses.prepositional(noun, "by", "from", "of")
        for who in behind or (clauses.subjects(verb) if verb.lemma_ in _GIVING else []):
            if ids := resolver.resolve(who):
                return ids
    return ()


def _whose_release(resolver: Resolver, token: Token) -> tuple[str, ...]:
    """Who speaks in a document that is headed by what it is and who issues it: "Media release: Foreign
    Minister Ana Ruiz", a line of its own; () behind a quotation mark, and where the heading names several.
    """
    doc = token.doc
    end = next((t.i for t in doc[:_HEADING] if "\n" in t.text), None)
    if end is None or words_within(doc, _QUOTES, 0, token.i):
        return ()
    said = [t for t in doc[:end] if t.lower_ not in _RELEASES]
    if len(said) == end or any(t.tag_ in _FINITE for t in said):
        return ()
    named = {o for a, _, o in resolver.index.spans if a < end and resolver.index.drafts[o].kind == "person"}
    return tuple(named) if len(named) == 1 else ()


_HEADING = 30
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELEASES = frozenset("release statement remarks speech address transcript".split())
_STATEMENTS = frozenset("statement remark comment message announcement".split())
_GIVING = frozenset("issue make release give deliver read publish send post".split())


def glad_of(resolver: Resolver, verb: Token) -> tuple[str, ...]:
    """Who is glad of what he did and says no "I": Y of "Pleased to meet X today," Y tweeted."""
    glad = verb.dep_ in {"xcomp", "ccomp", "advcl"} and is_glad(verb.head)
    return quoted_speaker(resolver, verb) if glad else ()


_AFTERWORDS = frozenset("confirm announce reveal disclose remark comment recall observe promise".split())


def _behind_quotation(subject: Token, verb: Token) -> bool:
    """Whether a subject and its verb follow words in quotation marks: "I will meet her," X confirmed."""
    first = min(subject.left_edge.i, verb.i)
    return first > 0 and verb.doc[first - 1].text in _QUOTES


def sentences_around(resolver: Resolver, token: Token) -> Iterable[Iterable[Token]]:
    """The sentence of the token, the one after and the one before."""
    sent = token.sent
    yield sent
    if sent.end < len(resolver.doc):
        yield resolver.tokens[sent.end].sent
    if sent.start > 0:
        yield resolver.tokens[sent.start - 1].sent


def _spoken_for(resolver: Resolver, ids: tuple[str, ...]) -> tuple[str, ...]:
    """For whom those speak who only speak for others: a spokesman of the foreign ministry for its state."""
    if len(ids) != 1 or not resolver.offices.is_spokesman(ids[0]):
        return ids
    draft = resolver.index.drafts[ids[0]]
    return (draft.country,) if draft.country is not None else tuple(draft.represents[:1]) or ids


def who_says(scene: Scene, noun: Token, out: Arguments) -> list[Token]:
    """Who tells what was done there: "[X] said it was agreed in talks with Y"; not "X said Z was told".

    So who tells that there are to be talks: "[X] said there would be further talks with Y".
    """
    verb = clauses.clause_of(noun)
    to_be = noun.dep_ == "attr" and noun.head.i == verb.i and clauses.child(verb, "expl") is not None
    there = noun.dep_ == "pobj" and noun.head.lower_ in _OCCASION and noun.head.head.i == verb.i
    told = verb.dep_ == "ccomp" and verb.head.lemma_ in {"say", "announce", "add", "explain", "reveal"}
    done = clauses.is_passive(verb) and not clauses.agent(verb)
    named = not to_be and any(map(scene.resolve_all, clauses.subjects(verb)))
    if named or not (told and ((there and done) or to_be)):
        return []
    people = all(scene.actor(i).kind == "person" and scene.principals((i,)) for i in out.actors)
    return clauses.doers(verb.head) if people else []  # not of "talks with the rebels"


_OCCASION = frozenset("in at during on".split())
