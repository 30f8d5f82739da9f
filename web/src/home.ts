// Ways back to the explorer that drew this page, where there is one: its front door and its page of each node and article.
import type { App } from "./app";
import { h, plain } from "./dom";
import type { Node } from "./payload";
import { BASE } from "./state";

/** The address of the page of a node or article, "" where there is none. */
export function pageOf(app: App, iri: string): string {
  const { home } = app.graph.meta;
  if (!home?.startsWith("/") || !iri.startsWith(BASE)) return "";
  return home + iri.slice(BASE.length).split("/").map(encodeURIComponent).join("/");
}

/** The front door, for the head of the page. */
export function door(app: App): HTMLElement | null {
  const { home } = app.graph.meta;
  return home?.startsWith("/") ? h("a", { class: "home", href: home, title: "Search the whole workspace" }, "← DiploKG") : null;
}

/** Where a node leads beyond what is drawn: its page, all its ties with their counts, a drawing around it. */
export function beyond(app: App, node: Node): HTMLElement | null {
  const page = pageOf(app, node.id);
  if (!page) return null;
  const drawing = `${app.graph.meta.home}view?focus=${encodeURIComponent(node.id)}&view=${app.state.view}`;
  return h("p", { class: "fact beyond" },
    h("a", { href: page }, "Its page"),
    node.event ? null : h("a", { href: `${page}#ties` }, "All its ties, counted"),
    h("a", { href: drawing, "aria-label": `Draw around ${plain(node.label).slice(0, 120)}` }, "Draw around it"));
}

/** Opens the ties of a node, counted, from which one expands. */
export function expand(app: App, node: Node): void {
  const page = pageOf(app, node.id);
  if (page) location.href = node.event ? page : `${page}#ties`;
}
