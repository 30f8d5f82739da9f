"""People who share the name of a leader and are of his family: "President X ... his wife, Ana X"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.names.name_words import BEHIND_NAMES
from kg.extraction.names.names import NameSpan
from kg.extraction.names.title_heads import is_title
from kg.extraction.tokens.frozen_doc import Doc

if TYPE_CHECKING:
    from kg.extraction.actors.actors import ActorDraft, ActorIndex

KIN = frozenset(
    """
    wife husband spouse consort daughter son brother sister widow mother father nephew niece cousin lady mrs
    mrs. first-lady
    """.split()
)
"""Words for relatives."""
_RULING = frozenset("president premier minister chancellor king queen".split())
_BEHIND = 7


def of_family(index: ActorIndex, span: NameSpan, bearer: ActorDraft, told: Sequence[NameSpan]) -> bool:
    """Whether a surname alone is not that of somebody named in full, who is kin of the one it means.

    "President X met Y. His wife, Ana X, came along": X is not Ana. Nor is "President X", whom the table of
    leaders knows, the Ana X of whom no office is said. ``told`` are the full names of ``bearer``.
    """
    full = [t for t in told if t.last - t.first > 1]
    if any(is_kin(index.doc, name) for name in full):
        return not is_kin(index.doc, span)
    if not full or bearer.key is not None or not _rules(index, span):
        return False
    known = gazetteer.persons_by_surname(index.doc[span.first : span.last].text)
    return bool(known) and not any(_in_office(index, name) for name in full)


def is_kin(doc: Doc, name: NameSpan) -> bool:
    """Whether a name is that of a relative by the word before it: "his wife, | Ana X", "First Lady | X"."""
    before = [t.lower_ for t in doc[max(name.first - 2, 0) : name.first] if t.text != ","]
    return bool(before) and before[-1] in KIN


def _rules(index: ActorIndex, name: NameSpan) -> bool:
    """Whether a name stands behind the title of who leads a state: "President | X", "Prime Minister | X"."""
    return name.first > 0 and index.tokens[name.first - 1].lower_ in _RULING


def _in_office(index: ActorIndex, name: NameSpan) -> bool:
    """Whether an office is said of a name before or behind it: "Mayor | Ana X", "Premier of Peru | Ana X",
    "Ana X, the mayor of".
    """
    doc = index.doc
    if name.first > 0 and (is_title(doc[name.first - 1]) or _of_a_state(doc, name.first)):
        return True
    last = name.last + (doc[name.last : name.last + 1].text in BEHIND_NAMES)
    behind = doc[last : last + _BEHIND]
    return behind[:1].text in {",", "("} and any(is_title(t) for t in behind)


def _of_a_state(doc: Doc, first: int) -> bool:
    """Whether a title and whose it is stand right before a name: "Premier of Peru | Ana X"."""
    near = doc[max(first - _BEHIND, 0) : first]
    of = next((t for t in reversed(near) if t.lower_ == "of"), None)
    whose = () if of is None else doc[of.i + 1 : first]
    return (
        of is not None and of.i > 0 and is_title(doc[of.i - 1]) and all(t.text[:1].isupper() for t in whose)
    )
