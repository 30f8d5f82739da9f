// What every part of the page is given: the graph, what is shown, and how to change it.
import type { Edge, Graph } from "./payload";
import type { Facets, Selection, Shown, State } from "./state";

export type App = {
  graph: Graph;
  facets: Facets;
  state: State;
  shown: Shown;
  /** The way between two selected nodes, empty where fewer are selected or there is none. */
  path: Edge[];
  /** Selects, or clears with an empty selection; a second press on the same thing clears it. */
  select: (selection: Selection) => void;
  /** Changes the state and draws anew. */
  change: (change: (state: State) => void, keep?: boolean) => void;
  /** Words for screen readers. */
  say: (words: string) => void;
};

export function isNode(app: App, index: number): boolean {
  return app.state.selection.node === index || app.state.selection.to === index;
}

/** Selects a node; with Shift held, the way to it from the one that is selected. */
export function pick(app: App, index: number, event: { shiftKey: boolean }): void {
  const { node } = app.state.selection;
  app.select(event.shiftKey && node !== undefined && node !== index ? { node, to: index } : { node: index });
}

/** Nodes that touch the selection, the selection among them; null when nothing is selected. */
export function near(app: App): Set<number> | null {
  const { node, edge, to } = app.state.selection;
  if (to !== undefined && node !== undefined) return new Set([node, to, ...app.path.flatMap((it) => [it.s, it.t])]);
  if (edge !== undefined) return new Set([app.graph.edges[edge].s, app.graph.edges[edge].t]);
  if (node === undefined) return null;
  const found = new Set([node]);
  for (const index of app.graph.nodes[node].edges) {
    const it = app.graph.edges[index];
    if (app.shown.edge(it)) found.add(it.s).add(it.t);
  }
  return found;
}
