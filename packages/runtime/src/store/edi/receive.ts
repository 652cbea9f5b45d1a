import { checkReceived, nothingReceived } from '@crossdock/mapping';
import type { EnvelopeNumbers, ReceivedOutcome, ReceivedState } from '@crossdock/mapping';
import type pg from 'pg';
import type { EdiStep, ReceivedInterchange } from '../../engine/ports.ts';
import { inTransaction } from '../transaction.ts';
import { partiesOf, takeOverEarlier } from './parties.ts';
import type { Parties } from './parties.ts';
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
  const parties = partiesOf(step.environment, interchange, 'in');
  const { standard } = interchange;
  return inTransaction(pool, async (client) => {
    const state = await lockState(client, parties);
    const checked = checkReceived(state, controlNumber, `${standard}.interchange`);
    // The table knows for certain; ranges forget old gaps.
    const outcome: ReceivedOutcome =
      checked.outcome.kind === 'duplicate' ? { kind: 'older' } : checked.outcome;
    if (!(await insert(client, step, parties, { key, number, outcome }))) {
      return { ...interchange, ...(await knownOutcome(client, parties, { key, number })) };
    }
    await client.query(`UPDATE edi_sequences SET received = $7 WHERE ${ofPair}`, [
      ...pairOf(parties),
      JSON.stringify(checked.state),
    ]);
    return { ...interchange, outcome };
  });
}

const ofPair = `environment = $1 AND level = $2 AND own_id = $3 AND partner_id = $4
  AND own_qualifier = $5 AND partner_qualifier = $6`;

function pairOf({
  environment,
  standard,
  ownId,
  partnerId,
  ownQualifier,
  partnerQualifier,
}: Parties): string[] {
  return [environment, `${standard}.interchange`, ownId, partnerId, ownQualifier, partnerQualifier];
}

/** Which numbers came; interchanges of the same two parties wait for one another from here on. */
async function lockState(client: pg.PoolClient, parties: Parties): Promise<ReceivedState> {
  await takeOverEarlier(client, parties);
  const pair = pairOf(parties);
  await client.query(
    `INSERT INTO edi_sequences (environment, level, own_id, partner_id, own_qualifier, partner_qualifier)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
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
  { runId, nodeId }: EdiStep,
  parties: Parties,
  { key, number, outcome }: Identity & { outcome: ReceivedOutcome },
): Promise<boolean> {
  const { environment, standard, ownId, partnerId, ownQualifier, partnerQualifier } = parties;
  const missing = outcome.kind === 'gap' ? JSON.stringify(outcome.missing) : null;
  const pair = [environment, standard, ownId, partnerId, ownQualifier, partnerQualifier];
  const { rowCount } = await client.query(
    `INSERT INTO edi_interchanges (
       id, environment, direction, standard, own_id, partner_id, own_qualifier, partner_qualifier,
       control_number, step_key, run_id, node_id, status, missing)
     VALUES (gen_random_uuid(), $1, 'in', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT DO NOTHING`,
    [...pair, number, key, runId, nodeId, outcome.kind, missing],
  );
  return rowCount === 1;
}

async function knownOutcome(
  client: pg.PoolClient,
  { environment, standard, ownId, partnerId, ownQualifier, partnerQualifier }: Parties,
  { key, number }: Identity,
): Promise<Pick<ReceivedInterchange, 'outcome' | 'first'>> {
  const { rows } = await client.query<KnownRow>(
    `SELECT step_key, run_id, at, status, missing FROM edi_interchanges
     WHERE direction = 'in' AND environment = $1 AND standard = $2 AND own_id = $3 AND partner_id = $4
       AND own_qualifier = $5 AND partner_qualifier = $6 AND control_number = $7`,
    [environment, standard, ownId, partnerId, ownQualifier, partnerQualifier, number],
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
