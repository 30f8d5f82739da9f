"""Words inside and beside names of persons: particles, forms of address, what ministers are in charge of."""

from __future__ import annotations

from kg.extraction.tokens.frozen_token import Token

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
FIELDS = PORTFOLIOS | frozenset(
    """
    cooperation integration resources diaspora expatriates emigrants immigration works housing investment
    investments sport sports youth science technology research fisheries livestock forestry forests mines
    mining minerals power electricity infrastructure information relations reform reforms rights welfare
    women gender children employment services antiquities irrigation lands land industries law food roads
    aviation policy religion digitalization digitalisation climate reconciliation broadcasting privatization
    privatisation railways shipping ports textiles petrochemicals tribes endowments awqaf
    neighbourhood neighborhood enlargement initiatives change transition promotion business competitiveness
    communities construction transformation protection sustainability cohesion equality heritage media
    families budget entrepreneurship procurement pensions territories decentralization decentralisation
    """.split()
)
"""What ministries are for, at the end of its name: "Foreign | Affairs", "International | Cooperation"."""
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
ADDRESSES = frozenset("HE HH HM HRH".split())
"""Forms of address that are words of another kind in small letters: "he"."""
STYLES = frozenset("highness majesty excellency holiness".split())
BODIES = frozenset(
    """
    mission office programme program delegation force fund centre center institute board corps service bureau
    department secretariat organization organisation authority network team protocol treaty
    council congress party union bank ministry commission committee assembly summit parliament forum house
    court university group agency state province city county region republic kingdom government senate army
    limited ltd inc corp corporation company plc administration office team delegation process initiative
    negotiations
    """.split()
)
"""Words with which the name of a body ends or begins, so that what stands beside them is no person."""
SEATS = frozenset({"td", "t.d.", "mp", "m.p.", "mep", "msp"})
"""What members of parliaments write behind their names: "Ana Ruiz TD"."""
STATIONED = frozenset("ambassador commissioner consul envoy representative coordinator chief".split())
"""Who serves in a country or town: "the High Commissioner in Kenya Jan Berg"."""
POSTS = frozenset("mission office delegation bureau centre center mandate presence team programme".split())
"""What one heads in a country or town: "the head of the UN mission in Kenya Jan Berg"."""
BY_SOMEBODY = frozenset(
    "led backed brokered mediated sponsored controlled run supported appointed allied aligned hosted".split()
)
"""What stands behind a name and a hyphen and is no part of it: "the Karimov-led coalition"."""
SITES = frozenset(
    """
    airport street road avenue square hotel palace mansion hospital stadium bridge university station hall
    """.split()
)
"""What is named after kings and presidents: "King Luis Airport" is nobody."""
BEHIND_NAMES = frozenset({"MP", "TD", "QC", "KC", "MEP"})
"""What is written behind the names of members of parliament and jurists."""


def capitalised(token: Token) -> bool:
    """Whether a word begins with a capital letter."""
    return (text := token.text)[:1].isupper() and (text[0].isalpha() or any(c.isalpha() for c in text))
