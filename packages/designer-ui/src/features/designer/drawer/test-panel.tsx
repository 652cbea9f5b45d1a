import { Button, Group } from '@mantine/core';
import { IconPlayerPlay, IconPlayerTrackNext } from '@tabler/icons-react';
import { findNode, isNote, isTrigger } from '../../../model/graph.ts';
import { useDesigner, useEditor } from '../session.ts';
import classes from './drawer.module.css';
import { MessageEditor } from './message-editor.tsx';
import { TestResult } from './test-result.tsx';
import { useTest } from './use-test.ts';

function StartButtons() {
  const { editable } = useDesigner();
  const test = useTest();
  const target = useEditor(({ definition, selection: { nodes } }) => {
    const node = nodes.length === 1 && nodes[0] !== undefined ? findNode(definition, nodes[0]) : undefined;
    return node && !isTrigger(node) && !isNote(node) ? node : undefined;
  });
  if (!editable) return null;
  return (
    <Group gap={6} wrap="nowrap">
      {target ? (
        <Button
          variant="default"
          leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
          disabled={test.isStarting}
          onClick={() => void test.start(target.id)}
        >
          Run up to “{target.name.length > 18 ? `${target.name.slice(0, 17)}…` : target.name}”
        </Button>
      ) : null}
      <Button
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        loading={test.isStarting}
        onClick={() => void test.start()}
      >
        Run test
      </Button>
    </Group>
  );
}

/** A message to try the flow with, and what came of it. */
export function TestPanel() {
  return (
    <div className={classes.test}>
      <section className={classes.testSide} aria-label="Message">
        <MessageEditor actions={<StartButtons />} />
      </section>
      <section className={classes.testSide} aria-label="Result">
        <TestResult />
      </section>
    </div>
  );
}
