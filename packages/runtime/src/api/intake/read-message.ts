import { detectFormat, DocumentError, parseDocument, type ParseOptions } from '@crossdock/mapping';
import type { TriggerMessage } from '@crossdock/flow-schema';
import type { Request } from 'express';
import { Refusal } from '../../refusal.ts';
import type { WebhookConfig } from './webhook-config.ts';

const jsonType = /^application\/([\w.+-]+\+)?json$/i;
const textType =
  /^(text\/|application\/([\w.+-]+\+)?(xml|(x-)?ndjson|jsonl|json-lines|(edi-)?x12|(x-)?edifact|edi-consent|csv|yaml|x-www-form-urlencoded)$)/i;

/** @throws Refusal 415 when the webhook names content types and this is none of them */
export function checkContentType(request: Request, config: WebhookConfig): void {
  const allowed = config.contentTypes ?? [];
  if (allowed.length === 0 || bodyless(request)) return;
  const type = mediaTypeOf(request);
  if (type !== undefined && allowed.some((pattern) => matches(pattern, type))) return;
  throw new Refusal('unsupported_media_type', `Send one of: ${allowed.join(', ')}.`, {
    headers: { Accept: allowed.join(', ') },
  });
}

const bodyless = (request: Request): boolean => request.method === 'GET' || request.method === 'DELETE';

const mediaTypeOf = (request: Request): string | undefined =>
  request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();

function matches(pattern: string, type: string): boolean {
  const wanted = pattern.toLowerCase().split(';', 1)[0]?.trim() ?? '';
  return wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
}

export type MessageBody = Pick<TriggerMessage, 'body' | 'bodyEncoding'>;

/**
 * The body as flows see it: JSON parsed, text as text, anything else as base64; empty when there is none.
 * A body that says it is JSON or EDI and can't be read as such is refused while its sender is still there to mend it.
 * @throws Refusal 422 with the place
 */
export function bodyOf(bytes: Buffer, request: Request): MessageBody {
  if (bytes.length === 0) return {};
  const type = mediaTypeOf(request);
  if (type !== undefined && jsonType.test(type)) return { body: readJson(decode(bytes) ?? notText('JSON')) };
  const text = type === undefined || textType.test(type) ? decode(bytes) : undefined;
  if (text === undefined) return { body: bytes.toString('base64'), bodyEncoding: 'base64' };
  const format = detectFormat(type, text);
  if (format === 'x12' || format === 'edifact') checkReadable(format, text);
  return { body: text };
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notText(what: string): never {
  throw new Refusal('malformed_document', `The body is not ${what} in UTF-8.`);
}

/** The webhook says how large a body may be; what is held here is its depth, which the store could not write. */
const readJson = (text: string): unknown =>
  readWithPlace('json', text, { limits: { maxBytes: Infinity, maxItems: Infinity } });

/** Envelopes and segments only: naming what is in them is the flow's work. */
const checkReadable = (format: 'x12' | 'edifact', text: string): void =>
  void readWithPlace(format, text, { named: false });

function readWithPlace(format: 'json' | 'x12' | 'edifact', text: string, options: ParseOptions): unknown {
  try {
    return parseDocument(format, text, options).document;
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new Refusal('malformed_document', error.message, { members: { position: error.position } });
  }
}
