"""Of which country "his counterpart" is whom somebody meets abroad: "will meet his counterpart in Ankara"."""

from __future__ import annotations

from collections.abc import Iterable

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.offices.host_countries import stays
from kg.extraction.offices.visited_countries import at_meeting_seats, lately_visited, of_seats
from kg.extraction.tokens.counterparts import is_counterpart
from kg.extraction.tokens.frozen_token import Token


def country_abroad(index: ActorIndex, noun: Token, owners: Iterable[str]) -> list[str]:
    """The local id of the one country where the sentence says that somebody is or goes, or those before it
    that a foreigner went, unless it is that of whose counterpart it is; none for a seat of many bodies.

    "She will meet her counterpart in Ankara", "flew to Lima. There she met her counterpart".
    """
    if not is_counterpart(noun) or noun.tag_ in {"NNS", "NNPS"}:
        return []
    homes = {index.drafts[index.drafts[o].country or o].key for o in owners}
    if None in homes or not homes:
        return []
    places = stays(index, noun.sent)
    abroad = {i: key for i, key in places.items() if key not in homes}
    found: set[str | None] = set() if places else {lately_visited(index, noun.sent)}
    if abroad and of_seats(index, abroad) and not at_meeting_seats(index, abroad):
        found = set(abroad.values())
    found -= {None, *homes}
    return [index.known(gazetteer.entry(key)).id for key in found if key] if len(found) == 1 else []
