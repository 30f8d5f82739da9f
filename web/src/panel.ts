// The evidence of what is selected: sentences with the words marked, who says so, how sure, who agrees and differs.
import type { App } from "./app";
import { bdi, cut, glyph, h, plain } from "./dom";
import { beyond, pageOf } from "./home";
import { type Doc, type Edge, type Evidence, KIND_WORDS, type Node, docName, plural, surenessBetween } from "./payload";
import { note } from "./matrix";

const FIRST = 12;
let limit = FIRST;
let last = "";

export function drawPanel(app: App, panel: HTMLElement): void {
  const { node, edge, to } = app.state.selection;
  const now = `${node}/${edge}/${to}`;
  if (now !== last) { limit = FIRST; last = now; panel.scrollTop = 0; }
  panel.replaceChildren();
  if (edge !== undefined) drawEdge(app, panel, app.graph.edges[edge]);
  else if (node !== undefined && to !== undefined) drawPath(app, panel, app.graph.nodes[node], app.graph.nodes[to]);
  else if (node !== undefined) drawNode(app, panel, app.graph.nodes[node]);
  else drawNothing(app, panel);
}

function drawNothing(app: App, panel: HTMLElement): void {
  const { graph } = app;
  panel.append(
    h("h2", {}, "Evidence"),
    h("p", { class: "hint" }, "Select a meeting, a dot, an actor or an issue to read the words that say so."),
    h("p", { class: "hint keys" }, h("kbd", {}, "/"), " search, ", h("kbd", {}, "↑ ↓ ← →"), " move, ", h("kbd", {}, "Enter"), " select, ",
      h("kbd", {}, "Esc"), " clear", ...(app.graph.meta.home ? [", in the network ", h("kbd", {}, "E"), " all ties of a node"] : []), ". With ", h("kbd", {}, "Shift"), " a second actor shows how the two are connected."),
  );
  const list = h("ol", { class: "sources" });
  for (const doc of graph.docs.slice(0, 50)) list.append(h("li", {}, ...sourceLine(app, doc)));
  if (graph.docs.length) panel.append(h("h3", {}, plural(graph.docs.length, "source")), list);
  if (graph.docs.length > 50) panel.append(h("p", { class: "note" }, `${graph.docs.length - 50} more sources.`));
  for (const doc of graph.docs) if (doc.text === "full" && graph.docs.length === 1) article(app, panel, doc, new Map());
}

function closer(app: App): HTMLElement {
  return h("button", { type: "button", class: "close", "aria-label": "Close the evidence", title: "Close (Esc)", click: () => app.select({}) }, "×");
}

function drawEdge(app: App, panel: HTMLElement, edge: Edge): void {
  const { graph } = app;
  const event = graph.eventOf(edge);
  panel.append(closer(app), h("p", { class: "kind" }, "Statement"),
    h("h2", {}, link(app, graph.nodes[edge.s]), ` ${graph.words(edge)} `, link(app, graph.nodes[edge.t])));
  if (edge.detail) panel.append(h("p", { class: "fact" }, h("b", {}, "As "), bdi(edge.detail)));
  if (edge.behalf.length) panel.append(h("p", { class: "fact" }, h("b", {}, "For "), bdi(edge.behalf.join(", "))));
  if (event) panel.append(...whenLines(event));
  panel.append(...agreement(app, edge.ev, event));
  passages(app, panel, [edge], edge.ev);
}

/** How two nodes are connected, told as sentences. */
function drawPath(app: App, panel: HTMLElement, from: Node, to: Node): void {
  panel.append(closer(app), h("p", { class: "kind" }, "The shortest way"), h("h2", {}, link(app, from), " to ", link(app, to)));
  if (!app.path.length) {
    panel.append(h("p", { class: "hint" }, "Nothing that is shown connects the two."));
    return;
  }
  const steps = h("ol", { class: "steps" });
  for (const edge of app.path)
    steps.append(h("li", {}, h("button", { type: "button", class: "link name", click: () => app.select({ edge: edge.index }) }, bdi(cut(app.graph.sentence(edge), 240)))));
  panel.append(steps);
  passages(app, panel, app.path, []);
}

