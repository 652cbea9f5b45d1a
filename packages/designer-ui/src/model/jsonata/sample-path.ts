import { isRecord } from '../json-schema.ts';
import { meaningful, type Token } from './tokens.ts';

/** A place in the data: `root` is `$`, or the name of a variable; then the fields on the way. */
export interface SamplePath {
  root: string;
  fields: readonly string[];
}

const inputRoot: SamplePath = { root: '$', fields: [] };

interface Frame {
  /** What `$` and bare names mean inside the brackets. */
  context: SamplePath;
  /** The path to go on with after the closing bracket; a filter keeps it, a call or group doesn't. */
  after: SamplePath | undefined;
}

const child = (path: SamplePath, name: string): SamplePath => ({
  root: path.root,
  fields: [...path.fields, name.replaceAll('`', '')],
});

/** Follows an expression token by token and knows at each point which data is spoken of. */
class PathReader {
  #frames: Frame[] = [];
  context: SamplePath = inputRoot;
  path: SamplePath | undefined;
  afterDot = false;

  read(token: Token): void {
    if (token.kind === 'variable') this.#variable(token.text);
    else if (token.kind === 'name') this.#name(token.text);
    else if (token.text === '.') this.afterDot = this.path !== undefined;
    else if ('([{'.includes(token.text)) this.#open(token.text);
    else if (')]}'.includes(token.text)) this.#close();
    else if (token.text !== '^') this.#forget();
  }

  #variable(text: string): void {
    if (text === '$') this.path = this.context;
    else if (text === '$$') this.path = inputRoot;
    else this.path = { root: text, fields: [] };
    this.afterDot = false;
  }

  #name(text: string): void {
    this.path = child(this.afterDot && this.path ? this.path : this.context, text);
    this.afterDot = false;
  }

  /** After a path, brackets speak of its items; anywhere else they keep the context. */
  #open(bracket: string): void {
    const filters = bracket === '[' && this.path !== undefined && !this.afterDot;
    const maps = this.path !== undefined && (this.afterDot || filters || bracket === '{');
    const inner = maps && this.path ? this.path : this.context;
    this.#frames.push({ context: this.context, after: filters ? this.path : undefined });
    this.context = inner;
    this.#forget();
  }

  #close(): void {
    const frame = this.#frames.pop();
    this.context = frame?.context ?? inputRoot;
    this.path = frame?.after;
    this.afterDot = false;
  }

  #forget(): void {
    this.path = undefined;
    this.afterDot = false;
  }
}

/** What is being written at the end of a text: fields of which data, and the letters typed so far. */
export interface PathAt {
  /** The data whose fields may follow. */
  parent: SamplePath;
  typed: string;
  /** Offset at which the typed letters begin. */
  from: number;
}

/** Reads an expression up to the cursor. Gives undefined inside strings, comments and numbers. */
export function pathAt(textBeforeCursor: string): PathAt | undefined {
  const tokens = meaningful(textBeforeCursor);
  const last = tokens.at(-1);
  const touches = last !== undefined && last.to === textBeforeCursor.length;
  if (touches && (last.kind === 'string' || last.kind === 'number' || last.kind === 'regex'))
    return undefined;
  if (/\/\*(?:(?!\*\/)[\s\S])*$/.test(textBeforeCursor)) return undefined;
  const isWord = touches && (last.kind === 'name' || last.kind === 'keyword');
  const reader = new PathReader();
  for (const token of isWord ? tokens.slice(0, -1) : tokens) reader.read(token);
  const parent = reader.afterDot && reader.path ? reader.path : reader.context;
  if (isWord) return { parent, typed: last.text.replace('`', ''), from: last.from };
  return { parent, typed: '', from: textBeforeCursor.length };
}

/** The first record in a value: of a list its items are meant, as JSONata does. */
function recordsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.slice(0, 20).flatMap(recordsIn);
  return isRecord(value) ? [value] : [];
}

/** The fields that data has at a path, each with an example value. */
export function fieldsAt(
  path: SamplePath,
  scope: { input: unknown; bindings: Readonly<Record<string, unknown>> },
): Map<string, unknown> {
  let values: unknown[] = [path.root === '$' ? scope.input : scope.bindings[path.root.slice(1)]];
  for (const field of path.fields) values = values.flatMap(recordsIn).map((record) => record[field]);
  const fields = new Map<string, unknown>();
  for (const record of values.flatMap(recordsIn))
    for (const [key, value] of Object.entries(record)) if (!fields.has(key)) fields.set(key, value);
  return fields;
}
