import { Tooltip } from '@mantine/core';
import { exactTime, relativeTime } from './format.ts';
import { useNow } from './use-now.ts';

/** How long ago something was, with the exact time on hover. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <Tooltip label={exactTime(at)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {relativeTime(at, now)}
      </time>
    </Tooltip>
  );
}
