import { Link } from '@tanstack/react-router';
import { Alert, Anchor, Loader, ScrollArea, Text } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { stateLooks } from '../../../canvas/run-state.tsx';
import { EmptyState } from '../../../components/feedback/empty-state.tsx';
import { StatusBadge } from '../../../components/status/status-badge.tsx';
import { ToneBadge } from '../../../components/status/tone-badge.tsx';
import { formatDuration } from '../../../components/time/format.ts';
import { selectNodes } from '../../../model/change.ts';
import { isNote } from '../../../model/graph.ts';
import type { NodeOverlay } from '../../../model/overlay.ts';
import type { FlowNode } from '@crossdock/flow-schema';
import { useInsight } from '../insight.tsx';
import { useDefinition, useDesigner, useUi } from '../session.ts';
import classes from './drawer.module.css';

function StepRow({ node, overlay }: { node: FlowNode; overlay: NodeOverlay }) {
  const { editor, ui } = useDesigner();
  const look = stateLooks[overlay.state];
  const Mark = look.icon;
  const open = () => {
    editor.select(selectNodes(node.id));
    ui.setState({ inspectorTab: 'output', inspectorOpen: true, settingsOpen: false });
  };
  return (
    <button type="button" className={classes.step} onClick={open}>
      <ToneBadge tone={look.tone} icon={<Mark size={13} stroke={2.25} aria-hidden />}>
        {look.label}
      </ToneBadge>
      <span className={classes.stepName}>{node.name}</span>
      <span className={classes.stepError}>{overlay.error?.message}</span>
      <span className={classes.figure}>
        {overlay.attempts > 1 ? `${overlay.attempts} attempts · ` : ''}
        {overlay.durationMs === undefined ? '' : formatDuration(overlay.durationMs)}
      </span>
    </button>
  );
}

/** How the last test run went, step by step; a click shows what the step handed on. */
export function TestResult() {
  const definition = useDefinition();
  const runId = useUi((state) => state.testRunId);
  const { run, overlay } = useInsight();
  if (runId === undefined)
    return (
      <EmptyState icon={IconFlask} title="No test run yet">
        A test runs the draft as it is, with pinned outputs in the place of their steps. Steps that call other
        systems really call them.
      </EmptyState>
    );
  if (!run || !overlay)
    return (
      <div className={classes.waiting}>
        <Loader size="xs" /> <Text size="xs">Starting…</Text>
      </div>
    );
  const nodes = definition.nodes.filter((node) => !isNote(node));
  return (
    <>
      <div className={classes.testBar} data-testid="test-result">
        <StatusBadge status={run.status} />
        <Text size="xs" c="dimmed" className="tabular">
          {run.durationMs === null ? '' : formatDuration(run.durationMs)}
        </Text>
        <span className={classes.spring} />
        <Anchor component={Link} to="/runs/$runId" params={{ runId } as never} size="xs">
          Open the run
        </Anchor>
      </div>
      {run.error ? (
        <Alert color="red" p="xs" mx="xs" mb={6} title={run.error.code}>
          {run.error.message}
        </Alert>
      ) : null}
      <ScrollArea className={classes.fill} type="auto" scrollbarSize={8}>
        {nodes.map((node) => {
          const own = overlay.nodes.get(node.id);
          return own ? <StepRow key={node.id} node={node} overlay={own} /> : null;
        })}
      </ScrollArea>
    </>
  );
}
