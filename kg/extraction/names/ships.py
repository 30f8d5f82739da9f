"""Names of ships, which are nobody's: "PNS Tariq", "USS Hill"."""

from __future__ import annotations

from kg.extraction.tokens.frozen_token import Token

_SHIPS = frozenset("PNS INS HMS USS BRP KRI HMAS HMNZS HMCS ROKS RSS BNS SLNS USNS USCGC MV KD".split())


def is_ship(token: Token) -> bool:
    """Whether a ship's name begins at a token: "PNS | Tariq"; or goes on from such letters before it."""
    before = token.nbor(-1).text if token.i else ""
    after = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    return before in _SHIPS or (token.text in _SHIPS and after[:1].isupper())
