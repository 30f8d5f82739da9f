"""The page in a real browser: silent, exact, readable, usable by keyboard, accessible, inert to hostile words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from itertools import combinations
from urllib.parse import quote

import pytest
from lxml import etree

from kg.views.contents import Contents
from tests.browser import AXE, Opened
from tests.views import graphs

VIEWS = ("matrix", "columns", "network", "table")
ALL_KINDS = "act change group issue meeting organization person place process state"
CASES = (
    "seed",
    "hostile",
    "astral",
    "one-side",
    "five",
    "undated",
    "empty",
    "single",
    "many",
    "thousands",
    "examples",
)
Visit = Callable[..., Opened]


def state(view: str, **more: str) -> str:
    return "&".join(f"{key}={quote(value)}" for key, value in {"view": view, **more}.items())


def short(iri: str) -> str:
    return iri.replace(graphs.BASE, "~")


@pytest.mark.parametrize("case", CASES)
def test_opens_without_network_complaint_or_breach(visit: Visit, case: str) -> None:
    opened = visit(case)
    for view in VIEWS:
        opened.go(state(view, show=ALL_KINDS))
        assert opened.page.locator("#view").inner_text().strip()
    opened.silent()


def test_policy_stops_a_script_that_gets_in(visit: Visit) -> None:
    opened = visit("seed")
    blocked = opened.page.evaluate(
        """async () => {
          const script = document.createElement('script');
          try { script.textContent = 'window.PWN = 9'; document.body.append(script); } catch (e) { return 'thrown'; }
          await new Promise((done) => setTimeout(done, 50));
          return window.PWN === undefined ? 'blocked' : 'ran';
        }"""
    )
    assert blocked in {"thrown", "blocked"}


@pytest.mark.parametrize("extent", ["sentences", "full", "none"])
def test_hostile_words_stay_words(visit: Visit, extent: str) -> None:
    opened = visit("hostile", extent=extent)
    data = opened.data()
    for view in VIEWS:
        for number, node in enumerate(data["nodes"]):
            if view == "matrix" or number % 5 == 0:
                opened.go(state(view, node=short(node["id"])))
    opened.page.fill("#search", "window")
    opened.page.wait_for_selector("#hits li")
    counts = opened.page.evaluate(
        """() => [window.PWN, document.querySelectorAll('img, iframe, object, embed, svg script').length,
          document.querySelectorAll('style').length, document.querySelectorAll('script').length,
          [...document.querySelectorAll('a[href]')].filter((a) => !/^(https?:|#)/.test(a.getAttribute('href'))).length]"""
    )
    assert counts == [None, 0, 1, 2, 0]
    shown = opened.page.evaluate("document.getElementById('view').textContent")
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    opened.silent()


@pytest.mark.parametrize("case", ["seed", "astral", "hostile"])
def test_every_statement_reaches_its_exact_span(visit: Visit, case: str, seed: Contents) -> None:
    opened = visit(case)
    if case == "seed":
        (text,) = [source.text for source in seed.sources]
    else:
        text = {"astral": graphs.astral, "hostile": graphs.hostile}[case]().text
    assert text is not None
    data = opened.data()
    found = opened.page.evaluate(
        """() => {
          const data = JSON.parse(document.getElementById('data').textContent);
          const out = [];
          for (const [s, rel, t, ev] of data.edges) {
            const short = (n) => data.nodes[n].id.replace('https://w3id.org/diplokg/', '~');
            const edge = [short(s), rel.replace(/-(planned|off)$/, ''), short(t)].join(' ');
            history.replaceState(null, '', '#' + new URLSearchParams({ edge }));
            dispatchEvent(new PopStateEvent('popstate'));
            const marks = [...document.querySelectorAll('#panel mark')];
            out.push(ev.map((e) => marks.filter((m) => m.dataset.ev.split(' ').includes(String(e))).map((m) => m.textContent).join('')));
          }
          return out;
        }"""
    )
    assert len(found) == len(data["edges"]) > 0
    spans = 0
    for (_, _, _, evidence, *_), marks in zip(data["edges"], found, strict=True):
        for number, marked in zip(evidence, marks, strict=True):
            begin, end = data["evidence"][number][4:6]
            assert marked == text[begin:end]
            spans += 1
    assert spans == sum(len(edge[3]) for edge in data["edges"])
    assert spans >= {"seed": 150, "astral": 2, "hostile": 20}[case]


BOXES = """() => {
  const box = (e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
  const seen = (e) => getComputedStyle(e).display !== 'none';
  return {
    labels: [...document.querySelectorAll('.network .node')].map((g) => [...g.querySelectorAll('.label')].filter(seen).map(box)),
    shapes: [...document.querySelectorAll('.network .node')].map((g) => box(g.querySelector('.shape'))),
    words: [...document.querySelectorAll('.network .relation')].map(box),
    pane: box(document.querySelector('.network')),
  };
}"""


def overlap(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5


@pytest.mark.parametrize("width", [1360, 390])
@pytest.mark.parametrize(
    "case", ["seed", "examples", "five", "one-side", "undated", "many", "thousands", "hostile"]
)
def test_no_label_lies_on_a_label_or_a_node(visit: Visit, case: str, width: int) -> None:
    opened = visit(case, width=width)
    node = short(opened.data()["nodes"][1]["id"])
    for more in ({}, {"show": ALL_KINDS}, {"node": node}):
        opened.go(state("network", **more))
        boxes = opened.page.evaluate(BOXES)
        labels = [lines for lines in boxes["labels"] if lines]
        assert labels
        whole = [
            [min(b[0] for b in it), min(b[1] for b in it), max(b[2] for b in it), max(b[3] for b in it)]
            for it in labels
        ]
        for one, other in combinations([*whole, *boxes["words"]], 2):
            assert not overlap(one, other)
        for label in [*whole, *boxes["words"]]:
            assert not [shape for shape in boxes["shapes"] if overlap(label, shape)]
        if case == "seed" and width == 1360 and not more:
            assert len(labels) == len(boxes["labels"])


@pytest.mark.parametrize("case", ["seed", "hostile", "five"])
def test_boxes_and_heads_do_not_overlap(visit: Visit, case: str) -> None:
    opened = visit(case)
    opened.go(state("columns", show=ALL_KINDS))
    boxes = opened.page.evaluate(
        """() => [...document.querySelectorAll('.columns .node')].map((g) => {
          const box = (e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
          return [box(g.querySelector('.box')), ...[...g.querySelectorAll('text')].map(box)];
        })"""
    )
    assert boxes
    for (one, *texts), (other, *_) in combinations(boxes, 2):
        assert not overlap(one, other)
        assert all(one[0] <= t[0] and t[2] <= one[2] and one[1] <= t[1] and t[3] <= one[3] for t in texts)
    opened.go(state("matrix"))
    heights = opened.page.evaluate(
        "[...document.querySelectorAll('.head .name bdi')].map((e) => e.offsetHeight)"
    )
    assert heights
    assert max(heights) <= 34 * 0.86  # the distance of two lines of names at 58 degrees


@pytest.mark.parametrize("case", ["seed", "hostile", "many", "empty"])
def test_narrow_screens_have_no_sideways_scroll(visit: Visit, case: str) -> None:
    opened = visit(case, width=390, height=844)
    nodes = opened.data()["nodes"]
    for view in VIEWS:
        for more in ({}, {"node": short(nodes[0]["id"])} if nodes else {}):
            opened.go(state(view, **more))
            wide = opened.page.evaluate("[document.scrollingElement.scrollWidth, document.body.scrollWidth]")
            assert max(wide) <= 390


@pytest.mark.parametrize("width", [1360, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(visit: Visit, view: str, dark: bool, width: int) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: scripts/web check")
    opened = visit("seed", dark=dark, width=width, bypass=True, extent="full")
    opened.page.add_script_tag(path=str(AXE))
    nodes = opened.data()["nodes"]
    meeting = next(node for node in nodes if node["kind"] == "meeting")
    for more in ({"node": short(meeting["id"])}, {"show": ALL_KINDS}):
        opened.go(state(view, **more))
        assert opened.serious() == []


def test_keyboard_alone_does_everything(visit: Visit) -> None:
    opened = visit("seed")
    page, keyboard = opened.page, opened.page.keyboard
    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "view"
    keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    keyboard.type("pelosi")
    keyboard.press("Enter")
    assert "Pelosi" in page.locator("#panel h2").inner_text()
    keyboard.press("Escape")
    keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "Evidence"
    page.focus("#tab-matrix")
    for view in ("columns", "network", "table", "matrix"):
        keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.id") == f"tab-{view}"
        assert page.locator("#view").get_attribute("data-view") == view
    stops = focus_stops(opened, "#view table [tabindex='0'], #view table button:not([tabindex='-1'])")
    assert stops == 1
    page.focus("#view table [tabindex='0']")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        keyboard.press(key)
    keyboard.press("Enter")
    assert page.evaluate("document.getElementById('view').contains(document.activeElement)")
    assert page.evaluate("document.activeElement.id") != "view"
    assert page.locator("#panel h2").inner_text() != "Evidence"


@pytest.mark.parametrize("view", ["columns", "network"])
def test_arrow_keys_reach_every_node_of_a_drawing(visit: Visit, view: str) -> None:
    opened = visit("seed", state=state(view))
    page = opened.page
    total = page.locator("#view .node").count()
    page.focus("#view .node[tabindex='0']")
    seen = set()
    frontier = [page.evaluate("document.activeElement.dataset.node")]
    while frontier:
        here = frontier.pop()
        seen.add(here)
        for key in ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
            page.focus(f"#view [data-node='{here}']")
            page.keyboard.press(key)
            there = page.evaluate("document.activeElement.dataset.node")
            if there not in seen and there not in frontier:
                frontier.append(there)
    assert len(seen) == total > 10
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() != "Evidence"


@pytest.mark.parametrize("view", ["network", "columns", "matrix"])
def test_shift_shows_how_two_actors_are_connected(visit: Visit, view: str) -> None:
    opened = visit("five", state=state(view), width=1900)
    page = opened.page
    data = opened.data()
    place = {node["label"]: number for number, node in enumerate(data["nodes"])}
    ends = [place["Delegate 0"], place["Delegate 6"]]
    selector = "[title='{}']" if view == "matrix" else "[data-node='{}']"
    values = ["Delegate 0", "Delegate 6"] if view == "matrix" else ends
    page.focus(f"#view {selector.format(values[0])}")
    page.keyboard.press("Enter")
    page.click(f"#view {selector.format(values[1])}", modifiers=["Shift"])
    steps = page.locator(".steps li")
    assert steps.count() >= 2
    assert "Delegate 0" in steps.first.inner_text()
    assert "Delegate 6" in steps.last.inner_text()
    assert "with=" in page.url
    opened.silent()


def focus_stops(opened: Opened, selector: str) -> int:
    stops: int = opened.page.evaluate("(s) => document.querySelectorAll(s).length", selector)
    return stops


def test_state_lives_in_the_address_and_back_goes_back(visit: Visit) -> None:
    opened = visit("seed")
    page = opened.page
    page.click("#tab-network")
    page.click("#view .node >> nth=0")
    assert "view=network" in page.url
    assert "node=" in page.url
    chosen = page.locator("#panel h2").inner_text()
    address = page.url
    page.go_back()
    assert page.locator("#panel h2").inner_text() == "Evidence"
    page.go_back()
    assert page.locator("#view").get_attribute("data-view") == "matrix"
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("#panel h2").inner_text() == chosen


def test_filters_count_hide_and_clear(visit: Visit) -> None:
    opened = visit("five")
    page = opened.page
    rows = page.locator("tr.event")
    assert rows.count() == 5
    page.check("[data-key='status planned']")
    assert rows.count() == 1
    page.uncheck("[data-key='kind meeting']")
    assert page.locator(".empty h2").inner_text() == "The filters hide everything"
    page.click(".empty button")
    assert rows.count() == 5
    assert page.locator(".histogram rect").count() > 10
    page.focus("[data-key='thumb0']")
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    assert rows.count() < 5
    assert "from=" in page.url
    opened.silent()


def test_undated_events_can_be_left_out(visit: Visit) -> None:
    opened = visit("many")
    label = opened.page.locator(".undated")
    assert label.inner_text().strip() == "16 undated"
    opened.page.uncheck("[data-key='undated']")
    assert "undated=no" in opened.page.url


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("case", ["seed", "hostile", "five", "single"])
def test_saved_svg_parses_and_holds_every_label(visit: Visit, case: str, view: str) -> None:
    opened = visit(case, state=state(view), dark=True)
    text = opened.page.evaluate("window.diplokg.svg()")
    root = etree.fromstring(text.encode())
    words = " ".join("".join(root.itertext()).split())
    selector = "#view .matrix .title .label" if view in {"matrix", "table"} else "#view .node title"
    if view == "table":
        opened.go(state("matrix"))
    labels = opened.page.evaluate(
        "(s) => [...document.querySelectorAll(s)].map((e) => e.textContent)", selector
    )
    assert labels
    for label in labels:
        assert " ".join(label.split()) in words
    assert "Source: " in words
    assert "Drawn by DiploKG" in words
    tags = {etree.QName(element).localname for element in root.iter() if isinstance(element.tag, str)}
    assert tags <= {"svg", "g", "path", "rect", "circle", "text", "title", "defs", "marker"}
    assert not [
        key for element in root.iter() for key in element.attrib if key.startswith("on") or "href" in key
    ]
    fills = {element.get("fill") for element in root.iter() if element.get("fill")}
    colours = {"person": "rgb(11, 110, 153)", "meeting": "rgb(213, 94, 0)", "state": "rgb(0, 114, 178)"}
    for kind in {node["kind"] for node in opened.data()["nodes"]} & set(colours):
        assert colours[kind] in fills, kind  # of the light theme, though the page is dark
    opened.silent()


def test_save_menu_gives_svg_png_and_csv(visit: Visit) -> None:
    opened = visit("seed")
    page = opened.page
    for words, check in (("SVG", b"<?xml"), ("PNG", b"\x89PNG"), ("CSV", b"Subject,")):
        page.click("#save summary")
        with page.expect_download() as download:
            page.click(f"#save button:has-text('{words}')")
        data = download.value.path().read_bytes()
        assert data.startswith(check)
        if words == "CSV":
            rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
            assert len(rows) == 1 + opened.page.evaluate("Number(document.body.dataset.statements)")
    opened.silent()


def test_without_scripts_the_statements_are_a_table(visit: Visit, seed: Contents) -> None:
    opened = visit("seed", scripts=False)
    assert opened.page.locator("noscript tbody tr").count() == len(seed.statements)
    hostile = visit("hostile", scripts=False)
    assert hostile.page.locator("img").count() == 0
    assert hostile.page.locator("noscript tbody tr").count() == 42


def test_print_shows_the_view_and_its_source(visit: Visit) -> None:
    opened = visit("seed")
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".printed").is_visible()
    assert not opened.page.locator("#side").is_visible()
    assert not opened.page.locator(".search").is_visible()


def test_themes_follow_the_system_and_the_button(visit: Visit) -> None:
    opened = visit("seed", dark=True)
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = opened.page.evaluate(ground)
    opened.page.click(".theme")
    assert opened.page.evaluate(ground) != dark
    fixed = visit("seed", dark=True, theme="light")
    assert fixed.page.evaluate(ground) != dark


def test_full_text_and_no_text(visit: Visit, seed: Contents) -> None:
    text = seed.sources[0].text
    assert text is not None
    full = visit("seed", extent="full")
    assert full.page.locator(".article .text").evaluate("(e) => e.textContent") == text
    none = visit("seed", extent="none")
    none.page.click("tr.event button.mark >> nth=0")
    assert none.page.locator("blockquote").count() == 0
    assert json.dumps("collaborative actions to stop") not in none.page.content()
    assert "collaborative actions to stop" not in none.page.content()
