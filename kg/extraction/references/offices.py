"""Offices and who holds them, read off the titles beside the names."""

from __future__ import annotations

from dataclasses import replace

from kg import gazetteer
from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.actors.group_countries import countries_of
from kg.extraction.actors.institutions import seats_of
from kg.extraction.actors.team_heads import country_led
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import NATIONAL_OFFICES, country_of_title, joined_participle
from kg.extraction.offices.american_offices import as_american
from kg.extraction.offices.attending_lists import record_lists
from kg.extraction.offices.counterpart_names import like_behind, whence
from kg.extraction.offices.european_offices import as_european
from kg.extraction.offices.home_country import settle_at_home, stated_before_known
from kg.extraction.offices.office_index import OfficeIndex
from kg.extraction.offices.office_relations import relate
from kg.extraction.offices.offices_taken import offices_by_verbs
from kg.extraction.offices.paired_lists import two_offices
from kg.extraction.offices.service import armed, beside_state, owned_by, sent_for, serve
from kg.extraction.offices.visited_countries import where_guest
from kg.extraction.references.bare_offices import goal, sender
from kg.extraction.references.own_officials import (
    of_field,
    settle_listed,
    settle_own,
    settle_posted,
    settle_theirs,
)
from kg.extraction.titles.apposed_titles import STYLES_OF_BIRTH, gives_way, title_apposed, unless_named
from kg.extraction.titles.comma_titles import of_next
from kg.extraction.titles.further_titles import title_beyond, title_further
from kg.extraction.titles.same_offices import without_rank
from kg.extraction.titles.title_joints import styled_from
from kg.extraction.titles.titles import TitleSpan, is_honorific, parse_title, title_after, title_before
from kg.extraction.tokens.counterparts import is_abroad
from kg.extraction.tokens.words import titles

_TEAM = frozenset("team delegation mission side".split())


def find_offices(index: ActorIndex) -> OfficeIndex:
    """All offices that stand beside a person's name; gives each person its country or body on the way."""
    offices = OfficeIndex(index)
    persons = sorted((a, b, o) for a, b, o in index.spans if index.drafts[o].kind == "person")
    record_lists(offices)
    paired = {o for ids in offices.paired.values() for o in ids}
    said, kept = range(0), None
    for first, last, id_ in persons:
        owned = first > 0 and index.tokens[first - 1].tag_ == "POS"  # "Chile's premier, Peru's | X"
        before = None if owned else title_before(index.doc, first, index.by_token)
        before = _clear_of_names(index, persons, before, first)
        if before is None and kept is not None and of_field(kept.title) and first - kept.last in {1, 2}:
            before = kept  # "Vice President X, Minister of Energy, | Y"
        if before is None and last - first > 1 and index.tokens[first].text == "Pope":
            before = parse_title(index.doc, first, first + 1, index.by_token)  # "Pope Leo" is a name, too
        if gives_way(before):
            before = title_apposed(index.doc, first, last, index.by_token) or before
        after = unless_named(index.doc, title_after(index.doc, last, index.by_token), persons)
        if before is not None and after is not None and before.head in said:
            before = None  # "X, premier of Peru, Y, premier of Chile": each has the title behind
        if id_ in paired and before is not None and index.tokens[before.head].tag_ in {"NNS", "NNPS"}:
            continue
        for title in two_offices(index.doc, before, index.by_token) if before is not None else ():
            _record(offices, id_, title, first, last)
        if (beyond := title_beyond(index.doc, before, last, index.by_token)) is not None:
            _record(offices, id_, beyond, first, last)
        owned_by(index, id_, first)
        if _of_country(index, last):
            land = index.by_token[last + 1 + (index.tokens[last + 1].pos_ == "DET")].entry
            serve(index, index.drafts[id_], index.known(land).id)
        sent_for(index, id_, last)
        beside_state(index, id_, first, last)
        _as_counterpart(offices, id_, first, range(before.first, first) if before is not None else range(0))
        like_behind(index, id_, last)
        _as_leader_of_delegation(index, id_, first, last)
        of_other = _of_another_state(index, id_, before, after)
        kept = after if of_other or of_next(index.doc, first, before, after, index.person_at) else None
        after = None if kept is not None else after
        said = range(after.first, after.last) if after is not None else range(0)
        shared = after is not None and id_ in paired and index.tokens[after.head].tag_ in {"NNS", "NNPS"}
        for title in two_offices(index.doc, after, index.by_token) if after and not shared else ():
            _record(offices, id_, title, first, last)
        further = title_further(index.doc, after, last - 1, index.by_token) if after else None
        if further is not None and not shared:
            _record(offices, id_, further, first, last)
    relate(offices)
    offices_by_verbs(offices)
    stated_before_known(offices)
    _complete(offices)
    return offices


