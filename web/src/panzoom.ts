// Pan and zoom by drag, wheel and two fingers. d3-zoom does this too, but brings 50 KB of what we never use.
export type PanZoom = { by: (factor: number) => void; fit: () => void };
type Frame = {
  width: number; height: number; box: { x: number; y: number; w: number; h: number };
  margin: { x: number; top: number; bottom: number };
};
type Point = { x: number; y: number };

/** Moves the stage; a new scale is handed to ``repaint``, which draws the stage at that scale. */
export function panZoom(svg: SVGSVGElement, stage: SVGGElement, frame: Frame, repaint: (scale: number) => void): PanZoom {
  const { width, height, box, margin } = frame;
  const free = { w: Math.max(80, width - 2 * margin.x), h: Math.max(80, height - margin.top - margin.bottom) };
  const whole = Math.min(3, free.w / box.w, free.h / box.h);
  let [scale, x, y] = [whole, 0, 0];
  let waiting = false;
  const held = new Map<number, Point>();
  const move = () => stage.setAttribute("transform", `translate(${Math.round(x)} ${Math.round(y)})`);
  const about = (factor: number, at: Point) => {
    const next = Math.min(whole * 12, Math.max(whole / 3, scale * factor));
    x = at.x - ((at.x - x) * next) / scale;
    y = at.y - ((at.y - y) * next) / scale;
    scale = next;
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; repaint(scale); move(); });
  };
  const where = (event: MouseEvent): Point => {
    const bounds = svg.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    about(2 ** (-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)), where(event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) held.set(event.pointerId, where(event));
  });
  svg.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = where(event);
    if (held.size === 1 && !svg.hasPointerCapture(event.pointerId)) {
      if (Math.hypot(now.x - before.x, now.y - before.y) < 4) return; // a click that trembles stays a click
      svg.setPointerCapture(event.pointerId);
    }
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, now);
    if (other) {
      const wide = Math.hypot(before.x - other.x, before.y - other.y) || 1;
      about(Math.hypot(now.x - other.x, now.y - other.y) / wide, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    } else { x += now.x - before.x; y += now.y - before.y; move(); }
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"] as const) svg.addEventListener(name, (event) => held.delete(event.pointerId));
  return {
    by: (factor) => about(factor, { x: width / 2, y: height / 2 }),
    fit: () => {
      scale = whole;
      x = width / 2 - (box.x + box.w / 2) * scale;
      y = margin.top + free.h / 2 - (box.y + box.h / 2) * scale;
      repaint(scale);
      move();
    },
  };
}
