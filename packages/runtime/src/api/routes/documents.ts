import type { ParseBody } from '@crossdock/flow-schema';
import { DocumentError, parseDocument, serializeDocument } from '@crossdock/mapping';
import { invalidFields, Refusal } from '../../refusal.ts';
import type { HandlersOf } from '../call.ts';

/** Limits are the server's: they are not among the options that a caller may set. */
const reserved = 'limits';

export function documentRoutes(): HandlersOf<'parseDocument' | 'serializeDocument'> {
  return {
    parseDocument: ({ body }) =>
      explained(() => {
        const { document, warnings } = parseDocument(body.format, contentOf(body), optionsOf(body.options));
        return { document, warnings: warnings.map(({ code: _code, ...warning }) => warning) };
      }),
    serializeDocument: ({ body }) =>
      explained(() => serializeDocument(body.format, body.document, optionsOf(body.options))),
  };
}

function contentOf({ content, encoding }: ParseBody): string | Uint8Array {
  if (encoding !== 'base64') return content;
  if (/^[A-Za-z0-9+/_-]*={0,2}$/.test(content)) return Buffer.from(content, 'base64');
  throw invalidFields([{ path: 'content', message: 'is not base64' }]);
}

function optionsOf(options: Record<string, unknown> | undefined): Record<string, unknown> {
  if (options && reserved in options)
    throw invalidFields([{ path: `options.${reserved}`, message: 'is not a known field' }]);
  return options ?? {};
}

function explained<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    const { code, message, position } = error;
    throw new Refusal('document_unreadable', message, { members: { code, message, ...position } });
  }
}
