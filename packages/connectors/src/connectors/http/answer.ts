import type { HttpResponse, ResponseHeaders } from '../../client/types.ts';
import { ConnectorError } from '../../sdk/error.ts';

const jsonType = /^application\/(?:[\w.+-]*\+)?json$/;
const textType =
  /^(?:text\/.*|application\/(?:[\w.+-]*\+)?(?:xml|yaml)|application\/(?:edi-?(?:x12|fact|consent)|x-www-form-urlencoded|x-ndjson|javascript|csv))$/;

interface DecodeOptions {
  /** Takes broken JSON as text, for error answers. */
  lenient?: boolean;
}

/**
 * The body as a flow sees it: parsed JSON, text, base64 of anything else, null where there is none.
 * @throws ConnectorError `invalid_answer` when it says that it is JSON and is not
 */
export function decodeBody(response: HttpResponse, { lenient = false }: DecodeOptions = {}): unknown {
  const { body, headers } = response;
  if (body.length === 0) return null;
  const { type, charset } = contentType(headers);
  if (jsonType.test(type)) return parseJson(response, lenient);
  if (textType.test(type)) return decodeText(body, charset);
  return type === '' ? textOrBase64(body) : body.toString('base64');
}

function contentType(headers: ResponseHeaders): { type: string; charset: string } {
  const [type = '', ...parameters] = String(headers['content-type'] ?? '').split(';');
  const charset = parameters.map((text) => /^\s*charset="?([\w-]+)"?\s*$/i.exec(text)?.[1]).find(Boolean);
  return { type: type.trim().toLowerCase(), charset: charset ?? 'utf-8' };
}

function parseJson({ body, status, url }: HttpResponse, lenient: boolean): unknown {
  const text = decodeText(body, 'utf-8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (lenient) return text;
    throw new ConnectorError({
      class: 'technical-permanent',
      code: 'invalid_answer',
      message: `${new URL(url).host} answered ${status} with JSON that cannot be read.`,
      // It answered well, so it did its work.
      outcome: 'unknown',
      status,
      cause,
    });
  }
}

/** Takes the byte order mark away. An unknown charset is read as UTF-8. */
function decodeText(body: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

function textOrBase64(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return body.toString('base64');
  }
}
