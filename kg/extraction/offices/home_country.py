"""The country that an article is at home in: whose ministers it names without saying of what."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg import gazetteer
from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.actors.foreign_offices import settle_bureaus
from kg.extraction.actors.institutions import settle_seats
from kg.extraction.grammar import clauses
from kg.extraction.names.name_words import FIELDS
from kg.extraction.names.ruler_titles import has_no
from kg.extraction.names.title_words import OFFICES_ANYWHERE, noun_of_title
from kg.extraction.offices.host_countries import host_country, stays
from kg.extraction.offices.met_offices import tells_of_own, told_abroad, told_by_meeting
from kg.extraction.offices.offices_told import give, told_beside
from kg.extraction.offices.state_tellers import is_sent, told_by_government
from kg.extraction.offices.visited_countries import (
    MET,
    accredited_to,
    gone_to,
    in_company,
    is_accompanied,
    of_seats,
    reported_from_states,
    visited,
)
from kg.extraction.tokens.counterparts import is_counterpart

if TYPE_CHECKING:
    from kg.extraction.offices.office_index import OfficeDraft, OfficeIndex

LEAST, LEAD = 4, 2
"""How often a country must be named, and how many times as often as the next, where no dateline agrees."""

_NATIONAL = frozenset({"actor-legislature", "actor-ministry"})
_SEVERAL = frozenset("presidents premiers chancellors kings".split())


def settle_at_home(offices: OfficeIndex) -> None:
    """Gives the home country of the article to holders of national offices of which no country is said.

    "Prime Minister X" in an article on Peru, or who meets Chile's in a report from Lima; not "President X" of
    a company, nor who serves another country.
    """
    index = offices.index
    settle_seats(index)
    settle_bureaus(index)
    without = [
        (holding.first, offices.offices[holding.office], index.drafts[holding.person])
        for holding in offices.holdings.values()
        if offices.offices[holding.office].body is None
        and _of_a_state(index, holding.first, offices.offices[holding.office].title)
    ]
    without = [w for w in without if not (w[2].country or w[2].represents or _of_several(index, w[0]))]
    bodies = [index.drafts[o.body] for o in offices.offices.values() if o.body is not None]
    at_home = [b for b in bodies if b.country is None and (b.type in _NATIONAL or b.name == "Foreign Office")]
    home = home_country(index) if without or at_home else None
    guests, visiting = visited(index) if without else (frozenset(), None)
    posted = accredited_to(index) if without else None
    host = visiting if home is None or index.drafts[home].key in guests else None
    hosts = _hosts_of(offices) if at_home else {}
    for body in at_home:  # "National Assembly Chairman X" in a report from Hanoi, or whom a guest met there
        body.country = hosts.get(body.id, home)
    given = []
    for at, office, person in without:
        found = (
            told_beside(index, at, office.title)
            or represented(index, at, person.id)
            or told_by_meeting(index, at)
            or told_by_government(index, at)
        )
        found = found or (None if is_accompanied(index, at) else host_country(index, at, office.title))
        met = frozenset() if found else _countries_met(index, person.id) | _others_met(index, person.id)
        found = found or (posted if posted and index.drafts[posted].key not in met else None)
        if found is None and not told_abroad(index, at, met):
            found = home_country(index, met) if met else home
            there = visiting if host is None and _met_by_visitor(index, at, home) else host
            there = None if there is not None and index.drafts[there].key in met else there
            found = found if there is None or in_company(index.tokens[at]) else there
            here = reported_from_states(index, capitals=True) - met if met and found is None else set()
            found = index.known(gazetteer.entry(here.pop())).id if len(here) == 1 else found
        if not has_no(index.drafts[found].key if found is not None else None, office.title):
            given.append((at, office, person, found))
    _settle_met(offices)
    give(index, given)
    _settle_told_of(offices, [(at, office, person) for at, office, person, found in given if found is None])


def _settle_told_of(offices: OfficeIndex, unsaid: list[tuple[int, OfficeDraft, ActorDraft]]) -> None:
    """Gives the country of the capital that a report is from to those whom it tells of as of its own people,
    where nobody else there has that office and they meet nobody of it: ``tells_of_own``.
    """
    index = offices.index
    for at, office, person in unsaid:
        held = {(o.title, o.body) for o in offices.offices.values() if o is not office}
        own = tells_of_own(index, at, {body for _, body in held})
        peers = {(office.title, own), (office.title, None)}
        if own is None or peers & held or has_no(index.drafts[own].key, office.title):
            continue
        if index.drafts[own].key not in _countries_met(index, person.id) | _others_met(index, person.id):
            office.body = person.country = own
    for at, office, person in unsaid:  # whom these go to meet, now that it is known whose they are
        if person.country is None and (there := told_by_meeting(index, at)) is not None:
            office.body = person.country = there


def _settle_met(offices: OfficeIndex) -> None:
    """Gives ministers of no field the country where a guest meets them: "was in Lima, where she met Minister
    | X"; not at a seat of bodies, where they may be anybody's.
    """
    index = offices.index
    for holding in offices.holdings.values():
        office, person = offices.offices[holding.office], index.drafts[holding.person]
        if office.title not in _MINISTERS or office.body or person.country or person.represents:
            continue
        if of_seats(index, stays(index, index.tokens[holding.first].sent)):
            here = told_by_meeting(index, holding.first) or host_country(index, holding.first, office.title)
            office.body = person.country = here


_MINISTERS = frozenset({"minister", "deputy minister", "vice minister"})


def _of_a_state(index: ActorIndex, at: int, title: str) -> bool:
    """Whether an office is one of a state, or one of its people whom a guest meets there or it tells of."""
    guest_met = title in _OF_HOSTS and host_country(index, at, title) is not None
    return national_office(title) or guest_met or is_sent(index, at, title)


def _hosts_of(offices: OfficeIndex) -> dict[str, str]:
    """The states in which foreigners meet holders of offices in bodies of no known state, by the bodies."""
    found: dict[str, str] = {}
    for holding in offices.holdings.values():
        office = offices.offices[holding.office]
        if office.body is not None and offices.index.drafts[office.body].country is None:
            host = host_country(offices.index, holding.first, office.title)
            found.update({office.body: host} if host is not None else {})
    return found


_OF_HOSTS = frozenset(
    {
        "speaker", "army chief", "chief of army staff", "opposition leader", "leader of the opposition",
        "party general secretary", "party chief", "police chief", "navy chief", "air chief",
    }
)  # fmt: skip
"""Offices that every state has, of which they are where a guest meets their holders there."""


def _of_several(index: ActorIndex, first: int) -> bool:
    """Whether a title is that of several people, who are not all of one state: "Presidents X and Y", "Foreign
    Ministers X and Y".
    """
    second = index.tokens[first + 1 : first + 2]
    plural = [t for t in second if index.tokens[first].lower_ in {"foreign", "prime", "defence", "defense"}]
    return index.tokens[first].lower_ in _SEVERAL or any(t.lower_ == "ministers" for t in plural)


def _met_by_visitor(index: ActorIndex, at: int, home: str | None) -> bool:
    """Whether a sentence tells of a meeting, in an article from nowhere that has its home only because
    it names that country most: talks on Cyprus that a UN envoy holds in Athens.
    """
    if home is None or index.drafts[home].key in reported_from_states(index):
        return False
    return any(t.lemma_ in MET and t.pos_ == "VERB" for t in index.tokens[at].sent)


def stated_before_known(offices: OfficeIndex) -> None:
    """Lets the office that the text states go before the body that the table of leaders knows.

    "Foreign Minister X" and "the NATO chief, X" do not serve the body that X led in other years, nor does
    "the Soviet foreign minister, X" serve the state that X led later.
    """
    index = offices.index
    for person in index.drafts.values():
        _stated_country(offices, person)
        led = gazetteer.entry(person.key).country if person.kind == "person" and person.key else None
        body = index.by_key.get(led) if led is not None else None
        if body is None or body not in person.represents:
            continue
        stated = {offices.offices[h.office].body for h in offices.of(person.id)}
        national = any(national_office(t) for t in offices.titles_of(person.id))
        if body not in stated and (stated - {None} or national):
            person.represents.remove(body)


def _stated_country(offices: OfficeIndex, person: ActorDraft) -> None:
    """Gives a leader that the table knows the one country whose national office he holds in the text."""
    known = gazetteer.entry(person.key).country if person.kind == "person" and person.key else None
    if known is None or person.country is None or person.country != offices.index.by_key.get(known):
        return
    held = [offices.offices[h.office] for h in offices.of(person.id) if h.status == "holding-current"]
    stated = {o.body for o in held if o.body is not None and national_office(o.title)}
    if len(stated) == 1 and offices.index.drafts[body := stated.pop()].kind == "country":
        person.country = body


def national_office(title: str) -> bool:
    """Whether an office is one of a state, whichever: "trade minister", "minister of foreign affairs",
    "minister for finance", "deputy premier and minister of energy", "energy cabinet secretary".
    """
    last = title.split()[-1]
    first = title.split(" and ")[0]
    field = noun_of_title(first) == "minister" and not ({"foreign"} | FIELDS).isdisjoint(title.split())
    field = field or (last == "minister" and title != last) or "cabinet secretary" in title
    return not {title, first}.isdisjoint(OFFICES_ANYWHERE) or field


def _countries_met(index: ActorIndex, person: str) -> frozenset[str]:
    """Keys of the countries whose office holders the sentences that name a person tell of beside him.

    "Foreign Minister X met his Peruvian counterpart, Y", "X received Chilean President Z": Peru, Chile.
    """
    doc, found = index.doc, set()
    for sentence in {doc[a].sent.start: doc[a].sent for a, _, o in index.spans if o == person}.values():
        for i in range(sentence.start, sentence.end):
            match = index.by_token.get(i)
            named = match is not None and match.start == i and match.entry.kind == "country"
            if match is None or not named or doc[i - 1].lower_ == "to":  # "the ambassador of Chile to Peru"
                continue
            after = doc[match.end : min(match.end + 4, sentence.end)]
            if index.title_owner.get(i) not in {None, person} or any(map(is_counterpart, after)):
                found.add(match.entry.key)
    return frozenset(found)


def _others_met(index: ActorIndex, person: str) -> frozenset[str]:
    """Keys of the countries whose people a person met, where others say whose, and of those he went to."""
    found = set()
    for first, last, owner in [it for it in index.spans if it[2] == person]:
        name = index.doc[first:last].root
        side = {name.i, *(t.i for t in name.conjuncts)}
        for a, b, other in index.spans:
            draft = index.drafts[other]
            elsewhere = index.tokens[a].sent != name.sent
            if draft.kind != "person" or other == owner or draft.country is None or elsewhere:
                continue
            if index.doc[a:b].root.i not in side and any(t.lemma_ in MET for t in name.sent):
                found.add(index.drafts[draft.country].key or "")
    return frozenset(found - {""}) | gone_to(index, person)


def home_country(index: ActorIndex, but: frozenset[str] = frozenset()) -> str | None:
    """Local id of the country that the article names most by far, or most and reports from; else ``None``.

    "LIMA - Prime Minister Ana Torres said ..." in an article on Peru: Peru. An article that names two
    countries alike is at home in neither. ``but`` are those that it cannot be; then one named twice will do.
    """
    named: Counter[str] = Counter()
    for at, match in index.by_token.items():
        if at == match.start and match.entry.kind == "country" and match.via in {"name", "demonym"}:
            named[match.entry.key] += match.entry.key not in but
    (first, count), (_, second) = [*named.most_common(2), ("", 0), ("", 0)][:2]
    here = [k for k in reported_from_states(index) if named[k]]
    if len(here) == 1 and first in _of_counterparts(index):
        return index.known(gazetteer.entry(here[0])).id  # "his Japanese counterpart" is no Japanese's
    reporting = _reporting(index)
    if reporting is not None and reporting not in but:
        return index.known(gazetteer.entry(reporting)).id
    if not first or (count == second):
        return None
    if first in reported_from_states(index) or (count >= (2 if but else LEAST) and count >= LEAD * second):
        return index.known(gazetteer.entry(first)).id
    return None


def _reporting(index: ActorIndex) -> str | None:
    """Key of the country that an article reports from, where it names no other as often but in titles.

    "BEIRUT - Prime Minister X received US Ambassador Y and French Foreign Minister Z. X also saw ... in
    Tripoli": Lebanon, for who serves another country is said to. Its places count as its name does.
    """
    here = reported_from_states(index)
    datelines = {t.i for span in index.doc.spans.get("dateline", []) for t in span}
    named: Counter[str] = Counter()
    for at, match in index.by_token.items():
        if at != match.start or at in index.title_owner or at in datelines:
            continue
        if match.entry.kind == "country" and match.via in {"name", "demonym"}:
            named[match.entry.key] += 1
        elif match.via == "city" and match.entry.country in here:
            seat = gazetteer.metonym(match.entry.name)  # Brussels stands for the Union
            named[match.entry.country] += seat is None or seat.key == match.entry.country
    own = next(iter(here)) if len(here) == 1 else None
    if own is None or not named[own]:
        return None
    return own if named[own] == max(named.values()) else None


def _of_counterparts(index: ActorIndex) -> set[str]:
    """Keys of the countries whose people are told of as counterparts: "his Japanese counterpart"."""
    return {
        m.entry.key
        for i, m in index.by_token.items()
        if m.via == "demonym" and any(t.lemma_.lower() == "counterpart" for t in index.doc[i + 1 : i + 4])
    }


def represented(index: ActorIndex, at: int, person: str) -> str | None:
    """Local id of the country that the sentence of a token says a person represents, else ``None``.

    "Foreign Minister X will represent Peru at the summit", "Peru was represented by Foreign Minister X"; so
    does "Foreign Minister X, representing President Y of Peru".
    """
    for verb in index.tokens[at].sent:
        if verb.lemma_ != "represent" or verb.pos_ != "VERB":
            continue
        by = next((t.i for t in index.doc[verb.i : index.tokens[at].sent.end] if t.lower_ == "by"), None)
        doers = [t for d in clauses.doers(verb) for t in (d, *d.children)]
        if clauses.is_passive(verb) and by is not None:  # "represented at the talks by X"
            doers = list(index.doc[by + 1 : by + 3])
        if any(person in {index.owner.get(t.i), index.title_owner.get(t.i)} for t in doers):
            things = clauses.objects(verb)
            words = [t.i for o in things for t in (o, *o.lefts, *clauses.prepositional(o, "of"))]
            found = (index.owner.get(i) or index.adjective.get(i) for i in words)
            return next((o for o in found if o is not None and index.drafts[o].kind == "country"), None)
    return None
