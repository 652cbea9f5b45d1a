import type { TriggerMessage } from '@crossdock/flow-schema';

/** A message as the analyst writes it: text with a content type, as it would arrive. */
export interface TestMessage {
  body: string;
  contentType: string;
  /** Further headers, names in small letters. */
  headers: Record<string, string>;
}

export const emptyMessage: TestMessage = { body: '', contentType: 'application/json', headers: {} };

export const contentTypes = [
  'application/json',
  'application/edi-x12',
  'text/csv',
  'application/xml',
  'text/plain',
] as const;

export type ReadMessage = { ok: true; message: TriggerMessage } | { ok: false; error: string };

const isJson = (contentType: string): boolean => /^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType);

/**
 * The message that the trigger will hand on: JSON is parsed, everything else stays text, as at the intake.
 * Gives the mistake if the body isn't the JSON it is said to be.
 */
export function readMessage({ body, contentType, headers }: TestMessage, receivedAt: string): ReadMessage {
  const all = { 'content-type': contentType, ...headers };
  const base = { headers: all, query: {}, receivedAt };
  if (!isJson(contentType)) return { ok: true, message: { body, ...base } };
  if (body.trim() === '') return { ok: true, message: base };
  try {
    return { ok: true, message: { body: JSON.parse(body) as unknown, ...base } };
  } catch (error) {
    return { ok: false, error: `The body isn’t JSON: ${(error as Error).message}` };
  }
}

/** The message of an earlier run, as something to send again. */
export function messageOfRun(trigger: TriggerMessage): TestMessage {
  const { 'content-type': contentType = 'application/json', ...headers } = trigger.headers ?? {};
  const { body } = trigger;
  const text = typeof body === 'string' && !isJson(contentType) ? body : JSON.stringify(body, null, 2);
  return { body: text ?? '', contentType, headers: withoutTransport(headers) };
}

/** Headers that speak of the connection, not of the message. */
const transport = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'user-agent',
  'accept',
]);

function withoutTransport(headers: Record<string, string>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !transport.has(name.toLowerCase()));
  return Object.fromEntries(kept);
}
