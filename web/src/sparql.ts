// The editor of the SPARQL page, loaded there only. It asks this server's endpoint and nothing else.
import Yasgui from "@zazuko/yasgui";
import { h } from "./dom";

type Tab = { getYasqe(): { getValue(): string } };

function start(): void {
  const place = document.getElementById("editor");
  const form = document.getElementById("ask");
  if (!place || !form) return;
  const query = place.dataset.query ?? "";
  const endpoint = new URL("/sparql", location.href).href;
  place.hidden = false;
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: null,
    yasqe: { value: query, persistenceId: null, createShareableLink: (yasqe: { getValue(): string }) => `${location.origin}/ask?query=${encodeURIComponent(yasqe.getValue())}` },
  } as never);
  form.hidden = true;
  const tab = () => (yasgui as unknown as { getTab(): Tab | undefined }).getTab();
  const draw = (view: string) => {
    const text = tab()?.getYasqe().getValue() ?? query;
    location.href = `/view?query=${encodeURIComponent(text)}&view=${view}`;
  };
  place.append(h("p", { class: "draw" },
    h("button", { type: "button", class: "tool", click: () => draw("matrix") }, "Open these results as matrix"),
    h("button", { type: "button", class: "tool", click: () => draw("network") }, "as network")));
}

start();
