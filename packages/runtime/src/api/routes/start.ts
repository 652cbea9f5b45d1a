import type { FlowDefinition, TriggerMessage } from '@crossdock/flow-schema';
import { StepFailure } from '../../engine/step-failure.ts';
import type { Dispatch } from '../../queue/dispatch-queue.ts';
import { notFound, Refusal } from '../../refusal.ts';
import { keysOf, type StartRun } from '../../runs/start-run.ts';
import type { Accepted, NewRun } from '../../store/runs/accept.ts';
import type { HandlersOf } from '../call.ts';

export interface StartServices {
  /** The draft of a flow, or undefined if there is no such flow. */
  draftOf(flowId: string): Promise<FlowDefinition | undefined>;
  /** Why a draft can't be run: its errors; empty when it can. */
  errorsOf(draft: FlowDefinition, environment: string): Promise<{ path: string; message: string }[]>;
  deployedVersion(
    flowId: string,
    environment: string,
  ): Promise<{ version: number; paused: boolean } | undefined>;
  definitionOf(flowId: string, version: number): Promise<FlowDefinition>;
  accept(run: NewRun): Promise<Accepted>;
  startRun: StartRun;
  dispatch(due: readonly Dispatch[]): void;
}

const testEnvironment = 'development';

/** Starting runs by hand: tests of a draft, and the deployed version. */
export function startRoutes(services: StartServices): HandlersOf<'testRun' | 'startRun'> {
  return {
    async testRun({ params, body }) {
      const definition = (await services.draftOf(params.id)) ?? missing();
      const environment = body.environment ?? testEnvironment;
      const errors = await services.errorsOf(definition, environment);
      if (errors.length > 0) {
        throw new Refusal('flow_invalid', 'Mend the errors of the draft first, then test it.', { errors });
      }
      if (body.until !== undefined && !definition.nodes.some(({ id }) => id === body.until)) {
        const message = `is not a node of the flow: ${body.until}`;
        throw new Refusal('invalid_fields', `until ${message}.`, { errors: [{ path: 'until', message }] });
      }
      const trigger = messageOf(body.trigger);
      const { runId } = await services.accept({
        flowId: params.id,
        version: null,
        definition,
        environment,
        test: true,
        trigger,
        ...testKeys(definition, trigger),
        ...(body.until === undefined ? {} : { untilNode: body.until }),
      });
      services.dispatch([{ runId, dispatchNo: 1 }]);
      return { runId };
    },
    async startRun({ params, body }) {
      if (!(await services.draftOf(params.id))) missing();
      const deployed = await services.deployedVersion(params.id, body.environment);
      if (!deployed) throw new Refusal('conflict', `The flow is not deployed in ${body.environment}.`);
      if (deployed.paused) throw new Refusal('conflict', `The flow is paused in ${body.environment}.`);
      const { runId } = await services.startRun({
        flowId: params.id,
        version: deployed.version,
        environment: body.environment,
        definition: await services.definitionOf(params.id, deployed.version),
        trigger: messageOf(body),
      });
      return { runId };
    },
  };
}

const missing = (): never => {
  throw notFound('flow');
};

function messageOf({ body, headers }: { body?: unknown; headers?: Record<string, string> }): TriggerMessage {
  return {
    receivedAt: new Date().toISOString(),
    headers: headers ?? {},
    query: {},
    ...(body === undefined ? {} : { body }),
  };
}

/** A test shows the keys that it finds; one that can't be read must not stop it, nor may tests queue up in lanes. */
function testKeys(
  definition: FlowDefinition,
  trigger: TriggerMessage,
): Pick<NewRun, 'businessKeys' | 'timeoutMs'> {
  try {
    const { idempotencyKey: _idempotency, orderingKey: _ordering, ...keys } = keysOf(definition, trigger);
    return keys;
  } catch (error) {
    if (error instanceof StepFailure) return {};
    throw error;
  }
}
