"""The explorer in a real browser: silent, inert, readable, accessible, usable by keyboard and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Route

from kg.server.pages.frame import path_of
from tests.browser import AXE, Opened, context_of
from tests.server.conftest import Served
from tests.views.graphs import BASE, HOSTILE

Visit = Callable[..., Opened]
#: One page of each kind over the seed article and two others.
PAGES = {
    "front": "/",
    "search": "/search?q=china",
    "search of one kind": "/search?q=china&kind=act",
    "nothing found": "/search?q=zzzz",
    "state": "/id/Q148",
    "state, a relation opened": "/id/Q148?open=party.1.meeting",
    "person": "/id/yang-jiechi-d3649c9f53",
    "body": "/id/Q458",
    "place": "/id/Q1490",
    "issue": "/issue/fentanyl",
    "meeting": "/event/2023-11-meeting-319b94f976",
    "act": "/event/act-raising-65a1f96b03",
    "process": "/event/process-relations-1bccb8030b",
    "article": "/article/f0fa655e1ce738c2",
    "parties": "/between",
    "two parties": "/between?a=China&b=United%20States",
    "SPARQL": "/ask",
    "SPARQL, answered": "/ask?query=" + quote("SELECT ?m ?l { ?m a dip:Meeting ; rdfs:label ?l }"),
    "SPARQL, refused": "/ask?query=SELECT",
    "drawn": f"/view?focus={BASE}id/Q148",
}
WORDS = "</script><img src=x onerror=window.PWN=7>"


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Opens a page of a server, which is all that it may ask; an answer in time is waited for."""
    contexts = []

    def visit_page(
        server: Served, path: str, *, width: int = 1360, height: int = 850, dark: bool = False, bypass: bool = False,
        scripts: bool = True,
    ) -> Opened:  # fmt: skip
        context = context_of(chromium, width=width, height=height, dark=dark, bypass=bypass, scripts=scripts)
        contexts.append(context)
        opened = Opened(context.new_page(), server.url + "/")
        opened.page.goto(server.url + path)
        return opened

    yield visit_page
    for context in contexts:
        context.close()


def every(server: Served) -> list[str]:
    """The paths of all nodes and articles of a workspace, from its own endpoint."""
    rows = server.ask(
        "SELECT DISTINCT ?n { { ?n a ?c ; rdfs:label ?l } UNION { ?n skos:prefLabel ?l } UNION { ?n a schema:NewsArticle } }",
        Accept="application/sparql-results+json",
    ).json()["results"]["bindings"]
    paths = sorted({path_of(it["n"]["value"]) for it in rows if it["n"]["type"] == "uri"} - {""})
    own = ("/id/p", "/id/s", "/id/g", "/event/", "/issue/found/", "/issue/cyber", "/article/")
    return [it for it in paths if it.startswith(own)]


def test_pages_are_silent_and_ask_no_other_host(visit: Visit, seed: Served) -> None:
    opened = visit(seed, "/")
    for path in PAGES.values():
        opened.page.goto(seed.url + path)
        if path.startswith("/ask"):
            opened.page.wait_for_selector("#editor .CodeMirror")
        assert opened.page.locator("h1").first.inner_text().strip()
        opened.silent()


@pytest.mark.parametrize("name", ["many", "empty", "single"])
def test_other_workspaces_are_silent(visit: Visit, request: pytest.FixtureRequest, name: str) -> None:
    server: Served = request.getfixturevalue(name)
    opened = visit(server, "/")
    for path in (
        "/",
        "/search?q=norland",
        "/between",
        "/between?a=Norland&b=Farland",
        "/ask",
        "/view",
        "/view?view=network",
    ):
        opened.page.goto(server.url + path)
        opened.page.wait_for_selector("h1")
        opened.silent()


# Hostile words.

INERT = """() => [window.PWN, document.querySelectorAll('img, iframe, object, embed, svg script, base').length,
  [...document.querySelectorAll('a[href]')].filter((a) => !/^(https?:|#|\\/|data:,$)/.test(a.getAttribute('href'))).length]"""
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_hostile_words_do_nothing_on_any_page(visit: Visit, hostile: Served) -> None:
    nodes = every(hostile)
    assert len(nodes) > 20
    opened = visit(hostile, "/")
    others = ["/", "/search?q=window", f"/search?q={quote(WORDS)}", f"/between?a={BASE}id/p0&b={BASE}id/p1",
              f"/between?a={quote(WORDS)}&b=%22onload=1", f"/view?q={quote(WORDS)}", f"/view?focus={BASE}id/p0",
              f"/view?focus={BASE}id/giant&view=network"]  # fmt: skip
    for path in [*nodes, *others]:
        opened.page.goto(hostile.url + path)
        for it in opened.page.locator("main details").all()[:3]:
            it.evaluate("(it) => { it.open = true; }")
        assert opened.page.evaluate(INERT) == [None, 0, 0], path
        assert not set(opened.page.evaluate("document.body.innerText")) & set(TURNING), path
        opened.silent()


