import type { Exception } from '@crossdock/flow-schema';
import { Text } from '@mantine/core';
import { ErrorPanel } from '../../components/domain/error-panel.tsx';
import { TextLink } from '../../components/links/links.tsx';
import { Section } from '../../components/page/page.tsx';
import { explain } from './explain.ts';
import classes from './exceptions.module.css';

/** The failure in plain words, and what can be done about it. */
export function WhatHappened({ exception }: { exception: Exception }) {
  return (
    <Section
      title="What happened"
      aside={
        <TextLink
          to="/runs/$runId"
          params={{ runId: exception.runId }}
          search={{ step: exception.nodeId }}
          size="xs"
        >
          See it in the run
        </TextLink>
      }
    >
      <div className={classes.what}>
        <Text size="sm">{explain(exception)}</Text>
        <ErrorPanel error={exception.error} />
      </div>
    </Section>
  );
}
