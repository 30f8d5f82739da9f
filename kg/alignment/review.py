"""What a person should look at: pairs that the machine joined or would not join alone, least certain first.

Each with its reasons and, for either side, the words of an article that speak of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import NamedNode, Store

from kg.alignment.align import Alignment
from kg.alignment.judging import SAME, Judgement
from kg.alignment.reading import is_article_graph
from kg.rdf import terms
from kg.rdf.terms import value_of
from kg.vocab import DIP, PREFIXES, shortened

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Adm|Capt|Sgt|Amb|Sen|Rep|Gov|Sec|Hon|No|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_MOST_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Words:
    """Where an article speaks of a node: its title or address, its day, a sentence or the words quoted."""

    article: str
    title: str
    published: date | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair of nodes for a person to decide; ``joined`` says whether the machine takes them for one."""

    judged: Judgement
    joined: bool
    labels: tuple[str, str]
    words: tuple[Words, Words]

    def rows(self) -> dict[str, object]:
        """The candidate as plain values, for JSON."""
        sides = [
            {
                "node": shortened(node),
                "label": label,
                "article": shortened(words.article),
                "title": words.title,
                "published": words.published.isoformat() if words.published else None,
                "sentence": words.sentence,
            }
            for node, label, words in zip(self.judged.pair, self.labels, self.words, strict=True)
        ]
        reasons = [
            {"criterion": r.criterion, "weight": r.weight, "words": r.words} for r in self.judged.reasons
        ]
        return {"joined": self.joined, "score": self.judged.score, "reasons": reasons, "nodes": sides}


def candidates(alignment: Alignment, store: Store, texts: Mapping[str, str]) -> Iterator[Candidate]:
    """The pairs that nobody decided, least certain first; lazy.

    ``texts`` are those of articles by their IRI, where they are at hand: then whole sentences are shown,
    otherwise the words that the graph quotes.
    """
    joined = {judged.pair for judged in alignment.merged}
    labels = _labels(alignment)
    every = {judged.pair: judged for judged in (*alignment.asked, *alignment.merged)}
    for pair in sorted(every, key=lambda p: (abs(every[p].score - SAME), p)):
        one, other = (words_of(node, store, texts) for node in pair)
        names = labels.get(pair[0], ""), labels.get(pair[1], "")
        yield Candidate(every[pair], pair in joined, names, (one, other))


def _labels(alignment: Alignment) -> dict[str, str]:
    found: dict[str, str] = {}
    for article in alignment.articles:
        for node, label in article.labels():
            found[node] = min(found.get(node, label), label)
    return found


def words_of(node: str, store: Store, texts: Mapping[str, str]) -> Words:
    """The most telling place where an article speaks of a node: the longest words quoted, then the first."""
    places = []
    for quad in store.quads_for_pattern(None, terms.node(DIP.mentionOf), NamedNode(node), None):
        if is_article_graph(quad.graph_name) and isinstance(quad.subject, NamedNode):
            article, quote = (_one(store, quad.subject, p) for p in (DIP.inArticle, DIP.quote))
            begin = int(_one(store, quad.subject, DIP.begin) or 0)
            places.append((-len(quote), article, begin, quote))
    if not places:
        return Words("", "", None, "")
    _, article, begin, quote = min(places)
    text = texts.get(article)
    sentence = sentence_at(text, begin, begin + len(quote)) if text else quote
    me = NamedNode(article)
    titles = (_one(store, me, PREFIXES["schema"] + name) for name in ("headline", "url"))
    title = next(filter(None, titles), shortened(article))
    day = _one(store, me, PREFIXES["schema"] + "datePublished")
    return Words(article, title, date.fromisoformat(day) if day else None, " ".join(sentence.split()))


def _one(store: Store, node: NamedNode, property_: str) -> str:
    values = (value_of(q.object) for q in store.quads_for_pattern(node, NamedNode(property_), None, None))
    return min(values, default="")


def sentence_at(text: str, begin: int, end: int) -> str:
    """The sentence that holds these offsets; a paragraph without an end of sentence is cut to some length.

    "met U.S. Secretary of State" and "said Mr. Holm" go on.
    """
    breaks = [m for m in _SENTENCE_END.finditer(text) if not _goes_on(text, m)]
    starts = [0, *(match.end() for match in breaks)]
    ends = [*(match.start() for match in breaks), len(text)]
    first = max(s for s in starts if s <= begin)
    last = min((e for e in ends if e >= end), default=len(text))
    if last - first > _MOST_CHARACTERS:
        first, last = max(first, begin - _MOST_CHARACTERS // 2), min(last, end + _MOST_CHARACTERS // 2)
    return text[first:last].strip()


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether this dot and blank end an abbreviation within a sentence."""
    return "\n" not in match.group() and bool(_ABBREVIATION.search(text, match.start() - 6, match.start()))


def report(alignment: Alignment) -> Iterator[str]:
    """Lines that say what stands for what and why: one paragraph for each group of nodes."""
    labels = _labels(alignment)
    told: dict[str, set[str]] = {}
    for article in alignment.articles:
        for node, _ in article.labels():
            told.setdefault(node, set()).add(article.article)
    for new, group in alignment.groups().items():
        if new not in labels:
            continue
        yield f"{labels[new]} ({shortened(new)})"
        yield from (
            f"  = {labels.get(n, '')} ({shortened(n)}){_in(told.get(n, ()))}" for n in group if n != new
        )
        yield from (f"    {line}" for line in _reasons(alignment, set(group)))
        yield ""


def _in(articles: Iterable[str]) -> str:
    names = sorted(shortened(a) for a in articles)
    return f" in {', '.join(names[:3])}{' and others' if len(names) > 3 else ''}" if names else ""


def _reasons(alignment: Alignment, group: set[str]) -> Iterator[str]:
    for judged in alignment.merged:
        if judged.one in group and judged.other in group:
            words = "; ".join(f"{r.words} {r.weight:+g}" for r in judged.reasons)
            yield f"{judged.score:g}: {words}"
    for decision in alignment.decided:
        if decision.verdict == "same" and decision.one in group and decision.other in group:
            yield f"decided by {decision.who}, {decision.when}: {decision.why}"
