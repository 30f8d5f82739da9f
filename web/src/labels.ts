// Places for labels: eight positions around each node, the first that touches no node and no label.
export type Rect = { x: number; y: number; w: number; h: number };
/** ``far`` spots may have their label at some distance. */
export type Spot = { x: number; y: number; r: number; w: number; h: number; far?: boolean };

function touch(a: Rect, b: Rect, gap: number): boolean {
  return a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h + gap && b.y < a.y + a.h + gap;
}

/** A grid of rectangles, so that thousands of comparisons stay few. */
class Grid {
  private readonly cells = new Map<string, Rect[]>();
  private keys(rect: Rect, gap: number): string[] {
    const found: string[] = [];
    for (let x = Math.floor((rect.x - gap) / 120); x <= Math.floor((rect.x + rect.w + gap) / 120); x += 1)
      for (let y = Math.floor((rect.y - gap) / 60); y <= Math.floor((rect.y + rect.h + gap) / 60); y += 1) found.push(`${x},${y}`);
    return found;
  }
  add(rect: Rect): void {
    for (const key of this.keys(rect, 0)) this.cells.set(key, [...(this.cells.get(key) ?? []), rect]);
  }
  free(rect: Rect, gap: number): boolean {
    return this.keys(rect, gap).every((key) => (this.cells.get(key) ?? []).every((it) => !touch(it, rect, gap)));
  }
}

function within(a: Rect, b: Rect): boolean {
  return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

/** For each spot (in order of importance) where inside the frame its label goes; undefined where nothing is free. */
export function placeLabels(spots: Spot[], inside: Rect): (Rect | undefined)[] {
  const grid = new Grid();
  for (const it of spots) grid.add({ x: it.x - it.r, y: it.y - it.r, w: 2 * it.r, h: 2 * it.r });
  return spots.map((it) => {
    for (const rect of positions(it)) {
      if (within(rect, inside) && grid.free(rect, 2)) { grid.add(rect); return rect; }
    }
    return undefined;
  });
}

function positions(spot: Spot): Rect[] {
  return (spot.far ? [4, 14, 26, 40] : [4]).flatMap((gap) => around(spot, gap));
}

function around({ x, y, r, w, h }: Spot, gap: number): Rect[] {
  const at = (left: number, top: number): Rect => ({ x: left, y: top, w, h });
  return [
    at(x - w / 2, y + r + gap), at(x + r + gap, y - h / 2), at(x - r - gap - w, y - h / 2), at(x - w / 2, y - r - gap - h),
    at(x + r * 0.7, y + r * 0.7 + gap), at(x - r * 0.7 - w, y + r * 0.7 + gap),
    at(x + r * 0.7, y - r * 0.7 - gap - h), at(x - r * 0.7 - w, y - r * 0.7 - gap - h),
  ];
}
