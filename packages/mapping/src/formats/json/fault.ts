/** Where JSON text stops being JSON, and why. */
export interface JsonFault {
  offset: number;
  reason: string;
}

/** What the grammar allows next. */
export type Expected = 'value' | 'valueOrClose' | 'key' | 'keyOrClose' | 'colon' | 'commaOrClose' | 'end';

export const expectations: Record<Expected, string> = {
  value: 'a value is expected',
  valueOrClose: 'a value or "]" is expected',
  key: 'a field name in double quotes is expected',
  keyOrClose: 'a field name in double quotes or "}" is expected',
  colon: '":" is expected after the field name',
  commaOrClose: '"," or the closing bracket is expected',
  end: 'nothing more is expected after the value',
};

/** Sticky, so that each is tried at one place only; none of them can backtrack. */
const blanks = /[ \t\n\r]*/y;
const plainText = /[^"\\\u0000-\u001f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;

/**
 * Finds the first fault of a JSON text. The built-in parser's own messages differ between engines and often
 * lack the place; this runs only after it has refused the text.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let offset = 0;

  for (;;) {
    offset = skip(blanks, text, offset);
    const char = text[offset];
    if (char === undefined) {
      return expected === 'end' ? undefined : { offset, reason: endReason(open, expected) };
    }
    const step = advance(text, offset, char, expected, open);
    if ('reason' in step) return step;
    offset = step.offset;
    expected = step.expected;
  }
}

type Step = { offset: number; expected: Expected } | JsonFault;

function advance(text: string, offset: number, char: string, expected: Expected, open: ('{' | '[')[]): Step {
  switch (expected) {
    case 'end':
      return unexpected(char, offset, expected);
    case 'colon':
      return char === ':' ? { offset: offset + 1, expected: 'value' } : unexpected(char, offset, expected);
    case 'commaOrClose':
      return afterValue(char, offset, open);
    case 'key':
    case 'keyOrClose':
      if (char === '}' && expected === 'keyOrClose') return close(offset, open);
      return char === '"' ? readString(text, offset, 'colon') : unexpected(char, offset, expected);
    case 'value':
    case 'valueOrClose':
      if (char === ']' && expected === 'valueOrClose') return close(offset, open);
      return readValue(text, offset, char, expected, open);
  }
}

function afterValue(char: string, offset: number, open: ('{' | '[')[]): Step {
  const innermost = open.at(-1);
  if (char === ',') return { offset: offset + 1, expected: innermost === '{' ? 'key' : 'value' };
  if (char === (innermost === '{' ? '}' : ']')) return close(offset, open);
  return {
    offset,
    reason: `${named(char)} found where "," or "${innermost === '{' ? '}' : ']'}" is expected`,
  };
}

function close(offset: number, open: ('{' | '[')[]): Step {
  open.pop();
  return { offset: offset + 1, expected: open.length === 0 ? 'end' : 'commaOrClose' };
}

function readValue(
  text: string,
  offset: number,
  char: string,
  expected: Expected,
  open: ('{' | '[')[],
): Step {
  const next: Expected = open.length === 0 ? 'end' : 'commaOrClose';
  if (char === '{' || char === '[') {
    open.push(char);
    return { offset: offset + 1, expected: char === '{' ? 'keyOrClose' : 'valueOrClose' };
  }
  if (char === '"') return readString(text, offset, next);
  const end = Math.max(skip(number, text, offset), skip(word, text, offset));
  return end > offset ? { offset: end, expected: next } : unexpected(char, offset, expected);
}

function readString(text: string, offset: number, expected: Expected): Step {
  let end = skip(plainText, text, offset + 1);
  for (let after = skip(escape, text, end); after > end; after = skip(escape, text, end)) {
    end = skip(plainText, text, after);
  }
  const char = text[end];
  if (char === '"') return { offset: end + 1, expected };
  if (char === undefined) return { offset, reason: 'the text that begins here is never closed' };
  if (char === '\\') return { offset: end, reason: 'this escape sequence is not known to JSON' };
  return { offset: end, reason: `${named(char)} must be escaped inside a text` };
}

function skip(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
}

function unexpected(char: string, offset: number, expected: Expected): JsonFault {
  return { offset, reason: `${named(char)} found where ${expectations[expected]}` };
}

function endReason(open: readonly string[], expected: Expected): string {
  if (open.length === 0) return 'the document is empty';
  return `the document ends where ${expectations[expected]} (truncated?)`;
}

function named(char: string): string {
  const code = char.charCodeAt(0);
  if (char === '\n' || char === '\r') return 'a line break';
  if (code < 0x20 || code === 0x7f) return `the control character U+${code.toString(16).padStart(4, '0')}`;
  return `"${char}"`;
}
