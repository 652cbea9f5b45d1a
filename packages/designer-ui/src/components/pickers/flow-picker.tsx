import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { flowChoicesQuery, flowQuery } from '../../api/flows.ts';

export interface FlowPickerProps {
  value: string | undefined;
  onChange(flowId: string | undefined): void;
  width?: number;
}

/** A filter by flow; searched by the server, because there may be thousands. */
export function FlowPicker({ value, onChange, width = 220 }: FlowPickerProps) {
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed, 200);
  const { data: flows = [], isFetching } = useQuery(flowChoicesQuery(query || undefined));
  const chosenListed = !value || flows.some(({ id }) => id === value);
  const { data: chosen } = useQuery({ ...flowQuery(value ?? ''), enabled: !chosenListed });
  const listed = flows.map(({ id, name }) => ({ value: id, label: name }));
  const data = chosen && !chosenListed ? [{ value: chosen.id, label: chosen.name }, ...listed] : listed;
  return (
    <Select
      w={width}
      aria-label="Flow"
      placeholder="All flows"
      searchable
      clearable
      data={data}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      onSearchChange={(text) => setTyped(data.some(({ label }) => label === text) ? '' : text)}
      nothingFoundMessage={isFetching ? 'Searching…' : 'No flow of this name'}
    />
  );
}
