"""Which organizations that only the text knows are armed movements: by name or by what is said before it."""

from __future__ import annotations

from kg.extraction.frozen_doc import Span

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
