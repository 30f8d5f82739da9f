"""Graphs made by hand for the views: hostile words, no dates, many sides, many nodes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.views.contents import Source

BASE = "https://w3id.org/diplokg/"
DIP = BASE + "ns#"
CODE = BASE + "code/"
SCHEMA = "https://schema.org/"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD = "http://www.w3.org/2001/XMLSchema#"
HOSTILE = (
    "</script><img src=x onerror=window.PWN=1><script>window.PWN=2</script><!--<script>",
    'javascript:alert(1)"><svg onload=window.PWN=3>',
    "\u202etxet desrever\u202c \u2066isolated\u2069 \u2028 \u2029 line",
    '=HYPERLINK("http://example.org")&amp;\'"`${window.PWN=4}{{7*7}}',
    "]]></style><style>*{display:none}</style>",
)
LONG = "Extraordinarily" * 700


class Graph:
    """A store under construction, with one article whose text grows by what is mentioned."""

    def __init__(self, title: str = "Talks", url: str = "", article: str = "one") -> None:
        self.store = Store()
        self.text = ""
        self.title, self.url, self.name = title, url, article
        self.pending: list[tuple[str, str, str, float]] = []

    def add(self, subject: str, predicate: str, value: str | Literal) -> None:
        node = value if isinstance(value, Literal) else NamedNode(value)
        self.store.add(Quad(NamedNode(subject), NamedNode(predicate), node, DefaultGraph()))

    def thing(self, name: str, kind: str, label: str, side: str = "") -> str:
        iri = f"{BASE}id/{name}"
        self.add(iri, TYPE, DIP + kind)
        self.add(iri, LABEL, Literal(label))
        if side:
            self.add(iri, DIP + "country", f"{BASE}id/{side}")
        return iri

    def issue(self, name: str, label: str) -> str:
        iri = f"{BASE}issue/found/{name}"
        self.add(iri, "http://www.w3.org/2004/02/skos/core#prefLabel", Literal(label))
        return iri

    def meeting(
        self,
        name: str,
        label: str,
        actors: Sequence[str] = (),
        *,
        parties: Sequence[str] = (),
        issues: Sequence[str] = (),
        days: tuple[str, str] = ("", ""),
        words: str = "",
        status: str = "held",
        factuality: str = "asserted",
    ) -> str:
        iri = f"{BASE}event/{name}"
        self.add(iri, TYPE, DIP + "Meeting")
        self.add(iri, LABEL, Literal(label))
        self.add(iri, DIP + "meetingFormat", CODE + "format-talks")
        self.add(iri, DIP + "status", CODE + f"status-{status}")
        for key, day in zip(("earliest", "latest"), days, strict=True):
            if day:
                self.add(iri, DIP + key, Literal(day, datatype=NamedNode(XSD + "date")))
        if words:
            self.add(iri, DIP + "timeExpression", Literal(words, language="en"))
        for actor in actors:
            self.add(iri, DIP + "hasParticipant", actor)
        for party in parties:
            self.add(iri, DIP + "hasParty", party)
        for issue in issues:
            self.add(iri, DIP + "about", issue)
            self.mention(issue, "On an issue. ")
        self.mention(iri, f"They met, {label[:60]}. ", factuality)
        return iri

    def mention(self, of: str, words: str, factuality: str = "asserted", confidence: float = 0.9) -> None:
        self.pending.append((of, words, factuality, confidence))

    def done(self) -> Store:
        """The store with its article and mentions; ``source`` has the text."""
        for of, words, factuality, confidence in self.pending:
            begin = len(self.text)
            self.text += words
            quote = words.strip()
            iri = f"{BASE}mention/{self.name}-{begin}"
            self.add(iri, TYPE, DIP + "Mention")
            self.add(iri, DIP + "mentionOf", of)
            self.add(iri, DIP + "inArticle", self.article)
            for key, number in (("begin", begin), ("end", begin + len(quote))):
                self.add(iri, DIP + key, Literal(str(number), datatype=NamedNode(XSD + "integer")))
            self.add(iri, DIP + "quote", Literal(quote))
            self.add(iri, DIP + "confidence", Literal(str(confidence), datatype=NamedNode(XSD + "decimal")))
            self.add(iri, DIP + "factuality", CODE + f"fact-{factuality}")
        self.pending.clear()
        self.add(self.article, TYPE, SCHEMA + "NewsArticle")
        self.add(self.article, SCHEMA + "headline", Literal(self.title))
        self.add(self.article, "http://purl.org/dc/terms/identifier", Literal(f"sha256:{self.digest}"))
        if self.url:
            self.add(self.article, SCHEMA + "url", Literal(self.url))
        return self.store

    @property
    def article(self) -> str:
        return f"{BASE}article/{self.name}"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def text_of(self, source: Source) -> str | None:
        return self.text if source.digest == self.digest else None


def hostile() -> Graph:
    """Every field that a view shows holds words that would act, turn or burst it."""
    graph = Graph(title=HOSTILE[0], url="javascript:window.PWN=5")
    states = [graph.thing(f"s{n}", "Country", words) for n, words in enumerate(HOSTILE)]
    people = [graph.thing(f"p{n}", "Person", words, side=f"s{n}") for n, words in enumerate(HOSTILE)]
    giant = graph.thing("giant", "Organization", LONG, side="s0")
    graph.add(giant, "http://www.w3.org/2004/02/skos/core#altLabel", Literal(HOSTILE[1]))
    issues = [graph.issue(f"i{n}", words) for n, words in enumerate((*HOSTILE, LONG))]
    for n, words in enumerate((*HOSTILE, LONG)):
        actors = [people[n % 5], people[(n + 1) % 5], giant]
        day = f"2024-0{n + 1}-01"
        graph.meeting(
            f"m{n}", words, actors, parties=states[:2], issues=[issues[n]], days=(day, day), words=words[:80]
        )
    for of, words in zip(people, HOSTILE, strict=True):
        graph.mention(of, f"{words}. ")
    graph.done()
    return graph


def astral() -> Graph:
    """Characters beyond the first plane before, in and after every quote."""
    graph = Graph(title="🕊️ Talks 𝔘𝔫")
    graph.text = "𝔄𝔅ℭ 😀😀 came first. "
    one, two = graph.thing("a", "Person", "Ana 𝔄"), graph.thing("b", "Person", "Bo 😀")
    meeting = graph.meeting("m", "Ana 𝔄 and Bo 😀 meet", [one, two], days=("2024-05-01", "2024-05-01"))
    graph.mention(one, "😀 Ana 𝔄 said 𝔵 so. ")
    graph.mention(meeting, "Later 🕊️🕊️ they met 𝔞gain 😀. ", "negated", 0.5)
    graph.done()
    return graph


def sides(count: int, *, dated: bool = True) -> Graph:
    """So many states, two persons of each, and a meeting between each and the next."""
    graph = Graph(title=f"{count} sides")
    names = ["Norland", "Sudland", "Estland Major", "Westmark", "Midtal", "Hochfeld"]
    states = [graph.thing(f"s{n}", "Country", names[n]) for n in range(count)]
    people = [graph.thing(f"p{n}", "Person", f"Delegate {n}", side=f"s{n // 2}") for n in range(2 * count)]
    issues = [graph.issue(f"i{n}", f"issue {n}") for n in range(3)]
    for n in range(count):
        day = f"20{18 + n:02}-03-01" if dated else ""
        other = (n + 1) % count
        graph.meeting(
            f"m{n}",
            f"Talks of {names[n]} and {names[other]}",
            [people[2 * n], people[2 * other + 1]],
            parties=sorted({states[n], states[other]}),
            issues=[issues[n % 3]],
            days=(day, day),
            words="" if dated else "the other day",
            status="planned" if n % 4 == 3 else "held",
        )
    graph.done()
    return graph


def many(nodes: int) -> Graph:
    """About so many nodes: three of four persons, a meeting for each pair of neighbours, some issues."""
    graph = Graph(title=f"{nodes} nodes")
    count = max(1, nodes // 2 - 10)
    states = [graph.thing(f"s{n}", "Country", f"State {n}") for n in range(10)]
    issues = [graph.issue(f"i{n}", f"Matter of number {n}") for n in range(8)]
    people = [graph.thing(f"p{n}", "Person", f"Minister {n}", side=f"s{n % 10}") for n in range(count)]
    for n in range(count):
        year, month = 1990 + n % 35, 1 + n % 12
        day = f"{year}-{month:02}-15"
        others = [people[n], people[(n * 7 + 3) % count]]
        graph.meeting(
            f"m{n}",
            f"Meeting {n} of Minister {n} and others in a hall",
            others,
            parties=[states[n % 10], states[(n * 7 + 3) % count % 10]],
            issues=[issues[n % 8]],
            days=(day, day) if n % 9 else ("", ""),
        )
    graph.done()
    return graph


def empty() -> Graph:
    """An article in which nothing was found."""
    graph = Graph(title="A recipe for bread")
    graph.done()
    return graph


def single() -> Graph:
    """One meeting and nothing else."""
    graph = Graph(title="One node")
    graph.meeting("m", "A meeting of nobody known")
    graph.done()
    return graph


#: Graphs by the name of what is odd about them.
CASES: dict[str, Callable[[], Graph]] = {
    "hostile": hostile,
    "astral": astral,
    "one-side": lambda: sides(1),
    "five": lambda: sides(5),
    "undated": lambda: sides(3, dated=False),
    "empty": empty,
    "single": single,
    "many": lambda: many(300),
    "crowd": lambda: many(2000),
    "thousands": lambda: many(20_000),
}
