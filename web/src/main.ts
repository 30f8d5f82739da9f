// The page: builds its parts once, draws them anew when the state changes, keeps the state in the address.
import type { App } from "./app";
import { drawColumns } from "./columns";
import { h, plain } from "./dom";
import { door } from "./home";
import { drawMatrix } from "./matrix";
import { drawNetwork } from "./network";
import { drawPanel } from "./panel";
import { Graph, type Payload, plural } from "./payload";
import { shortest } from "./path";
import { saveCsv, savePng, saveSvg, svgText } from "./save";
import { makeSearch } from "./search";
import { clearFilters, drawSide } from "./side";
import { Facets, type State, VIEWS, type View, fromHash, shown, toHash } from "./state";
import { drawTable } from "./table";
import { drawTimeline } from "./timeline";

const NAMES: Record<View, string> = { matrix: "Matrix", columns: "Who · what · why", network: "Network", table: "Table" };
const DRAW: Record<View, (app: App, pane: HTMLElement) => void> = { matrix: drawMatrix, columns: drawColumns, network: drawNetwork, table: drawTable };

function start(): void {
  const data = document.getElementById("data")?.textContent;
  if (!data) return;
  const graph = new Graph(JSON.parse(data) as Payload);
  const facets = new Facets(graph);
  const state = fromHash(graph, location.hash);
  const status = h("p", { class: "sr", role: "status", "aria-live": "polite" });
  const app: App = {
    graph, facets, state, shown: shown(graph, state, facets), path: [],
    select: (selection) => {
      const { node, edge, to } = app.state.selection;
      const again = selection.node === node && selection.edge === edge && selection.to === to;
      app.change((it) => { it.selection = again ? {} : selection; });
    },
    change: (change, keep = false) => {
      change(app.state);
      if (!keep) remember(app);
      draw(app);
    },
    say: (words) => { status.textContent = words; toast(words); },
  };
  build(app, status);
  const follow = () => { app.state = fromHash(graph, location.hash); draw(app); };
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => shortcut(app, event));
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; draw(app); } });
  draw(app);
  document.body.dataset.statements = String(graph.edges.filter(app.shown.edge).length);
  Object.defineProperty(window, "diplokg", { value: { svg: () => svgText(app) } });
}

function remember(app: App): void {
  const hash = toHash(app.graph, app.state);
  if (hash !== location.hash.replace(/^#/, "")) history.pushState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

const part = (id: string) => document.getElementById(id) as HTMLElement;

function build(app: App, status: HTMLElement): void {
  const { meta, docs, nodes, edges } = app.graph;
  const meetings = nodes.filter((it) => it.kind === "meeting").length;
  const counts = [plural(docs.length, "article"), plural(meetings, "meeting")];
  if (meta.kept < meta.of) counts.push(`showing ${meta.kept.toLocaleString("en")} of ${plural(meta.of, "node")}, by number of meetings`);
  else counts.push(plural(edges.length, "statement"));
  const about = counts.join(" · ");
  const tabs = h("div", { role: "tablist", "aria-label": "Views", class: "tabs", id: "tabs" });
  for (const view of VIEWS)
    tabs.append(h("button", { type: "button", role: "tab", id: `tab-${view}`, "aria-controls": "view", click: () => app.change((it) => { it.view = view; }) }, NAMES[view]));
  tabs.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const view = VIEWS[(VIEWS.indexOf(app.state.view) + step + VIEWS.length) % VIEWS.length];
    app.change((it) => { it.view = view; });
    part(`tab-${view}`).focus();
  });
  const item = (words: string, act: () => void) => h("button", { type: "button", click: () => { menu.open = false; act(); } }, words);
  const menu = h("details", { class: "menu", id: "save" }, h("summary", { "aria-label": "Save" }, "Save"),
    h("div", {}, item("Picture (SVG)", () => saveSvg(app)), item("Picture (PNG)", () => savePng(app)), item("Table (CSV)", () => saveCsv(app)), item("Print", () => print())));
  menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget as Node | null)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target as Node)) menu.open = false;
    const side = part("side");
    if (side.classList.contains("shown") && !side.contains(event.target as Node) && event.target !== filters) toggleSide();
  });
  const filters = h("button", { type: "button", class: "tool filters", "aria-expanded": "false", "aria-controls": "side", click: () => toggleSide() }, "Filters");
  document.body.append(
    h("a", { class: "skip", href: "#view", click: (event: Event) => { event.preventDefault(); part("view").focus(); } }, "Skip to the view"),
    h("header", {}, door(app), h("div", { class: "name" }, h("h1", { title: plain(meta.title) }, h("bdi", {}, plain(meta.title))), h("p", { title: about }, about)),
      makeSearch(app), filters, tabs,
      h("button", { type: "button", class: "tool theme", "aria-label": "Light or dark", title: "Light or dark", click: () => theme(app) }, "◐"), menu),
    h("div", { class: "body" },
      h("aside", { id: "side", "aria-label": "Filters", tabindex: "0" }),
      h("main", { id: "view", tabindex: "-1", role: "tabpanel" }),
      h("aside", { id: "panel", "aria-label": "Evidence", tabindex: "0" })),
    h("footer", { id: "time", "aria-label": "Time" }),
    h("p", { class: "printed" }, `Source: ${docs.map((it) => [it.title ?? it.id, it.publisher, it.date].filter(Boolean).join(", ")).slice(0, 12).join("; ")}. Drawn by ${meta.tool}.`),
    status, h("div", { id: "toast", "aria-hidden": "true" }));
}

