import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { InboundSecrets } from './inbound.ts';

/** Authentication of a webhook, as its node's config says it. */
export type InboundAuth =
  | { type: 'none' }
  | { type: 'apiKey'; header?: string | undefined }
  | { type: 'basic' }
  | {
      type: 'hmac';
      header?: string | undefined;
      algorithm?: 'sha256' | 'sha512' | undefined;
      encoding?: 'hex' | 'base64' | undefined;
      prefix?: string | undefined;
    };

export interface InboundMessage {
  /** Names in small letters, as Node gives them. */
  headers: Record<string, string | string[] | undefined>;
  /** The body exactly as it arrived: a signature covers bytes. */
  rawBody: Uint8Array;
}

/** `reason` is for the log; the sender learns only that it was refused. */
export type InboundVerdict =
  { ok: true } | { ok: false; reason: 'missing-credentials' | 'wrong-credentials' | 'not-configured' };

const accepted: InboundVerdict = { ok: true };
const missing: InboundVerdict = { ok: false, reason: 'missing-credentials' };
const wrong: InboundVerdict = { ok: false, reason: 'wrong-credentials' };
const notConfigured: InboundVerdict = { ok: false, reason: 'not-configured' };

/**
 * Checks what a sender shows against an "Inbound credentials" connection. Comparisons take the same time
 * wherever a difference lies.
 * @param connection with its secrets opened; without one, everything but `none` is refused
 */
export function verifyInbound(
  auth: InboundAuth,
  connection: { secrets: Record<string, unknown> } | undefined,
  message: InboundMessage,
): InboundVerdict {
  const secrets = readSecrets(connection?.secrets ?? {});
  switch (auth.type) {
    case 'none':
      return accepted;
    case 'apiKey':
      return verifyApiKey(secrets, header(message, auth.header ?? 'x-api-key'));
    case 'basic':
      return verifyBasic(secrets, header(message, 'authorization'));
    case 'hmac':
      return verifySignature(auth, secrets, message);
  }
}

function verifyApiKey({ apiKey }: InboundSecrets, shown: string | undefined): InboundVerdict {
  if (!apiKey) return notConfigured;
  if (!shown) return missing;
  return sameText(shown, apiKey) ? accepted : wrong;
}

function verifyBasic({ username, password }: InboundSecrets, shown: string | undefined): InboundVerdict {
  if (!password) return notConfigured;
  const encoded = /^Basic\s+([A-Za-z0-9+/]+={0,2})$/i.exec(shown ?? '')?.[1];
  if (!encoded) return missing;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return wrong;
  const rightName = !username || sameText(pair.slice(0, colon), username);
  const rightPassword = sameText(pair.slice(colon + 1), password);
  return rightName && rightPassword ? accepted : wrong;
}

function verifySignature(
  auth: Extract<InboundAuth, { type: 'hmac' }>,
  { hmacSecret }: InboundSecrets,
  message: InboundMessage,
): InboundVerdict {
  if (!hmacSecret) return notConfigured;
  const shown = header(message, auth.header ?? 'x-signature')?.trim();
  if (!shown) return missing;
  const prefix = auth.prefix ?? '';
  if (!shown.startsWith(prefix)) return wrong;
  const signature = decodeSignature(shown.slice(prefix.length), auth.encoding ?? 'hex');
  const expected = createHmac(auth.algorithm ?? 'sha256', hmacSecret)
    .update(message.rawBody)
    .digest();
  return signature?.length === expected.length && timingSafeEqual(signature, expected) ? accepted : wrong;
}

/** Strict: Node's own decoders stop silently at the first odd character. */
function decodeSignature(text: string, encoding: 'hex' | 'base64'): Buffer | undefined {
  const form = encoding === 'hex' ? /^([0-9a-f]{2})+$/i : /^[A-Za-z0-9+/]+={0,2}$/;
  return form.test(text) ? Buffer.from(text, encoding) : undefined;
}

/** A header that came twice is no credential: which of them counts would be a guess. */
function header(message: InboundMessage, name: string): string | undefined {
  const value = message.headers[name.toLowerCase()];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Digests have one length, so that not even the length of the secret shows in the time taken. */
const sameText = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
const digest = (text: string) => createHash('sha256').update(text).digest();

function readSecrets(secrets: Record<string, unknown>): InboundSecrets {
  const entries = Object.entries(secrets).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(entries);
}
