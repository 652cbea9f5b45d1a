import type { GroupNode, ObjectNode, SyntaxTree } from '../tree.ts';
import type { TextChange } from './changes.ts';
import { layoutOf, type EntryPlace, type ObjectLayout } from './layout.ts';
import { quoteString } from './quote.ts';
import { indentAt } from './tokens.ts';

/** Something with fields: an object, or the object behind a grouped path. */
export type WithEntries = ObjectNode | GroupNode;

/** A field to be written. */
export interface NewEntry {
  /** The field's name; it is written in quotes. */
  name: string;
  /** The expression that gives its value, as text. */
  value: string;
}

/** Adds a field before the one at the index; left out: behind the last one. */
export function insertEntry(
  tree: SyntaxTree,
  node: WithEntries,
  entry: NewEntry,
  index = node.entries.length,
): TextChange[] {
  const layout = layoutOf(tree, node);
  const written = `${quoteString(entry.name)}: ${entry.value}`;
  const neighbour = layout.entries[Math.min(index, layout.entries.length - 1)];
  if (!neighbour) return [firstEntry(tree, layout, written)];
  return place(layout, index, { lead: blanksBefore(tree, neighbour), body: written, tail: '' });
}

function firstEntry({ text }: SyntaxTree, { open, close }: ObjectLayout, written: string): TextChange {
  const outer = indentAt(text, open);
  const rest = text.slice(open, close);
  const to = rest.trim() === '' ? close : open + rest.trimEnd().length;
  return { from: to === close ? open : to, to: close, insert: `\n${outer}  ${written}\n${outer}` };
}

/** Blanks that the entries of an object have before them: those of the given one. */
function blanksBefore({ text }: SyntaxTree, { lead, from }: EntryPlace): string {
  const before = text.slice(lead, from);
  if (before.includes('\n')) return `\n${indentAt(text, from)}`;
  return /^\s/.test(before) ? ' ' : '';
}

interface Chunk {
  /** Blanks and comments before the entry. */
  lead: string;
  body: string;
  /** Comments after it in the same line. */
  tail: string;
}

/** Puts an entry before the one at the index, or behind the last one. */
function place({ entries }: ObjectLayout, index: number, { lead, body, tail }: Chunk): TextChange[] {
  const next = entries[index];
  if (next) return [{ from: next.lead, to: next.lead, insert: `${lead}${body},${tail}` }];
  const last = entries.at(-1);
  if (!last) return [];
  const insert = `${lead}${body}${tail}`;
  if (last.comma !== undefined) return [{ from: last.tail, to: last.tail, insert }];
  if (last.end === last.tail) return [{ from: last.end, to: last.end, insert: `,${insert}` }];
  return [
    { from: last.end, to: last.end, insert: ',' },
    { from: last.tail, to: last.tail, insert },
  ];
}

/** Takes a field away, with its comma and the comments that belong to it. */
export function removeEntry(tree: SyntaxTree, node: WithEntries, index: number): TextChange[] {
  return remove(tree, layoutOf(tree, node), index);
}

function remove({ text }: SyntaxTree, { entries, close }: ObjectLayout, index: number): TextChange[] {
  const [before, entry, after] = [entries[index - 1], entries[index], entries[index + 1]];
  if (!entry) return [];
  if (after) return [{ from: entry.lead, to: after.lead, insert: '' }];
  if (before?.comma !== undefined) {
    const comma = { from: before.comma, to: before.comma + 1, insert: '' };
    if (comma.to === entry.lead) return [{ ...comma, to: entry.tail }];
    return [comma, { from: entry.lead, to: entry.tail, insert: '' }];
  }
  const to = text.slice(entry.tail, close).trim() === '' ? close : entry.tail;
  return [{ from: entry.lead, to, insert: '' }];
}

/** Gives a field another name. */
export function renameEntry(node: WithEntries, index: number, name: string): TextChange[] {
  const key = node.entries[index]?.key;
  return key ? [{ from: key.from, to: key.to, insert: quoteString(name) }] : [];
}

/**
 * Moves a field to another place in its object, with its comments.
 * @param to its index afterwards
 */
export function moveEntry(tree: SyntaxTree, node: WithEntries, from: number, to: number): TextChange[] {
  const layout = layoutOf(tree, node);
  const entry = layout.entries[from];
  if (!entry || from === to || !layout.entries[to]) return [];
  const { text } = tree;
  const chunk: Chunk = {
    lead: text.slice(entry.lead, entry.from),
    body: text.slice(entry.from, entry.end),
    tail: text.slice(entry.comma === undefined ? entry.end : entry.comma + 1, entry.tail),
  };
  return [...remove(tree, layout, from), ...place(layout, to > from ? to + 1 : to, chunk)];
}
