import type { LookupDefinition } from '@crossdock/flow-schema';
import { Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { environmentsQuery } from '../../api/access.ts';
import { columnLabel, keyPaths, type RowDraft } from './row-draft.ts';

export interface RowFieldsProps {
  definition: LookupDefinition;
  draft: RowDraft;
  errors: Partial<Record<string, string>>;
  disabled?: boolean;
  onChange(path: string, value: string): void;
}

/** The inputs of a row of a lookup table: its key, its values, and for whom and when it counts. */
export function RowFields({ definition, draft, errors, disabled = false, onChange }: RowFieldsProps) {
  const { data: environments = [] } = useQuery(environmentsQuery);
  const input = (path: string) => ({
    value: draft[path] ?? '',
    error: errors[path],
    disabled,
    onChange: (event: { currentTarget: { value: string } }) => onChange(path, event.currentTarget.value),
  });
  return (
    <>
      {definition.keys.map((column) => {
        const [path = '', end] = keyPaths(column);
        const label = columnLabel(column);
        const type = column.type === 'date' ? 'date' : 'text';
        if (end === undefined)
          return (
            <TextInput
              key={column.name}
              label={label}
              withAsterisk
              type={type}
              description={
                column.match === 'wildcard' ? '* stands for any text, ? for one character' : undefined
              }
              {...input(path)}
            />
          );
        return (
          <Group key={column.name} grow align="flex-start">
            <TextInput label={`${label} from`} description="included" type={type} {...input(path)} />
            <TextInput label={`${label} to`} description="not included" type={type} {...input(end)} />
          </Group>
        );
      })}
      {definition.values.map((column) => {
        const path = `values.${column.name}`;
        const label = columnLabel(column);
        return column.type === 'boolean' ? (
          <Select
            key={column.name}
            label={label}
            data={[
              { value: 'true', label: 'Yes' },
              { value: 'false', label: 'No' },
            ]}
            clearable
            value={draft[path] || null}
            error={errors[path]}
            disabled={disabled}
            onChange={(value) => onChange(path, value ?? '')}
          />
        ) : (
          <TextInput
            key={column.name}
            label={label}
            type={column.type === 'date' ? 'date' : 'text'}
            {...input(path)}
          />
        );
      })}
      <SimpleGrid cols={2} spacing="sm">
        <TextInput label="Partner" placeholder="All partners" {...input('partner')} />
        <Select
          label="Environment"
          data={[
            { value: '', label: 'All environments' },
            ...environments.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          value={draft['environment'] ?? ''}
          error={errors['environment']}
          disabled={disabled}
          allowDeselect={false}
          onChange={(value) => onChange('environment', value ?? '')}
        />
        <TextInput label="Valid from" type="date" {...input('validFrom')} />
        <TextInput label="Valid to" type="date" {...input('validTo')} />
      </SimpleGrid>
    </>
  );
}
