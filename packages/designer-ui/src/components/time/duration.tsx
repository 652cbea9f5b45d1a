import { formatDuration } from './format.ts';
import { useNow } from './use-now.ts';

export interface DurationProps {
  /** null while it goes on. */
  ms: number | null;
  /** Where it goes on: counted from here, every second. */
  since?: string | null | undefined;
}

/** How long something took, or takes so far; a dash where it hasn't begun. */
export function Duration({ ms, since }: DurationProps) {
  if (ms !== null)
    return (
      <span className="tabular" style={{ whiteSpace: 'nowrap' }}>
        {formatDuration(ms)}
      </span>
    );
  return since ? <Elapsed since={since} /> : <span aria-label="not started">–</span>;
}

function Elapsed({ since }: { since: string }) {
  const elapsed = Math.max(0, useNow('second') - new Date(since).getTime());
  return (
    <span className="tabular" style={{ whiteSpace: 'nowrap' }}>
      {formatDuration(Math.floor(elapsed / 1000) * 1000)}
    </span>
  );
}
