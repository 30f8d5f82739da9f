"""Organizations of an article: named entities, their acronyms, and bodies that only the text knows."""

from __future__ import annotations

import re

from kg import gazetteer
from kg.extraction.actors.actors import ActorDraft, ActorIndex
from kg.extraction.actors.armed_groups import is_armed
from kg.extraction.actors.borne_names import state_seated
from kg.extraction.actors.group_countries import is_rank
from kg.extraction.actors.things import is_thing
from kg.extraction.names.name_edges import is_no_body, with_region, with_states, without_edges
from kg.extraction.names.name_words import ADDRESSES, FIELDS, PORTFOLIOS, STYLES
from kg.extraction.names.title_heads import is_title
from kg.extraction.names.title_words import full_powers
from kg.extraction.titles.title_joints import short_for_office
from kg.extraction.tokens.frozen_doc import Doc, Span
from kg.extraction.tokens.words import titles
from kg.gazetteer import Match
from kg.ids import normal_name

_INSTITUTION = frozenset(
    """
    ministry department parliament government cabinet presidency embassy senate congress chancellery
    secretariat army military navy council agency commission committee court administration regime
    authority assembly office party union league federation bank group organization organisation
    """.split()
)


TYPES = {
    "ministry": "actor-ministry",
    "department": "actor-ministry",
    "parliament": "actor-legislature",
    "presidency": "actor-executive-office",
    "embassy": "actor-government-body",
    "army": "actor-armed-forces",
    "military": "actor-armed-forces",
    "navy": "actor-armed-forces",
    "chancellery": "actor-executive-office",
    "administration": "actor-government-body",
    "agency": "actor-agency",
    "party": "actor-political-party",
    "bank": "actor-company",
    "university": "actor-research",
    "institute": "actor-research",
    "court": "actor-judiciary",
    "judiciary": "actor-judiciary",
    "police": "actor-agency",
    "legislature": "actor-legislature",
    "congress": "actor-legislature",
    "senate": "actor-legislature",
    "assembly": "actor-legislature",
    "tv": "actor-media",
    "television": "actor-media",
    "radio": "actor-media",
}


def organizations_as_bodies(index: ActorIndex) -> None:
    """Lets organizations that only the text knows serve as the body of an office ("EDF chief executive")."""
    for first, last, id_ in index.spans:
        draft = index.drafts[id_]
        if draft.kind == "organization" and not any(i in index.by_token for i in range(first, last)):
            entry = gazetteer.Entry(key=f"local:{id_}", kind="organization", name=draft.name)
            index.by_token.update(dict.fromkeys(range(first, last), Match(first, last, entry, "body")))


def organization_spans(doc: Doc, matches: list[Match], in_person: set[int]) -> list[Span]:
    """ORG entities cleaned of determiners and titles, that are not just a country or a title."""
    out: list[Span] = []
    bodies = {i for m in matches if m.via == "body" for i in range(m.start, m.end)}
    placed = {i for m in matches if m.via in {"name", "demonym", "city"} for i in range(m.start, m.end)}
    for ent in doc.ents:
        if ent.label_ != "ORG" or not in_person.isdisjoint(range(ent.start, ent.end)):
            continue
        span = with_region(with_states(without_edges(ent), placed))
        if (
            len(span) == 0
            or not bodies.isdisjoint(range(span.start, span.end))
            or (all(t.i in placed or t.text in _OF_STATES for t in span) and any(t.i in placed for t in span))
        ):
            continue
        behind = span.start > 1 and is_title(doc[span.start - 2])
        if len(span) > 2 and span[0].lower_ in PORTFOLIOS and behind:
            continue  # "Minister of Defense Diego Molano"
        if _of_people(span) or _of_a_minister(doc, span) or is_no_body(span):
            continue
        if {span.root.lemma_.lower(), span.root.lower_} & _OCCASIONS or is_thing(span):
            continue  # "the Nuclear Security Summit" is a meeting, not a body
        if not any(t.text[:1].isupper() for t in span) or _title_fragment(doc, span):
            continue
        if any(t.text == "&" for t in span) and sum(t.i in placed for t in span) >= 2:
            continue
        out.append(span)
    return out


def _of_people(span: Span) -> bool:
    """Whether a name is of people: "Representatives of Peru", "Home Secretaries", "Rojas at Lima"."""
    stays = span[1:2].text == "at" and any(e.text.endswith(f" {span[0].text}") for e in span.doc.ents)
    styled = all(t.text in ADDRESSES or t.lower_ in titles("honorific") for t in span)  # "HH Sheikh"
    addressed = any(t.lower_ in STYLES for t in span) or styled
    envoys = is_rank(span[0]) or full_powers(span.doc, span.start) or span[0].lower_ in _RULERS
    return stays or addressed or (span[1:2].text in {"of", "from"} and envoys)


