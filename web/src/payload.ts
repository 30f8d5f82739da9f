// The data of a page, as kg/views/payload.py writes it, and the indexes that every view reads.

export type Kind =
  | "state" | "organization" | "person" | "group"
  | "meeting" | "act" | "change" | "process"
  | "issue" | "place";

export const ACTORS: readonly Kind[] = ["state", "organization", "person", "group"];
export const EVENTS: readonly Kind[] = ["meeting", "act", "change", "process"];
export const KINDS: readonly Kind[] = [...ACTORS, ...EVENTS, "issue", "place"];
export const KIND_WORDS: Record<Kind, [string, string]> = {
  state: ["State", "States"],
  organization: ["Organisation", "Organisations"],
  person: ["Person", "Persons"],
  group: ["Group", "Groups"],
  meeting: ["Meeting", "Meetings"],
  act: ["Act", "Acts and statements"],
  change: ["Change", "Changes"],
  process: ["Process", "Processes"],
  issue: ["Issue", "Issues"],
  place: ["Place", "Places"],
};
/** Ties of an actor to an event, strongest first. */
export const TIES = ["participant", "speaker", "addressee", "reporter", "party"];

type RawNode = {
  id: string; kind: Kind; label: string; type?: string; names?: string[]; side?: number; status?: string;
  start?: string; end?: string; edtf?: string; words?: string[]; when?: string; inferred?: string;
  content?: string; stance?: string; offices?: string[]; differ?: [string, string, number[]][];
  ev?: number[]; said?: number; meetings?: number;
};
type RawEdge = [number, string, number, number[], string?, string[]?];
type RawEvidence = [number, number, number, number, number, number, number | null, string, string];
export type Doc = {
  id?: string; iri: string; title?: string; url?: string; date?: string; publisher?: string; text?: string;
  passages?: [number, string][];
};
export type Payload = {
  meta: {
    title: string; tool: string; kept: number; of: number; extent: string; view: string; theme: string;
    notes: string[]; home?: string;
  };
  nodes: RawNode[];
  edges: RawEdge[];
  evidence: RawEvidence[];
  docs: Doc[];
  relations: Record<string, [string, string]>;
};

export type Evidence = {
  index: number; doc: number; passage: number; begin: number; end: number; from: number; to: number;
  confidence: number | null; factuality: string; saidBy: string;
};
export type Node = Omit<RawNode, "ev"> & {
  index: number; ev: number[]; edges: number[]; event: boolean; actor: boolean;
  /** The day by which an event is sorted, "" when undated. */
  day: string;
};
export type Edge = {
  index: number; s: number; rel: string; tie: string; t: number; ev: number[]; detail: string; behalf: string[];
};

export class Graph {
  readonly meta: Payload["meta"];
  readonly nodes: Node[];
  readonly edges: Edge[];
  readonly evidence: Evidence[];
  readonly docs: Doc[];
  readonly relations: Payload["relations"];
  private readonly byId = new Map<string, number>();

  constructor(raw: Payload) {
    this.meta = raw.meta;
    this.docs = raw.docs;
    this.relations = raw.relations;
    this.evidence = raw.evidence.map(([doc, passage, begin, end, from, to, confidence, factuality, saidBy], index) =>
      ({ index, doc, passage, begin, end, from, to, confidence, factuality, saidBy }));
    this.nodes = raw.nodes.map((node, index) => ({
      ...node, index, ev: node.ev ?? [], edges: [],
      event: EVENTS.includes(node.kind), actor: ACTORS.includes(node.kind), day: node.start || node.end || "",
    }));
    this.edges = raw.edges.map(([s, rel, t, ev, detail, behalf], index) =>
      ({ index, s, rel, tie: rel.replace(/-(planned|off)$/, ""), t, ev, detail: detail ?? "", behalf: behalf ?? [] }));
    for (const node of this.nodes) this.byId.set(node.id, node.index);
    for (const edge of this.edges) {
      this.nodes[edge.s].edges.push(edge.index);
      this.nodes[edge.t].edges.push(edge.index);
    }
  }

  find(id: string): Node | undefined {
    const index = this.byId.get(id);
    return index === undefined ? undefined : this.nodes[index];
  }

  other(edge: Edge, node: number): Node {
    return this.nodes[edge.s === node ? edge.t : edge.s];
  }

  /** The words of an edge as seen from one of its ends. */
  words(edge: Edge, from: number = edge.s): string {
    return this.relations[edge.rel]?.[from === edge.s ? 0 : 1] ?? edge.rel;
  }

  sentence(edge: Edge): string {
    const extra = [edge.detail, edge.behalf.length ? `for ${edge.behalf.join(", ")}` : ""].filter(Boolean).join("; ");
    return `${this.nodes[edge.s].label} ${this.words(edge)} ${this.nodes[edge.t].label}${extra ? ` (${extra})` : ""}`;
  }

  /** The surest confidence of the evidence, null where none is given. */
  confidence(ev: readonly number[]): number | null {
    const sure = ev.map((it) => this.evidence[it].confidence).filter((it): it is number => it !== null);
    return sure.length ? Math.max(...sure) : null;
  }

  /** The event of an edge, if it has one. */
  eventOf(edge: Edge): Node | undefined {
    const [s, t] = [this.nodes[edge.s], this.nodes[edge.t]];
    return t.event ? t : s.event ? s : undefined;
  }

  docsOf(ev: readonly number[]): number[] {
    return [...new Set(ev.map((it) => this.evidence[it].doc))];
  }
}

/** Actor -> strongest tie edge, for one event among the edges given. */
export function tiesOf(graph: Graph, event: Node, shown: (edge: Edge) => boolean): Map<number, Edge> {
  const found = new Map<number, Edge>();
  for (const index of event.edges) {
    const edge = graph.edges[index];
    const rank = TIES.indexOf(edge.tie);
    if (rank < 0 || edge.t !== event.index || !shown(edge)) continue;
    const known = found.get(edge.s);
    if (!known || rank < TIES.indexOf(known.tie)) found.set(edge.s, edge);
  }
  return found;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

function sureness(confidence: number): string {
  return confidence >= 0.9 ? "high" : confidence >= 0.7 ? "fair" : confidence >= 0.5 ? "low" : "very low";
}

/** "high confidence, 95%"; "fair to high confidence, 80–97%". */
export function surenessBetween(low: number, high: number): string {
  const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
  const words = sureness(low) === sureness(high) ? sureness(low) : `${sureness(low)} to ${sureness(high)}`;
  return `${words} confidence, ${from === to ? to : `${from}–${to}`}%`;
}

export function docName(doc: Doc): string {
  return doc.title || doc.id || "Untitled article";
}
