import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Company } from '../company/company.ts';
import type { CompanyEvent, JsonObject, StoredResult } from '../company/model.ts';
import { isObject } from './input.ts';
import { Problem } from './problem.ts';

/** What a command decided: the answer, and the events that make it true. */
export interface Outcome {
  status: number;
  body: JsonObject;
  events: CompanyEvent[];
}

export type Verdict = 'done' | 'replayed' | 'refused';

export interface Command {
  /** Decides without changing anything; throws a Problem to refuse. */
  decide(request: Request): Outcome;
  /** What is to be recorded of a request beside its effect. */
  observe?(request: Request, verdict: Verdict): CompanyEvent[];
}

const maxKeyLength = 255;

/**
 * A handler for a POST that honours `Idempotency-Key`. It runs in one synchronous turn, which is why of several
 * concurrent requests with one key exactly one has an effect. A refusal is not stored: the key stays free for
 * the corrected request.
 */
export function commandHandler(company: Company, service: string, command: Command): RequestHandler {
  return (request, response) => {
    const key = readKey(request);
    const stored = key === undefined ? undefined : company.storedResult(service, key);
    if (stored === undefined) {
      const { status, body } = decideAndCommit(company, command, { request, service, key });
      response.status(status).json(body);
      return;
    }
    if (stored.fingerprint !== fingerprint(request)) {
      company.commit(command.observe?.(request, 'refused') ?? []);
      throw new Problem(
        422,
        'idempotency_mismatch',
        `Idempotency-Key ${stored.key} was used for another request`,
      );
    }
    company.commit(command.observe?.(request, 'replayed') ?? []);
    response.status(stored.status).set('Idempotency-Replayed', 'true').json(stored.body);
  };
}

interface Call {
  request: Request;
  service: string;
  key: string | undefined;
}

function decideAndCommit(company: Company, command: Command, { request, service, key }: Call): Outcome {
  const outcome = decideOrRecord(company, command, request);
  const events = [...outcome.events, ...(command.observe?.(request, 'done') ?? [])];
  if (key !== undefined) {
    const { status, body } = outcome;
    const result: StoredResult = { service, key, fingerprint: fingerprint(request), status, body };
    events.push({ type: 'result-stored', result });
  }
  company.commit(events);
  return outcome;
}

function decideOrRecord(company: Company, command: Command, request: Request): Outcome {
  try {
    return command.decide(request);
  } catch (error) {
    company.commit(command.observe?.(request, 'refused') ?? []);
    throw error;
  }
}

function readKey(request: Request): string | undefined {
  const key = request.get('Idempotency-Key');
  if (key !== undefined && (key === '' || key.length > maxKeyLength)) {
    throw new Problem(
      400,
      'invalid_idempotency_key',
      `Idempotency-Key must have 1 to ${maxKeyLength} characters`,
    );
  }
  return key;
}

/** Equal for requests that mean the same: the order of members and the white space of a body say nothing. */
function fingerprint(request: Request): string {
  const body: unknown = request.body;
  const meaning = JSON.stringify([request.method, request.baseUrl + request.path, sortMembers(body)]);
  return createHash('sha256').update(meaning).digest('base64url');
}

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sortMembers(value[name])]));
}