_RULERS = frozenset("king queen emir amir sultan emperor".split())
_OCCASIONS = frozenset(
    """
    summit conference meeting talk talks negotiation negotiations visit round session forum dialogue ceremony
    dinner iftar tour trip consultations discussions
    """.split()
)
_OF_STATES = frozenset({"&", "-", "and", ",", "Government", "Governments", "of", "the"})
"""Words that leave a name of states one: "the Government of Peru", "Peru and Chile"."""
_IN_CHARGE = frozenset(
    "minister ministers secretary secretaries commissioner undersecretary coordinator".split()
) | {"representative", "envoy"}
_OF_FIELDS = frozenset("of for the and & , - state in charge".split())  # "secretary of state for"
_FIELDS = FIELDS | frozenset(
    "foreign external expatriates relations international european home internal interior affairs".split()
)
_KINDS_OF_FIELDS = frozenset(
    "social public national regional rural human natural business veteran higher".split()
)
_MOST_FIELDS = 12


def _of_a_minister(doc: Doc, span: Span) -> bool:
    """Whether this is what a minister is in charge of: "Minister for Women, | Children and Welfare of Peru".

    So is what stands before one with a country: "Peru Foreign Affairs | and Trade Minister".
    """
    words = [t for t in span if not (t.ent_type_ == "GPE" or t.lower_ in _OF_FIELDS)]
    if any(t.lower_ in _INSTITUTION for t in words):
        return False
    if len(words) > 1 and all(t.lower_ in _FIELDS | _KINDS_OF_FIELDS for t in words):
        return True  # "Ministers A; | Science and Technology |, B", without the office
    for token in reversed(doc[max(0, span.start - _MOST_FIELDS) : span.start]):
        if token.lower_ in _IN_CHARGE:
            of = doc[token.i + 1].lower_ in {"of", "for"}
            charged = doc[token.i + 1 : span.start].text == "in charge of"
            return charged or (of and any(t.lower_ in _FIELDS for t in doc[token.i + 1 : span.end + 1]))
        if token.is_sent_start or not (token.text[:1].isupper() or token.lower_ in _OF_FIELDS):
            break
    ahead = doc[span.end : span.end + 5]
    return bool(words) and all(t.lower_ in _FIELDS for t in words[-2:]) and any(is_title(t) for t in ahead)


def _title_fragment(doc: Doc, span: Span) -> bool:
    """Whether the entity is a piece of a title ("Defense" of "Defense Secretary") or a bare common word.

    So are people of a rank, whatever the tagger takes them for: "the Foreign Ministers of Peru and Chile".
    """
    if is_rank(span.root) or any(t.text == "Ministries" for t in span) or short_for_office(doc, span.start):
        return True
    if any(is_title(t) and t.lower_ not in {"general", "major"} for t in span[-1:]):
        return True
    after = doc[span.end] if span.end < len(doc) else None
    follows = after.text if after is not None else ""
    if (span[-1].text, follows) == ("Cabinet", "Secretary") or (len(span) == 1 and follows == "Staff"):
        return True  # "Chief of Army Staff"
    if follows == "minister" and any(t.lower_ in _FIELDS for t in span):
        return True  # "Public Security minister X"
    if (
        after is not None
        and is_title(after)
        and (after.text[:1].isupper() or len(span) == 1)
        and span[-1].lower_ not in _INSTITUTION
    ):
        return True
    return len(span) == 1 and (
        span[0].text in _THINGS
        or span[0].lower_ in _OFFICE_PIECES
        or (not span[0].is_upper and span[0].pos_ not in {"PROPN", "NOUN"})
    )


_THINGS = frozenset(
    "AI GDP TV IT EV EVs LNG AIDS HIV SDGs MOU MoU MOUs MoUs FTA WMD FDI VAT PPE PCR DNA IED IEDs".split()
)
"""Abbreviations of things: "an AI summit" is of no body named AI."""
_OFFICE_PIECES = frozenset(
    """
    defense defence state foreign interior treasury finance commerce justice energy opioid fentanyl covid
    party
    """.split()
)


def _of_another_country(index: ActorIndex, span: Span) -> bool:
    """Whether a body bears a name that others share and was not taken for the known one: "the Senate"."""
    if any(t.i in index.by_token for t in span):
        return False
    shared = span[-2:].text in _ALSO_OF_STATES
    found = [m.entry for m in gazetteer.find([t.text for t in span]) if m.via == "body"]
    return any(e.ambiguous or shared or e.type == "actor-ministry" for e in found)


