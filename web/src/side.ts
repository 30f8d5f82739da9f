// Filters with counts; the first group is the legend too.
import type { App } from "./app";
import { bdi, cut, glyph, h } from "./dom";
import { ACTORS, EVENTS, type Kind, KIND_WORDS } from "./payload";
import { FACETS, type Facet, inTime } from "./state";

const WORDS: Record<Facet, string> = { side: "Sides", issue: "Issues", status: "Status", told: "Told as", source: "Sources" };
const FIRST = 6;
const open = new Set<Facet>();

export function drawSide(app: App, side: HTMLElement): void {
  const focus = document.activeElement instanceof HTMLElement && side.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const top = side.scrollTop;
  side.replaceChildren(
    kinds(app, "Events", EVENTS), kinds(app, "Actors", ACTORS), kinds(app, "Matters", ["issue", "place"]),
    confidence(app), ...FACETS.map((it) => facet(app, it)).filter((it): it is HTMLElement => !!it));
  if (app.shown.filtered) side.prepend(h("button", { type: "button", class: "clear", "data-key": "clear", click: () => clearFilters(app) }, "Clear filters"));
  if (focus) side.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  side.scrollTop = top;
}

export function clearFilters(app: App): void {
  app.change((state) => {
    for (const it of FACETS) state.chosen[it].clear();
    Object.assign(state, { sure: 0, from: "", to: "", undated: true });
  });
}

function box(key: string, checked: boolean, count: number, change: () => void, ...label: (Element | string)[]): HTMLElement {
  return h("label", { class: "option" },
    h("input", { type: "checkbox", "data-key": key, checked, change }),
    ...label.map((it) => (typeof it === "string" ? h("span", { class: "words", title: it }, bdi(cut(it, 80))) : it)),
    h("span", { class: "count" }, count.toLocaleString("en")));
}

function group(title: string, ...children: (Element | null)[]): HTMLElement {
  const set = h("fieldset", {}, h("legend", {}, title));
  for (const it of children) if (it) set.append(it);
  set.hidden = !children.some(Boolean);
  return set;
}

function kinds(app: App, title: string, of: readonly Kind[]): HTMLElement {
  const rows = of.map((kind) => {
    const count = app.graph.nodes.filter((it) => it.kind === kind).length;
    if (!count) return null;
    return box(`kind ${kind}`, app.state.kinds.has(kind), count, () => app.change((state) => {
      if (!state.kinds.delete(kind)) state.kinds.add(kind);
    }), glyph(kind), KIND_WORDS[kind][1]);
  });
  return group(title, ...rows);
}

function confidence(app: App): HTMLElement {
  const select = h("select", { "aria-label": "Least confidence", "data-key": "sure", change: (event: Event) => {
    const value = Number((event.target as HTMLSelectElement).value);
    app.change((state) => { state.sure = value; });
  } });
  for (const [value, words] of [[0, "any"], [0.5, "50% and more"], [0.7, "70% and more"], [0.9, "90% and more"]] as const)
    select.append(h("option", { value, selected: app.state.sure === value }, words));
  return group("Confidence", app.graph.evidence.length ? select : null);
}

function facet(app: App, which: Facet): HTMLElement | null {
  const { state, facets, graph } = app;
  const counts = new Map<string, number>();
  for (const event of graph.nodes) {
    if (!event.event || !state.kinds.has(event.kind) || !inTime(event, state) || !facets.passes(event, state, which)) continue;
    for (const value of facets.of[which].get(event.index) ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  for (const value of state.chosen[which]) if (!counts.has(value)) counts.set(value, 0);
  if (counts.size < 2 && !state.chosen[which].size) return null;
  const name = (value: string) => facets.names.get(value) ?? value;
  const values = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (name(a) < name(b) ? -1 : 1));
  const kept = open.has(which) ? values : values.filter((it, place) => place < FIRST || state.chosen[which].has(it));
  const rows: Element[] = kept.slice(0, 200).map((value) =>
    box(`${which} ${value}`, state.chosen[which].has(value), counts.get(value) ?? 0, () => app.change((now) => {
      if (!now.chosen[which].delete(value)) now.chosen[which].add(value);
    }), name(value)));
  if (values.length > kept.length || open.has(which))
    rows.push(h("button", { type: "button", class: "link", "data-key": `more ${which}`, click: () => {
      if (!open.delete(which)) open.add(which);
      app.change(() => undefined, true);
    } }, open.has(which) ? "Fewer" : `${values.length - kept.length} more`));
  return group(WORDS[which], ...rows);
}
