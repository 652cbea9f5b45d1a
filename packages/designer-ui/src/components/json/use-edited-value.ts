import { useMemo, useState } from 'react';
import { sameJson } from './json-diff.ts';
import { parseJson } from './parse-json.ts';

/** JSON values are edited as JSON; texts (EDI, CSV, XML) as they are, without quotation marks and escapes. */
export type EditMode = 'json' | 'text';

export interface EditedValue {
  mode: EditMode;
  text: string;
  setText(text: string): void;
  reset(): void;
  /** Whether the editor holds exactly what it began with. */
  untouched: boolean;
  /** Whether the value differs: white space alone changes nothing in JSON. */
  edited: boolean;
  /** Whether the text can be sent: it is valid, or as it was. */
  sendable: boolean;
  /** The value as edited; the original while the text is not valid. */
  value: unknown;
}

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value, null, 2);
};

/** Unfinished edits by what they are of, for who looks something up on another page and comes back. */
const unfinished = new Map<string, string>();

/**
 * A value being edited as text. Later originals are ignored: what is being typed must not be overwritten.
 * @param keptAs under which name the edit outlives the page; left out: it ends with it
 */
export function useEditedValue(latest: unknown, keptAs?: string): EditedValue {
  const [original] = useState(() => latest);
  const [text, setText] = useState(() => (keptAs && unfinished.get(keptAs)) ?? textOf(original));
  const mode: EditMode = typeof original === 'string' ? 'text' : 'json';
  const parsed = useMemo(
    () => (mode === 'text' ? { ok: true as const, value: text } : parseJson(text)),
    [mode, text],
  );
  const untouched = text === textOf(original);
  const valid = parsed.ok && !untouched;
  const change = (next: string): void => {
    setText(next);
    if (keptAs === undefined) return;
    if (next === textOf(original)) unfinished.delete(keptAs);
    else unfinished.set(keptAs, next);
  };
  return {
    mode,
    text,
    setText: change,
    reset: () => change(textOf(original)),
    untouched,
    edited: valid && !sameJson(parsed.value, original),
    sendable: untouched || parsed.ok,
    value: valid ? parsed.value : original,
  };
}
