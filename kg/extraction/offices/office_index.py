"""The offices of one article, with who holds them, as they are found: OfficeIndex."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.actors.actors import ActorIndex
from kg.extraction.names.title_words import noun_of_title
from kg.extraction.titles.same_offices import is_envoy, same_title, says_office, shorter_title
from kg.model import Mention


@dataclass(slots=True)
class OfficeDraft:
    """An office while its article is read."""

    id: str
    title: str
    body: str | None
    key: str | None = None
    mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)


@dataclass(slots=True)
class HoldingDraft:
    """A person in an office while the article is read; ``first`` is the token where it is said."""

    id: str
    person: str
    office: str
    status: str
    first: int
    mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)
    short: str | None = None  # "secretary" of "Secretary X", who is secretary of state


_GOVERNING = frozenset("president minister premier chancellor king queen emir sultan taoiseach".split())
_PRESIDING = frozenset(
    "chair chairman chairwoman chairperson chairman-in-office chairperson-in-office".split()
)


class OfficeIndex:
    """The offices and holdings of one article."""

    def __init__(self, index: ActorIndex) -> None:
        self.index = index
        self.offices: dict[str, OfficeDraft] = {}
        self.holdings: dict[str, HoldingDraft] = {}
        self._held: dict[str, list[HoldingDraft]] = {}  # person -> holdings
        self.team_leads: list[tuple[str, str, int, int]] = []  # person, country, first, last
        self.paired: dict[int, tuple[str, ...]] = {}  # token of a plural title -> its holders

    def of(self, person: str) -> list[HoldingDraft]:
        """The holdings of a person, in the order of the text."""
        return list(self._held.get(person, ()))

    def move(self, old: str, new: str) -> None:
        """Makes all holdings of one person those of another, who is the same."""
        for holding in self.of(old):
            holding.person = new
        self._held.pop(old, None)
        self._held[new] = [h for h in self.holdings.values() if h.person == new]

    def titles_of(self, person: str) -> list[str]:
        """The titles of the offices that a person is said to hold, in the order of the text."""
        return [self.offices[h.office].title for h in self._held.get(person, ())]

    def is_spokesman(self, person: str) -> bool:
        """Whether a person holds an office of one who speaks for others: spokesman, spokeswoman."""
        return any("spokes" in title for title in self.titles_of(person))

    def told(self) -> list[HoldingDraft]:
        """The holdings of what is an office, in the order of the text: not of ranks, nor of "an official"."""
        return [h for h in self.holdings.values() if self._is_office(h)]

    def _is_office(self, holding: HoldingDraft) -> bool:
        office, drafts = self.offices[holding.office], self.index.drafts
        body = drafts[office.body] if office.body else None
        inside = body is not None and body.kind != "country" and body.type != "actor-intergovernmental"
        return says_office(office.title, unnamed=drafts[holding.person].unnamed and not inside)

    def holders(self, title: str, body: str | None) -> list[str]:
        """Persons said to hold an office with this title (and this body, when given)."""
        out = []
        for holding in self.holdings.values():
            office = self.offices[holding.office]
            said = any(same_title(t, title) for t in (office.title, holding.short or office.title))
            if said and (body is None or office.body in {None, body}):
                out.append(holding.person)
        if not out and body is not None and is_envoy(title):  # "the peace envoy" is the one told to be envoy
            own = (h for h in self.holdings.values() if self.offices[h.office].body == body)
            sent = {h.person for h in own if is_envoy(self.offices[h.office].title)}
            return [*sent] if len(sent) == 1 else []
        return list(dict.fromkeys(out))

    def holds(self, person: str, title: str, body: str) -> bool:
        """Whether a person is said to hold an office with this title of this very body."""
        own = (self.offices[holding.office] for holding in self.of(person))
        return any(office.body == body and same_title(office.title, title) for office in own)

    def governs(self, person: str, country: str) -> bool:
        """Whether a person is said to be president, premier or minister of a country now."""
        return any(
            h.status == "holding-current"
            and self.offices[h.office].body == country
            and noun_of_title(self.offices[h.office].title) in _GOVERNING
            for h in self._held.get(person, ())
        )

    def presided(self, person: str) -> tuple[str, ...]:
        """The bodies of states that a person is said to chair now: "Peru's president, chairman of the union".

        Not "the union's envoy", nor "chairman of its committee".
        """
        drafts = self.index.drafts
        now = [h for h in self._held.get(person, ()) if h.status == "holding-current"]
        offices = [self.offices[h.office] for h in now]
        bodies = [o.body for o in offices if o.body and noun_of_title(o.title) in _PRESIDING]
        known = (b for b in bodies if drafts[b].type == "actor-intergovernmental" and drafts[b].key)
        return tuple(dict.fromkeys(known))

    def add(
        self, person: str, title: str, body: str | None, status: str, spans: dict[str, tuple[int, int]]
    ) -> None:
        """Registers that a person holds an office; ``spans``: the tokens of ``office`` and ``holding``."""
        own = [self.offices[h.office] for h in self.of(person)]
        office = next(
            (o for o in own if same_title(o.title, title) and (body is None or o.body in {None, body})), None
        )
        if office is None:
            office = self._in_short(own, title, body)
        if office is None and body is not None:
            office = next(
                (o for o in self.offices.values() if same_title(o.title, title) and o.body == body), None
            )
        if office is None:
            office = OfficeDraft(f"o{len(self.offices) + 1}", title, body)
            self.offices[office.id] = office
        office.body = office.body or body
        holding = next((h for h in self.of(person) if h.office == office.id), None)
        if holding is None:
            holding = HoldingDraft(
                f"h{len(self.holdings) + 1}", person, office.id, status, spans["holding"][0]
            )
            self.holdings[holding.id] = holding
            self._held.setdefault(person, []).append(holding)
        elif holding.status == "holding-current":
            holding.status = status
        if shorter_title(title, office.title):
            holding.short = title
        for draft, name in ((office, "office"), (holding, "holding")):
            mention = self._mention(*spans[name])
            draft.mentions.setdefault((mention.start, mention.end), mention)

    def _in_short(self, own: list[OfficeDraft], title: str, body: str | None) -> OfficeDraft | None:
        """The office of a person's own that a title says in short or in full: "Minister" of a foreign one."""
        for office in own:
            if body is not None and office.body not in {None, body}:
                continue
            if shorter_title(title, office.title):
                return office
            alone = sum(h.office == office.id for h in self.holdings.values()) == 1
            if alone and shorter_title(office.title, title):
                next(h for h in self.holdings.values() if h.office == office.id).short = office.title
                office.title = title
                return office
        return None

    def _mention(self, first: int, last: int) -> Mention:
        doc = self.index.doc
        while first < last - 1 and doc[first].pos_ in {"DET", "PUNCT"}:
            first += 1
        return Mention(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]), "asserted", 0.93)
