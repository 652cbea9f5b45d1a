import type { FlowDefinition, Run } from '@crossdock/flow-schema';
import { IconAlertTriangle, IconHourglass } from '@tabler/icons-react';
import { classHints, waitingLabels } from '../../components/domain/words.ts';
import { Banner } from '../../components/feedback/banner.tsx';
import { Countdown } from '../../components/time/countdown.tsx';
import { nodeNameOf } from './step-rows.ts';
import { ButtonLink, TextLink } from '../../components/links/links.tsx';

export interface RunBannerProps {
  run: Run;
  definition: FlowDefinition | undefined;
}

/** Why the run failed or what it waits for, and what to do about it. */
export function RunBanner({ run, definition }: RunBannerProps) {
  if (run.status === 'failed' && run.error) return <Failure run={run} error={run.error} />;
  if (run.status === 'waiting' && run.waitingFor) {
    const { reason, message, nodeId, until, runId } = run.waitingFor;
    const at = nodeId ? ` at “${nodeNameOf(definition, nodeId)}”` : '';
    return (
      <Banner
        tone="warning"
        icon={IconHourglass}
        title={
          <>
            {waitingLabels[reason]}
            {at}
            {until ? (
              <>
                {' '}
                · goes on <Countdown until={until} />
              </>
            ) : null}
          </>
        }
        action={
          runId ? (
            <ButtonLink to="/runs/$runId" params={{ runId }} variant="default">
              Run in front
            </ButtonLink>
          ) : null
        }
      >
        {message}
      </Banner>
    );
  }
  return null;
}

function Failure({ run, error }: { run: Run; error: NonNullable<Run['error']> }) {
  return (
    <Banner
      tone="danger"
      icon={IconAlertTriangle}
      title={error.message}
      action={
        run.exceptionId ? (
          <ButtonLink to="/exceptions/$exceptionId" params={{ exceptionId: run.exceptionId }}>
            Mend and resume
          </ButtonLink>
        ) : null
      }
    >
      {classHints[error.class]}{' '}
      {run.exceptionId ? 'Its exception is open.' : run.test ? 'A test run opens no exception.' : null}{' '}
      <TextLink to="/runs" search={{ flow: run.flowId, status: 'failed' }} inherit underline="always">
        Other failed runs of this flow
      </TextLink>
    </Banner>
  );
}
