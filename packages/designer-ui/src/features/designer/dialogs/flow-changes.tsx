import type { FlowDefinition } from '@crossdock/flow-schema';
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { FlowCanvas } from '../../../canvas/flow-canvas.tsx';
import { ToneBadge } from '../../../components/status/tone-badge.tsx';
import type { Tone } from '../../../components/status/statuses.ts';
import { humanize } from '../../../components/schema-form/widgets.ts';
import { diffFlows, type ChangeKind, type FlowDiff } from '../../../model/diff.ts';
import classes from './dialogs.module.css';

const tones: Record<ChangeKind, Tone> = { added: 'success', changed: 'warning', removed: 'danger' };

const isEmpty = (diff: FlowDiff): boolean => diff.nodes.length + diff.edges.length + diff.fields.length === 0;

function ChangeList({ diff }: { diff: FlowDiff }) {
  if (isEmpty(diff))
    return (
      <Text size="xs" c="dimmed">
        No difference.
      </Text>
    );
  return (
    <ul className={classes.changes}>
      {diff.fields.map((field) => (
        <li key={field}>
          <ToneBadge tone="warning">changed</ToneBadge> {humanize(field)} of the flow
        </li>
      ))}
      {diff.nodes.map(({ id, kind, name, fields }) => (
        <li key={id}>
          <ToneBadge tone={tones[kind]}>{kind}</ToneBadge> {name}
          {fields.length > 0 ? (
            <span className={classes.dim}> {fields.map(humanize).join(', ').toLowerCase()}</span>
          ) : null}
        </li>
      ))}
      {diff.edges.map(({ kind, from, to }) => (
        <li key={`${kind} ${from} ${to}`}>
          <ToneBadge tone={tones[kind]}>{kind}</ToneBadge> {from} → {to}
        </li>
      ))}
    </ul>
  );
}

/** Steps that are gone are drawn where they were, so that the picture shows them too. */
function withRemoved(before: FlowDefinition, after: FlowDefinition): FlowDefinition {
  const ids = new Set(after.nodes.map((node) => node.id));
  const gone = before.nodes.filter((node) => !ids.has(node.id));
  const shown = new Set([...ids, ...gone.map((node) => node.id)]);
  const known = new Set(after.edges.map((edge) => edge.id));
  const lost = before.edges.filter(
    (edge) =>
      !known.has(edge.id) &&
      shown.has(edge.source) &&
      shown.has(edge.target) &&
      !(ids.has(edge.source) && ids.has(edge.target)),
  );
  return { ...after, nodes: [...after.nodes, ...gone], edges: [...after.edges, ...lost] };
}

export interface FlowChangesProps {
  before: FlowDefinition;
  after: FlowDefinition;
}

/** What has changed from one definition to another, as a picture and as a list. */
export function FlowChanges({ before, after }: FlowChangesProps) {
  const diff = useMemo(() => diffFlows(before, after), [before, after]);
  const both = useMemo(() => withRemoved(before, after), [before, after]);
  const changes = useMemo(() => new Map(diff.nodes.map(({ id, kind }) => [id, kind])), [diff]);
  return (
    <div className={classes.compare}>
      <div className={classes.picture}>
        <FlowCanvas definition={both} changes={changes} ariaLabel="Changes" />
      </div>
      <div className={classes.list}>
        <ChangeList diff={diff} />
      </div>
    </div>
  );
}
