import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { ResponseHeaders } from './types.ts';

/** Thrown when the body is larger than the request allowed. */
export class AnswerTooLarge extends Error {
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`the answer is larger than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/** A failed exchange: why, and whether the request had been put on a connection by then. */
export class ExchangeFailure extends Error {
  readonly sent: boolean;
  constructor(sent: boolean, cause: unknown) {
    super('exchange failed', { cause });
    this.sent = sent;
  }
}

/** One request and its answer as they are on the wire. */
export interface Exchange {
  status: number;
  headers: ResponseHeaders;
  body: Buffer;
}

export interface ExchangeOptions {
  maxBytes: number;
  signal?: AbortSignal;
}

/**
 * Sends one request over a dispatcher and collects its answer.
 * This sits on `dispatch`, not on `request`, because only there one learns whether the request has left.
 * @throws ExchangeFailure
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { maxBytes, signal }: ExchangeOptions,
): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const collector = new Collector(maxBytes, { resolve, reject });
    if (signal?.aborted) return collector.fail(signal.reason);
    const abort = () => collector.fail(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    collector.onSettled = () => signal?.removeEventListener('abort', abort);
    try {
      dispatcher.dispatch(request, collector);
    } catch (error) {
      collector.fail(error);
    }
  });
}

interface Settle {
  resolve(exchange: Exchange): void;
  reject(error: ExchangeFailure): void;
}

class Collector implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number;
  readonly #settle: Settle;
  #controller: Dispatcher.DispatchController | undefined;
  #settled = false;
  #status = 0;
  #headers: ResponseHeaders = {};
  #chunks: Buffer[] = [];
  #bytes = 0;
  onSettled: () => void = () => {};

  constructor(maxBytes: number, settle: Settle) {
    this.#maxBytes = maxBytes;
    this.#settle = settle;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Given up while the connection was being opened: it must not go out any more.
    if (this.#settled) return controller.abort(new Error('given up'));
    this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = definedHeaders(headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#settled) return;
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) return this.fail(new AnswerTooLarge(this.#maxBytes));
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#finish()) return;
    this.#settle.resolve({ status: this.#status, headers: this.#headers, body: Buffer.concat(this.#chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }

  /** Ends the exchange from either side; the first reason counts. */
  fail(cause: unknown): void {
    if (!this.#finish()) return;
    this.#settle.reject(new ExchangeFailure(this.#controller !== undefined, cause));
    this.#controller?.abort(cause instanceof Error ? cause : new Error('given up'));
  }

  #finish(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    this.onSettled();
    return true;
  }
}

const definedHeaders = (headers: IncomingHttpHeaders): ResponseHeaders =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
