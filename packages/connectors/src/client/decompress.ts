import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { AnswerTooLarge, type Exchange } from './exchange.ts';

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const decoders: Partial<Record<string, Decoder>> = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
};

/** Thrown when a body is not packed as its header says, or in a way that is not known. */
export class UnreadableBody extends Error {}

/** What requests offer to understand. */
export const acceptEncoding = 'gzip, deflate, br';

/**
 * Undoes `Content-Encoding` and takes the headers away that spoke of it.
 * @throws AnswerTooLarge when more than `maxBytes` come out, however small the answer was on the wire
 * @throws UnreadableBody
 */
export async function decompress(answer: Exchange, maxBytes: number): Promise<Exchange> {
  const encodings = String(answer.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length === 0) return answer;
  let { body } = answer;
  if (body.length > 0) {
    for (const name of encodings.toReversed()) body = await decode(name, body, maxBytes);
  }
  const { 'content-encoding': _encoding, 'content-length': _length, ...headers } = answer.headers;
  return { status: answer.status, headers, body };
}

async function decode(name: string, body: Buffer, maxBytes: number): Promise<Buffer> {
  const decoder = decoders[name];
  if (!decoder) throw new UnreadableBody(`unknown content encoding "${name}"`);
  try {
    return await decoder(body, { maxOutputLength: maxBytes });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new AnswerTooLarge(maxBytes);
    throw new UnreadableBody(`not ${name}`, { cause: error });
  }
}