function drawNode(app: App, panel: HTMLElement, node: Node): void {
  const { graph } = app;
  const kind = [KIND_WORDS[node.kind][0], node.type && node.type !== node.kind ? node.type : ""].filter(Boolean).join(" · ");
  panel.append(closer(app), h("p", { class: "kind" }, glyph(node.kind), kind), h("h2", {}, bdi(node.label)));
  if (node.event) panel.append(...whenLines(node));
  if (node.status && node.status !== "held") panel.append(h("p", { class: "fact" }, h("b", {}, "Status "), bdi(node.status)));
  if (node.stance && node.stance !== "neutral") panel.append(h("p", { class: "fact" }, h("b", {}, "Stance "), bdi(node.stance)));
  for (const office of node.offices?.slice(0, 8) ?? []) panel.append(h("p", { class: "fact" }, bdi(office)));
  if (node.side !== undefined && node.side !== node.index) panel.append(h("p", { class: "fact" }, h("b", {}, "Side "), link(app, graph.nodes[node.side])));
  if (node.names?.length) panel.append(h("p", { class: "fact" }, h("b", {}, "Also "), bdi(cut(node.names.join(", "), 300))));
  const further = beyond(app, node);
  if (further) panel.append(further);
  const identifier = outside(node.id);
  if (identifier) panel.append(h("p", { class: "fact" }, identifier));
  panel.append(...agreement(app, node.ev, node.event ? node : undefined));
  const every = node.edges.map((it) => graph.edges[it]);
  const edges = every.filter((it) => it.tie !== "country" || it.s === node.index);
  const own = every.length - edges.length;
  if (own) panel.append(h("p", { class: "fact" }, h("b", {}, "Country of "), plural(own, "actor or place", "actors and places")));
  if (!edges.length) panel.append(h("p", { class: "hint" }, "No statement ties this to anything else."));
  passages(app, panel, edges, node.event ? node.ev : edges.length ? [] : node.ev, node);
}

function outside(id: string): HTMLElement | undefined {
  const qid = /\/id\/(Q\d+)$/.exec(id)?.[1];
  if (!qid) return undefined;
  return h("a", { href: `https://www.wikidata.org/wiki/${qid}`, rel: "noopener noreferrer", target: "_blank" }, `Wikidata ${qid}`);
}

function whenLines(event: Node): HTMLElement[] {
  const lines = [h("p", { class: "fact" }, h("b", {}, "When "), bdi(event.when ?? "undated"),
    event.inferred ? h("span", { class: "tag inferred" }, "inferred") : "")];
  if (event.inferred) lines.push(h("p", { class: "fact small" }, bdi(event.inferred === "from the order of events"
    ? "No words give a date; it follows from the order of events."
    : `${event.inferred[0].toUpperCase()}${event.inferred.slice(1)}; the year is not among them.`)));
  else if (event.words?.length) lines.push(h("p", { class: "fact small" }, "In the words of the article: ", bdi(event.words.map((it) => `“${it}”`).join(", "))));
  return lines;
}

/** How many articles say so, and where they differ. */
function agreement(app: App, ev: readonly number[], event?: Node): HTMLElement[] {
  const { graph } = app;
  const docs = graph.docsOf(ev);
  const denying = graph.docsOf(ev.filter((it) => graph.evidence[it].factuality === "negated"));
  const found: HTMLElement[] = [];
  if (docs.length > 1) {
    const agree = docs.length - denying.length;
    found.push(h("p", { class: "agree" }, denying.length
      ? `${plural(agree, "article")} ${agree === 1 ? "says" : "say"} so, ${denying.length} ${denying.length === 1 ? "denies" : "deny"} it.`
      : `${plural(docs.length, "article")} say so.`));
  }
  if (event?.differ) {
    const list = h("ul", { class: "differ" });
    for (const [property, value, who] of event.differ) {
      const names = who.map((it) => docName(graph.docs[it])).join("; ");
      list.append(h("li", {}, h("b", {}, `${property}: `), bdi(value), who.length ? ` (${plural(who.length, "article")}: ` : "", who.length ? bdi(cut(names, 160)) : "", who.length ? ")" : ""));
    }
    found.push(h("div", { class: "agree" }, "Sources differ on:", list));
  }
  return found;
}

