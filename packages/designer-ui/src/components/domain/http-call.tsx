import type { Step } from '@crossdock/flow-schema';
import { ToneBadge } from '../status/tone-badge.tsx';
import { formatDuration } from '../time/format.ts';
import classes from './http-call.module.css';

/** The call that a step made: method, address, answer and how long it took. */
export function HttpCall({ call }: { call: NonNullable<Step['http']> }) {
  const { method, url, status, latencyMs } = call;
  return (
    <div className={classes.call}>
      <strong>{method}</strong>
      <span className={classes.url} title={url}>
        {url}
      </span>
      <ToneBadge tone={status === undefined || status >= 400 ? 'danger' : 'success'}>
        {status ?? 'no answer'}
      </ToneBadge>
      <span className={classes.latency}>{formatDuration(latencyMs)}</span>
    </div>
  );
}