def add_organization(index: ActorIndex, span: Span) -> None:
    """Makes an entity an organization: of the gazetteer, named before, or new with its country."""
    name = " ".join(index.article.text[span.start_char : span.end_char].split())
    if (entry := gazetteer.body_named(name)) is not None and not _of_another_country(index, span):
        index.own(index.known(entry), span.start, span.end, 0.95)
        return
    same = same_organization(index, name)
    if same is None:
        told = TYPES.get(span[-1].lower_) or TYPES.get(span[0].lower_) or _ALSO_OF_STATES.get(span[-2:].text)
        same = index.new("organization", name, type="actor-armed-group" if is_armed(span) else told)
        for token in span:
            match = index.by_token.get(token.i)
            if match is not None and match.via in {"name", "demonym"} and match.entry.kind == "country":
                country = index.known(match.entry)
                same.country = same.country or country.id
                index.mention(country, match.start, match.end, 0.6)
        owner = _owner_of(index, span) if same.type in _OF_A_STATE else state_seated(index, span)
        same.country = same.country or owner
    index.own(same, span.start, span.end, 0.85)


_ALSO_OF_STATES = {"Security Council": "actor-executive-office"}  # "Armenia's | Security Council"
_OF_A_STATE = frozenset("actor-ministry actor-legislature actor-armed-forces actor-executive-office".split())


def _owner_of(index: ActorIndex, span: Span) -> str | None:
    """The country whose ministry, parliament or army a name is of: "Peru's | Ministry of Culture", "the
    Ministry of Trade | of Peru".
    """
    before = span.start - 1
    match = index.by_token.get(before - 1) if before > 0 and index.tokens[before].tag_ == "POS" else None
    match = index.by_token.get(before) if match is None and before >= 0 else match
    after = [t.lower_ for t in index.doc[span.end : span.end + 2]]
    if match is None and after[:1] == ["of"]:
        match = index.by_token.get(span.end + 1 + (after[1:] == ["the"]))
    if match is None or match.via not in {"name", "demonym"} or match.entry.kind != "country":
        return None
    return index.known(match.entry).id


def same_organization(index: ActorIndex, name: str) -> ActorDraft | None:
    """The organization of the text with this name, or ``None``; articles and possessives do not count."""
    wanted = _core(name)
    for draft in index.drafts.values():
        if (
            draft.kind == "organization"
            and draft.key is None
            and any(_core(n) == wanted for n in (draft.name, *draft.names))
        ):
            return draft
    return None


def _core(name: str) -> str:
    name = re.sub(r"^the\s+|'s$", "", normal_name(name))
    return re.sub(r"^(\w+)-(\w+) ", lambda m: f"{min(m.groups())}-{max(m.groups())} ", name)  # "Peru-Chile X"


def join_acronyms(index: ActorIndex) -> None:
    """Joins an organization and the acronym in brackets after it: "River Basin Commission (RBC)"; also one
    that only the initials of its name tell: "the River Basin Commission met. The RBC".
    """
    doc = index.doc
    for first, last, _ in list(index.spans):
        id_ = index.owner.get(first)  # a span before may have been folded into another organization
        if (
            id_ is not None
            and last + 2 < len(doc)
            and doc[last].text == "("
            and not (last - first == 1 and doc[first].text.isupper())  # "head of RBC (CEO)" has an office
            and doc[last + 2].text == ")"
            and doc[last + 1].text.isupper()
            and len(doc[last + 1]) > 1
        ):
            _join_acronym(index, id_, doc[last + 1].text)
    lone = {t.text for t in doc if t.is_upper and t.is_alpha and 2 < len(t) < 7}
    for acronym in sorted(lone):
        spelt = [
            d for d in index.drafts.values() if d.kind == "organization" and _initials(d.name) == acronym
        ]
        if len(spelt) == 1:
            _join_acronym(index, spelt[0].id, acronym)


def _initials(name: str) -> str:
    """The first letters of the capitalised words of a name: "Sudan Liberation Movement" -> SLM."""
    words = name.replace("-", " ").split()
    return "".join(w[0] for w in words if w[0].isupper()) if len(words) > 2 else ""


def _join_acronym(index: ActorIndex, id_: str, acronym: str) -> None:
    target = index.drafts[id_]
    if target.kind != "organization":
        return
    for token in index.doc:
        if token.text != acronym:
            continue
        other = index.owner.get(token.i)
        if other is None or (other != id_ and index.drafts[other].key is None):
            index.own(target, token.i, token.i + 1, 0.9)
    for draft in list(index.drafts.values()):
        if (
            draft.id != id_
            and draft.kind in {"organization", "person"}
            and draft.key is None
            and draft.name == acronym
        ):
            _remove(index, draft.id, id_)


def _remove(index: ActorIndex, old: str, new: str) -> None:
    """Folds draft ``old`` into ``new``."""
    gone = index.drafts.pop(old)
    target = index.drafts[new]
    target.mentions.update(gone.mentions)
    target.names.update(dict.fromkeys([gone.name, *gone.names]))
    target.heads.extend(gone.heads)
    index.owner.update({i: new for i, o in index.owner.items() if o == old})
    index.spans = [(a, b, new if o == old else o) for a, b, o in index.spans]
