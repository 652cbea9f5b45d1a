import { greatestControlNumber, writtenControlNumber } from '@crossdock/mapping';
import type { AssignedNumbers, EnvelopeNumbers } from '@crossdock/mapping';
import type pg from 'pg';
import type { EdiStep } from '../../engine/ports.ts';
import { jsonParam } from '../runs/json-param.ts';
import { partiesOf, takeOverEarlier } from './parties.ts';
import type { Parties } from './parties.ts';
import { plainNumber } from './plain-number.ts';

/** An interchange that is to be sent. */
interface Outgoing {
  /** Place in its document. */
  index: number;
  interchange: EnvelopeNumbers;
  /** Milliseconds until its acknowledgement is overdue; undefined: none is waited for. */
  dueInMs: number | undefined;
}

/**
 * Gives an interchange its control numbers and records it as sent: one statement, so that a number is either
 * taken and recorded, or not taken. Numbers of steps that never got to send anything are gaps, which receivers
 * have to allow for; the same number twice is what none has to.
 */
export async function assignNumbers(
  pool: pg.Pool,
  step: EdiStep,
  outgoing: Outgoing,
): Promise<AssignedNumbers> {
  const key = `${step.stepKey}/${outgoing.index}`;
  const parties = partiesOf(step.environment, outgoing.interchange, 'out');
  await takeOverEarlier(pool, parties);
  const { rows } = await pool.query<Row>(assignAndRecord, parametersOf(key, step, parties, outgoing));
  if (rows.length > 0) return written(rows, outgoing.interchange);
  // The step has its numbers from an earlier attempt, or from one that goes on beside this one.
  const earlier = await pool.query<Row>(
    `SELECT control_number, group_number, position FROM edi_interchanges WHERE step_key = $1`,
    [key],
  );
  return written(earlier.rows, outgoing.interchange);
}

interface Row {
  control_number: string;
  group_number: string;
  position: number;
}

const assignAndRecord = `
  WITH known AS (
    SELECT 1 FROM edi_interchanges WHERE step_key = $1 LIMIT 1
  ), interchange AS (
    INSERT INTO edi_sequences AS s
      (environment, level, own_id, partner_id, own_qualifier, partner_qualifier, last)
    SELECT $2, $3::text || '.interchange', $4, $5, $13, $14, 1
    WHERE $6::text IS NULL AND NOT EXISTS (SELECT FROM known)
    ON CONFLICT (environment, level, own_id, partner_id, own_qualifier, partner_qualifier)
    DO UPDATE SET last = CASE WHEN s.last >= $7::bigint THEN 1 ELSE s.last + 1 END
    RETURNING last
  ), groups AS (
    INSERT INTO edi_sequences AS s
      (environment, level, own_id, partner_id, own_qualifier, partner_qualifier, last)
    SELECT $2, $3 || '.group', $4, $5, $13, $14, $8::bigint
    WHERE $8 > 0 AND NOT EXISTS (SELECT FROM known)
    ON CONFLICT (environment, level, own_id, partner_id, own_qualifier, partner_qualifier)
    DO UPDATE SET last = CASE WHEN s.last + $8 > $9::bigint THEN $8 ELSE s.last + $8 END
    RETURNING last
  )
  INSERT INTO edi_interchanges (
    id, environment, direction, standard, own_id, partner_id, control_number, group_number, functional_id,
    step_key, position, run_id, node_id, status, due_at, own_qualifier, partner_qualifier)
  SELECT gen_random_uuid(), $2, 'out', $3, $4, $5,
    coalesce($6, (SELECT last FROM interchange)::text),
    coalesce(g.given, ((SELECT last FROM groups) - $8 + g.nth)::text, ''), g.functional_id,
    $1, g.position, $10::uuid, $11, CASE WHEN g.due_in_ms IS NULL THEN 'none' ELSE 'waiting' END,
    now() + g.due_in_ms * interval '1 ms', $13, $14
  FROM json_to_recordset($12::json) AS g(
    position int, functional_id text, given text, nth bigint, due_in_ms double precision)
  WHERE NOT EXISTS (SELECT FROM known)
  ON CONFLICT (step_key, position) DO NOTHING
  RETURNING control_number, group_number, position`;

function parametersOf(
  key: string,
  step: EdiStep,
  parties: Parties,
  { interchange, dueInMs }: Outgoing,
): unknown[] {
  const { standard, controlNumber } = interchange;
  const { rows, unnumbered } = groupRows(interchange, dueInMs);
  return [
    key,
    step.environment,
    standard,
    parties.ownId,
    parties.partnerId,
    controlNumber === undefined ? null : plainNumber(controlNumber),
    greatestControlNumber(`${standard}.interchange`),
    unnumbered,
    greatestControlNumber(`${standard}.group`),
    step.runId,
    step.nodeId,
    jsonParam(rows),
    parties.ownQualifier,
    parties.partnerQualifier,
  ];
}

/** A row for each group that is acknowledged by itself, or one for the interchange. */
function groupRows({ standard, groups, isAcknowledgement }: EnvelopeNumbers, dueInMs: number | undefined) {
  const hasGroups = standard === 'x12' && groups.length > 0;
  let unnumbered = 0;
  const rows = (hasGroups ? groups : [{ functionalId: '', controlNumber: undefined }]).map(
    (group, position) => {
      const given = group.controlNumber;
      if (hasGroups && given === undefined) unnumbered += 1;
      const expects = !isAcknowledgement && group.functionalId !== 'FA';
      return {
        position,
        functional_id: group.functionalId,
        given: given === undefined ? null : plainNumber(given),
        nth: hasGroups && given === undefined ? unnumbered : null,
        due_in_ms: expects ? (dueInMs ?? null) : null,
      };
    },
  );
  return { rows, unnumbered };
}

/** What the document gives itself stays as it is. */
function written(
  rows: readonly Row[],
  { standard, controlNumber, groups }: EnvelopeNumbers,
): AssignedNumbers {
  const inOrder = rows.toSorted((a, b) => a.position - b.position);
  const number = inOrder[0]?.control_number ?? '';
  return {
    interchange: controlNumber ?? writtenControlNumber(Number(number), `${standard}.interchange`),
    groups: groups.map((group, index) => group.controlNumber ?? inOrder[index]?.group_number ?? ''),
  };
}
