"""Names that other bodies bear, too: "Armenia's Security Council", "the General Assembly of the Union"."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.gazetteer import Match


def is_anothers(doc: Doc, match: Match) -> bool:
    """Whether a name of an organ of the United Nations is borne by another body there."""
    name = doc[match.start : match.end].text
    if name == "Security Council":
        return _of_a_state(doc, match.start)
    return name == "General Assembly" and _of_another_body(doc[match.end :])


def _of_another_body(behind: Span) -> bool:
    """Whether an assembly is said to be of a body that is not the United Nations: "| of the Lima Union"."""
    if len(behind) < 3 or behind[0].lower_ != "of":
        return False
    name = behind[2] if behind[1].lower_ == "the" else behind[1]
    return name.text[:1].isupper() and name.lower_ not in {"united", "un", "u.n.", "world"}


def _of_a_state(doc: Doc, start: int) -> bool:
    """Whether what begins there is a state's own: "Armenia's Security Council", "the Chadian one"."""
    if start == 0:
        return False
    before = doc[start - 1]
    if before.lower_ in {"'s", "'"}:
        return start > 1 and doc[start - 2].ent_type_ == "GPE"
    return any(m.via == "demonym" for m in gazetteer.find([before.text]))


def state_seated(index: ActorIndex, span: Span) -> str | None:
    """The state of a national body that is said to be in its capital: "the National Security Office | in
    Seoul"; not "the Peace Institute in Seoul", nor "the National Security Office in Busan".
    """
    if span[0].lower_ not in _NATIONAL or index.doc[span.end : span.end + 1].text != "in":
        return None
    match = index.by_token.get(span.end + 1)
    capital = match is not None and match.via == "city" and gazetteer.is_capital(match.entry.key)
    if match is None or not capital or match.entry.country is None:
        return None
    return index.land(match.entry.country).id


_NATIONAL = frozenset("national state federal".split())
