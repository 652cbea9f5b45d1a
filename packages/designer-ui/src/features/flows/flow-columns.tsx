import { kindOf, type FlowSummary } from '@crossdock/flow-schema';
import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { createElement } from 'react';
import { iconOf } from '../../canvas/node-icons.ts';
import { OutcomeSpark } from '../../components/domain/outcome-spark.tsx';
import { TwoLines } from '../../components/table/cells.tsx';
import type { Column } from '../../components/table/data-table.tsx';
import { count } from '../../components/time/format.ts';
import { RelativeTime } from '../../components/time/relative-time.tsx';
import { FlowMenu } from './flow-menu.tsx';
import { FlowState } from './flow-state.tsx';
import { TextLink } from '../../components/links/links.tsx';

export interface FlowColumnsOptions {
  environmentName(key: string): string;
  mayWrite: boolean;
  onOpen(flowId: string): void;
}

export function flowColumns({
  environmentName,
  mayWrite,
  onOpen,
}: FlowColumnsOptions): Column<FlowSummary>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      cell: (flow) => (
        <TwoLines
          first={
            <Link to="/flows/$flowId" params={{ flowId: flow.id }} data-row-link>
              {flow.name}
            </Link>
          }
          second={flow.description}
        />
      ),
    },
    {
      id: 'trigger',
      header: 'Starts by',
      width: '130px',
      hideBelow: 'medium',
      cell: (flow) => <Trigger type={flow.triggerType} />,
    },
    {
      id: 'state',
      header: 'Deployed',
      width: '260px',
      cell: (flow) => <FlowState flow={flow} environmentName={environmentName} />,
    },
    {
      id: 'runs',
      header: 'Last runs',
      width: '116px',
      cell: (flow) => <OutcomeSpark runs={flow.lastRuns} />,
    },
    {
      id: 'exceptions',
      header: 'Open exceptions',
      width: '128px',
      align: 'right',
      cell: (flow) => <OpenExceptions flow={flow} />,
    },
    {
      id: 'updated',
      header: 'Changed',
      width: '150px',
      hideBelow: 'wide',
      cell: (flow) => <TwoLines first={<RelativeTime at={flow.updatedAt} />} second={flow.updatedBy} />,
    },
    {
      id: 'actions',
      header: '',
      width: '56px',
      align: 'right',
      cell: (flow) => <FlowMenu flow={flow} mayWrite={mayWrite} onOpen={onOpen} />,
    },
  ];
}

function Trigger({ type }: { type: string | null }) {
  if (!type) {
    return (
      <Text size="xs" c="dimmed">
        no trigger
      </Text>
    );
  }
  return (
    <Group gap={6} wrap="nowrap">
      {createElement(iconOf(type), { size: 16, stroke: 1.7, color: 'var(--cd-dimmed)', 'aria-hidden': true })}
      {kindOf(type)?.label ?? type}
    </Group>
  );
}

function OpenExceptions({ flow }: { flow: FlowSummary }) {
  if (flow.openExceptions === 0) {
    return (
      <Text size="xs" c="dimmed">
        none
      </Text>
    );
  }
  return (
    <TextLink to="/exceptions" search={{ flow: flow.id }} size="xs" fw={600} c="var(--cd-danger-fg)">
      {count(flow.openExceptions)} open
    </TextLink>
  );
}
