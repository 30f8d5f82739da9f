"""IRIs: the namespaces, the normal form of names, and the hashes that keys are minted with.

Identity depends only on keys, so the same facts give the same IRIs in any order, on any machine.
The patterns are those of the ontology's rationale: ``id/Q30``, ``id/jen-daskal-2325a89684``,
``event/2023-11-meeting-a126ae7688``, ``mention/{article}-{begin}-{end}-{hash}``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

BASE = "https://w3id.org/diplokg/"
KEY_VERSION = "v1"


def normal_name(name: str) -> str:
    r"""The form in which names are compared: NFKC, case-folded, single spaces, straight apostrophes.

    >>> normal_name("  Sergey\u00a0LAVROV ")
    'sergey lavrov'
    """
    if name.isascii():  # already normal but for case and blanks
        return " ".join(name.casefold().split())
    text = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    return " ".join(text.split())


def slug(name: str, limit: int = 60) -> str:
    """ASCII words joined by hyphens, at most ``limit`` characters; ``"x"`` when nothing is left.

    >>> slug("Minister of Public Security of China")
    'minister-of-public-security-of-china'
    >>> slug("Türkiye")
    'turkiye'
    """
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", text)
    out = ""
    for word in words:
        if out and len(out) + 1 + len(word) > limit:
            break
        out = f"{out}-{word}" if out else word[:limit]
    return out or "x"


def digest(*parts: str, length: int = 10) -> str:
    """The first ``length`` hexadecimal digits of the SHA-256 of the parts joined by ``|``."""
    return hashlib.sha256("|".join(parts).encode("utf-8")).hexdigest()[:length]


def entity_key(kind: str, name: str, country: str = "", scope: str = "") -> str:
    """The key of an entity that no table knows: kind, normal name, country key, scope."""
    return "|".join((KEY_VERSION, "entity", kind, normal_name(name), country, scope))


def minted(name: str, key: str) -> str:
    """Local part for a minted entity: slug of the name and hash of the key."""
    return f"{slug(name)}-{digest(key)}"
