import type { FlowNode, Step } from '@crossdock/flow-schema';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconDatabaseOff, IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { JsonView } from '../../../components/json/json-view.tsx';
import { EmptyState } from '../../../components/feedback/empty-state.tsx';
import { StatusBadge } from '../../../components/status/status-badge.tsx';
import { formatDuration } from '../../../components/time/format.ts';
import { ToneBadge } from '../../../components/status/tone-badge.tsx';
import { updateNode } from '../../../model/commands/edit.ts';
import { isTrigger } from '../../../model/graph.ts';
import type { NodeData } from '../../../model/node-data.ts';
import { messageOfRun } from '../../../model/test-message.ts';
import { useInsight } from '../insight.tsx';
import { useDesigner } from '../session.ts';
import classes from './inspector.module.css';
import { PinnedEditor } from './pinned-editor.tsx';

const badges: Record<Exclude<NodeData['source'], 'none'>, string> = {
  pinned: 'pinned',
  sample: 'sample message',
  computed: 'from the sample',
  run: 'last test run',
};

function Source({ data }: { data: NodeData }) {
  return data.source === 'none' ? null : <ToneBadge tone="neutral">{badges[data.source]}</ToneBadge>;
}

function NoData({ children }: { children: string }) {
  const { ui } = useDesigner();
  return (
    <EmptyState
      icon={IconDatabaseOff}
      title="No data yet"
      action={
        <Button variant="default" onClick={() => ui.setState({ drawer: 'test', wide: false })}>
          Give a sample message
        </Button>
      }
    >
      {children}
    </EmptyState>
  );
}

interface PanelProps {
  title: string;
  tools: ReactNode;
  children: ReactNode;
}

function Panel({ title, tools, children }: PanelProps) {
  return (
    <section className={classes.data} aria-label={title}>
      <div className={classes.dataTools}>{tools}</div>
      <div className={classes.dataBody}>{children}</div>
    </section>
  );
}

/** What arrives at a step. */
export function InputPanel({ node }: { node: FlowNode }) {
  const { data } = useInsight();
  const input = data.input(node.id);
  if (isTrigger(node))
    return (
      <Panel title="Input" tools={null}>
        <Text size="xs" c="dimmed" p="sm">
          A trigger has no input: its output is the message.
        </Text>
      </Panel>
    );
  return (
    <Panel title="Input" tools={<Source data={input} />}>
      {input.source === 'none' ? (
        <NoData>What arrives here is shown once there is a sample message or a test run.</NoData>
      ) : (
        <JsonView value={input.value} label="Input" height="100%" />
      )}
    </Panel>
  );
}

function StepFigures({ step }: { step: Step }) {
  return (
    <Group gap={6}>
      <StatusBadge status={step.status} />
      {step.durationMs === null ? null : (
        <Text size="xs" c="dimmed" className="tabular">
          {formatDuration(step.durationMs)}
          {step.attempt > 1 ? ` · attempt ${step.attempt}` : ''}
        </Text>
      )}
    </Group>
  );
}

/** What a step hands on: pinned, worked out, or from the last test run. */
export function OutputPanel({ node }: { node: FlowNode }) {
  const { editor, ui, editable } = useDesigner();
  const { data, run } = useInsight();
  const [editing, setEditing] = useState(false);
  const output = data.output(node.id);
  const step = data.lastStep(node.id);
  const isPinned = node.pinnedOutput !== undefined;
  const pin = (pinnedOutput: unknown) =>
    editor.run((definition) => updateNode(definition, node.id, { pinnedOutput }));
  const trigger = run?.trigger;
  const canPin =
    editable && !isPinned && output.source !== 'none' && output.value !== undefined && !isTrigger(node);
  const tools = (
    <>
      <Source data={output} />
      {step ? <StepFigures step={step} /> : null}
      <span className={classes.spring} />
      {isTrigger(node) && trigger && editable ? (
        <Button variant="default" onClick={() => ui.setMessage(messageOfRun(trigger))}>
          Use as sample
        </Button>
      ) : null}
      {canPin ? (
        <Button
          variant="default"
          leftSection={<IconPin size={14} aria-hidden />}
          onClick={() => pin(output.value)}
        >
          Pin
        </Button>
      ) : null}
      {isPinned && editable ? (
        <>
          <Button variant="default" onClick={() => setEditing(true)}>
            Edit
          </Button>
          <Button
            variant="default"
            leftSection={<IconPinnedOff size={14} aria-hidden />}
            onClick={() => pin(undefined)}
          >
            Unpin
          </Button>
        </>
      ) : null}
    </>
  );
  return (
    <Panel title="Output" tools={tools}>
      {step?.error && !isPinned ? (
        <Alert color="red" p="xs" m="xs" title={step.error.code}>
          {step.error.message}
        </Alert>
      ) : null}
      {output.source === 'none' && !step?.error ? (
        <NoData>What this step hands on is shown once there is a sample message or a test run.</NoData>
      ) : null}
      {output.source === 'none' ? null : <JsonView value={output.value} label="Output" height="100%" />}
      {output.source === 'none' && editable && !isTrigger(node) ? (
        <Group justify="center">
          <Button
            variant="subtle"
            leftSection={<IconPin size={14} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            Write an output by hand
          </Button>
        </Group>
      ) : null}
      {editing ? (
        <PinnedEditor
          value={node.pinnedOutput ?? output.value}
          onSave={pin}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Panel>
  );
}
