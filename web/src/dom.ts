// Elements from names, attributes and text; never from HTML.
import type { Kind } from "./payload";

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;
const SVG = "http://www.w3.org/2000/svg";
/** Characters that would turn the text around them. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function fill(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value as EventListener);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children) if (child) element.append(child);
}

export function h<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  fill(element, attributes, children);
  return element;
}

export function s<K extends keyof SVGElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name);
  fill(element, attributes, children);
  return element;
}

/** A label that cannot turn its surroundings. */
export function bdi(words: string, attributes: Attributes = {}): HTMLElement {
  return h("bdi", attributes, plain(words));
}

export function plain(words: string): string {
  return words.replace(TURNING, "");
}

export function cut(words: string, most: number): string {
  const clean = plain(words);
  return clean.length <= most ? clean : `${clean.slice(0, most - 1).trimEnd()}…`;
}

export const EVENT_SHAPE: readonly Kind[] = ["meeting", "act", "change", "process"];

/** The path of a kind's shape, centred on 0,0. */
export function shape(kind: Kind, size = 7): string {
  const r = size;
  switch (kind) {
    case "state": return `M${-r} ${-r}H${r}V${r}H${-r}Z`;
    case "organization": return `M0 ${-r * 1.3}L${r * 1.3} 0L0 ${r * 1.3}L${-r * 1.3} 0Z`;
    case "person": return `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
    case "group": return `M${-r * 1.1} 0L${-r * 0.55} ${-r}H${r * 0.55}L${r * 1.1} 0L${r * 0.55} ${r}H${-r * 0.55}Z`;
    case "issue": return `M0 ${-r}L${r * 1.1} ${r * 0.9}H${-r * 1.1}Z`;
    case "place": return `M0 ${r}L${r * 1.1} ${-r * 0.9}H${-r * 1.1}Z`;
    case "meeting": return `M${-r * 1.5} ${-r * 0.8}H${r * 1.5}V${r * 0.8}H${-r * 1.5}Z`;
    case "act": return `M${-r * 1.3} ${-r * 0.9}H${r * 1.3}V${r * 0.5}H${-r * 0.1}L${-r * 0.7} ${r * 1.1}V${r * 0.5}H${-r * 1.3}Z`;
    case "change": return `M${-r * 1.4} ${-r * 0.75}H${r * 0.6}L${r * 1.5} 0L${r * 0.6} ${r * 0.75}H${-r * 1.4}Z`;
    case "process": return `M${-r * 0.7} ${-r * 0.75}H${r * 0.7}A${r * 0.75} ${r * 0.75} 0 0 1 ${r * 0.7} ${r * 0.75}H${-r * 0.7}A${r * 0.75} ${r * 0.75} 0 0 1 ${-r * 0.7} ${-r * 0.75}Z`;
  }
}

export function glyph(kind: Kind): SVGElement {
  return s("svg", { class: `glyph k-${kind}`, viewBox: "-11 -10 22 20", "aria-hidden": "true", focusable: "false" },
    s("path", { d: shape(kind), class: "shape" }));
}

/** Lines of at most ``width`` pixels, the last one cut; at most ``most`` lines. */
const canvas = document.createElement("canvas").getContext("2d");
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif";
export function measure(words: string, size: number, weight = 400): number {
  if (!canvas) return words.length * size * 0.56;
  canvas.font = `${weight} ${size}px ${FONT}`;
  return canvas.measureText(words).width;
}

export function wrap(words: string, width: number, size: number, most = 2, weight = 400): string[] {
  const text = plain(words).slice(0, 400);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || measure(longer, size, weight) <= width) line = longer;
    else { lines.push(line); line = word; }
  }
  if (line) lines.push(line);
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] += " …";
  return kept.map((it) => fit(it, width, size, weight));
}

function fit(words: string, width: number, size: number, weight: number): string {
  if (measure(words, size, weight) <= width) return words;
  let end = words.length;
  while (end > 1 && measure(`${words.slice(0, end)}…`, size, weight) > width) end -= 1;
  return `${words.slice(0, end).replace(/[\s…]+$/, "")}…`;
}

/** Arrow keys go to the nearest element in that direction; one of them is in the tab order. */
export function rove(container: HTMLElement | SVGElement, selector: string): void {
  const items = () => [...container.querySelectorAll<HTMLElement>(selector)];
  const all = items();
  const first = container.querySelector<HTMLElement>(`${selector}[aria-pressed="true"]`) ?? all[0];
  for (const it of all) it.setAttribute("tabindex", it === first ? "0" : "-1");
  container.addEventListener("keydown", (event) => {
    const key = (event as KeyboardEvent).key;
    const here = (event.target as Element).closest<HTMLElement>(selector);
    if (!here || !/^Arrow(Up|Down|Left|Right)$/.test(key) || (event as KeyboardEvent).altKey) return;
    event.preventDefault();
    const from = centre(here);
    let best: HTMLElement | undefined;
    let least = Infinity;
    for (const it of items()) {
      if (it === here) continue;
      const to = centre(it);
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const [along, across] = key === "ArrowRight" ? [dx, dy] : key === "ArrowLeft" ? [-dx, dy]
        : key === "ArrowDown" ? [dy, dx] : [-dy, dx];
      const cost = along + 3 * Math.abs(across);
      if (along > 1 && cost < least) { least = cost; best = it; }
    }
    if (best) focusItem(container, selector, best);
  });
}

export function focusItem(container: Element, selector: string, item: HTMLElement): void {
  for (const it of container.querySelectorAll<HTMLElement>(selector)) it.setAttribute("tabindex", it === item ? "0" : "-1");
  item.focus();
  item.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function centre(element: Element): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** Space and Enter act on an SVG element with the role of a button. */
export function press(act: (event: KeyboardEvent) => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(event); }
  };
}
