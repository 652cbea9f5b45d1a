import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { environmentsQuery } from '../../api/access.ts';

/**
 * The environment that the pages are narrowed to, undefined for all. It is part of the address, so that a
 * link shows others the same, and it is kept from page to page.
 */
export function useEnvironment(): string | undefined {
  return useSearch({ strict: false, select: (search) => search.environment });
}

export function useSetEnvironment(): (environment: string | undefined) => void {
  const navigate = useNavigate();
  return useCallback(
    (environment) => {
      void navigate({ to: '.', search: (search) => ({ ...search, environment }) });
    },
    [navigate],
  );
}

/** The environment's name for people; its key until the list is there. */
export function useEnvironmentName(): (key: string) => string {
  const { data } = useQuery(environmentsQuery);
  return (key) => data?.find((environment) => environment.key === key)?.name ?? key;
}
