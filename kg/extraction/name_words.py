"""Words inside and beside names of persons: particles, forms of address, what ministers are in charge of."""

from __future__ import annotations

PARTICLES = frozenset(
    "von van der den de del della di da dos du la le el al bin ibn ben bint abu abd y zu ter ten af e".split()
)
PORTFOLIOS = frozenset(
    """
    defense defence interior finance trade commerce justice health education energy agriculture labor
    labour culture tourism transport industry economy environment security state treasury oil petroleum
    water migration innovation planning development affairs communications
    """.split()
)
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
ADDRESSES = frozenset("HE HH HM HRH".split())
"""Forms of address that are words of another kind in small letters: "he"."""
STYLES = frozenset("highness majesty excellency holiness".split())
