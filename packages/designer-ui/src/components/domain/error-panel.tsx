import type { StepError } from '@crossdock/flow-schema';
import { Group, Text } from '@mantine/core';
import { JsonView } from '../json/json-view.tsx';
import { ToneBadge } from '../status/tone-badge.tsx';
import { classHints, classNames } from './words.ts';
import classes from './error-panel.module.css';

/** A failure in words, with its class and code, and what the other side answered. */
export function ErrorPanel({ error }: { error: StepError }) {
  return (
    <div className={classes.panel}>
      <Text size="sm" fw={600} className={classes.message}>
        {error.message}
      </Text>
      <Group gap="xs" mt={6}>
        <ToneBadge tone="danger" title={classHints[error.class]}>
          {classNames[error.class]}
        </ToneBadge>
        <code className={classes.code}>{error.code}</code>
      </Group>
      {error.detail === undefined ? null : (
        <details className={classes.detail}>
          <summary>Details</summary>
          <JsonView value={error.detail} label="Error details" height={220} />
        </details>
      )}
    </div>
  );
}
