"""The pages of the explorer as a client without scripts gets them, and the index behind them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html
from pyoxigraph import Literal, NamedNode

from kg.rdf.query import questions
from kg.server.pages.queries import QUERIES, bound, example
from kg.stores.alignment import alignment_of
from kg.stores.merged import merged_view
from kg.stores.workspace import open_workspace
from kg.views import neighbours
from kg.views.asked import asked
from kg.views.dyads import dyads
from kg.views.gather import gather
from kg.views.index import build
from kg.views.index_rows import NUMBERED, TABLES, Drawn, streamed
from kg.views.indexed import Index
from kg.views.lookup import best, search
from kg.views.offices import tenures
from kg.vocab import PREFIXES
from tests.server.conftest import Served, serving
from tests.server.explored import CASES, workspace
from tests.views import graphs
from tests.views.graphs import BASE, HOSTILE

HTML = {"Accept": "text/html"}
ID = BASE + "id/"


@pytest.fixture(scope="module")
def indexes(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Index]]:
    home = tmp_path_factory.mktemp("indexes")
    found = {}
    for name, folder in folders.items():
        with open_workspace(folder) as opened, merged_view(opened) as view:
            texts = ((PREFIXES["art"] + it.digest[:16], it.text) for it in opened.articles())
            drawn = Drawn(list(opened.texts()), alignment_of(opened))
            build(view, texts, home / f"{name}.sqlite", drawn)
        found[name] = Index(home / f"{name}.sqlite")
    yield found
    for index in found.values():
        index.close()


def number(index: Index, iri: str) -> int:
    entry = index.entry(iri)
    assert entry is not None
    return entry.number


def named(index: Index, name: str) -> str:
    return best(index, name)[0].iri


def get(server: Served, path: str, status: int = 200) -> html.HtmlElement:
    answer = server.get(path, headers=HTML)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"].startswith("text/html")
    return html.document_fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# The index keeps what the graph says.


@pytest.mark.parametrize("case", ["seed", "hostile", "astral"])
def test_index_has_the_rows_of_the_queries(
    case: str, indexes: dict[str, Index], folders: dict[str, Path]
) -> None:
    index = indexes[case]
    iris: dict[object, object] = {0: "", **dict(index.ask("SELECT number, iri FROM terms"))}  # type: ignore[arg-type]
    with open_workspace(folders[case]) as opened, merged_view(opened) as view:
        for name, columns in TABLES.items():
            chosen = ", ".join(f'"{it}"' for it in columns)
            found = index.ask(f"SELECT DISTINCT {chosen} FROM {name}")  # noqa: S608 - names of the package
            rows = {
                tuple(iris[v] if it in NUMBERED else v or "" for it, v in zip(columns, row, strict=True))
                for row in found
            }
            assert len(found) == len(rows), name
            wanted = set(asked(view, name))
            if name == "links":  # the index has a row for the merged graph, too
                wanted |= {(*row[:-1], "") for row in wanted}
            assert rows == wanted, name
            again = streamed(view, name)  # as it is where the articles are not at hand
            assert wanted == {*again, *(wanted if name == "links" else ())}, name
    assert index.count("SELECT COUNT(*) FROM mentions") > 0


@pytest.mark.parametrize("case", ["seed", "hostile", "astral"])
def test_contents_of_all_nodes_are_those_of_the_graph(
    case: str, indexes: dict[str, Index], folders: dict[str, Path]
) -> None:
    index = indexes[case]
    with open_workspace(folders[case]) as opened, merged_view(opened) as view:
        whole = gather(view)
    numbers = [number(index, node.iri) for node in whole.nodes]
    part = index.contents(numbers, quotes=False)
    assert {it.iri: it for it in part.nodes} == {it.iri: it for it in whole.nodes}
    assert set(part.statements) == set(whole.statements)
    assert part.sources == whole.sources


def test_meetings_are_counted(indexes: dict[str, Index]) -> None:
    index = indexes["many"]
    norland, sudland, far = (number(index, ID + it) for it in ("norland", "sudland", "farland"))
    assert [(it.label, many_) for it, many_ in neighbours.met(index, sudland, 5)[0]] == [
        ("Norland", 50),
        ("Farland", 1),
    ]
    assert neighbours.together(index, norland, sudland, 20).of == 50
    assert len(neighbours.together(index, norland, sudland, 20, 40).entries) == 10
    assert neighbours.together(index, norland, far, 20).of == 0
    years = neighbours.years(index, norland, sudland)
    assert years == [("2000", 12), ("2001", 12), ("2002", 12), ("2003", 12), ("2004", 2)]
    only = neighbours.Filter(since="2001", until="2002")
    assert neighbours.events(index, norland, only, 5).of == 24


def test_way_leads_over_whom_both_met(indexes: dict[str, Index]) -> None:
    index = indexes["many"]
    (way,) = neighbours.ways(index, number(index, ID + "norland"), number(index, ID + "farland"))
    entries = index.numbered(way)
    assert [entries[it].label for it in way] == [
        "Norland",
        "Round 49 of talks",
        "Sudland",
        "A visit to Farland",
        "Farland",
    ]


# Searching.


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("China", "China"), ("chi", "China"), ("XI JINPING", "Xi Jinping"), ("jinping x", "Xi Jinping"),
        ("Aliev", "Ilham Aliyev"), ("pashinian", "Nikol Pashinyan"), ("fentanyl", "fentanyl"), ("tokio", "Tokyo"),
    ],
)  # fmt: skip
def test_search_finds_names_in_other_spellings(indexes: dict[str, Index], typed: str, label: str) -> None:
    if typed == "tokio":
        pytest.xfail("y and io are not folded into one in words of five letters")
    assert label in [it.label for it in best(indexes["seed"], typed)][:4]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        '"',
        "'; DROP TABLE entries; --",
        "a* OR b",
        "NEAR(",
        "\x00",
        "(",
        "{name} :",
        "\u202e",
        "😀",
        "x" * 5000,
        "AND OR NOT",
    ],
)
def test_search_takes_anything(indexes: dict[str, Index], typed: str) -> None:
    for case in ("seed", "hostile", "empty"):
        assert isinstance(search(indexes[case], typed), list)
    assert indexes["seed"].count("SELECT COUNT(*) FROM entries") > 50


def test_exact_name_comes_first(indexes: dict[str, Index]) -> None:
    assert best(indexes["many"], "norland")[0].iri == ID + "norland"


# The pages.


def test_front_page_counts_and_leads_on(seed: Served) -> None:
    page = get(seed, "/")
    text = words(page)
    assert "3 articles" in text
    for target in page.xpath("//main//a/@href")[:40]:
        get(seed, target)
    assert page.xpath("//form[@action='/search']//input[@name='q']")


def test_every_link_of_every_page_leads_somewhere(seed: Served) -> None:
    waiting, seen, kinds = ["/"], {"/"}, set()
    while waiting and len(seen) < 90:
        page = get(seed, waiting.pop(0))
        for target in page.xpath("//a/@href"):
            path = target.partition("#")[0]
            if (
                path.startswith("/")
                and path not in seen
                and not path.startswith(("/view", "/ask?"))
                and "start=" not in path
            ):
                seen.add(path)
                waiting.append(path)
                kinds.add(path.split("/")[1].partition("?")[0])
    assert {"id", "event", "article", "issue", "between", "search", "ask"} >= kinds - {
        "",
        ".well-known",
        "sparql",
    }
    assert {"id", "event", "article", "between"} <= kinds
    assert len(seen) > 60


def test_meeting_page_tells_who_when_why_with_words(seed: Served, indexes: dict[str, Index]) -> None:
    index = indexes["seed"]
    iri = index.ranked("kind = 'meeting' AND label LIKE '%Yang%Tokyo%' AND day <> '' ORDER BY number")[0].iri
    page = get(seed, iri.removeprefix(BASE.rstrip("/")))
    text = words(page)
    assert "Yang Jiechi" in text
    assert "inferred" in text
    assert page.xpath("//blockquote//mark")
    assert re.search(r"(high|fair|low) (to \w+ )?confidence, \d+", text)
    assert "characters " in text


def test_every_quote_marks_the_very_words(seed: Served, indexes: dict[str, Index]) -> None:
    index = indexes["seed"]
    texts = {
        str(iri): str(text)
        for iri, text in index.ask("SELECT iri, words FROM texts JOIN terms ON number = article")
    }
    checked = 0
    for entry in index.ranked("kind IN ('meeting', 'act')"):
        page = get(seed, entry.iri.removeprefix(BASE.rstrip("/")))
        for passage in page.xpath("//section[@id='evidence']//div[@class='passage']"):
            begin, end = map(int, re.findall(r"characters (\d+)–(\d+)", words(passage))[0])
            marked = passage.xpath(".//mark")
            assert marked
            assert any(
                marked[0].text_content() == text[begin : begin + len(marked[0].text_content())]
                for text in texts.values()
            )
            assert any(
                marked[-1].text_content() == text[end - len(marked[-1].text_content()) : end]
                for text in texts.values()
            )
            checked += 1
    assert checked > 60


def test_attribution_and_hedges_are_told(seed: Served, indexes: dict[str, Index]) -> None:
    told = "".join(
        words(get(seed, it.iri.removeprefix(BASE.rstrip("/"))))
        for it in indexes["seed"].ranked("kind IN ('act', 'meeting')")
    )
    assert "according to" in told
    assert "expected, not yet held" in told


@pytest.mark.parametrize("case", ["seed", "astral", "hostile"])
def test_article_page_has_the_text_whole_and_every_span(case: str, indexes: dict[str, Index]) -> None:
    from kg.server.pages.article import article_page
    from kg.server.pages.frame import Site
    from kg.server.pages.markup import plain

    index = indexes[case]
    for entry in index.ranked("kind = 'article'"):
        page = html.document_fromstring(article_page(Site("w", 1, "t", "", ""), index, entry))
        (box,) = page.xpath("//div[@class='text']")
        text = index.text(entry.iri)
        assert text is not None
        assert box.text_content() == plain(text)
        spans = index.count(
            "SELECT COUNT(*) FROM (SELECT DISTINCT begin, end FROM mentions WHERE article = ? AND node IN (SELECT number FROM entries))",
            entry.number,
        )
        assert spans > 0
        assert len(box.xpath(".//*[contains(@class, 'span')]")) >= min(spans, 3)
        marked = "".join(it.text_content() for it in box.xpath(".//*[contains(@class, 'span')]"))
        cover = [False] * len(text)
        for begin, end in index.ask(
            "SELECT begin, end FROM mentions WHERE article = ? AND node IN (SELECT number FROM entries)",
            entry.number,
        ):
            cover[int(str(begin)) : int(str(end))] = [True] * (int(str(end)) - int(str(begin)))
        assert marked == plain("".join(char for char, on in zip(text, cover, strict=True) if on))
        led = page.xpath("//aside//a[@class='count']/@href")
        assert led
        assert {it.removeprefix("#") for it in led} <= set(page.xpath("//@id")), "two may begin at one place"


def test_budget_is_told_and_pages_follow(many: Served) -> None:
    page = get(many, "/id/norland")
    assert "showing 20 of 50" in words(page)
    assert len(page.xpath("//li[@class='event']")) == 20
    (after,) = page.xpath("//nav[@class='paging']/a[contains(., 'After')]/@href")
    assert len(get(many, after).xpath("//li[@class='event']")) == 20
    last = get(many, "/id/norland?start=40")
    assert "41–50 of 50" in words(last)
    assert "24" in words(get(many, "/id/norland?since=2001&until=2002"))


def test_drawing_keeps_to_its_budget(many: Served) -> None:
    page = many.get("/view?focus=" + ID + "norland&limit=20", headers=HTML)
    assert '"kept":20,"of":52' in page.text
    assert '"home":"/"' in page.text
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert '"kept":54,"of":54' in many.get("/view?limit=99999", headers=HTML).text


def test_offices_stand_in_time(seed: Served, indexes: dict[str, Index]) -> None:
    index = indexes["seed"]
    yang = named(index, "Yang Jiechi")
    (held,) = tenures(index, number(index, yang))
    assert held.office == "Communist Party of China member politburo"
    days = index.ask(
        "SELECT DISTINCT event, day FROM participations JOIN entries ON number = event"
        " WHERE actor = ? AND office = ?",
        number(index, yang),
        held.office,
    )
    dated = sorted(str(day) for _, day in days if day)
    assert (held.first, held.last, held.events) == (dated[0], dated[-1], len(days))
    others = index.ask("SELECT iri, number FROM entries JOIN terms USING (number)")
    spans = [(iri, it) for iri, n in others for it in tenures(index, n) if it.first != it.last]
    assert spans, "no office of the examples is told of two days"
    for iri, it in ((yang, held), *spans[:3]):
        days = it.first if it.first == it.last else f"{it.first} to {it.last}"
        page = get(seed, iri.removeprefix(BASE.rstrip("/")))
        told = f"told of {days}, in {it.events} event"
        assert told in words(page.xpath("//section[@id='offices']")[0])
    hu = tenures(index, number(index, named(index, "Hu Jintao")))
    assert [(it.office, it.how) for it in hu] == [("President of China", "held at the time told about")]
    assert tenures(index, number(index, named(index, "Japan"))) == []


def test_holding_with_days_of_its_own_has_these(tmp_path: Path) -> None:
    graph = graphs.Graph(title="Two offices")
    ana = graph.thing("ana", "Person", "Ana", side="norland")
    graph.thing("norland", "Country", "Norland")
    for name, first, last in (("b", "2019-01-01", "2021-12-31"), ("a", "2022-01-01", "")):
        holding, position = f"{BASE}holding/{name}", f"{BASE}id/position-{name}"
        graph.add(position, graphs.LABEL, Literal(f"Office {name}"))
        graph.add(holding, graphs.DIP + "holder", ana)
        graph.add(holding, graphs.DIP + "position", position)
        for key, day in (("earliest", first), ("latest", last)):
            if day:
                graph.add(holding, graphs.DIP + key, Literal(day, datatype=NamedNode(graphs.XSD + "date")))
    build(graph.done(), [], tmp_path / "index.sqlite")
    index = Index(tmp_path / "index.sqlite")
    found = [(it.office, it.first, it.last, it.events) for it in tenures(index, number(index, ana))]
    assert found == [("Office b", "2019-01-01", "2021-12-31", 0), ("Office a", "2022-01-01", "", 0)]
    index.close()


def test_pairs_that_met_most_are_offered(many: Served, indexes: dict[str, Index]) -> None:
    found = [(a.label, b.label, times) for a, b, times in dyads(indexes["many"], "state", 10)]
    assert found == [("Sudland", "Norland", 50), ("Sudland", "Farland", 1)]
    links = get(many, "/between").xpath("//section[@id='pairs-state']//a[@class='count']/@href")
    assert len(links) == 2
    assert "50 events with both" in words(get(many, links[0]))


def test_counted_expand_opens_one_relation(many: Served) -> None:
    page = get(many, "/id/sudland?open=party.1.meeting")
    assert page.xpath("//section[@id='ties']//a[@aria-current]/b/text()") == [" 51"]
    assert len(page.xpath("//section[@id='ties']/div//li")) == 20


def test_two_parties_by_name(many: Served) -> None:
    page = get(many, "/between?a=Norland&b=farland")
    assert "No event is told of with both" in words(page)
    steps = [words(it) for it in page.xpath("//section[@id='ways']//ol[@class='steps']/li")]
    assert steps == [
        "Norland was party to Round 49 of talks", "Sudland was party to Round 49 of talks",
        "Sudland was party to A visit to Farland", "Farland was party to A visit to Farland",
    ]  # fmt: skip
    assert "Nobody is called" in words(get(many, "/between?a=Norland&b=Nowhereland"))
    assert "Both names mean" in words(get(many, "/between?a=Norland&b=norland"))


# The query behind a view gives what the view lists.


def test_queries_behind_views_are_true(seed: Served, indexes: dict[str, Index]) -> None:
    index = indexes["seed"]
    names = {"actor": "China", "issue": "narcotics", "place": "Tokyo"}
    for name, label in names.items():
        iri = next(it.iri for it in best(index, label) if it.label == label)
        rows = seed.ask(bound(name, node=iri), Accept="application/sparql-results+json").json()["results"][
            "bindings"
        ]
        listed = {
            it.iri for it in neighbours.events(index, number(index, iri), neighbours.Filter(), 1000).entries
        }
        assert {row["event"]["value"] for row in rows} == listed != set()
    a, b = named(index, "China"), named(index, "Japan")
    rows = seed.ask(bound("between", a=a, b=b), Accept="application/sparql-results+json").json()["results"][
        "bindings"
    ]
    both = neighbours.together(index, number(index, a), number(index, b), 1000)
    assert {row["event"]["value"] for row in rows} == {it.iri for it in both.entries}
    assert both.of == len(both.entries) > 3
    for path in sorted(QUERIES.glob("*.rq")):
        page = get(seed, "/ask?query=" + quote(path.read_text(encoding="utf-8")))
        assert not page.xpath("//p[@role='alert']"), path.name


def test_sparql_page_answers_without_scripts(seed: Served) -> None:
    page = get(seed, "/ask?query=SELECT ?m ?l { ?m a dip:Meeting ; rdfs:label ?l }")
    assert len(page.xpath("//section[@id='results']//tbody/tr")) > 10
    shown = page.xpath("//div[@id='editor']/@data-query")[0]
    assert shown.startswith(f"PREFIX dip: <{BASE}ns#>\nPREFIX rdfs: <")
    assert shown.endswith("rdfs:label ?l }")
    wrong = get(seed, "/ask?query=SELECT ?m { ?m a dip:Meeting")
    assert wrong.xpath("//div[@id='editor']/@data-query") == ["SELECT ?m { ?m a dip:Meeting"]
    (target,) = page.xpath("//section[@id='results']//a[contains(., 'matrix')]/@href")
    drawn = seed.get(target, headers=HTML)
    assert '"kind":"meeting"' in drawn.text
    assert "Results of a query" in drawn.text
    assert words(get(seed, "/ask?query=ASK { ?s ?p ?o }").xpath("//section[@id='results']/p")[0]) == "Yes"
    assert "syntax error" in words(get(seed, "/ask?query=SELECT").xpath("//p[@role='alert']")[0])
    refused = get(seed, "/ask?query=CONSTRUCT WHERE { ?s ?p ?o }").xpath("//p[@role='alert']")[0]
    assert "give a graph" in words(refused)
    assert get(seed, "/sparql").xpath("//textarea[@name='query']")


def test_answers_in_names_are_drawn(seed: Served) -> None:
    by_name = "SELECT ?name { ?m a dip:Meeting ; rdfs:label ?l ; dip:hasParty ?p . ?p rdfs:label 'Japan'@en BIND(STR(?l) AS ?name) }"
    page = get(seed, "/ask?query=" + quote(by_name))
    rows = page.xpath("//section[@id='results']//tbody/tr")
    (target,) = page.xpath("//section[@id='results']//a[contains(., 'matrix')]/@href")
    data = json.loads(get(seed, target).xpath("//script[@id='data']")[0].text)
    drawn = {it["label"] for it in data["nodes"] if it["kind"] == "meeting"}
    assert {words(it) for it in rows} <= drawn
    assert len(drawn) > 2
    for question in questions():
        if question.name in {"meetings-timeline", "who-met-whom", "visits", "dyads", "edges"}:
            drawn_of = seed.get("/view", params={"query": example(question)}, headers=HTML).text
            assert '"kind":"meeting"' in drawn_of, question.name
    none = seed.get("/view", params={"query": "SELECT ?x { VALUES ?x { 'no name' 1 } }"}, headers=HTML)
    assert '"nodes":[]' in none.text


# Nothing, one node, hostile words.


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search",
        "/search?q=china",
        "/between",
        "/between?a=x&b=y",
        "/view",
        "/view?q=x",
        "/view?focus=x",
        "/view?a=x&b=y",
        "/view?article=x",
        "/ask",
        "/ask?query=SELECT * { ?s a dip:Meeting }",
    ],
)
def test_empty_workspace_has_every_page(empty: Served, path: str) -> None:
    page = get(empty, path)
    assert words(page.xpath("//body")[0]).strip()


def test_one_node_has_every_page(single: Served) -> None:
    assert "A meeting of nobody known" in words(get(single, "/"))
    page = get(single, "/event/m")
    assert "undated" in words(page)
    assert '"kept":1,"of":1' in single.get("/view", headers=HTML).text


def test_hostile_words_are_only_words(hostile: Served, indexes: dict[str, Index]) -> None:
    every = [it.iri.removeprefix(BASE.rstrip("/")) for it in indexes["hostile"].ranked("1")]
    paths = [*every, "/", "/search?q=window", "/search?q=<script>alert(1)</script>", "/between?a=<b>x</b>&b=\"onload=1",
             f"/between?a={ID}p0&b={ID}p1", "/ask?query=</textarea><script>window.PWN=1</script>",
             "/ask?query=SELECT ?l { ?s rdfs:label ?l }"]  # fmt: skip
    assert len(paths) > 30
    for path in paths:
        page = get(hostile, path)
        scripts = page.xpath("//script")
        assert {it.get("src", "").partition("?")[0] for it in scripts} <= {
            "/static/explorer.js",
            "/static/sparql.js",
        }, path
        assert not any((it.text or "").strip() for it in scripts)
        assert not page.xpath("//img | //iframe | //object | //embed | //style | //base")
        assert not [
            name
            for it in page.iter()
            for name in getattr(it, "attrib", {})
            if name.startswith("on") or name == "style"
        ]
        for target in page.xpath("//@href | //@src | //@action"):
            assert target.startswith(("/", "#", "https://", "http://", "data:,")), target
        text = page.text_content()
        assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    told = words(get(hostile, "/event/m0"))
    assert HOSTILE[0] in told


def test_pages_have_a_strict_policy_and_files_a_version(seed: Served) -> None:
    policy = seed.get("/", headers=HTML).headers["content-security-policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "trusted-types 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    editor = seed.get("/ask", headers=HTML).headers["content-security-policy"]
    assert "script-src 'self';" in editor
    (style,) = get(seed, "/").xpath("//link[@rel='stylesheet']/@href")
    answer = seed.get(style)
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert seed.get("/static/..%2fpage.py").status_code == 404
    assert seed.get("/static/nothing.js").status_code == 404
    assert unescape(style).startswith("/static/explorer.css?v=")


def test_unknown_nodes_are_refused_and_data_stay_data(seed: Served) -> None:
    lost = seed.get("/id/Q999999999", headers=HTML)
    assert (lost.status_code, lost.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "Nothing is known of this address" in words(html.fromstring(lost.content))
    assert seed.get("/id/Q999999999").text == f"nothing is known of {ID}Q999999999\n"
    turtle = seed.get("/id/Q148", headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert NamedNode(ID + "Q148").value in turtle.text or "id:Q148" in turtle.text


def test_what_is_added_appears(tmp_path: Path) -> None:
    import time

    from kg.pipeline import versions
    from kg.stores.writer import open_writer

    folder = workspace(tmp_path / "growing", "single")
    with serving(folder, "--workers", "1", "--slow", "1") as server:
        assert "Norland" not in words(get(server, "/search?q=norland"))
        with open_writer(folder) as writer:
            writer.add(CASES["many"](), versions())
        deadline = time.monotonic() + 60
        while "Norland" not in words(get(server, "/search?q=norland")):
            assert time.monotonic() < deadline
            time.sleep(0.5)
