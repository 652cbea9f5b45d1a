import { Button, Group, Select } from '@mantine/core';
import { classNames, deskNames, desks, errorClasses } from '../../components/domain/words.ts';
import { SearchInput } from '../../components/forms/search-input.tsx';
import { FlowPicker } from '../../components/pickers/flow-picker.tsx';
import { exceptionStatuses, lookOf } from '../../components/status/statuses.ts';
import { readExceptionSearch, type ExceptionSearch } from './exception-search.ts';

export interface ExceptionFilterBarProps {
  search: ExceptionSearch;
  onSearch(search: ExceptionSearch): void;
}

const statusChoices = [
  ...exceptionStatuses.map((value) => ({ value: value as string, label: lookOf(value).label })),
  { value: 'any', label: 'Any status' },
];
const deskChoices = desks.map((value) => ({ value, label: deskNames[value] }));
const classChoices = errorClasses.map((value) => ({ value, label: classNames[value] }));

/** Narrows the inbox; everything goes to the address. */
export function ExceptionFilterBar({ search, onSearch }: ExceptionFilterBarProps) {
  const change = (patch: Record<string, unknown>): void =>
    onSearch(readExceptionSearch({ ...search, ...patch }));
  const { list, ...filters } = search;
  return (
    <Group gap="xs">
      <SearchInput value={search.q} onChange={(q) => change({ q })} placeholder="Order number or message" />
      <Select
        w={130}
        aria-label="Status"
        allowDeselect={false}
        data={statusChoices}
        value={search.status ?? 'open'}
        onChange={(status) => change({ status: status === 'open' ? undefined : status })}
      />
      <Select
        w={170}
        aria-label="Desk"
        placeholder="All desks"
        clearable
        data={deskChoices}
        value={search.desk ?? null}
        onChange={(desk) => change({ desk })}
      />
      <Select
        w={180}
        aria-label="Kind of error"
        placeholder="All kinds"
        clearable
        data={classChoices}
        value={search.class ?? null}
        onChange={(errorClass) => change({ class: errorClass })}
      />
      <FlowPicker value={search.flow} onChange={(flow) => change({ flow })} width={200} />
      {Object.keys(filters).length > 0 ? (
        <Button variant="subtle" color="gray" onClick={() => onSearch(list ? { list } : {})}>
          Clear filters
        </Button>
      ) : null}
    </Group>
  );
}
