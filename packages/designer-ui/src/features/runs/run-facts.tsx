import type { Run } from '@crossdock/flow-schema';
import { BusinessKeys } from '../../components/domain/business-keys.tsx';
import { versionLabel } from '../../components/domain/words.ts';
import { useEnvironmentName } from '../../components/environment/use-environment.ts';
import { CopyButton } from '../../components/forms/copy-button.tsx';
import { Fact, Facts } from '../../components/page/facts.tsx';
import { Duration } from '../../components/time/duration.tsx';
import { RelativeTime } from '../../components/time/relative-time.tsx';
import { TextLink } from '../../components/links/links.tsx';

/** The run's particulars in one strip. */
export function RunFacts({ run }: { run: Run }) {
  const environmentName = useEnvironmentName();
  return (
    <Facts>
      {run.businessKeys.length > 0 ? (
        <Fact label="About">
          <BusinessKeys keys={run.businessKeys} />
        </Fact>
      ) : null}
      <Fact label="Flow">
        <TextLink to="/flows/$flowId" params={{ flowId: run.flowId }} inherit>
          {run.flowName}
        </TextLink>{' '}
        {versionLabel(run.version)}
        {run.test ? ' (test run)' : ''}
      </Fact>
      <Fact label="Environment">{environmentName(run.environment)}</Fact>
      <Fact label="Received">
        <RelativeTime at={run.createdAt} />
      </Fact>
      <Fact label="Took">
        <Duration ms={run.durationMs} since={run.finishedAt ? null : run.startedAt} />
      </Fact>
      {run.attempts > 1 ? <Fact label="Started">{run.attempts} times</Fact> : null}
      {run.replayOf ? (
        <Fact label="Replay of">
          <TextLink to="/runs/$runId" params={{ runId: run.replayOf }} inherit>
            earlier run
          </TextLink>
        </Fact>
      ) : null}
      <Fact label="Run id">
        <code>{run.id.slice(0, 8)}…</code> <CopyButton label="Copy run id" text={() => run.id} />
      </Fact>
    </Facts>
  );
}