def _of_another_state(
    index: ActorIndex, person: str, before: TitleSpan | None, after: TitleSpan | None
) -> bool:
    """Whether what follows a name is the next of a list, or of whom a comma parts from it: "CIA director X,
    | Qatar's premier, Y and Z", "beside UN chief X, | Peru's president, Y, signed", "Deputy X, | Minister of
    Energy, Y, and".
    """
    if after is None:
        return False
    if before is not None and index.doc[after.last :][:1].text == "," and of_field(after.title.lower()):
        named = next((i for i in (after.last + 1, after.last + 2) if index.person_at(i)), None)
        if named is not None and before.title.lower() != after.title.lower():
            return True
    if after.body is None:
        return False
    body = _body(index, before) if before is not None else None
    mine = index.drafts[person].country if body is None else index.drafts[body].country or body
    theirs = _state(index, after)
    behind = index.doc[after.last : after.last + 2]
    listed = len(behind) == 2 and behind[0].text == "," and behind[1].pos_ in {"PROPN", "DET", "ADJ", "CCONJ"}
    return listed and mine is not None and theirs is not None and mine != theirs


def _state(index: ActorIndex, span: TitleSpan) -> str | None:
    """Local id of the country whose office a title is, also by a body of it."""
    body = _body(index, span)
    draft = index.drafts[body] if body is not None else None
    return body if draft is not None and draft.kind == "country" else draft.country if draft else None


def _clear_of_names(
    index: ActorIndex, persons: list[tuple[int, int, str]], span: TitleSpan | None, first: int
) -> TitleSpan | None:
    """The title without the name of another person in it: "President X-Y Z and | Uzbek Minister of Trade"."""
    if span is None:
        return None
    ends = [b for a, b, _ in persons if span.first < b <= first and a < first]
    if not ends:
        return span
    begin = max(ends)
    joined = index.tokens[begin].pos_ == "CCONJ" and not is_title(index.tokens[begin - 1])
    return parse_title(index.doc, begin + 1, first, index.by_token) if joined else span


def _record(offices: OfficeIndex, person: str, span: TitleSpan, first: int, last: int) -> None:
    index = offices.index
    draft = index.drafts[person]
    if span.first < span.head and index.tokens[span.first].text in {"'s", "’s"}:  # "President X's envoy"
        span = replace(span, first=span.first + 1)
    for i in range(styled_from(index.doc, span.first), span.last):
        if i not in index.owner or index.drafts[index.owner[i]].kind != "person":
            index.title_owner[i] = person
    body = _body(index, span) or sender(index, span.title)
    boss = _boss(index, span, person)
    if boss is not None and body is None:
        draft.country = draft.country or boss.country
        draft.represents.extend(b for b in boss.represents if b not in draft.represents)
    whole = span.title.removeprefix("counterpart ")  # "his Omani counterpart Foreign Minister X"
    whole = span.title if whole in STYLES_OF_BIRTH else whole
    title = without_rank(whole).replace(" , ", ", ")
    span = replace(span, title=title.removesuffix(" of the Republic").removesuffix(" of the republic"))
    words = whole.split()
    if ("leader" in words[-1:] and len(words) > 1 and words[-2] in _TEAM) or (
        words[:1] == ["head"] and set(words) & _TEAM
    ):
        if body is not None:
            offices.team_leads.append((person, body, span.first, last if span.last <= first else span.last))
            serve(index, draft, body)
        return
    if _profession(span.title) or words[0] == "counterpart":
        return
    extent = (min(first, span.first), max(last, span.last))
    office_extent = (
        (span.first, last) if span.body is None and span.last <= first else (span.first, span.last)
    )
    if span.last <= first and _of_country(index, last):
        match = index.by_token[last + 1 + (index.tokens[last + 1].pos_ == "DET")]
        body = body or index.known(match.entry).id
        extent, office_extent = (extent[0], match.end), (office_extent[0], match.end)
    if body is not None:
        left = span.status == "holding-former" and armed(index, [body])  # "former FARC commander X"
        serve(index, draft, (index.drafts[body].country if left else None) or body)
    for title in _single_offices(span.title):
        offices.add(person, title, body, span.status, {"office": office_extent, "holding": extent})
    if span.last <= first:
        index.mention(draft, span.first, last, 0.95)


def _boss(index: ActorIndex, span: TitleSpan, person: str) -> ActorDraft | None:
    """Whom the holder of an office serves in person: "Torres's spokesman, X" is there for whom Torres is."""
    for i in range(max(0, span.first - 2), span.head):  # "Torres's | chief of staff X"
        owner = index.owner.get(i)
        if owner is not None and owner != person and index.tokens[i + 1].text in {"'s", "’s"}:
            return index.drafts[owner] if index.drafts[owner].kind == "person" else None
    if span.last < len(index.doc) and index.tokens[span.last].lower_ in {"of", "to", "from"}:  # "envoy of X"
        behind = (index.owner.get(i) for i in range(span.last, min(span.last + 8, len(index.doc))))
        senders = (index.drafts[b] for b in behind if b not in {None, person})
        return next((d for d in senders if d.kind == "person"), None)
    return None


def _single_offices(title: str) -> list[str]:
    """The offices that a title joins: "premier and foreign minister", not "foreign and trade minister"."""
    parts = title.split(" and ")
    fields = parts[-1] == "justice" and " of " in parts[0]  # "minister of law and justice"
    return parts if len(parts) > 1 and not fields and all(_is_whole(p) for p in parts) else [title]