function draw(app: App): void {
  app.shown = shown(app.graph, app.state, app.facets);
  const { node, to } = app.state.selection;
  app.path = node !== undefined && to !== undefined ? shortest(app.graph, app.shown, node, to) : [];
  const pane = part("view");
  const held = document.activeElement && pane.contains(document.activeElement) ? mark(document.activeElement) : undefined;
  const scroll = pane.querySelector(".scroll");
  const [left, top, view] = [scroll?.scrollLeft ?? 0, scroll?.scrollTop ?? 0, pane.dataset.view];
  for (const it of VIEWS) {
    const on = it === app.state.view;
    part(`tab-${it}`).setAttribute("aria-selected", String(on));
    part(`tab-${it}`).setAttribute("tabindex", on ? "0" : "-1");
  }
  pane.setAttribute("aria-labelledby", `tab-${app.state.view}`);
  pane.dataset.view = app.state.view;
  document.body.classList.toggle("open", app.state.selection.node !== undefined || app.state.selection.edge !== undefined);
  pane.replaceChildren();
  if (app.shown.nodes.size) DRAW[app.state.view](app, pane);
  else nothing(app, pane);
  const now = pane.querySelector(".scroll");
  if (now && view === app.state.view) { now.scrollLeft = left; now.scrollTop = top; }
  if (held) refocus(pane, held);
  drawSide(app, part("side"));
  drawPanel(app, part("panel"));
  drawTimeline(app, part("time"));
}

/** What finds a focused element again after the view was drawn anew. */
function mark(element: Element): string {
  const data = (element as HTMLElement).dataset;
  if (data.edge) return `[data-edge="${data.edge}"]`;
  if (data.more) return `[data-more="${data.more}"]`;
  if (data.beyond) return `[data-beyond="${data.beyond}"]`;
  if (data.node) return `[data-node="${data.node}"]`;
  const title = element.getAttribute("title");
  const kind = element.className && typeof element.className === "string" ? `.${element.className.split(" ")[0]}` : "";
  return title ? `${kind}[title="${CSS.escape(title)}"]` : "";
}

function refocus(pane: HTMLElement, held: string): void {
  const element = held ? pane.querySelector<HTMLElement>(held) : null;
  if (!element) { pane.focus({ preventScroll: true }); return; }
  if (element.getAttribute("tabindex") === "-1") {
    for (const it of pane.querySelectorAll('table [tabindex="0"], svg [tabindex="0"]')) it.setAttribute("tabindex", "-1");
    element.setAttribute("tabindex", "0");
  }
  element.focus({ preventScroll: true });
}

function nothing(app: App, pane: HTMLElement): void {
  const box = h("div", { class: "empty" });
  if (app.graph.nodes.some((it) => it.event)) {
    box.append(h("h2", {}, "The filters hide everything"), h("p", {}, "No event passes all of them at once."),
      h("button", { type: "button", class: "tool", click: () => { for (const it of app.graph.nodes) app.state.kinds.add(it.kind); clearFilters(app); } }, "Clear filters"));
  } else {
    const many = app.graph.docs.length;
    box.append(h("h2", {}, many === 1 ? "No diplomatic event was found in this article" : "No diplomatic event was found"),
      h("p", {}, many ? "DiploKG read it and found nobody meeting, visiting, calling, promising, asking or refusing. What it cannot tie to words it leaves out." : "The graph holds no article, or nothing passed what was asked for: a name, a time, an issue."));
  }
  pane.append(box);
}

function shortcut(app: App, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && (event.target as HTMLInputElement).type !== "checkbox";
  if (event.key === "/" && !typing) { event.preventDefault(); part("search").focus(); }
  else if (event.key === "Escape") {
    if (part("side").classList.contains("shown")) toggleSide();
    else if (typing) (event.target as HTMLElement).blur();
    else if (app.state.selection.node !== undefined || app.state.selection.edge !== undefined) app.select({});
  }
}

function toggleSide(): void {
  const on = part("side").classList.toggle("shown");
  document.querySelector(".filters")?.setAttribute("aria-expanded", String(on));
  if (on) part("side").focus();
}

function theme(app: App): void {
  const root = document.documentElement;
  const dark = root.dataset.theme === "dark" || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "light" : "dark";
  app.say(dark ? "Light theme" : "Dark theme");
}

let timer = 0;
function toast(words: string): void {
  const box = document.getElementById("toast");
  if (!box) return;
  box.textContent = words;
  box.classList.add("shown");
  clearTimeout(timer);
  timer = window.setTimeout(() => box.classList.remove("shown"), 1800);
}

export type { State };
start();
