/** Begin and end of a pattern. */
const FRAME_SIZE = 2;

/** Size of a class such as `[a-z]`, which is kept as ranges of characters. */
const CLASS_SIZE = 5;

/** Size of a Unicode property such as `\p{L}`, which stands for hundreds of ranges. */
const PROPERTY_SIZE = 50;

/** Steps that compiling an instruction stands for. */
export const COMPILE_STEPS = 20;

/** One piece of a pattern: a repetition, a property, another escape, a class, a bracket, or any character. */
const PIECES =
  /\{(\d+)(?:,(\d*))?\}|\\[pP](?:\{[^}]{0,80}\}|.)|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\\\]])*\]|[\s\S]/g;

/**
 * About how many instructions a pattern is compiled to, told from its text: compiling takes several
 * microseconds for each, and `a{1000}` has a thousand.
 */
export function patternSize(source: string): number {
  /** Sizes of the groups that are open, and of what was read last within the innermost. */
  const open: number[] = [];
  let total = FRAME_SIZE;
  let last = 0;
  for (const [piece, least, most] of source.matchAll(PIECES)) {
    if (least !== undefined) {
      // What is repeated has been counted once; each time more can begin with a choice whether to go on.
      total += (last + 1) * Math.max(0, Number(most === undefined || most === '' ? least : most) - 1);
      continue;
    }
    if (piece === '(') {
      open.push(total);
      total = 0;
      last = 0;
    } else if (piece === ')') {
      last = total + 2;
      total = (open.pop() ?? 0) + last;
    } else {
      last = sizeOf(piece);
      total += last;
    }
  }
  return open.reduce((sum, size) => sum + size, total);
}

function sizeOf(piece: string): number {
  if (/^\\[pP]/.test(piece)) return PROPERTY_SIZE;
  if (!piece.startsWith('[')) return 1;
  const properties = piece.match(/\\[pP]/g)?.length ?? 0;
  return CLASS_SIZE + piece.length + properties * PROPERTY_SIZE;
}
