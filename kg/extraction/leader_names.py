"""Surnames that stand for a well-known leader although they were taken for something else."""

from __future__ import annotations

from spacy.tokens import Span

from kg.gazetteer import persons_by_surname

_FIRMS = frozenset(
    "fox gates ford taylor baker hunt cook ross johnson cooper burns santos robertson dar".split()
)
"""Surnames of leaders that firms and clubs bear, too."""


def is_leader(span: Span) -> bool:
    """Whether one word that was taken for an organization is the surname of a leader: "talks with Trump"."""
    word = span[0]
    if len(span) > 1 or not word.is_alpha or word.is_upper or word.lower_ in _FIRMS:
        return False
    return bool(persons_by_surname(word.text))
