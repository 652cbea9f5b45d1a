import type { FlowNode } from '@crossdock/flow-schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api-server.ts';
import { startTestWorker } from '../../test/api-worker.ts';
import { chain, map, node, webhook } from '../../test/flow-documents.ts';
import { until } from '../../test/system/until.ts';
import { systemActor } from '../access/principal.ts';
import type { RunningWorker } from '../worker/start-worker.ts';

let api: TestApi;
let worker: RunningWorker;

beforeAll(async () => {
  api = await startTestApi();
  worker = await startTestWorker(api);
  api.parts.useLocalWorker(worker.local);
});
afterAll(async () => {
  await worker.stop();
  await api.parts.bulk.stop();
  await api.close();
});
beforeEach(async () => {
  await api.pool.query('TRUNCATE edi_sequences, edi_interchanges');
});

const environment = 'test';
const as = () => ({ as: api.admin });

let deployed = 0;

/** Deploys a flow; what it gives runs it with a message, and gives the run when that has ended. */
async function deploy(name: string, ...steps: FlowNode[]) {
  deployed += 1;
  const definition = chain(name, webhook(`edi-${deployed}`), ...steps);
  const { id: flowId } = await api.parts.flows.create(definition, systemActor);
  const version = await api.parts.flows.publish(flowId, undefined, systemActor);
  await api.parts.deployments.put({ flowId, environment }, { version }, systemActor);
  return async (body: unknown) => {
    const trigger = { body, headers: {}, query: {}, receivedAt: new Date().toISOString() };
    const { runId } = await api.parts.startRun({ flowId, version, environment, definition, trigger });
    return ended(runId);
  };
}

async function ended(runId: string) {
  const runOf = async () => (await api.operate('getRun', { ...as(), params: { id: runId } })).body;
  return until('the run ends', async () => {
    const run = await runOf();
    return ['queued', 'running', 'waiting'].includes(run.status) ? undefined : run;
  });
}

const contentOf = (run: { output?: unknown }): string => (run.output as { content: string }).content;
const list = async (query: Record<string, string | number> = {}) =>
  (await api.operate('listEdiInterchanges', { ...as(), query })).body.items;

const parties = (standard: string) => ({
  envelope: { senderId: 'US', receiverId: 'THEM', ...(standard === 'x12' ? { version: '004010' } : {}) },
});
const writeStep = (standard: string) =>
  node('write', 'serialize', {
    format: standard,
    source: '=$',
    options: parties(standard),
    controlNumbers: 'assigned',
    acknowledgedWithinMinutes: 60,
  });
const orders: Record<string, object> = {
  x12: {
    type: '850',
    data: {
      beginning: { purpose: '00', orderType: 'SA', purchaseOrderNumber: '4711', date: '2026-11-04' },
      lines: [{ lineNumber: '1', quantity: 5, unit: 'EA', unitPrice: 2.5 }],
    },
  },
  edifact: {
    type: 'ORDERS',
    data: {
      beginning: { documentType: '220', purchaseOrderNumber: '4711', purpose: '9', date: '2026-11-04' },
      parties: [{ role: 'BY', id: '1' }],
      lines: [{ lineNumber: '1', quantity: 5 }],
    },
  },
};

const readStep = (format: string, more = {}) =>
  node('read', 'parse', { format, source: '=body', trackInterchanges: true, ...more });

