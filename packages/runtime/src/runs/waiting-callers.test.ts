import type { FlowDefinition } from '@crossdock/flow-schema';
import { expect, it } from 'vitest';
import type { Message } from './start-run.ts';
import { WaitingCallers } from './waiting-callers.ts';

const definition: FlowDefinition = { formatVersion: 1, name: 'Quote', nodes: [], edges: [] };
const message: Message = {
  flowId: 'flow',
  version: 1,
  environment: 'test',
  definition,
  trigger: { receivedAt: '2026-03-02T08:00:00.000Z' },
};
const hour = 3_600_000;

/** Callers of runs that go on for as long as anybody waits. */
function callers() {
  let runs = 0;
  return new WaitingCallers({
    startRun: () => Promise.resolve({ runId: `run-${(runs += 1)}`, duplicate: false }),
    live: { subscribe: () => () => undefined },
    findReply: () => Promise.resolve({ reply: undefined, ended: false }),
  });
}

it('are let go without a reply when the server stops, also those that come while it does', async () => {
  const waiting = callers();
  const before = [waiting.startAndWait(message, hour), waiting.startAndWait(message, hour)];
  await new Promise((resolve) => setImmediate(resolve));
  waiting.letGo();
  const answers = await Promise.all([...before, waiting.startAndWait(message, hour)]);
  expect(answers.map(({ accepted, reply }) => [accepted.runId, reply])).toEqual([
    ['run-1', undefined],
    ['run-2', undefined],
    ['run-3', undefined],
  ]);
});

it('get the reply of their run', async () => {
  const waiting = callers();
  const answer = waiting.startAndWait(message, hour);
  await new Promise((resolve) => setImmediate(resolve));
  const reply = { status: 200, headers: {}, body: 'done' };
  waiting.observer.replied('run-1', reply);
  expect((await answer).reply).toEqual(reply);
});
