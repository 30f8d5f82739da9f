"""The day on which a page says that it was published: a table of how pages say it, and of what says nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kg.sources.dates import day_in
from kg.sources.page import page_record

DAY = "2024-01-31"
BODY = (
    "<p>The foreign ministers of Norway and Chile met in Oslo to discuss fishing rights in the high seas.</p>"
    "<p>They agreed to meet again within a year, said a spokesman for the Norwegian foreign ministry.</p>"
    "<p>The last such meeting was on 14 March 2019, and the next one is to be held on 5 May 2025.</p>"
)
URL = "https://news.example.org/talks"


def ld(value: object, script: str = "application/ld+json") -> str:
    return f'<script type="{script}">{value if isinstance(value, str) else json.dumps(value)}</script>'


def page(head: str = "", before: str = "", after: str = "", lang: str = "en", outside: str = "") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Envoys meet</title>{head}</head>'
        f"<body><main><article><h1>Envoys meet</h1>{before}{BODY}{after}</article></main>{outside}</body></html>"
    )


def meta(name: str, content: str, key: str = "name") -> str:
    return page(f'<meta {key}="{name}" content="{content}">')


ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Envoys meet"}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Other",
    "url": "https://news.example.org/x",
    "datePublished": "2023-05-05",
}

STATED = {
    "JSON-LD": page(ld({**ARTICLE, "datePublished": "2024-01-31"})),
    "JSON-LD with time and zone": page(ld({**ARTICLE, "datePublished": "2024-01-31T23:30:00-05:00"})),
    "JSON-LD in UTC": page(ld({**ARTICLE, "datePublished": "2024-01-31T00:10:00Z"})),
    "JSON-LD far east": page(ld({**ARTICLE, "datePublished": "2024-01-31T01:00:00+09:00"})),
    "JSON-LD in a list": page(ld([{"@type": "Organization", "name": "N"}, {**ARTICLE, "datePublished": DAY}])),
    "JSON-LD in a graph": page(ld({"@graph": [{"@type": "WebSite"}, {**ARTICLE, "datePublished": DAY}]})),
    "JSON-LD of several types": page(ld({**ARTICLE, "@type": ["NewsArticle", "Thing"], "datePublished": DAY})),
    "JSON-LD ReportageNewsArticle": page(ld({**ARTICLE, "@type": "ReportageNewsArticle", "datePublished": DAY})),
    "JSON-LD BlogPosting": page(ld({**ARTICLE, "@type": "BlogPosting", "datePublished": DAY})),
    "JSON-LD main entity": page(ld({"@type": "WebPage", "mainEntity": {**ARTICLE, "datePublished": DAY}})),
    "JSON-LD WebPage": page(ld({"@type": "WebPage", "datePublished": "2024-01-31T08:00:00+00:00"})),
    "JSON-LD value object": page(ld({**ARTICLE, "datePublished": {"@type": "Date", "@value": DAY}})),
    "JSON-LD in a comment": page(ld("<!--\n" + json.dumps({**ARTICLE, "datePublished": DAY}) + "\n-->")),
    "JSON-LD in CDATA": page(ld("//<![CDATA[\n" + json.dumps({**ARTICLE, "datePublished": DAY}) + "\n//]]>")),
    "JSON-LD with raw line ends": page(ld('{"@type": "NewsArticle", "description": "a\nb", "datePublished": "2024-01-31"}')),
    "JSON-LD in words": page(ld({**ARTICLE, "datePublished": "January 31, 2024 10:00 AM"})),
    "JSON-LD modified as well": page(ld({**ARTICLE, "dateModified": "2024-02-02", "datePublished": DAY})),
    "JSON-LD created and modified": page(ld({**ARTICLE, "dateCreated": "2024-01-29", "datePublished": DAY, "dateModified": "2024-02-09"})),
    "JSON-LD before a meta of the change": page(ld({**ARTICLE, "datePublished": DAY}) + '<meta property="article:modified_time" content="2024-02-09">'),
    "JSON-LD of the page's own address among others": page(f'<link rel="canonical" href="{URL}">' + ld([OTHER, {**ARTICLE, "url": URL, "datePublished": DAY}])),
    "JSON-LD of the same headline among others": page(ld([OTHER, {**ARTICLE, "datePublished": DAY}])),
    "JSON-LD broken, meta whole": page(ld('{"@type": "NewsArticle", "datePublished": ') + f'<meta name="date" content="{DAY}">'),
    "JSON-LD nonsense, meta whole": page(ld({**ARTICLE, "datePublished": "0001-01-01T00:00:00"}) + f'<meta name="pubdate" content="{DAY}">'),
    "OpenGraph": meta("article:published_time", "2024-01-31T09:00:00+01:00", "property"),
    "OpenGraph by name": meta("article:published_time", "2024-01-31T09:00:00+01:00"),
    "OpenGraph beside the change": page('<meta property="article:modified_time" content="2024-02-09"><meta property="article:published_time" content="2024-01-31">'),
    "OpenGraph in capitals": meta("Article:Published_Time", DAY, "property"),
    "meta date": meta("date", DAY),
    "meta DC.date": meta("DC.date", DAY),
    "meta dc.date.issued": meta("dc.date.issued", "2024-01-31"),
    "meta dcterms.issued": meta("dcterms.issued", "2024/01/31"),
    "meta DCTERMS.date": meta("DCTERMS.date", "2024-01-31"),
    "meta pubdate": meta("pubdate", "20240131"),
    "meta pubdate with time": meta("pubdate", "20240131T101500Z"),
    "meta publish-date": meta("publish-date", "Wed, 31 Jan 2024 10:15:00 GMT"),
    "meta publication_date": meta("publication_date", "31 January 2024"),
    "meta parsely-pub-date": meta("parsely-pub-date", "2024-01-31T10:15:00Z"),
    "meta parsely-page": page("<meta name='parsely-page' content='{\"title\": \"t\", \"pub_date\": \"2024-01-31T10:15:00Z\"}'>"),
    "meta sailthru.date": meta("sailthru.date", "2024-01-31 10:15:00"),
    "meta cXense": meta("cXenseParse:recs:publishtime", "2024-01-31T10:15:00Z"),
    "meta citation": meta("citation_publication_date", "2024/01/31"),
    "meta itemprop": page(f'<meta itemprop="datePublished" content="{DAY}">'),
    "itemprop with content": page(before='<span itemprop="datePublished" content="2024-01-31">yesterday</span>'),
    "itemprop on time": page(before='<time itemprop="datePublished" datetime="2024-01-31T10:00">Jan 31</time>'),
    "itemprop in words": page(before='<p><span itemprop="datePublished">31 January 2024</span></p>'),
    "itemprop beside the change": page(before='<time itemprop="dateModified" datetime="2024-02-09">9 Feb</time><time itemprop="datePublished" datetime="2024-01-31">31 Jan</time>'),
    "time": page(before='<time datetime="2024-01-31T10:15:00+05:30">31 Jan</time>'),
    "time with pubdate": page(before='<time datetime="2024-01-31" pubdate>Wednesday</time>', after='<time datetime="2024-02-05">5 Feb</time>'),
    "time in words": page(before="<time>Jan. 31, 2024, 10:15 a.m. ET</time>"),
    "time published and updated": page(before='<time class="entry-date published" datetime="2024-01-31">31 Jan</time><time class="updated" datetime="2024-02-09">9 Feb</time>'),
    "time beside those of related articles": page(before='<header><time datetime="2024-01-31">31 Jan</time></header>', outside='<div><div><time datetime="2023-12-01">1 Dec</time></div></div>'),
    "time, another in a sentence": page(before='<time datetime="2024-01-31">31 Jan</time>', after='<p>The two will meet again in the capital of Chile on <time datetime="2024-05-05">5 May</time> for a further round of talks on the matter.</p>'),
    "class date, day first": page(before='<p class="date">31 January 2024</p>'),
    "class date, month first": page(before='<div class="article-meta__publish-date">January 31, 2024</div>'),
    "class date with dots": page(before='<span class="post-date">31.01.2024</span>'),
    "class date with slashes, day over 12": page(before='<span class="post-date">31/01/2024</span>'),
    "class date with slashes, month first": page(before='<span class="post-date">01/31/2024</span>'),
    "byline with the change": page(before='<div class="byline">By Jane Roe | Published 31 January 2024 | Updated 2 February 2024</div>'),
    "line Published on": page(before="<p>Published on Wednesday, 31st of January 2024 at 10:15</p>"),
    "line Posted": page(before="<div>Posted: Jan 31, 2024</div>"),
    "address with folders": page('<link rel="canonical" href="https://news.example.org/2024/01/31/talks.html">'),
    "address with hyphens": page('<link rel="canonical" href="https://news.example.org/world/2024-01-31-talks">'),
    "address with a month's name": page('<meta property="og:url" content="https://news.example.org/world/2024/jan/31/talks">'),
    "stated date before the address": page(f'<link rel="canonical" href="https://news.example.org/2024/02/01/talks"><meta property="article:published_time" content="{DAY}">'),
}  # fmt: skip

#: Read day first or month first by what English the page says it is in.
SLASHES = {
    "British": (page(before='<span class="date">01/02/2024</span>', lang="en-GB"), "2024-02-01"),
    "American": (page(before='<span class="date">01/02/2024</span>', lang="en-US"), "2024-01-02"),
    "American, day over 12": (
        page(before='<span class="date">13/02/2024</span>', lang="en-US"),
        "2024-02-13",
    ),
    "unknown": (page(before='<span class="date">01/02/2024</span>'), None),
    "unknown, both the same": (page(before='<span class="date">02/02/2024</span>'), "2024-02-02"),
}

SILENT = {
    "nothing": page(),
    "copyright": page(outside="<footer>Copyright 2023 Example News. © 31 January 2023</footer>"),
    "copyright of a class": page(outside='<div class="copyright date">© 31 January 2023</div>'),
    "year only": meta("date", "2024"),
    "month only": meta("article:published_time", "2024-01", "property"),
    "month in words": page(before='<p class="date">January 2024</p>'),
    "changed only": page('<meta property="article:modified_time" content="2024-01-31"><meta property="og:updated_time" content="2024-01-31">'),
    "JSON-LD changed only": page(ld({**ARTICLE, "dateModified": DAY})),
    "JSON-LD created only": page(ld({**ARTICLE, "dateCreated": DAY})),
    "JSON-LD of other articles": page(ld({"@type": "ItemList", "itemListElement": [OTHER]})),
    "JSON-LD of several, none this": page(ld([OTHER, {**OTHER, "headline": "Third", "datePublished": "2023-06-06"}])),
    "JSON-LD event": page(ld({"@type": "Event", "startDate": DAY, "datePublished": DAY})),
    "JSON-LD no day": page(ld({**ARTICLE, "datePublished": "2024-02-31"})),
    "JSON-LD number": page(ld({**ARTICLE, "datePublished": 1706659200})),
    "JSON-LD null": page(ld({**ARTICLE, "datePublished": None})),
    "epoch": meta("article:published_time", "1970-01-01T00:00:00+00:00", "property"),
    "nought": meta("date", "0000-00-00 00:00:00"),
    "thirteenth month": meta("date", "2024-13-01"),
    "far future": meta("date", "9999-12-31"),
    "template": meta("date", "{{ page.date }}"),
    "relative": page(before='<time>2 hours ago</time><p class="date">yesterday</p>'),
    "updated": page(before='<p class="date">Updated: 31 January 2024</p>'),
    "updated time": page(before='<time class="updated" datetime="2024-01-31">31 Jan</time>'),
    "event": page(before='<div class="event-date">31 January 2024</div>'),
    "range": page(before='<p class="date">29 January - 31 January 2024</p>'),
    "dates in the text only": page(after="<p>The paper was published on Monday, 31 January 2022, by the ministry.</p>"),
    "sidebar": page(outside='<aside><time datetime="2024-01-31">31 Jan</time></aside>'),
    "comments": page(outside='<section class="comments"><time datetime="2024-01-31">31 Jan</time></section>'),
    "related": page(outside='<div class="related-list"><p class="date">31 January 2024</p></div>'),
    "two days that nothing tells apart": page(before='<div><time datetime="2024-01-30">30</time><time datetime="2024-01-31">31</time></div>'),
    "today's clock": page(before='<div id="clock">Wednesday, 31 January 2024</div>'),
    "number in the address": page('<link rel="canonical" href="https://news.example.org/id-20240131">'),
    "month in the address": page('<link rel="canonical" href="https://news.example.org/2024/01/talks">'),
    "date in the query": page('<link rel="canonical" href="https://news.example.org/a?d=/2024/01/31/">'),
    "http-equiv": page('<meta http-equiv="last-modified" content="Wed, 31 Jan 2024 10:15:00 GMT">'),
    "expires": meta("expires", DAY),
}  # fmt: skip


def published(html: str) -> str | None:
    return page_record(html.encode(), "a.html").fields.get("published")


@pytest.mark.parametrize("case", STATED)
def test_the_day_that_a_page_states(case: str) -> None:
    assert published(STATED[case]) == DAY


@pytest.mark.parametrize("case", SLASHES)
def test_slashes_are_read_as_the_page_would(case: str) -> None:
    html, day = SLASHES[case]
    assert published(html) == day


@pytest.mark.parametrize("case", SILENT)
def test_no_day_is_made_up(case: str) -> None:
    assert published(SILENT[case]) is None


def test_the_table_is_whole() -> None:
    assert (len(STATED), len(SLASHES), len(SILENT)) == (64, 5, 36)


@pytest.mark.parametrize("case", [*STATED, *SILENT])
def test_dates_beside_the_headline_do_not_become_words_of_the_article(case: str) -> None:
    text = page_record({**STATED, **SILENT}[case].encode(), "a.html").text
    assert text.startswith("Envoys meet\n\n")
    assert "The last such meeting was on 14 March 2019" in text


DAYS = [
    ("2024-01-31", "2024-01-31"),
    ("2024-01-31T23:59:59.999-11:00", "2024-01-31"),
    ("2024.01.31", "2024-01-31"),
    ("31-Jan-2024", "2024-01-31"),
    ("Sept. 5, 2023", "2023-09-05"),
    ("May 5, 2023", "2023-05-05"),
    ("Tue Jan 30 2024 10:00:00 GMT+0000", "2024-01-30"),
    ("1 June 1899", "1899-06-01"),
    ("1-2 February 2024", None),
    ("2 and 3 February 2024 and 4 March 2024", None),
    ("Mayor 5, 2023", None),
    ("12345-01-31", None),
    ("2024-01-311", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_day_in(text: str, day: str | None) -> None:
    assert day_in(text) == (date.fromisoformat(day) if day else None)
