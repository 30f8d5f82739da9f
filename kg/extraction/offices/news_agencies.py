"""Of which state the news agency of a dateline is: of Kuwait in "THE HAGUE, March 20 (KUNA) -"."""

from __future__ import annotations

from kg.extraction.tokens.frozen_doc import Doc

_STATES = {
    "KUNA": "KW", "SPA": "SA", "WAM": "AE", "MENA": "EG", "PETRA": "JO", "QNA": "QA", "BNA": "BH",
    "ONA": "OM", "SUNA": "SD", "INA": "IQ", "SANA": "SY", "NNA": "LB", "APS": "DZ", "MAP": "MA",
    "JANA": "LY", "WAFA": "PS", "APP": "PK", "PTI": "IN", "UNI": "IN", "BSS": "BD", "UNB": "BD",
    "RSS": "NP", "NAN": "NG", "GNA": "GH", "KNA": "KE", "ENA": "ET", "ANGOP": "AO", "BERNAMA": "MY",
    "ANTARA": "ID", "YONHAP": "KR", "IRNA": "IR", "VNA": "VN", "PNA": "PH", "TANJUG": "RS",
}  # fmt: skip
"""National agencies, which name their own ministers without saying of what, wherever they report from."""


def state_of_agency(doc: Doc) -> str | None:
    """Key of the state whose agency the one dateline of a report names, else ``None``."""
    lines = doc.spans.get("dateline", [])
    named = {t.text.upper() for t in lines[0] if t.text.isalpha()} & _STATES.keys() if len(lines) == 1 else ()
    return f"country:{_STATES[named.pop()]}" if len(named) == 1 else None
