import type { FlowDefinition, Run } from '@crossdock/flow-schema';
import { Stack, Text } from '@mantine/core';
import { JsonView } from '../../components/json/json-view.tsx';
import { Section } from '../../components/page/page.tsx';
import { exactTime } from '../../components/time/format.ts';
import { nodeNameOf } from './step-rows.ts';
import classes from './run.module.css';

export interface TriggerDetailProps {
  run: Run;
  definition: FlowDefinition | undefined;
  /** A node that the run has not been at: said instead of showing the message. */
  notRun: string | undefined;
}

/** The message that started the run, and the answer that it gave, if any. */
export function TriggerDetail({ run, definition, notRun }: TriggerDetailProps) {
  if (notRun !== undefined) {
    return (
      <Section title={nodeNameOf(definition, notRun)}>
        <Text size="sm" c="dimmed">
          {run.finishedAt ? 'The run did not come to this step.' : 'The run has not come to this step yet.'}
        </Text>
      </Section>
    );
  }
  const { body, receivedAt, path, ...rest } = run.trigger;
  return (
    <Section title="Message" aside={<span className={classes.dim}>{exactTime(receivedAt)}</span>}>
      <Stack gap="md">
        <div>
          <h3 className={classes.paneTitle}>Body</h3>
          <JsonView value={body} label="Body" />
        </div>
        {Object.keys(rest).length > 0 || path ? (
          <div>
            <h3 className={classes.paneTitle}>Headers and address</h3>
            <JsonView
              value={{ ...(path ? { path } : {}), ...rest }}
              label="Headers and address"
              height={220}
            />
          </div>
        ) : null}
        {run.output === undefined ? null : (
          <div>
            <h3 className={classes.paneTitle}>Result of the run</h3>
            <JsonView value={run.output} label="Result of the run" height={220} />
          </div>
        )}
      </Stack>
    </Section>
  );
}
