// A histogram of the events over time with a brush: two thumbs, drag on the bars, and the undated as a chip.
import type { App } from "./app";
import { h, s } from "./dom";
import { plural } from "./payload";
import { EVENTS } from "./payload";

type Bucket = { from: string; to: string; label: string; count: number };
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function lastDay(year: number, month: number): string {
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${pad(year)}-${String(month).padStart(2, "0")}-${day}`;
}
const pad = (year: number) => String(year).padStart(4, "0");

/** Months, quarters, years or decades between the first and the last event, at most 60. */
export function buckets(days: string[]): Bucket[] {
  if (!days.length) return [];
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  const start = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1;
  const end = Number(last.slice(0, 4)) * 12 + Number(last.slice(5, 7)) - 1;
  const step = [1, 3, 12, 120, 1200].find((it) => Math.floor(end / it) - Math.floor(start / it) < 60) ?? 1200;
  const found: Bucket[] = [];
  for (let at = Math.floor(start / step) * step; at <= end; at += step) {
    const [year, month] = [Math.floor(at / 12), (at % 12) + 1];
    const until = at + step - 1;
    const label = step === 1 ? `${MONTHS[month - 1]} ${year}` : step === 3 ? `${year}, quarter ${(month + 2) / 3}` : step === 12 ? `${year}` : `${year}–${year + step / 12 - 1}`;
    found.push({ from: `${pad(year)}-${String(month).padStart(2, "0")}-01`, to: lastDay(Math.floor(until / 12), (until % 12) + 1), label, count: 0 });
  }
  for (const day of days) {
    const at = Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / step) - Math.floor(start / step);
    found[at].count += 1;
  }
  return found;
}

export function drawTimeline(app: App, bar: HTMLElement): void {
  const { state, graph, facets } = app;
  const focus = document.activeElement instanceof HTMLElement && bar.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const every = graph.nodes.filter((it) => EVENTS.includes(it.kind) && state.kinds.has(it.kind) && facets.passes(it, state));
  const dated = every.filter((it) => it.day);
  const all = buckets(dated.map((it) => it.day));
  const undated = every.length - dated.length;
  bar.replaceChildren();
  bar.hidden = !every.length;
  if (all.length) bar.append(histogram(app, all));
  if (undated) bar.append(h("label", { class: "undated" },
    h("input", { type: "checkbox", checked: state.undated, "data-key": "undated", change: () => app.change((it) => { it.undated = !it.undated; }) }),
    `${undated.toLocaleString("en")} undated`));
  if (focus) bar.querySelector<HTMLElement>(`[data-key="${focus}"]`)?.focus();
}

function histogram(app: App, all: Bucket[]): HTMLElement {
  const { state } = app;
  const most = Math.max(...all.map((it) => it.count));
  const at = (day: string, otherwise: number) => {
    const place = all.findIndex((it) => it.from <= day && day <= it.to);
    return day && place >= 0 ? place : otherwise;
  };
  const chosen = [at(state.from, 0), at(state.to, all.length - 1)];
  const svg = s("svg", { viewBox: `0 0 ${all.length} 24`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true" });
  all.forEach((it, place) => {
    const height = it.count ? Math.max(2, (22 * it.count) / most) : 0;
    const inside = place >= chosen[0] && place <= chosen[1];
    svg.append(s("rect", { x: place + 0.08, y: 24 - height, width: 0.84, height, class: inside ? "bar in" : "bar" },
      s("title", {}, `${it.label}: ${plural(it.count, "event")}`)));
  });
  const set = (from: number, to: number) => app.change((it) => {
    it.from = from <= 0 ? "" : all[from].from;
    it.to = to >= all.length - 1 ? "" : all[to].to;
  });
  const thumb = (which: 0 | 1) => h("input", {
    type: "range", min: 0, max: all.length - 1, step: 1, value: chosen[which], "data-key": `thumb${which}`,
    "aria-label": which ? "Until" : "From", "aria-valuetext": all[chosen[which]].label,
    change: (event: Event) => {
      const value = Number((event.target as HTMLInputElement).value);
      if (which) set(Math.min(chosen[0], value), value);
      else set(value, Math.max(chosen[1], value));
    },
  });
  const frame = h("div", { class: "frame" }, svg, ...(all.length > 1 ? [thumb(0), thumb(1)] : []));
  brush(svg, all.length, set);
  const ticks = h("div", { class: "ticks", "aria-hidden": "true" }, h("span", {}, all[0].label), h("span", {}, chosen[0] || chosen[1] < all.length - 1 ? `${all[chosen[0]].label} – ${all[chosen[1]].label}` : ""), h("span", {}, all.length > 1 ? all[all.length - 1].label : ""));
  return h("div", { class: "histogram", role: "group", "aria-label": "Events over time" }, frame, ticks);
}

function brush(svg: SVGSVGElement, length: number, set: (from: number, to: number) => void): void {
  let start = -1;
  const place = (event: PointerEvent) => {
    const box = svg.getBoundingClientRect();
    return Math.max(0, Math.min(length - 1, Math.floor(((event.clientX - box.left) / box.width) * length)));
  };
  svg.addEventListener("pointerdown", (event) => { start = place(event); svg.setPointerCapture(event.pointerId); });
  svg.addEventListener("pointerup", (event) => {
    if (start < 0) return;
    const end = place(event);
    set(Math.min(start, end), Math.max(start, end));
    start = -1;
  });
}
