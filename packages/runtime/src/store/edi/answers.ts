import { reconcile } from '@crossdock/mapping';
import type { ReadAcknowledgement, SentDocument } from '@crossdock/mapping';
import type pg from 'pg';
import { overdueCode } from './overdue.ts';
import { plainNumber } from './plain-number.ts';

/** Errors that are kept of one group or interchange. */
const mostErrors = 100;

/** Records what partners say of what was sent to them. Said twice, it is recorded once more, to the same effect. */
export async function recordAnswers(
  pool: pg.Pool,
  environment: string,
  acknowledgements: readonly ReadAcknowledgement[],
): Promise<void> {
  for (const said of byPair(acknowledgements)) await recordOfPair(pool, environment, said);
}

function byPair(acknowledgements: readonly ReadAcknowledgement[]): ReadAcknowledgement[][] {
  const pairs = new Map<string, ReadAcknowledgement[]>();
  for (const each of acknowledgements) {
    const { standard, ownId, ownQualifier, partnerId, partnerQualifier } = each;
    const key = JSON.stringify([standard, ownId, ownQualifier, partnerId, partnerQualifier]);
    pairs.set(key, [...(pairs.get(key) ?? []), each]);
  }
  return [...pairs.values()];
}

async function recordOfPair(
  pool: pg.Pool,
  environment: string,
  said: readonly ReadAcknowledgement[],
): Promise<void> {
  const sent = await findSent(pool, environment, said);
  const now = Date.now();
  const { acknowledged, rejected } = reconcile(sent, said, { now, deadlineMs: Number.POSITIVE_INFINITY });
  for (const { sent: row, acknowledgement } of [...acknowledged, ...rejected]) {
    await pool.query(recordAnswer, [
      row.id,
      acknowledgement.status,
      JSON.stringify(errorsOf(row, said)),
      overdueCode,
    ]);
  }
}

/** What was overdue is resolved by the answer. */
const recordAnswer = `
  WITH answered AS (
    UPDATE edi_interchanges SET status = $2, acknowledged_at = now(), errors = $3 WHERE id = $1
    RETURNING exception_id
  ), resolved AS (
    UPDATE exceptions e SET status = 'resolved', resolved_at = now()
    FROM answered a WHERE e.id = a.exception_id AND e.status = 'open' AND e.code = $4
    RETURNING e.id, e.run_id, e.flow_id, e.environment, e.status
  ), told AS (
    INSERT INTO exception_events (id, exception_id, actor, kind, text)
    SELECT gen_random_uuid(), id, 'Crossdock', 'comment', 'The acknowledgement came: ' || $2 FROM resolved
  )
  SELECT pg_notify('crossdock_exception', json_build_object('exceptionId', id, 'runId', run_id, 'flowId', flow_id,
    'environment', environment, 'status', status)::text) FROM resolved`;

type SentRow = SentDocument & { id: string };

/**
 * What was sent under the numbers that are named. Of a number that was used again the latest counts, but first what
 * went between the same two qualifiers: partners do not always answer with those that they are written to with.
 */
async function findSent(
  pool: pg.Pool,
  environment: string,
  said: readonly ReadAcknowledgement[],
): Promise<SentRow[]> {
  const [first] = said;
  if (first === undefined) return [];
  const numbers = (of: (each: ReadAcknowledgement) => string | undefined): string[] =>
    said.flatMap((each) => of(each) ?? []).map(plainNumber);
  const { rows } = await pool.query<Row>(
    `SELECT DISTINCT ON (control_number, group_number, functional_id)
       id, control_number, group_number, functional_id, at
     FROM edi_interchanges
     WHERE direction = 'out' AND environment = $1 AND standard = $2 AND own_id = $3 AND partner_id = $4
       AND (control_number = ANY ($5) OR group_number = ANY ($6))
     ORDER BY control_number, group_number, functional_id,
       (own_qualifier = $7 AND partner_qualifier = $8) DESC, at DESC`,
    [
      environment,
      first.standard,
      first.ownId,
      first.partnerId,
      numbers((each) => each.interchangeControlNumber),
      numbers((each) => (each.standard === 'x12' ? each.groupControlNumber : undefined)),
      first.ownQualifier ?? '',
      first.partnerQualifier ?? '',
    ],
  );
  return rows.map((row) => sentOf(row, first.standard));
}

interface Row {
  id: string;
  control_number: string;
  group_number: string;
  functional_id: string;
  at: Date;
}

function sentOf(row: Row, standard: SentDocument['standard']): SentRow {
  return {
    id: row.id,
    standard,
    interchangeControlNumber: row.control_number,
    ...(row.group_number === ''
      ? {}
      : { groupControlNumber: row.group_number, functionalId: row.functional_id }),
    sentAt: row.at.getTime(),
  };
}

/** All errors that are told of it and of what is in it. */
function errorsOf(row: SentRow, said: readonly ReadAcknowledgement[]) {
  const mine = said.filter(({ groupControlNumber, interchangeControlNumber }) =>
    row.groupControlNumber !== undefined && groupControlNumber !== undefined
      ? plainNumber(groupControlNumber) === row.groupControlNumber
      : interchangeControlNumber !== undefined &&
        plainNumber(interchangeControlNumber) === row.interchangeControlNumber,
  );
  return mine.flatMap(({ errors }) => errors).slice(0, mostErrors);
}
