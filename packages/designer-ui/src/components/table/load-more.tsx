import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { messageOf } from '../../api/problem.ts';
import { plural } from '../time/format.ts';
import type { TableSource } from './data-table.tsx';
import classes from './data-table.module.css';

/** Below a list: fetches the next page when it comes into view, or by its button. */
export function LoadMore({ source, shown }: { source: TableSource; shown: number }) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage, error } = source;
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const visible = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (visible && hasNextPage && !isFetchingNextPage && !error) fetchNextPage?.();
  }, [visible, hasNextPage, isFetchingNextPage, fetchNextPage, error]);
  if (!hasNextPage) {
    return shown >= 20 ? <div className={classes.foot}>{plural(shown, 'row')}, no more</div> : null;
  }
  return (
    <div ref={ref} className={classes.foot}>
      {error ? <span role="alert">{messageOf(error)} </span> : null}
      <Button variant="subtle" loading={Boolean(isFetchingNextPage)} onClick={() => fetchNextPage?.()}>
        Load more
      </Button>
    </div>
  );
}
