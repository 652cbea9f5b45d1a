import { Button, Group, Text } from '@mantine/core';
import { plural } from '../../components/time/format.ts';
import { ToneBadge } from '../../components/status/tone-badge.tsx';
import type { CauseGroup } from './grouping.ts';

export interface GroupHeadProps {
  group: CauseGroup;
  /** Whether further pages may hold more of the same cause. */
  more: boolean;
  selected: ReadonlySet<string>;
  /** Left out: nothing can be selected. */
  onSelect?(selected: ReadonlySet<string>): void;
}

/** Above the exceptions of one cause: the cause, how many, and a way to take them all. */
export function GroupHead({ group, more, selected, onSelect }: GroupHeadProps) {
  const ids = group.exceptions.map(({ id }) => id);
  const all = ids.every((id) => selected.has(id));
  const toggle = (): void => {
    const next = new Set(selected);
    for (const id of ids) {
      if (all) next.delete(id);
      else next.add(id);
    }
    onSelect?.(next);
  };
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <div style={{ minWidth: 0 }}>
        <Text size="xs" fw={620} truncate title={group.message}>
          {group.message}
        </Text>
        <Text size="xs" c="dimmed" fz="0.75rem" truncate>
          {group.flowName} · {group.nodeName} · <code>{group.code}</code>
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <ToneBadge tone="neutral">{`${plural(ids.length, 'exception')}${more ? ' or more' : ''}`}</ToneBadge>
        {onSelect && ids.length > 1 ? (
          <Button variant="subtle" onClick={toggle}>
            {all ? 'Unselect' : `Select ${ids.length}`}
          </Button>
        ) : null}
      </Group>
    </Group>
  );
}
