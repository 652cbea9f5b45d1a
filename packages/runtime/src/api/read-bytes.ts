import type { Request, Response } from 'express';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Refusal } from '../refusal.ts';

/** How long a sender whose body was refused may go on sending, in milliseconds, before it is cut off. */
const lingerMs = 3_000;

const unpackers = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads the bytes of a body, unpacked. One that is too large is refused as soon as that shows, however long its sender
 * means to go on.
 * @param maxBytes most bytes once unpacked
 * @throws Refusal 413, 415 for another encoding, and 400 when it can't be unpacked or ends early
 */
export async function readBytes(request: Request, response: Response, maxBytes: number): Promise<Buffer> {
  if (!hasBody(request)) return Buffer.alloc(0);
  // Who left before anybody read gives no sign of it any more.
  if (request.destroyed) throw endedEarly();
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() || 'identity';
  try {
    if (encoding === 'identity') return await readAsSent(request, maxBytes);
    if (!isKnown(encoding)) throw unknownEncoding();
    return await unpack(request, unpackers[encoding](), maxBytes);
  } catch (error) {
    discardRest(request, response);
    throw error;
  }
}

/** RFC 9112, section 6.3. */
const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const isKnown = (encoding: string): encoding is keyof typeof unpackers => Object.hasOwn(unpackers, encoding);

function readAsSent(request: Request, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  return collect(request, request, maxBytes);
}

async function unpack(
  request: Request,
  unpacker: Readable & NodeJS.WritableStream,
  maxBytes: number,
): Promise<Buffer> {
  request.pipe(unpacker);
  try {
    return await collect(request, unpacker, maxBytes);
  } finally {
    request.unpipe(unpacker);
    unpacker.destroy();
  }
}

/** @param source the request, or what unpacks it */
function collect(request: Request, source: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void): void => {
      source.off('data', take);
      request.off('close', breakOff);
      outcome();
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > maxBytes) settle(() => reject(tooLarge()));
      else chunks.push(chunk);
    };
    const breakOff = (): void => {
      if (!request.complete) settle(() => reject(endedEarly()));
    };
    source.on('data', take);
    source.once('end', () => settle(() => resolve(Buffer.concat(chunks, size))));
    source.once('error', () => settle(() => reject(source === request ? endedEarly() : notUnpackable())));
    request.once('close', breakOff);
  });
}

/** The answer has to reach a sender who still sends: closing at once would take it away again. */
function discardRest(request: Request, response: Response): void {
  if (request.complete) return;
  response.once('finish', () => {
    request.resume();
    const cutOff = setTimeout(() => request.destroy(), lingerMs).unref();
    request.once('close', () => clearTimeout(cutOff));
  });
}

const tooLarge = (): Refusal => new Refusal('too_large', 'The body is larger than this address accepts.');
const endedEarly = (): Refusal => new Refusal('malformed_request', 'The body ended early.');
const notUnpackable = (): Refusal =>
  new Refusal('malformed_request', 'The body is not packed as Content-Encoding says.');
const unknownEncoding = (): Refusal =>
  new Refusal(
    'unsupported_media_type',
    'This content encoding is not supported; send gzip, deflate, br or none.',
  );
