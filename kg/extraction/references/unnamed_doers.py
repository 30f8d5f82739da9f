"""Persons of a sentence who act in it without their names, and those named in it only as voices of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.tokens.frozen_doc import Span

if TYPE_CHECKING:
    from kg.extraction.references.references import Resolver


def with_doer(resolver: Resolver, sent: Span, named: tuple[str, ...]) -> tuple[str, ...]:
    """Those named in a sentence, and before them who does there what it tells without his name: X, Y and Z of
    "X came. He will meet Y and Z. [The three]"; not X of "X came. Y will meet Z".
    """
    subject = next((c for c in sent.root.lefts if c.dep_ == "nsubj"), None)
    he = resolver.resolve(subject) if subject is not None and subject.lower_ in {"he", "she"} else ()
    return tuple(dict.fromkeys((*he, *named)))


def speaks_for_others(resolver: Resolver, person: str, i: int) -> bool:
    """Whether somebody is named as a voice of those who act: "spokeswoman X", "X, who speaks for Peru"."""
    said = (c for c in resolver.tokens[i].rights if c.dep_ == "relcl" and c.lemma_ == "speak")
    return resolver.offices.is_spokesman(person) or any(t.lower_ == "for" for c in said for t in c.rights)
