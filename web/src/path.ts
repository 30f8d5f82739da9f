// How two nodes are connected: the fewest statements that lead from one to the other.
import { type Edge, type Graph, TIES } from "./payload";
import type { Shown } from "./state";

/** Statements in order from one end to the other: through meetings and other events if that is possible, else through all that is shown. */
export function shortest(graph: Graph, shown: Shown, from: number, to: number): Edge[] {
  const through = walk(graph, from, to, (edge) => shown.edge(edge) && TIES.includes(edge.tie));
  return through.length ? through : walk(graph, from, to, shown.edge);
}

function walk(graph: Graph, from: number, to: number, passes: (edge: Edge) => boolean): Edge[] {
  const came = new Map<number, Edge | null>([[from, null]]);
  const waiting = [from];
  for (let at = 0; at < waiting.length && !came.has(to); at += 1) {
    for (const index of graph.nodes[waiting[at]].edges) {
      const edge = graph.edges[index];
      const next = edge.s === waiting[at] ? edge.t : edge.s;
      if (came.has(next) || !passes(edge)) continue;
      came.set(next, edge);
      waiting.push(next);
    }
  }
  const found: Edge[] = [];
  for (let node = to, edge = came.get(to); edge; edge = came.get(node)) {
    found.unshift(edge);
    node = edge.s === node ? edge.t : edge.s;
  }
  return found;
}
