/** One line of the view. Pure data, so that a megabyte can be walked without drawing it. */
export interface JsonRow {
  /** JSON Pointer of the value; a closing line has the same with `/` behind it. */
  id: string;
  depth: number;
  /** Name in an object or index in an array; undefined at the root and on closing lines. */
  name: string | undefined;
  kind: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'close' | 'more';
  /** The value as written, or the brackets. */
  text: string;
  /** Entries of an object or array. */
  size: number;
  expandable: boolean;
  expanded: boolean;
}

/** Entries of one object or array shown before the rest is asked for. */
export const entriesShown = 500;
/** Text of a string shown on its line. */
const textShown = 2000;

export interface Expansion {
  /** Pointers opened or closed by hand. */
  toggled: ReadonlyMap<string, boolean>;
  /** Levels open where nothing was done by hand. */
  depth: number;
  /** Pointers of which all entries are wanted. */
  complete: ReadonlySet<string>;
}

export const pointerPart = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The lines to show of a value. */
export function jsonRows(value: unknown, expansion: Expansion): JsonRow[] {
  const rows: JsonRow[] = [];
  addRows(rows, value, { id: '', depth: 0, name: undefined }, expansion);
  return rows;
}

type Place = Pick<JsonRow, 'id' | 'depth' | 'name'>;

function addRows(rows: JsonRow[], value: unknown, place: Place, expansion: Expansion): void {
  if (!isContainer(value)) {
    rows.push({ ...place, ...scalar(value), size: 0, expandable: false, expanded: false });
    return;
  }
  const isArray = Array.isArray(value);
  const entries: [string, unknown][] = Object.entries(value);
  const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
  const expandable = entries.length > 0;
  const expanded = expandable && (expansion.toggled.get(place.id) ?? place.depth < expansion.depth);
  const kind = isArray ? 'array' : 'object';
  const text = expanded ? open : expandable ? `${open}…${close}` : `${open}${close}`;
  rows.push({ ...place, kind, text, size: entries.length, expandable, expanded });
  if (!expanded) return;
  const depth = place.depth + 1;
  const shown = expansion.complete.has(place.id) ? entries : entries.slice(0, entriesShown);
  for (const [name, entry] of shown) {
    addRows(rows, entry, { id: `${place.id}/${pointerPart(name)}`, depth, name }, expansion);
  }
  const rest = { name: undefined, size: 0, expandable: false, expanded: false };
  const hidden = entries.length - shown.length;
  if (hidden > 0)
    rows.push({ ...rest, id: place.id, depth, kind: 'more', text: `${hidden} more`, size: hidden });
  rows.push({ ...rest, id: `${place.id}/`, depth: place.depth, kind: 'close', text: close });
}

function scalar(value: unknown): Pick<JsonRow, 'kind' | 'text'> {
  if (value === null || value === undefined) return { kind: 'null', text: 'null' };
  if (typeof value === 'string') return { kind: 'string', text: quoted(value) };
  return { kind: typeof value === 'number' ? 'number' : 'boolean', text: JSON.stringify(value) };
}

function quoted(value: string): string {
  const text = JSON.stringify(value.slice(0, textShown));
  return value.length > textShown ? `${text.slice(0, -1)}…" (${value.length} characters)` : text;
}

/** Pointers of the values whose name or text holds the words, in order; at most `limit`. */
export function findInJson(value: unknown, words: string, limit = 1000): string[] {
  const wanted = words.toLowerCase();
  const found: string[] = [];
  const visit = (entry: unknown, id: string, name: string): void => {
    if (found.length >= limit) return;
    const hit =
      name.toLowerCase().includes(wanted) ||
      (!isContainer(entry) && String(entry).toLowerCase().includes(wanted));
    if (hit) found.push(id);
    if (isContainer(entry)) {
      for (const [key, child] of Object.entries(entry)) visit(child, `${id}/${pointerPart(key)}`, key);
    }
  };
  if (wanted) visit(value, '', '');
  return found;
}

/** Pointers of everything around a value, outermost first: what must be open for it to be seen. */
export function ancestorsOf(id: string): string[] {
  const parts = id.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The value at a pointer. */
export function valueAt(value: unknown, id: string): unknown {
  const parts = id.split('/').slice(1);
  return parts.reduce<unknown>((current, part) => {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    return isContainer(current) ? Reflect.get(current, key) : undefined;
  }, value);
}
