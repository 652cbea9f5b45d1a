import { Tooltip } from '@mantine/core';
import { countdown, exactTime } from './format.ts';
import { useNow } from './use-now.ts';

/** Time left until a moment; "any moment now" once it is over. */
export function Countdown({ until }: { until: string }) {
  const now = useNow('second');
  const over = new Date(until).getTime() <= now;
  return (
    <Tooltip label={exactTime(until)}>
      <time dateTime={until}>{over ? 'any moment now' : `in ${countdown(until, now)}`}</time>
    </Tooltip>
  );
}
