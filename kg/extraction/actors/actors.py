"""The named actors of an article: countries, bodies, organizations and persons with all their mentions."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg import gazetteer
from kg.extraction.tokens.frozen_doc import Doc
from kg.extraction.tokens.single_spaced import single_spaced
from kg.gazetteer import Match
from kg.ids import normal_name
from kg.model import ActorKind, Article, Factuality, Mention

MOVEMENTS = frozenset({"actor-armed-group", "actor-political-party"})
"""Types of organizations that are a side of their own at home."""


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
        self.tokens = list(doc)  # the quickest to ask
        self.article = article
        self.drafts: dict[str, ActorDraft] = {}
        self._made = 0
        self.owner: dict[int, str] = {}
        self.title_owner: dict[int, str] = {}
        self.adjective: dict[int, str] = {}
        self.by_key: dict[str, str] = {}
        self.by_token: dict[int, Match] = {}
        self.spans: list[tuple[int, int, str]] = []
        self.standing: set[int] = set()  # tokens that stand for a state told of before: "the kingdom"
        self.shared: dict[int, list[str]] = {}  # tokens such as "U.S.-ASEAN" that name several
        self.settled: dict[int, list[str]] | None = None  # once all names are known: the countries of nouns

    def person_at(self, i: int) -> str | None:
        """The local id of the person whose name token ``i`` is part of, or ``None``."""
        id_ = self.owner.get(i)
        return id_ if id_ is not None and self.drafts[id_].kind == "person" else None

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
        year = self._year()
        led = gazetteer.body_led(entry.key, year) if entry.kind == "person" else None
        if led is not None:
            draft.represents.append(self.known(led).id)
        elif entry.country and entry.country != entry.key and entry.type != "actor-media":
            # the country of a newspaper is no actor of its news
            served = gazetteer.state_served(entry.key, year) if entry.kind == "person" else None
            owner = served or gazetteer.entry(entry.country)
            if owner.kind == "country":
                draft.country = self.known(owner).id
            elif owner.kind == "organization" and not gazetteer.not_yet_in_office(entry.key, year):
                draft.represents.append(self.known(owner).id)
        return draft

    def _year(self) -> int | None:
        return self.article.published.year if self.article.published is not None else None

    def land(self, key: str) -> ActorDraft:
        """The draft of the state in which a town of a country lay when the article was written: the Soviet
        Union for Moscow in 1989, unless the article speaks of Russia and not of that.
        """
        was = gazetteer.state_then(key, self._year())
        if was != key:
            told = {m.entry.key for m in self.by_token.values()}
            was = key if key in told and was not in told else was
        return self.known(gazetteer.entry(was))

    def mention(
        self,
        draft: ActorDraft,
        first: int,
        last: int,
        confidence: float = 0.95,
        factuality: Factuality = "asserted",
    ) -> None:
        """Records tokens [first, last) as a mention; determiners and possessive endings are cut off."""
        tokens = self.tokens
        while first < last - 1 and (tokens[first].lower_ in {"the", "a", "an"} or tokens[first].is_space):
            first += 1
        while last - 1 > first and (tokens[last - 1].text in {"'s", "'", ","} or tokens[last - 1].is_space):
            last -= 1
        start, end = tokens[first].idx, tokens[last - 1].idx + len(tokens[last - 1].text)
        if (start, end) not in draft.mentions:
            draft.mentions[start, end] = Mention(start, end, factuality, confidence)
        if self.standing.issuperset(range(first, last)):
            return
        text = single_spaced(self.article.text[start:end])
        known = not text or text == draft.name or text in draft.names
        if not known and normal_name(text) != normal_name(draft.name):
            draft.names[text] = None

    def own(self, draft: ActorDraft, first: int, last: int, confidence: float = 0.95) -> None:
        """Makes tokens [first, last) a name of the actor."""
        for i in range(first, last):
            self.owner[i] = draft.id
        self.spans.append((first, last, draft.id))
        draft.heads.append(first if last - first == 1 else self.doc[first:last].root.i)
        self.mention(draft, first, last, confidence)

    def stand_for(self, draft: ActorDraft, first: int, last: int) -> None:
        """Makes tokens [first, last), which are no name, stand for an actor that was told of before."""
        self.standing.update(range(first, last))
        for i in range(first, last):
            self.owner.setdefault(i, draft.id)
        self.spans.append((first, last, draft.id))
        self.mention(draft, first, last, 0.8)


_PUBLIC = frozenset(
    """
    actor-intergovernmental actor-armed-group actor-legislature actor-ministry actor-executive-office
    actor-government-body actor-joint-body actor-political-party actor-armed-forces actor-agency
    """.split()
)


def is_public(actor: ActorDraft) -> bool:
    """Whether the actor is a state, an international body, or a public institution or party."""
    return actor.kind == "country" or actor.type in _PUBLIC
