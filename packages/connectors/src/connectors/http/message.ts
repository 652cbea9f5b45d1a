import { configurationError } from '../../sdk/error.ts';
import { scalarText } from './target.ts';

/** Headers that belong to the connection between the machines, or would lead to another host. */
const ownHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'proxy-authorization',
  'proxy-connection',
]);

/**
 * Headers in small letters; of two with the same name the later wins, null leaves one out.
 * @throws ConnectorError `invalid_input`
 */
export function mergeHeaders(...sets: Record<string, unknown>[]): Record<string, string> {
  const merged = new Map<string, string>();
  for (const [name, value] of sets.flatMap((set) => Object.entries(set))) {
    const lower = name.toLowerCase();
    if (ownHeaders.has(lower)) {
      throw configurationError('invalid_input', `The header "${name}" is set by Crossdock itself.`);
    }
    if (value === null || value === undefined) merged.delete(lower);
    else merged.set(lower, scalarText(value, `The header "${name}"`));
  }
  return Object.fromEntries(merged);
}

/** A body as it goes out, and the content type it gets unless the person set one. */
export interface EncodedBody {
  body?: string | Uint8Array;
  contentType?: string;
}

/**
 * Encodes a body: text goes as it is (or decoded from base64), a form's fields as a form, the rest as JSON.
 * @param contentType that the person set
 * @throws ConnectorError `invalid_input`
 */
export function encodeBody(value: unknown, contentType: string | undefined, base64: boolean): EncodedBody {
  if (value === undefined) return {};
  if (base64) return { body: decodeBase64(value), contentType: 'application/octet-stream' };
  if (typeof value === 'string') return { body: value, contentType: 'text/plain; charset=utf-8' };
  const isForm = contentType?.toLowerCase().startsWith('application/x-www-form-urlencoded');
  if (isForm) return { body: encodeForm(value) };
  return { body: JSON.stringify(value), contentType: 'application/json' };
}

function decodeBase64(value: unknown): Uint8Array {
  if (typeof value === 'string' && /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value))
    return Buffer.from(value, 'base64');
  throw configurationError('invalid_input', 'The body is not base64.');
}

function encodeForm(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw configurationError('invalid_input', 'A form needs an object with its fields as body.');
  }
  const form = new URLSearchParams();
  for (const [name, field] of Object.entries(value)) {
    for (const item of Array.isArray(field) ? field : [field]) {
      if (item !== null && item !== undefined) form.append(name, scalarText(item, `The field "${name}"`));
    }
  }
  return form.toString();
}
