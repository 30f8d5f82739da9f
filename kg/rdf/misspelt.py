"""Names in a query that the ontology does not have: such a query is well formed and finds nothing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from kg.codes import CODE_LISTS, codes
from kg.rdf.tokens import tokens
from kg.vocab import DIP, PREFIXES

_KNOWN = {
    "dip": frozenset(str(term).removeprefix(PREFIXES["dip"]) for term in dir(DIP)),
    "dipc": frozenset((*codes(), *CODE_LISTS)),
}
_LISTS = ".classes and .properties of 'kg shell' list its terms"


def misspelt(text: str) -> Iterator[str]:
    """What to tell of each name with ``dip:`` or ``dipc:`` that stands for nothing, once, in their order.

    A prefix that the query declares to be something else is passed over.

    >>> list(misspelt("SELECT ?m { ?m a dip:Meting }"))
    ['the ontology has no dip:Meting; did you mean dip:Meeting?']
    """
    told = set()
    for match in tokens(text):
        prefix, colon, local = match.group().partition(":")
        known = _KNOWN.get(prefix)
        if not colon or not local or known is None or local in known or match.group() in told:
            continue
        if re.search(rf"\bprefix\s+{prefix}:\s*<(?!{re.escape(PREFIXES[prefix])}>)", text, re.IGNORECASE):
            continue
        told.add(match.group())
        near = difflib.get_close_matches(local, sorted(known), n=1, cutoff=0.5)
        hint = f"did you mean {prefix}:{near[0]}?" if near else _LISTS
        yield f"the ontology has no {match.group()}; {hint}"
