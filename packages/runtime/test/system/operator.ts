import type { Exception, FlowDefinition, Run, RunSummary, Step } from '@crossdock/flow-schema';
import { callsTo, type Answer, type Caller, type OperationOptions } from '../api-client.ts';
import type { OperationId } from '@crossdock/flow-schema';
import { erpLogin } from './erp.ts';
import { until } from './until.ts';

export const environment = 'test';

export interface Deployed {
  flowId: string;
  /** Path of its intake, if it has one. */
  path: string;
}

/** Somebody with every permission at a server, over the API. The server may be another one at each call. */
export class Operator {
  readonly #url: () => string;
  readonly apiKey: string;
  readonly caller: Caller;

  constructor(url: () => string, apiKey: string) {
    this.#url = url;
    this.apiKey = apiKey;
    this.caller = { headers: { authorization: `Bearer ${apiKey}` } };
  }

  /** @throws when the answer is not one of success */
  async do<Id extends OperationId>(id: Id, options: OperationOptions = {}) {
    const answer = await this.try(id, options);
    if (answer.status >= 300) throw new Error(`${id}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  try<Id extends OperationId>(id: Id, options: OperationOptions = {}) {
    return callsTo(this.#url()).operate(id, { as: this.caller, ...options });
  }

  async connect(key: string, baseUrl: string, config: Record<string, unknown> = {}): Promise<void> {
    const { username, password } = erpLogin;
    const auth = { type: 'basic', username };
    await this.do('createConnection', {
      body: {
        key,
        name: key,
        connector: 'http',
        environment,
        config: { baseUrl, auth, ...config },
        secrets: { password },
      },
    });
  }

  async deploy(definition: FlowDefinition): Promise<Deployed> {
    const { id } = await this.do('createFlow', { body: { definition } });
    await this.publish(id);
    const path = definition.nodes.find(({ type }) => type === 'webhook')?.config['path'];
    return { flowId: id, path: typeof path === 'string' ? path : '' };
  }

  /** Publishes the draft and deploys it. */
  async publish(flowId: string): Promise<void> {
    const { version } = await this.do('publishFlow', { params: { id: flowId }, body: {} });
    await this.do('deployFlow', { params: { id: flowId, environment }, body: { version } });
  }

  /** Sends a message to an intake, as a partner does: without log-in. */
  send(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return callsTo(this.#url()).call('POST', `/in/${environment}/${path}`, { body, headers });
  }

  /** Sends a message that must be accepted. @returns the run's id */
  async accepted(path: string, body: unknown): Promise<string> {
    const answer = await this.send(path, body);
    if (answer.status !== 202) throw new Error(`Not accepted: ${answer.status} ${answer.text}`);
    return String(answer.body['runId']);
  }

  run(runId: string): Promise<Run> {
    return this.do('getRun', { params: { id: runId } });
  }

  steps(runId: string): Promise<Step[]> {
    return this.do('getRunSteps', { params: { id: runId } });
  }

  /** All runs of a flow. */
  async runs(flowId: string, status?: string): Promise<RunSummary[]> {
    const items: RunSummary[] = [];
    let cursor: string | null | undefined;
    do {
      const query = {
        flow: flowId,
        limit: 200,
        ...(status ? { status } : {}),
        ...(cursor ? { cursor } : {}),
      };
      const page = await this.do('listRuns', { query });
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return items;
  }

  async openException(runId: string): Promise<Exception> {
    const { exceptionId } = await this.run(runId);
    if (exceptionId === undefined) throw new Error(`Run ${runId} has no open exception`);
    return this.do('getException', { params: { id: exceptionId } });
  }

  /** Waits until a run is in one of the states. */
  settled(runId: string, ...states: Run['status'][]): Promise<Run> {
    const wanted = states.length > 0 ? states : (['succeeded', 'failed', 'cancelled'] as const);
    let last: Run | undefined;
    return until(
      `run ${runId} ${wanted.join(' or ')}`,
      async () => {
        last = await this.run(runId);
        return wanted.some((state) => state === last?.status) && last;
      },
      { describe: () => JSON.stringify(last, undefined, 1) },
    );
  }
}
