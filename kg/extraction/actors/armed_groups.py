"""Which organizations that only the text knows are armed movements: by name or by what is said before it."""

from __future__ import annotations

from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token

_STRUGGLE = frozenset("liberation resistance salvation revolutionary rebel insurgent guerrilla".split())
_RANKS = frozenset("front army movement force forces fighters brigade brigades tigers".split())
_CALLED = frozenset("rebel guerrilla insurgent separatist rebels guerrillas insurgents militia".split())


def is_armed(name: Span) -> bool:
    """Whether a name is that of an armed movement, which is a party of its own and not its country.

    As in "Sudan Liberation Front", "the rebel | Forces for Renewal"; not "Salvation Army", "Peruvian Army".
    """
    words = [t.lower_ for t in name]
    if words[-2:] == ["salvation", "army"]:
        return False
    called = name.start > 0 and name.doc[name.start - 1].lower_ in _CALLED
    return called or (not _STRUGGLE.isdisjoint(words) and not _RANKS.isdisjoint(words))


_FIGHTING = frozenset("rebel insurgent separatist guerrilla militant militia".split())


def sent_by_fighters(token: Token) -> bool:
    """Whether a noun is of one whom fighters send: "a rebel envoy", "an emissary of the rebels", no name."""
    if not any(c.lower_ in {"a", "an", "one"} for c in token.lefts) or token.tag_ != "NN":
        return False
    of = (o for p in token.rights if p.lower_ in {"of", "from", "for"} for o in p.rights)
    sent = any(c.lemma_.lower() in _FIGHTING for c in (*token.lefts, *of))
    return sent and not any(c.dep_ == "appos" for c in token.rights)