type Group = { doc: number; passage: number; edges: Map<number, Edge>; ev: Set<number>; first: number };

function passages(app: App, panel: HTMLElement, edges: Edge[], own: readonly number[], from?: Node): void {
  const { graph } = app;
  const groups = new Map<string, Group>();
  const group = (it: Evidence) => {
    const key = it.passage < 0 ? `${it.doc}/at/${it.from}` : `${it.doc}/${it.passage}`;
    const known = groups.get(key) ?? { doc: it.doc, passage: it.passage, edges: new Map(), ev: new Set<number>(), first: it.from };
    groups.set(key, known);
    known.ev.add(it.index);
    return known;
  };
  for (const it of own) group(graph.evidence[it]);
  let bare = 0;
  for (const edge of edges) {
    for (const it of edge.ev) group(graph.evidence[it]).edges.set(edge.index, edge);
    if (!edge.ev.length) bare += 1;
  }
  const all = [...groups.values()].sort((a, b) => a.doc - b.doc || a.first - b.first);
  const statements = from ? `${plural(edges.length, "statement")} from ` : "";
  if (all.length) panel.append(h("h3", {}, `${statements}${plural(all.length, "passage")}`));
  if (bare) panel.append(h("p", { class: "note" }, `${plural(bare, "statement")} without evidence in this graph: `, ...edges.filter((it) => !it.ev.length).slice(0, 20).map((it) => chip(app, it, from))));
  let doc = -1;
  for (const it of all.slice(0, limit)) {
    if (it.doc !== doc) {
      doc = it.doc;
      panel.append(h("p", { class: "source" }, ...sourceLine(app, graph.docs[doc])));
    }
    panel.append(passage(app, it, from, edges.length === 1 && !from ? new Set(edges[0].ev) : it.ev));
  }
  if (all.length > limit) panel.append(note(`${all.length - limit} more passages.`, "Show more", () => { limit += 2 * FIRST; drawPanel(app, panel); }));
  const only = graph.docs[doc];
  if (only?.text === "full") {
    const marks = new Map<number, Set<number>>();
    for (const it of all.filter((g) => g.doc === doc)) marks.set(it.passage, it.ev);
    article(app, panel, only, marks);
  }
}

function passage(app: App, it: Group, from: Node | undefined, marked: ReadonlySet<number>): HTMLElement {
  const { graph } = app;
  const box = h("section", { class: "passage" });
  if (from && it.edges.size) box.append(h("div", { class: "chips" }, ...[...it.edges.values()].map((edge) => chip(app, edge, from))));
  const evidence = [...it.ev].map((index) => graph.evidence[index]);
  const words = graph.docs[it.doc].passages?.[it.passage];
  if (words) {
    const quote = h("blockquote", {}, "“", bdiMarked(words[1], evidence.filter((e) => marked.has(e.index))), "”");
    box.append(quote);
  } else box.append(h("p", { class: "hint" }, "The words are not part of this page."));
  box.append(h("div", { class: "tags" }, ...tags(evidence), citation(app, it, evidence, words)));
  return box;
}

/** Text with the stretches of the evidence marked; where stretches overlap, a mark names all of them. */
export function bdiMarked(text: string, evidence: Evidence[]): HTMLElement {
  const cuts = [...new Set([0, text.length, ...evidence.flatMap((it) => [it.begin, it.end])])].sort((a, b) => a - b);
  const box = h("bdi");
  cuts.slice(0, -1).forEach((begin, place) => {
    const end = cuts[place + 1];
    const own = evidence.filter((it) => it.begin <= begin && end <= it.end);
    box.append(own.length ? h("mark", { "data-ev": own.map((it) => it.index).join(" ") }, text.slice(begin, end)) : text.slice(begin, end));
  });
  return box;
}

