/** Stands in a path for "each entry of the list". */
export const EACH: unique symbol = Symbol('each');

/** One step of a path: a field's name, the position in a list, or every entry of a list. */
export type PathStep = string | number | typeof EACH;

const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
/** Variables of a run begin a path as they are written: `$steps.erp.id`. */
const VARIABLE = /^\$[\p{L}_][\p{L}\p{N}_]*$/u;

/** `lines[].quantity`, `lines[2].quantity`; names that aren't plain words stand in backticks, as in JSONata. */
export function formatPath(steps: readonly PathStep[]): string {
  let path = '';
  for (const [index, step] of steps.entries()) {
    if (step === EACH) path += '[]';
    else if (typeof step === 'number') path += `[${step}]`;
    else path += (path === '' ? '' : '.') + written(step, index === 0);
  }
  return path;
}

function written(name: string, isFirst: boolean): string {
  if (PLAIN_NAME.test(name) || name === '*' || name === '**') return name;
  if (isFirst && VARIABLE.test(name)) return name;
  return name.includes('`') ? `["${JSON.stringify(name).slice(1, -1)}"]` : `\`${name}\``;
}

const STEP = /\.?(?:\[(\d*)\]|\["((?:[^"\\]|\\.)*)"\]|`([^`]*)`|([^.[\]`]+))/y;

/**
 * Reads what formatPath writes; `[]` is every entry. Names may also stand in `["…"]`, and without any marks
 * where they have no dots, brackets and backticks.
 * @returns undefined when the text is no path
 */
export function parsePath(path: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (match === null) return undefined;
    const [, position, quoted, ticked, name] = match;
    if (position !== undefined) steps.push(position === '' ? EACH : Number(position));
    else if (quoted !== undefined) steps.push(unquoted(quoted));
    else steps.push(ticked ?? name ?? '');
  }
  return steps;
}

function unquoted(content: string): string {
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return content;
  }
}

/** Names only: two paths with the same key differ at most in where they say that something is a list. */
export function pathKey(steps: readonly PathStep[]): string {
  return formatPath(steps.filter((step) => typeof step === 'string'));
}

/** Whether a path names no field, but the whole result or the entries of it: empty, `[]`. */
export function isWhole(path: string): boolean {
  return parsePath(path)?.every((step) => step === EACH) === true;
}
