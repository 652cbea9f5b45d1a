import type { Exception } from '@crossdock/flow-schema';
import { IconCheck, IconTrash } from '@tabler/icons-react';
import { Banner } from '../../components/feedback/banner.tsx';
import { ButtonLink } from '../../components/links/links.tsx';
import { RelativeTime } from '../../components/time/relative-time.tsx';

/** Says how an exception ended that is no longer open. */
export function SettledBanner({ exception }: { exception: Exception }) {
  const discarded = exception.status === 'discarded';
  const reason = exception.events.findLast(({ kind }) => kind === 'discarded')?.text;
  return (
    <Banner
      tone={discarded ? 'neutral' : 'success'}
      icon={discarded ? IconTrash : IconCheck}
      title={
        <>
          {discarded ? 'Discarded' : 'Resolved'}{' '}
          {exception.resolvedAt ? <RelativeTime at={exception.resolvedAt} /> : null}
        </>
      }
      action={
        <ButtonLink to="/runs/$runId" params={{ runId: exception.runId }} variant="default">
          Open run
        </ButtonLink>
      }
    >
      {discarded
        ? (reason ?? 'The message is not processed any further.')
        : 'The run has gone on from the failed step.'}
    </Banner>
  );
}
