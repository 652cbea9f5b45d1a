import { randomUUID } from 'node:crypto';
import type { EnvelopeNumbers, ReadAcknowledgement } from '@crossdock/mapping';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/servers.ts';
import type { EdiStep } from '../../engine/ports.ts';
import { ediInterchanges } from './list.ts';
import { openOverdue } from './overdue.ts';
import { ediRegister } from './register.ts';

let database: TestDatabase;
let pool: pg.Pool;
let otherWorker: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  otherWorker = new pg.Pool({ connectionString: database.url, max: 8 });
});
afterAll(async () => {
  await Promise.all([pool.end(), otherWorker.end()]);
  await database.drop();
});
beforeEach(async () => {
  await pool.query('TRUNCATE edi_sequences, edi_interchanges');
});

const step = (stepKey: string = randomUUID()): EdiStep => ({
  environment: 'test',
  runId: randomUUID(),
  nodeId: 'write',
  stepKey,
});
const outgoing = (more: Partial<EnvelopeNumbers> = {}): EnvelopeNumbers => ({
  standard: 'x12',
  senderId: 'US',
  senderQualifier: 'ZZ',
  receiverId: 'THEM',
  receiverQualifier: 'ZZ',
  controlNumber: undefined,
  groups: [{ functionalId: 'IN', controlNumber: undefined }],
  isAcknowledgement: false,
  ...more,
});
const incoming = (controlNumber: string, more: Partial<EnvelopeNumbers> = {}): EnvelopeNumbers =>
  outgoing({ senderId: 'THEM', receiverId: 'US', controlNumber, ...more });
const assign = (more: Partial<EnvelopeNumbers> = {}, by = step(), dueInMs?: number) =>
  ediRegister(pool).assign(by, [outgoing(more)], dueInMs);
const receive = async (controlNumber: string, by = step()) => {
  const [received] = await ediRegister(pool).receive(by, [incoming(controlNumber)]);
  return received;
};
const list = async (filter = {}) =>
  (await ediInterchanges(pool).list(filter, { limit: 200, after: undefined })).items;

