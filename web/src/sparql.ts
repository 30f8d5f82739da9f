// The editor of the SPARQL page, loaded there only. It asks this server's endpoint and nothing else: its own completion
// would ask a directory of vocabularies elsewhere, so the words of this server's vocabulary are given to it.
import Yasgui from "@zazuko/yasgui";
import { h } from "./dom";
import { BASE } from "./state";

type Editor = { getValue(): string };
type Completer = { name: string; get: () => string[]; bulk: boolean; autoShow?: boolean };
type Parts = { Yasqe: { Autocompleters: Record<string, Completer>; registerAutocompleter(it: Completer): void } };
type Terms = { prefixes: Record<string, string>; class: string[]; property: string[] };

/** What the package leaves without a name for screen readers. */
const NAMES: Record<string, string> = { ".CodeMirror textarea": "SPARQL query", "select.tableSizer": "Rows on a page", "input.tableFilter": "Filter the rows", ".yasr textarea": "The answer" };

function vocabulary(terms: Terms): void {
  const { Yasqe } = Yasgui as unknown as Parts;
  const lists: Record<string, string[]> = { prefixes: Object.entries(terms.prefixes).map(([name, iri]) => `${name}: <${iri}>`), class: terms.class, property: terms.property };
  for (const [name, list] of Object.entries(lists)) Yasqe.registerAutocompleter({ ...Yasqe.Autocompleters[name], name, bulk: true, get: () => list });
}

/** Names for fields, and pages of this server for its own nodes, whatever the editor draws anew. */
function mend(place: HTMLElement): void {
  for (const [selector, name] of Object.entries(NAMES))
    for (const it of place.querySelectorAll(selector)) if (!it.hasAttribute("aria-label")) it.setAttribute("aria-label", name);
  for (const it of place.querySelectorAll(".CodeMirror-scroll:not([tabindex='0'])")) it.setAttribute("tabindex", "0"); // it scrolls
  for (const it of place.querySelectorAll<HTMLAnchorElement>(`.yasr a[href^="${BASE}"]`)) {
    it.setAttribute("href", `/${it.href.slice(BASE.length)}`);
    it.removeAttribute("target");
  }
}

function start(): void {
  const place = document.getElementById("editor");
  const form = document.getElementById("ask");
  if (!place || !form) return;
  const query = place.dataset.query ?? "";
  const endpoint = new URL("/sparql", location.href).href;
  place.hidden = false;
  vocabulary(JSON.parse(place.dataset.terms ?? "{}") as Terms);
  const yasgui = new Yasgui(place, {
    autofocus: false,
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: null,
    populateFromUrl: false,
    yasqe: { value: query, persistenceId: null, createShareableLink: (yasqe: Editor) => `${location.origin}/ask?query=${encodeURIComponent(yasqe.getValue())}` },
  } as never);
  form.hidden = true;
  const tab = () => (yasgui as unknown as { getTab(): { getYasqe(): Editor } | undefined }).getTab();
  const draw = (view: string) => {
    const text = tab()?.getYasqe().getValue() ?? query;
    location.href = `/view?query=${encodeURIComponent(text)}&view=${view}`;
  };
  place.append(h("p", { class: "draw" },
    h("button", { type: "button", class: "tool", click: () => draw("matrix") }, "Open these results as matrix"),
    h("button", { type: "button", class: "tool", click: () => draw("network") }, "as network")));
  mend(place);
  new MutationObserver(() => mend(place)).observe(place, { childList: true, subtree: true });
  yasgui.on("query", () => { for (const it of document.querySelectorAll<HTMLElement>("#results, .trouble")) it.hidden = true; });
}

start();
