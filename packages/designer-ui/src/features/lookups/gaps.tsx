import type { LookupGap, LookupTable } from '@crossdock/flow-schema';
import { Button } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCan } from '../../api/access.ts';
import { lookupGapsQuery, useResumeLookup } from '../../api/lookups.ts';
import { useEnvironmentName } from '../../components/environment/use-environment.ts';
import { Banner } from '../../components/feedback/banner.tsx';
import { announce, notifyDone } from '../../components/feedback/notify.tsx';
import { TextLink } from '../../components/links/links.tsx';
import { askedKeyText } from '../../components/lookups/cell-text.ts';
import { plural } from '../../components/time/format.ts';
import classes from './lookups.module.css';

/** Keys shown at once; the others follow as these are added. */
const shown = 5;

export interface GapsProps {
  table: LookupTable;
  /** Adds a row for a key; left out where one may not. */
  onAdd: ((key: unknown) => void) | undefined;
}

/** What runs wait for: keys that the table does not have. */
export function Gaps({ table, onAdd }: GapsProps) {
  const { data = [] } = useQuery({ ...lookupGapsQuery(table.key), enabled: useCan('exceptions:read') });
  const mayResume = useCan('exceptions:operate');
  const resume = useResumeLookup(table.key);
  if (data.length === 0) return null;
  const runs = data.reduce((sum, gap) => sum + gap.runs, 0);
  const tryAgain = (): void =>
    void announce(resume.mutateAsync(), {
      done: (resumed) => notifyDone(resumedText(resumed.runs)),
      failed: 'The runs could not be resumed',
    });
  return (
    <Banner
      tone="warning"
      icon={IconHourglass}
      title={`${plural(runs, 'run')} ${runs === 1 ? 'waits' : 'wait'} for ${plural(data.length, 'missing value')}`}
      action={
        mayResume ? (
          <Button variant="default" loading={resume.isPending} onClick={tryAgain}>
            Resume what is found now
          </Button>
        ) : null
      }
    >
      <div className={classes.gaps}>
        {data.slice(0, shown).map((gap) => (
          <GapLine key={`${gap.environment} ${gap.exceptionId}`} gap={gap} onAdd={onAdd} />
        ))}
        {data.length > shown ? <span>and {data.length - shown} more</span> : null}
      </div>
    </Banner>
  );
}

function GapLine({ gap, onAdd }: { gap: LookupGap; onAdd: GapsProps['onAdd'] }) {
  const environmentName = useEnvironmentName();
  const key = askedKeyText(gap.key);
  const partner = gap.partner === '*' ? '' : ` from ${gap.partner}`;
  return (
    <div className={classes.gap}>
      <span className={classes.gapKey} title={key}>
        {key}
      </span>
      <TextLink to="/exceptions/$exceptionId" params={{ exceptionId: gap.exceptionId }} size="xs">
        {plural(gap.runs, 'run')}
        {partner} in {environmentName(gap.environment)}
      </TextLink>
      {onAdd ? (
        <Button variant="subtle" size="compact-xs" onClick={() => onAdd(gap.key)} aria-label={`Add ${key}`}>
          Add
        </Button>
      ) : null}
    </div>
  );
}

const resumedText = (runs: number): string =>
  runs === 0
    ? 'The table still answers none of them.'
    : `${plural(runs, 'run')} ${runs === 1 ? 'goes' : 'go'} on.`;
