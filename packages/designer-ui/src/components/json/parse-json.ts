import { findFault } from './json-fault.ts';

export type ParsedJson =
  | { ok: true; value: unknown }
  | { ok: false; /** For a person. */ message: string; /** Offset into the text. */ at: number };

/** Reads JSON and says in words where it is broken and why. */
export function parseJson(text: string): ParsedJson {
  if (!text.trim()) return { ok: false, message: 'There is no value. Write null for nothing.', at: 0 };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    // Browsers word their errors differently, and some name no place at all.
    const { at, reason } = findFault(text);
    return { ok: false, message: `Not valid JSON at ${lineAndColumn(text, at)}: ${reason}.`, at };
  }
}

/** "line 3, column 7" */
export function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