describe.each(['x12', 'edifact'])('%s', (format) => {
  const sender = () => deploy('Send', map('m', 'body'), writeStep(format));
  const receiver = (more = {}) =>
    deploy(
      'Receive',
      readStep(format),
      node('answer', 'acknowledge', { format, source: '=$trigger.body', ...more }),
      node('write', 'serialize', { format, source: '=$', controlNumbers: 'assigned' }),
    );
  const reader = () => deploy('Read answers', readStep(format));

  it('is numbered, sent, received, acknowledged, and known to be accepted', async () => {
    const [send, receive, read] = [await sender(), await receiver(), await reader()];
    const sent = await send(orders[format]);
    expect(sent.status).toBe('succeeded');
    expect(await list({ status: 'waiting' })).toMatchObject([{ controlNumber: '1', partnerId: 'THEM' }]);
    const answer = await receive(contentOf(sent));
    expect(contentOf(answer)).toMatch(format === 'x12' ? /AK9\*A\*1\*1\*1/ : /UCI\+1\+US\+THEM\+7/);
    expect((await read(contentOf(answer))).status).toBe('succeeded');
    expect(await list({ direction: 'out', partner: 'THEM' })).toMatchObject([
      { controlNumber: '1', status: 'accepted', errors: [] },
    ]);
    expect(contentOf(await send(orders[format]))).toMatch(format === 'x12' ? /\*000000002\*/ : /\+2'/);
  });

  it('that is rejected says why', async () => {
    const [send, receive, read] = [await sender(), await receiver({ strict: true }), await reader()];
    const content = contentOf(await send(orders[format]));
    const broken = content.replace(
      format === 'x12' ? '*5*EA' : '21:5',
      format === 'x12' ? '*5x*EA' : '21:5x',
    );
    expect(broken).not.toBe(content);
    await read(contentOf(await receive(broken)));
    const [row] = await list({ status: 'rejected' });
    expect(row).toMatchObject({ direction: 'out', runId: expect.any(String) });
    expect(row?.errors.length).toBeGreaterThan(0);
  });

  it('keeps its numbers when its run is replayed', async () => {
    const send = await sender();
    const run = await send(orders[format]);
    await send(orders[format]);
    const replayed = await api.operate('replayRun', { ...as(), params: { id: run.id }, body: {} });
    const again = await ended(replayed.body.runId);
    const number = format === 'x12' ? /\*000000001\*/ : /\+1'/;
    expect([contentOf(run), contentOf(again)]).toEqual([
      expect.stringMatching(number),
      expect.stringMatching(number),
    ]);
    expect(await list()).toHaveLength(2);
  });

  it('that comes twice is an exception, or flagged', async () => {
    const content = contentOf(await (await sender())(orders[format]));
    const [strict, lenient] = [
      await reader(),
      await deploy('Flag', readStep(format, { onDuplicate: 'flag' })),
    ];
    const first = await strict(content);
    expect(first.output).toMatchObject({ interchanges: [{ sequence: { kind: 'inSequence' } }] });
    const second = await strict(content);
    expect(second.error).toMatchObject({ class: 'business', code: 'edi.duplicate' });
    expect(second.error?.detail).toMatchObject({ interchanges: [{ senderId: 'US', runId: first.id }] });
    const third = await lenient(content);
    expect(third.output).toMatchObject({ interchanges: [{ sequence: { kind: 'duplicate' } }] });
  });

  it('that is an acknowledgement is not acknowledged', async () => {
    const content = contentOf(await (await sender())(orders[format]));
    const answer = contentOf(await (await receiver())(content));
    const definition = chain(
      'Not again',
      webhook(`again-${format}`),
      node('answer', 'acknowledge', { format, source: '=body' }),
      map('nothing', '"nothing"'),
    );
    definition.edges = definition.edges.map((edge) =>
      edge.target === 'nothing' ? { ...edge, sourcePort: 'none' } : edge,
    );
    const { id: flowId } = await api.parts.flows.create(definition, systemActor);
    const version = await api.parts.flows.publish(flowId, undefined, systemActor);
    const trigger = { body: answer, headers: {}, query: {}, receivedAt: new Date().toISOString() };
    const { runId } = await api.parts.startRun({ flowId, version, environment, definition, trigger });
    expect(await ended(runId)).toMatchObject({ status: 'succeeded', output: 'nothing' });
  });
});

it('a misspelt code to reject on is refused, not passed over', async () => {
  const answer = node('answer', 'acknowledge', {
    format: 'x12',
    source: '=body',
    reject: ['value', 'missing'],
  });
  const { error } = await (await deploy('Misspelt', answer))('ISA…');
  expect(error).toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining('reject on missing:'),
  });
});

it('what can’t be written takes no number', async () => {
  const send = await deploy('Send', map('m', 'body'), writeStep('x12'));
  expect((await send({ type: '850', data: { nonsense: 1 } })).error?.code).toBe('document_invalid');
  expect(contentOf(await send(orders['x12']))).toContain('*000000001*');
});

it('what is not acknowledged in time is an exception, which a late acknowledgement resolves', async () => {
  const send = await deploy('Send', map('m', 'body'), writeStep('x12'));
  const sent = await send(orders['x12']);
  expect(await list({ status: 'overdue' })).toEqual([]);
  await api.pool.query(`UPDATE edi_interchanges SET due_at = now() - interval '1 s'`);
  expect(await list({ status: 'overdue' })).toMatchObject([{ functionalId: 'PO', status: 'overdue' }]);
  const exceptions = async () =>
    (await api.operate('listExceptions', { ...as(), query: {} })).body.items.filter(
      ({ runId }) => runId === sent.id,
    );
  const [exception] = await until('an exception opens', async () => {
    const found = await exceptions();
    return found.length > 0 ? found : undefined;
  });
  expect(exception).toMatchObject({
    code: 'edi.overdue',
    nodeName: 'write',
    status: 'open',
    message: expect.stringContaining('THEM did not acknowledge interchange 1, group 1 (PO)'),
  });
  const receive = await deploy(
    'Receive',
    node('answer', 'acknowledge', { format: 'x12', source: '=body' }),
    node('write', 'serialize', { format: 'x12', source: '=$' }),
  );
  const read = await deploy('Read answers', readStep('x12'));
  await read(contentOf(await receive(contentOf(sent))));
  expect(await exceptions()).toMatchObject([{ id: exception?.id, status: 'resolved' }]);
  expect(await list({ direction: 'out' })).toMatchObject([{ status: 'accepted' }]);
});

it('the list comes in pages, to those who may see runs', async () => {
  const send = await deploy('Send', map('m', 'body'), writeStep('x12'));
  for (let count = 0; count < 3; count += 1) await send(orders['x12']);
  const first = (await api.operate('listEdiInterchanges', { ...as(), query: { limit: 2 } })).body;
  const second = (
    await api.operate('listEdiInterchanges', { ...as(), query: { limit: 2, cursor: first.nextCursor ?? '' } })
  ).body;
  expect([...first.items, ...second.items].map(({ controlNumber }) => controlNumber)).toEqual([
    '3',
    '2',
    '1',
  ]);
  expect(second.nextCursor).toBeNull();
  const nobody = await api.keyFor(['intake']);
  expect((await api.operate('listEdiInterchanges', { as: nobody, query: {} })).status).toBe(403);
});
