export interface Fault {
  /** Offset into the text. */
  at: number;
  /** For a person, without a full stop. */
  reason: string;
}

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or close' | 'end';
type Open = '{' | '[';

const scalar =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;
const space = /[ \t\n\r]*/y;

/** Finds the first place at which a text stops being JSON. Only for texts that are none. */
export function findFault(text: string): Fault {
  const open: Open[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    at = endOf(space, text, at) ?? at;
    const next = text[at];
    if (next === undefined) return { at, reason: endReason(open) };
    const step = take(text, at, expected, open);
    if (!step) return { at, reason: reasonFor(text, at, expected, open) };
    at = step.at;
    expected = step.expected;
  }
}

interface Step {
  at: number;
  expected: Expected;
}

/** Takes the next token if it fits, and says what must follow; undefined if it doesn't. */
function take(text: string, at: number, expected: Expected, open: Open[]): Step | undefined {
  const next = text[at];
  const afterValue = (): Expected => (open.length === 0 ? 'end' : 'comma or close');
  if (expected === 'colon') return next === ':' ? { at: at + 1, expected: 'value' } : undefined;
  if (expected === 'comma or close' && next === ',') {
    return { at: at + 1, expected: open.at(-1) === '{' ? 'name' : 'value' };
  }
  if (mayClose(expected) && next === (open.at(-1) === '{' ? '}' : ']')) {
    open.pop();
    return { at: at + 1, expected: afterValue() };
  }
  if (expected === 'comma or close' || expected === 'end') return undefined;
  const isName = expected === 'name' || expected === 'name or }';
  if (!isName && (next === '{' || next === '[')) {
    open.push(next);
    return { at: at + 1, expected: next === '{' ? 'name or }' : 'value or ]' };
  }
  if (isName && next !== '"') return undefined;
  const end = endOf(scalar, text, at);
  return end === undefined ? undefined : { at: end, expected: isName ? 'colon' : afterValue() };
}

const mayClose = (expected: Expected): boolean =>
  expected === 'comma or close' || expected === 'value or ]' || expected === 'name or }';

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function endReason(open: readonly Open[]): string {
  const close = open.at(-1) === '[' ? ']' : '}';
  return open.length === 0 ? 'it ends too early' : `it ends too early; “${close}” is missing`;
}

function reasonFor(text: string, at: number, expected: Expected, open: readonly Open[]): string {
  const found = text[at] ?? '';
  const previous = text.slice(0, at).trimEnd().at(-1);
  if (previous === ',' && (found === '}' || found === ']'))
    return `the comma before “${found}” is one too many`;
  if (found === "'" || found === '“' || found === '”')
    return 'texts stand in straight double quotation marks';
  if (found === '"' && expected !== 'comma or close' && expected !== 'colon' && expected !== 'end') {
    return 'this text has no end, or a line break or “\\” in it';
  }
  if (expected === 'end') return 'there is something behind the end';
  if (expected === 'colon') return 'a colon is missing before this';
  if (expected === 'name' || expected === 'name or }')
    return 'a name in double quotation marks must stand here';
  if (expected === 'comma or close') {
    const close = open.at(-1) === '{' ? '}' : ']';
    return found === '}' || found === ']' ? `“${close}” must stand here` : 'a comma is missing before this';
  }
  return `“${found}” was not expected here`;
}
