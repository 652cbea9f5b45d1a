import { isObject } from './json.ts';
import type { JsonSchema } from './json.ts';

/**
 * What a `$ref` within a schema points to: the schema itself, a part of it by JSON Pointer, or a part that has
 * the name as its `$anchor`.
 * @returns undefined for what lies outside of the schema or does not exist
 */
export function resolveReference(root: JsonSchema, reference: string): unknown {
  const hash = reference.indexOf('#');
  const base = hash < 0 ? reference : reference.slice(0, hash);
  const fragment = hash < 0 ? '' : reference.slice(hash + 1);
  if (base !== '' && base !== root['$id']) return undefined;
  if (fragment === '') return root;
  return fragment.startsWith('/') ? atPointer(root, fragment) : withAnchor(root, fragment);
}

function atPointer(root: JsonSchema, pointer: string): unknown {
  let part: unknown = root;
  for (const segment of pointer.slice(1).split('/')) {
    const key = unescape(segment);
    if (Array.isArray(part)) part = part[Number(key)];
    else if (isObject(part) && Object.hasOwn(part, key)) part = part[key];
    else return undefined;
  }
  return part;
}

function unescape(segment: string): string {
  let text = segment;
  try {
    text = decodeURIComponent(segment);
  } catch {
    // A percent sign that stands for itself.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

function withAnchor(root: JsonSchema, anchor: string): unknown {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const part = open.pop();
    if (isObject(part) && part['$anchor'] === anchor) return part;
    if (typeof part === 'object' && part !== null) open.push(...Object.values(part));
  }
  return undefined;
}
