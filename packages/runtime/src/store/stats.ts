import type { Stats } from '@crossdock/flow-schema';
import type pg from 'pg';

export interface StatsFilter {
  environment?: string;
  from: Date;
  to: Date;
  by: 'hour' | 'day';
}

export interface StatsQueries {
  read(filter: StatsFilter): Promise<Stats>;
}

interface SeriesRow {
  at: Date;
  status: string;
  n: number;
}

export function statsQueries(pool: pg.Pool): StatsQueries {
  return {
    async read({ environment, from, to, by }) {
      const [series, open] = await Promise.all([
        pool.query<SeriesRow>(
          `SELECT date_trunc($4, created_at, 'UTC') AS at, status, count(*)::int AS n FROM runs
           WHERE created_at >= $1 AND created_at < $2 AND ($3::text IS NULL OR environment = $3) AND NOT test
           GROUP BY 1, 2 ORDER BY 1`,
          [from, to, environment ?? null, by],
        ),
        pool.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM exceptions
           WHERE status = 'open' AND ($1::text IS NULL OR environment = $1)`,
          [environment ?? null],
        ),
      ]);
      return {
        runs: totals(series.rows),
        openExceptions: open.rows[0]?.n ?? 0,
        series: fill(series.rows, { from, to, by }),
      };
    },
  };
}

function totals(rows: readonly SeriesRow[]): Record<string, number> {
  const runs: Record<string, number> = {};
  for (const { status, n } of rows) runs[status] = (runs[status] ?? 0) + n;
  return runs;
}

const hourMs = 3_600_000;

/** Every hour or day of the span, also those without runs, so that a chart needs no gaps filled. */
function fill(
  rows: readonly SeriesRow[],
  { from, to, by }: Omit<StatsFilter, 'environment'>,
): Stats['series'] {
  const stepMs = by === 'day' ? 24 * hourMs : hourMs;
  const points = new Map<number, Stats['series'][number]>();
  for (let at = Math.floor(from.getTime() / stepMs) * stepMs; at < to.getTime(); at += stepMs) {
    points.set(at, { at: new Date(at).toISOString(), succeeded: 0, failed: 0, active: 0 });
  }
  for (const { at, status, n } of rows) {
    const point = points.get(at.getTime());
    if (!point) continue;
    if (status === 'succeeded' || status === 'failed') point[status] += n;
    else if (status !== 'cancelled') point.active += n;
  }
  return [...points.values()];
}
