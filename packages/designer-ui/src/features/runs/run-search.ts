import type { RunStatus } from '@crossdock/flow-schema';
import type { RunFilters } from '../../api/runs.ts';
import { text } from '../../components/forms/search-text.ts';
import { runStatuses } from '../../components/status/statuses.ts';

/** The filters of the runs page as they stand in its address. Ranges relative to now stay relative in a link. */
export interface RunSearch {
  flow?: string;
  /** Comma separated. */
  status?: string;
  /** `type:value` */
  businessKey?: string;
  q?: string;
  range?: RangeKey;
  from?: string;
  to?: string;
  /** `only` test runs, or `with` them; left out: without. */
  test?: 'only' | 'with';
}

const hour = 3_600_000;

export const ranges = {
  '1h': { label: 'Last hour', ms: hour },
  '24h': { label: 'Last 24 hours', ms: 24 * hour },
  '7d': { label: 'Last 7 days', ms: 7 * 24 * hour },
  '30d': { label: 'Last 30 days', ms: 30 * 24 * hour },
} as const;
export type RangeKey = keyof typeof ranges;

const isRange = (value: string | undefined): value is RangeKey =>
  value !== undefined && Object.hasOwn(ranges, value);

/** Reads the address; what isn't understood is left out. */
export function readRunSearch(search: Record<string, unknown>): RunSearch {
  const range = text(search['range']);
  const test = text(search['test']);
  const status = statusesOf(text(search['status'])).join(',');
  const businessKey = text(search['businessKey']);
  return compact({
    flow: text(search['flow']),
    status: status || undefined,
    businessKey: businessKey && /^[^:]+:.+$/.test(businessKey) ? businessKey : undefined,
    q: text(search['q'])?.slice(0, 200),
    range: isRange(range) ? range : undefined,
    from: timestamp(search['from']),
    to: timestamp(search['to']),
    test: test === 'only' || test === 'with' ? test : undefined,
  });
}

/** The statuses of a comma-separated list, without those that don't exist. */
export function statusesOf(status: string | undefined): RunStatus[] {
  const wanted = new Set(status?.split(','));
  return runStatuses.filter((each) => wanted.has(each));
}

/** What the list is narrowed by. */
export function filtersOf(search: RunSearch, environment: string | undefined): RunFilters {
  const { flow, status, businessKey, q, range, from, to, test } = search;
  const time = range ? { lastMs: ranges[range].ms } : { from, to };
  const onlyTests = test === 'with' ? undefined : test === 'only';
  return compact({ flow, environment, status, businessKey, q, ...time, test: onlyTests });
}

function timestamp(value: unknown): string | undefined {
  const moment = new Date(text(value) ?? '');
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

type Compact<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The object without its undefined fields. */
function compact<T extends object>(value: T): Compact<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Compact<T>;
}
