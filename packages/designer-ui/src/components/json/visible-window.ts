export interface WindowInput {
  scrollTop: number;
  viewport: number;
  lineHeight: number;
  total: number;
}

/** Lines drawn above and below what is in view, so that scrolling shows no gaps. */
const overscan = 20;

/** Which lines of a long list are in view: from `start` up to, not including, `end`. */
export function visibleWindow({ scrollTop, viewport, lineHeight, total }: WindowInput): {
  start: number;
  end: number;
} {
  const first = Math.floor(scrollTop / lineHeight);
  const end = Math.min(total, first + Math.ceil(viewport / lineHeight) + overscan);
  return { start: Math.max(0, Math.min(first - overscan, end)), end };
}
