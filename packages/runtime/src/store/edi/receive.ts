import { checkReceived, nothingReceived } from '@crossdock/mapping';
import type { EnvelopeNumbers, ReceivedOutcome, ReceivedState } from '@crossdock/mapping';
import type pg from 'pg';
import type { EdiStep, ReceivedInterchange } from '../../engine/ports.ts';
import { inTransaction } from '../transaction.ts';
import { plainNumber } from './plain-number.ts';

interface Incoming {
  /** Place in its document. */
  index: number;
  interchange: EnvelopeNumbers;
}

type Missing = Extract<ReceivedOutcome, { kind: 'gap' }>['missing'];

/** Records an interchange that came; one that this step has recorded before is told as it was then. */
export async function recordReceived(
  pool: pg.Pool,
  step: EdiStep,
  { index, interchange }: Incoming,
): Promise<ReceivedInterchange> {
  const { controlNumber } = interchange;
  if (controlNumber === undefined) return { ...interchange, outcome: { kind: 'inSequence' } };
  const number = plainNumber(controlNumber);
  // A corrected document, under the same step, is another interchange when it has another number.
  const key = `${step.stepKey}/${index}/${number}`;
  return inTransaction(pool, async (client) => {
    const state = await lockState(client, step, interchange);
    const { standard } = interchange;
    const checked = checkReceived(state, controlNumber, `${standard}.interchange`);
    // The table knows for certain; ranges forget old gaps.
    const outcome: ReceivedOutcome =
      checked.outcome.kind === 'duplicate' ? { kind: 'older' } : checked.outcome;
    if (!(await insert(client, step, interchange, { key, number, outcome }))) {
      return { ...interchange, ...(await knownOutcome(client, step, interchange, { key, number })) };
    }
    await client.query(`UPDATE edi_sequences SET received = $5 WHERE ${ofPair}`, [
      ...pairOf(step, interchange),
      JSON.stringify(checked.state),
    ]);
    return { ...interchange, outcome };
  });
}

const ofPair = 'environment = $1 AND level = $2 AND own_id = $3 AND partner_id = $4';

function pairOf({ environment }: EdiStep, { standard, senderId, receiverId }: EnvelopeNumbers): string[] {
  return [environment, `${standard}.interchange`, receiverId, senderId];
}

/** Which numbers came; interchanges of the same two parties wait for one another from here on. */
async function lockState(
  client: pg.PoolClient,
  step: EdiStep,
  interchange: EnvelopeNumbers,
): Promise<ReceivedState> {
  const pair = pairOf(step, interchange);
  await client.query(
    `INSERT INTO edi_sequences (environment, level, own_id, partner_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (environment, level, own_id, partner_id) DO NOTHING`,
    pair,
  );
  const { rows } = await client.query<{ received: ReceivedState | null }>(
    `SELECT received FROM edi_sequences WHERE ${ofPair} FOR UPDATE`,
    pair,
  );
  return rows[0]?.received ?? nothingReceived;
}

interface Identity {
  key: string;
  number: string;
}

async function insert(
  client: pg.PoolClient,
  { environment, runId, nodeId }: EdiStep,
  { standard, senderId, receiverId }: EnvelopeNumbers,
  { key, number, outcome }: Identity & { outcome: ReceivedOutcome },
): Promise<boolean> {
  const missing = outcome.kind === 'gap' ? JSON.stringify(outcome.missing) : null;
  const { rowCount } = await client.query(
    `INSERT INTO edi_interchanges (
       id, environment, direction, standard, own_id, partner_id, control_number, step_key, run_id, node_id, status,
       missing)
     VALUES (gen_random_uuid(), $1, 'in', $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT DO NOTHING`,
    [environment, standard, receiverId, senderId, number, key, runId, nodeId, outcome.kind, missing],
  );
  return rowCount === 1;
}

async function knownOutcome(
  client: pg.PoolClient,
  { environment }: EdiStep,
  { standard, senderId, receiverId }: EnvelopeNumbers,
  { key, number }: Identity,
): Promise<Pick<ReceivedInterchange, 'outcome' | 'first'>> {
  const { rows } = await client.query<KnownRow>(
    `SELECT step_key, run_id, at, status, missing FROM edi_interchanges
     WHERE direction = 'in' AND environment = $1 AND standard = $2 AND own_id = $3 AND partner_id = $4
       AND control_number = $5`,
    [environment, standard, receiverId, senderId, number],
  );
  const [known] = rows;
  if (known === undefined) return { outcome: { kind: 'inSequence' } };
  if (known.step_key !== key) {
    return { outcome: { kind: 'duplicate' }, first: { runId: known.run_id, at: known.at } };
  }
  if (known.status === 'gap' && known.missing) return { outcome: { kind: 'gap', missing: known.missing } };
  return { outcome: { kind: known.status === 'older' ? 'older' : 'inSequence' } };
}

interface KnownRow {
  step_key: string;
  run_id: string;
  at: Date;
  status: string;
  missing: Missing | null;
}