def _is_whole(title: str) -> bool:
    """Whether words are an office by themselves: "foreign minister", "minister of trade"; not "trade"."""
    words, heads = title.split(), titles("head")
    return words[-1:] != [] and (words[-1] in heads or (words[0] in heads and "of" in words))


def _profession(title: str) -> bool:
    """Whether a title names a trade rather than an office: "energy analyst at", "correspondent"."""
    words = title.replace(" at ", " of ").replace(" in ", " of ").split(" of ")[0].split()
    return bool(words) and words[-1].lower() in titles("civil").keys() - _IN_BUSINESS


_IN_BUSINESS = frozenset("director executive boss chairman founder".split())


def _as_counterpart(offices: OfficeIndex, person: str, first: int, title: range) -> None:
    """The country of who is another one's like: "her Omani counterpart, X", "her peer from Peru, X"."""
    doc = offices.index.doc
    at = first - 1
    while at > 0 and not is_abroad(doc[at]):
        beside = doc[at].text == "," or is_title(doc[at]) or is_honorific(doc[at])
        if not (beside or doc[at].lower_ in _FOR_NOW or at in title or whence(offices.index, at)):
            return
        at -= 1
    if at < 0 or not is_abroad(doc[at]):
        return
    countries = countries_of(offices.index, doc[at]) or seats_of(offices.index, doc[at])
    country = countries[0] if countries else where_guest(offices.index, at)
    if country is not None:
        serve(offices.index, offices.index.drafts[person], country)


_FOR_NOW = frozenset("acting caretaker interim outgoing incoming new then current".split())


def _as_leader_of_delegation(index: ActorIndex, person: str, first: int, last: int) -> None:
    """The country of who leads its people: "a Peruvian delegation led by Minister X", "X led its team"."""
    name = index.doc[first:last].root
    country = country_led(index, name)
    if country is not None:
        serve(index, index.drafts[person], country)
    by = name.head
    led = by.head
    if by.lower_ == "by" and led.lemma_ in {"lead", "head"} and led.dep_ == "acl":
        countries = countries_of(index, led.head) if led.head.lemma_.lower() in _TEAM else []
        if countries:
            serve(index, index.drafts[person], countries[0])


def _of_country(index: ActorIndex, last: int) -> bool:
    """Whether "of COUNTRY" follows a name that has a title: "President Xi Jinping of China"."""
    doc = index.doc
    if last + 1 >= len(doc) or doc[last].lower_ != "of":
        return False
    at = last + 1 + (doc[last + 1].pos_ == "DET")
    match = index.by_token.get(at)
    return match is not None and match.start == at and match.via in {"name", "body"}


def _body(index: ActorIndex, span: TitleSpan) -> str | None:
    """The local id of the actor whose office a title is; the body's words become a mention of it."""
    if span.body is None:
        named = (i for i in range(span.first, goal(index.doc, span)) if i in index.owner)
        owners = (index.owner[i] for i in named if joined_participle(index.doc, i + 1) is None)
        return next((o for o in owners if index.drafts[o].kind in {"organization", "country"}), None)
    match = index.by_token[span.body[0]]
    if match.via == "demonym" and goal(index.doc, span) < span.body[0] < span.last:
        behind = [index.owner[i] for i in range(span.body[1], span.last) if i in index.owner]
        return next((o for o in behind if index.drafts[o].kind == "organization"), None)
    owner = index.owner.get(span.body[0])
    if owner is not None and index.drafts[owner].kind in {"organization", "country"}:
        index.mention(index.drafts[owner], match.start, match.end, 0.8)
        return owner
    if match.via == "city":
        entry = gazetteer.metonym(match.entry.name)
        return index.known(entry).id if entry is not None else None
    draft = index.known(match.entry)
    index.mention(draft, match.start, match.end, 0.8)
    return draft.id


def _of_other_church(index: ActorIndex, first: int) -> bool:
    """Whether a title is one of a church that is no state: "Coptic | Pope X"."""
    return any(t.lower_ in {"coptic", "orthodox"} for t in index.doc[max(0, first - 1) : first + 1])


def _complete(offices: OfficeIndex) -> None:
    """Gives offices without a body that of their holder: "President Joe Biden" of a known American."""
    index = offices.index
    as_american(offices, foreign=False)
    as_european(offices)
    for holding in offices.holdings.values():
        office, person = offices.offices[holding.office], index.drafts[holding.person]
        only = None if _of_other_church(index, holding.first) else country_of_title(office.title)
        if only is not None and person.country in {None, index.by_key.get(only)}:
            office.body = person.country = index.known(gazetteer.entry(only)).id
        last = office.title.split()[-1]
        national = office.title in NATIONAL_OFFICES or last in {"minister", "president", "senator"}
        if office.body is None and person.country is not None and national:
            office.body = person.country
    settle_posted(offices)
    settle_own(offices)
    settle_theirs(offices)
    settle_listed(offices)
    settle_at_home(offices)
    as_american(offices, foreign=True)
    for office in offices.offices.values():
        key = index.drafts[office.body].key if office.body else None
        entry = gazetteer.office(office.title, key) if key else None
        office.key = entry.key if entry is not None else None
