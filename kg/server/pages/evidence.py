"""Statements as sentences, and the words of articles that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.server.pages.frame import link, path_of, plural, with_glyph
from kg.server.pages.markup import Safe, bdi, tag
from kg.views.contents import RELATIONS, TIES, Contents, Evidence, Node, Source, Statement
from kg.views.quotes import Quoted, Quotes, sureness, tags

#: Passages of one event or statement that are shown; further ones are counted.
PASSAGES = 12
_CHIPS = 8


def sentence(it: Statement, nodes: Mapping[str, Node], most: int = 160) -> Safe:
    """Who did what, with links."""
    extra = [it.detail, f"for {', '.join(it.behalf)}" if it.behalf else ""]
    told = "; ".join(filter(None, extra))
    return tag(
        "span",
        link(nodes[it.subject], most),
        f" {RELATIONS[it.relation][0]} ",
        link(nodes[it.object], most),
        (" (", bdi(told, 200), ")") if told else None,
        class_="sentence",
    )


def when_line(event: Node) -> Safe:
    """When, whether that is inferred, and the status unless held."""
    inferred = tag("span", "inferred", class_="tag inferred", title=_why(event)) if event.inferred else None
    status = tag("span", event.status, class_="tag") if event.status not in ("", "held") else None
    return tag(
        "span", tag("span", bdi(event.when or "undated", 80), class_="when"), inferred, status, class_="times"
    )


def _why(event: Node) -> str:
    if event.inferred == "from the order of events":
        return "No words give a date; it follows from the order of events."
    return f"{event.inferred[:1].upper()}{event.inferred[1:]}; the year is not among them."


def source_line(source: Source, *, titled: bool = True) -> Safe:
    """Title, publisher and day of an article, its page here and its address outside."""
    about = ", ".join(filter(None, (source.publisher, source.published))) or "no date of publication given"
    here = path_of(source.iri)
    name = bdi(source.title or source.id or "Untitled article", 200)
    outside = None
    if source.url.startswith(("http://", "https://")):
        outside = tag("a", bdi(source.url, 90), href=source.url, rel="noopener noreferrer", class_="url")
    title = None if not titled else tag("a", name, href=here) if here else name
    return tag("p", title, " ", tag("small", bdi(about)), outside, class_="source")


def passages(
    quoted: Sequence[Quoted], nodes: Mapping[str, Node], *, chips: bool = True, most: int = PASSAGES
) -> Safe:
    """The quotes by source, each with what it says, who says so and how sure it is."""
    found: list[object] = []
    before: Source | None = None
    for it in quoted[:most]:
        if it.source is not before:
            found.append(source_line(it.source))
            before = it.source
        found.append(_passage(it, nodes, chips))
    if len(quoted) > most:
        found.append(tag("p", f"{len(quoted) - most:,} more passages.", class_="note"))
    return Safe("".join(map(str, found)))


def _passage(it: Quoted, nodes: Mapping[str, Node], chips: bool) -> Safe:
    words = [tag("mark", piece) if marked else piece for piece, marked in it.pieces()]
    told = [tag("li", sentence(s, nodes, 90)) for s in list(it.statements)[:_CHIPS]] if chips else []
    more = len(it.statements) - _CHIPS
    if chips and more > 0:
        told.append(tag("li", f"and {plural(more, 'statement')} more"))
    begin, end = min(e.begin for e in it.evidence), max(e.end for e in it.evidence)
    return tag(
        "div",
        tag("ul", told, class_="says") if told else None,
        tag("blockquote", tag("bdi", "“", words, "”")),
        tag(
            "p",
            _tags(it.evidence),
            tag("span", sureness(it.evidence), class_="sure"),
            tag(
                "span",
                f"characters {begin}–{end}",
                class_="place",
                title="Offsets in the article, in Unicode code points",
            ),
            class_="tags",
        ),
        class_="passage",
    )


def _tags(evidence: Iterable[Evidence]) -> list[Safe]:
    return [tag("span", bdi(words, 90), class_=f"tag {manner}") for manner, words in tags(evidence)]


def agreement(event: Node, contents: Contents) -> Safe | None:
    """How many articles say so or deny it, and on what they differ."""
    told = {it.source for it in event.evidence}
    denying = {it.source for it in event.evidence if it.factuality == "negated"}
    lines: list[object] = []
    if len(told) > 1:
        agree = len(told) - len(denying)
        words = f"{plural(agree, 'article')} {'says' if agree == 1 else 'say'} so"
        lines.append(
            tag(
                "p",
                f"{words}, {len(denying)} {'denies' if len(denying) == 1 else 'deny'} it."
                if denying
                else f"{words}.",
            )
        )
    if event.readings:
        rows = []
        for reading in event.readings[:12]:
            names = "; ".join(contents.sources[it].title or contents.sources[it].id for it in reading.sources)
            rows.append(
                tag(
                    "li",
                    tag("b", f"{reading.property}: "),
                    bdi(reading.value, 120),
                    (" (", bdi(names, 160), ")") if names else None,
                )
            )
        lines.append(tag("div", "Sources differ on:", tag("ul", rows)))
    return tag("div", *lines, class_="agree") if lines else None


def of_event(event: Node, contents: Contents) -> list[Statement]:
    """The statements of an event, who took part first."""
    order = {relation: place for place, relation in enumerate((*TIES, "about", "place"))}
    found = [it for it in contents.statements if event.iri in (it.subject, it.object)]
    return sorted(found, key=lambda it: order.get(it.tie, 99))


def event_item(
    event: Node, contents: Contents, nodes: Mapping[str, Node], quotes: Quotes, seen: str = ""
) -> Safe:
    """An event in a list: when, what, who, about what; evidence that opens. ``seen``: whose page it is."""
    statements = of_event(event, contents)
    who = dict.fromkeys(it.subject for it in statements if it.tie in TIES and it.subject != seen)
    about = dict.fromkeys(it.object for it in statements if it.tie == "about" and it.object != seen)
    actors = [with_glyph(nodes[it], 70) for it in list(who)[:_CHIPS]]
    if len(who) > _CHIPS:
        actors.append(tag("span", f"and {len(who) - _CHIPS} more"))
    own = [it for it in statements if seen in (it.subject, it.object)] if seen else []
    told = quotes.of(statements, event.evidence)
    roles = "; ".join(dict.fromkeys(filter(None, (it.detail for it in own))))
    return tag(
        "li",
        tag("div", when_line(event), class_="date"),
        tag(
            "div",
            tag("p", with_glyph(event, 240), class_="title"),
            tag("p", "As ", bdi(roles, 160), class_="note") if roles else None,
            tag("p", actors, class_="who") if actors else None,
            tag("p", [with_glyph(nodes[it], 70) for it in about], class_="who") if about else None,
            tag(
                "details",
                tag(
                    "summary",
                    plural(len(told), "passage"),
                    tag("span", f" of evidence: {event.label}", class_="sr"),
                ),
                agreement(event, contents),
                passages(told, nodes),
            )
            if told
            else None,
            class_="told",
        ),
        class_="event",
    )
