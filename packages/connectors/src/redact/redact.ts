import { isSecretName } from './names.ts';

/** Stands where a secret was. */
export const redacted = '[redacted]';

/** Shorter secrets are replaced only where they are the whole value: "abc" would spoil half of a document. */
const shortestInText = 4;
const deepest = 200;

const urlPassword = /(:\/\/[^\s/?#:@]*):[^\s/?#@]+@/g;
const urlParameter =
  /([?&](?:api[-_]?key|access[-_]?token|token|password|client[-_]?secret|secret|signature|sig)=)[^&#\s"']+/gi;
const bearer = /\b(Bearer\s+)[A-Za-z0-9._~+/-]{20,}=*/g;

/**
 * Copies a JSON value without its secrets: values that are given as secret (also inside text, and in the forms
 * in which they travel: base64, URL-encoded), fields and headers with well-known names, bearer tokens,
 * passwords and keys in URLs. There is no way back, so use it on what is shown, not on what is sent.
 * @param value any JSON value
 * @param secrets the secret values, for example from `secretValues`
 */
export function redact(value: unknown, secrets: Iterable<string> = []): unknown {
  return copy(value, textRedactor([...secrets]), 0);
}

/** The same for text, for example an error message or a URL. */
export function redactText(text: string, secrets: Iterable<string> = []): string {
  return textRedactor([...secrets])(text);
}

/** All strings inside a connection's secrets. */
export function secretValues(secrets: unknown): string[] {
  if (typeof secrets === 'string') return secrets === '' ? [] : [secrets];
  if (typeof secrets !== 'object' || secrets === null) return [];
  return Object.values(secrets).flatMap(secretValues);
}

type RedactText = (text: string) => string;

function copy(value: unknown, clean: RedactText, depth: number): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return redacted;
  if (Array.isArray(value)) return value.map((item) => copy(item, clean, depth + 1));
  const holdsNamedSecret = isHeaderPair(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const hide = isSecretName(name) || (holdsNamedSecret && name === 'value');
      return [clean(name), hide && isPlain(field) ? redacted : copy(field, clean, depth + 1)];
    }),
  );
}

/** `{ "name": "Authorization", "value": "…" }`, the other way to write headers. */
function isHeaderPair(value: object): boolean {
  const name = 'name' in value ? value.name : 'key' in value ? value.key : undefined;
  return typeof name === 'string' && isSecretName(name);
}

/** Objects are looked into instead: a payment's `authorization` has parts that people need. */
function isPlain(field: unknown): boolean {
  if (Array.isArray(field)) return field.length > 0 && field.every(isPlain);
  return typeof field === 'string' ? field !== '' : typeof field === 'number';
}

function textRedactor(secrets: string[]): RedactText {
  const whole = new Set(secrets.filter((secret) => secret !== ''));
  const forms = [...whole].filter((secret) => secret.length >= shortestInText).flatMap(travelForms);
  const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
  // The mark comes first, so that a secret which is part of it cannot break it up.
  const inText = new RegExp([redacted, ...longestFirst].map(escapePattern).join('|'), 'g');
  return (text) => {
    if (whole.has(text)) return redacted;
    const known = longestFirst.some((form) => text.includes(form)) ? text.replace(inText, redacted) : text;
    return withoutWellKnown(known);
  };
}

/** Plain searches first: documents hold many thousands of short strings, and hardly one of them has a secret. */
function withoutWellKnown(text: string): string {
  let clean = text;
  if (clean.includes('@')) clean = clean.replace(urlPassword, `$1:${redacted}@`);
  if (clean.includes('=')) clean = clean.replace(urlParameter, `$1${redacted}`);
  if (clean.includes('Bearer')) clean = clean.replace(bearer, `$1${redacted}`);
  return clean;
}

/** A secret as it is, in a URL, in a form, in JSON text, and as base64. */
function travelForms(secret: string): string[] {
  const alone = Buffer.from(secret, 'utf8').toString('base64').replace(/=+$/, '');
  const base64 = [alone, ...[0, 1, 2].map((before) => base64Behind(before, secret))];
  const forms = [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    new URLSearchParams({ '': secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ];
  return [...forms, ...base64.filter((form) => form.length >= 8)];
}

/**
 * What base64 makes of a secret inside of more text, such as `user:password`: it packs three bytes at a time, so that
 * the same text comes out in three ways. Characters that hold bits of what stands beside the secret are left out.
 * @param before bytes of its group that come before it: 0, 1 or 2
 */
function base64Behind(before: number, secret: string): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret, 'utf8')]);
  return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

const escapePattern = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
