"""Persons of a sentence who act in it without their names, and those named in it only as voices of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.grammar.saying import say_lemma
from kg.extraction.tokens.act_lexicon import act_lexicon
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import is_word

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


def with_doer(
    resolver: Resolver, people: Token, sent: Span, named: tuple[str, ...], *, size: int, strict: bool
) -> tuple[str, ...]:
    """Those named in a sentence, and before them who does there what it tells without his name: X, Y and Z of
    "X came. He will meet Y and Z. [The three]"; not X of "X came. Y will meet Z", "He said Y met Z", nor, for
    "the leaders", who are not counted (``strict``), of "X came. He praised Y". All as it is where the named
    are not one short of ``size``, and for ``people`` of some kind, "the two foreign ministers".
    """
    if len(named) != size - 1 or any(c.dep_ in {"amod", "compound"} for c in people.lefts):
        return named
    subject = next((c for c in sent.root.lefts if c.dep_ == "nsubj"), None)
    says = act_lexicon().first("SAY", say_lemma(sent.root)) is not None
    says = says or (strict and not any(map(is_word, sent)))
    acts = subject is not None and subject.lower_ in {"he", "she"} and not says
    he = resolver.resolve(subject) if acts and subject is not None else ()
    return tuple(dict.fromkeys((*he, *named)))


def speaks_for_others(resolver: Resolver, person: str, i: int) -> bool:
    """Whether somebody is named as a voice of those who act: "spokeswoman X", "X, who speaks for Peru"."""
    said = (c for c in resolver.tokens[i].rights if c.dep_ == "relcl" and c.lemma_ == "speak")
    return resolver.offices.is_spokesman(person) or any(t.lower_ == "for" for c in said for t in c.rights)
