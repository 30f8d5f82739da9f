// The front door: names and other names of everything, then words of the passages.
import type { App } from "./app";
import { bdi, cut, glyph, h } from "./dom";
import { KIND_WORDS, type Node, docName, plural } from "./payload";

const MOST = 12;
type Hit = { draw: () => HTMLElement; go: () => void };

export function folded(words: string): string {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function makeSearch(app: App): HTMLElement {
  const list = h("ul", { id: "hits", role: "listbox", "aria-label": "Found", hidden: true });
  const input = h("input", {
    type: "search", id: "search", placeholder: "Search  /", "aria-label": "Search actors, meetings, issues and words", role: "combobox",
    "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
  });
  const names = app.graph.nodes.map((it) => folded([it.label, ...(it.names ?? [])].join("\n")));
  let hits: Hit[] = [];
  let at = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const mark = (place: number) => {
    at = place;
    [...list.children].forEach((it, index) => it.setAttribute("aria-selected", String(index === place)));
    if (place >= 0) { input.setAttribute("aria-activedescendant", `hit${place}`); list.children[place]?.scrollIntoView({ block: "nearest" }); }
  };
  const take = (place: number) => { const hit = hits[place]; close(); if (hit) { input.value = ""; hit.go(); } };
  const look = () => {
    const wanted = folded(input.value.trim());
    hits = wanted ? find(app, names, wanted) : [];
    list.replaceChildren(...hits.map((it, place) => {
      const row = it.draw();
      row.id = `hit${place}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.addEventListener("pointerdown", (event) => { event.preventDefault(); take(place); });
      return row;
    }));
    if (wanted && !hits.length) list.append(h("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing has these words."));
    list.hidden = !wanted;
    input.setAttribute("aria-expanded", String(!!wanted));
    mark(hits.length ? 0 : -1);
  };
  input.addEventListener("input", look);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter") { event.preventDefault(); take(Math.max(0, at)); }
    else if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
  });
  return h("div", { class: "search", role: "search" }, input, list);
}

/** Selects what was found, and shows its kind if that is hidden. */
function take(app: App, node: Node): void {
  if (!app.state.kinds.has(node.kind)) app.change((state) => { state.kinds.add(node.kind); }, true);
  app.select({ node: node.index });
}

function find(app: App, names: string[], wanted: string): Hit[] {
  const { graph } = app;
  const scored: [number, number][] = [];
  names.forEach((name, index) => {
    const place = name.indexOf(wanted);
    if (place >= 0) scored.push([place === 0 ? 0 : /[\s\n-]/.test(name[place - 1]) ? 1 : 2, index]);
  });
  scored.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const hits = scored.slice(0, MOST).map(([, index]): Hit => {
    const node = graph.nodes[index];
    const count = node.event ? node.when ?? "" : plural(node.meetings ?? 0, "meeting");
    return {
      draw: () => h("li", {}, glyph(node.kind), h("span", { class: "words" }, bdi(cut(node.label, 90))), h("span", { class: "count" }, `${KIND_WORDS[node.kind][0]} · ${count}`)),
      go: () => take(app, node),
    };
  });
  if (wanted.length < 3) return hits;
  const seen = new Set<string>();
  for (const it of graph.evidence) {
    if (hits.length >= MOST + 4) break;
    const words = graph.docs[it.doc].passages?.[it.passage]?.[1] ?? "";
    const key = `${it.doc}/${it.passage}`;
    if (seen.has(key) || !folded(words).includes(wanted)) continue;
    const own = graph.nodes.filter((other) => other.event && other.ev.includes(it.index));
    const node = own.find((other) => app.state.kinds.has(other.kind)) ?? own[0];
    if (!node) continue;
    seen.add(key);
    hits.push({
      draw: () => h("li", {}, glyph(node.kind), h("span", { class: "words" }, "“", bdi(cut(words, 90)), "”"), h("span", { class: "count" }, bdi(cut(docName(graph.docs[it.doc]), 30)))),
      go: () => take(app, node),
    });
  }
  return hits;
}
