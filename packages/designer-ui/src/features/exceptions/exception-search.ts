import type { Desk, ErrorClass, ExceptionStatus } from '@crossdock/flow-schema';
import type { ExceptionFilters } from '../../api/exceptions.ts';
import { desks, errorClasses } from '../../components/domain/words.ts';
import { exceptionStatuses } from '../../components/status/statuses.ts';
import { text } from '../../components/forms/search-text.ts';

/** The filters of the inbox as they stand in its address. */
export interface ExceptionSearch {
  /** Left out: open ones. */
  status?: ExceptionStatus | 'any' | undefined;
  class?: ErrorClass | undefined;
  desk?: Desk | undefined;
  flow?: string | undefined;
  q?: string | undefined;
  /** Left out: equal causes stand together. */
  list?: 'plain' | undefined;
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((each) => each === value);
}

/** Reads the address; what isn't understood is left out. */
export function readExceptionSearch(search: Record<string, unknown>): ExceptionSearch {
  const read: ExceptionSearch = {
    status: oneOf([...exceptionStatuses, 'any' as const], search['status']),
    class: oneOf(errorClasses, search['class']),
    desk: oneOf(desks, search['desk']),
    flow: text(search['flow']),
    q: text(search['q'])?.slice(0, 200),
    list: oneOf(['plain' as const], search['list']),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What the API is asked. */
export function filtersOf(search: ExceptionSearch, environment: string | undefined): ExceptionFilters {
  const { status = 'open', class: errorClass, desk, flow, q } = search;
  return { status: status === 'any' ? undefined : status, class: errorClass, desk, flow, q, environment };
}
