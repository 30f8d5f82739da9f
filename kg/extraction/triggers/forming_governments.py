"""Words for what parties of one country meet about: who is to govern it."""

from __future__ import annotations

import re

from kg.extraction.tokens.frozen_doc import Doc

FORMING = re.compile(
    r"(?<!led )(?<!led-)\bcoalition[ -](?:talks?|negotiations?|governments?|agreement|deal|part(?:y|ies)"
    r"|partners?|alliance|options?|building|cabinet|treaty)\b"
    r"|\b(?:grand|governing|ruling|possible|new|broad|national-unity|(?:two|three|four|five)-party)"
    r"(?: (?:federal|national|government))? coalition\b(?! (?:forces?|troops|airstrikes?))"
    r"|\bform(?:s|ed|ing|ation of)? (?:an?|the|another|his|her|their)?(?: ?(?:new|next|stable|fresh|broad"
    r"|working|minority|majority|national|all-party|interim|federal|cent(?:re|er)-(?:right|left)"
    r"|[A-Z][a-z]+(?:an|ian|ish|ese)))*+ ?(?:coalition|government|cabinet|administration)\b"
    r"|\b(?:hung parliament|(?:minority|majority|all-party) (?:government|talks))\b"
    r"|\b(?:no-confidence|snap election|votes? of (?:no )?confidence)\b"
    r"|\b(?:defections|party (?:primaries|caucus|high command)|seat[- ]sharing|pre-poll alliance)\b"
    r"|\b(?:unit chief|government shutdown|Central Election Committee)\b"
    r"|\bcandidates for the \w+ \w+ elections?\b|\bstrategy for the (?:\w+ )?(?:elections?|polls)\b"
)
"""What parties of one country meet about: "coalition talks", "to form a new government"; no armed one."""
_OF_FORMING = (
    "coalition", "form ", "forms ", "formed ", "forming ", "formation of ", "hung parliament", "minority ",
    "majority ", "all-party ", "confidence", "snap election", "defections", "party primaries", "party caucus",
    "party high", "sharing", "pre-poll", "unit chief", "shutdown", "Central Election", "candidates",
    "strategy",
)  # fmt: skip
"""Words of which each of these has one; they are sought far faster."""


def how_often(doc: Doc) -> int:
    """How often an article speaks of who is to govern a country; counted once."""
    known: int | None = doc.user_data.get("kg.forming")
    if known is None:
        may_be = any(words in doc.text for words in _OF_FORMING)
        known = doc.user_data["kg.forming"] = len(FORMING.findall(doc.text)) if may_be else 0
    return known
