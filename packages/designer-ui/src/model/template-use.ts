import { applyOverlay, diffMaps, type Overlay, type OverlayChange } from '@crossdock/mapping';
import { isRecord } from './json-schema.ts';

/** The template that a map says it was made from. */
export interface TemplateUse {
  id: string;
  version: number;
  changes: readonly OverlayChange[];
  /** Entries that no version of the product writes: they come from a document written elsewhere. */
  unread: number;
}

const textKeys: Record<OverlayChange['kind'], readonly string[]> = {
  expression: ['expression'],
  constant: [],
  lookup: ['table', 'key'],
  remove: [],
  add: ['expression'],
};

const isKind = (kind: unknown): kind is OverlayChange['kind'] =>
  typeof kind === 'string' && Object.hasOwn(textKeys, kind);

function isChange(entry: unknown): entry is OverlayChange {
  if (!isRecord(entry) || typeof entry['path'] !== 'string' || !isKind(entry['kind'])) return false;
  const optional = ['note', 'base', 'default'].every((key) =>
    ['string', 'undefined'].includes(typeof entry[key]),
  );
  return optional && textKeys[entry['kind']].every((key) => typeof entry[key] === 'string');
}

/** Reads the template of a map's config; undefined when it has none, or none that can be read. */
export function templateUseOf(config: Record<string, unknown>): TemplateUse | undefined {
  const { template } = config;
  if (!isRecord(template)) return undefined;
  const { id, version, overlay } = template;
  if (typeof id !== 'string' || typeof version !== 'number') return undefined;
  const entries = isRecord(overlay) && Array.isArray(overlay['changes']) ? overlay['changes'] : [];
  const changes = entries.filter(isChange);
  return { id, version, changes, unread: entries.length - changes.length };
}

/** A change in words: what is done, and the text or value that it is done with. */
export interface ChangeInWords {
  path: string;
  action: string;
  /** Code or a value; left out where there is nothing more to say. */
  detail?: string;
  /** What stands in the template. */
  before?: string;
  note?: string;
}

const actions: Record<OverlayChange['kind'], string> = {
  expression: 'Made otherwise',
  constant: 'Always the same',
  lookup: 'Looked up',
  remove: 'Left out',
  add: 'Added',
};

function detailOf(change: OverlayChange): string | undefined {
  switch (change.kind) {
    case 'expression':
    case 'add':
      return change.expression;
    case 'constant':
      return JSON.stringify(change.value, null, 2);
    case 'lookup': {
      const otherwise = change.default === undefined ? '' : `, otherwise ${change.default}`;
      return `${change.key} in table “${change.table}”${otherwise}`;
    }
    case 'remove':
      return undefined;
  }
}

export function inWords(change: OverlayChange): ChangeInWords {
  const detail = detailOf(change);
  return {
    path: change.path === '' ? 'The whole document' : change.path,
    action: actions[change.kind],
    ...(detail !== undefined && { detail }),
    ...(change.base !== undefined && { before: change.base }),
    ...(change.note !== undefined && { note: change.note }),
  };
}

/**
 * Fields of the target that the map makes in another way than template and overlay together: it was edited
 * since. Empty paths stand for the map as a whole.
 */
export function editedSince(template: string, overlay: Overlay, expression: string): string[] {
  return diffMaps(applyOverlay(template, overlay).text, expression).map(({ path }) => path);
}