describe('assigning', () => {
  it('never gives a number twice, however many workers ask at once', async () => {
    const registers = [ediRegister(pool), ediRegister(otherWorker)];
    const asked = Array.from({ length: 60 }, (_, index) =>
      registers[index % 2]?.assign(step(), [outgoing()], undefined),
    );
    const numbers = (await Promise.all(asked)).flatMap((each) => each ?? []);
    const expected = Array.from({ length: 60 }, (_, index) => index + 1);
    expect(numbers.map(({ interchange }) => Number(interchange)).toSorted((a, b) => a - b)).toEqual(expected);
    expect(numbers.map(({ groups }) => Number(groups[0])).toSorted((a, b) => a - b)).toEqual(expected);
  });

  it('gives the same step its numbers again, also when two attempts ask at once', async () => {
    const same = step();
    const both = await Promise.all([
      ediRegister(pool).assign(same, [outgoing()], undefined),
      ediRegister(otherWorker).assign(same, [outgoing()], undefined),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(await assign({}, same)).toEqual(both[0]);
    expect(await list()).toHaveLength(1);
  });

  it('counts for each pair of parties, environment and standard by itself', async () => {
    await assign();
    const production = { ...step(), environment: 'production' };
    const first = [{ interchange: '000000001', groups: ['1'] }];
    expect(await assign({ receiverId: 'OTHERS' })).toEqual(first);
    expect(await assign({ senderId: 'WE' })).toEqual(first);
    expect(await assign({ receiverQualifier: '01' })).toEqual(first);
    expect(await assign({ senderQualifier: '01' })).toEqual(first);
    expect(await assign({}, production)).toEqual(first);
    const edifact = {
      standard: 'edifact',
      groups: [{ functionalId: '', controlNumber: undefined }],
    } as const;
    expect(await assign(edifact)).toMatchObject([{ interchange: '1' }]);
    expect(await assign()).toEqual([{ interchange: '000000002', groups: ['2'] }]);
  });

  it('begins again with 1 after the greatest number, groups of an interchange staying together', async () => {
    await assign();
    await pool.query(`UPDATE edi_sequences SET last = 999999998`);
    const groups = [
      { functionalId: 'IN', controlNumber: undefined },
      { functionalId: 'SH', controlNumber: undefined },
    ];
    expect(await assign({ groups })).toEqual([{ interchange: '999999999', groups: ['1', '2'] }]);
    expect(await assign()).toEqual([{ interchange: '000000001', groups: ['3'] }]);
  });

  it('leaves numbers that the document has, and takes none for them', async () => {
    const given = { controlNumber: '000000077', groups: [{ functionalId: 'IN', controlNumber: '0078' }] };
    expect(await assign(given)).toEqual([{ interchange: '000000077', groups: ['0078'] }]);
    expect(await assign()).toEqual([{ interchange: '000000001', groups: ['1'] }]);
    expect(await list({ controlNumber: '0077' })).toMatchObject([
      { controlNumber: '77', groupControlNumber: '78' },
    ]);
  });

  it('waits for the acknowledgement of what is none itself', async () => {
    await assign({}, step(), 60_000);
    await assign(
      { groups: [{ functionalId: 'FA', controlNumber: undefined }], isAcknowledgement: true },
      step(),
      60_000,
    );
    await assign({ groups: [{ functionalId: 'SH', controlNumber: undefined }] });
    expect(
      (await list()).map(({ functionalId, status, dueAt }) => [functionalId, status, dueAt !== null]),
    ).toEqual(
      expect.arrayContaining([
        ['IN', 'waiting', true],
        ['FA', 'none', false],
        ['SH', 'none', false],
      ]),
    );
    await pool.query(`UPDATE edi_interchanges SET due_at = now() - interval '1 s' WHERE status = 'waiting'`);
    expect(await list({ status: 'overdue' })).toMatchObject([{ functionalId: 'IN', status: 'overdue' }]);
    expect(await list({ status: 'waiting' })).toEqual([]);
  });
});

it('what is overdue is opened once, however many servers look', async () => {
  const runId = randomUUID();
  await pool.query(
    `INSERT INTO runs (id, flow_id, environment, status, trigger, effect_root)
     VALUES ($1, $2, 'test', 'succeeded', '{}', $1)`,
    [runId, randomUUID()],
  );
  for (let count = 0; count < 5; count += 1) await assign({}, { ...step(), runId }, 60_000);
  await pool.query(`UPDATE edi_interchanges SET due_at = now() - interval '1 s'`);
  const looks = [pool, otherWorker, pool, otherWorker].map((each) => openOverdue(each, () => undefined));
  expect((await Promise.all(looks)).reduce((sum, opened) => sum + opened, 0)).toBe(5);
  const { rows } = await pool.query(`SELECT code, desk FROM exceptions WHERE run_id = $1`, [runId]);
  expect(rows).toEqual(
    Array.from({ length: 5 }, () => ({ code: 'edi.overdue', desk: 'integration-support' })),
  );
});

describe('receiving', () => {
  it('sees what is in sequence, missing, late and there twice', async () => {
    const outcomes = [];
    for (const number of ['000000005', '6', '9', '7', '6']) outcomes.push((await receive(number))?.outcome);
    expect(outcomes).toEqual([
      { kind: 'inSequence' },
      { kind: 'inSequence' },
      { kind: 'gap', missing: { first: '7', last: '8', count: 2 } },
      { kind: 'older' },
      { kind: 'duplicate' },
    ]);
    expect(await list({ status: 'gap' })).toMatchObject([
      { controlNumber: '9', missing: { first: '7', last: '8', count: 2 } },
    ]);
  });

  it('tells the same step the same again', async () => {
    await receive('1');
    const same = step();
    const first = await receive('3', same);
    expect(first?.outcome.kind).toBe('gap');
    expect(await receive('3', same)).toEqual(first);
    expect(await list()).toHaveLength(2);
  });

  it('takes a number that comes twice at once for a duplicate exactly once, and names the first', async () => {
    await receive('1');
    const steps = [step(), step()];
    const [one, other] = await Promise.all([
      ediRegister(pool).receive(steps[0] ?? step(), [incoming('2')]),
      ediRegister(otherWorker).receive(steps[1] ?? step(), [incoming('2')]),
    ]);
    const both = [...one, ...other];
    expect(both.map(({ outcome }) => outcome.kind).toSorted()).toEqual(['duplicate', 'inSequence']);
    const firstRun = steps[both[0]?.outcome.kind === 'duplicate' ? 1 : 0]?.runId;
    expect(both.find(({ outcome }) => outcome.kind === 'duplicate')?.first?.runId).toBe(firstRun);
  });

  it.each([{ senderId: 'OTHERS' }, { senderQualifier: '01' }])(
    'takes the same number from another partner (%j) for another interchange',
    async (other) => {
      await receive('1');
      const [received] = await ediRegister(pool).receive(step(), [incoming('1', other)]);
      expect(received?.outcome.kind).toBe('inSequence');
    },
  );

  it('goes on with what came before qualifiers were kept, for the first who comes with its identifiers', async () => {
    const outcome = async (number: string, more: Partial<EnvelopeNumbers> = {}) => {
      const [received] = await ediRegister(pool).receive(step(), [incoming(number, more)]);
      return received?.outcome.kind;
    };
    await assign();
    await receive('5');
    for (const table of ['edi_sequences', 'edi_interchanges']) {
      await pool.query(`UPDATE ${table} SET own_qualifier = '*', partner_qualifier = '*'`);
    }
    expect(await outcome('5', { senderQualifier: '01' })).toBe('duplicate');
    expect(await outcome('7', { senderQualifier: '01' })).toBe('gap');
    expect(await outcome('5')).toBe('inSequence');
    expect(await assign({ receiverQualifier: '01' })).toMatchObject([{ interchange: '000000002' }]);
    expect(await assign()).toMatchObject([{ interchange: '000000001' }]);
  });
});

describe('answers', () => {
  const answer = (more: Partial<ReadAcknowledgement> = {}): ReadAcknowledgement => ({
    standard: 'x12',
    kind: '997',
    level: 'group',
    partnerId: 'THEM',
    ownId: 'US',
    functionalId: 'IN',
    groupControlNumber: '1',
    status: 'accepted',
    errors: [],
    ...more,
  });
  const statuses = async () =>
    (await list()).toReversed().map(({ groupControlNumber, status }) => [groupControlNumber, status]);

  it('reach what they speak of, and nothing else', async () => {
    for (let count = 0; count < 3; count += 1) await assign({}, step(), 60_000);
    const error = { segment: 'PO1', position: 3, code: '8' };
    await ediRegister(pool).acknowledge('test', [
      answer(),
      answer({ groupControlNumber: '0002', status: 'rejected' }),
      answer({ level: 'transaction', groupControlNumber: '2', status: 'rejected', errors: [error] }),
      answer({ groupControlNumber: '3', ownId: 'OTHERS' }),
      answer({ groupControlNumber: '3', functionalId: 'SH' }),
      answer({ groupControlNumber: '99' }),
    ]);
    await ediRegister(pool).acknowledge('production', [answer({ groupControlNumber: '3' })]);
    expect(new Map((await statuses()).map(([number, status]) => [number, status]))).toEqual(
      new Map([
        ['1', 'accepted'],
        ['2', 'rejected'],
        ['3', 'waiting'],
      ]),
    );
    expect(await list({ status: 'rejected' })).toMatchObject([{ errors: [error] }]);
  });

  it('that reject an interchange reject all groups in it', async () => {
    const groups = ['IN', 'SH'].map((functionalId) => ({ functionalId, controlNumber: undefined }));
    await assign({ groups }, step(), 60_000);
    const {
      groupControlNumber: _none,
      functionalId: _no,
      ...ta1
    } = answer({ kind: 'TA1', level: 'interchange' });
    await ediRegister(pool).acknowledge('test', [{ ...ta1, interchangeControlNumber: '000000001' }]);
    expect((await statuses()).map(([, status]) => status)).toEqual(['waiting', 'waiting']);
    await ediRegister(pool).acknowledge('test', [
      { ...ta1, interchangeControlNumber: '000000001', status: 'rejected' },
    ]);
    expect((await statuses()).map(([, status]) => status)).toEqual(['rejected', 'rejected']);
  });
});
