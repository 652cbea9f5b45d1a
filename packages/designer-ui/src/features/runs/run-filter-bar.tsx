import { Button, Group, Select } from '@mantine/core';
import { FlowPicker } from '../../components/pickers/flow-picker.tsx';
import { StatusPicker } from '../../components/pickers/status-picker.tsx';
import { SearchInput } from '../../components/forms/search-input.tsx';
import { exactTime } from '../../components/time/format.ts';
import { runStatuses } from '../../components/status/statuses.ts';
import { ranges, statusesOf, type RunSearch } from './run-search.ts';
import { RangeDialog } from './range-dialog.tsx';
import { useState } from 'react';

export interface RunFilterBarProps {
  search: RunSearch;
  onSearch(search: RunSearch): void;
}

const testChoices = [
  { value: 'without', label: 'Without test runs' },
  { value: 'with', label: 'With test runs' },
  { value: 'only', label: 'Test runs only' },
];

/** Narrows the list of runs; everything goes to the address. */
export function RunFilterBar({ search, onSearch }: RunFilterBarProps) {
  const change = (patch: { [K in keyof RunSearch]?: RunSearch[K] | undefined }): void => {
    const next = Object.entries({ ...search, ...patch }).filter(
      ([, value]) => value !== undefined && value !== '',
    );
    onSearch(Object.fromEntries(next) as RunSearch);
  };
  return (
    <Group gap="xs">
      <SearchInput
        value={search.q ?? search.businessKey}
        onChange={(q) => change({ q, businessKey: undefined })}
        placeholder="Order number, business key or run id"
      />
      <FlowPicker value={search.flow} onChange={(flow) => change({ flow })} width={180} />
      <StatusPicker
        statuses={runStatuses}
        value={statusesOf(search.status)}
        onChange={(chosen) => change({ status: chosen.join(',') })}
      />
      <RangeSelect search={search} change={change} />
      <Select
        w={150}
        aria-label="Test runs"
        allowDeselect={false}
        data={testChoices}
        value={search.test ?? 'without'}
        onChange={(value) => change({ test: value === 'only' || value === 'with' ? value : undefined })}
      />
      {Object.keys(search).length > 0 ? (
        <Button variant="subtle" color="gray" onClick={() => onSearch({})}>
          Clear filters
        </Button>
      ) : null}
    </Group>
  );
}

interface RangeSelectProps {
  search: RunSearch;
  change(patch: {
    range?: RunSearch['range'] | undefined;
    from?: string | undefined;
    to?: string | undefined;
  }): void;
}

function RangeSelect({ search, change }: RangeSelectProps) {
  const [asking, setAsking] = useState(false);
  const custom = search.from !== undefined || search.to !== undefined;
  const data = [
    { value: 'any', label: 'Any time' },
    ...Object.entries(ranges).map(([value, { label }]) => ({ value, label })),
    { value: 'custom', label: custom ? customLabel(search) : 'From … to …' },
  ];
  const choose = (value: string | null): void => {
    if (value === 'custom') setAsking(true);
    else {
      const range = Object.keys(ranges).find((key) => key === value) as RunSearch['range'];
      change({ range, from: undefined, to: undefined });
    }
  };
  return (
    <>
      <Select
        w={custom ? 260 : 132}
        aria-label="Received"
        allowDeselect={false}
        data={data}
        value={search.range ?? (custom ? 'custom' : 'any')}
        onChange={choose}
        onOptionSubmit={(value) => {
          if (value === 'custom') setAsking(true);
        }}
      />
      <RangeDialog
        opened={asking}
        from={search.from}
        to={search.to}
        onClose={() => setAsking(false)}
        onApply={(from, to) => change({ range: undefined, from, to })}
      />
    </>
  );
}

function customLabel({ from, to }: RunSearch): string {
  if (from && to) return `${exactTime(from)} – ${exactTime(to)}`;
  return from ? `since ${exactTime(from)}` : `until ${exactTime(to ?? '')}`;
}
