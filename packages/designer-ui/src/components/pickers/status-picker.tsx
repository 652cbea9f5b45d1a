import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { lookOf } from '../status/statuses.ts';
import { StatusBadge } from '../status/status-badge.tsx';

export interface StatusPickerProps<Status extends string> {
  statuses: readonly Status[];
  value: readonly Status[];
  onChange(value: Status[]): void;
}

/** A filter by several statuses at once; none ticked means all. */
export function StatusPicker<Status extends string>({
  statuses,
  value,
  onChange,
}: StatusPickerProps<Status>) {
  const label = value.length === 0 ? 'Any status' : value.map((status) => lookOf(status).label).join(', ');
  const toggle = (status: Status): void => {
    const chosen = new Set(value);
    if (!chosen.delete(status)) chosen.add(status);
    onChange(statuses.filter((each) => chosen.has(each)));
  };
  return (
    <Popover position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          fw={value.length === 0 ? 400 : 550}
          maw={240}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Status: ${label}`}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" role="group" aria-label="Status">
          {statuses.map((status) => (
            <Checkbox
              key={status}
              size="xs"
              checked={value.includes(status)}
              onChange={() => toggle(status)}
              label={<StatusBadge status={status} />}
            />
          ))}
          {value.length > 0 ? (
            <Button variant="subtle" onClick={() => onChange([])}>
              Any status
            </Button>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
