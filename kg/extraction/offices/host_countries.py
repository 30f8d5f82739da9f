"""In which country people of another one are said to meet somebody whose office is said of none."""

from __future__ import annotations

from kg import gazetteer
from kg.extraction.actors.actors import ActorIndex
from kg.extraction.actors.group_countries import countries_of
from kg.extraction.grammar import clauses
from kg.extraction.names.title_heads import is_title
from kg.extraction.offices.offices_told import RECEIVING
from kg.extraction.offices.visited_countries import (
    MET,
    at_meeting_seats,
    at_seat,
    bearer,
    country_at,
    lately_visited,
    went_there,
)
from kg.extraction.places.place_words import GOING
from kg.extraction.tokens.frozen_doc import Span
from kg.extraction.tokens.frozen_token import Token
from kg.extraction.triggers.triggers import names_meeting


def host_country(index: ActorIndex, at: int, title: str) -> str | None:
    """Local id of the country in which a title from a token on is met by the sentence, else ``None``.

    "She will leave for Peru, where she will meet President X", "in Lima, Norway's envoy met President X",
    "flew to Lima. There she met President X" and "President X received the envoy of Norway in Lima" say Peru;
    "in Lima, President X said" does not, nor does "the UN envoy met President X in Geneva", no capital.
    """
    sentence = index.tokens[at].sent
    places = stays(index, sentence)
    last = max((i for i in places if i < at), default=None)
    where = max((t.i for t in index.doc[sentence.start : at] if t.lower_ == "where"), default=None)
    if last is not None and where is not None and where >= last:
        before = index.tokens[where - 1 - (index.tokens[where - 1].text == ",")]
        key = country_at(index, before) or places[last]  # "visited Peru, where she met X, and Chile, where"
        return index.known(gazetteer.entry(key)).id
    verbs = [t for t in index.doc[sentence.start : at] if t.pos_ == "VERB"]
    met = bool(verbs) and _meets(verbs[-1])
    if not places and met and not _is_spoken_of(index, at) and (lately := lately_visited(index, sentence)):
        return index.known(gazetteer.entry(lately)).id
    if len(set(places.values())) != 1 or "vice" in title.split():
        return None
    if at_meeting_seats(index, places):
        return None
    ahead = next((t for t in index.doc[at : sentence.end] if t.pos_ == "VERB"), None)
    if not verbs and ahead is not None and ahead.lemma_ in RECEIVING:
        first, last = ahead.i, sentence.end
    elif met and not any(c.i in places for c in verbs[-1].rights):
        first, last = sentence.start, verbs[-1].i
    else:
        return None
    country = index.known(gazetteer.entry(next(iter(places.values())))).id
    guests = [index.drafts[o] for a, _, o in index.spans if first <= a < last]
    others = {d.country for d in guests if d.kind == "person"} | _unnamed_guests(index, first, last)
    sent = any(d.kind == "person" and d.represents for d in guests) and at_seat(index, places)
    if not guests and verbs and any(s.lower_ in _THEY for s in clauses.subjects(verbs[-1])):
        sent = at_seat(index, places) and went_there(index, sentence, next(iter(places.values())))
    return country if (others - {None} or sent) and country not in others else None


def _is_spoken_of(index: ActorIndex, at: int) -> bool:
    """Whether a title is of one of two who met: "discussed the call between | President X and Y"."""
    name = bearer(index.tokens[at])
    return name.dep_ == "pobj" and name.head.lower_ == "between"


def _meets(verb: Token) -> bool:
    """Whether a verb is of who meets somebody or of a stay: "met", "held", "had a working lunch", "will pay
    courtesy calls on X", "concluded a visit to Peru after talks with X".
    """
    had = verb.lemma_ == "have" and any(names_meeting(o) for o in clauses.objects(verb))
    made = verb.lemma_ in _MAKING and any(c.dep_ == "dobj" and c.lemma_ in _STAYS for c in verb.rights)
    return verb.lemma_ in MET or had or made


_STAYS = frozenset({"call", "visit", "trip", "tour"})
_MAKING = frozenset("pay make begin start conclude complete end finish wrap undertake".split())


_THEY = frozenset("he she they".split())


def _unnamed_guests(index: ActorIndex, first: int, last: int) -> set[str | None]:
    """The countries of those whom tokens [first, last) tell of by office alone: "the Chilean minister"."""
    titles = (t for t in index.tokens[first:last] if is_title(t) and t.i not in index.title_owner)
    return {country for t in titles for country in countries_of(index, t)}


def stays(index: ActorIndex, sentence: Span) -> dict[int, str]:
    """The countries where a sentence says somebody is or goes, each with the first token of the place."""
    places: dict[int, str] = {}
    for i in range(sentence.start + 1, sentence.end):
        match = index.by_token.get(i)
        if match is None or match.start != i or match.via not in {"name", "city"}:
            continue
        ahead = i - 1 - (i > 1 and index.tokens[i - 1].pos_ == "DET")
        head = index.doc[match.start : match.end].root
        toured = head.dep_ == "dobj" and head.head.lemma_ in {"visit", "tour"}
        above = head.head.head if head.head.lower_ == "of" else head.head
        if above.lower_ == "capital" and above.dep_ == "pobj":  # "in the capital, Lima", "in the capital of"
            head, ahead = above, above.head.i
        if toured or index.tokens[ahead].lower_ in GOING or index.tokens[i - 1].lower_ in GOING:
            key = country_at(index, index.tokens[i])
            if key and not any(a.lower_ in _TOLD_FROM for a in head.ancestors):
                places[i] = key
    return places


# who stands where is told of those who met, not of who tells it: "the radio, monitored in Oslo, said"
_TOLD_FROM = frozenset("monitored according dispatch broadcast radio spokesman spokeswoman".split())