def test_suggestions_of_hostile_words_are_words(visit: Visit, hostile: Served) -> None:
    opened = visit(hostile, "/")
    opened.page.fill("#search", "window")
    opened.page.wait_for_selector("#hits li")
    shown = opened.page.locator("#hits").inner_text()
    assert HOSTILE[0][:20] in shown
    assert opened.page.evaluate(INERT) == [None, 0, 0]
    opened.silent()


def test_editor_shows_hostile_values_as_words(visit: Visit, hostile: Served) -> None:
    query = "SELECT ?label WHERE { ?it rdfs:label ?label } ORDER BY ?label"
    opened = visit(hostile, f"/ask?query={quote(query)}")
    opened.page.wait_for_selector("#editor .CodeMirror")
    opened.page.click("#editor .yasqe_queryButton")
    opened.page.wait_for_selector("#editor .yasr table td")
    assert "window.PWN" in opened.page.locator("#editor .yasr").inner_text()
    found = opened.page.evaluate(INERT)
    assert found[0] is None
    assert found[1] == 0
    opened.page.goto(hostile.url + f"/ask?query={quote('</textarea>' + WORDS)}")
    opened.page.wait_for_selector("#editor .CodeMirror")
    assert opened.page.evaluate("window.PWN") is None
    assert opened.requests == []


# Everybody can read and use it.


