import type pg from 'pg';
import type { Announce } from '../announcements.ts';

/** Code of the exception that an acknowledgement which does not come is. */
export const overdueCode = 'edi.overdue';

/** Interchanges looked at at once. */
const batchSize = 100;

/**
 * Opens an exception for each interchange whose acknowledgement is overdue: once, over any number of servers. It
 * stands at the run and step that sent the interchange; there is nothing to resume, so that it is discarded when the
 * matter is settled with the partner, or resolved by the acknowledgement when that comes after all.
 * @returns how many were opened
 */
export async function openOverdue(pool: pg.Pool, announce: Announce): Promise<number> {
  const { rows } = await pool.query<Opened>(openExceptions, [overdueCode, batchSize]);
  for (const { exceptionId, ...run } of rows) {
    announce('crossdock_exception', exceptionId, { exceptionId, ...run, status: 'open' });
  }
  return rows.length;
}

interface Opened {
  exceptionId: string;
  runId: string;
  flowId: string;
  environment: string;
}

/**
 * The desk is that of the step, else that of its flow. A step has one open exception at a place: the place is the
 * interchange, so that each has its own.
 */
const openExceptions = `
  WITH due AS (
    SELECT i.id, gen_random_uuid() AS exception_id, i.run_id, i.node_id, i.partner_id, i.due_at,
      i.standard, i.own_id, i.control_number, i.group_number, i.functional_id
    FROM edi_interchanges i
    WHERE i.status = 'waiting' AND i.due_at <= now() AND i.exception_id IS NULL
    ORDER BY i.due_at LIMIT $2
    FOR UPDATE SKIP LOCKED
  ), described AS (
    SELECT due.*, r.flow_id, r.environment, r.business_keys, node.value AS node,
      v.definition -> 'settings' ->> 'desk' AS flow_desk,
      format('%s did not acknowledge interchange %s%s, which was due at %s.', partner_id, control_number,
        CASE WHEN group_number = '' THEN '' ELSE format(', group %s (%s)', group_number, functional_id) END,
        to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')) AS message,
      json_build_object('standard', standard, 'ownId', own_id, 'partnerId', partner_id,
        'controlNumber', control_number, 'groupControlNumber', nullif(group_number, ''),
        'dueAt', due_at) AS detail
    FROM due JOIN runs r ON r.id = due.run_id
    LEFT JOIN flow_versions v ON v.flow_id = r.flow_id AND v.version = r.version
    LEFT JOIN LATERAL (
      SELECT value FROM json_array_elements(v.definition -> 'nodes') WHERE value ->> 'id' = due.node_id LIMIT 1
    ) node ON true
  ), opened AS (
    INSERT INTO exceptions (id, run_id, flow_id, environment, node_id, node_name, path, class, code, message, error, desk,
      partner, step_attempts, business_keys)
    SELECT exception_id, run_id, flow_id, environment, node_id, coalesce(node ->> 'name', node_id), 'edi/' || id,
      'business', $1,
      message, json_build_object('class', 'business', 'code', $1::text, 'message', message, 'detail', detail),
      coalesce(node ->> 'desk', flow_desk, 'integration-support'), partner_id, 1, business_keys
    FROM described
    ON CONFLICT DO NOTHING
    RETURNING id, run_id, flow_id, environment
  ), told AS (
    INSERT INTO exception_events (id, exception_id, actor, kind)
    SELECT gen_random_uuid(), id, 'Crossdock', 'opened' FROM opened
  ), marked AS (
    UPDATE edi_interchanges i SET exception_id = due.exception_id FROM due WHERE i.id = due.id
  )
  SELECT id AS "exceptionId", run_id AS "runId", flow_id AS "flowId", environment FROM opened`;
