import type pg from 'pg';
import type { Reply } from '../engine/ports.ts';

/** What a caller that waits for a run can be told now. */
export interface ReplyState {
  /** Recorded by a respond node; undefined: none so far. */
  reply: Reply | undefined;
  /** No reply can come any more. */
  ended: boolean;
}

/** Reads the reply that a run has recorded, whichever server worked on it. */
export async function findReply(
  pool: pg.Pool,
  runId: string,
  respondNodes: readonly string[],
): Promise<ReplyState> {
  const { rows } = await pool.query<{ ended: boolean; output: Reply | null }>(
    `SELECT r.status IN ('succeeded', 'failed', 'cancelled') AS ended, s.output FROM runs r
     LEFT JOIN steps s ON s.run_id = r.id AND s.status = 'succeeded' AND s.node_id = ANY ($2::text[])
     WHERE r.id = $1 ORDER BY s.started_at LIMIT 1`,
    [runId, respondNodes],
  );
  return { reply: rows[0]?.output ?? undefined, ended: rows[0]?.ended ?? true };
}