const HEDGES: Record<string, string> = {
  attributed: "attributed", alleged: "alleged", future: "expected, not yet held", hypothetical: "hypothetical", negated: "denied",
};

function tags(evidence: Evidence[]): HTMLElement[] {
  const found: HTMLElement[] = [];
  const sure = evidence.map((it) => it.confidence).filter((it): it is number => it !== null);
  const said = [...new Set(evidence.map((it) => it.saidBy).filter(Boolean))];
  for (const name of said) found.push(h("span", { class: "tag" }, "according to ", bdi(cut(name, 80))));
  for (const [key, words] of Object.entries(HEDGES)) {
    if (key === "attributed" && said.length) continue;
    if (evidence.some((it) => it.factuality === key)) found.push(h("span", { class: `tag ${key}` }, words));
  }
  if (sure.length) {
    const [low, high] = [Math.min(...sure), Math.max(...sure)];
    found.push(h("span", { class: "sure" }, surenessBetween(low, high)));
  }
  return found;
}

function citation(app: App, it: Group, evidence: Evidence[], words?: [number, string]): HTMLElement {
  const doc = app.graph.docs[it.doc];
  const [from, to] = [Math.min(...evidence.map((e) => e.from)), Math.max(...evidence.map((e) => e.to))];
  const where = `characters ${from}–${to}`;
  return h("span", { class: "where" }, h("span", { title: "Offsets in the article, in Unicode code points" }, where),
    h("button", {
      type: "button", class: "link", click: () => {
        const text = [words ? `“${words[1].trim()}”` : "", [docName(doc), doc.publisher, doc.date, doc.url].filter(Boolean).join(", "), where].filter(Boolean).join(" — ");
        void navigator.clipboard?.writeText(text).then(() => app.say("Citation copied"), () => app.say("The browser did not allow copying"));
      },
    }, "Copy citation"));
}

function chip(app: App, edge: Edge, from?: Node): HTMLElement {
  const { graph } = app;
  const seen = from ? from.index : edge.s;
  const other = graph.other(edge, seen);
  const words = graph.words(edge, seen);
  const extra = edge.detail ? `, ${edge.detail}` : "";
  return h("button", { type: "button", class: "chip says", title: plain(graph.sentence(edge)), click: () => app.select({ edge: edge.index }) },
    h("span", {}, `${words} `, h("bdi", {}, cut(other.label, 90)), cut(extra, 60)));
}

function link(app: App, node: Node): HTMLElement {
  return h("button", { type: "button", class: "link name", click: () => app.select({ node: node.index }) }, bdi(node.label));
}

function sourceLine(app: App, doc: Doc): (HTMLElement | string)[] {
  const page = pageOf(app, doc.iri);
  const parts: (HTMLElement | string)[] = [h("b", {}, page ? h("a", { href: page, class: "page" }, bdi(docName(doc))) : bdi(docName(doc)))];
  const about = [doc.publisher, doc.date].filter((it): it is string => !!it);
  parts.push(h("span", { class: "small" }, about.length ? bdi(` ${about.join(", ")}`) : " no date of publication given"));
  if (doc.url && /^https?:\/\//.test(doc.url))
    parts.push(h("a", { href: doc.url, rel: "noopener noreferrer", target: "_blank", class: "url" }, plain(doc.url)));
  return parts;
}

function article(app: App, panel: HTMLElement, doc: Doc, marks: Map<number, Set<number>>): void {
  const text = h("div", { class: "text" });
  (doc.passages ?? []).forEach(([, words], place) => {
    const own = [...(marks.get(place) ?? [])].map((it) => app.graph.evidence[it]);
    text.append(own.length ? bdiMarked(words, own) : words);
  });
  panel.append(h("details", { class: "article", open: true }, h("summary", {}, "The article"), text));
}