@pytest.mark.parametrize("width", [1360, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visit, seed: Served, dark: bool, width: int) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: scripts/web check")
    found = {}
    opened = visit(seed, "/", dark=dark, width=width, bypass=True)
    for name, path in PAGES.items():
        opened.page.goto(seed.url + path)
        if path.startswith("/ask"):
            opened.page.wait_for_selector("#editor .CodeMirror")
        for it in opened.page.locator("main details").all()[:2]:
            it.evaluate("(it) => { it.open = true; }")
        opened.page.add_script_tag(path=str(AXE))
        if serious := opened.serious():
            found[name] = serious
    assert found == {}


@pytest.mark.parametrize("name", ["seed", "hostile", "many", "empty"])
def test_narrow_screens_have_no_sideways_scroll(
    visit: Visit, request: pytest.FixtureRequest, name: str
) -> None:
    server: Served = request.getfixturevalue(name)
    own = {"seed": list(PAGES.values()), "many": ["/id/norland", "/between?a=Norland&b=Sudland"]}
    paths = [*own.get(name, every(server)), "/", "/search?q=window", "/between", "/ask", "/view"]
    opened = visit(server, "/", width=390, height=844)
    for path in paths:
        opened.page.goto(server.url + path)
        if path.startswith("/ask"):
            opened.page.wait_for_selector("#editor .CodeMirror")
        for it in opened.page.locator("main details").all()[:3]:
            it.evaluate("(it) => { it.open = true; }")
        wide = opened.page.evaluate("[document.scrollingElement.scrollWidth, document.body.scrollWidth]")
        assert max(wide) <= 390, path


def test_keyboard_alone_searches_reads_and_draws(visit: Visit, seed: Served) -> None:
    opened = visit(seed, "/")
    page, keyboard = opened.page, opened.page.keyboard
    focused = "document.activeElement.{}"
    keyboard.press("Tab")
    assert page.evaluate(focused.format("className")) == "skip"
    keyboard.press("Enter")
    keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    keyboard.press("/")
    assert page.evaluate(focused.format("id")) == "search"
    keyboard.type("yang ji")
    page.wait_for_selector("#hits li:has-text('Yang Jiechi')")
    assert page.locator("#search").get_attribute("aria-expanded") == "true"
    keyboard.press("ArrowDown")
    assert page.locator("#hits [aria-selected='true']").inner_text().startswith("Yang Jiechi")
    with page.expect_navigation():
        keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "Yang Jiechi"
    assert tab_to(opened, "section#events details summary")
    keyboard.press("Enter")
    assert page.locator("section#events details[open] blockquote mark").first.is_visible()
    keyboard.press("/")
    keyboard.type("no such name")
    with page.expect_navigation():
        keyboard.press("Enter")
    assert "Nothing has these words" in page.locator("main").inner_text()
    opened.silent()


def test_an_answer_that_comes_late_leaves_what_is_chosen(visit: Visit, seed: Served) -> None:
    opened = visit(seed, "/")
    page, keyboard = opened.page, opened.page.keyboard
    chosen, held = page.locator("#hits [aria-selected='true']"), list[Route]()
    page.route("**/search.json?q=yang%20ji", lambda route: held.append(route))
    page.locator("#search").focus()
    keyboard.type("yang")
    page.wait_for_selector("#hits li:first-child:has-text('Yang Jiechi')")
    with page.expect_request("**/search.json?q=yang%20ji"):
        keyboard.type(" ji")
    keyboard.press("ArrowDown")
    assert chosen.inner_text().startswith("Yang Jiechi")
    page.evaluate("document.querySelector('#hits li').dataset.old = 'yes'")
    held[0].continue_()
    page.wait_for_selector("#hits:not(:has([data-old]))")
    assert chosen.inner_text().startswith("Yang Jiechi")
    keyboard.type("e")
    assert not chosen.count(), "what is typed on asks for something else"
    opened.silent()


def tab_to(opened: Opened, selector: str, most: int = 200) -> bool:
    """Whether the Tab key alone leads to it."""
    for _ in range(most):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return True
    return False


@pytest.mark.parametrize("page", ["front", "state", "meeting", "article", "two parties", "parties"])
def test_tab_reaches_all_that_can_be_pressed(visit: Visit, seed: Served, page: str) -> None:
    opened = visit(seed, PAGES[page])
    wanted = opened.page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
          .filter((it) => it.checkVisibility() && !it.closest('[hidden]')).map((it, n) => { it.dataset.stop = n; return n; }).length"""
    )
    reached = set()
    for _ in range(wanted + 20):
        opened.page.keyboard.press("Tab")
        reached.add(opened.page.evaluate("document.activeElement.dataset.stop ?? ''"))
    assert len(reached - {""}) == wanted > 8


def test_two_parties_are_chosen_by_keyboard(visit: Visit, seed: Served) -> None:
    opened = visit(seed, "/between")
    page, keyboard = opened.page, opened.page.keyboard
    for place, (words, name) in enumerate((("chin", "China"), ("jap", "Japan"))):
        page.focus(f"input[name={'ab'[place]}]")
        keyboard.type(words)
        page.wait_for_selector(f"#hits-{place} li:has-text('{name}')")
        keyboard.press("ArrowDown")
        keyboard.press("Enter")
        assert page.input_value(f"input[name={'ab'[place]}]") == name
    with page.expect_navigation():
        keyboard.press("Enter")
    assert page.locator("h1").inner_text().split() == ["China", "and", "Japan"]
    opened.silent()


def test_theme_is_kept_from_page_to_page(visit: Visit, seed: Served) -> None:
    opened = visit(seed, "/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = opened.page.evaluate(ground)
    opened.page.click("button.theme")
    dark = opened.page.evaluate(ground)
    assert dark != light
    opened.page.goto(seed.url + PAGES["state"])
    assert opened.page.evaluate(ground) == dark
    assert visit(seed, "/", dark=True).page.evaluate(ground) == dark


def test_article_lights_what_is_the_same(visit: Visit, seed: Served) -> None:
    opened = visit(seed, PAGES["article"])
    spans = opened.page.locator(".text a.span.k-state")
    spans.first.focus()
    lit = opened.page.locator(".text .lit").all_inner_texts()
    assert len(lit) > 3
    assert set(lit) <= {"China", "Chinese", "Beijing"}
    assert opened.page.locator(".legend li").count() >= 8
    styles = opened.page.evaluate(
        """() => [...document.querySelectorAll('.legend .span')].map((it) => { const s = getComputedStyle(it);
          return s.textDecorationColor + s.textDecorationStyle + s.textDecorationThickness; })"""
    )
    assert len(set(styles)) == len(styles)


def test_drawing_leads_back_and_on(visit: Visit, seed: Served) -> None:
    opened = visit(seed, f"/view?focus={BASE}id/Q148&view=network")
    page = opened.page
    page.focus("#view .node[aria-label='China']")
    page.keyboard.press("Enter")
    links = page.locator("#panel .beyond a")
    assert links.all_inner_texts() == ["Its page", "All its ties, counted", "Draw around it"]
    with page.expect_navigation():
        links.nth(2).click()
    page.wait_for_selector(".network .node")
    page.focus("#view .node[aria-label='Japan']")
    with page.expect_navigation():
        page.keyboard.press("e")
    assert page.url.endswith("/id/Q17#ties")
    with page.expect_navigation():
        page.click("#ties a.chip >> nth=0")
    assert page.locator("#ties div li").count() > 3
    page.goto(seed.url + f"/view?focus={BASE}id/Q148")
    page.click("tr.event button.title >> nth=0")
    page.click("#panel .beyond a >> nth=0")
    assert page.locator("section#evidence blockquote").count() > 0
    page.go_back()
    page.click("#panel .source a.page >> nth=0")
    assert page.locator(".text").count() == 1
    page.go_back()
    with page.expect_navigation():
        page.click("header a.home")
    assert page.url == seed.url + "/"
    opened.silent()


# Without scripts.


def test_without_scripts_one_searches_reads_filters_and_asks(visit: Visit, seed: Served) -> None:
    opened = visit(seed, "/", scripts=False)
    page = opened.page
    page.fill("#search", "yang jiechi")
    page.press("#search", "Enter")
    page.click("main a.node:has-text('Yang Jiechi') >> nth=0")
    assert page.locator("h1").inner_text() == "Yang Jiechi"
    page.select_option("select[name=kind]", "act")
    page.click("form.filter button")
    assert page.locator("li.event").count() == 1
    page.click("li.event summary >> nth=0")
    assert page.locator("blockquote mark").first.is_visible()
    page.click("text=The query behind this view")
    page.click("text=Run it")
    assert page.locator("#results tbody tr").count() > 3
    assert page.locator("textarea[name=query]").is_visible()
    assert not page.locator("#editor").is_visible()
    page.click("text=Open these results as matrix")
    assert page.locator("noscript tbody tr").count() > 3
    page.goto(seed.url + PAGES["two parties"])
    assert page.locator("ol.events > li").count() > 3
    assert opened.requests == []


# SPARQL.


def test_editor_is_loaded_on_its_page_only(visit: Visit, seed: Served) -> None:
    opened = visit(seed, "/")
    for path in PAGES.values():
        if not path.startswith("/ask"):
            opened.page.goto(seed.url + path)
    assert not [it for it in opened.asked if "sparql.js" in it]
    opened.page.goto(seed.url + "/ask")
    assert [it for it in opened.asked if "sparql.js" in it]


def test_editor_asks_and_its_results_are_drawn(visit: Visit, seed: Served) -> None:
    opened = visit(seed, "/ask")
    page = opened.page
    page.wait_for_selector("#editor .CodeMirror")
    assert "PREFIX dip:" in page.evaluate(
        "document.querySelector('#editor .CodeMirror').CodeMirror.getValue()"
    )
    assert page.locator("#questions li").count() >= 15
    page.click("#questions li a >> nth=0")
    page.wait_for_selector("#results tbody tr")
    page.wait_for_selector("#editor .CodeMirror")
    page.click("#editor .yasqe_queryButton")
    page.wait_for_selector("#editor .yasr table td")
    opened.silent()
    with page.expect_navigation():
        page.click("text=Open these results as matrix >> nth=0")
    page.wait_for_selector("tr.event")
    opened.silent()
    page.go_back()
    page.wait_for_selector("#editor .CodeMirror")
    with page.expect_navigation():
        page.click("text=as network >> nth=0")
    page.wait_for_selector(".network .node")
    opened.silent()


def test_editor_completes_words_of_the_ontology(visit: Visit, seed: Served) -> None:
    opened = visit(seed, "/ask")
    page = opened.page
    page.wait_for_selector("#editor .CodeMirror")
    page.evaluate(
        """() => { const editor = document.querySelector('#editor .CodeMirror').CodeMirror;
          editor.setValue('PREFIX dip: <https://w3id.org/diplokg/ns#>\\nSELECT * { ?m dip:hasPa');
          editor.focus(); editor.setCursor(1, 99); }"""
    )
    page.keyboard.press("Control+Space")
    page.wait_for_selector(".CodeMirror-hints li")
    assert "dip:hasParticipant" in page.locator(".CodeMirror-hints li").all_inner_texts()
    page.keyboard.press("Escape")
    page.evaluate(
        "document.querySelector('#editor .CodeMirror').CodeMirror.setValue('SELECT * { ?m foaf:na')"
    )
    page.evaluate("document.querySelector('#editor .CodeMirror').CodeMirror.setCursor(0, 99)")
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(400)
    opened.silent()


def test_editor_leads_to_pages_of_nodes(visit: Visit, seed: Served) -> None:
    query = "SELECT ?m { ?m a <https://w3id.org/diplokg/ns#Meeting> } LIMIT 3"
    opened = visit(seed, f"/ask?query={quote(query)}")
    page = opened.page
    page.wait_for_selector("#editor .CodeMirror")
    assert page.locator("#results tbody tr").count() == 3
    page.click("#editor .yasqe_queryButton")
    page.wait_for_selector("#editor .yasr td a")
    assert not page.locator("#results").is_visible()
    targets = page.evaluate(
        "[...document.querySelectorAll('#editor .yasr td a')].map((it) => it.getAttribute('href'))"
    )
    assert len(targets) == 3
    assert all(it.startswith("/event/") for it in targets)
    page.click("#editor .yasr td a >> nth=0")
    page.wait_for_selector("section#evidence")
    opened.silent()
