import type { TextRange } from '../tree.ts';

/** A piece of text in the place of another; offsets are those of the text before all changes. */
export interface TextChange extends TextRange {
  readonly insert: string;
}

/**
 * The text after changes that were found together for it.
 * @throws RangeError when they overlap or lie outside of the text
 */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  const sorted = [...changes].sort((one, other) => one.from - other.from || one.to - other.to);
  let result = '';
  let end = 0;
  for (const { from, to, insert } of sorted) {
    if (from < end || to < from || to > text.length) {
      throw new RangeError(`The change from ${from} to ${to} overlaps another or lies outside of the text`);
    }
    result += text.slice(end, from) + insert;
    end = to;
  }
  return result + text.slice(end);
}
