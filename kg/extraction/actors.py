"""The named actors of an article: countries, bodies, organizations and persons with all their mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from kg import gazetteer
from kg.extraction.names import PARTICLES, NameSpan, bare_names, is_title, person_spans
from kg.extraction.words import titles
from kg.gazetteer import Match
from kg.ids import normal_name
from kg.model import ActorKind, Article, Factuality, Mention

_INSTITUTION = frozenset(
    "ministry department parliament government cabinet presidency embassy senate congress chancellery secretariat army "
    "military navy council agency commission committee court administration regime authority assembly office party union "
    "league federation bank group organization organisation".split()
)
_GOVERNMENT = frozenset("government regime authorities".split())
_NATIONAL = frozenset(
    "ministry department parliament presidency embassy army military navy chancellery".split()
)
_TYPES = {
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
    "congress": "actor-legislature",
    "senate": "actor-legislature",
    "assembly": "actor-legislature",
}


@dataclass(slots=True)
class ActorDraft:
    """An actor while its article is read; frozen into ``kg.model.Actor`` at the end."""

    id: str
    kind: ActorKind
    name: str
    key: str | None = None
    type: str | None = None
    country: str | None = None
    represents: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)
    unnamed: bool = False
    plural: bool = False
    scope: str | None = None


class ActorIndex:
    """The actors of one article and which token names which of them.

    ``owner`` maps a token index to the local id of the actor that the name it is part of denotes;
    ``title_owner`` the tokens of a title to the person it stands beside; ``adjective`` the tokens of
    demonyms that qualify another noun ("Chinese officials") to their country.
    """

    def __init__(self, doc: Doc, article: Article) -> None:
        self.doc = doc
        self.article = article
        self.drafts: dict[str, ActorDraft] = {}
        self._made = 0
        self.owner: dict[int, str] = {}
        self.title_owner: dict[int, str] = {}
        self.adjective: dict[int, str] = {}
        self.by_key: dict[str, str] = {}
        self.by_token: dict[int, Match] = {}
        self.spans: list[tuple[int, int, str]] = []
        self.shared: dict[int, list[str]] = {}  # tokens such as "U.S.-ASEAN" that name several

    def new(self, kind: ActorKind, name: str, **values: object) -> ActorDraft:
        """A new draft; its id is ``a`` and a running number."""
        self._made += 1
        draft = ActorDraft(f"a{self._made}", kind, name, **values)  # type: ignore[arg-type]
        self.drafts[draft.id] = draft
        return draft

    def known(self, entry: gazetteer.Entry) -> ActorDraft:
        """The draft of a gazetteer entry, made at need, with its country (a draft without mention)."""
        if entry.key in self.by_key:
            return self.drafts[self.by_key[entry.key]]
        kind: ActorKind = entry.kind if entry.kind != "place" else "organization"
        draft = self.new(kind, entry.name, key=entry.key, type=entry.type)
        self.by_key[entry.key] = draft.id
        if entry.country and entry.country != entry.key:
            owner = gazetteer.entry(entry.country)
            if owner.kind == "country":
                draft.country = self.known(owner).id
            elif owner.kind == "organization":
                draft.represents.append(self.known(owner).id)
        return draft

    def mention(
        self,
        draft: ActorDraft,
        first: int,
        last: int,
        confidence: float = 0.95,
        factuality: Factuality = "asserted",
    ) -> None:
        """Records tokens [first, last) as a mention; determiners and possessive endings are cut off."""
        while first < last - 1 and (self.doc[first].is_space or self.doc[first].lower_ in {"the", "a", "an"}):
            first += 1
        while last - 1 > first and (
            self.doc[last - 1].is_space or self.doc[last - 1].text in {"'s", "'", ","}
        ):
            last -= 1
        start, end = self.doc[first].idx, self.doc[last - 1].idx + len(self.doc[last - 1])
        draft.mentions.setdefault((start, end), Mention(start, end, factuality, confidence))
        text = " ".join(self.article.text[start:end].split())
        if text and normal_name(text) != normal_name(draft.name):
            draft.names.setdefault(text)

    def own(self, draft: ActorDraft, first: int, last: int, confidence: float = 0.95) -> None:
        """Makes tokens [first, last) a name of the actor."""
        for i in range(first, last):
            self.owner[i] = draft.id
        self.spans.append((first, last, draft.id))
        draft.heads.append(self.doc[first:last].root.i)
        self.mention(draft, first, last, confidence)


def find_actors(doc: Doc, article: Article) -> ActorIndex:
    """The named actors of a document. Groups, offices and references come after (``kg.extraction.scene``)."""
    index = ActorIndex(doc, article)
    matches = [m for m in gazetteer.find([t.text for t in doc]) if _plausible(doc, m)]
    names = person_spans(doc, matches)
    in_person = {i for n in names for i in range(n.first, n.last)}
    matches = [
        m for m in matches if m.via != "person" and not any(i in in_person for i in range(m.start, m.end))
    ]
    index.by_token = {i: m for m in matches for i in range(m.start, m.end)}
    organizations = _organizations(doc, matches, in_person)
    in_organization = {i: o for o in organizations for i in range(o.start, o.end)}
    _persons(index, names, matches, in_organization)
    for span in organizations:
        if any(t.i not in index.owner for t in span):
            _organization(index, span)
    for match in matches:
        if match.start not in in_organization or match.start not in index.owner:
            _gazetteer_actor(index, match)
    for token in doc:
        _nominal_institution(index, token)
        _joint_body(index, token)
    _acronyms(index)
    _organizations_as_bodies(index)
    return index


def _organizations_as_bodies(index: ActorIndex) -> None:
    """Lets organizations that only the text knows serve as the body of an office ("EDF chief executive")."""
    for first, last, id_ in index.spans:
        draft = index.drafts[id_]
        if draft.kind == "organization" and not any(i in index.by_token for i in range(first, last)):
            entry = gazetteer.Entry(key=f"local:{id_}", kind="organization", name=draft.name)
            index.by_token.update(dict.fromkeys(range(first, last), Match(first, last, entry, "body")))


def _plausible(doc: Doc, match: Match) -> bool:
    """Whether the context allows the match: Jordan the person and Georgia the state are not countries."""
    span = doc[match.start : match.end]
    if any(t.is_space for t in span):
        return False
    if match.entry.ambiguous and match.via in {"name", "demonym", "city"}:
        if span.root.ent_type_ in {"PERSON", "ORG", "PRODUCT", "WORK_OF_ART"} and match.via != "demonym":
            return False
    if match.via == "body" and match.end - match.start == 1 and match.entry.ambiguous:
        return span.root.ent_type_ in {"ORG", "GPE", "NORP"} or span.root.pos_ == "PROPN"
    if match.via == "demonym" and span.root.pos_ == "NOUN" and span.root.text.islower():
        return False
    return True


# --- persons ---------------------------------------------------------------------------------------


def _name_words(index: ActorIndex, span: NameSpan) -> list[str]:
    return [t.text for t in index.doc[span.first : span.last] if any(c.isalnum() for c in t.text)]


def _persons(
    index: ActorIndex, names: list[NameSpan], matches: list[Match], in_organization: dict[int, Span]
) -> None:
    families: dict[str, list[str]] = {}
    names = [n for n in names if not _pair_of_names(index, n, names)]
    full = [n for n in names if len(_name_words(index, n)) > 1]
    drafts: dict[int, ActorDraft] = {}
    for number, span in enumerate(full):
        draft = _same_person(index, span, families) or _new_person(index, span)
        drafts[number] = draft
        families.setdefault(_family(index, span), []).append(draft.id)
        index.own(draft, span.first, span.last, 0.97)
    taken = set(index.owner)
    for i, number in sorted(bare_names(index.doc, full, taken, matches).items()):
        if i in in_organization and len(in_organization[i]) > 1:
            continue
        index.own(drafts[number], i, i + 1, 0.9)
    for span in names:
        if span.first not in index.owner and len(_name_words(index, span)) == 1:
            _single_name(index, span, in_organization)


def _pair_of_names(index: ActorIndex, span: NameSpan, names: list[NameSpan]) -> bool:
    """Whether a span such as "Biden-Xi" joins parts of two other names, each of which is then a bare name."""
    doc = index.doc
    if not any(t.text == "-" for t in doc[span.first : span.last]):
        return False
    parts = [t.lower_ for t in doc[span.first : span.last] if t.is_alpha]
    others = [
        {t.lower_ for t in doc[n.first : n.last]} for n in names if n is not span and n.last - n.first > 1
    ]
    return len(parts) > 1 and all(any(p in o and not set(parts) <= o for o in others) for p in parts)


def _family(index: ActorIndex, span: NameSpan) -> str:
    words = [w for w in _name_words(index, span) if w.lower() not in {"jr", "jr.", "sr", "sr.", "ii", "iii"}]
    return normal_name(words[-1]) if words else ""


def _same_person(index: ActorIndex, span: NameSpan, families: dict[str, list[str]]) -> ActorDraft | None:
    """The person whose name this is another form of: "Joe Biden" and "Joseph R. Biden, Jr."."""
    mine = [normal_name(w).strip(".") for w in _name_words(index, span)]
    for id_ in (i for ids in families.values() for i in ids):
        draft = index.drafts[id_]
        for form in (draft.name, *draft.names):
            theirs = [normal_name(w).strip(".") for w in re.findall(r"[\w.'’-]+", form)]
            if len(theirs) > 1 and _compatible(mine, theirs):
                return draft
    return None


def _compatible(a: list[str], b: list[str]) -> bool:
    a, b = ([w for w in x if w not in PARTICLES | {"jr", "sr"}] for x in (a, b))
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if a[-1] != b[-1] or not a[:-1] or not b[:-1]:
        return False
    x, y = a[0], b[0]
    return x == y or ((len(x) == 1 or len(y) == 1) and x[0] == y[0]) or _nickname(x, y)


_NICKNAMES = (
    {"joe", "joseph"},
    {"mike", "michael"},
    {"bill", "william"},
    {"bob", "robert"},
    {"tony", "antony", "anthony"},
    {"jim", "james", "jimmy"},
    {"tom", "thomas"},
    {"dick", "richard"},
    {"ben", "benjamin", "binyamin"},
    {"ed", "edward"},
    {"jake", "jacob"},
    {"chuck", "charles"},
    {"nick", "nicholas"},
    {"steve", "steven", "stephen"},
    {"dan", "daniel"},
    {"mohammed", "mohammad", "muhammad", "mohamed"},
    {"alexander", "aleksandr", "alex"},
    {"sergei", "sergey"},
    {"vladimir", "volodymyr"},
    {"yulia", "julia"},
    {"matt", "matthew"},
    {"pete", "peter"},
    {"kate", "katherine"},
)


def _nickname(x: str, y: str) -> bool:
    return any(x in group and y in group for group in _NICKNAMES if group != {"vladimir", "volodymyr"})


def _new_person(index: ActorIndex, span: NameSpan) -> ActorDraft:
    name = " ".join(
        index.article.text[
            index.doc[span.first].idx : index.doc[span.last - 1].idx + len(index.doc[span.last - 1])
        ].split()
    )
    entry = gazetteer.person_named(name)
    if entry is None:
        return index.new("person", name)
    draft = index.known(entry)
    draft.names.setdefault(name)
    draft.name = name
    return draft


def _single_name(index: ActorIndex, span: NameSpan, in_organization: dict[int, Span]) -> None:
    """A person of whom the text gives one name only; a leader when title or country agree."""
    if span.first in in_organization and len(in_organization[span.first]) > span.last - span.first:
        return
    name = index.doc[span.first : span.last].text
    for draft in index.drafts.values():
        if draft.kind == "person" and (normal_name(draft.name) == normal_name(name)):
            index.own(draft, span.first, span.last, 0.85)
            return
    index.own(index.new("person", name), span.first, span.last, 0.8)


# --- organizations ---------------------------------------------------------------------------------


def _organizations(doc: Doc, matches: list[Match], in_person: set[int]) -> list[Span]:
    """ORG entities cleaned of determiners and titles, that are not just a country or a title."""
    out: list[Span] = []
    bodies = {i for m in matches if m.via == "body" for i in range(m.start, m.end)}
    placed = {i for m in matches if m.via in {"name", "demonym", "city"} for i in range(m.start, m.end)}
    for ent in doc.ents:
        if ent.label_ not in {"ORG", "NORP"} or any(t.i in in_person for t in ent):
            continue
        first, last = ent.start, ent.end
        while first < last and (doc[first].pos_ == "DET" or not any(c.isalnum() for c in doc[first].text)):
            first += 1
        while last > first and (
            doc[last - 1].text in {"'s", "'"} or not any(c.isalnum() for c in doc[last - 1].text)
        ):
            last -= 1
        span = doc[first:last]
        if (
            len(span) == 0
            or any(t.i in bodies for t in span)
            or all(t.i in placed or t.text in {"&", "-", "and", ","} for t in span)
        ):
            continue
        if span.root.lemma_.lower() in _OCCASIONS:
            continue  # "the Nuclear Security Summit" is a meeting, not a body
        if ent.label_ == "NORP" or not any(t.text[:1].isupper() for t in span) or _title_fragment(doc, span):
            continue
        if any(t.text == "&" for t in span) and sum(t.i in placed for t in span) >= 2:
            continue
        out.append(span)
    return out


_OCCASIONS = frozenset(
    "summit conference meeting talk negotiation visit round session forum dialogue ceremony dinner tour trip".split()
)


def _title_fragment(doc: Doc, span: Span) -> bool:
    """Whether the entity is a piece of a title ("Defense" in "US Defense Secretary") or a bare common word."""
    if any(is_title(t) and t.lower_ not in {"general", "major"} for t in span[-1:]):
        return True
    after = doc[span.end] if span.end < len(doc) else None
    if (
        after is not None
        and is_title(after)
        and (after.text[:1].isupper() or len(span) == 1)
        and span[-1].lower_ not in _INSTITUTION
    ):
        return True
    return len(span) == 1 and (
        span[0].lower_ in _OFFICE_PIECES or (not span[0].is_upper and span[0].pos_ not in {"PROPN", "NOUN"})
    )


_OFFICE_PIECES = frozenset(
    "defense defence state foreign interior treasury finance commerce justice energy opioid fentanyl covid".split()
)


def _organization(index: ActorIndex, span: Span) -> None:
    name = " ".join(index.article.text[span.start_char : span.end_char].split())
    entry = gazetteer.body_named(name)
    if entry is not None:
        index.own(index.known(entry), span.start, span.end, 0.95)
        return
    same = _same_organization(index, name)
    if same is None:
        lemma = span[-1].lower_
        same = index.new("organization", name, type=_TYPES.get(lemma) or _TYPES.get(span[0].lower_))
        for token in span:
            match = index.by_token.get(token.i)
            if match is not None and match.via in {"name", "demonym"} and match.entry.kind == "country":
                country = index.known(match.entry)
                same.country = same.country or country.id
                index.mention(country, match.start, match.end, 0.6)
    index.own(same, span.start, span.end, 0.85)


def _same_organization(index: ActorIndex, name: str) -> ActorDraft | None:
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
    return re.sub(r"^the\s+|'s$", "", normal_name(name))


def _acronyms(index: ActorIndex) -> None:
    """Joins an organization and the acronym that follows it in brackets: "High Negotiations Committee (HNC)"."""
    doc = index.doc
    for first, last, id_ in list(index.spans):
        if (
            last + 2 < len(doc)
            and doc[last].text == "("
            and doc[last + 2].text == ")"
            and doc[last + 1].is_upper
            and len(doc[last + 1]) > 1
        ):
            _join_acronym(index, id_, doc[last + 1].text)


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


# --- countries and bodies --------------------------------------------------------------------------


def _gazetteer_actor(index: ActorIndex, match: Match) -> None:
    if match.via == "city" or match.entry.kind == "place":
        return
    draft = index.known(match.entry)
    root = index.doc[match.start : match.end].root
    if match.start in index.owner or match.start in index.adjective:
        if match.end == match.start + 1 and any(c in root.text for c in "-–"):
            first = index.owner.get(match.start) or index.adjective[match.start]
            index.shared.setdefault(match.start, [first]).append(draft.id)
            index.mention(draft, match.start, match.end, 0.8)
        return
    if match.via == "demonym" and not _stands_alone(root):
        for i in range(match.start, match.end):
            index.adjective[i] = draft.id
        index.mention(draft, match.start, match.end, 0.7)
        return
    if match.via == "demonym":
        return  # "Americans", "the Chinese": a population, resolved as a group
    index.own(draft, match.start, match.end, 0.97)


def _stands_alone(root: Token) -> bool:
    return (
        (root.pos_ in {"NOUN", "PROPN"}
        and root.dep_ not in {"amod", "compound", "nmod", "poss"})
        or root.tag_ in {"NNS", "NNPS"}
    )


def _nominal_institution(index: ActorIndex, token: Token) -> None:
    """Makes an organization of "the Russian foreign ministry" and "the Trump administration".

    "The Cuban government" is the country itself; a bare "the ministry" is left to reference resolution.
    """
    lemma = token.lower_
    if token.i in index.owner or lemma not in _NATIONAL | _GOVERNMENT | {"administration"}:
        return
    first = token.left_edge.i
    country = next(
        (
            index.adjective.get(t.i) or _country_at(index, t)
            for t in index.doc[first : token.i]
            if t.i in index.adjective or _country_at(index, t)
        ),
        None,
    )
    if country is None:
        country = next(
            (
                _country_at(index, c)
                for p in token.children
                if p.lower_ == "of"
                for c in p.children
                if _country_at(index, c)
            ),
            None,
        )
        first_word = first
    else:
        first_word = first
    if lemma in _GOVERNMENT:
        if country is not None and lemma != "authorities":
            index.own(index.drafts[country], _first_content(index, first_word, token.i), token.i + 1, 0.8)
        return
    person = next(
        (
            index.owner[t.i]
            for t in index.doc[first : token.i]
            if t.i in index.owner and index.drafts[index.owner[t.i]].kind == "person"
        ),
        None,
    )
    if country is None and person is None:
        return
    if lemma == "administration" and person is None and country is not None:
        index.own(index.drafts[country], _first_content(index, first_word, token.i), token.i + 1, 0.7)
        return
    begin = _first_content(index, first_word, token.i)
    text = index.doc[begin : token.i + 1].text
    draft = _same_organization(index, text) or index.new("organization", text, type=_TYPES.get(lemma))
    draft.country = draft.country or country or (index.drafts[person].country if person else None)
    if person is not None:
        draft.members.append(person)
    index.own(draft, begin, token.i + 1, 0.85)


_JOINT = frozenset({("working", "group"), ("task", "force"), ("contact", "group"), ("steering", "committee"), ("joint", "commission"),
                   ("joint", "committee"), ("liaison", "office"), ("coordination", "committee"), ("boundary", "commission"),
                   ("border", "commission"), ("monitoring", "mechanism")})  # fmt: skip


def _joint_body(index: ActorIndex, token: Token) -> None:
    """Makes a joint body of "a newly formed counternarcotics working group"; a definite one is the last."""
    if (
        token.i in index.owner
        or token.i == 0
        or (index.doc[token.i - 1].lower_, token.lemma_.lower()) not in _JOINT
    ):
        return
    first = token.i - 1
    while (
        first > token.left_edge.i
        and index.doc[first - 1].pos_ in {"ADJ", "NOUN", "PROPN"}
        and index.doc[first - 1].lower_ not in titles("loose") | {"joint": "", "established": ""}.keys()
    ):
        first -= 1
    text = index.doc[first : token.i + 1].text
    same = next(
        (
            d
            for d in index.drafts.values()
            if d.type == "actor-joint-body"
            and (d.name.lower().endswith(text.lower()) or text.lower().endswith(d.name.lower()))
        ),
        None,
    )
    draft = same or index.new("organization", text, type="actor-joint-body")
    for part in index.doc[token.left_edge.i : token.i]:
        country = index.adjective.get(part.i) or _country_at(index, part)
        if country is not None and country not in draft.members:
            draft.members.append(country)
    index.own(draft, first, token.i + 1, 0.85)


def _first_content(index: ActorIndex, first: int, last: int) -> int:
    while first < last and (
        index.doc[first].pos_ in {"DET", "ADP", "PUNCT", "SPACE"}
        or index.doc[first].lower_ in {"the", "a", "new"}
    ):
        first += 1
    return first


def _country_at(index: ActorIndex, token: Token) -> str | None:
    id_ = index.owner.get(token.i)
    return id_ if id_ is not None and index.drafts[id_].kind == "country" else None


def spans_of(index: ActorIndex, ids: Iterable[str]) -> list[tuple[int, int]]:
    """Token ranges of the names of some actors, in document order."""
    wanted = set(ids)
    return sorted((a, b) for a, b, o in index.spans if o in wanted)


def honorific(token: Token) -> bool:
    """Whether the word is a form of address ("Mr.", "H.E.")."""
    return token.lower_ in titles("honorific")
