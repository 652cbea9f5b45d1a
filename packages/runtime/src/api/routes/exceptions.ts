import type { Exception, QueryOf } from '@crossdock/flow-schema';
import type { Override } from '../../engine/ports.ts';
import type { Dispatch } from '../../queue/dispatch-queue.ts';
import { notFound, Refusal } from '../../refusal.ts';
import type { ExceptionActions, Outcome } from '../../store/exception-actions.ts';
import type { ExceptionFilter, ExceptionQueries } from '../../store/exceptions.ts';
import { isUuid } from '../../store/uuid.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';

export interface ExceptionServices {
  queries: ExceptionQueries;
  actions: ExceptionActions;
  dispatch(due: readonly Dispatch[]): void;
  /** Whether there is a person of this id who may log in. */
  isPerson(userId: string): Promise<boolean>;
  /** Gives the number of a version that may be resumed on. @throws Refusal when there is none such */
  resolveVersion(runId: string, version: 'same' | 'latest' | number | undefined): Promise<number | undefined>;
}

type ExceptionOperations =
  | 'listExceptions'
  | 'getException'
  | 'resumeException'
  | 'discardException'
  | 'assignException'
  | 'commentException';

export function exceptionRoutes(services: ExceptionServices): HandlersOf<ExceptionOperations> {
  const { queries, actions, dispatch } = services;
  const read = async (id: string): Promise<Exception> => (await queries.get(id)) ?? missing();
  return {
    async listExceptions({ query }) {
      const page = pageRequest(query, ['time', 'id']);
      return pageAnswer(await queries.list(filterOf(query), page));
    },
    getException: ({ params }) => read(params.id),
    async resumeException({ params, body, principal }) {
      const { runId } = await read(params.id);
      const version = await services.resolveVersion(runId, body.version);
      const override = overrideOf(body);
      const resumed = done(
        await actions.resume({
          exceptionId: params.id,
          actor: principal.actor,
          ...(override ? { override } : {}),
          ...(version === undefined ? {} : { version }),
        }),
      );
      dispatch([resumed.dispatch]);
      return { runId };
    },
    async discardException({ params, body, principal }) {
      const { dispatches } = done(await actions.discard(params.id, principal.actor, body.reason));
      dispatch(dispatches);
      return read(params.id);
    },
    async assignException({ params, body, principal }) {
      const { userId } = body;
      if (typeof userId === 'string' && !(await services.isPerson(userId)))
        throw invalid('userId', 'is not the id of a person');
      done(await actions.assign(params.id, principal.actor, body));
      return read(params.id);
    },
    async commentException({ params, body, principal }) {
      done(await actions.comment(params.id, principal.actor, body.text));
      return read(params.id);
    },
  };
}

const missing = (): never => {
  throw notFound('exception');
};

function done<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind === 'missing') return missing();
  if (outcome.kind === 'done') return outcome.value;
  throw new Refusal('conflict', `The exception is ${outcome.status} already; read it again.`);
}

function overrideOf(body: { input?: unknown; output?: unknown }): Override | undefined {
  if ('input' in body && 'output' in body) {
    throw invalid('output', 'can’t be given together with input: change the input, or skip the step');
  }
  if ('output' in body) return { output: body.output };
  return 'input' in body ? { input: body.input } : undefined;
}

function filterOf({ limit: _limit, cursor: _cursor, ...filter }: QueryOf<'listExceptions'>): ExceptionFilter {
  if (filter.flow !== undefined && !isUuid(filter.flow)) throw invalid('flow', 'is not the id of a flow');
  return filter;
}

const invalid = (path: string, message: string): Refusal =>
  new Refusal('invalid_fields', `${path} ${message}.`, { errors: [{ path, message }] });
