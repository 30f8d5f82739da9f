// What scripts add to the pages of the explorer, which work without them: suggestions while one types, light or
// dark, "/" for the search, and in an article the places of what the pointer or focus is on.
import { bdi, glyph, h } from "./dom";
import type { Kind } from "./payload";

type Suggestion = { path: string; iri: string; kind: Kind | "article"; label: string; about: string };
const THEME = "diplokg-theme";

function theme(): void {
  const root = document.documentElement;
  const kept = stored();
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  const button = document.querySelector<HTMLButtonElement>("button.theme");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme === "dark" || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem(THEME, root.dataset.theme); } catch { /* then it is chosen anew on each page */ }
  });
}

function stored(): string | null {
  try { return localStorage.getItem(THEME); } catch { return null; }
}

/** A list under an input that follows the typing; the newest answer counts, whatever order they come in, and leaves what is chosen chosen. */
function suggest(input: HTMLInputElement, name: string, take: (it: Suggestion) => void, wanted: (it: Suggestion) => boolean): void {
  const list = h("ul", { id: name, role: "listbox", "aria-label": "Found", hidden: true });
  list.id = name;
  input.after(list);
  for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": name, "aria-autocomplete": "list" })) input.setAttribute(key, value);
  let hits: Suggestion[] = [];
  let at = -1;
  let asked = 0;
  let timer = 0;
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const mark = (place: number) => {
    at = place;
    [...list.children].forEach((it, index) => it.setAttribute("aria-selected", String(index === place)));
    if (place >= 0) { input.setAttribute("aria-activedescendant", `${name}-${place}`); list.children[place]?.scrollIntoView({ block: "nearest" }); } else input.removeAttribute("aria-activedescendant");
  };
  const show = (found: Suggestion[]) => {
    const chosen = hits[at]?.path;
    hits = found;
    list.replaceChildren(...hits.map((it, place) => {
      const row = h("li", { id: `${name}-${place}`, role: "option", "aria-selected": "false" }, it.kind === "article" ? null : glyph(it.kind), h("span", { class: "words" }, bdi(it.label)), h("span", { class: "count" }, it.about));
      row.addEventListener("pointerdown", (event) => { event.preventDefault(); close(); take(it); });
      return row;
    }));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(!!hits.length));
    mark(hits.findIndex((it) => it.path === chosen));
  };
  const look = async () => {
    const words = input.value.trim();
    const own = ++asked;
    if (!words) { show([]); return; }
    try {
      const answer = await fetch(`/search.json?q=${encodeURIComponent(words)}`);
      const found = answer.ok ? ((await answer.json()) as Suggestion[]) : [];
      if (own !== asked || document.activeElement !== input) return;
      show(found.filter(wanted));
    } catch { /* the form still searches */ }
  };
  input.addEventListener("input", () => { mark(-1); clearTimeout(timer); timer = window.setTimeout(() => void look(), 60); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!hits.length || list.hidden) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(at < 0 ? (step > 0 ? 0 : hits.length - 1) : (at + step + hits.length) % hits.length);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) { event.preventDefault(); const hit = hits[at]; close(); take(hit); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
  });
}

function searches(): void {
  const search = document.querySelector<HTMLInputElement>("#search");
  if (search) suggest(search, "hits", (it) => { location.href = it.path; }, () => true);
  document.querySelectorAll<HTMLInputElement>('input[data-suggest="actors"]').forEach((input, place) => {
    suggest(input, `hits-${place}`, (it) => { input.value = it.label; }, (it) => !["meeting", "act", "change", "process", "article"].includes(it.kind));
  });
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !search) return;
    if (event.target instanceof HTMLElement && event.target.isContentEditable) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
}

/** In an article, everything that stands for the same node is lit together. */
function lights(): void {
  const text = document.querySelector(".text");
  if (!text) return;
  const of = new Map<string, Element[]>();
  for (const it of text.querySelectorAll<HTMLElement>("[data-of]"))
    for (const node of it.dataset.of?.split(" ") ?? []) of.set(node, [...(of.get(node) ?? []), it]);
  const light = (target: EventTarget | null, on: boolean) => {
    const span = target instanceof Element ? target.closest<HTMLElement>("[data-of]") : null;
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#s-"]') : null;
    const node = span?.dataset.of?.split(" ")[0] ?? link?.hash.slice(1);
    for (const it of (node && of.get(node)) || []) it.classList.toggle("lit", on);
  };
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]] as const)
    document.addEventListener(name, (event) => light(event.target, on));
}

theme();
searches();
lights();
